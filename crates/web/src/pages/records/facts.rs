//! What a record says of its visit, beside each other.

use huiyin_app::reviews::{RecordPage, RecordVersion};
use huiyin_domain::Instant;

use super::one::{name, text};
use crate::at_work::SignedInAsker;

/// Each with its label; what is not known is left out.
pub(super) fn facts(
    at: &SignedInAsker,
    page: &RecordPage,
    version: &RecordVersion,
) -> Vec<(String, String)> {
    let (t, subject, record) = (at.t, &page.subject, &version.record);
    let moment = |it: Instant| t.moment(at.site.zone().local(it));
    let some = |words: String| (!words.is_empty()).then_some(words);
    let relation = record.relation.map(|it| it.title(t.lang()).to_owned());
    // Who handed it in is said where that was none of the visitors.
    let by = record.recorded_by.filter(|it| !page.visitors.contains(it));
    let entered = by.and_then(|by| some(name(page, Some(by))));
    let visited = || {
        let names = page.visitors.iter().map(|it| name(page, Some(*it)));
        names.collect::<Vec<_>>().join(&t.list_comma())
    };
    let respondent = [some(text(record.respondent_words.as_ref())), relation];
    let facts = [
        (t.records_number(), Some(page.number.clone())),
        (t.desk_unit(), subject.unit.clone()),
        (t.events_customer(), some(text(subject.customer.as_ref()))),
        (t.events_phone(), some(text(subject.phone.as_ref()))),
        (t.desk_what(), some(text(subject.summary.as_ref()))),
        (t.events_completed_at(), subject.completed_at.map(moment)),
        (t.records_visited_at(), Some(moment(record.visited_at))),
        (
            t.visits_channel(),
            Some(record.channel.recorded(t.lang()).to_owned()),
        ),
        (
            t.visits_respondent(),
            some(
                respondent
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join("・"),
            ),
        ),
        (
            t.visits_solved(),
            record.solved.map(|it| it.title(t.lang()).to_owned()),
        ),
        (t.records_visited_by(), entered.as_ref().map(|_| visited())),
        (t.records_entered_by(), entered.clone()),
        // What the printed form says beside its code.
        (
            t.papers_hash_title(),
            record.text_hash.to_string().get(..12).map(str::to_owned),
        ),
    ];
    facts
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect()
}
