//! The lines of the plan: a follow-up with its reason, what may be left out, and what is not followed up.

use huiyin_app::planning::{ExemptLine, NotPlanned, PlanLine};
use huiyin_app::{Error, Refusal};
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{Day, Personal, Why};
use huiyin_rules::procedure::Basis;

use super::{Tried, text};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::Refused;
use crate::texts::Texts;
use crate::view::{ClauseTag, Draw, Mark, MarkKind, Sources, Tag, of_row, sort};

/// What may be left out.
pub(super) struct Exempt {
    pub(super) number: String,
    pub(super) href: String,
    pub(super) unit: String,
    pub(super) customer: String,
    pub(super) what: String,
    /// Of an invalid complaint, why, and what was told.
    pub(super) reason: Option<String>,
    pub(super) why: Tag,
    pub(super) due: Day,
}

/// A follow-up of the plan.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) event: String,
    pub(super) draw: Option<(String, Draw)>,
    pub(super) unit: String,
    pub(super) customer: String,
    pub(super) what: String,
    pub(super) sort: String,
    pub(super) why: Tag,
    pub(super) sources: Vec<ClauseTag>,
    pub(super) visitors: Vec<(String, String)>,
    pub(super) day: Option<Day>,
    pub(super) not_before: Day,
    pub(super) channel: &'static str,
    pub(super) due: Mark,
    pub(super) last: Day,
    pub(super) state: Mark,
    /// Why it cannot be released, where nobody is there to visit.
    pub(super) stopped: Option<Refused>,
    pub(super) ticked: bool,
}

/// What is not followed up.
pub(super) struct NotLine {
    pub(super) number: String,
    pub(super) event: String,
    pub(super) sort: &'static str,
    pub(super) why: Tag,
    /// Where its reason is explained.
    pub(super) because: String,
    pub(super) draw: Option<String>,
    pub(super) due: Day,
}

pub(super) fn cited(line: &PlanLine) -> Basis {
    of_row(&line.row.clauses, &line.row.readings)
}

pub(super) fn line(
    at: &SignedInAsker,
    sources: Sources<'_>,
    line: &PlanLine,
    tried: &Tried,
) -> Line {
    let (t, row) = (at.t, &line.row);
    let visitors = line.visitors.iter().map(|visitor| {
        let post = post_title(at.procedure(), &visitor.post, t);
        let reason = visitor.reason.title(t.lang());
        match text(visitor.name.as_ref()) {
            Some(name) => (name, format!("{post}・{reason}")),
            None => (t.desk_nobody(post), reason.to_owned()),
        }
    });
    let sort = [
        Some(sort(t, row.category, row.kind.as_deref(), row.severity)),
        (row.round > 1).then(|| t.plan_round(row.round)),
    ];
    let stopped = (!has_visitors(line) && row.state == FollowUpState::Planned)
        .then(|| no_visitor(at))
        .flatten();
    let ticked = match &tried.ticked {
        Some(ticked) => ticked.contains(&row.id),
        None => stopped.is_none(),
    };
    Line {
        id: row.id.to_string(),
        href: format!("/follow-ups/{}", row.id),
        event: format!("/events/{}", row.event),
        draw: draw(t, line),
        unit: row.unit.clone().unwrap_or_else(|| line.number.clone()),
        customer: {
            let restricted = row.restricted.then(|| t.privacy_restricted());
            let words = [text(row.customer.as_ref()), restricted];
            words.into_iter().flatten().collect::<Vec<_>>().join("・")
        },
        what: what(t, row.confidential, row.summary.as_ref(), || {
            line.number.clone()
        }),
        sort: sort.into_iter().flatten().collect::<Vec<_>>().join("・"),
        why: Tag::why(t, row.why),
        sources: sources.tags(&cited(line)),
        visitors: visitors.collect(),
        day: row.planned_day,
        not_before: row.not_before,
        channel: row.channel.title(t.lang()),
        due: if is_over(row.state) {
            Mark::new(MarkKind::Done, row.state.title(t.lang()))
        } else {
            Mark::due(t, row.due, at.today)
        },
        last: row.due,
        state: Mark::new(mark_of(row.state), row.state.title(t.lang())),
        stopped,
        ticked,
    }
}

/// Whether somebody is named for every post.
pub(super) fn has_visitors(line: &PlanLine) -> bool {
    !line.visitors.is_empty() && line.visitors.iter().all(|it| it.person.is_some())
}

/// What the application would answer, so that it stands there before anybody tries.
pub(super) fn no_visitor(at: &SignedInAsker) -> Option<Refused> {
    let refusal = Error::Refused {
        why: Refusal::NoVisitor,
        basis: at.procedure().assignment.above_basis.clone(),
    };
    Refused::of(at.t, at.procedure(), &refusal)
}

pub(super) const fn is_over(state: FollowUpState) -> bool {
    matches!(
        state,
        FollowUpState::Recorded
            | FollowUpState::Accepted
            | FollowUpState::Nonconforming
            | FollowUpState::Withdrawn
    )
}

pub(super) const fn mark_of(state: FollowUpState) -> MarkKind {
    match state {
        FollowUpState::Planned | FollowUpState::Released | FollowUpState::Taken => MarkKind::Open,
        FollowUpState::Recorded => MarkKind::Review,
        FollowUpState::Accepted => MarkKind::Done,
        FollowUpState::SentBack | FollowUpState::Nonconforming => MarkKind::Fail,
        FollowUpState::Withdrawn => MarkKind::Exempt,
    }
}

/// The stratum it was drawn from, with the page that explains the whole draw.
pub(super) fn draw(t: Texts, line: &PlanLine) -> Option<(String, Draw)> {
    let stratum = line.stratum.as_ref()?;
    let numbers = crate::pages::draw::numbers(stratum, line.row.draw_number);
    let label = t.plan_stratum(stratum.index + 1);
    Some((draw_href(line.row.cohort), Draw::new(t, label, [numbers])))
}

pub(super) fn draw_href(cohort: huiyin_domain::CohortId) -> String {
    format!("/draw?cohort={cohort}")
}

pub(super) fn what(
    t: Texts,
    confidential: bool,
    summary: Option<&Personal<String>>,
    none: impl FnOnce() -> String,
) -> String {
    let summary = summary.map(|it| it.reveal().as_str());
    crate::pages::complaints::what(t, confidential, summary, none)
}

pub(super) fn exempt(at: &SignedInAsker, line: &ExemptLine) -> Exempt {
    let (t, row) = (at.t, &line.row);
    Exempt {
        number: line.number.clone(),
        href: format!("/events/{}", row.event),
        unit: row.unit.clone().unwrap_or_default(),
        customer: text(row.customer.as_ref()).unwrap_or_default(),
        what: what(t, row.confidential, row.summary.as_ref(), || {
            t.privacy_not_shown()
        }),
        reason: (row.exempt == Why::ExemptInvalid)
            .then(|| crate::pages::complaints::reason(t, row.why.as_ref(), row.answer.as_ref())),
        why: Tag::why(t, row.exempt),
        due: row.due,
    }
}

pub(super) fn not_line(at: &SignedInAsker, line: &NotPlanned) -> NotLine {
    let t = at.t;
    NotLine {
        number: line.number.clone(),
        event: format!("/events/{}", line.event),
        sort: line.row.category.title(t.lang()),
        why: match line.why {
            Some(why) => Tag::why(t, why),
            None => Tag::plain(t.plan_waits()),
        },
        because: format!("/obligations/{}/why", line.row.obligation),
        draw: line.row.number.map(|_| draw_href(line.row.cohort)),
        due: line.row.due,
    }
}
