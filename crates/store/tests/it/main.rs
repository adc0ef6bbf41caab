//! Every test here runs on both databases.

mod open;
