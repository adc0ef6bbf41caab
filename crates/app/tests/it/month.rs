//! The month's end, from the draft to the end of what was decided.

mod analysis;
mod monthly_return;
mod tasks;

pub(crate) use monthly_return::delivered;
pub(crate) use tasks::everything_late;

use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::month::{
    CaseDecision, DecidePaper, Decision, GiveTask, Paper, PaperPage, ReviewPaper, SignPaper,
    WrittenPaper,
};
use huiyin_app::reviews::ReviewRecord;
use huiyin_app::statistics::CloseMonth;
use huiyin_app::visits::Ink;
use huiyin_app::{Asker, Error};
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, EventId, Month, PaperId, Rating, Topic, Verdict};

use crate::path::Path;

const DAY: i64 = 24 * 60 * 60;

fn new() -> CommandId {
    CommandId::generate()
}

fn march() -> Month {
    "2026-03".parse().expect("a month")
}

/// Who completes, reviews and decides.
fn people(path: &Path<'_>) -> [Asker; 3] {
    let posts = if path.procedure == "yezhu" {
        ["service_officer", "service_supervisor", "site_manager"]
    } else {
        ["property_assistant", "service_lead", "property_manager"]
    };
    posts.map(|post| path.asker(post))
}

async fn advance(path: &Path<'_>) -> usize {
    let done = path.app.advance(path.estate.site).await;
    done.expect("it advances").drafted
}

/// Something that is told now.
async fn told(path: &Path<'_>, category: Category, kind: &str, asset: &str) -> EventId {
    let unit = path.estate.units["3-1202"];
    let form = RegisterEvent {
        site: path.estate.site,
        event_id: String::new(),
        source: Source::Form,
        content: EventForm {
            category: Some(category),
            kind: kind.to_owned(),
            asset: asset.to_owned(),
            unit: Some(unit),
            ..EventForm::default()
        },
        words: WordsForm {
            summary: format!("{kind}壞了"),
            ..WordsForm::default()
        },
        reports: Vec::new(),
        completed_at: String::new(),
    };
    let done = path.app.register_event(&path.planner(), new(), form).await;
    done.expect("it is registered").event
}

/// A follow-up that was found nonconforming now.
async fn nonconforming(path: &Path<'_>) -> EventId {
    let case = path.case();
    let made = path.released(&case).await;
    path.take(made, &case).await;
    let mut record = path.record(made, &case);
    record.rating = Some(Rating::Dissatisfied);
    let record = path.hand_in(record).await.expect("it is taken").record;
    let review = ReviewRecord {
        record,
        verdict: Verdict::Nonconforming,
        opinion: "住戶反映仍未修好".to_owned(),
        signed_name: "審核".to_owned(),
    };
    let planner = path.planner();
    let done = path.app.review_record(&planner, new(), review).await;
    done.expect("it is reviewed");
    made.event
}

/// The paper of March.
async fn paper_of_march(path: &Path<'_>) -> Paper {
    let page = path.app.month_page(&path.planner(), path.estate.site).await;
    let papers = page.expect("the papers").papers.into_iter();
    let mut papers = papers.filter(|it| it.row.month == march());
    papers.next().expect("a paper").row
}

async fn page(path: &Path<'_>, asker: &Asker, paper: PaperId) -> PaperPage {
    path.app.paper(asker, paper).await.expect("the paper")
}

fn causes(page: &PaperPage) -> WrittenPaper {
    let cases = page.cases.iter();
    WrittenPaper {
        causes: cases
            .map(|it| (it.row.number, "管道老化".to_owned()))
            .collect(),
        ..WrittenPaper::default()
    }
}

async fn sign(
    path: &Path<'_>,
    asker: &Asker,
    paper: PaperId,
    written: WrittenPaper,
) -> Result<(), Error> {
    let input = SignPaper {
        paper,
        written,
        signature: Ink::typed("馮志明"),
    };
    path.app.sign_paper(asker, new(), input).await
}

async fn review(
    path: &Path<'_>,
    asker: &Asker,
    paper: PaperId,
    (verdict, opinion): (Option<Verdict>, &str),
) -> Result<(), Error> {
    let input = ReviewPaper {
        paper,
        verdict,
        opinion: opinion.to_owned(),
        signature: Ink::typed("許主任"),
    };
    path.app.review_paper(asker, new(), input).await
}

async fn decide(
    path: &Path<'_>,
    asker: &Asker,
    paper: PaperId,
    cases: Vec<CaseDecision>,
) -> Result<(), Error> {
    let input = DecidePaper {
        paper,
        cases,
        opinion: String::new(),
        signature: Ink::typed("羅經理"),
    };
    path.app.decide_paper(asker, new(), input).await
}

fn nothing(number: u32, why: &str) -> CaseDecision {
    CaseDecision {
        number,
        decision: Some(Decision::Nothing),
        why: why.to_owned(),
        task: GiveTask::default(),
    }
}

fn corrective(number: u32, task: GiveTask) -> CaseDecision {
    CaseDecision {
        number,
        decision: Some(Decision::Corrective),
        why: String::new(),
        task,
    }
}

fn to_do(owner: &Asker, due: &str) -> GiveTask {
    GiveTask {
        correction: "先止水".to_owned(),
        action: "整棟更換立管".to_owned(),
        owner: owner.person,
        due: due.to_owned(),
    }
}

async fn topics(path: &Path<'_>, asker: &Asker) -> Vec<Topic> {
    let notices = path.app.my_notices(asker, None).await.expect("notices");
    let notices = notices.notices.into_iter();
    notices.map(|it| it.notice.topic).collect()
}

/// Closes March as it stands.
async fn close_march(path: &Path<'_>) {
    let (site, month) = (path.estate.site, march());
    let missing = path.app.month_missing(&path.planner(), site, month).await;
    let close = CloseMonth {
        site,
        month,
        seen_missing: missing.expect("what is missing").total,
    };
    let closed = path.app.close_month(&path.planner(), new(), close).await;
    closed.expect("it is closed");
}
