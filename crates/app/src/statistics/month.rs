use std::collections::{BTreeMap, HashMap};

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
    /// Whether the customer was visited again, in a further round, after that.
    pub(super) again: bool,
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
/// stood at a moment, which is on this day there, by due day. Four statements.
pub(super) async fn owed_of_months(
    tx: &mut Tx,
    sites: SiteRange,
    months: (Month, Month),
    as_of: Instant,
    day: Day,
) -> Result<Vec<Owed>> {
    let mut all = Vec::new();
    each_owed(tx, sites, months, (as_of, day), |owed| all.push(owed)).await?;
    all.sort_unstable_by_key(|it| (it.row.due, it.row.obligation));
    Ok(all)
}

/// The same, shown one after another in no order, so that a large month need not be held.
pub(super) async fn each_owed(
    tx: &mut Tx,
    sites: SiteRange,
    (first, last): (Month, Month),
    (as_of, day): (Instant, Day),
    mut show: impl FnMut(Owed) + Send,
) -> Result<()> {
    let days = (first.first_day(), last.last_day());
    let verdicts = statistics::verdicts(tx, sites, days, as_of).await?;
    let raised = statistics::raised(tx, sites, days, as_of).await?;
    let mut outcomes = Outcomes::new(verdicts, &raised, as_of, day);
    statistics::each_visit(tx, sites, days, as_of, |visit| outcomes.add(visit)).await?;
    outcomes.settle();
    let mut void = Void::default();
    statistics::each_owed(tx, sites, days, as_of, |row| {
        if stands(&row, as_of) {
            void.follow(&row);
            show(outcomes.owed(row, false, as_of));
        } else {
            void.add(row);
        }
    })
    .await?;
    for row in void.rows {
        let followed = void.places.get(&place(&row)).copied().unwrap_or_default();
        show(outcomes.owed(row, followed, as_of));
    }
    Ok(())
}

fn stands(row: &OwedRow, as_of: Instant) -> bool {
    row.voided_at.is_none_or(|voided| voided > as_of)
}

/// Which of an event's obligations it is.
type PlaceOf = (EventId, Phase, u32);

fn place(row: &OwedRow) -> PlaceOf {
    (row.event, row.phase, row.line)
}

/// The obligations that are void, which come before all that stand but those that were voided later.
#[derive(Default)]
struct Void {
    rows: Vec<OwedRow>,
    /// Their places, and whether another stands there.
    places: HashMap<PlaceOf, bool>,
}

impl Void {
    fn add(&mut self, row: OwedRow) {
        self.places.entry(place(&row)).or_default();
        self.rows.push(row);
    }

    fn follow(&mut self, standing: &OwedRow) {
        // One that was voided after the moment may come before the one whose place it took.
        let known = if standing.voided_at.is_some() {
            Some(self.places.entry(place(standing)).or_default())
        } else {
            self.places.get_mut(&place(standing))
        };
        if let Some(followed) = known {
            *followed = true;
        }
    }
}

/// What came of obligations by a moment.
struct Outcomes {
    by_obligation: HashMap<ObligationId, Outcome>,
    verdicts: HashMap<RecordId, Verdict>,
    /// Of records, how much was raised and handled.
    matters: HashMap<RecordId, (u32, u32)>,
    /// The records of the obligation whose records are being shown.
    visits: Vec<VisitRow>,
}

/// What came of an obligation. Small: a month has many.
#[derive(Default)]
struct Outcome {
    done: Option<Done>,
    nonconforming: bool,
    again: bool,
    matters: u32,
    handled: u32,
}

impl Outcomes {
    fn new(
        verdicts: Vec<(RecordId, Verdict)>,
        raised: &[RaisedRow],
        as_of: Instant,
        day: Day,
    ) -> Self {
        let mut matters: HashMap<RecordId, (u32, u32)> = HashMap::new();
        for row in raised {
            let counts = matters.entry(row.record).or_default();
            counts.0 += 1;
            counts.1 += u32::from(is_handled(row, as_of, day));
        }
        Self {
            by_obligation: HashMap::new(),
            verdicts: verdicts.into_iter().collect(),
            matters,
            visits: Vec::new(),
        }
    }

    /// Adds a record; those of one obligation follow one another.
    fn add(&mut self, visit: VisitRow) {
        let last = self.visits.last();
        if last.is_some_and(|last| last.obligation != visit.obligation) {
            self.settle();
        }
        self.visits.push(visit);
    }

    /// Ends the obligation whose records were added last.
    fn settle(&mut self) {
        let visits = std::mem::take(&mut self.visits);
        if let Some(obligation) = visits.first().map(|visit| visit.obligation) {
            let outcome = self.outcome(visits);
            self.by_obligation.insert(obligation, outcome);
        }
    }

    /// Of each follow-up the version in force counts; what was sent back stands for nothing.
    fn outcome(&self, visits: Vec<VisitRow>) -> Outcome {
        let mut latest: BTreeMap<FollowUpId, VisitRow> = BTreeMap::new();
        for visit in visits {
            let newer = latest
                .get(&visit.follow_up)
                .is_none_or(|known| known.version < visit.version);
            if newer {
                latest.insert(visit.follow_up, visit);
            }
        }
        let verdict = |visit: &VisitRow| self.verdicts.get(&visit.record).copied();
        let mut in_force: Vec<VisitRow> = latest
            .into_values()
            .filter(|visit| verdict(visit) != Some(Verdict::SentBack))
            .collect();
        in_force.sort_by_key(|visit| (visit.visited_on, visit.round));
        let mut outcome = Outcome::default();
        for visit in &in_force {
            let (matters, handled) = self.matters.get(&visit.record).copied().unwrap_or_default();
            outcome.matters += matters;
            outcome.handled += handled;
        }
        let done = in_force.iter().find(|visit| visit.completes);
        outcome.done = done.map(Done::of);
        let mut found = in_force.iter();
        if let Some(found) = found.find(|visit| verdict(visit) == Some(Verdict::Nonconforming)) {
            outcome.nonconforming = true;
            outcome.again = in_force.iter().any(|visit| visit.round > found.round);
        }
        outcome
    }

    fn owed(&mut self, row: OwedRow, followed: bool, as_of: Instant) -> Owed {
        let stands = stands(&row, as_of);
        let exempt = if stands {
            Some(row.why).filter(|why| why.exempt())
        } else {
            // A new obligation in the place of a void one stands for both.
            row.void_cause
                .filter(|_| !followed)
                .and_then(exempt_by_void)
        };
        let outcome = self.by_obligation.remove(&row.obligation);
        let outcome = outcome.unwrap_or_default();
        Owed {
            exempt,
            again: outcome.again,
            gone: !stands && exempt.is_none(),
            picked: row.why.picked() && row.shown_from.is_some_and(|from| from <= as_of),
            done: outcome.done,
            verdict: outcome.nonconforming.then_some(Verdict::Nonconforming),
            matters: outcome.matters.into(),
            handled: outcome.handled.into(),
            row,
        }
    }
}

impl Done {
    fn of(visit: &VisitRow) -> Self {
        Self {
            record: visit.record,
            on: visit.visited_on,
            channel: visit.channel,
            in_time: visit.in_time,
            rating: visit.rating,
            refused: visit.refused,
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
