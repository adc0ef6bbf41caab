//! The application on both databases.

mod imports;
mod path;
mod record_lacks;
mod reviews;
mod statistics;
mod visits;
