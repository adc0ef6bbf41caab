-- A batch is listed for disposal by one person and approved by another.
alter table archive_batch add column proposed_at bigint;
alter table archive_batch add column proposed_by_id bytea references person (id);
alter table archive_batch add column approved_at bigint;
