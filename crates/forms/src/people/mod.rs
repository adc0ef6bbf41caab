//! Files of people: residents (住戶), staff (員工) and the departments they work in (部門).

mod departments;
mod residents;
mod staff;

use huiyin_domain::Day;

pub use departments::{DepartmentColumn, DepartmentRow};
pub use residents::{ContactWish, LANGUAGES, ResidentColumn, ResidentRow};
pub use staff::{StaffColumn, StaffRow};

use crate::{Cells, ColumnOf, Expected};

/// First and last day, either of which may be open; the last is not before the first.
fn days<C: ColumnOf>(cells: &mut Cells<'_>, from: C, to: C) -> (Option<Day>, Option<Day>) {
    let (first, last) = (cells.day(from), cells.day(to));
    if last.is_some() && last < first {
        cells.refuse(to, Expected::NotBefore(from.column()));
    }
    (first, last)
}
