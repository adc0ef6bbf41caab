//! What the page of an event says of a complaint.

use huiyin_app::events::EventPage;
use huiyin_domain::Personal;

use crate::at_work::SignedInAsker;
use crate::view::{ClauseCard, ClauseTag, Mark, MarkKind, Sources};

/// The part of the page; empty for what is no complaint.
pub(in crate::pages) struct About {
    pub(in crate::pages) reply: Option<Reply>,
    /// What the tags open.
    pub(in crate::pages) cards: Vec<ClauseCard>,
}

/// The 復函情況.
pub(in crate::pages) struct Reply {
    /// While it is missing.
    pub(in crate::pages) missing: Option<Mark>,
    /// What is entered.
    pub(in crate::pages) facts: Vec<(String, String)>,
    /// Whether a file only said that it is attached.
    pub(in crate::pages) of_file: bool,
    /// Where it is entered, by who may.
    pub(in crate::pages) enter: Option<(String, String)>,
    /// What asks for it.
    pub(in crate::pages) sources: Vec<ClauseTag>,
}

impl About {
    /// What is to be said of an event.
    pub(in crate::pages) fn of(at: &SignedInAsker, page: &EventPage) -> Self {
        let sources = Sources::new(at.procedure(), at.t.lang());
        let bases = page.reply_asked.iter();
        Self {
            cards: bases.flat_map(|basis| sources.cards(basis)).collect(),
            reply: reply(at, page),
        }
    }
}

fn reply(at: &SignedInAsker, page: &EventPage) -> Option<Reply> {
    let t = at.t;
    let basis = page.reply_asked.as_ref()?;
    let attached = page.row.state.reply_attached;
    let words = |it: &Option<Personal<String>>| it.as_ref().map(|it| it.reveal().clone());
    let facts = page.reply.iter().flat_map(|it| {
        let entered = t.moment(page.site.zone().local(it.entered_at));
        let entered = [Some(entered), words(&it.entered_by)];
        [
            (t.complaints_letter(), words(&it.letter)),
            (t.complaints_dated(), it.dated.map(|day| t.date(day))),
            (t.complaints_addressee(), words(&it.addressee)),
            (t.complaints_handled(), words(&it.handled)),
            (t.complaints_no_letter_why(), words(&it.why)),
            (
                t.complaints_entered(),
                Some(entered.into_iter().flatten().collect::<Vec<_>>().join(" ")),
            ),
        ]
    });
    let enter = if attached {
        t.complaints_reply_change()
    } else {
        t.complaints_reply_enter()
    };
    Some(Reply {
        missing: (!attached).then(|| Mark::new(MarkKind::Open, t.complaints_reply_missing())),
        facts: facts
            .filter_map(|(label, value)| Some((label, value?)))
            .collect(),
        of_file: attached && page.reply.is_none(),
        enter: page
            .may_handle
            .then(|| (format!("/events/{}/reply", page.row.id), enter)),
        sources: Sources::new(at.procedure(), t.lang()).tags(basis),
    })
}
