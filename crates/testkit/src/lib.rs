//! For tests only: every test on both databases, a PostgreSQL server that starts by itself, a fixed clock, and a small
//! estate with names.

mod both;
mod clock;
mod estate;
mod photo;
mod postgres;

pub use both::{TestDb, on_both};
pub use clock::{Clock, TODAY};
pub use estate::{Estate, Staff};
pub use photo::{PLACE, phone_photo, tells_the_place};
pub use postgres::DurableServer;
