-- What is looked up with every event, every desk and every tick must not be looked for in the whole table.
create index obligation_event on obligation (event_id);
create index obligation_why on obligation (site_id, why, due);
create index event_repeats_given on event (site_id, unit_given, category, kind, reported_at) where unit_id is null;
create index follow_up_record on follow_up (record_id);
