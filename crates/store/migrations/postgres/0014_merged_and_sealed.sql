-- The event of which one that was registered by itself is a part, because it is the same complaint.
alter table event add column merged_into_id bytea references event (id);
alter table event add column merged_at bigint;
create index event_merged on event (merged_into_id);
-- A confidential complaint, about a person or about privacy: what tells of it is kept apart from the events.
alter table event add column confidential bigint not null default 0;
alter table event add column confidential_at bigint;
alter table event add column accused_id bytea references person (id);
create table sealed (
    event_id bytea not null primary key references event (id),
    kind text collate "C",
    unit_id bytea references unit (id),
    unit_given text collate "C",
    zone_id bytea references scope (id),
    zone_given text collate "C",
    reporter_id bytea references person (id),
    respondent_department_id bytea references department (id),
    respondent_given text collate "C",
    asset text collate "C",
    summary text collate "C",
    customer text collate "C",
    phone text collate "C",
    notes text collate "C",
    words_of bytea
);
