use huiyin_domain::entry::Facts;
use huiyin_domain::entry::facts::UnitSaved;
use huiyin_domain::{CommandId, ScopeId, UnitId};
use huiyin_store::{Change, Draft, draw, scopes, units};

use crate::access::check;
use crate::fields::{Fields, NAME, wrong};
use crate::meanwhile::check_alone;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result, Right};

/// A unit as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaveUnit {
    /// The unit; none for a new one.
    pub unit: Option<UnitId>,
    /// Its site.
    pub site: ScopeId,
    /// Its code, unique in the site.
    pub code: String,
    /// The building.
    pub building: String,
    /// The floor.
    pub floor: String,
    /// The room.
    pub room: String,
    /// The zone it lies in.
    pub zone: Option<ScopeId>,
    /// Home, shop, office, car park.
    pub kind: String,
    /// The day on which it was handed over.
    pub handed_over: String,
}

impl App {
    /// Adds or changes a unit. [`Error::Conflict`] where somebody changed it after the asker saw it.
    pub async fn save_unit(
        &self,
        asker: &Asker,
        command: CommandId,
        unit: &SaveUnit,
    ) -> Result<UnitId> {
        let mut fields = Fields::default();
        let saved = UnitSaved {
            unit: unit.unit.unwrap_or_else(UnitId::generate),
            site: unit.site,
            code: fields.required("code", &unit.code, NAME),
            building: fields.optional("building", &unit.building, NAME),
            floor: fields.optional("floor", &unit.floor, NAME),
            room: fields.optional("room", &unit.room, NAME),
            zone: unit.zone,
            kind: fields.optional("kind", &unit.kind, NAME),
            handed_over: fields.parsed("handed_over", &unit.handed_over),
            import: None,
        };
        fields.check()?;
        let is_new = unit.unit.is_none();
        let input = (self.editions().clone(), asker.clone(), saved, is_new);
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, (editions, asker, saved, is_new)| {
                Box::pin(save_now(change, editions, asker, saved, *is_new))
            })
            .await
    }
}

async fn save_now(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    saved: &UnitSaved,
    is_new: bool,
) -> Result<UnitId> {
    draw::lock_site(change, saved.site).await?;
    let site = editions.site(change, saved.site).await?;
    let rules = site.rules_on(site.day(change.at()));
    check(&rules, asker, saved.site, Right::ManagePeople)?;
    if !is_new {
        units::unit(change, saved.unit)
            .await?
            .filter(|known| known.site == saved.site)
            .ok_or(Error::NotFound)?;
        let thing = (saved.site, saved.unit.uuid());
        let is_other = |facts: &Facts| matches!(facts, Facts::UnitSaved(_));
        check_alone(change, asker, thing, is_other).await?;
    }
    let of_code = units::unit_of_code(change, saved.site, &saved.code).await?;
    if of_code.is_some_and(|known| known.id != saved.unit) {
        return Err(wrong("code", Fault::Taken));
    }
    if let Some(zone) = saved.zone {
        let zones = scopes::zones(change, saved.site).await?;
        if zones.iter().all(|known| known.id != zone) {
            return Err(wrong("zone", Fault::Unknown));
        }
    }
    change.append(Draft::new(saved.site, saved.clone())).await?;
    Ok(saved.unit)
}
