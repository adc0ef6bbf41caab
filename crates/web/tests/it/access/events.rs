//! The pages of events.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
