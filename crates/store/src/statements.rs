//! How many statements were run, for tests that hold a page to its number of statements.

use std::cell::Cell;

thread_local! {
    static RUN: Cell<u64> = const { Cell::new(0) };
}

/// Statements that this thread has asked a database to run so far. A test on a single-threaded runtime takes the
/// difference over what it measures.
pub fn run_on_this_thread() -> u64 {
    RUN.get()
}

pub(crate) fn count() {
    RUN.set(RUN.get() + 1);
}

#[cfg(feature = "record")]
mod company;
#[cfg(feature = "record")]
mod driver;
#[cfg(feature = "record")]
mod recorded;

#[cfg(feature = "record")]
pub use company::multiply;
#[cfg(feature = "record")]
pub use driver::{Actions, Driver, Written};
#[cfg(feature = "record")]
pub use recorded::{Recorded, RecordedValue, start_recording, stop_recording};
#[cfg(feature = "record")]
pub(crate) use recorded::{next_transaction, record};
