use huiyin_domain::entry::facts::{HeldThing, HoldLifted, HoldPlaced};
use huiyin_domain::{BatchId, CommandId, Day, HoldId, Month, ScopeId};
use huiyin_rules::procedure::Basis;
use huiyin_store::privacy::{self, HoldRow};
use huiyin_store::{Change, Draft, Tx, events, people, records};

use super::rules_at;
use crate::access::{Right, check, has_right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Site};

/// What is kept beyond its time at a site.
#[derive(Clone, Debug)]
pub struct HoldsPage {
    /// The site.
    pub site: Site,
    /// The holds on people, events and records, those in force first, each with the number of its event.
    pub holds: Vec<(Option<String>, HoldRow)>,
    /// The batches that are held.
    pub batches: Vec<(BatchId, Month)>,
    /// Whether the asker may lift them.
    pub may: bool,
    /// Today at the site.
    pub today: Day,
}

/// Something must be kept, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceHold {
    /// What.
    pub on: HeldThing,
    /// The last day of the hold; empty where it ends only when somebody lifts it.
    pub until: String,
    /// Why; always required.
    pub why: String,
}

/// A hold is over, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LiftHold {
    /// The hold.
    pub hold: HoldId,
    /// Why; always required.
    pub why: String,
}

/// The most holds on the page.
const HOLDS: u32 = 200;

impl App {
    /// The holds of a site: for those who keep the archive or manage people.
    pub async fn holds(&self, asker: &Asker, site: ScopeId) -> Result<HoldsPage> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let (rules, today) = rules_at!(site, self.clock().now());
        check_holds(&rules, asker, &site)?;
        let holds = privacy::holds(&mut tx, site.id(), HOLDS).await?;
        Ok(HoldsPage {
            holds: holds
                .into_iter()
                .map(|row| (row.number.map(|it| super::number(&site, it)), row))
                .collect(),
            batches: privacy::held_batches(&mut tx, site.id()).await?,
            may: has_right(&rules, asker, site.id(), Right::ManagePeople)
                || has_right(&rules, asker, site.id(), Right::KeepArchive),
            today,
            site: site.clone(),
        })
    }

    /// Whether the asker may hold something.
    pub async fn check_hold(&self, asker: &Asker, on: HeldThing) -> Result<()> {
        let mut tx = self.db().read().await?;
        let site = site_of(&mut tx, on).await?;
        self.check_keeps(&mut tx, asker, site).await
    }

    /// Whether the asker may lift a hold.
    pub async fn check_lift(&self, asker: &Asker, hold: HoldId) -> Result<()> {
        let mut tx = self.db().read().await?;
        let row = privacy::hold(&mut tx, hold).await?.ok_or(Error::NotFound)?;
        self.check_keeps(&mut tx, asker, row.site).await
    }

    async fn check_keeps(&self, tx: &mut Tx, asker: &Asker, site: ScopeId) -> Result<()> {
        if !asker.belongs_to(site) {
            return Err(Error::NotFound);
        }
        let site = self.editions().site(tx, site).await?;
        let (rules, _) = rules_at!(site, self.clock().now());
        check_holds(&rules, asker, &site)
    }

    /// Keeps something beyond its time, and from erasure, as for a dispute. By who keeps the archive or manages people.
    pub async fn place_hold(
        &self,
        asker: &Asker,
        command: CommandId,
        input: PlaceHold,
    ) -> Result<HoldId> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(place(change, editions, asker, input))
            })
            .await
    }

    /// Ends a hold. By the same.
    pub async fn lift_hold(
        &self,
        asker: &Asker,
        command: CommandId,
        input: LiftHold,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(lift(change, editions, asker, input))
            })
            .await
    }
}

/// Whether the asker may hold things, and lift holds.
pub(crate) fn may_hold(rules: &huiyin_rules::Rules<'_>, asker: &Asker, site: &Site) -> bool {
    check_holds(rules, asker, site).is_ok()
}

fn check_holds(rules: &huiyin_rules::Rules<'_>, asker: &Asker, site: &Site) -> Result<()> {
    check(rules, asker, site.id(), Right::KeepArchive)
        .or_else(|_| check(rules, asker, site.id(), Right::ManagePeople))
}

/// The site of what is held, where it is there.
async fn site_of(tx: &mut Tx, on: HeldThing) -> Result<ScopeId> {
    match on {
        HeldThing::Person(person) => {
            let row = people::person(tx, person).await?;
            row.filter(|row| row.erased_at.is_none())
                .map(|row| row.home)
        }
        HeldThing::Event(event) => events::event(tx, event).await?.map(|row| row.site),
        HeldThing::Record(record) => records::subject(tx, record).await?.map(|row| row.site),
    }
    .ok_or(Error::NotFound)
}

async fn place(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &PlaceHold,
) -> Result<HoldId> {
    let site = site_of(change, input.on).await?;
    if !asker.belongs_to(site) {
        return Err(Error::NotFound);
    }
    let site = editions.site(change, site).await?;
    let (rules, today) = rules_at!(site, change.at());
    check_holds(&rules, asker, &site)?;
    let mut fields = Fields::default();
    let until: Option<Day> = fields.parsed("until", &input.until);
    if until.is_some_and(|until| until < today) {
        fields.wrong("until", Fault::Before { other: "today" });
    }
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let facts = HoldPlaced {
        hold: HoldId::generate(),
        site: site.id(),
        on: input.on,
        until,
    };
    let hold = facts.hold;
    let draft = Draft::new(site.id(), facts).because(asker.person, why);
    change.append(draft).await?;
    Ok(hold)
}

async fn lift(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &LiftHold,
) -> Result<()> {
    let row = privacy::hold_to_change(change, input.hold)
        .await?
        .filter(|row| asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    let site = editions.site(change, row.site).await?;
    let (rules, _) = rules_at!(site, change.at());
    check_holds(&rules, asker, &site)?;
    if row.lifted.is_some() {
        return Err(Error::Refused {
            why: Refusal::HoldLifted,
            basis: Basis::default(),
        });
    }
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let facts = HoldLifted {
        hold: row.id,
        site: site.id(),
    };
    let draft = Draft::new(site.id(), facts).because(asker.person, why);
    change.append(draft).await?;
    Ok(())
}
