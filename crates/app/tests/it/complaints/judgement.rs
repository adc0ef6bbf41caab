//! Invalid complaints: who says so, with what, and where they are listed.

use huiyin_app::events::{JudgeComplaint, Judgement};
use huiyin_app::statistics::{Figure, RowsOf};
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::entry::VoidCause;
use huiyin_domain::{Category, CommandId, EventId, Why};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, month, refusal};

const TODAY: &str = "2026-03-16 09:00";

fn invalid(event: EventId) -> JudgeComplaint {
    JudgeComplaint {
        event,
        judgement: Judgement::Invalid {
            answer: "已電話說明不屬物業職責".to_owned(),
        },
        why: "鄰里私人糾紛".to_owned(),
    }
}

fn valid(event: EventId) -> JudgeComplaint {
    JudgeComplaint {
        event,
        judgement: Judgement::Valid,
        why: "查明是外判商漏做".to_owned(),
    }
}

async fn judge(work: &AtWork<'_>, asker: &Asker, input: JudgeComplaint) -> Result<()> {
    work.app
        .judge_complaint(asker, CommandId::generate(), input)
        .await
}

#[tokio::test]
async fn an_invalid_complaint_gives_its_pick_away_and_is_listed_by_name() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (first, second) = (
            work.completed(Category::Complaint, "A").await,
            work.completed(Category::Complaint, "B").await,
        );
        let (pick, other) = if work.standing(first).await.why == Why::Draw {
            (first, second)
        } else {
            (second, first)
        };
        let number = work.standing(pick).await.number;
        judge(&work, &work.planner(), invalid(pick))
            .await
            .expect("the supervisor says so");
        let obligations = work.obligations(pick).await;
        let void = obligations.iter().find(|one| one.voided_at.is_some());
        let void = void.expect("the old number stays");
        assert_eq!(
            (void.number, void.void_cause),
            (number, Some(VoidCause::Invalid))
        );
        assert_eq!(void.void_words.as_deref(), Some("鄰里私人糾紛"));
        let instead = work.standing(other).await;
        assert_eq!(void.replaced_by, Some(instead.id));
        assert_eq!(work.standing(pick).await.why, Why::ExemptInvalid);

        let (asker, site, march) = (work.planner(), work.estate.site, month("2026-03"));
        let plan = work.app.plan(&asker, site, march).await.expect("the plan");
        assert_eq!(plan.exempt.len(), 1);
        let line = &plan.exempt[0].row;
        assert_eq!((line.event, line.exempt), (pick, Why::ExemptInvalid));
        assert_eq!(line.unit.as_deref(), Some("3-1202"));
        let reason = line.why.as_ref().expect("why").reveal();
        assert_eq!(reason, "鄰里私人糾紛");
        assert!(plan.not_planned.iter().all(|line| line.event != pick));
        let of = RowsOf::all(Figure::ExemptInvalid);
        let rows = work.app.statistics_rows(&asker, site, march, None, &of);
        let rows = rows.await.expect("the rows");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].event, pick);
        let [why, answer] = rows[0].invalid.clone().expect("it says why");
        assert_eq!(why.expect("why").reveal(), "鄰里私人糾紛");
        assert_eq!(answer.expect("told").reveal(), "已電話說明不屬物業職責");

        let page = work.app.event(&asker, pick).await.expect("the page");
        let invalidity = page.invalidity.expect("why");
        assert!(invalidity.judged_by.is_some() && page.may_judge);
        assert_eq!(page.invalid_basis.readings, ["invalid_complaint"]);
    })
    .await;
}

#[tokio::test]
async fn one_that_is_valid_after_all_gets_a_new_number() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = work.completed(Category::Complaint, "A").await;
        judge(&work, &work.planner(), invalid(event))
            .await
            .expect("it is invalid");
        judge(&work, &work.planner(), valid(event))
            .await
            .expect("it is valid");
        let standing = work.standing(event).await;
        assert_eq!((standing.number, standing.why.exempt()), (Some(2), false));
        let page = work
            .app
            .event(&work.planner(), event)
            .await
            .expect("the page");
        assert!(page.row.state.valid && page.invalidity.is_none());
        let error = judge(&work, &work.planner(), valid(event)).await;
        let error = error.expect_err("it is valid");
        assert_eq!(refusal(&error), &Refusal::EventState);
    })
    .await;
}

// Shows every invalid_complaint.
#[tokio::test]
async fn only_the_supervisor_says_so_with_the_reason_and_the_answer() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = work.completed(Category::Complaint, "A").await;
        let answer = judge(&work, &work.officer(), invalid(event)).await;
        let Err(Error::Forbidden { posts, basis, .. }) = answer else {
            panic!("an inspector judged");
        };
        assert_eq!(posts, ["service_director"]);
        assert_eq!(basis.readings, ["invalid_complaint"]);
        let silent = JudgeComplaint {
            judgement: Judgement::Invalid {
                answer: " ".to_owned(),
            },
            why: String::new(),
            ..invalid(event)
        };
        let error = judge(&work, &work.planner(), silent).await;
        let error = error.expect_err("it is silent");
        let missing = ["why", "answer"].map(|name| (name, Fault::Missing));
        assert_eq!(faults(&error), missing);
        judge(&work, &work.planner(), invalid(event))
            .await
            .expect("it is invalid");
        let error = judge(&work, &work.planner(), invalid(event)).await;
        let error = error.expect_err("it is invalid");
        assert_eq!(refusal(&error), &Refusal::EventState);
        let repair = work.completed(Category::Repair, "B").await;
        let error = judge(&work, &work.planner(), invalid(repair)).await;
        let error = error.expect_err("it is no complaint");
        assert_eq!(refusal(&error), &Refusal::EventState);
    })
    .await;
}
