//! The pages of visits and their records.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
