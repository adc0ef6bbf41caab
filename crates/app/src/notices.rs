//! Notices: told with the change that causes them, read in the product, sent outside by e-mail and robot.
//!
//! What leaves the house says counts, days, numbers of events and clauses. Nothing about residents is in a notice at
//! all, so nothing can leak from one.

mod address;
mod courier;
mod heads;
mod my_notices;
mod remove_robot;
mod responsible;
mod save_robot;
mod send_due;
mod sending;
mod tell;
mod test_sending;
mod told;
mod undelivered;

pub use courier::{Address, Courier, Letter, Says, Undelivered};
pub use my_notices::{MyNotice, MyNotices};
pub use save_robot::SaveRobot;
pub use send_due::SentNotices;
pub use sending::{Robot, SendingPage, UndeliveredNotice};
pub use told::Notice;

pub(crate) use address::is_mail;
pub(crate) use courier::Couriers;
pub(crate) use heads::{are_heads_to_be_noted, tell_heads};
pub(crate) use responsible::{of_post, responsible};
pub(crate) use tell::{News, tell, tell_groups, tell_people};
