use huiyin_domain::entry::facts::OccupancySaved;
use huiyin_domain::{CommandId, Day, OccupancyId, PersonId, Role, UnitId};

use super::{SavePerson, save_occupancy, save_person};
use crate::fields::Fields;
use crate::{App, Asker, Fault, Result};

/// Somebody of a household with what ties them to it, as one form sends both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaveResident {
    /// The person.
    pub person: SavePerson,
    /// The occupancy; none for a new one.
    pub occupancy: Option<OccupancyId>,
    /// The unit.
    pub unit: UnitId,
    /// What they are to the unit.
    pub role: Option<Role>,
    /// Since when, where known.
    pub from: String,
    /// Until when, where known.
    pub to: String,
}

impl App {
    /// Registers or changes a resident of a unit: the person and the occupancy together, or neither.
    pub async fn save_resident(
        &self,
        asker: &Asker,
        command: CommandId,
        resident: &SaveResident,
    ) -> Result<PersonId> {
        let mut fields = Fields::default();
        let person = self.person_input(asker, &resident.person, &mut fields);
        let from: Option<Day> = fields.parsed("from", &resident.from);
        let to: Option<Day> = fields.parsed("to", &resident.to);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            fields.wrong("to", Fault::Before { other: "from" });
        }
        if resident.role.is_none() {
            fields.wrong("role", Fault::Missing);
        }
        fields.check()?;
        let saved = OccupancySaved {
            occupancy: resident.occupancy.unwrap_or_else(OccupancyId::generate),
            unit: resident.unit,
            person: person.person(),
            role: resident.role.unwrap_or(Role::Owner),
            from,
            to,
            import: None,
        };
        let is_new = resident.occupancy.is_none();
        let act = asker.act(command, self.clock().now());
        let input = (
            self.editions().clone(),
            asker.clone(),
            person,
            saved,
            is_new,
        );
        self.db()
            .command(
                act,
                input,
                |change, (editions, asker, person, saved, is_new)| {
                    Box::pin(async move {
                        let id = save_person::save_now(change, person).await?;
                        save_occupancy::save_now(change, editions, asker, saved, *is_new).await?;
                        Ok(id)
                    })
                },
            )
            .await
    }
}
