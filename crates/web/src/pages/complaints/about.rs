//! What the page of an event says of a complaint.

use huiyin_app::events::{EventPage, MergedEvent};
use huiyin_domain::{Instant, Personal};

use crate::at_work::SignedInAsker;
use crate::view::{Action, ClauseCard, ClauseTag, Mark, MarkKind, Sources};

/// The part of the page; empty for what is no complaint.
pub(in crate::pages) struct About {
    pub(in crate::pages) reply: Option<Reply>,
    pub(in crate::pages) invalid: Option<Invalid>,
    pub(in crate::pages) part_of: Option<PartOf>,
    pub(in crate::pages) merged: Vec<Merged>,
    /// That it is confidential, and who is complained of.
    pub(in crate::pages) kept: Option<String>,
    /// What says who sees a confidential complaint.
    pub(in crate::pages) keeping: Vec<ClauseTag>,
    /// Where that begins or ends, by who may.
    keep: Option<(String, String)>,
    /// What says when complaints are one record.
    pub(in crate::pages) same: Vec<ClauseTag>,
    /// Where it is merged into another, by who may.
    merge: Option<(String, String)>,
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

/// That it is invalid, or may be said to be.
pub(in crate::pages) struct Invalid {
    /// Whether it is; else it may be said to be.
    pub(in crate::pages) holds: bool,
    /// While the reason is not written down.
    pub(in crate::pages) missing: Option<Mark>,
    /// Why, what was told, by whom.
    pub(in crate::pages) facts: Vec<(String, String)>,
    /// Where that is said, by who may.
    pub(in crate::pages) judge: Option<(String, String)>,
    /// What lets it be invalid.
    pub(in crate::pages) sources: Vec<ClauseTag>,
}

/// That it is a part of another.
pub(in crate::pages) struct PartOf {
    pub(in crate::pages) href: String,
    pub(in crate::pages) number: String,
    /// Where it is taken out, by who may.
    pub(in crate::pages) separate: Option<String>,
}

/// Another that is a part of it.
pub(in crate::pages) struct Merged {
    pub(in crate::pages) href: String,
    pub(in crate::pages) number: String,
    pub(in crate::pages) what: String,
    pub(in crate::pages) when: String,
    /// Its reports: when and to whom, and what was said.
    pub(in crate::pages) reports: Vec<(String, String)>,
}

impl About {
    /// What is to be said of an event.
    pub(in crate::pages) fn of(at: &SignedInAsker, page: &EventPage) -> Self {
        let sources = Sources::new(at.procedure(), at.t.lang());
        let invalid = invalid(at, page);
        let bases = page
            .reply_asked
            .iter()
            .chain(invalid.iter().map(|_| &page.invalid_basis))
            .chain([&page.same_complaint])
            .chain(&page.confidential_basis);
        Self {
            cards: bases.flat_map(|basis| sources.cards(basis)).collect(),
            reply: reply(at, page),
            invalid,
            part_of: part_of(page),
            merged: page.merged.iter().map(|it| merged(at, page, it)).collect(),
            same: sources.tags(&page.same_complaint),
            kept: page.row.confidential.then(|| {
                let accused = page.around.accused.as_ref();
                let accused = accused.map(|it| at.t.complaints_accused_is(it.reveal().clone()));
                accused.unwrap_or_else(|| at.t.complaints_about_privacy())
            }),
            keeping: page
                .confidential_basis
                .iter()
                .flat_map(|basis| sources.tags(basis))
                .collect(),
            keep: page.may_keep.then(|| {
                let words = if page.row.confidential {
                    at.t.complaints_make_open()
                } else {
                    at.t.complaints_make_confidential()
                };
                (format!("/events/{}/confidentiality", page.row.id), words)
            }),
            merge: page.may_merge().then(|| {
                let href = format!("/events/{}/merger", page.row.id);
                (href, at.t.complaints_merge())
            }),
        }
    }

    /// What can be done from the head of the page.
    pub(in crate::pages) fn actions(&self) -> impl Iterator<Item = Action> {
        let valid = self.invalid.iter().filter(|it| !it.holds);
        let judge = valid.filter_map(|it| it.judge.as_ref());
        let all = judge.chain(&self.merge).chain(&self.keep);
        all.map(|(href, words)| Action::new(href.as_str(), words.as_str()))
    }
}

fn reply(at: &SignedInAsker, page: &EventPage) -> Option<Reply> {
    let t = at.t;
    let basis = page.reply_asked.as_ref()?;
    let attached = page.row.state.reply_attached;
    let words = |it: &Option<Personal<String>>| it.as_ref().map(|it| it.reveal().clone());
    let facts = page.reply.iter().flat_map(|it| {
        [
            (t.complaints_letter(), words(&it.letter)),
            (t.complaints_dated(), it.dated.map(|day| t.date(day))),
            (t.complaints_addressee(), words(&it.addressee)),
            (t.complaints_handled(), words(&it.handled)),
            (t.complaints_no_letter_why(), words(&it.why)),
            (
                t.complaints_entered(),
                Some(signed(at, page, it.entered_at, words(&it.entered_by))),
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

fn invalid(at: &SignedInAsker, page: &EventPage) -> Option<Invalid> {
    let t = at.t;
    let is_invalid = !page.row.state.valid;
    let reason = page.invalidity.as_ref().filter(|_| is_invalid);
    if !is_invalid && !page.may_judge {
        return None;
    }
    let words = |it: &Option<Personal<String>>| it.as_ref().map(|it| it.reveal().clone());
    let facts = reason.iter().flat_map(|it| {
        let by = signed(at, page, it.judged_at, words(&it.judged_by));
        [
            (t.events_why(), words(&it.why)),
            (t.complaints_answer(), words(&it.answer)),
            (t.complaints_judged(), Some(by)),
        ]
    });
    let judge = match (is_invalid, reason.is_some()) {
        (false, _) => t.complaints_judge_invalid(),
        (true, true) => t.complaints_valid_again(),
        (true, false) => t.complaints_reason_enter(),
    };
    Some(Invalid {
        holds: is_invalid,
        missing: (is_invalid && reason.is_none())
            .then(|| Mark::new(MarkKind::Open, t.complaints_reason_missing())),
        facts: facts
            .filter_map(|(label, value)| Some((label, value?)))
            .collect(),
        judge: page
            .may_judge
            .then(|| (format!("/events/{}/judgement", page.row.id), judge)),
        sources: Sources::new(at.procedure(), t.lang()).tags(&page.invalid_basis),
    })
}

/// When, and by whom where the name is known.
fn signed(at: &SignedInAsker, page: &EventPage, when: Instant, by: Option<String>) -> String {
    let when = at.t.moment(page.site.zone().local(when));
    [Some(when), by]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn part_of(page: &EventPage) -> Option<PartOf> {
    let (event, number) = page.merged_into.as_ref()?;
    Some(PartOf {
        href: format!("/events/{event}"),
        number: number.clone(),
        separate: page
            .may_separate
            .then(|| format!("/events/{}/separation", page.row.id)),
    })
}

fn merged(at: &SignedInAsker, page: &EventPage, it: &MergedEvent) -> Merged {
    let zone = page.site.zone();
    let moment = |when: Instant| at.t.moment(zone.local(when));
    let what = it.row.summary.as_ref().map(|what| what.reveal().clone());
    let reports = it.reports.iter().map(|report| {
        let head = [report.reported_at.map(moment), report.department.clone()];
        let said = report.said.as_ref().map(|said| said.reveal().clone());
        let head: Vec<String> = head.into_iter().flatten().collect();
        (head.join("・"), said.unwrap_or_default())
    });
    Merged {
        href: format!("/events/{}", it.row.event),
        number: it.number.clone(),
        what: what.unwrap_or_else(|| at.t.events_erased()),
        when: it.row.reported_at.map(moment).unwrap_or_default(),
        reports: reports.collect(),
    }
}
