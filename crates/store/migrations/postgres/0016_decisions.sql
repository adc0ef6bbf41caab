-- How the manager handles what was found nonconforming, and which rounds were closed.
create table nonconforming_decision (
    record_id bytea not null primary key references record (id),
    post text collate "C" not null,
    decided_at bigint not null,
    decided_by_id bytea references person (id),
    opinion text collate "C",
    signed_name text collate "C",
    words_of bytea
);
create table round_closing (
    follow_up_id bytea not null primary key references follow_up (id),
    post text collate "C" not null,
    closed_at bigint not null,
    closed_by_id bytea references person (id),
    why text collate "C",
    words_of bytea
);
alter table review add column complaint_id bytea references event (id);
create index review_complaint on review (complaint_id);
