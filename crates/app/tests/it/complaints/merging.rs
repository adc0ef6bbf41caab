//! One record for the same complaint: offered, joined, merged and taken apart again, without loss.

use huiyin_app::events::{
    CompleteEvents, JoinReport, MergeEvent, ReportForm, SeparateEvent, Telling,
};
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::entry::{Facts, VoidCause};
use huiyin_domain::{Category, CommandId, EventId, Why};
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, month, refusal};

const TODAY: &str = "2026-03-16 09:00";

async fn told(work: &AtWork<'_>, unit: &str, summary: &str) -> EventId {
    let mut form = work.form(Category::Complaint);
    form.content.unit = Some(work.estate.units[unit]);
    form.words.summary = summary.to_owned();
    work.register(form).await.event
}

async fn offered(work: &AtWork<'_>, unit: &str, summary: &str) -> Vec<EventId> {
    let telling = Telling {
        unit: Some(work.estate.units[unit]),
        summary: summary.to_owned(),
        ..Telling::default()
    };
    let alike = work
        .app
        .alike_complaints(&work.officer(), work.estate.site, &telling)
        .await
        .expect("they are looked for");
    assert!(!alike.basis.readings.is_empty(), "it names its reading");
    alike.complaints.iter().map(|it| it.row.event).collect()
}

async fn join(work: &AtWork<'_>, event: EventId, said: &str) -> Result<()> {
    let report = ReportForm {
        department: Some(work.estate.departments["工程部"]),
        reported_at: "2026-03-16 08:30".to_owned(),
        said: said.to_owned(),
        ..ReportForm::default()
    };
    work.app
        .join_report(
            &work.officer(),
            CommandId::generate(),
            JoinReport { event, report },
        )
        .await
}

async fn merge(work: &AtWork<'_>, asker: &Asker, event: EventId, into: EventId) -> Result<()> {
    let why = "同一漏水分別報了兩個部門".to_owned();
    work.app
        .merge_event(
            asker,
            CommandId::generate(),
            MergeEvent { event, into, why },
        )
        .await
}

async fn separate(work: &AtWork<'_>, event: EventId) -> Result<()> {
    let why = "查明是兩處漏水".to_owned();
    work.app
        .separate_event(
            &work.planner(),
            CommandId::generate(),
            SeparateEvent { event, why },
        )
        .await
}

fn refused(answer: Result<()>) -> Refusal {
    refusal(&answer.expect_err("it is refused")).clone()
}

// Shows kehu 11.1.12; every same_complaint.
#[tokio::test]
async fn an_open_complaint_of_the_household_in_similar_words_is_offered() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let leak = told(&work, "3-1202", "樓上空調滴水打濕陽台衣物").await;
        let noise = told(&work, "3-1202", "午休時段裝修噪音擾民").await;
        assert_eq!(offered(&work, "3-1202", "楼上空调又在滴水").await, [leak]);
        assert!(
            offered(&work, "3-1203", "楼上空调又在滴水")
                .await
                .is_empty()
        );
        assert!(offered(&work, "3-1202", "門禁壞了進不去").await.is_empty());
        work.complete(leak).await;
        let settled = offered(&work, "3-1202", "樓上空調又在滴水").await;
        assert!(settled.is_empty(), "what was settled is told anew");
        assert_eq!(offered(&work, "3-1202", "装修噪音").await, [noise]);

        let mut nobody = work.form(Category::Complaint);
        nobody.content.unit = None;
        nobody.content.anonymous = true;
        nobody.words.summary = "地庫排煙口異味大".to_owned();
        let nobody = work.register(nobody).await.event;
        let telling = Telling {
            summary: "地库排烟口异味".to_owned(),
            ..Telling::default()
        };
        let site = work.estate.site;
        let officer = work.officer();
        let alike = work.app.alike_complaints(&officer, site, &telling);
        let found = alike.await.expect("they are looked for").complaints;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].row.event, nobody);
    })
    .await;
}

// Shows kehu 11.1.12; every same_complaint.
#[tokio::test]
async fn a_report_that_joins_keeps_its_time_its_department_and_its_words() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let event = told(&work, "3-1202", "衛生間漏水").await;
        join(&work, event, "廁所頂還在漏").await.expect("it joins");
        join(&work, event, "又漏了").await.expect("it joins");
        let page = work
            .app
            .event(&work.officer(), event)
            .await
            .expect("the page");
        let said: Vec<&str> = page
            .reports
            .iter()
            .filter_map(|report| Some(report.said.as_ref()?.reveal().as_str()))
            .collect();
        assert_eq!(said, ["廁所頂還在漏", "又漏了"]);
        let zone = page.site.zone();
        for (number, report) in (1..).zip(&page.reports) {
            assert_eq!(report.number, number);
            assert_eq!(report.department.as_deref(), Some("工程部"));
            let at = zone.local(report.reported_at.expect("its time"));
            assert!(at.to_string().starts_with("2026-03-16 08:30"));
        }
        let joined = |step: &&huiyin_app::events::Step| matches!(step.what, Facts::ReportJoined(_));
        assert_eq!(page.steps.iter().filter(joined).count(), 2);

        let silent = join(&work, event, " ").await.expect_err("nothing is said");
        assert_eq!(faults(&silent), [("summary", Fault::Missing)]);
        work.complete(event).await;
        assert_eq!(
            refused(join(&work, event, "又漏").await),
            Refusal::ToldAfter
        );
        let repair = work.register(work.form(Category::Repair)).await.event;
        assert_eq!(
            refused(join(&work, repair, "又漏").await),
            Refusal::NotComplaint
        );
    })
    .await;
}

#[tokio::test]
async fn a_merged_complaint_gives_its_pick_away_and_comes_back_with_a_new_number() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (first, second) = (
            told(&work, "3-1202", "衛生間漏水").await,
            told(&work, "3-1202", "廁所頂漏水").await,
        );
        work.complete(first).await;
        work.complete(second).await;
        let (pick, other) = if work.standing(first).await.why == Why::Draw {
            (first, second)
        } else {
            (second, first)
        };
        let number = work.standing(pick).await.number;
        merge(&work, &work.planner(), pick, other)
            .await
            .expect("it is merged");
        let obligations = work.obligations(pick).await;
        assert_eq!(obligations.len(), 1);
        let void = &obligations[0];
        assert_eq!((void.number, void.void_cause), (number, Some(VoidCause::Merged)));
        assert_eq!(void.void_words.as_deref(), Some("同一漏水分別報了兩個部門"));
        let instead = work.standing(other).await;
        assert_eq!((void.replaced_by, instead.why), (Some(instead.id), Why::Draw));

        let app = &work.app;
        let page = app.event(&work.planner(), pick).await.expect("it stays");
        let into = page.merged_into.as_ref().expect("what it is a part of");
        assert_eq!(into.0, other);
        assert!(page.may_separate && !page.may_handle && !page.may_correct);
        let whole = app.event(&work.planner(), other).await.expect("the whole");
        assert_eq!(whole.merged.len(), 1);
        assert_eq!(whole.merged[0].row.event, pick);
        let noted = |step: &huiyin_app::events::Step| matches!(&step.what, Facts::MergeNoted(it) if it.merged);
        assert!(whole.steps.iter().any(noted));
        let march = month("2026-03");
        let planner = work.planner();
        let statistics = app.statistics(&planner, work.estate.site, march, None);
        let statistics = statistics.await.expect("the statistics");
        let owed = statistics.total.get(huiyin_app::statistics::Figure::Owed);
        assert_eq!(owed, 1, "one complaint is owed");

        separate(&work, pick).await.expect("it stands for itself");
        let anew = work.standing(pick).await;
        assert_eq!(anew.number, Some(3));
        let old = work.obligations(pick).await;
        assert!(old.iter().any(|one| one.void_cause == Some(VoidCause::Merged)));
        let page = app.event(&work.planner(), pick).await.expect("it is back");
        assert!(page.merged_into.is_none() && page.may_correct);
        assert_eq!(refused(separate(&work, pick).await), Refusal::EventState);
    })
    .await;
}

#[tokio::test]
async fn what_is_part_of_another_is_dealt_with_there() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (one, other) = (
            told(&work, "3-1202", "衛生間漏水").await,
            told(&work, "3-1202", "廁所頂漏水").await,
        );
        merge(&work, &work.planner(), one, other)
            .await
            .expect("it is merged");
        let complete = |events: Vec<EventId>| CompleteEvents {
            site: work.estate.site,
            events,
            completed_at: String::new(),
            rating: None,
        };
        let asker = work.officer();
        let alone = complete(vec![one]);
        let answer = work
            .app
            .complete_events(&asker, CommandId::generate(), alone);
        assert_eq!(refused(answer.await.map(|_| ())), Refusal::Merged);
        let both = complete(vec![one, other]);
        let done = work
            .app
            .complete_events(&asker, CommandId::generate(), both);
        let done = done.await.expect("the whole is completed");
        assert_eq!((done.done, done.skipped), (vec![other], vec![one]));
        assert_eq!(refused(join(&work, one, "還在漏").await), Refusal::Merged);
        assert!(work.obligations(one).await.is_empty());
        assert_eq!(work.obligations(other).await.len(), 1);
        separate(&work, one).await.expect("it is open again");
        work.complete(one).await;
        assert_eq!(work.obligations(one).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn only_the_same_complaint_is_merged_and_only_by_the_planner() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let first = told(&work, "3-1202", "衛生間漏水").await;
        let elsewhere = told(&work, "3-1203", "衛生間漏水").await;
        let planner = work.planner();
        let officer = merge(&work, &work.officer(), elsewhere, first).await;
        assert!(matches!(officer, Err(Error::Forbidden { .. })));
        let household = merge(&work, &planner, elsewhere, first).await;
        assert_eq!(refused(household), Refusal::OtherHousehold);
        let itself = merge(&work, &planner, first, first).await;
        assert_eq!(refused(itself), Refusal::NotComplaint);
        work.complete(first).await;
        work.go_to("2026-03-16 15:00");
        let later = told(&work, "3-1202", "衛生間又漏水").await;
        let answer = merge(&work, &planner, later, first).await;
        assert_eq!(refused(answer), Refusal::ToldAfter);

        let (one, other) = (
            told(&work, "3-1202", "走廊燈不亮").await,
            told(&work, "3-1202", "走廊的燈不亮").await,
        );
        merge(&work, &planner, one, other)
            .await
            .expect("it is merged");
        let again = merge(&work, &planner, one, later).await;
        assert_eq!(refused(again), Refusal::Merged);
        let into_part = merge(&work, &planner, later, one).await;
        assert_eq!(refused(into_part), Refusal::Merged);
        let holder = merge(&work, &planner, other, later).await;
        assert_eq!(refused(holder), Refusal::InUse);
        let silent = MergeEvent {
            event: later,
            into: other,
            why: " ".to_owned(),
        };
        let answer = work
            .app
            .merge_event(&planner, CommandId::generate(), silent);
        let error = answer.await.expect_err("no reason");
        assert_eq!(faults(&error), [("why", Fault::Missing)]);

        let number = work
            .app
            .event(&planner, first)
            .await
            .expect("the page")
            .number;
        let found = work.app.event_of_number(&planner, later, &number).await;
        assert_eq!(found.expect("it is looked for"), Some(first));
        let found = work
            .app
            .event_of_number(&planner, later, "CY-2026-99999")
            .await;
        assert_eq!(found.expect("it is looked for"), None);
    })
    .await;
}
