//! Units, who lives in them, departments and zones; finding a household; looking at a telephone number.

mod append;
mod departments;
mod find_household;
mod list;
mod manage;
mod open_zone;
mod reveal_phone;
mod save_department;
mod save_occupancy;
mod save_person;
mod save_resident;
mod save_unit;
mod staff;
mod staff_member;
mod unit_page;

pub use departments::Department;
pub use find_household::{Household, HouseholdEvent, Occupant};
pub use list::Units;
pub use open_zone::OpenZone;
pub use save_department::SaveDepartment;
pub use save_occupancy::{EndOccupancy, SaveOccupancy};
pub use save_person::SavePerson;
pub use save_resident::SaveResident;
pub use save_unit::SaveUnit;
pub use staff::{HeldByStaff, StaffMember};
pub use staff_member::{InHand, SaveStaff, StaffPage};
pub use unit_page::{Resident, UnitPage};

pub use huiyin_store::people::PhoneOf;

pub(crate) use append::{append_staff_member, bring_home};
