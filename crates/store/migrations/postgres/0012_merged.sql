-- The event of which one that was registered by itself is a part, because it is the same complaint.
alter table event add column merged_into_id bytea references event (id);
alter table event add column merged_at bigint;
create index event_merged on event (merged_into_id);
