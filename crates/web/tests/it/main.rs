//! The server as a browser or a program meets it.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

mod access;
mod accountable;
mod archive;
mod at_once;
mod bad_input;
mod complaint;
mod complaints;
mod copies;
mod demo;
mod desk;
mod documents;
mod events;
mod failures;
mod festivals;
mod frame;
mod guide;
mod imports;
mod lists;
mod month;
mod notices;
mod paper;
mod people;
mod phone;
mod photos;
mod plan;
mod privacy;
mod procedures;
mod public_letters;
mod sign_in;
mod sign_out_sheet;
mod statistics;
mod support;
mod units;
mod visits;
mod why;
