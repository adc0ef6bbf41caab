//! The application on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod accountable;
mod accounts;
mod archive;
mod at_once;
mod attachments;
mod carried;
mod complaints;
mod corrections;
mod demo;
mod demo_states;
mod documents;
mod escalation;
mod estate_at_work;
mod event_list;
mod events;
mod festivals;
mod first_aid;
mod further_rounds;
mod imports;
mod ledger;
mod letter_posting;
mod letters;
mod lists;
mod live_draw;
mod live_plan;
mod month;
mod notices;
mod paper;
mod path;
mod people;
mod phone;
mod plan_together;
mod planning;
mod posts;
mod privacy;
mod procedures;
mod record_lacks;
mod refusals;
mod reviews;
mod roll_up;
mod set_up;
mod statistics;
mod visits;
mod why;
