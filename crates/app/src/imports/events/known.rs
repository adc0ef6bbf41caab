//! What is known of the things that a piece of events names.

use std::collections::HashMap;

use huiyin_domain::{Category, DepartmentId, PersonId, ScopeId, UnitId};
use huiyin_forms::events::EventRow;
use huiyin_store::Tx;
use huiyin_store::complaints::{self, AlikeRow};
use huiyin_store::imports::{self, KnownEvent, UnitRow};

use crate::Result;
use crate::imports::piece::Context;

/// Events, units with their people, zones and departments, by what files call them.
pub(super) struct Known {
    events: HashMap<String, KnownEvent>,
    units: HashMap<String, UnitRow>,
    people: HashMap<(UnitId, String), PersonId>,
    zones: HashMap<String, ScopeId>,
    departments: HashMap<String, DepartmentId>,
    open_complaints: HashMap<String, Vec<AlikeRow>>,
}

impl Known {
    /// Asks for all of a piece in few statements.
    pub(super) async fn ask(tx: &mut Tx, context: &Context, items: &[EventRow]) -> Result<Self> {
        let site = context.site.id();
        let ids: Vec<&str> = items.iter().map(|row| &*row.event_id).collect();
        let events: HashMap<_, _> = imports::events_of_outside_ids(tx, site, &ids)
            .await?
            .into_iter()
            .map(|event| (event.row.event_id.clone(), event))
            .collect();
        let known_units = events
            .values()
            .filter_map(|event| event.row.state.unit_words.as_deref());
        let mut codes: Vec<&str> = items
            .iter()
            .filter_map(|row| row.unit.as_deref())
            .chain(known_units)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        let units: HashMap<_, _> = imports::units_of_codes(tx, site, &codes)
            .await?
            .into_iter()
            .map(|unit| (unit.code.clone(), unit))
            .collect();
        let unit_ids: Vec<_> = units.values().map(|unit| unit.id).collect();
        let people = imports::persons_in_units(tx, &unit_ids)
            .await?
            .into_iter()
            .filter_map(|(unit, person, name)| Some(((unit, name?.into_inner()), person)))
            .collect();
        let departments = imports::departments(tx, site).await?;
        let mut complained: Vec<&str> = items
            .iter()
            .filter(|row| row.category == Category::Complaint)
            .filter_map(|row| row.unit.as_deref())
            .collect();
        complained.sort_unstable();
        complained.dedup();
        let mut open_complaints: HashMap<String, Vec<AlikeRow>> = HashMap::new();
        for (unit, row) in complaints::open_of_units(tx, site, &complained).await? {
            open_complaints.entry(unit).or_default().push(row);
        }
        Ok(Self {
            events,
            units,
            people,
            zones: imports::zones(tx, site).await?.into_iter().collect(),
            departments: departments
                .into_iter()
                .map(|department| (department.name, department.id))
                .collect(),
            open_complaints,
        })
    }

    pub(super) fn event(&self, outside_id: &str) -> Option<&KnownEvent> {
        self.events.get(outside_id)
    }

    pub(super) fn unit(&self, code: &str) -> Option<&UnitRow> {
        self.units.get(code)
    }

    /// Somebody of this name in a unit.
    pub(super) fn person(&self, unit: UnitId, name: &str) -> Option<PersonId> {
        self.people.get(&(unit, name.to_owned())).copied()
    }

    /// The complaints of a unit that are still open.
    pub(super) fn open_complaints(&self, unit: &str) -> &[AlikeRow] {
        self.open_complaints.get(unit).map_or(&[], Vec::as_slice)
    }

    pub(super) fn zone(&self, name: &str) -> Option<ScopeId> {
        self.zones.get(name).copied()
    }

    pub(super) fn department(&self, name: &str) -> Option<DepartmentId> {
        self.departments.get(name).copied()
    }
}
