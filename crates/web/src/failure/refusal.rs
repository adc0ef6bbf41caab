//! The words of a refusal: what stands in the way of an action, and what to do next.

use huiyin_app::{Error, Refusal, Right};
use huiyin_domain::{Lang, Text};
use huiyin_rules::procedure::{Basis, Procedure, shipped};
use huiyin_rules::unreachable::Untried;

use crate::at_work::post_title;
use crate::texts::Texts;
use crate::view::{ClauseCard, ClauseTag, Sources};

/// A refusal as a banner of the page it happened on, where what was typed still stands.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    /// Why, and what to do next.
    pub(crate) sentence: String,
    /// The clauses that say so.
    pub(crate) sources: Vec<ClauseTag>,
    /// What the tags open.
    pub(crate) cards: Vec<ClauseCard>,
    /// Whether it is somebody else's to do.
    pub(crate) forbidden: bool,
}

impl Refused {
    /// The banner of an error that a page can show beside the form; none for what has a page of its own (not there,
    /// broken) or belongs to the fields.
    pub(crate) fn of(t: Texts, procedure: &Procedure, error: &Error) -> Option<Self> {
        let sources = Sources::new(procedure, t.lang());
        let nothing = Basis::default();
        let basis = match error {
            Error::Forbidden { basis, .. } | Error::Refused { basis, .. } => basis,
            _ => &nothing,
        };
        Some(Self {
            sentence: sentence(t, error, |post| post_title(procedure, post, t))?,
            sources: sources.tags(basis),
            cards: sources.cards(basis),
            forbidden: matches!(error, Error::Forbidden { .. }),
        })
    }
}

/// The sentence of an error, in all languages, where no procedure is at hand; none where the general one says it.
pub(crate) fn text(error: &Error) -> Option<Text> {
    let say = |lang| {
        let t = Texts::of(lang);
        sentence(t, error, |post| shipped_title(t, post))
    };
    Some(Text {
        zh_hant: say(Lang::ZhHant)?,
        zh_hans: say(Lang::ZhHans)?,
        en: say(Lang::En)?,
    })
}

/// The title of a post in the first shipped procedure that has it.
fn shipped_title(t: Texts, post: &str) -> String {
    let mut procedures = shipped().iter().map(|edition| &edition.procedure);
    let knows = |procedure: &&Procedure| procedure.posts.iter().any(|known| known.id == post);
    match procedures.find(knows) {
        Some(procedure) => post_title(procedure, post, t),
        None if post == Right::ADMINISTRATOR => t.post_administrator(),
        None => post.to_owned(),
    }
}

fn sentence(t: Texts, error: &Error, title: impl Fn(&str) -> String) -> Option<String> {
    match error {
        Error::Forbidden { posts, .. } if !posts.is_empty() => {
            let titles: Vec<String> = posts.iter().map(|post| title(post)).collect();
            Some(t.refusal_forbidden(titles.join(&t.list_comma())))
        }
        Error::Refused { why, .. } => Some(refusal(t, why)),
        Error::Conflict => Some(t.refusal_conflict()),
        Error::File(_) => error.of_file(t.lang()),
        Error::NotPrinted(fault) => Some(fault.sentence(t.lang())),
        _ => None,
    }
}

/// What is missing before a customer counts as unreachable, in words.
pub(crate) fn untried(t: Texts, missing: &[Untried]) -> String {
    let words = missing.iter().map(|one| match one {
        Untried::Tries(count) => t.untried_tries(*count),
        Untried::Days(count) => t.untried_days(*count),
        Untried::OddHours(count) => t.untried_odd_hours(*count),
        Untried::Door => t.untried_door(),
    });
    words.collect::<Vec<_>>().join(&t.list_comma())
}

/// Why an action is refused, in words.
pub(crate) fn refusal(t: Texts, why: &Refusal) -> String {
    match why {
        Refusal::EventState => t.refusal_event_state(),
        Refusal::ListComplete => t.refusal_list_complete(),
        Refusal::FollowUpState => t.refusal_follow_up_state(),
        Refusal::NoVisitor => t.refusal_no_visitor(),
        Refusal::PostDropped => t.refusal_post_dropped(),
        Refusal::NotOneHousehold => t.refusal_not_one_household(),
        Refusal::NotOfPost => t.refusal_not_of_post(),
        Refusal::NotVoluntary => t.refusal_not_voluntary(),
        Refusal::Untried(missing) => t.refusal_untried(untried(t, missing)),
        Refusal::CohortBegun => t.refusal_cohort_begun(),
        Refusal::NoReplyAsked => t.refusal_no_reply_asked(),
        Refusal::LetterWanted => t.refusal_letter_wanted(),
        Refusal::Merged => t.refusal_merged(),
        Refusal::ToldAfter => t.refusal_told_after(),
        Refusal::OtherHousehold => t.refusal_other_household(),
        Refusal::NotComplaint => t.refusal_not_complaint(),
        Refusal::Settled => t.refusal_settled(),
        Refusal::Channel => t.refusal_channel(),
        Refusal::FirstRound => t.refusal_first_round(),
        Refusal::NotVisitor => t.refusal_not_visitor(),
        Refusal::NotOnPaper => t.refusal_not_on_paper(),
        Refusal::OwnVisit => t.refusal_own_visit(),
        Refusal::NotTheirTurn => t.refusal_not_their_turn(),
        Refusal::OutsideWindow => t.refusal_outside_window(),
        Refusal::FormNotTaken => t.refusal_form_not_taken(),
        Refusal::NoFestivals => t.refusal_no_festivals(),
        Refusal::FestivalReleased => t.refusal_festival_released(),
        Refusal::FestivalOver => t.refusal_festival_over(),
        Refusal::FestivalOff => t.refusal_festival_off(),
        Refusal::NobodyListed => t.refusal_nobody_listed(),
        Refusal::NobodyBefore => t.refusal_nobody_before(),
        Refusal::NoLetters => t.refusal_no_letters(),
        Refusal::LetterState => t.refusal_letter_state(),
        Refusal::LetterDown => t.refusal_letter_down(),
        Refusal::OwnLetter => t.refusal_own_letter(),
        Refusal::LetterGrave(severity) => t.refusal_letter_grave(severity.title(t.lang())),
        Refusal::LetterPromised => t.refusal_letter_promised(),
        Refusal::LetterConfidential => t.refusal_letter_confidential(),
        Refusal::NotOneMatter => t.refusal_not_one_matter(),
        Refusal::OtherLetter => t.refusal_other_letter(),
        Refusal::FewHouseholds(least) => t.refusal_few_households(*least),
        Refusal::NothingToAnswer => t.refusal_nothing_to_answer(),
        Refusal::MonthRunning => t.refusal_month_running(),
        Refusal::MonthClosed => t.refusal_month_closed(),
        Refusal::MonthOpen => t.refusal_month_open(),
        Refusal::PaperState => t.refusal_paper_state(),
        Refusal::OwnPaper => t.refusal_own_paper(),
        Refusal::TaskState => t.refusal_task_state(),
        Refusal::BatchState => t.refusal_batch_state(),
        Refusal::NothingToCollect => t.refusal_nothing_to_collect(),
        Refusal::KeptLonger(Some(until)) => t.refusal_kept_until(t.day(*until)),
        Refusal::KeptLonger(None) => t.refusal_held(),
        Refusal::InUse => t.refusal_in_use(),
        Refusal::SpotNotDrawn => t.refusal_spot_not_drawn(),
        Refusal::NotSampled => t.refusal_not_sampled(),
        Refusal::OwnSpotCheck => t.refusal_own_spot_check(),
        Refusal::SpotChecked => t.refusal_spot_checked(),
        Refusal::RequestSettled => t.refusal_request_settled(),
        Refusal::OwnDisposal => t.refusal_own_disposal(),
        Refusal::DisposalNotApproved => t.refusal_disposal_not_approved(),
        Refusal::OwnRequest => t.refusal_own_request(),
        Refusal::StaffData => t.refusal_staff_data(),
        Refusal::SomethingStays(ground) => t.refusal_something_stays(ground.title(t.lang())),
        Refusal::NothingGoes(ground) => t.refusal_nothing_goes(ground.title(t.lang())),
        Refusal::NothingStays => t.refusal_nothing_stays(),
        Refusal::HoldLifted => t.refusal_hold_lifted(),
        Refusal::HeldWithin => t.refusal_held_within(),
        Refusal::MonthBegun => t.refusal_month_begun(),
        Refusal::DraftUnsound => t.refusal_draft_unsound(),
        Refusal::TooManyEvents(most) => t.refusal_too_many_events(*most),
        Refusal::OwnLeaving => t.refusal_own_leaving(),
        Refusal::Hanging(what) => {
            let each = what.iter().map(|(what, count)| {
                let count = u32::try_from(*count).unwrap_or(u32::MAX);
                t.refusal_hanging_one(hanging(t, what), count)
            });
            t.refusal_hanging(each.collect::<Vec<_>>().join(&t.list_comma()))
        }
        Refusal::NotDemo => t.refusal_not_demo(),
        Refusal::Demo => t.refusal_demo(),
        Refusal::NoMail => t.refusal_no_mail(),
        Refusal::NoMailAddress => t.refusal_no_mail_address(),
    }
}

fn hanging(t: Texts, what: &str) -> String {
    match what {
        "updated" => t.hanging_updated(),
        "events" => t.hanging_events(),
        "residents" => t.hanging_residents(),
        "lists" => t.hanging_lists(),
        "departments" => t.hanging_departments(),
        "later_acts" => t.hanging_later_acts(),
        "list_lines" => t.hanging_list_lines(),
        "follow_ups" => t.hanging_follow_ups(),
        "visitors" => t.hanging_visitors(),
        "staff_acts" => t.hanging_staff_acts(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_post_in_the_words_of_the_procedure_and_opens_its_clause() {
        let procedure = &shipped()[0].procedure;
        let error = Error::Forbidden {
            right: Right::Plan,
            posts: vec![procedure.plan.by.clone()],
            basis: procedure.plan.basis.clone(),
        };
        let refused = Refused::of(Texts::of(Lang::ZhHant), procedure, &error).unwrap();
        assert!(
            refused.sentence.contains("客戶服務部主任"),
            "{}",
            refused.sentence
        );
        assert_eq!(refused.sources.len(), refused.cards.len());
        assert!(!refused.sources.is_empty());
    }

    #[test]
    fn what_hangs_on_an_import_is_said_in_every_language() {
        let why = Refusal::Hanging(vec![("events", 2), ("follow_ups", 1)]);
        let error = Error::Refused {
            why,
            basis: Basis::default(),
        };
        let said = text(&error).unwrap();
        assert_eq!(
            said.zh_hant,
            "不能撤銷，還有這些掛在上面：服務事項 2 件、已放行或完成的回訪 1 件。請逐件更正，不必撤銷整批。"
        );
        assert!(
            said.en
                .contains("events (2), follow-ups released or done (1)")
        );
    }

    #[test]
    fn what_is_not_there_has_a_page_of_its_own() {
        assert!(text(&Error::NotFound).is_none());
    }
}
