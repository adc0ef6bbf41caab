//! What an event says of itself, beside each other.

use huiyin_app::events::EventPage;
use huiyin_domain::Personal;

use crate::at_work::SignedInAsker;
use crate::view::sort;

/// What is known of it, each with its label; what is not known is left out.
pub(super) fn facts(at: &SignedInAsker, page: &EventPage) -> Vec<(String, String)> {
    let (t, row, state) = (at.t, &page.row, &page.row.state);
    let zone = page.site.zone();
    let words = |it: &Option<Personal<String>>| it.as_ref().map(|it| it.reveal().clone());
    let sort = sort(t, state.category, state.kind.as_deref(), state.severity);
    let flags = [
        (state.anonymous, t.events_anonymous()),
        (state.reply_only, t.events_reply_only()),
        (state.reply_attached, t.events_reply_attached()),
        (!state.valid, t.events_invalid()),
    ];
    let flags: Vec<String> = flags
        .into_iter()
        .filter_map(|(yes, words)| yes.then_some(words))
        .collect();
    let contract = state
        .contract_start
        .zip(state.contract_end)
        .map(|(start, end)| format!("{} – {}", t.date(start), t.date(end)));
    let facts = [
        (t.events_category(), Some(sort)),
        (t.desk_unit(), page.around.unit.clone()),
        (t.events_zone(), page.around.zone.clone()),
        (
            t.events_customer(),
            words(&page.around.reporter).or_else(|| words(&row.customer)),
        ),
        (t.events_respondent(), page.around.respondent.clone()),
        (t.events_asset(), state.asset.clone()),
        (
            t.events_reported_at(),
            state.reported_at.map(|it| t.moment(zone.local(it))),
        ),
        (t.events_owner(), words(&page.around.owner)),
        (
            t.events_completed_at(),
            row.completed_at.map(|it| t.moment(zone.local(it))),
        ),
        (t.events_contract(), contract),
        (
            t.events_rating(),
            state.rating.map(|it| it.title(t.lang()).to_owned()),
        ),
        (
            t.events_notes(),
            (!flags.is_empty()).then(|| flags.join(&t.list_comma())),
        ),
        (t.events_outside_id(), Some(row.event_id.clone())),
    ];
    facts
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect()
}

/// What each who reported it said, under when and through which department.
pub(super) fn reports(at: &SignedInAsker, page: &EventPage) -> Vec<(String, String)> {
    let zone = page.site.zone();
    let lines = page.reports.iter().map(|it| {
        let when = it.reported_at.map(|when| at.t.moment(zone.local(when)));
        let said = it.said.as_ref().map(|said| said.reveal().clone());
        let head = [when, it.department.clone()];
        (
            head.into_iter().flatten().collect::<Vec<_>>().join("・"),
            said.unwrap_or_default(),
        )
    });
    lines.collect()
}
