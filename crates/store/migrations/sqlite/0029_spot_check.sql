-- What residents said whom the company called back about an accepted record, and the calls in vain.
create table spot_check (
    record_id blob not null references record (id),
    number integer not null,
    event_id blob not null references event (id),
    site_id blob not null references scope (id),
    month text not null,
    called_at integer not null,
    not_reached text,
    visited integer,
    rating text,
    noted_at integer not null,
    noted_by_id blob references person (id),
    said text,
    words_of blob,
    primary key (record_id, number)
) strict;
create index spot_check_month on spot_check (site_id, month);
create index review_at on review (reviewed_at);
