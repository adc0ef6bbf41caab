//! The pages, one module each: route, handler and template share their name.

pub(crate) mod account;
pub(crate) mod desk;
pub(crate) mod look;
pub(crate) mod procedure;
pub(crate) mod set_up;
pub(crate) mod sign_in;
