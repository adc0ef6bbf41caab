use std::collections::{BTreeMap, BTreeSet, HashMap};

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{
    Channel, Day, EventId, Instant, LocalTime, Month, PersonId, Personal, RecordId, ScopeId,
};
use huiyin_rules::procedure::Basis;
use huiyin_rules::signals::{Signal, SignalOf, VisitMade};
use huiyin_store::signals::{self, VisitorRow};

use crate::access::{self, Right};
use crate::{App, Asker, Result, Site};

/// What in a month at a site deserves a second look. None is a verdict; each opens the records that it speaks of.
#[derive(Clone, Debug)]
pub struct Signals {
    /// The month.
    pub month: Month,
    /// What says what is pointed at; none where the procedure points at nothing.
    pub basis: Option<Basis>,
    /// Days in a row on which nobody entered anything: the first and the last.
    pub quiet: Vec<(Day, Day)>,
    /// What is about somebody's records, by person.
    pub of_people: Vec<PersonSignal>,
}

/// Something about the records of a person.
#[derive(Clone, Debug)]
pub struct PersonSignal {
    /// Who visited.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// What it is.
    pub what: SignalOf,
    /// How many visits it speaks of, of how many.
    pub share: (u64, u64),
    /// The visits it speaks of, in their order.
    pub rows: Vec<SignalRow>,
}

/// A visit behind a signal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignalRow {
    /// The record.
    pub record: RecordId,
    /// The event.
    pub event: EventId,
    /// The event's number for people.
    pub number: String,
    /// The home; none where it is not known or confidential.
    pub unit: Option<String>,
    /// When.
    pub at: LocalTime,
    /// How.
    pub channel: Channel,
}

impl App {
    /// The signals of a month, for who may close its statistics. Of a running month, up to yesterday.
    pub async fn signals(&self, asker: &Asker, site: ScopeId, month: Month) -> Result<Signals> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(now);
        access::check(&site.rules_on(today), asker, site.id(), Right::CloseMonth)?;
        let (first, last) = days(&site, month, today);
        let visitors = signals::visitors(&mut tx, site.id(), (first, last)).await?;
        let zone = site.zone();
        let (from, until) = (zone.start_of(first), zone.start_of(last.plus_days(1)));
        let entered = signals::entered(&mut tx, site.id(), from, until.max(from)).await?;
        let entered: BTreeSet<Day> = entered.iter().map(|it| first.plus_days(*it)).collect();
        let visits = visits(&site, &visitors);
        let rules = site.rules_on(last);
        let mut found = Signals {
            month,
            basis: rules
                .procedure()
                .signals
                .as_ref()
                .map(|it| it.basis.clone()),
            quiet: Vec::new(),
            of_people: Vec::new(),
        };
        let by_record: HashMap<RecordId, &VisitorRow> =
            visitors.iter().map(|row| (row.record, row)).collect();
        for signal in rules.signals(&visits, &entered, (first, last)) {
            match signal {
                Signal::Quiet { from, to } => found.quiet.push((from, to)),
                Signal::Of {
                    person,
                    what,
                    count,
                    of,
                    records,
                } => {
                    let named = visitors.iter().find(|row| row.person == person);
                    let rows = records.iter().filter_map(|it| by_record.get(it));
                    found.of_people.push(PersonSignal {
                        person,
                        name: named.and_then(|row| row.name.clone()),
                        what,
                        share: (count as u64, of as u64),
                        rows: rows.map(|row| signal_row(&site, row)).collect(),
                    });
                }
            }
        }
        Ok(found)
    }
}

/// The days that are looked at: those on which the site worked with the product and that are over.
fn days(site: &Site, month: Month, today: Day) -> (Day, Day) {
    let first = month.first_day().max(site.live_from());
    (first, month.last_day().min(today.plus_days(-1)))
}

fn visits(site: &Site, rows: &[VisitorRow]) -> Vec<VisitMade> {
    let mut visits: BTreeMap<(Instant, RecordId), VisitMade> = BTreeMap::new();
    for row in rows {
        let visit = visits
            .entry((row.visited_at, row.record))
            .or_insert_with(|| VisitMade {
                record: row.record,
                by: Vec::new(),
                at: site.zone().local(row.visited_at),
                unit: row.unit,
                channel: row.channel,
                rating: row.rating,
                refused: row.refused,
                in_time: row.in_time,
            });
        visit.by.push(row.person);
    }
    visits.into_values().collect()
}

fn signal_row(site: &Site, row: &VisitorRow) -> SignalRow {
    let (year, number) = row.number;
    SignalRow {
        record: row.record,
        event: row.event,
        number: RunningNumber { year, number }.text(site.code()),
        unit: row.unit_code.clone(),
        at: site.zone().local(row.visited_at),
        channel: row.channel,
    }
}
