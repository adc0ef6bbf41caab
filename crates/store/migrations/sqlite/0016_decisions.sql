-- How the manager handles what was found nonconforming, and which rounds were closed.
create table nonconforming_decision (
    record_id blob not null primary key references record (id),
    post text not null,
    decided_at integer not null,
    decided_by_id blob references person (id),
    opinion text,
    signed_name text,
    words_of blob
) strict;
create table round_closing (
    follow_up_id blob not null primary key references follow_up (id),
    post text not null,
    closed_at integer not null,
    closed_by_id blob references person (id),
    why text,
    words_of blob
) strict;
alter table review add column complaint_id blob references event (id);
create index review_complaint on review (complaint_id);
