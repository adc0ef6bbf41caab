//! Public letters: drafted, approved, put up, and what they answer.

use huiyin_app::archive::CollectBatch;
use huiyin_app::events::{EventForm, KeepConfidential, RegisterEvent};
use huiyin_app::letters::{
    DraftLetter, JudgeLetter, LetterForm, PostLetter, Posted, WithdrawLetter,
};
use huiyin_app::reviews::Standing;
use huiyin_app::statistics::{Figure, RowsOf};
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::entry::{FollowUpState, LetterState};
use huiyin_domain::{
    Category, Channel, CommandId, EventId, FollowUpId, LetterId, RecordId, Severity, Topic,
};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, line, month, refusal};

pub(crate) const TODAY: &str = "2026-03-16 09:00";

/// A complaint about the lift by a household, always followed up, completed now.
async fn complaint(work: &AtWork<'_>, unit: &'static str, severity: Severity) -> EventId {
    let form = work.form(Category::Complaint);
    let form = RegisterEvent {
        content: EventForm {
            kind: "電梯".to_owned(),
            unit: Some(work.estate.units[unit]),
            severity: Some(severity),
            respondent_department: Some(work.estate.departments["工程部"]),
            ..form.content
        },
        ..form
    };
    let event = work.register(form).await.event;
    work.complete(event).await;
    event
}

/// Several of them, each of another household.
pub(crate) async fn complaints(work: &AtWork<'_>, count: usize) -> Vec<FollowUpId> {
    let units: Vec<&'static str> = work.estate.units.keys().copied().collect();
    let mut follow_ups = Vec::new();
    for unit in units.into_iter().take(count) {
        let event = complaint(work, unit, Severity::Important).await;
        follow_ups.push(line(work, event).await.row.id);
    }
    follow_ups
}

fn form() -> LetterForm {
    LetterForm {
        title: "關於電梯維修的答復".to_owned(),
        salutation: "致各位業主、住戶：".to_owned(),
        matter: "電梯異響".to_owned(),
        explanation: String::new(),
        measures: "已更換導靴".to_owned(),
        next_steps: "三月三十日前全部檢修完畢".to_owned(),
        contact: "客戶服務部 8888-0000".to_owned(),
    }
}

pub(crate) async fn draft(
    work: &AtWork<'_>,
    asker: &Asker,
    (replaces, follow_ups): (Option<(LetterId, u32)>, &[FollowUpId]),
) -> Result<LetterId> {
    let input = DraftLetter {
        site: work.estate.site,
        replaces,
        form: form(),
        follow_ups: follow_ups.to_vec(),
    };
    let command = CommandId::generate();
    work.app.draft_letter(asker, command, input).await
}

pub(crate) async fn judge(
    work: &AtWork<'_>,
    post: &str,
    (letter, version, approved): (LetterId, u32, bool),
) -> Result<()> {
    let input = JudgeLetter {
        letter,
        version,
        approved,
        opinion: if approved { "" } else { "請寫明日期" }.to_owned(),
    };
    let command = CommandId::generate();
    work.app
        .judge_letter(&work.asker(post), command, input)
        .await
}

pub(crate) async fn put_up(
    work: &AtWork<'_>,
    asker: &Asker,
    (letter, from, until, late): (LetterId, &str, &str, &str),
) -> Result<Posted> {
    let input = PostLetter {
        letter,
        version: 1,
        place: "各棟大堂".to_owned(),
        from: from.to_owned(),
        until: until.to_owned(),
        late_reason: late.to_owned(),
        photos: Vec::new(),
    };
    let command = CommandId::generate();
    work.app.post_letter(asker, command, input).await
}

// Shows kehu 11.1.10 public_letter.
#[tokio::test]
async fn a_letter_is_offered_drafted_approved_and_put_up() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (site, officer, planner) = (work.estate.site, work.officer(), work.planner());
        let two = complaints(&work, 2).await;
        let page = work
            .app
            .public_letters(&officer, site)
            .await
            .expect("the page");
        assert!(page.offers.is_empty(), "two households are not enough");
        let error = draft(&work, &officer, (None, &two)).await.expect_err("two");
        assert_eq!(refusal(&error), &Refusal::FewHouseholds(3));
        let units: Vec<&'static str> = work.estate.units.keys().copied().collect();
        let event = complaint(&work, units[2], Severity::Important).await;
        let mut three = two.clone();
        three.push(line(&work, event).await.row.id);
        let page = work
            .app
            .public_letters(&officer, site)
            .await
            .expect("the page");
        let offer = &page.offers[0];
        assert_eq!(
            (&*offer.kind, offer.households, offer.lines.len()),
            ("電梯", 3, 3)
        );
        let of_event = work.app.letter_offer(&officer, site, event).await;
        assert!(of_event.expect("it is read").is_some());
        let letter = draft(&work, &officer, (None, &three))
            .await
            .expect("a draft");
        let page = work
            .app
            .public_letters(&officer, site)
            .await
            .expect("the page");
        assert!(page.offers.is_empty(), "the letter is on its way");
        assert_eq!(page.letters[0].0, "CY-G-2026-001");
        let manager = work.asker("site_manager");
        let notices = work.app.my_notices(&manager, None).await.expect("theirs");
        assert_eq!(notices.notices[0].notice.topic, Topic::LetterWaits);
        let error = put_up(&work, &officer, (letter, "2026-03-16", "2026-03-30", "")).await;
        assert_eq!(
            refusal(&error.expect_err("not approved")),
            &Refusal::LetterState
        );
        judge(&work, "site_manager", (letter, 1, true))
            .await
            .expect("approved");
        let told = work.app.my_notices(&officer, None).await.expect("theirs");
        assert_eq!(told.notices[0].notice.topic, Topic::LetterJudged);
        work.go_to("2026-03-17 10:00");
        let posted = put_up(&work, &officer, (letter, "2026-03-17", "2026-03-31", "")).await;
        let all = Posted {
            answered: 3,
            left_out: 0,
        };
        assert_eq!(posted.expect("it is up"), all);
        let done = line(&work, event).await.row;
        assert_eq!(done.state, FollowUpState::Accepted);
        // In the rate, in time, without a rating; nothing waits for review.
        let figure = async |figure| {
            let rows = RowsOf::all(figure);
            let rows = work
                .app
                .statistics_rows(&planner, site, month("2026-03"), None, &rows);
            rows.await.expect("the rows")
        };
        let by_letter = figure(Figure::DoneLetter).await;
        assert_eq!(by_letter.len(), 3);
        assert!(
            by_letter
                .iter()
                .all(|row| row.rating.is_none() && row.in_time == Some(true))
        );
        assert!(
            by_letter
                .iter()
                .all(|row| row.done_on.map(|it| it.to_string()).as_deref() == Some("2026-03-17"))
        );
        assert_eq!(figure(Figure::Rated).await.len(), 0);
        let record = by_letter[0].record.expect("a record");
        it_is_on_the_record_and_in_the_archive(&work, letter, record).await;
        let page = work
            .app
            .public_letter(&officer, letter)
            .await
            .expect("the letter");
        assert_eq!(
            (page.row.state, page.row.place.as_deref()),
            (LetterState::Posted, Some("各棟大堂"))
        );
        assert!(page.answers.iter().all(|it| it.row.record.is_some()));
        let event = work.app.event(&officer, event).await.expect("the event");
        assert!(format!("{:?}", event.steps).contains("FollowUpLettered"));
    })
    .await;
}

/// The record says by which letter it was made and who approved that; both go into the archive.
async fn it_is_on_the_record_and_in_the_archive(
    work: &AtWork<'_>,
    letter: LetterId,
    record: RecordId,
) {
    let (site, planner) = (work.estate.site, work.planner());
    let manager = work.asker("site_manager");
    let page = work
        .app
        .record(&work.planner(), record)
        .await
        .expect("the record");
    let version = &page.versions[0];
    assert_eq!(version.record.channel, Channel::PublicLetter);
    assert!(version.standing == Standing::Unaltered && version.signatures.is_empty());
    assert_eq!(version.reviews[0].reviewer, manager.person);
    assert_eq!(page.letter.as_ref().map(|(id, _)| *id), Some(letter));
    // It goes into the archive with what it answers.
    let collect = CollectBatch { site };
    let collected = work
        .app
        .collect_batch(&planner, CommandId::generate(), collect);
    let collected = collected.await.expect("collected");
    assert_eq!(collected.records, 3);
    let batch = work
        .app
        .batch(&work.planner(), collected.batch)
        .await
        .expect("the batch");
    assert_eq!(batch.letters[0].0, "CY-G-2026-001");
}

// Shows kehu 11.1.10 public_letter.
#[tokio::test]
async fn what_a_letter_cannot_answer_says_why_with_its_clause() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (officer, planner) = (work.officer(), work.planner());
        let mut chosen = complaints(&work, 3).await;
        let error = draft(&work, &officer, (None, &[]))
            .await
            .expect_err("nothing");
        assert_eq!(faults(&error), [("follow_ups", Fault::Missing)]);
        let unit = work.estate.units.keys().copied().nth(4).expect("a unit");
        let grave = complaint(&work, unit, Severity::Major).await;
        chosen.push(line(&work, grave).await.row.id);
        let error = draft(&work, &officer, (None, &chosen))
            .await
            .expect_err("grave");
        assert_eq!(refusal(&error), &Refusal::LetterGrave(Severity::Major));
        chosen.pop();
        let other = crate::estate_at_work::important(&work, "X").await;
        let other = line(&work, other).await.row.id;
        let error = draft(
            &work,
            &officer,
            (None, &[chosen[0], chosen[1], chosen[2], other]),
        )
        .await;
        assert_eq!(
            refusal(&error.expect_err("another")),
            &Refusal::NotOneMatter
        );
        let unknown = [chosen[0], FollowUpId::generate()];
        let error = draft(&work, &officer, (None, &unknown)).await;
        assert!(matches!(error, Err(Error::NotFound)), "{error:?}");
        let leader = work.asker("company_leader");
        let error = draft(&work, &leader, (None, &chosen)).await;
        assert!(matches!(error, Err(Error::Forbidden { .. })), "{error:?}");
        // A confidential one never.
        let unit = work.estate.units.keys().copied().nth(5).expect("a unit");
        let secret = complaint(&work, unit, Severity::Important).await;
        let id = line(&work, secret).await.row.id;
        let keep = KeepConfidential {
            event: secret,
            confidential: true,
            accused: None,
            why: "涉及私隱".to_owned(),
        };
        let kept = work
            .app
            .keep_confidential(&planner, CommandId::generate(), keep);
        kept.await.expect("it is kept");
        let with_it = [chosen[0], chosen[1], id];
        let error = draft(&work, &officer, (None, &with_it)).await;
        assert_eq!(
            refusal(&error.expect_err("kept")),
            &Refusal::LetterConfidential
        );
        draft(&work, &officer, (None, &chosen))
            .await
            .expect("a draft");
        let error = draft(&work, &officer, (None, &chosen)).await;
        assert_eq!(refusal(&error.expect_err("another")), &Refusal::OtherLetter);
    })
    .await;
}

// Shows kehu letter_approval.
#[tokio::test]
async fn nobody_approves_their_own_letter_and_it_may_come_back() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let chosen = complaints(&work, 3).await;
        let manager = work.asker("site_manager");
        let own = draft(&work, &manager, (None, &chosen))
            .await
            .expect("a draft");
        let error = judge(&work, "site_manager", (own, 1, true)).await;
        assert_eq!(refusal(&error.expect_err("own")), &Refusal::OwnLetter);
        let error = judge(&work, "service_director", (own, 1, true)).await;
        assert!(matches!(error, Err(Error::Forbidden { .. })), "{error:?}");
        judge(&work, "company_reviewer", (own, 1, false))
            .await
            .expect("one level up");
        let page = work
            .app
            .public_letter(&manager, own)
            .await
            .expect("the letter");
        assert_eq!(page.row.state, LetterState::SentBack);
        assert_eq!(page.steps[1].post.as_deref(), Some("company_reviewer"));
        let error = judge(&work, "company_reviewer", (own, 1, true)).await;
        assert_eq!(
            refusal(&error.expect_err("sent back")),
            &Refusal::LetterState
        );
        // Who had an older draft open is told; the new one is read again.
        let again = Some((own, 1));
        draft(&work, &work.officer(), (again, &chosen))
            .await
            .expect("anew");
        let error = draft(&work, &work.planner(), (again, &chosen)).await;
        assert!(matches!(error, Err(Error::Conflict)), "{error:?}");
        let error = judge(&work, "company_reviewer", (own, 1, true)).await;
        assert!(matches!(error, Err(Error::Conflict)), "{error:?}");
        let error = judge(&work, "site_manager", (own, 2, true)).await;
        assert_eq!(
            refusal(&error.expect_err("they drafted it first")),
            &Refusal::OwnLetter
        );
        judge(&work, "company_reviewer", (own, 2, true))
            .await
            .expect("approved");
        let empty = JudgeLetter {
            letter: own,
            version: 2,
            approved: false,
            opinion: String::new(),
        };
        let reviewer = work.asker("company_reviewer");
        let error = work
            .app
            .judge_letter(&reviewer, CommandId::generate(), empty)
            .await;
        assert_eq!(
            refusal(&error.expect_err("approved")),
            &Refusal::LetterState
        );
    })
    .await;
}

#[tokio::test]
async fn a_letter_is_given_up_before_it_is_put_up_and_its_matter_is_free_again() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let officer = work.officer();
        let chosen = complaints(&work, 3).await;
        let letter = draft(&work, &officer, (None, &chosen))
            .await
            .expect("a draft");
        let withdraw = async |asker: &Asker, why: &str| {
            let input = WithdrawLetter {
                letter,
                version: 1,
                why: why.to_owned(),
            };
            let command = CommandId::generate();
            work.app.withdraw_letter(asker, command, input).await
        };
        let error = withdraw(&officer, " ").await.expect_err("no reason");
        assert_eq!(faults(&error), [("why", Fault::Missing)]);
        let error = withdraw(&work.asker("culture_clerk"), "x").await;
        assert!(matches!(error, Err(Error::Forbidden { .. })), "{error:?}");
        withdraw(&officer, "改為逐戶答復").await.expect("given up");
        let error = withdraw(&officer, "再撤").await.expect_err("twice");
        assert_eq!(refusal(&error), &Refusal::LetterState);
        draft(&work, &officer, (None, &chosen))
            .await
            .expect("another letter");
    })
    .await;
}

#[tokio::test]
async fn a_procedure_without_letters_offers_none() {
    on_both(async |db| {
        let work = AtWork::new(db, "wuye", TODAY).await;
        let site = work.estate.site;
        let officer = work.officer();
        let page = work
            .app
            .public_letters(&officer, site)
            .await
            .expect("the page");
        assert!(!page.covered && page.offers.is_empty());
        let error = draft(&work, &officer, (None, &[FollowUpId::generate()])).await;
        assert_eq!(refusal(&error.expect_err("none")), &Refusal::NoLetters);
    })
    .await;
}

/// A letter that waits for its approval.
pub(crate) async fn drafted(work: &AtWork<'_>) -> LetterId {
    let chosen = complaints(work, 3).await;
    let letter = draft(work, &work.officer(), (None, &chosen)).await;
    letter.expect("a draft")
}

/// The manager sends it back.
pub(crate) async fn send_back(work: &AtWork<'_>, letter: LetterId) {
    let judged = judge(work, "site_manager", (letter, 1, false)).await;
    judged.expect("sent back");
}
