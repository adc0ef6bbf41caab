-- The complaint whose own follow-up takes the place of a round that was closed.
alter table round_closing add column complaint_id blob references event (id);
