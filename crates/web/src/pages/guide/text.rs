//! What a guide says: the day in five lines, then the duties of the post, from the data of the procedure.

use huiyin_app::Right;
use huiyin_rules::duties::{Duty, PostDuty};
use huiyin_rules::procedure::{Basis, Procedure};
use huiyin_rules::{Rules, Workdays};

use super::duty;
use crate::at_work::post_title;
use crate::texts::Texts;

/// How many lines the day has.
const DAY: usize = 5;

/// The guide of one post.
pub(super) struct Guide {
    /// The post's id.
    pub(super) id: String,
    /// Its title.
    pub(super) post: String,
    /// What it is made from.
    pub(super) line: String,
    /// The day.
    pub(super) day: Vec<GuideLine>,
    /// The duties.
    pub(super) duties: Vec<GuideLine>,
}

/// A sentence of a guide.
pub(super) struct GuideLine {
    pub(super) words: String,
    pub(super) basis: Basis,
    /// Where it is done.
    pub(super) href: Option<&'static str>,
}

impl Guide {
    /// The guide of a post under a procedure; none where neither the procedure nor the product knows it.
    pub(super) fn of(t: Texts, procedure: &Procedure, post: &str) -> Option<Self> {
        if post == Right::ADMINISTRATOR {
            return Some(administrator(t));
        }
        let duties = Rules::new(procedure, Workdays::default()).duties(post);
        if duties.is_empty() {
            return None;
        }
        Some(Self {
            id: post.to_owned(),
            post: post_title(procedure, post, t),
            line: t.guide_line(procedure.title.get(t.lang())),
            day: day(t, &duties),
            duties: duties
                .iter()
                .map(|one| {
                    let (words, href) = duty::told(t, procedure, &one.duty);
                    GuideLine {
                        words,
                        basis: one.basis.clone(),
                        href: Some(href),
                    }
                })
                .collect(),
        })
    }
}

fn plain(words: String, href: Option<&'static str>) -> GuideLine {
    GuideLine {
        words,
        basis: Basis::default(),
        href,
    }
}

/// The desk first, the open ends last, and between them what this post does most.
fn day(t: Texts, duties: &[PostDuty]) -> Vec<GuideLine> {
    let has = |is: fn(&Duty) -> bool| duties.iter().any(|one| is(&one.duty));
    let goes = has(|duty| matches!(duty, Duty::Visit(_)));
    let reads = has(|duty| matches!(duty, Duty::Review(_) | Duty::ReviewAbove(_)));
    let keeps = has(|duty| matches!(duty, Duty::ReviewArchive | Duty::KeepArchive(_)));
    let counts = has(|duty| {
        matches!(
            duty,
            Duty::Accountable | Duty::CloseMonth | Duty::ReceiveMonth
        )
    });
    let between = [
        (has(|duty| *duty == Duty::Plan), t.guide_day_plan(), "/plan"),
        (
            has(|duty| *duty == Duty::TakeForm),
            t.guide_day_take(),
            "/sign-out-sheet",
        ),
        (goes, t.guide_day_visit(), "/"),
        (goes, t.guide_day_record(), "/today/"),
        (reads, t.guide_day_review(), "/records"),
        (keeps, t.guide_day_archive(), "/archive"),
        (counts, t.guide_day_month(), "/statistics"),
        (true, t.guide_day_notices(), "/notices"),
        (true, t.guide_day_why(), "/procedure"),
        (true, t.guide_day_events(), "/events"),
    ];
    let between = between.into_iter().filter(|(holds, ..)| *holds);
    let between = between.map(|(_, words, href)| plain(words, Some(href)));
    [plain(t.guide_day_desk(), Some("/"))]
        .into_iter()
        .chain(between.take(DAY - 2))
        .chain([plain(t.guide_day_open(), Some("/open"))])
        .collect()
}

/// The guide of who looks after the installation, which no procedure knows.
fn administrator(t: Texts) -> Guide {
    Guide {
        id: Right::ADMINISTRATOR.to_owned(),
        post: t.post_administrator(),
        line: t.guide_administrator_line(),
        day: vec![
            plain(t.guide_day_administrator(), Some("/")),
            plain(t.guide_day_notices(), Some("/notices")),
            plain(t.guide_day_people(), Some("/people")),
            plain(t.guide_day_sending(), Some("/sending")),
            plain(t.guide_day_backup(), None),
        ],
        duties: vec![
            plain(t.guide_admin_people(), Some("/people")),
            plain(t.guide_admin_procedure(), Some("/procedure/adoption")),
            plain(t.guide_admin_import(), Some("/imports")),
            plain(t.guide_admin_sending(), Some("/sending")),
            plain(t.guide_admin_backup(), None),
        ],
    }
}
