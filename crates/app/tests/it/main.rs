//! The application on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod accountable;
mod accounts;
mod archive;
mod carried;
mod complaints;
mod corrections;
mod demo;
mod escalation;
mod estate_at_work;
mod event_list;
mod events;
mod festivals;
mod imports;
mod ledger;
mod letters;
mod lists;
mod live_draw;
mod live_plan;
mod notices;
mod path;
mod people;
mod plan_together;
mod planning;
mod posts;
mod record_lacks;
mod refusals;
mod reviews;
mod set_up;
mod statistics;
mod visits;
