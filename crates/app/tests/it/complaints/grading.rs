//! How grave a complaint is: proposed with its reasons, decided by a person, changed by a supervisor only.

use huiyin_app::events::{CorrectEvent, EventForm, GradeProposal, Telling};
use huiyin_app::{Asker, Error, Result};
use huiyin_domain::{Category, CommandId, EventId, Lang, Severity};
use huiyin_testkit::on_both;

use crate::estate_at_work::AtWork;

const TODAY: &str = "2026-03-16 09:00";

fn telling(work: &AtWork<'_>, summary: &str) -> Telling {
    Telling {
        unit: Some(work.estate.units["3-1202"]),
        kind: "電梯".to_owned(),
        summary: summary.to_owned(),
        ..Telling::default()
    }
}

async fn proposed(work: &AtWork<'_>, telling: &Telling) -> GradeProposal {
    let asker = work.officer();
    let proposal = work.app.propose_grade(&asker, work.estate.site, telling);
    proposal.await.expect("it is graded").expect("a proposal")
}

fn because(proposal: &GradeProposal) -> Vec<&str> {
    let because = proposal.because.iter();
    because.map(|text| text.get(Lang::ZhHant)).collect()
}

async fn regrade(work: &AtWork<'_>, asker: &Asker, event: EventId, to: Severity) -> Result<()> {
    let page = work.app.event(asker, event).await?;
    let input = CorrectEvent {
        event,
        version: page.row.version,
        why: "核對後更正".to_owned(),
        content: EventForm {
            category: Some(Category::Complaint),
            severity: Some(to),
            unit: page.row.state.unit,
            ..EventForm::default()
        },
        words: None,
        completed_at: String::new(),
    };
    work.app
        .correct_event(asker, CommandId::generate(), input)
        .await
}

#[tokio::test]
async fn words_history_and_where_it_comes_from_propose_a_severity_with_their_reasons() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let plain = proposed(&work, &telling(&work, "垃圾桶早上未清")).await;
        assert_eq!(
            (plain.severity, plain.because.len()),
            (Severity::General, 0)
        );
        assert_eq!(plain.basis.readings, ["complaint_grades"]);
        assert!(plain.criteria.len() > 5, "the person sees what counts");
        // 简 finds what the procedure says in 繁.
        let conduct = proposed(&work, &telling(&work, "保安员态度恶劣")).await;
        assert_eq!(conduct.severity, Severity::Important);
        assert_eq!(because(&conduct), ["員工言行"]);
        let hurt = proposed(&work, &telling(&work, "保安态度恶劣,老人摔伤骨折")).await;
        assert_eq!(
            (hurt.severity, because(&hurt)),
            (Severity::Major, vec!["人身傷害"])
        );
        let forwarded = Telling {
            reply_only: true,
            ..telling(&work, "街道辦轉來噪音投訴")
        };
        assert_eq!(
            because(&proposed(&work, &forwarded).await),
            ["上級部門轉來"]
        );
        let old = Telling {
            reported_at: "2026-02-10 09:00".to_owned(),
            ..telling(&work, "一直沒有人管")
        };
        assert_eq!(because(&proposed(&work, &old).await), ["一個月仍未解決"]);
        let settled = Telling {
            is_completed: true,
            ..old
        };
        assert_eq!(proposed(&work, &settled).await.severity, Severity::General);

        for told in 1..=2 {
            let mut form = work.form(Category::Complaint);
            form.content.kind = "電梯".to_owned();
            let event = work.register(form).await.event;
            work.complete(event).await;
            work.go_to(&format!("2026-03-{} 09:00", 16 + told));
            let again = proposed(&work, &telling(&work, "又停了")).await;
            let expected = if told == 1 {
                (Severity::Important, vec!["已處理完畢的投訴再次發生"])
            } else {
                (Severity::Major, vec!["同一事項第三次投訴"])
            };
            assert_eq!((again.severity, because(&again)), expected);
        }
    })
    .await;
}

// Shows every complaint_grades.
#[tokio::test]
async fn the_person_decides_and_later_only_the_supervisor_changes_it() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut form = work.form(Category::Complaint);
        form.words.summary = "老人摔傷骨折".to_owned();
        form.content.severity = Some(Severity::Important);
        let event = work.register(form).await.event;
        let page = work
            .app
            .event(&work.officer(), event)
            .await
            .expect("the page");
        assert_eq!(page.row.state.severity, Some(Severity::Important));

        let officer = regrade(&work, &work.officer(), event, Severity::General).await;
        let Err(Error::Forbidden { posts, .. }) = officer else {
            panic!("an inspector changed the severity");
        };
        assert_eq!(posts, ["service_director"]);
        regrade(&work, &work.planner(), event, Severity::Major)
            .await
            .expect("the supervisor changes it");
        let page = work
            .app
            .event(&work.planner(), event)
            .await
            .expect("the page");
        assert_eq!(page.row.state.severity, Some(Severity::Major));
        let why = page.steps.last().and_then(|step| step.why.as_ref());
        assert_eq!(why.expect("the reason").reveal(), "核對後更正");
    })
    .await;
}
