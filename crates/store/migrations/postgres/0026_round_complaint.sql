-- The complaint whose own follow-up takes the place of a round that was closed.
alter table round_closing add column complaint_id bytea references event (id);
