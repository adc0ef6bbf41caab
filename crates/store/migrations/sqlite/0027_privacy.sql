-- What people ask about their own data, and what came of it.
create table privacy_request (
    id blob not null primary key,
    site_id blob not null references scope (id),
    person_id blob not null references person (id),
    kind text not null,
    received_on text not null,
    due text not null,
    law text not null,
    identity text not null,
    asked text,
    identity_words text,
    words_of blob,
    received_at integer not null,
    received_by_id blob references person (id)
) strict;
create index privacy_request_site on privacy_request (site_id, due);
create index privacy_request_person on privacy_request (person_id);

create table privacy_outcome (
    request_id blob not null primary key references privacy_request (id),
    outcome text not null,
    ground text,
    rest_from text,
    settled_at integer not null,
    settled_by_id blob references person (id),
    why text,
    words_of blob
) strict;

-- What is kept beyond its time, and from erasure. Batches have theirs in their own table.
create table hold (
    id blob not null primary key,
    site_id blob not null references scope (id),
    target_kind text not null,
    target_id blob not null,
    until text,
    placed_at integer not null,
    placed_by_id blob references person (id),
    why text,
    words_of blob
) strict;
create index hold_target on hold (target_id);
create index hold_site on hold (site_id, placed_at);

create table hold_end (
    hold_id blob not null primary key references hold (id),
    lifted_at integer not null,
    lifted_by_id blob references person (id),
    why text,
    words_of blob
) strict;

-- Since when somebody is not to be sought out beyond what must be; and what was erased as a whole.
alter table person add column restricted_at integer;
alter table event add column erased_at integer;
alter table follow_up add column erased_at integer;
alter table archive_batch add column erased_at integer;
create index list_line_person on list_line (person_id);
create index phone_view_at on phone_view (viewed_at);
-- What happened in first aid is kept apart like what a confidential complaint says.
insert into sealed (event_id, kind, unit_id, unit_given, zone_id, zone_given, reporter_id, respondent_department_id,
    respondent_given, asset, summary, customer, phone, notes, words_of)
    select id, kind, unit_id, unit_given, zone_id, zone_given, reporter_id, respondent_department_id, respondent_given,
    asset, summary, customer, phone, notes, words_of from event where category = 'help' and kind = 'first_aid';
update event set summary = null, notes = null where category = 'help' and kind = 'first_aid';
