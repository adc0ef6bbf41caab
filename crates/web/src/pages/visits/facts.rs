//! What is known of a follow-up before its visit: what it is about, where, who, when and how.

use huiyin_app::visits::FollowUpPage;

use crate::at_work::{SignedInAsker, post_title};
use crate::view::sort;

/// Each fact with its label; what is not known is left out.
pub(super) fn facts(at: &SignedInAsker, page: &FollowUpPage) -> Vec<(String, String)> {
    let (t, event) = (at.t, &page.event);
    let state = &event.row.state;
    let sort = sort(t, state.category, state.kind.as_deref(), state.severity);
    let listed = page.listed.as_ref();
    let customer = listed
        .and_then(|it| it.name.as_ref())
        .or(event.around.reporter.as_ref())
        .or(event.row.customer.as_ref());
    let phone = listed
        .and_then(|it| it.phone.as_ref())
        .or(event.row.phone.as_ref());
    let visitors = page.visitors.iter().map(|visitor| {
        let post = post_title(at.procedure(), &visitor.post, t);
        match &visitor.name {
            Some(name) => format!("{}（{post}）", name.reveal()),
            None => t.desk_nobody(post),
        }
    });
    let zone = event.site.zone();
    let facts = [
        (t.events_category(), Some(sort)),
        (
            t.desk_unit(),
            listed
                .and_then(|it| it.unit.clone())
                .or_else(|| page.row.unit_words.clone())
                .or_else(|| event.around.unit.clone()),
        ),
        (t.events_customer(), customer.map(|it| it.reveal().clone())),
        (t.events_phone(), phone.map(|it| it.reveal().clone())),
        (
            t.privacy_title(),
            page.row.restricted.then(|| t.privacy_restricted_here()),
        ),
        (
            t.events_completed_at(),
            event.row.completed_at.map(|it| t.moment(zone.local(it))),
        ),
        (
            t.desk_window(),
            Some(format!(
                "{} – {}",
                t.day(page.row.window_from),
                t.day(page.row.window_to)
            )),
        ),
        (
            t.visits_channel(),
            Some(page.row.channel.title(t.lang()).to_owned()),
        ),
        (
            t.desk_visitor(),
            Some(visitors.collect::<Vec<_>>().join(&t.list_comma())),
        ),
    ];
    facts
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect()
}
