//! The pages, one module each: route, handler and template share their name.

pub(crate) mod account;
pub(crate) mod archive;
mod choosing;
pub(crate) mod complaints;
pub(crate) mod demo;
pub(crate) mod desk;
pub(crate) mod draw;
pub(crate) mod events;
pub(crate) mod festivals;
mod form_page;
pub(crate) mod imports;
pub(crate) mod invitation;
pub(crate) mod look;
pub(crate) mod notices;
pub(crate) mod open;
pub(crate) mod people;
pub(crate) mod plan;
pub(crate) mod procedure;
pub(crate) mod public_letters;
pub(crate) mod records;
pub(crate) mod sending;
pub(crate) mod set_up;
pub(crate) mod sign_in;
pub(crate) mod sites;
pub(crate) mod statistics;
pub(crate) mod units;
pub(crate) mod visits;
