//! A duty in words, and the page on which it is done.

use huiyin_domain::{Category, Phase, Severity};
use huiyin_rules::duties::{Complaints, Duty, Visiting};
use huiyin_rules::procedure::{Offset, Organises, PostId, Procedure};

use crate::at_work::post_title;
use crate::texts::Texts;

/// One or two plain sentences, and where it is done.
pub(super) fn told(t: Texts, procedure: &Procedure, duty: &Duty) -> (String, &'static str) {
    let posts = |posts: &[PostId]| {
        let titles = posts.iter().map(|post| post_title(procedure, post, t));
        titles.collect::<Vec<_>>().join(&t.list_comma())
    };
    match duty {
        Duty::Accountable => (t.guide_accountable(), "/"),
        Duty::Plan => (t.guide_plan(), "/plan"),
        Duty::SetRate(of) => {
            let titles: Vec<&str> = of.iter().map(|one| one.title(t.lang())).collect();
            (t.guide_set_rate(titles.join(&t.list_comma())), "/plan/rate")
        }
        Duty::ConsentUnreachable(tries) => (t.guide_consent(*tries), "/plan"),
        Duty::ToldOfUnfinished(days) => (t.guide_told_unfinished(*days), "/plan"),
        Duty::Visit(visiting) => (visit(t, visiting, posts(&visiting.with)), "/"),
        Duty::TakeForm => (t.guide_take_form(), "/sign-out-sheet"),
        Duty::Record {
            customer_signs,
            site_check,
        } => (record(t, *customer_signs, *site_check), "/"),
        Duty::Raised => (t.guide_raised(), "/open"),
        Duty::GoToTheDoor(days) => (t.guide_door(*days), "/"),
        Duty::Review(of) if of.is_empty() => (t.guide_review_all(), "/records"),
        Duty::Review(of) => (t.guide_review(posts(of)), "/records"),
        Duty::ReviewAbove(of) => (t.guide_review_above(posts(of)), "/records"),
        Duty::DecideNonconforming => (t.guide_nonconforming(), "/open"),
        Duty::Confidential => (t.guide_confidential(), "/events"),
        Duty::Grade => (t.guide_grade(), "/events"),
        Duty::JudgeInvalid => (t.guide_invalid(), "/events"),
        Duty::CloseRound => (t.guide_close_round(), "/open"),
        Duty::WriteLetters(households) => (t.guide_write_letters(*households), "/letters"),
        Duty::ApproveLetters => (t.guide_approve_letters(), "/letters"),
        Duty::ListFestivals => (t.guide_list_festivals(), "/festivals"),
        Duty::ReleaseFestivals(days) => (t.guide_release_festivals(*days), "/festivals"),
        Duty::CloseMonth => (t.guide_close_month(), "/statistics"),
        Duty::ReceiveMonth => (t.guide_receive_month(), "/analysis"),
        Duty::CallBack(share) => (t.guide_call_back(share.to_string()), "/spot-checks"),
        Duty::Analyse(days) => (t.guide_analyse(*days), "/analysis"),
        Duty::ReviewAnalysis => (t.guide_review_analysis(), "/analysis"),
        Duty::DecideAnalysis => (t.guide_decide_analysis(), "/analysis"),
        Duty::CollectArchive(day) => (t.guide_collect(*day), "/archive"),
        Duty::ReviewArchive => (t.guide_review_archive(), "/archive"),
        Duty::KeepArchive(years) => (t.guide_keep(*years), "/archive"),
        Duty::ApproveDisposal => (t.guide_approve_disposal(), "/archive"),
        Duty::Appraise => (t.guide_appraise(), "/appraisal"),
        Duty::ManageSite => (t.guide_manage(), "/people"),
    }
}

/// Sentences in a row; in English each after a blank.
fn sentences(t: Texts, sentences: impl IntoIterator<Item = String>) -> String {
    let sentences: Vec<String> = sentences.into_iter().collect();
    let between = if t.lang() == huiyin_domain::Lang::En {
        " "
    } else {
        ""
    };
    sentences.join(between)
}

fn visit(t: Texts, visiting: &Visiting, with: String) -> String {
    let what: Vec<String> = visiting
        .what
        .iter()
        .map(|(it, of)| sort(t, *it, of))
        .collect();
    let days: Vec<String> = visiting.windows.iter().map(|it| days(t, *it)).collect();
    let channels: Vec<&str> = visiting
        .channels
        .iter()
        .map(|it| it.title(t.lang()))
        .collect();
    let comma = t.list_comma();
    let visit = t.guide_visit(what.join(&comma), days.join(&comma), channels.join(&comma));
    let with = (!visiting.with.is_empty()).then(|| t.guide_visit_with(with));
    let organises = visiting.organises.map(|it| match it {
        Organises::MaySend => t.guide_visit_may_send(),
        Organises::GoesAlong => t.guide_visit_goes_along(),
    });
    sentences(t, [Some(visit), with, organises].into_iter().flatten())
}

fn sort(t: Texts, category: Category, complaints: &Complaints) -> String {
    let title = category.title(t.lang());
    let titles = |severities: &[Severity]| {
        let titles: Vec<&str> = severities.iter().map(|it| it.title(t.lang())).collect();
        titles.join(&t.list_comma())
    };
    match complaints {
        Complaints::All => title.to_owned(),
        Complaints::Only(severities) => t.guide_sort_of(title, titles(severities)),
        Complaints::Except(severities) => t.guide_sort_except(title, titles(severities)),
    }
}

fn days(t: Texts, (phase, first, last): (Phase, Offset, Offset)) -> String {
    let days = t.guide_days(step(t, first), step(t, last));
    match phase {
        Phase::Middle | Phase::End => t.guide_phase_days(phase.title(t.lang()), days),
        Phase::Completion | Phase::Participant => days,
    }
}

fn step(t: Texts, by: Offset) -> String {
    match by {
        Offset::Days(days @ 0..) => t.guide_step_days(days),
        Offset::Days(days) => t.guide_step_before(-days),
        Offset::Months(months) => t.guide_step_months(months),
        Offset::OfContract { share, days: 0 } => t.guide_step_share(share.to_string()),
        Offset::OfContract { share, days } => t.guide_step_share_days(share.to_string(), days),
    }
}

fn record(t: Texts, customer_signs: bool, site_check: bool) -> String {
    let customer = customer_signs.then(|| t.guide_record_customer());
    let place = site_check.then(|| t.guide_record_place());
    let all = [Some(t.guide_record()), customer, place];
    sentences(t, all.into_iter().flatten())
}
