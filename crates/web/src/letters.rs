//! Notices in words: as the product shows them, and as letters carry them out of the house.

use huiyin_app::notices::{Letter, Notice, Says};
use huiyin_domain::{Lang, Topic};

use crate::texts::Texts;

/// Numbers of events that a notice names; the rest is counted.
const NAMED: usize = 5;

/// A letter in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The line that stands above it.
    pub subject: String,
    /// All of it, with the link.
    pub text: String,
    /// The page that shows what it is about; none in a test.
    pub link: Option<String>,
}

impl Written {
    /// Writes a letter. Links begin with `base`.
    pub fn of(letter: &Letter, base: &str) -> Self {
        let t = Texts::of(letter.lang);
        match &letter.says {
            Says::Test { site } => {
                let head = head(t, site);
                Self {
                    subject: format!("{head}{}", t.letter_test_title()),
                    text: format!("{head}{}", t.letter_test(site.as_str())),
                    link: None,
                }
            }
            Says::Notice(notice) => {
                let head = head(t, &notice.site);
                let link = format!("{base}{}", notice.path);
                let mut lines = vec![format!("{head}{}", sentence(t, notice))];
                lines.extend(details(t, notice));
                if !notice.basis.clauses.is_empty() {
                    lines.push(t.notice_clauses(notice.basis.clauses.join(&t.list_comma())));
                }
                lines.push(link.clone());
                Self {
                    subject: format!("{head}{}", notice.topic.title(letter.lang)),
                    text: lines.join("\n"),
                    link: Some(link),
                }
            }
        }
    }
}

/// Whose letter it is. It begins with the product's name, which a group may ask for as a keyword.
fn head(t: Texts, site: &str) -> String {
    match t.lang() {
        Lang::En => format!("[{} {}] ", t.brand(), site),
        Lang::ZhHant | Lang::ZhHans => format!("【{} {site}】", t.brand()),
    }
}

/// What a notice says first.
pub(crate) fn sentence(t: Texts, notice: &Notice) -> String {
    let count = notice.count;
    match notice.topic {
        Topic::PlanReleased => t.notice_plan_released(count),
        Topic::FollowUpEscalated => t.notice_follow_up_escalated(count),
        Topic::RecordWaits => t.notice_record_waits(count),
        Topic::RecordSentBack => t.notice_record_sent_back(count),
        Topic::RecordNonconforming => t.notice_record_nonconforming(count),
        Topic::ListMissing => t.notice_list_missing(count),
        Topic::FestivalNear => t.notice_festival_near(),
        Topic::RequestDue => t.notice_request_due(),
        Topic::LetterWaits => t.notice_letter_waits(),
        Topic::LetterJudged => t.notice_letter_judged(),
        Topic::PhoneWorkKept => t.notice_phone_work_kept(),
        Topic::PhoneWorkSettled => t.notice_phone_work_settled(),
        Topic::ArchiveDue => t.notice_archive_due(),
        Topic::PaperWaits => t.notice_paper_waits(),
        Topic::ReturnDelivered => t.notice_return_delivered(),
        Topic::PaperLate => t.notice_paper_late(),
        Topic::TaskGiven => t.notice_task_given(),
        Topic::TaskDone => t.notice_task_done(),
        Topic::TaskLate => t.notice_task_late(),
    }
}

/// What it says besides: the first day, the numbers of the events.
pub(crate) fn details(t: Texts, notice: &Notice) -> Vec<String> {
    let due = notice.due.map(|due| t.notice_due(t.day(due)));
    let named = notice.events.iter().take(NAMED).cloned();
    let named = named.collect::<Vec<_>>().join(&t.list_comma());
    let events = match notice.events.len() {
        0 => None,
        all if all > NAMED => Some(t.notice_events_more(named, all - NAMED)),
        _ => Some(t.notice_events(named)),
    };
    due.into_iter().chain(events).collect()
}
