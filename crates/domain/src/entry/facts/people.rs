use serde::{Deserialize, Serialize};

use crate::entry::ContactWish;
use crate::{
    Day, DepartmentId, ImportId, Lang, OccupancyId, PersonId, PostHeldId, Role, ScopeId, UnitId,
};

/// A person as known from now on. Words: `name`, `phone`, `hours`; they replace the earlier ones.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonSaved {
    /// The person.
    pub person: PersonId,
    /// The site, or the company, whose people they are of.
    pub home: ScopeId,
    /// The language they want to be spoken to in.
    pub language: Option<Lang>,
    /// How they wish to be contacted.
    pub wish: ContactWish,
    /// The import that brought them.
    pub import: Option<ImportId>,
}

/// Everything about this person is erased: the words of all their parts, now and in every rebuild.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonErased {
    /// The person.
    pub person: PersonId,
}

/// A unit (房號) as known from now on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitSaved {
    /// The unit.
    pub unit: UnitId,
    /// Its site.
    pub site: ScopeId,
    /// What people call it, unique in the site, such as 3-1202.
    pub code: String,
    /// The building.
    pub building: Option<String>,
    /// The floor.
    pub floor: Option<String>,
    /// The room.
    pub room: Option<String>,
    /// The zone (責任區) it lies in.
    pub zone: Option<ScopeId>,
    /// Home, shop, office, car park.
    pub kind: Option<String>,
    /// The day on which it was handed over.
    pub handed_over: Option<Day>,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

/// Who lives in or owns a unit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OccupancySaved {
    /// The occupancy.
    pub occupancy: OccupancyId,
    /// The unit.
    pub unit: UnitId,
    /// The person.
    pub person: PersonId,
    /// What the person is to the unit.
    pub role: Role,
    /// Since when, where known.
    pub from: Option<Day>,
    /// Until when, both included, where known.
    pub to: Option<Day>,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

/// The last day on which somebody lived in or owned a unit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OccupancyEnded {
    /// The occupancy.
    pub occupancy: OccupancyId,
    /// The unit.
    pub unit: UnitId,
    /// The last day.
    pub to: Day,
}

/// A department as known from now on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartmentSaved {
    /// The department.
    pub department: DepartmentId,
    /// Its site.
    pub site: ScopeId,
    /// Its name, unique in the site.
    pub name: String,
    /// Who heads it; none when nobody does, or for an outside contractor.
    pub head: Option<PersonId>,
    /// Whether it is an outside contractor.
    pub contractor: bool,
    /// The post that answers for a contractor.
    pub responsible_post: Option<String>,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

/// A post is held by a person, in a scope, for some time. A deputy holds it for dates.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostGranted {
    /// This holding of the post.
    pub held: PostHeldId,
    /// Who holds it.
    pub person: PersonId,
    /// The post's id, such as `site_manager`.
    pub post: String,
    /// Where.
    pub scope: ScopeId,
    /// The first day.
    pub from: Day,
    /// The last day, where one is set.
    pub to: Option<Day>,
    /// The holding for which this one stands in.
    pub deputy_for: Option<PostHeldId>,
}

/// The last day of holding a post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostEnded {
    /// The holding of the post.
    pub held: PostHeldId,
    /// Who held it.
    pub person: PersonId,
    /// The last day.
    pub to: Day,
}
