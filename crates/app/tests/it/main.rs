//! The application on both databases.

mod estate_at_work;
mod events;
mod imports;
mod live_plan;
mod path;
mod planning;
mod record_lacks;
mod reviews;
mod statistics;
mod visits;
