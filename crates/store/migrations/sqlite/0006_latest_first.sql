-- The list of events: by the day on which something is due, the latest event first where that is the same.
drop index event_due;
create index event_due on event (site_id, due, id desc);
