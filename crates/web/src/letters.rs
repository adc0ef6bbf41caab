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
                if notice.topic == Topic::HeadsNoted {
                    return Self {
                        subject: format!("{head}{}", notice.topic.title(letter.lang)),
                        text: note(t, &head, notice, &link),
                        link: Some(link),
                    };
                }
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

/// What is kept outside of the office: as it is, it is a file for `huiyin verify --anchor`, which passes over what stands
/// behind a #.
fn note(t: Texts, head: &str, notice: &Notice, link: &str) -> String {
    let mut lines = vec![format!("# {head}{}", t.notice_heads_noted())];
    lines.extend(notice.noted.iter().cloned());
    lines.push(format!("# {}", t.notice_heads_how()));
    lines.push(format!("# {link}"));
    lines.join("\n")
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
        Topic::HeadsNoted => t.notice_heads_noted(),
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

#[cfg(test)]
mod tests {
    use huiyin_app::notices::Address;
    use huiyin_domain::export::AnchorLine;
    use huiyin_domain::{Instant, Personal};
    use huiyin_rules::procedure::Basis;

    use super::*;

    #[test]
    fn a_letter_to_be_kept_is_a_file_of_notes_as_it_is() {
        let key = format!("ed25519 {}", "ab".repeat(32));
        let head = format!(
            "01010101-0101-0101-0101-010101010101 12 {}",
            "cd".repeat(32)
        );
        for lang in [Lang::ZhHant, Lang::ZhHans, Lang::En] {
            let letter = Letter {
                to: Address::Mail(Personal::new("auditor@example.org".to_owned())),
                lang,
                says: Says::Notice(Notice {
                    topic: Topic::HeadsNoted,
                    site: "翠湖灣".to_owned(),
                    count: 0,
                    events: Vec::new(),
                    due: None,
                    basis: Basis::default(),
                    path: "/statistics".to_owned(),
                    noted: vec![head.clone(), key.clone()],
                }),
                at: Instant::from_micros(0),
            };
            let written = Written::of(&letter, "https://huiyin.example");
            let lines = written.text.lines();
            let lines = lines.map(|line| line.split('#').next().unwrap_or_default().trim());
            let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
            assert_eq!(lines, [head.as_str(), key.as_str()]);
            assert!(lines.iter().all(|line| AnchorLine::read(line).is_some()));
            assert!(written.text.contains("# https://huiyin.example/statistics"));
        }
    }
}
