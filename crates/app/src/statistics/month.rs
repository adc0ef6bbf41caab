use std::collections::{BTreeMap, HashMap, HashSet};

use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{
    Channel, Day, EventId, FollowUpId, Instant, Month, ObligationId, Phase, Rating, RecordId,
    Verdict, Why,
};
use huiyin_store::Tx;
use huiyin_store::statistics::{self, OwedRow, RaisedRow, SiteRange, VisitRow};

use super::figures::exempt_by_void;
use crate::Result;

/// An obligation of the month with what had come of it at a moment.
pub(super) struct Owed {
    pub(super) row: OwedRow,
    /// Why it is exempt.
    pub(super) exempt: Option<Why>,
    /// Whether it fell away without a trace in the figures.
    pub(super) gone: bool,
    pub(super) picked: bool,
    /// The follow-up that completed it.
    pub(super) done: Option<Done>,
    /// The verdict 不合格, when one of its records got it.
    pub(super) verdict: Option<Verdict>,
    pub(super) matters: u64,
    pub(super) handled: u64,
}

/// The follow-up that completed an obligation.
#[derive(Clone)]
pub(super) struct Done {
    pub(super) record: RecordId,
    pub(super) on: Day,
    pub(super) channel: Channel,
    pub(super) in_time: bool,
    pub(super) rating: Option<Rating>,
    pub(super) refused: bool,
}

impl Owed {
    /// Whether it counts in the rate.
    pub(super) const fn is_owed(&self) -> bool {
        self.exempt.is_none() && !self.gone
    }

    /// Why it is exempt, picked, or not; a pick that people may not know of yet is none to them.
    pub(super) fn why(&self) -> Why {
        match self.exempt {
            Some(why) => why,
            None if self.row.why.picked() && !self.picked => Why::NotDrawn,
            None => self.row.why,
        }
    }
}

/// The obligations of some sites whose windows close from the first day of one month to the last of another, as they
/// stood at a moment, which is on this day there. Four statements.
pub(super) async fn owed_of_months(
    tx: &mut Tx,
    sites: SiteRange,
    (first, last): (Month, Month),
    as_of: Instant,
    day: Day,
) -> Result<Vec<Owed>> {
    let days = (first.first_day(), last.last_day());
    let rows = statistics::owed(tx, sites, days, as_of).await?;
    let visits = statistics::visits(tx, sites, days, as_of).await?;
    let verdicts = statistics::verdicts(tx, sites, days, as_of).await?;
    let raised = statistics::raised(tx, sites, days, as_of).await?;
    let standing: HashSet<(EventId, Phase, u32)> = rows
        .iter()
        .filter(|row| stands(row, as_of))
        .map(|row| (row.event, row.phase, row.line))
        .collect();
    let mut records = Records::new(visits, &verdicts, as_of, day);
    records.add_matters(&raised);
    Ok(rows
        .into_iter()
        .map(|row| {
            let followed = standing.contains(&(row.event, row.phase, row.line));
            records.owed(row, followed, as_of)
        })
        .collect())
}

fn stands(row: &OwedRow, as_of: Instant) -> bool {
    row.voided_at.is_none_or(|voided| voided > as_of)
}

/// The records in force at a moment, by obligation.
struct Records {
    visits: HashMap<ObligationId, Vec<(VisitRow, FollowUpState)>>,
    matters: HashMap<RecordId, (u64, u64)>,
    as_of: Instant,
    day: Day,
}

impl Records {
    /// Keeps of each follow-up the version in force; what was sent back stands for nothing.
    fn new(
        visits: Vec<VisitRow>,
        verdicts: &[(RecordId, Verdict)],
        as_of: Instant,
        day: Day,
    ) -> Self {
        let last_verdict: HashMap<RecordId, Verdict> = verdicts.iter().copied().collect();
        let mut in_force: BTreeMap<FollowUpId, VisitRow> = BTreeMap::new();
        for visit in visits {
            let newer = in_force
                .get(&visit.follow_up)
                .is_none_or(|known| known.version < visit.version);
            if newer {
                in_force.insert(visit.follow_up, visit);
            }
        }
        let mut by_obligation: HashMap<ObligationId, Vec<(VisitRow, FollowUpState)>> =
            HashMap::new();
        for visit in in_force.into_values() {
            let state = match last_verdict.get(&visit.record) {
                Some(Verdict::SentBack) => continue,
                Some(Verdict::Nonconforming) => FollowUpState::Nonconforming,
                Some(Verdict::Accepted) => FollowUpState::Accepted,
                None => FollowUpState::Recorded,
            };
            by_obligation
                .entry(visit.obligation)
                .or_default()
                .push((visit, state));
        }
        for visits in by_obligation.values_mut() {
            visits.sort_by_key(|(visit, _)| (visit.visited_on, visit.round));
        }
        Self {
            visits: by_obligation,
            matters: HashMap::new(),
            as_of,
            day,
        }
    }

    fn add_matters(&mut self, raised: &[RaisedRow]) {
        for row in raised {
            let handled = is_handled(row, self.as_of, self.day);
            let counts = self.matters.entry(row.record).or_default();
            counts.0 += 1;
            counts.1 += u64::from(handled);
        }
    }

    fn owed(&self, row: OwedRow, followed: bool, as_of: Instant) -> Owed {
        let stands = stands(&row, as_of);
        let exempt = if stands {
            Some(row.why).filter(|why| why.exempt())
        } else {
            // A new obligation in the place of a void one stands for both.
            row.void_cause
                .filter(|_| !followed)
                .and_then(exempt_by_void)
        };
        let visits = self
            .visits
            .get(&row.obligation)
            .map_or(&[][..], Vec::as_slice);
        let done = visits.iter().find(|(visit, _)| visit.completes);
        let nonconforming =
            |(_, state): &(VisitRow, FollowUpState)| *state == FollowUpState::Nonconforming;
        let counts = visits
            .iter()
            .filter_map(|(visit, _)| self.matters.get(&visit.record));
        let (matters, handled) =
            counts.fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1));
        Owed {
            exempt,
            gone: !stands && exempt.is_none(),
            picked: row.why.picked() && row.shown_from.is_some_and(|from| from <= as_of),
            done: done.map(|(visit, _)| Done {
                record: visit.record,
                on: visit.visited_on,
                channel: visit.channel,
                in_time: visit.in_time,
                rating: visit.rating,
                refused: visit.refused,
            }),
            verdict: visits
                .iter()
                .any(nonconforming)
                .then_some(Verdict::Nonconforming),
            matters,
            handled,
            row,
        }
    }
}

/// Whether something raised had an outcome at a moment, or an answer or a rectification not overdue.
fn is_handled(row: &RaisedRow, as_of: Instant, day: Day) -> bool {
    let by_then = |at: Option<Instant>| at.is_some_and(|at| at <= as_of);
    by_then(row.settled_at)
        || by_then(row.complaint_completed_at)
        || by_then(row.kept_at)
        || by_then(row.rectified_at)
        || row.answer_by.is_some_and(|answer_by| answer_by >= as_of)
        || row.rectification_due.is_some_and(|due| due >= day)
}
