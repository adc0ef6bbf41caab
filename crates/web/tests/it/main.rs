//! The server as a browser or a program meets it.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

mod access;
mod desk;
mod failures;
mod frame;
mod people;
mod procedures;
mod sign_in;
mod support;
