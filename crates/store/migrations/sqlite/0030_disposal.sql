-- A batch is listed for disposal by one person and approved by another.
alter table archive_batch add column proposed_at integer;
alter table archive_batch add column proposed_by_id blob references person (id);
alter table archive_batch add column approved_at integer;
