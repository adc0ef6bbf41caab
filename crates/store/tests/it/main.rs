//! What the store promises, on both databases.

mod backup;
mod doctor;
mod erasure;
mod history;
mod open;
mod parity;
mod rebuild;
mod write;
