use huiyin_domain::entry::Facts;
use huiyin_domain::entry::facts::{OccupancyEnded, OccupancySaved};
use huiyin_domain::{CommandId, Day, OccupancyId, PersonId, Role, UnitId};
use huiyin_store::{Change, Draft, people, units};

use crate::access::check;
use crate::fields::{Fields, wrong};
use crate::meanwhile::check_alone;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result, Right};

/// Who lives in or owns a unit, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaveOccupancy {
    /// The occupancy; none for a new one.
    pub occupancy: Option<OccupancyId>,
    /// The unit.
    pub unit: UnitId,
    /// The person.
    pub person: PersonId,
    /// What they are to the unit.
    pub role: Role,
    /// Since when, where known.
    pub from: String,
    /// Until when, where known.
    pub to: String,
}

/// Somebody moves out, or sells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EndOccupancy {
    /// The occupancy.
    pub occupancy: OccupancyId,
    /// The last day; empty for today.
    pub to: String,
}

impl App {
    /// Says who lives in or owns a unit.
    pub async fn save_occupancy(
        &self,
        asker: &Asker,
        command: CommandId,
        occupancy: &SaveOccupancy,
    ) -> Result<OccupancyId> {
        let mut fields = Fields::default();
        let from: Option<Day> = fields.parsed("from", &occupancy.from);
        let to: Option<Day> = fields.parsed("to", &occupancy.to);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            fields.wrong("to", Fault::Before { other: "from" });
        }
        fields.check()?;
        let saved = OccupancySaved {
            occupancy: occupancy.occupancy.unwrap_or_else(OccupancyId::generate),
            unit: occupancy.unit,
            person: occupancy.person,
            role: occupancy.role,
            from,
            to,
            import: None,
        };
        let is_new = occupancy.occupancy.is_none();
        let input = (self.editions().clone(), asker.clone(), saved, is_new);
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, (editions, asker, saved, is_new)| {
                Box::pin(save_now(change, editions, asker, saved, *is_new))
            })
            .await
    }

    /// Says until when somebody lived in or owned a unit.
    pub async fn end_occupancy(
        &self,
        asker: &Asker,
        command: CommandId,
        end: &EndOccupancy,
    ) -> Result<()> {
        let mut fields = Fields::default();
        let to: Option<Day> = fields.parsed("to", &end.to);
        fields.check()?;
        let input = (self.editions().clone(), asker.clone(), (end.occupancy, to));
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, (editions, asker, (occupancy, to))| {
                Box::pin(end_now(change, editions, asker, *occupancy, *to))
            })
            .await
    }
}

/// The site of a unit, and its day, if the asker may say who lives there.
async fn check_unit(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    unit: UnitId,
) -> Result<(huiyin_domain::ScopeId, Day)> {
    let unit = units::unit(change, unit).await?.ok_or(Error::NotFound)?;
    let site = editions.site(change, unit.site).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    check(&rules, asker, unit.site, Right::RegisterEvents)
        .or_else(|_| check(&rules, asker, unit.site, Right::ManagePeople))?;
    Ok((unit.site, today))
}

pub(super) async fn save_now(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    saved: &OccupancySaved,
    is_new: bool,
) -> Result<OccupancyId> {
    let (site, _) = check_unit(change, editions, asker, saved.unit).await?;
    if !is_new {
        let known = units::occupancy(change, saved.occupancy).await?;
        let known = known.ok_or(Error::NotFound)?;
        check_unit(change, editions, asker, known.unit).await?;
    }
    check_alone(change, asker, (site, saved.unit.uuid()), |facts| {
        match facts {
            // Whoever moved in meanwhile may be the very same.
            Facts::OccupancySaved(other) => is_new || other.occupancy == saved.occupancy,
            Facts::OccupancyEnded(other) => other.occupancy == saved.occupancy,
            _ => false,
        }
    })
    .await?;
    let person = people::person(change, saved.person).await?;
    if person.is_none_or(|person| person.home != site || person.erased_at.is_some()) {
        return Err(wrong("person", Fault::Unknown));
    }
    change.append(Draft::new(site, saved.clone())).await?;
    Ok(saved.occupancy)
}

async fn end_now(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    occupancy: OccupancyId,
    to: Option<Day>,
) -> Result<()> {
    let known = units::occupancy(change, occupancy).await?;
    let known = known.ok_or(Error::NotFound)?;
    let (site, today) = check_unit(change, editions, asker, known.unit).await?;
    check_alone(
        change,
        asker,
        (site, known.unit.uuid()),
        |facts| match facts {
            Facts::OccupancySaved(other) => other.occupancy == occupancy,
            Facts::OccupancyEnded(other) => other.occupancy == occupancy,
            _ => false,
        },
    )
    .await?;
    let to = to.unwrap_or(today);
    if known.from.is_some_and(|from| to < from) {
        return Err(wrong("to", Fault::Before { other: "from" }));
    }
    let ended = OccupancyEnded {
        occupancy,
        unit: known.unit,
        to,
    };
    change.append(Draft::new(site, ended)).await?;
    Ok(())
}
