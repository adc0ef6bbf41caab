-- What people ask about their own data, and what came of it.
create table privacy_request (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    person_id bytea not null references person (id),
    kind text collate "C" not null,
    received_on text collate "C" not null,
    due text collate "C" not null,
    law text collate "C" not null,
    identity text collate "C" not null,
    asked text collate "C",
    identity_words text collate "C",
    words_of bytea,
    received_at bigint not null,
    received_by_id bytea references person (id)
);
create index privacy_request_site on privacy_request (site_id, due);
create index privacy_request_person on privacy_request (person_id);

create table privacy_outcome (
    request_id bytea not null primary key references privacy_request (id),
    outcome text collate "C" not null,
    ground text collate "C",
    rest_from text collate "C",
    settled_at bigint not null,
    settled_by_id bytea references person (id),
    why text collate "C",
    words_of bytea
);

-- What is kept beyond its time, and from erasure. Batches have theirs in their own table.
create table hold (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    target_kind text collate "C" not null,
    target_id bytea not null,
    until text collate "C",
    placed_at bigint not null,
    placed_by_id bytea references person (id),
    why text collate "C",
    words_of bytea
);
create index hold_target on hold (target_id);
create index hold_site on hold (site_id, placed_at);

create table hold_end (
    hold_id bytea not null primary key references hold (id),
    lifted_at bigint not null,
    lifted_by_id bytea references person (id),
    why text collate "C",
    words_of bytea
);

-- Since when somebody is not to be sought out beyond what must be; and what was erased as a whole.
alter table person add column restricted_at bigint;
alter table event add column erased_at bigint;
alter table follow_up add column erased_at bigint;
alter table archive_batch add column erased_at bigint;
create index list_line_person on list_line (person_id);
create index phone_view_at on phone_view (viewed_at);
-- What happened in first aid is kept apart like what a confidential complaint says.
insert into sealed (event_id, kind, unit_id, unit_given, zone_id, zone_given, reporter_id, respondent_department_id,
    respondent_given, asset, summary, customer, phone, notes, words_of)
    select id, kind, unit_id, unit_given, zone_id, zone_given, reporter_id, respondent_department_id, respondent_given,
    asset, summary, customer, phone, notes, words_of from event where category = 'help' and kind = 'first_aid';
update event set summary = null, notes = null where category = 'help' and kind = 'first_aid';
