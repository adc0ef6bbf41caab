//! The pages of statistics.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
