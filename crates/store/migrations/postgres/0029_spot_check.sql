-- What residents said whom the company called back about an accepted record, and the calls in vain.
create table spot_check (
    record_id bytea not null references record (id),
    number bigint not null,
    event_id bytea not null references event (id),
    site_id bytea not null references scope (id),
    month text collate "C" not null,
    called_at bigint not null,
    not_reached text collate "C",
    visited bigint,
    rating text collate "C",
    noted_at bigint not null,
    noted_by_id bytea references person (id),
    said text collate "C",
    words_of bytea,
    primary key (record_id, number)
);
create index spot_check_month on spot_check (site_id, month);
create index review_at on review (reviewed_at);
