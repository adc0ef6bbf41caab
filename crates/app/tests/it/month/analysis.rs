use huiyin_app::events::CompleteEvents;
use huiyin_app::month::{CaseDecision, GiveTask, PaperStep, SignPaper, WrittenPaper};
use huiyin_app::statistics::{Beside, BesideRows, Figure};
use huiyin_app::visits::Ink;
use huiyin_app::{Asker, Error, Fault, Refusal};
use huiyin_domain::entry::Word;
use huiyin_domain::{CaseSort, Category, PaperKind, PaperState, Topic, Verdict};
use huiyin_testkit::on_both;

use super::*;
use crate::estate_at_work::{faults, refusal};
use crate::path::{Path, day};

const PROCEDURES: [&str; 2] = ["yezhu", "wuye"];

/// The number of a fault, besides its field.
fn numbered(error: &Error) -> Vec<(&'static str, Option<u32>)> {
    match error {
        Error::Invalid(fields) => fields.iter().map(|it| (it.field, it.number)).collect(),
        other => panic!("not about fields: {other:?}"),
    }
}

/// 重複投訴 and 重複維修 of 《回訪統計表》 are the events of the report's cases.
async fn repeats_stand_beside_the_figures(path: &Path<'_>, officer: &Asker) {
    let site = path.estate.site;
    let march = "2026-03".parse().expect("a month");
    let besides = path.app.besides(officer, site, march, None).await;
    let besides = besides.expect("what stands beside the figures");
    for (what, category, count) in [
        (Beside::RepeatComplaints, Category::Complaint, 2),
        (Beside::RepeatRepairs, Category::Repair, 3),
    ] {
        assert_eq!(besides.get(what, None), Some(count), "as in the report");
        assert_eq!(besides.get(what, Some(category)), Some(count));
        assert_eq!(besides.get(what, Some(Category::Help)), None);
        let rows = path
            .app
            .beside_rows(officer, site, (march, None), (what, None));
        let BesideRows::Told(rows) = rows.await.expect("its rows") else {
            panic!("{what:?} is of events");
        };
        assert_eq!(rows.len() as u64, count);
        assert!(rows.iter().all(|row| row.category == category));
    }
}

// Shows yezhu 四.6 analysis_period analysis_dates; wuye analysis_period analysis_dates rest_as_yezhu.
#[tokio::test]
async fn a_month_is_drafted_on_its_last_day_with_what_was_told_again() {
    for procedure in PROCEDURES {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let bad = nonconforming(&path).await;
            let first = told(&path, Category::Complaint, "電梯", "").await;
            for _ in 0..3 {
                told(&path, Category::Repair, "電氣", "地庫照明").await;
            }
            for _ in 0..2 {
                told(&path, Category::Repair, "電氣", "").await;
            }
            path.app.clock().move_by_seconds(DAY);
            told(&path, Category::Complaint, "電梯", "").await;
            // Up to the 30th, and to the 31st.
            path.app.clock().move_by_seconds(13 * DAY);
            advance(&path).await;
            let page_now = path.app.month_page(&path.planner(), path.estate.site).await;
            let months = page_now.expect("the papers").papers.into_iter();
            let months: Vec<_> = months.map(|it| it.row.month.to_string()).collect();
            assert_eq!(months, ["2026-02"], "not before the last day");
            path.app.clock().move_by_seconds(DAY);
            assert_eq!(advance(&path).await, 1);
            assert_eq!(advance(&path).await, 0, "once");

            let row = paper_of_march(&path).await;
            assert_eq!(
                (row.kind, row.state),
                (PaperKind::Analysis, PaperState::Drafted)
            );
            assert_eq!((row.due, row.cases), (Some(day("2026-04-03")), 3));
            let [officer, supervisor, _] = people(&path);
            let shown = page(&path, &officer, row.id).await;
            let cases: Vec<_> = shown
                .cases
                .iter()
                .map(|it| (it.row.sort, it.events.len()))
                .collect();
            assert_eq!(
                cases,
                [
                    (CaseSort::Nonconforming, 1),
                    (CaseSort::RepeatComplaint, 2),
                    (CaseSort::RepeatRepair, 3),
                ]
            );
            repeats_stand_beside_the_figures(&path, &officer).await;
            assert_eq!(shown.cases[0].events[0].1.event, bad);
            assert_eq!(shown.cases[1].events[0].1.event, first);
            assert_eq!(shown.next, Some(PaperStep::Sign));
            assert!(shown.steps.is_empty(), "a draft is nobody's act");
            assert!(topics(&path, &officer).await.contains(&Topic::PaperWaits));
            let desk = path
                .app
                .desk(&officer, path.estate.site)
                .await
                .expect("a desk");
            assert_eq!(desk.waiting.papers, 2, "February's and March's");
            let desk = path.app.desk(&supervisor, path.estate.site).await;
            assert!(
                desk.expect("a desk").waiting.papers >= 2,
                "the post above may as well"
            );

            // What comes in on the last day is taken in, also to a case that is known.
            let early = sign(&path, &officer, row.id, causes(&shown)).await;
            assert_eq!(
                refusal(&early.expect_err("the month runs")),
                &Refusal::MonthRunning
            );
            told(&path, Category::Complaint, "電梯", "").await;
            told(&path, Category::Repair, "電氣", "").await;
            path.app.clock().move_by_seconds(DAY);
            assert_eq!(advance(&path).await, 1);
            let later = page(&path, &officer, row.id).await;
            let sizes: Vec<_> = later.cases.iter().map(|it| it.events.len()).collect();
            assert_eq!(sizes, [1, 3, 3, 3]);
            let lacking = sign(&path, &officer, row.id, causes(&shown)).await;
            let lacking = lacking.expect_err("a case is new");
            assert_eq!(numbered(&lacking), [("cause", Some(4))]);
        })
        .await;
    }
}

#[tokio::test]
async fn what_an_outage_kept_from_being_drafted_is_drafted_afterwards() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        advance(&path).await;
        told(&path, Category::Complaint, "電梯", "").await;
        path.app.clock().move_by_seconds(DAY);
        told(&path, Category::Complaint, "電梯", "").await;
        path.app.clock().move_by_seconds(99 * DAY);
        assert_eq!(advance(&path).await, 3, "March, April and May");
        assert_eq!(advance(&path).await, 0, "once");
        let page = path.app.month_page(&path.planner(), path.estate.site).await;
        let papers = page.expect("the papers").papers;
        let mut months: Vec<_> = papers.iter().map(|it| it.row.month.to_string()).collect();
        months.sort();
        assert_eq!(months, ["2026-02", "2026-03", "2026-04", "2026-05"]);
        assert_eq!(
            paper_of_march(&path).await.cases,
            1,
            "with what was found then"
        );
    })
    .await;
}

// Shows yezhu 四.6 三.2; wuye rest_as_yezhu.
#[tokio::test]
async fn a_report_goes_from_the_officer_to_the_supervisor_and_the_manager() {
    for procedure in PROCEDURES {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            nonconforming(&path).await;
            path.app.clock().move_by_seconds(16 * DAY);
            advance(&path).await;
            let [officer, supervisor, manager] = people(&path);
            let id = paper_of_march(&path).await.id;
            let shown = page(&path, &officer, id).await;

            only_who_may_signs(&path, id, &shown).await;
            let command = new();
            let input = SignPaper {
                paper: id,
                written: causes(&shown),
                signature: Ink::typed("馮志明"),
            };
            let signed = path.app.sign_paper(&officer, command, input.clone()).await;
            signed.expect("it is signed");
            let twice = path.app.sign_paper(&officer, command, input).await;
            twice.expect("a second click does no more");
            let again = sign(&path, &officer, id, causes(&shown)).await;
            assert_eq!(refusal(&again.expect_err("signed")), &Refusal::PaperState);
            assert!(
                topics(&path, &supervisor)
                    .await
                    .contains(&Topic::PaperWaits)
            );

            let own = review(&path, &officer, id, (Some(Verdict::Accepted), "屬實")).await;
            assert!(matches!(own, Err(Error::Forbidden { .. })), "{own:?}");
            let silent = review(&path, &supervisor, id, (None, " ")).await;
            assert_eq!(
                faults(&silent.expect_err("no verdict")),
                [("opinion", Fault::Missing), ("verdict", Fault::Missing)]
            );
            review(
                &path,
                &supervisor,
                id,
                (Some(Verdict::SentBack), "原因太簡"),
            )
            .await
            .expect("it is sent back");
            let early = decide(&path, &manager, id, vec![nothing(1, "已修好")]).await;
            assert_eq!(
                refusal(&early.expect_err("sent back")),
                &Refusal::PaperState
            );
            let mut better = causes(&shown);
            better.causes[0].1 = "立管使用二十年未換".to_owned();
            better.proposals = "列入明年大修".to_owned();
            sign(&path, &officer, id, better)
                .await
                .expect("signed anew");
            review(&path, &supervisor, id, (Some(Verdict::Accepted), "屬實"))
                .await
                .expect("it is accepted");
            let again = review(&path, &supervisor, id, (Some(Verdict::SentBack), "再寫")).await;
            assert_eq!(refusal(&again.expect_err("reviewed")), &Refusal::PaperState);
            assert!(topics(&path, &manager).await.contains(&Topic::PaperWaits));

            decided_case_by_case(&path, id).await;
            let after = page(&path, &manager, id).await;
            let states: Vec<_> = after.steps.iter().map(|it| it.state).collect();
            assert_eq!(
                states,
                [
                    PaperState::Signed,
                    PaperState::SentBack,
                    PaperState::Signed,
                    PaperState::Accepted,
                    PaperState::Decided,
                ]
            );
            let said = |word, number| after.said(word, number).map(|it| it.reveal().as_str());
            assert_eq!(said(Word::Cause, 1), Some("立管使用二十年未換"));
            assert_eq!(said(Word::Proposals, 0), Some("列入明年大修"));
            assert_eq!((after.next, after.cases[0].tasks.len()), (None, 1));
        })
        .await;
    }
}

async fn only_who_may_signs(path: &Path<'_>, id: PaperId, shown: &PaperPage) {
    let [officer, ..] = people(path);
    let head = path.asker("department_head");
    let refused = sign(path, &head, id, causes(shown)).await;
    assert!(
        matches!(refused, Err(Error::Forbidden { .. })),
        "{refused:?}"
    );
    let empty = sign(path, &officer, id, WrittenPaper::default()).await;
    assert_eq!(
        numbered(&empty.expect_err("no cause")),
        [("cause", Some(1))]
    );
    let input = SignPaper {
        paper: id,
        written: causes(shown),
        signature: Ink::default(),
    };
    let unsigned = path.app.sign_paper(&officer, new(), input).await;
    assert_eq!(
        faults(&unsigned.expect_err("unsigned")),
        [("signature", Fault::Missing)]
    );
    let stranger = Asker {
        posts: Vec::new(),
        ..officer
    };
    let unseen = sign(path, &stranger, id, causes(shown)).await;
    assert!(matches!(unseen, Err(Error::NotFound)), "{unseen:?}");
}

async fn decided_case_by_case(path: &Path<'_>, id: PaperId) {
    let [officer, supervisor, manager] = people(path);
    let wrong_post = decide(path, &supervisor, id, vec![nothing(1, "已修好")]).await;
    assert!(
        matches!(wrong_post, Err(Error::Forbidden { .. })),
        "{wrong_post:?}"
    );
    let none = decide(path, &manager, id, Vec::new()).await;
    assert_eq!(numbered(&none.expect_err("open")), [("decision", Some(1))]);
    let silent = decide(path, &manager, id, vec![nothing(1, "")]).await;
    assert_eq!(
        numbered(&silent.expect_err("no reason")),
        [("why", Some(1))]
    );
    let blank = corrective(1, GiveTask::default());
    let blank = decide(path, &manager, id, vec![blank]).await;
    assert_eq!(
        numbered(&blank.expect_err("nothing said")),
        [("action", Some(1)), ("owner", Some(1)), ("due", Some(1))]
    );
    let past = corrective(1, to_do(&officer, "2026-03-31"));
    let past = decide(path, &manager, id, vec![past]).await;
    assert_eq!(numbered(&past.expect_err("past")), [("due", Some(1))]);
    let task: Vec<CaseDecision> = vec![corrective(1, to_do(&officer, "2026-04-20"))];
    decide(path, &manager, id, task)
        .await
        .expect("it is decided");
    let again = decide(path, &manager, id, vec![nothing(1, "已修好")]).await;
    assert_eq!(refusal(&again.expect_err("decided")), &Refusal::PaperState);
    assert!(topics(path, &officer).await.contains(&Topic::TaskGiven));
}

#[tokio::test]
async fn nobody_reviews_or_decides_on_a_report_of_their_own() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        path.app.clock().move_by_seconds(16 * DAY);
        advance(&path).await;
        let [_, supervisor, manager] = people(&path);
        let id = paper_of_march(&path).await.id;
        // Nothing was found: the report says so, and is signed by the post above.
        let empty = WrittenPaper::default();
        sign(&path, &supervisor, id, empty).await.expect("signed");
        let accepted = (Some(Verdict::Accepted), "屬實");
        let own = review(&path, &supervisor, id, accepted).await;
        assert_eq!(refusal(&own.expect_err("own")), &Refusal::OwnPaper);
        assert_eq!(page(&path, &supervisor, id).await.next, None);
        review(&path, &manager, id, accepted)
            .await
            .expect("one level up");
        let decided = decide(&path, &manager, id, Vec::new()).await;
        decided.expect("with nothing to decide");
        let late = path.app.month_page(&supervisor, path.estate.site).await;
        let late = late.expect("the papers").papers.into_iter();
        let late: Vec<_> = late
            .map(|it| (it.row.month.to_string(), it.is_late))
            .collect();
        assert_eq!(late[0], ("2026-03".to_owned(), false));
    })
    .await;
}

#[tokio::test]
async fn two_who_sign_at_once_do_it_once() {
    on_both(async |db| {
        let path = Path::new(db, "wuye").await;
        nonconforming(&path).await;
        path.app.clock().move_by_seconds(16 * DAY);
        advance(&path).await;
        let [officer, supervisor, _] = people(&path);
        let id = paper_of_march(&path).await.id;
        let shown = page(&path, &officer, id).await;
        let both = tokio::join!(
            sign(&path, &officer, id, causes(&shown)),
            sign(&path, &supervisor, id, causes(&shown)),
        );
        let done = [both.0, both.1].into_iter().flatten().count();
        assert_eq!(done, 1);
        let steps = page(&path, &officer, id).await.steps;
        assert_eq!(steps.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_late_report_is_told_once_and_stays_marked() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        path.app.clock().move_by_seconds(15 * DAY);
        advance(&path).await;
        let [officer, ..] = people(&path);
        let id = paper_of_march(&path).await.id;
        let late = async || {
            let done = path.app.advance(path.estate.site).await;
            done.expect("it advances").late_told
        };
        // The 3rd is the last day in time.
        path.app.clock().move_by_seconds(3 * DAY);
        assert!(!late().await);
        path.app.clock().move_by_seconds(DAY);
        assert!(late().await);
        assert!(!late().await, "once");
        path.app.clock().move_by_seconds(DAY);
        assert!(!late().await, "and not every day");
        assert!(topics(&path, &officer).await.contains(&Topic::PaperLate));
        let desk = path
            .app
            .desk(&officer, path.estate.site)
            .await
            .expect("a desk");
        let open = desk
            .open_ends
            .iter()
            .find(|(end, _)| *end == huiyin_app::desk::OpenEnd::Papers);
        assert!(open.is_some_and(|(_, count)| count.overdue > 0), "{open:?}");
        let ledger = path
            .app
            .ledger(&officer, path.estate.site)
            .await
            .expect("the ledger");
        assert!(ledger.papers.iter().any(|it| it.row.id == id && it.is_late));
        sign(&path, &officer, id, WrittenPaper::default())
            .await
            .expect("signed late");
        let line = page(&path, &officer, id).await.line;
        assert!(line.is_late, "it was late");
    })
    .await;
}

#[tokio::test]
async fn what_is_confidential_stays_sealed() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let bad = nonconforming(&path).await;
        let keep = huiyin_app::events::KeepConfidential {
            event: bad,
            confidential: true,
            accused: None,
            why: "涉及隱私".to_owned(),
        };
        let kept = path
            .app
            .keep_confidential(&path.planner(), new(), keep)
            .await;
        kept.expect("it is kept");
        path.app.clock().move_by_seconds(16 * DAY);
        advance(&path).await;
        let [officer, ..] = people(&path);
        let shown = page(&path, &officer, paper_of_march(&path).await.id).await;
        let (_, event) = &shown.cases[0].events[0];
        assert_eq!((event.event, event.confidential), (bad, true));
        assert_eq!((&event.unit, &event.summary), (&None, &None));
    })
    .await;
}

#[tokio::test]
async fn figures_are_frozen_with_the_signature_and_later_ones_stand_beside() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let event = told(&path, Category::Complaint, "電梯", "").await;
        path.app.clock().move_by_seconds(16 * DAY);
        advance(&path).await;
        let [officer, ..] = people(&path);
        let id = paper_of_march(&path).await.id;
        let before = page(&path, &officer, id).await.figures;
        assert!(before.this.is_empty() && before.later.is_empty());
        sign(&path, &officer, id, WrittenPaper::default())
            .await
            .expect("signed");
        path.app.clock().move_by_seconds(600);
        let input = CompleteEvents {
            site: path.estate.site,
            events: vec![event],
            completed_at: "2026-03-20 10:00".to_owned(),
            rating: None,
        };
        let done = path
            .app
            .complete_events(&path.planner(), new(), input)
            .await;
        done.expect("completed in March, entered in April");
        let after = page(&path, &officer, id).await.figures;
        assert!(after.this.is_empty());
        let owed = (Category::Complaint, Figure::Owed, 0, 1);
        assert!(after.later.contains(&owed), "{:?}", after.later);
    })
    .await;
}

#[tokio::test]
async fn a_procedure_without_an_analysis_drafts_none() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        path.app.clock().move_by_seconds(16 * DAY);
        advance(&path).await;
        let page = path.app.month_page(&path.planner(), path.estate.site).await;
        let kinds = page.expect("the papers").papers.into_iter();
        assert!(
            kinds
                .map(|it| it.row.kind)
                .all(|it| it == PaperKind::Return)
        );
    })
    .await;
}
