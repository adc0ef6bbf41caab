-- The month's records on their way to the archive, and what was done to each batch.
create table archive_batch (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    month text collate "C" not null,
    collected_at bigint not null,
    reviewed_at bigint,
    received_at bigint,
    keep_until text collate "C",
    held bigint not null,
    disposed_at bigint
);
create index archive_batch_site on archive_batch (site_id, month);

create table archive_step (
    batch_id bytea not null references archive_batch (id),
    number bigint not null,
    step text collate "C" not null,
    done_at bigint not null,
    done_by_id bytea references person (id),
    records bigint not null,
    said text collate "C",
    strokes text collate "C",
    signed_name text collate "C",
    words_of bytea,
    primary key (batch_id, number)
);

alter table record add column batch_id bytea references archive_batch (id);
alter table record add column serves_appraisal bigint not null default 0;
create index record_batch on record (batch_id);
create index record_not_archived on record (site_id) where batch_id is null;
