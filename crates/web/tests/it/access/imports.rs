//! The pages of imports.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
