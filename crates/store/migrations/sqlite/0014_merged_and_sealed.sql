-- The event of which one that was registered by itself is a part, because it is the same complaint.
alter table event add column merged_into_id blob references event (id);
alter table event add column merged_at integer;
create index event_merged on event (merged_into_id);
-- A confidential complaint, about a person or about privacy: what tells of it is kept apart from the events.
alter table event add column confidential integer not null default 0;
alter table event add column confidential_at integer;
alter table event add column accused_id blob references person (id);
create table sealed (
    event_id blob not null primary key references event (id),
    kind text,
    unit_id blob references unit (id),
    unit_given text,
    zone_id blob references scope (id),
    zone_given text,
    reporter_id blob references person (id),
    respondent_department_id blob references department (id),
    respondent_given text,
    asset text,
    summary text,
    customer text,
    phone text,
    notes text,
    words_of blob
) strict;
