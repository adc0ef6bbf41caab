use serde::{Deserialize, Serialize};

use crate::{Day, EventId, PersonId, ScopeId, UnitId};

/// A site visits nobody for a festival from now on, or visits again. Words: `why`. Clause 11.1.6.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FestivalSwitched {
    /// The site.
    pub site: ScopeId,
    /// The festival's id in the procedure.
    pub festival: String,
    /// Whether households are visited for it.
    pub visited: bool,
}

/// A household on the list of a festival.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FestivalLine {
    /// Its number in the list, from 1, never given again.
    pub number: u32,
    /// The unit, where it is a known one.
    pub unit: Option<UnitId>,
    /// The unit as the list has it.
    pub unit_words: Option<String>,
    /// Who is named, where known.
    pub person: Option<PersonId>,
}

/// Households were put on the list of a festival; at most 200 in one entry. Words: `note.N`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdsListed {
    /// The site.
    pub site: ScopeId,
    /// The festival's id in the procedure.
    pub festival: String,
    /// The year.
    pub year: i32,
    /// The households.
    pub lines: Vec<FestivalLine>,
}

/// A household was struck from the list of a festival before its release.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdStruck {
    /// The site.
    pub site: ScopeId,
    /// The festival's id in the procedure.
    pub festival: String,
    /// The year.
    pub year: i32,
    /// The number of its line.
    pub number: u32,
}

/// The list of a festival was released: those on it are visited, under the version in force on that day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FestivalReleased {
    /// The site.
    pub site: ScopeId,
    /// The festival's id in the procedure.
    pub festival: String,
    /// The year.
    pub year: i32,
    /// The day of the festival.
    pub day: Day,
    /// The event whose list it is.
    pub event: EventId,
}
