-- The month's records on their way to the archive, and what was done to each batch.
create table archive_batch (
    id blob not null primary key,
    site_id blob not null references scope (id),
    month text not null,
    collected_at integer not null,
    reviewed_at integer,
    received_at integer,
    keep_until text,
    held integer not null,
    disposed_at integer
) strict;
create index archive_batch_site on archive_batch (site_id, month);

create table archive_step (
    batch_id blob not null references archive_batch (id),
    number integer not null,
    step text not null,
    done_at integer not null,
    done_by_id blob references person (id),
    records integer not null,
    said text,
    strokes text,
    signed_name text,
    words_of blob,
    primary key (batch_id, number)
) strict;

alter table record add column batch_id blob references archive_batch (id);
alter table record add column serves_appraisal integer not null default 0;
create index record_batch on record (batch_id);
create index record_not_archived on record (site_id) where batch_id is null;
