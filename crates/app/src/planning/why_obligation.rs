use huiyin_domain::entry::{Digest, VoidCause};
use huiyin_domain::{CohortId, EventId, Instant, Month, ObligationId, Rate, Severity, Why};
use huiyin_rules::explain::WindowSteps;
use huiyin_rules::obligations::{EventFacts, Standing};
use huiyin_rules::procedure::{AlwaysWhen, Basis};
use huiyin_rules::{Rules, Workdays};
use huiyin_store::draw::{self, KeyRow};
use huiyin_store::plan::{self, DrawnRow};
use huiyin_store::{Error as StoreError, Tx, obligations};

use super::case::Case;
use super::comes_from::{ComesFrom, comes_from};
use super::plan::{is_shown, number_text};
use crate::events::{EventObligation, EventPage};
use crate::{App, Asker, Error, Result, Site};

/// Why a home is followed up about an event, or is not, with the figures behind it.
#[derive(Clone, Debug)]
pub struct ObligationWhy {
    /// The version of the procedure that it follows.
    pub procedure: Digest,
    /// The obligation, as far as people may know of it.
    pub known: EventObligation,
    /// The days of its window, each step.
    pub window: Option<WindowSteps>,
    /// What picks it besides the draw; none where that is not known any more, and where the draw decides.
    pub always: Option<AlwaysBecause>,
    /// What says why it is picked, is not, or is exempt.
    pub because: Basis,
    /// The cohort it is drawn and counted in.
    pub cohort: CohortFigures,
    /// The follow-up in which the complaint came up; none where it came in by itself.
    pub comes_from: Option<ComesFrom>,
    /// Whose place it takes; none where it takes nobody's.
    pub replaces: Option<TakesPlaceOf>,
    /// Whether another takes its place, because its customer was not to be reached.
    pub is_replaced: bool,
    /// The key that draws it, as far as it is published.
    pub key: Option<KeyRow>,
    /// When the key is revealed: once this month is over.
    pub revealed_after: Option<Month>,
    /// From which hour of the next day a pick is shown, as hour and minute.
    pub shown_from: (u32, u32),
    /// What says how the draw is kept honest.
    pub draw_basis: Basis,
}

/// What is followed up whatever the draw says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AlwaysBecause {
    /// A complaint of this severity.
    Severity(Severity),
    /// The customer was dissatisfied on the work order.
    Dissatisfied,
    /// The household complained of the same before, within so many days.
    RepeatComplaint(u32),
    /// The same was repaired there before, within so many days.
    RepeatRepair(u32),
    /// An authority wants a letter, which is still missing.
    WithoutLetter,
    /// It was entered when its cohort was drawn already.
    LateEntry,
}

/// A cohort in figures, without what is not shown yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CohortFigures {
    /// The cohort.
    pub id: CohortId,
    /// Its name.
    pub name: String,
    /// The month in which its windows close; none where it is one event's.
    pub month: Option<Month>,
    /// Its rate.
    pub rate: Rate,
    /// What says so.
    pub rate_basis: Basis,
    /// Obligations that are not void and not exempt.
    pub owed: u64,
    /// Those of them that have a number in the draw.
    pub numbered: u64,
    /// Those of them that are picked, as far as it is shown.
    pub picked: u64,
    /// When its last stratum was drawn.
    pub closed_at: Option<Instant>,
}

/// Whose place an obligation takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakesPlaceOf {
    /// The event.
    pub event: EventId,
    /// Its number for people.
    pub number: String,
    /// Its number in the draw.
    pub draw_number: Option<u32>,
    /// Why it fell away; none where its customer was not to be reached.
    pub cause: Option<VoidCause>,
}

impl App {
    /// Why an event's obligation is followed up, or is not, with the event it is about. At most 12 statements besides
    /// those of the event.
    pub async fn why_obligation(
        &self,
        asker: &Asker,
        id: ObligationId,
    ) -> Result<(EventPage, ObligationWhy)> {
        let row = obligations::obligation(&mut self.db().read().await?, id).await?;
        let row = row.ok_or(Error::NotFound)?;
        let event = self.event(asker, row.event).await?;
        let why = self.explain_obligation(&event, id).await?;
        Ok((event, why))
    }

    /// The same, of an event whose page the asker was given.
    pub(crate) async fn explain_obligation(
        &self,
        event: &EventPage,
        id: ObligationId,
    ) -> Result<ObligationWhy> {
        let known = event.obligations.iter();
        let known = known.into_iter().find(|one| one.row.obligation == id);
        let known = known.cloned().ok_or(Error::NotFound)?;
        let (site, now) = (&event.site, self.clock().now());
        let mut tx = self.db().read().await?;
        let case = Case::load(&mut tx, site, event.row.id, now).await?;
        let standing = standing(&mut tx, site, &case, &known).await?;
        let cohort = draw::cohort(&mut tx, known.row.cohort).await?;
        let cohort = cohort.ok_or(Error::NotFound)?;
        let hash = cohort.procedure;
        let edition = site
            .version(hash)
            .ok_or_else(|| StoreError::Corrupt(format!("the site never adopted {hash}")))?;
        let rules = Rules::new(&edition.procedure, Workdays::default())
            .with_rate(cohort.category, cohort.rate);
        let rows = plan::drawn_of_cohort(&mut tx, cohort.id).await?;
        let month = cohort.month.unwrap_or(known.row.due.month());
        let key = draw::key(&mut tx, site.id(), month).await?;
        let comes_from = comes_from(&mut tx, site, &case.row, &rules, now).await?;
        drop(tx);
        let facts = case.facts();
        let shown_from = rules.procedure().draw.shown_from;
        Ok(ObligationWhy {
            procedure: hash,
            window: rules.window_steps(&facts, known.row.phase),
            always: always(&rules, &facts, &known, standing),
            because: because(&rules, &facts, &known, standing),
            cohort: CohortFigures {
                rate_basis: rules.rate_basis(&facts),
                ..figures(&cohort, &rows, now)
            },
            comes_from,
            replaces: takes_place_of(site, &known, &rows, now),
            is_replaced: known.row.replaced_by.is_some(),
            revealed_after: key
                .as_ref()
                .is_none_or(|key| key.key.is_none())
                .then_some(month),
            key,
            shown_from: (shown_from.hour, shown_from.minute),
            draw_basis: rules.procedure().draw.basis.clone(),
            known,
        })
    }
}

/// How the obligation stands by what is known of the event now.
async fn standing(
    tx: &mut Tx,
    site: &Site,
    case: &Case,
    known: &EventObligation,
) -> Result<Option<Standing>> {
    let asked = case.obligations(tx, site).await?;
    let row = &known.row;
    let own = asked
        .iter()
        .find(|one| one.phase == row.phase && one.line == row.line);
    Ok(own.map(|one| one.standing))
}

fn always(
    rules: &Rules<'_>,
    facts: &EventFacts<'_>,
    known: &EventObligation,
    standing: Option<Standing>,
) -> Option<AlwaysBecause> {
    if known.why != Some(Why::Always) {
        return None;
    }
    if known.row.late_entry {
        return Some(AlwaysBecause::LateEntry);
    }
    let days = rules.procedure().repeats.days;
    match standing? {
        Standing::AlwaysBySeverity => Some(AlwaysBecause::Severity(facts.severity)),
        Standing::Always(AlwaysWhen::DissatisfiedRating) => Some(AlwaysBecause::Dissatisfied),
        Standing::Always(AlwaysWhen::RepeatComplaint) => Some(AlwaysBecause::RepeatComplaint(days)),
        Standing::Always(AlwaysWhen::RepeatRepair) => Some(AlwaysBecause::RepeatRepair(days)),
        Standing::WaitForReply => Some(AlwaysBecause::WithoutLetter),
        Standing::Rate100 | Standing::InDraw | Standing::Exempt(_) => None,
    }
}

/// What stands behind the reason shown: that of the draw where the draw decides, else that of the event's own case.
fn because(
    rules: &Rules<'_>,
    facts: &EventFacts<'_>,
    known: &EventObligation,
    standing: Option<Standing>,
) -> Basis {
    let decides = match known.why {
        None | Some(Why::Draw | Why::DrawAtClose | Why::NotDrawn) => Some(Standing::InDraw),
        Some(Why::Rate100) => Some(Standing::Rate100),
        Some(Why::Always) if known.row.late_entry => Some(Standing::InDraw),
        Some(_) => standing,
    };
    decides.map_or_else(Basis::default, |it| rules.standing_basis(facts, it))
}

fn figures(cohort: &draw::CohortRow, rows: &[DrawnRow], now: Instant) -> CohortFigures {
    let owed = || {
        rows.iter()
            .filter(|row| row.void_cause.is_none() && !row.why.exempt())
    };
    CohortFigures {
        id: cohort.id,
        name: cohort.name.clone(),
        month: cohort.month,
        rate: cohort.rate,
        rate_basis: Basis::default(),
        owed: owed().count() as u64,
        numbered: owed().filter(|row| row.number.is_some()).count() as u64,
        picked: owed().filter(|row| is_shown(row, now)).count() as u64,
        closed_at: cohort.closed_at,
    }
}

/// Whose place it takes, once that is shown.
fn takes_place_of(
    site: &Site,
    known: &EventObligation,
    rows: &[DrawnRow],
    now: Instant,
) -> Option<TakesPlaceOf> {
    let own = known.row.obligation;
    let is_known = rows
        .iter()
        .any(|row| row.obligation == own && is_shown(row, now));
    let before = rows.iter().find(|row| row.replaced_by == Some(own));
    let before = before.filter(|_| is_known)?;
    Some(TakesPlaceOf {
        event: before.event,
        number: number_text(site, before.running),
        draw_number: before.number,
        cause: before.void_cause,
    })
}
