//! What the store promises, on both databases.

mod history;
mod open;
mod parity;
mod rebuild;
mod write;
