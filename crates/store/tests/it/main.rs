//! What the store promises, on both databases.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by it")]

mod backup;
mod doctor;
mod erasure;
mod history;
mod older;
mod open;
mod parity;
mod queues;
mod rebuild;
mod write;
