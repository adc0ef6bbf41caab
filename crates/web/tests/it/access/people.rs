//! The pages of people, posts, invitations and units.

use super::Row;

pub(super) const ROWS: &[Row] = &[];
