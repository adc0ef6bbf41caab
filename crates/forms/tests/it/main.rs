//! Files as offices have them, good and bad, read through the public interface.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by it")]

mod encodings;
mod events;
mod files;
mod formats;
mod header;
mod hostile;
mod people;
mod plan;
mod properties;
mod quotes;
mod reference;
