//! The pages of the plan and the draw.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
