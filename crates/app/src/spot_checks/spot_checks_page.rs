use std::collections::{BTreeMap, HashMap};

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{
    Channel, EventId, Instant, LocalTime, Month, PersonId, Personal, Rate, Rating, RecordId,
    ScopeId,
};
use huiyin_rules::procedure::Basis;
use huiyin_store::spot_checks::{self, SampledRow, VisitorRow};
use huiyin_store::{Tx, sites};

use super::{Agreement, Answer, CallRow, Drawn, answer, drawn};
use crate::access::{self, Right};
use crate::{App, Asker, Error, Result, Site, confidential, first_aid};

/// The spot checks of a month at the asker's sites.
#[derive(Clone, Debug)]
pub struct SpotChecks {
    /// The month in which the records were accepted.
    pub month: Month,
    /// Site by site, in the order of their codes.
    pub sites: Vec<SiteSpotChecks>,
    /// How far records and residents agree, over all of them.
    pub agreement: Agreement,
}

/// How far the spot check of a month at a site is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpotState {
    /// The procedure asks for none.
    NotAsked,
    /// The month's statistics are not closed, or its key is not revealed yet.
    NotDrawn,
    /// The sample is drawn.
    Drawn,
}

/// The spot check of a month at a site.
#[derive(Clone, Debug)]
pub struct SiteSpotChecks {
    /// The site.
    pub id: ScopeId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: SpotState,
    /// The share that is called back, and what says so.
    pub rule: Option<(Rate, Basis)>,
    /// How many records were accepted in the month.
    pub accepted: usize,
    /// How many of them are wanted.
    pub wanted: usize,
    /// How many of the sample the asker may not read: confidential complaints, and first aid. They are in none of the
    /// figures.
    pub hidden: usize,
    /// The records of the sample that the asker may read, in the order in which they are called.
    pub lines: Vec<SpotLine>,
    /// How far they and the residents agree.
    pub agreement: Agreement,
    /// The same for each who visited; a joint visit counts for everybody who made it.
    pub by_visitor: Vec<VisitorAgreement>,
}

/// How far somebody's records and the residents agree.
#[derive(Clone, Debug)]
pub struct VisitorAgreement {
    /// Who visited.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// The figures.
    pub agreement: Agreement,
}

/// A record of the sample.
#[derive(Clone, Debug)]
pub struct SpotLine {
    /// The record.
    pub record: RecordId,
    /// Its event.
    pub event: EventId,
    /// The event's number for people.
    pub number: String,
    /// Whether it is a confidential complaint: then nothing else is told of it here.
    pub confidential: bool,
    /// The home; none where it is not known or confidential.
    pub unit: Option<String>,
    /// When the customer was met or called.
    pub at: LocalTime,
    /// How.
    pub channel: Channel,
    /// Who visited.
    pub visitors: Vec<(PersonId, Option<Personal<String>>)>,
    /// The rating of the whole in the record.
    pub rating: Option<Rating>,
    /// The calls, in the order in which they were made.
    pub calls: Vec<CallRow>,
    /// What came of them; none where nobody was reached yet.
    pub answer: Option<Answer>,
}

impl App {
    /// The sample of a month at the site of this code, or at all sites of the asker, with the calls and how far they
    /// agree with the records: for who may call back. [`Error::NotFound`] where none of the asker's sites has the code,
    /// [`Error::Forbidden`] for who may call back at none of them.
    pub async fn spot_checks(
        &self,
        asker: &Asker,
        code: Option<&str>,
        month: Month,
    ) -> Result<SpotChecks> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let mut rows = sites::sites(&mut tx).await?;
        rows.retain(|row| {
            asker.belongs_to(row.id) && code.is_none_or(|code| row.code.as_str() == code)
        });
        let theirs = self.editions().sites(&mut tx, rows).await?;
        let theirs = of_company(asker, &theirs, now)?;
        let mut drawn = drawn(&mut tx, &theirs, month).await?;
        let mut found = SpotChecks {
            month,
            sites: Vec::with_capacity(theirs.len()),
            agreement: Agreement::default(),
        };
        for site in theirs {
            let drawn = drawn.remove(&site.id());
            let of_site = of_site(&mut tx, asker, site, month, drawn).await?;
            let answers = of_site.lines.iter().filter_map(|line| line.answer);
            answers.for_each(|answer| found.agreement.add(answer));
            found.sites.push(of_site);
        }
        Ok(found)
    }

    /// Whether the asker may call back at a site.
    pub fn may_spot_check(&self, asker: &Asker, site: &Site) -> bool {
        let rules = site.rules_on(site.day(self.clock().now()));
        access::has_right(&rules, asker, site.id(), Right::SpotCheck)
    }
}

/// Those of the sites at which the asker may call back.
fn of_company<'s>(asker: &Asker, theirs: &'s [Site], now: Instant) -> Result<Vec<&'s Site>> {
    let mut of_company = Vec::new();
    let mut refused = Error::NotFound;
    for site in theirs {
        let rules = site.rules_on(site.day(now));
        match access::check(&rules, asker, site.id(), Right::SpotCheck) {
            Ok(()) => of_company.push(site),
            Err(error) => refused = error,
        }
    }
    if of_company.is_empty() {
        return Err(refused);
    }
    Ok(of_company)
}

async fn of_site(
    tx: &mut Tx,
    asker: &Asker,
    site: &Site,
    month: Month,
    drawn: Option<Drawn>,
) -> Result<SiteSpotChecks> {
    let rule = site.procedure_on(month.last_day()).spot_check.as_ref();
    let mut found = SiteSpotChecks {
        id: site.id(),
        code: site.code().to_owned(),
        name: site.name().to_owned(),
        state: match (rule, &drawn) {
            (None, _) => SpotState::NotAsked,
            (Some(_), None) => SpotState::NotDrawn,
            (Some(_), Some(_)) => SpotState::Drawn,
        },
        rule: rule.map(|rule| (rule.share, rule.basis.clone())),
        accepted: 0,
        wanted: 0,
        hidden: 0,
        lines: Vec::new(),
        agreement: Agreement::default(),
        by_visitor: Vec::new(),
    };
    let Some(mut drawn) = drawn else {
        return Ok(found);
    };
    found.accepted = drawn.sample.accepted();
    found.wanted = drawn.sample.wanted();
    let rows = spot_checks::sampled(tx, &drawn.offered).await?;
    let mut rows: HashMap<RecordId, SampledRow> =
        rows.into_iter().map(|row| (row.record, row)).collect();
    let mut visitors: HashMap<RecordId, Vec<VisitorRow>> = HashMap::new();
    for row in spot_checks::visitors(tx, &drawn.offered).await? {
        visitors.entry(row.record).or_default().push(row);
    }
    for record in &drawn.offered {
        let Some(row) = rows.remove(record) else {
            continue;
        };
        if !may_read(site, asker, &row) {
            found.hidden += 1;
            continue;
        }
        let calls = drawn.calls.remove(record).unwrap_or_default();
        let visitors = visitors.remove(record).unwrap_or_default();
        found.lines.push(line(site, row, visitors, calls));
    }
    add_up(&mut found);
    Ok(found)
}

/// Whether the asker may read what a record is about.
fn may_read(site: &Site, asker: &Asker, row: &SampledRow) -> bool {
    let rules = site.newest_rules();
    let (confidential, accused) = row.confidential;
    let open = !confidential || confidential::may_see(&rules, asker, site.id(), accused);
    open && (!row.first_aid || first_aid::may_see_any(&rules, asker, site.id()))
}

fn line(site: &Site, row: SampledRow, visitors: Vec<VisitorRow>, calls: Vec<CallRow>) -> SpotLine {
    let (year, number) = row.number;
    SpotLine {
        record: row.record,
        event: row.event,
        number: RunningNumber { year, number }.text(site.code()),
        confidential: row.confidential.0,
        unit: row.unit,
        at: site.zone().local(row.visited_at),
        channel: row.channel,
        visitors: visitors
            .into_iter()
            .map(|it| (it.person, it.name))
            .collect(),
        rating: row.rating,
        answer: answer(row.rating, &calls),
        calls,
    }
}

/// Adds up how far records and residents agree, for the site and for each who visited.
fn add_up(found: &mut SiteSpotChecks) {
    let mut by_visitor: BTreeMap<PersonId, VisitorAgreement> = BTreeMap::new();
    for line in &found.lines {
        let Some(answer) = line.answer else {
            continue;
        };
        found.agreement.add(answer);
        for (person, name) in &line.visitors {
            let visitor = by_visitor
                .entry(*person)
                .or_insert_with(|| VisitorAgreement {
                    person: *person,
                    name: name.clone(),
                    agreement: Agreement::default(),
                });
            visitor.agreement.add(answer);
        }
    }
    found.by_visitor = by_visitor.into_values().collect();
}
