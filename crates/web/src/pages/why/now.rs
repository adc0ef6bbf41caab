//! Why now: day 0, the first and the last day step by step, and what moved them.

use huiyin_app::events::EventPage;
use huiyin_app::planning::ObligationWhy;
use huiyin_app::visits::FollowUpWhy;
use huiyin_domain::{Category, Day};
use huiyin_rules::explain::{CountedFrom, DayStep, WindowSteps};
use huiyin_rules::procedure::Offset;

use super::Teller;
use crate::texts::Texts;

pub(super) fn follow_up(teller: &mut Teller<'_>, why: &FollowUpWhy) {
    let (t, row) = (teller.t(), &why.line.row);
    teller.part("now", t.why_now());
    if let Some(round) = &why.round {
        teller.say_by(t.why_round_agreed(round.within_days), &round.basis);
        teller.say(t.why_round_days(t.day(row.not_before), t.day(row.due)));
    } else {
        window(teller, &why.page.event, &why.obligation);
        if let Some(limit) = row.working_limit {
            let words = t.why_working_limit(t.day(limit));
            teller.say_by(words, &why.obligation.draw_basis);
        }
    }
    match row.planned_day {
        Some(day) if why.changes.is_empty() && row.round == 1 => {
            teller.say(t.why_planned_day(t.day(day)));
        }
        Some(day) if !why.changes.is_empty() => {
            teller.say_by(t.why_day_set(t.day(day)), &why.changes_basis);
        }
        _ => {}
    }
    for change in &why.changes {
        let planner = teller.procedure().plan.by.clone();
        let name = teller.name(change.name.as_ref(), &planner);
        let reason = change.why.as_ref();
        let reason = reason.map_or_else(|| t.why_no_reason(), |it| it.reveal().clone());
        teller.say(t.why_changed(teller.moment(change.at), name, reason));
    }
    if let Some(escalated) = &why.escalated {
        let day = why.page.event.site.day(escalated.at);
        let post = teller.post(&escalated.post);
        let words = t.why_escalated(escalated.after_days, t.day(day), post);
        teller.say_by(words, &escalated.basis);
    }
}

pub(super) fn obligation(teller: &mut Teller<'_>, event: &EventPage, why: &ObligationWhy) {
    teller.part("now", teller.t().why_window());
    window(teller, event, why);
}

/// The window of the obligation, step by step.
fn window(teller: &mut Teller<'_>, event: &EventPage, why: &ObligationWhy) {
    let t = teller.t();
    let Some(steps) = &why.window else {
        return;
    };
    let begun = begun(t, event.row.state.category, steps);
    teller.say_by(begun, &steps.counting);
    for (step, is_first) in [(steps.first, true), (steps.last, false)] {
        let by = step_words(t, step.by);
        let day = t.day(step.day);
        let words = if is_first {
            t.why_first(by, day)
        } else {
            t.why_last(by, day)
        };
        teller.say_by(words, &steps.basis);
        clamped(teller, step, steps);
    }
    if let Some(day) = steps.rolled {
        teller.say_by(t.why_rolled(t.day(day)), &steps.counting);
    }
}

fn clamped(teller: &mut Teller<'_>, step: DayStep, steps: &WindowSteps) {
    if step.clamped {
        teller.say_by(teller.t().why_clamped(), &steps.counting);
    }
}

fn begun(t: Texts, category: Category, steps: &WindowSteps) -> String {
    let zero = |day: Day| {
        let what = match category {
            Category::Activity => t.why_zero_ended(),
            Category::Publication => t.why_zero_issued(),
            Category::MoveIn => t.why_zero_moved(),
            Category::Festival => t.why_zero_festival(),
            _ => t.why_zero_completed(),
        };
        t.why_zero(t.day(day), what)
    };
    match steps.from_day {
        CountedFrom::DayZero(day) => zero(day),
        CountedFrom::ContractEnd(day) => t.why_contract_end(t.day(day)),
        CountedFrom::Contract(contract) => {
            let (first, last) = (t.day(contract.first()), t.day(contract.last()));
            t.why_contract(first, last, contract.days())
        }
    }
}

fn step_words(t: Texts, by: Offset) -> String {
    match by {
        Offset::Days(0) => t.why_day_itself(),
        Offset::Days(days @ 1..) => t.why_days_after(days),
        Offset::Days(days) => t.why_days_before(-days),
        Offset::Months(months) => t.why_months_after(months),
        Offset::OfContract { share, days: 0 } => t.why_share(share.to_string()),
        Offset::OfContract { share, days } => t.why_share_days(share.to_string(), days),
    }
}
