//! Every state that the product can show occurs in the made-up estate: what each state comes from stands in the
//! journal. A new word or a new kind of entry is asked for here as soon as it exists.

use std::collections::BTreeSet;

use huiyin_app::demo::MakeDemo;
use huiyin_app::desk::OpenEnd;
use huiyin_app::{App, Clock};
use huiyin_domain::entry::{
    Facts, FollowUpState, ImportKind, LetterState, Shows, SignatureKind, Signer, SiteCheck, Solved,
    Source, VoidCause,
};
use huiyin_domain::{
    Category, Channel, Handling, Lang, Matter, PaperKind, PaperState, Rating, Role, ScopeId,
    Severity, TaskKind, TaskState, Verdict,
};
use huiyin_rules::procedure::{DocumentKind, ExemptWhen, Procedure, shipped_by_id};
use huiyin_store::{Dialect, journal};
use huiyin_testkit::TestDb;
use serde_json::Value;

use crate::estate_at_work::moment;
use crate::signals;

/// Three months before, so that what was decided in the first was done, checked and kept.
const NOW: &str = "2026-05-08 10:20";

/// Longer words are names and texts, not words of a vocabulary.
const WORD: usize = 24;

/// Puts down a kind of entry and each word in it, as `kind.field=word`, those of lists without their place.
fn gather(at: &str, value: &Value, told: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
                let at = format!("{at}.{name}");
                gather(&at, value, told);
                told.insert(at);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| gather(at, value, told)),
        Value::String(word) if word.len() <= WORD => {
            told.insert(format!("{at}={word}"));
        }
        Value::Bool(is) => {
            told.insert(format!("{at}={is}"));
        }
        _ => {}
    }
}

async fn told(db: &TestDb) -> BTreeSet<String> {
    let mut told = BTreeSet::new();
    let mut tx = db.read().await.unwrap();
    let mut position = i64::MIN;
    loop {
        let rows = journal::lines(&mut tx, position, 500).await.unwrap();
        let Some(last) = rows.last() else {
            return told;
        };
        position = last.position;
        for row in &rows {
            let facts = serde_json::from_str(&row.line.facts).unwrap();
            gather(&row.line.kind, &facts, &mut told);
            told.insert(row.line.kind.clone());
        }
    }
}

/// Whether a kind of entry belongs to the life of an estate under a procedure.
fn is_lived(procedure: &Procedure, kind: &str) -> bool {
    let analysis = procedure.analysis.is_some();
    let monthly = procedure.monthly_return.is_some();
    let letters = procedure.public_letter.is_some();
    let festivals = procedure.festival_list.is_some();
    let uploads = procedure.documents.iter();
    match kind {
        // Nothing in the product writes it: a site keeps its name and zone.
        "site_changed"
        // A batch is kept for years, longer than an estate is made up for, and so is what would keep nobody from being
        // erased.
        | "disposal_proposed" | "disposal_judged" | "batch_disposed" | "words_erased" | "person_erased"
        // Months of elsewhere are taken in at a shell.
        | "archive_month_taken_in"
        // The first export makes the key; what a phone sends has a clock that nobody moves.
        | "export_key_set" | "sent_by_phone" | "phone_work_kept" | "phone_work_settled" => false,
        "rate_set" => procedure
            .categories
            .iter()
            .any(|it| it.rate.set_by.is_some()),
        "form_taken" | "form_returned" => procedure.sign_out.required,
        "follow_up_answered_for" => procedure.accountable.is_some(),
        "follow_up_escalated" => procedure.escalation.is_some(),
        "batch_reviewed" => procedure.archive.reviewed_by.is_some(),
        "paper_reviewed" | "paper_decided" | "task_checked" => analysis,
        "paper_read" => monthly,
        "paper_drafted" | "paper_signed" | "task_given" | "task_changed" | "task_done" => {
            analysis || monthly
        },
        "festival_switched" | "households_listed" | "household_struck" | "festival_released" => {
            festivals
        }
        "letter_drafted" | "letter_judged" | "letter_posted" | "letter_withdrawn"
        | "follow_up_lettered" => letters,
        "document_uploaded" => uploads.clone().any(|it| it.kind == DocumentKind::Uploaded),
        "confidentiality_set" => procedure.confidential.is_some(),
        _ => true,
    }
}

/// What a follow-up comes to its state by.
const fn follow_up(state: FollowUpState) -> &'static str {
    match state {
        FollowUpState::Planned => "follow_up_planned",
        FollowUpState::Released => "plan_released",
        FollowUpState::Taken => "form_taken",
        FollowUpState::Recorded => "visit_recorded",
        FollowUpState::SentBack => "record_reviewed.verdict=sent_back",
        FollowUpState::Accepted => "record_reviewed.verdict=accepted",
        FollowUpState::Nonconforming => "record_reviewed.verdict=nonconforming",
        FollowUpState::Withdrawn => "round_closed",
    }
}

const fn letter(state: LetterState) -> &'static str {
    match state {
        LetterState::Drafted => "letter_drafted",
        LetterState::SentBack => "letter_judged.approved=false",
        LetterState::Approved => "letter_judged.approved=true",
        LetterState::Posted => "letter_posted",
        LetterState::Withdrawn => "letter_withdrawn",
    }
}

const fn handling(state: Handling) -> &'static str {
    match state {
        Handling::Reported => "event_registered",
        Handling::InHand => "event_taken_in_hand",
        Handling::Completed => "event_completed",
    }
}

/// What a task comes to its state by, and the task that has it.
const fn task(state: TaskState) -> (TaskKind, &'static str) {
    match state {
        TaskState::Open => (TaskKind::Leader, "task_given"),
        TaskState::Done => (TaskKind::Corrective, "task_done.closes=false"),
        TaskState::Effective => (TaskKind::Corrective, "task_checked.effective=true"),
        TaskState::Ineffective => (TaskKind::Corrective, "task_checked.effective=false"),
        TaskState::Closed => (TaskKind::Leader, "task_done.closes=true"),
    }
}

/// What a paper comes to its state by, and the paper that has it.
const fn paper(state: PaperState) -> (PaperKind, &'static str) {
    match state {
        PaperState::Drafted => (PaperKind::Analysis, "paper_drafted"),
        PaperState::Signed => (PaperKind::Analysis, "paper_signed.state=signed"),
        PaperState::SentBack => (PaperKind::Analysis, "paper_reviewed.verdict=sent_back"),
        PaperState::Accepted => (PaperKind::Analysis, "paper_reviewed.verdict=accepted"),
        PaperState::Decided => (PaperKind::Analysis, "paper_decided"),
        PaperState::Delivered => (PaperKind::Return, "paper_signed.state=delivered"),
        PaperState::Read => (PaperKind::Return, "paper_read"),
    }
}

fn is_written(procedure: &Procedure, paper: PaperKind) -> bool {
    match paper {
        PaperKind::Analysis => procedure.analysis.is_some(),
        PaperKind::Return => procedure.monthly_return.is_some(),
    }
}

fn is_given(procedure: &Procedure, task: TaskKind) -> bool {
    match task {
        TaskKind::Corrective | TaskKind::Preventive => procedure.analysis.is_some(),
        TaskKind::Leader => procedure.monthly_return.is_some(),
    }
}

/// All that an estate under a procedure has to show, as [`gather`] puts it.
fn wanted(procedure: &Procedure) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    let mut states: Vec<&str> = Facts::KINDS.iter().map(|(kind, _)| *kind).collect();
    states.extend(FollowUpState::ALL.iter().map(|it| follow_up(*it)));
    states.extend(Handling::ALL.iter().map(|it| handling(*it)));
    states.extend(LetterState::ALL.iter().map(|it| letter(*it)));
    let papers = PaperState::ALL.iter().map(|it| paper(*it));
    states.extend(
        papers
            .filter(|(of, _)| is_written(procedure, *of))
            .map(|(_, by)| by),
    );
    let tasks = TaskState::ALL.iter().map(|it| task(*it));
    let tasks = tasks.filter(|(of, _)| is_given(procedure, *of));
    states.extend(tasks.map(|(_, by)| by));
    states.extend([
        "complaint_judged.valid=false",
        "event_registered.state.anonymous=true",
        "event_registered.state.reply_only=true",
        "merge_noted.merged=false",
        "confidentiality_set.confidential=true",
        "list_confirmed.complete=true",
        "list_confirmed.complete=false",
        "visit_recorded.refused=true",
        "visit_recorded.counted.in_time=false",
        "visit_recorded.matters.promised",
        "visit_recorded.matters.rectified",
        "post_granted.deputy_for",
        "event_merged.into",
        "batch_held.held=true",
        "batch_held.held=false",
        "visit_recorded.files",
        "festival_switched.visited=false",
    ]);
    if procedure.public_letter.is_some() {
        states.push("attachment_added.to.letter");
    }
    let kind = |state: &&str| is_lived(procedure, state.split('.').next().unwrap_or(state));
    wanted.extend(states.into_iter().filter(kind).map(str::to_owned));
    for (at, words) in vocabularies(procedure) {
        wanted.extend(words.into_iter().map(|word| format!("{at}={word}")));
    }
    wanted
}

/// The words that occur in a field.
fn vocabularies(procedure: &Procedure) -> Vec<(&'static str, Vec<&'static str>)> {
    macro_rules! all {
        ($words:ty) => {
            <$words>::ALL.iter().map(|it| it.id()).collect::<Vec<_>>()
        };
        ($words:ty, $filter:expr) => {
            <$words>::ALL
                .iter()
                .filter($filter)
                .map(|it| it.id())
                .collect::<Vec<_>>()
        };
    }
    // A letter is no way to visit; a channel that no rule allows is none to try.
    let visited = |it: &&Channel| **it != Channel::PublicLetter;
    vec![
        ("event_registered.state.category", all!(Category)),
        ("event_registered.state.severity", all!(Severity)),
        // The interface of other programs is asked by none.
        (
            "event_registered.source",
            all!(Source, |it| **it != Source::Api),
        ),
        ("obligation_voided.cause", all!(VoidCause)),
        ("contact_tried.channel", all!(Channel, visited)),
        ("visit_recorded.channel", all!(Channel, visited)),
        ("visit_recorded.rating", all!(Rating)),
        ("visit_recorded.solved", all!(Solved)),
        ("visit_recorded.site_check", all!(SiteCheck)),
        ("visit_recorded.relation", all!(Role)),
        ("visit_recorded.matters.kind", all!(Matter)),
        // The reviewer's signature stands under the review.
        (
            "visit_recorded.signatures.signer",
            all!(Signer, |it| **it != Signer::Reviewer),
        ),
        ("visit_recorded.signatures.kind", all!(SignatureKind)),
        ("visit_recorded.files.shows", all!(Shows)),
        ("record_reviewed.verdict", all!(Verdict)),
        ("occupancy_saved.role", all!(Role)),
        ("import_opened.kind", all!(ImportKind)),
        (
            "paper_drafted.kind",
            all!(PaperKind, |it| is_written(procedure, **it)),
        ),
        (
            "task_given.kind",
            all!(TaskKind, |it| is_given(procedure, **it)),
        ),
    ]
}

async fn asker_of(app: &App, db: &TestDb) -> huiyin_app::Asker {
    let logins = app.demo_logins(Lang::ZhHant).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let account = huiyin_store::accounts::account_of_login(&mut tx, &logins[0].login);
    let person = account.await.unwrap().unwrap().person;
    drop(tx);
    let asker = app.asker(person, None, Lang::ZhHant).await;
    asker.unwrap().unwrap()
}

/// The sorts of open ends that a procedure knows.
fn open_ends(procedure: &Procedure) -> Vec<OpenEnd> {
    let papers = procedure.analysis.is_some() || procedure.monthly_return.is_some();
    let reply_only = |it: &huiyin_rules::procedure::Exemption| it.when == ExemptWhen::ReplyOnly;
    let is_known = |it: &OpenEnd| match it {
        OpenEnd::Promises | OpenEnd::Rectifications | OpenEnd::Lists | OpenEnd::Decisions => true,
        // Else what is raised is settled in the record, promised, put right, or a complaint of its own.
        OpenEnd::Matters => !procedure.dissatisfied.settled_in_record,
        OpenEnd::Replies => procedure.exemptions.iter().any(reply_only),
        // Nobody judges a complaint in the product without the reason: those came in by a file.
        // Only who answers them sees requests, and that is not everybody who is asked here.
        OpenEnd::Reasons | OpenEnd::Requests => false,
        OpenEnd::Papers | OpenEnd::Tasks => papers,
    };
    let all = [
        OpenEnd::Matters,
        OpenEnd::Promises,
        OpenEnd::Rectifications,
        OpenEnd::Lists,
        OpenEnd::Replies,
        OpenEnd::Reasons,
        OpenEnd::Decisions,
        OpenEnd::Papers,
        OpenEnd::Tasks,
        OpenEnd::Requests,
    ];
    all.into_iter().filter(is_known).collect()
}

async fn made(db: &TestDb, procedure: &str) -> (App, ScopeId) {
    let app = App::new((**db).clone(), Clock::standing_at(moment(NOW)));
    let make = MakeDemo {
        procedure: procedure.to_owned(),
        months: 3,
        until: moment(NOW),
    };
    let site = app.make_demo(&make, |_| {}).await;
    let site = site.unwrap_or_else(|error| panic!("{procedure}: {error:?}"));
    (app, site)
}

/// An estate is made up by lot, and what has no place in one may have it in the next.
const ESTATES: usize = 3;

async fn shows_every_state(dialect: Dialect, id: &str) {
    let mut missing = BTreeSet::new();
    for nth in 0..ESTATES {
        let db = TestDb::of(dialect).await;
        let lacks = lacking(&db, id).await;
        db.remove().await;
        missing = match nth {
            0 => lacks,
            _ => missing.intersection(&lacks).cloned().collect(),
        };
        if missing.is_empty() {
            return;
        }
    }
    panic!("{id} on {dialect:?}: {missing:?}");
}

/// The states that do not occur in an estate.
async fn lacking(db: &TestDb, id: &str) -> BTreeSet<String> {
    let procedure = &shipped_by_id(id).unwrap().procedure;
    let (app, site) = made(db, id).await;
    let told = told(db).await;
    let mut missing: BTreeSet<String> = wanted(procedure).difference(&told).cloned().collect();
    let desk = app.desk(&asker_of(&app, db).await, site).await.unwrap();
    for end in open_ends(procedure) {
        let open = desk.open_ends.iter().find(|(it, _)| *it == end);
        if open.is_none_or(|(_, count)| count.open == 0) {
            missing.insert(format!("{end:?} is open"));
        }
    }
    let mut pointed_at = 0;
    for month in ["2026-03", "2026-04"] {
        let month = (site, month.parse().unwrap());
        pointed_at += signals::are_what_the_entries_say((&app, db), procedure, month).await;
    }
    if pointed_at == 0 {
        missing.insert("a signal about somebody".to_owned());
    }
    missing
}

#[tokio::test]
async fn every_state_occurs_under_kehu() {
    shows_every_state(Dialect::Sqlite, "kehu").await;
    shows_every_state(Dialect::Postgres, "kehu").await;
}

#[tokio::test]
async fn every_state_occurs_under_yezhu() {
    shows_every_state(Dialect::Sqlite, "yezhu").await;
    shows_every_state(Dialect::Postgres, "yezhu").await;
}

#[tokio::test]
async fn every_state_occurs_under_wuye() {
    shows_every_state(Dialect::Sqlite, "wuye").await;
    shows_every_state(Dialect::Postgres, "wuye").await;
}
