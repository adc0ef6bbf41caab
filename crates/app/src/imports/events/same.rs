//! Rows that look like a complaint told before: each is taken, and says of which.

use huiyin_domain::{Category, LocalTime};
use huiyin_forms::events::{EventColumn, EventRow};
use huiyin_forms::{ColumnOf, Expected, Refusal};
use huiyin_rules::Rules;
use huiyin_store::search;

use super::known::Known;
use crate::imports::Outcome;
use crate::imports::piece::{Context, Judged};

/// A complaint that a row may tell again.
struct Before<'r> {
    event_id: &'r str,
    kind: Option<&'r str>,
    summary: &'r str,
}

/// Names, with each new complaint, the one of its household that it looks like: known and open, or of an earlier row of
/// the piece and not settled before this one was told.
pub(super) fn name_likely(
    context: &Context,
    known: &Known,
    items: &[EventRow],
    judged: &mut [Judged],
) {
    let rules = context.site.rules_on(context.today);
    for at in 0..items.len() {
        let row = &items[at];
        let is_new = judged[at].outcome == Outcome::Created;
        if !is_new || row.category != Category::Complaint {
            continue;
        }
        let Some(unit) = row.unit.as_deref() else {
            continue;
        };
        let earlier = items[..at].iter().zip(&*judged).filter(|(other, judged)| {
            judged.outcome == Outcome::Created
                && other.category == Category::Complaint
                && other.unit.as_deref() == Some(unit)
                && was_open(other, row.reported_at)
        });
        let earlier = earlier.map(|(other, _)| Before {
            event_id: &other.event_id,
            kind: other.kind.as_deref(),
            summary: other.summary.as_ref().map_or("", |it| it.reveal()),
        });
        let open = known.open_complaints(unit).iter().map(|row| Before {
            event_id: &row.event_id,
            kind: row.kind.as_deref(),
            summary: row.summary.as_ref().map_or("", |it| it.reveal()),
        });
        let likely = open
            .chain(earlier)
            .find(|before| is_alike(&rules, row, before));
        let Some(event_id) = likely.map(|before| before.event_id.into()) else {
            continue;
        };
        let column = Some(EventColumn::Summary.column());
        let expected = Expected::NotTheSame { event_id };
        judged[at]
            .findings
            .push(Refusal::new(row.row, column, "", expected));
    }
}

/// Whether a row's complaint was not settled yet when another was told.
fn was_open(row: &EventRow, told: Option<LocalTime>) -> bool {
    match (row.completed_at, told) {
        (Some(completed), Some(told)) => told <= completed,
        (Some(_), None) => false,
        (None, _) => true,
    }
}

fn is_alike(rules: &Rules<'_>, row: &EventRow, before: &Before<'_>) -> bool {
    let same_kind = row.kind.is_some() && row.kind.as_deref() == before.kind;
    let summary = row.summary.as_ref().map_or("", |it| it.reveal());
    rules.is_alike(same_kind, search::likeness(summary, before.summary))
}
