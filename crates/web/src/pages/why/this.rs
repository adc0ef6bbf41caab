//! Why this one: always, all, or by the draw; in whose place; in which round; or why not.

use crate::view::sort;
use huiyin_app::events::EventPage;
use huiyin_app::planning::{AlwaysBecause, NumberState, ObligationWhy, StratumBoxes};
use huiyin_app::visits::FollowUpWhy;
use huiyin_domain::Why;

use super::{Teller, draw_href};

pub(super) fn follow_up(teller: &mut Teller<'_>, why: &FollowUpWhy) {
    let t = teller.t();
    let (event, row) = (&why.page.event, &why.line.row);
    begin(teller, event);
    if let Some(round) = &why.round {
        teller.say_by(t.why_round(row.round), &round.basis);
        if let Some(record) = round.record {
            teller.link(format!("/records/{record}"), t.why_open_record());
        }
        for promise in &round.promises {
            teller.say(t.why_promise(teller.moment(*promise)));
        }
        for day in &round.rectifications {
            teller.say(t.why_rectify(t.day(*day)));
        }
        if round.nonconforming {
            teller.say(t.why_nonconforming());
        }
    }
    if row.voluntary {
        let said = why.voluntary.as_ref();
        let planner = teller.procedure().plan.by.clone();
        let name = teller.name(said.and_then(|it| it.name.as_ref()), &planner);
        let reason = said.and_then(|it| it.why.as_ref());
        let reason = reason.map_or_else(|| t.why_no_reason(), |it| it.reveal().clone());
        teller.say_by(t.why_voluntary(name, reason), &why.changes_basis);
    }
    obligation_lines(teller, &why.obligation);
}

pub(super) fn obligation(teller: &mut Teller<'_>, event: &EventPage, why: &ObligationWhy) {
    begin(teller, event);
    obligation_lines(teller, why);
}

fn begin(teller: &mut Teller<'_>, event: &EventPage) {
    let (t, state) = (teller.t(), &event.row.state);
    let sort = sort(t, state.category, state.kind.as_deref(), state.severity);
    teller.part("this", t.why_this());
    teller.say(t.why_case(event.number.as_str(), sort));
    teller.link(format!("/events/{}", event.row.id), t.why_open_own());
}

/// The follow-up in which the complaint came up.
fn comes_from(teller: &mut Teller<'_>, why: &ObligationWhy) {
    let t = teller.t();
    let Some(from) = &why.comes_from else {
        return;
    };
    let words = if from.nonconforming {
        t.why_comes_from_nonconforming(from.number.as_str(), from.round)
    } else {
        t.why_comes_from(from.number.as_str(), from.round)
    };
    teller.say_by(words, &from.basis);
    match from.record {
        Some(record) => teller.link(format!("/records/{record}"), t.why_open_record()),
        None => teller.link(format!("/events/{}", from.event), t.why_open_event()),
    }
}

fn obligation_lines(teller: &mut Teller<'_>, why: &ObligationWhy) {
    let t = teller.t();
    comes_from(teller, why);
    match why.known.why {
        Some(Why::Always) => always(teller, why),
        Some(Why::Rate100) => {
            let category = why.known.row.category.title(t.lang());
            teller.say_by(t.why_all(category), &why.because);
        }
        Some(Why::ExemptAnonymous) => teller.say_by(t.why_anonymous(), &why.because),
        Some(Why::ExemptReplyOnly) => teller.say_by(t.why_reply_only(), &why.because),
        Some(Why::ExemptInvalid) => teller.say_by(t.why_invalid(), &why.because),
        Some(Why::WaitForReply) => teller.say_by(t.why_wait_reply(), &why.because),
        None | Some(Why::Draw | Why::DrawAtClose | Why::NotDrawn) => drawn(teller, why),
    }
    if let Some(before) = &why.replaces {
        let cause = before.cause.map_or_else(
            || t.why_unreachable(),
            |cause| cause.title(t.lang()).to_owned(),
        );
        teller.say_by(
            t.why_replaces(before.number.as_str(), cause),
            &why.draw_basis,
        );
        teller.link(format!("/events/{}", before.event), t.why_open_event());
    }
    if why.is_replaced {
        teller.say_by(t.why_replaced(), &why.draw_basis);
    }
    if let Some(cause) = why.known.row.void_cause {
        teller.say_by(t.why_void(cause.title(t.lang())), &why.draw_basis);
    }
    let (owed, numbered, picked) = (why.cohort.owed, why.cohort.numbered, why.cohort.picked);
    teller.say(t.why_figures(owed, numbered, picked));
    if why.known.row.number.is_some() {
        teller.link(draw_href(why), t.why_open_draw());
        key(teller, why);
    }
}

fn always(teller: &mut Teller<'_>, why: &ObligationWhy) {
    let t = teller.t();
    let words = match why.always {
        Some(AlwaysBecause::Severity(severity)) => t.why_severity(severity.title(t.lang())),
        Some(AlwaysBecause::Dissatisfied) => t.why_dissatisfied(),
        Some(AlwaysBecause::RepeatComplaint(days)) => t.why_repeat_complaint(days),
        Some(AlwaysBecause::RepeatRepair(days)) => t.why_repeat_repair(days),
        Some(AlwaysBecause::WithoutLetter) => t.why_without_letter(),
        Some(AlwaysBecause::LateEntry) => t.why_late_entry(),
        None => t.why_always(),
    };
    teller.say_by(words, &why.because);
}

fn drawn(teller: &mut Teller<'_>, why: &ObligationWhy) {
    let (t, rate) = (teller.t(), why.cohort.rate);
    teller.say_by(
        t.why_rate(rate.to_string(), rate.q(), rate.p()),
        &why.cohort.rate_basis,
    );
    if let (Some(number), Some(stratum)) = (why.known.row.number, &why.known.stratum) {
        let last = stratum.first + stratum.size - 1;
        teller.say_by(t.why_number(number, stratum.first, last), &why.draw_basis);
    }
    let words = match why.known.why {
        Some(Why::Draw) => t.why_drawn(),
        Some(Why::DrawAtClose) => t.why_drawn_at_close(),
        Some(_) => t.why_not_drawn(picked(why.known.stratum.as_ref(), &t.list_comma())),
        None => {
            let (hour, minute) = why.shown_from;
            t.why_undecided(format!("{hour:02}:{minute:02}"))
        }
    };
    // What is void has no outcome of its own; why it is void follows.
    if why.known.row.void_cause.is_none() {
        teller.say(words);
    }
}

/// The numbers of a stratum that are followed up.
fn picked(stratum: Option<&StratumBoxes>, comma: &str) -> String {
    let boxes = stratum.into_iter().flat_map(|stratum| &stratum.boxes);
    let picked = boxes.filter(|one| one.state == NumberState::Picked);
    let numbers: Vec<String> = picked.map(|one| one.number.to_string()).collect();
    numbers.join(comma)
}

/// What is known beforehand of the key, what only afterwards, and how anybody checks it.
fn key(teller: &mut Teller<'_>, why: &ObligationWhy) {
    let t = teller.t();
    let Some(key) = &why.key else {
        return;
    };
    let published = t.why_key_published(teller.moment(key.committed_at));
    teller.say_by(published, &why.draw_basis);
    match why.revealed_after {
        Some(month) => teller.say(t.why_key_kept(t.month(month))),
        None => teller.say(t.why_key_revealed()),
    }
    teller.link(format!("{}#h-check", draw_href(why)), t.why_how_check());
}
