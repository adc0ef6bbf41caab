-- When a follow-up was unfinished for too long, so that somebody must go to the door.
alter table follow_up add column escalated_at bigint;
