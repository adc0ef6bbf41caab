use std::sync::Arc;

use huiyin_domain::{LocalTime, Month, ScopeId, Severity, SiteZone};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::obligations::{Contract, ReplyOnly};
use huiyin_rules::plan::{Events, PlanEvent};
use huiyin_rules::procedure::{Basis, Edition};
use huiyin_rules::simulate::{Pair, Simulation};
use huiyin_rules::{Rules, Workdays};
use huiyin_store::past_events::{self, Past, PastEventRow};

use super::{Which, check_tries, edition};
use crate::fields::Fields;
use crate::{App, Asker, Error, Fault, Refusal, Result, Site};

/// Rows read at a time, so that nobody waits for a long trial.
const PIECE: u32 = 1000;

/// The most events of a trial: they are in memory together, a few hundred bytes each.
const MOST: usize = 200_000;

/// What is compared, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Simulate {
    /// The first version, as [`Which`] writes it; empty for the one in force.
    pub a: String,
    /// The second.
    pub b: String,
    /// The first month, YYYY-MM; empty for twelve months.
    pub from: String,
    /// The last month; empty for the current one.
    pub to: String,
}

/// Two versions and the events of a site on which they are tried. Not of the draw that counts: its key stays secret, so a
/// trial picks as many, but others.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The versions.
    pub editions: Pair<Arc<Edition>>,
    /// The first and the last month of the completions.
    pub months: (Month, Month),
    events: TrialEvents,
}

/// The events of a trial.
#[derive(Clone, Debug)]
pub struct TrialEvents {
    site: String,
    zone: SiteZone,
    rows: Vec<PastEventRow>,
    first: LocalTime,
}

impl App {
    /// Reads the events of some months for a trial, piece by piece. Refused when there are too many for one.
    pub async fn simulate(&self, asker: &Asker, site: ScopeId, trial: &Simulate) -> Result<Trial> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        check_tries(&site.rules_on(today), asker, site.id())?;
        let mut fields = Fields::default();
        let to: Month = fields
            .parsed("to", &trial.to)
            .unwrap_or_else(|| today.month());
        let from: Month = fields
            .parsed("from", &trial.from)
            .unwrap_or_else(|| to.plus(-11));
        if to < from {
            fields.wrong("to", Fault::Before { other: "from" });
        }
        let mut found = Vec::new();
        for (field, typed) in [("a", &trial.a), ("b", &trial.b)] {
            let which: Which = typed.parse().unwrap_or_else(|never| match never {});
            let in_force = Which::Adopted(site.version_on(today).1);
            let which = if typed.trim().is_empty() {
                in_force
            } else {
                which
            };
            match edition(&mut tx, &site, &which).await {
                Ok(edition) => found.push(edition),
                Err(Error::NotFound) => fields.wrong(field, Fault::Unknown),
                Err(error) => return Err(error),
            }
        }
        drop(tx);
        fields.check()?;
        let Ok([a, b]) = <[Arc<Edition>; 2]>::try_from(found) else {
            return Err(Error::NotFound);
        };
        let editions = Pair { a, b };
        let events = self.trial_events(&site, &editions, (from, to)).await?;
        Ok(Trial {
            editions,
            months: (from, to),
            events,
        })
    }

    /// What was completed in the months, and before them as far back as either version looks for repeats.
    async fn trial_events(
        &self,
        site: &Site,
        editions: &Pair<Arc<Edition>>,
        (from, to): (Month, Month),
    ) -> Result<TrialEvents> {
        let repeats = editions
            .as_ref()
            .map(|edition| edition.procedure.repeats.days);
        let back = i32::try_from(repeats.a.max(repeats.b)).unwrap_or(i32::MAX);
        let (first, last) = (from.first_day(), to.last_day());
        let past = Past {
            since: site.zone().start_of(first.plus_days(-back)),
            until: site.zone().start_of(last.plus_days(1)),
            first,
            last,
        };
        let mut rows: Vec<PastEventRow> = Vec::new();
        loop {
            let mut tx = self.db().read().await?;
            let after = rows.last().map(|row| row.id);
            let piece = past_events::past_events(&mut tx, site.id(), past, after, PIECE).await?;
            let is_last = piece.len() < PIECE as usize;
            rows.extend(piece);
            if rows.len() > MOST {
                return Err(Error::Refused {
                    why: Refusal::TooManyEvents(MOST),
                    basis: Basis::default(),
                });
            }
            if is_last {
                break;
            }
        }
        Ok(TrialEvents {
            site: site.code().to_owned(),
            zone: site.zone(),
            rows,
            first: LocalTime::midnight(first),
        })
    }
}

impl Trial {
    /// Plans the events under both versions, and looks at what comes out. Long work for many events.
    pub fn look<T>(&self, look: impl FnOnce(&Simulation<'_, TrialEvents>) -> T) -> T {
        let rules = self
            .editions
            .as_ref()
            .map(|edition| Rules::new(&edition.procedure, Workdays::default()));
        let key = DrawKey::from_bytes([0; 32]);
        look(&Simulation::new(rules.as_ref(), &self.events, &key, None))
    }

    /// How many events are tried.
    pub fn count(&self) -> usize {
        let asked = (0..self.events.len()).filter(|index| self.events.is_asked(*index));
        asked.count()
    }
}

impl TrialEvents {
    /// The event at an index.
    pub fn row(&self, index: usize) -> &PastEventRow {
        &self.rows[index]
    }

    /// The place in the list of an event of this outside id.
    pub fn of_id(&self, event_id: &str) -> Option<&PastEventRow> {
        self.rows.iter().find(|row| row.event_id == event_id)
    }
}

impl Events for TrialEvents {
    type Matter<'a> = (&'a str, &'a str);

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn event(&self, index: usize) -> PlanEvent<'_> {
        let row = &self.rows[index];
        let contract = row.contract_start.zip(row.contract_end);
        PlanEvent {
            id: &row.event_id,
            site: &self.site,
            category: row.category,
            kind: row.kind.as_deref(),
            severity: row.severity.unwrap_or(Severity::General),
            reported_at: row.reported_at.map(|at| self.zone.local(at)),
            completed_at: row.completed_at.map(|at| self.zone.local(at)),
            contract: contract.and_then(|(first, last)| Contract::new(first, last)),
            anonymous: row.anonymous,
            reply_only: ReplyOnly::new(row.reply_only, row.reply_attached),
            valid: row.valid,
            rating: row.rating,
            listed: row.listed,
        }
    }

    fn matter(&self, index: usize) -> Option<Self::Matter<'_>> {
        let row = &self.rows[index];
        row.unit.as_deref().zip(row.kind.as_deref())
    }

    fn is_asked(&self, index: usize) -> bool {
        let row = &self.rows[index];
        let completed = row.completed_at.map(|at| self.zone.local(at));
        let runs = row
            .contract_end
            .is_some_and(|last| last >= self.first.day());
        completed.is_none_or(|at| at >= self.first) || runs
    }

    fn unit(&self, index: usize) -> Option<&str> {
        self.rows[index].unit.as_deref()
    }
}
