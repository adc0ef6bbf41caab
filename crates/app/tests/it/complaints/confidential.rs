//! Confidential complaints: seen by the posts that the procedure names, never by who is complained of, on no path.

use huiyin_app::attachments::{FileKind, KeepAttachment, MeantFor};
use huiyin_app::events::{
    CompleteEvents, CorrectEvent, EventFilter, EventForm, JoinReport, KeepConfidential, ReportForm,
    TakeInHand, Telling, WordsForm,
};
use huiyin_app::people::PhoneOf;
use huiyin_app::planning::{AdjustPlan, ReleasePlan, VisitorChoice};
use huiyin_app::statistics::{Figure, RowsOf};
use huiyin_app::visits::{FileInput, RecordVisit};
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::entry::Shows;
use huiyin_domain::{Category, CommandId, EventId, Matter, PersonId, Severity};
use huiyin_testkit::{on_both, phone_photo};

use crate::estate_at_work::{AtWork, faults, lines, month, refusal};
use crate::path::{answered, complete_record};

const TODAY: &str = "2026-03-16 09:00";
const SAID: &str = "巡查員索要紅包";

async fn told(work: &AtWork<'_>, accused: Option<PersonId>) -> EventId {
    let mut form = work.form(Category::Complaint);
    form.content.confidential = true;
    form.content.accused = accused;
    "服務態度".clone_into(&mut form.content.kind);
    form.content.severity = Some(Severity::Important);
    form.content.reporter = Some(work.estate.residents["3-1202"]);
    form.content.respondent_department = Some(work.estate.departments["工程部"]);
    SAID.clone_into(&mut form.words.summary);
    form.words.phone = Some("13800000001".to_owned());
    work.register(form).await.event
}

async fn complete(work: &AtWork<'_>, asker: &Asker, event: EventId) -> Result<()> {
    let input = CompleteEvents {
        site: work.estate.site,
        events: vec![event],
        completed_at: String::new(),
        rating: None,
    };
    let done = work
        .app
        .complete_events(asker, CommandId::generate(), input)
        .await;
    done.map(|_| ())
}

/// That it is refused, with the posts that may and the reading that says so.
fn forbidden<T>(answer: Result<T>, what: &str) {
    match answer {
        Err(Error::Forbidden { posts, basis, .. }) => {
            assert!(posts.contains(&"service_director".to_owned()), "{what}");
            assert_eq!(basis.readings, ["confidential_complaints"], "{what}");
        }
        Err(other) => panic!("{what}: {other:?}"),
        Ok(_) => panic!("{what} is allowed"),
    }
}

/// Everything that lists or finds events shows it without a word; whoever asks.
async fn shows_nothing(work: &AtWork<'_>, asker: &Asker, event: EventId) {
    let (app, site, march) = (&work.app, work.estate.site, month("2026-03"));
    let all = EventFilter::default();
    let list = app.events(asker, site, &all, None).await.expect("the list");
    let row = &list.rows.iter().find(|line| line.row.id == event);
    let row = &row.expect("it is there").row;
    assert!(row.confidential);
    let told = [&row.summary, &row.customer];
    assert!(told.iter().all(|it| it.is_none()) && row.unit.is_none() && row.kind.is_none());
    for text in ["索要紅包", "索要红包", "3-1202", "13800000001", "何女士"] {
        let found = EventFilter {
            text: text.to_owned(),
            ..EventFilter::default()
        };
        let found = app
            .events(asker, site, &found, None)
            .await
            .expect("a search");
        assert!(found.rows.iter().all(|line| line.row.id != event), "{text}");
        let homes = app.find_household(asker, site, text).await.expect("homes");
        let events = homes.iter().flat_map(|home| &home.events);
        assert!(events.into_iter().all(|it| it.id != event), "{text}");
    }
    let unit = work.estate.units["3-1202"];
    let home = app.household(asker, unit).await.expect("the household");
    assert!(home.events.iter().all(|it| it.id != event));
    let of_unit = EventFilter {
        unit: Some(unit),
        ..EventFilter::default()
    };
    let found = app
        .events(asker, site, &of_unit, None)
        .await
        .expect("a list");
    assert!(found.rows.iter().all(|line| line.row.id != event));
    let telling = Telling {
        unit: Some(unit),
        kind: "服務態度".to_owned(),
        summary: SAID.to_owned(),
        ..Telling::default()
    };
    let alike = app
        .alike_complaints(asker, site, &telling)
        .await
        .expect("alike");
    assert!(alike.complaints.is_empty());

    let plan = app.plan(asker, site, march).await.expect("the plan");
    for line in plan.lines.iter().filter(|line| line.row.event == event) {
        let row = &line.row;
        assert!(row.confidential && row.summary.is_none() && row.unit.is_none());
        assert!(row.customer.is_none() && row.kind.is_none());
    }
    let desk = app.desk(asker, site).await.expect("the desk");
    let open = desk
        .late
        .iter()
        .chain(&desk.due_today)
        .chain(&desk.next_days);
    for line in open.filter(|line| line.row.event == event) {
        assert!(line.row.confidential && line.row.summary.is_none());
        assert!(line.row.unit.is_none() && line.row.customer.is_none());
    }
    let of = RowsOf::all(Figure::Owed);
    let rows = app.statistics_rows(asker, site, march, None, &of).await;
    for row in rows
        .expect("the rows")
        .iter()
        .filter(|row| row.event == event)
    {
        assert!(row.confidential && row.summary.is_none() && row.unit.is_none());
    }
    let ledger = app.ledger(asker, site).await.expect("the ledger");
    for one in ledger.lacking.iter().filter(|one| one.event == event) {
        assert!(one.row.confidential && one.row.summary.is_none());
    }
}

/// Its own pages and every action on it are refused.
async fn is_shut(work: &AtWork<'_>, asker: &Asker, event: EventId) {
    let app = &work.app;
    let command = CommandId::generate;
    forbidden(app.event(asker, event).await, "the page");
    forbidden(app.mergers(asker, event).await, "the mergers");
    forbidden(
        app.reveal_phone(asker, PhoneOf::Event(event)).await,
        "the phone",
    );
    forbidden(complete(work, asker, event).await, "the completion");
    let hand = TakeInHand { event, owner: None };
    forbidden(app.take_in_hand(asker, command(), hand).await, "the hand");
    let report = ReportForm {
        said: "x".to_owned(),
        ..ReportForm::default()
    };
    let join = JoinReport { event, report };
    forbidden(app.join_report(asker, command(), join).await, "the report");
    let open = KeepConfidential {
        event,
        confidential: false,
        accused: None,
        why: "x".to_owned(),
    };
    forbidden(
        app.keep_confidential(asker, command(), open).await,
        "its end",
    );
}

#[tokio::test]
async fn who_is_not_named_sees_that_it_is_there_and_nothing_more() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let accused = work.estate.staff["patrol_inspector"];
        let event = told(&work, Some(accused)).await;
        // The officer who took it in sees no more than the others.
        let (officer, colleague) = (work.officer(), work.asker("area_officer"));
        for asker in [&officer, &colleague, &work.planner()] {
            shows_nothing(&work, asker, event).await;
        }
        for asker in [&officer, &colleague, &work.asker("property_director")] {
            is_shut(&work, asker, event).await;
        }
        let page = work
            .app
            .event(&work.planner(), event)
            .await
            .expect("the page");
        assert_eq!(page.row.summary.expect("the words").reveal(), SAID);
        assert_eq!(page.around.unit.as_deref(), Some("3-1202"));
        assert!(page.around.reporter.is_some() && page.around.accused.is_some());
        assert_eq!(page.around.respondent.as_deref(), Some("工程部"));

        let corrected = CorrectEvent {
            event,
            version: page.row.version,
            why: "補充原話".to_owned(),
            content: EventForm {
                category: Some(Category::Complaint),
                severity: Some(Severity::Important),
                unit: page.row.state.unit,
                reporter: page.row.state.reporter,
                ..EventForm::default()
            },
            words: Some(WordsForm {
                summary: format!("{SAID},不給就刁難"),
                ..WordsForm::default()
            }),
            completed_at: String::new(),
        };
        work.app
            .correct_event(&work.planner(), CommandId::generate(), corrected)
            .await
            .expect("who is named corrects it");
        shows_nothing(&work, &officer, event).await;
        let page = work
            .app
            .event(&work.planner(), event)
            .await
            .expect("the page");
        assert!(
            page.row
                .summary
                .expect("the words")
                .reveal()
                .ends_with("刁難")
        );
        complete(&work, &work.planner(), event)
            .await
            .expect("it is completed");
        work.advance().await;
        for asker in [&officer, &colleague, &work.planner()] {
            shows_nothing(&work, asker, event).await;
        }
        let line = lines(&work, "2026-03").await.remove(0);
        assert_eq!(line.row.event, event);
        let visitor = line.visitors[0].person;
        assert_eq!(visitor, Some(work.estate.staff["service_director"]));
        forbidden(
            work.app.follow_up(&officer, line.row.id).await,
            "the follow-up",
        );
        let page = work.app.follow_up(&work.planner(), line.row.id).await;
        let page = page.expect("who is named sees it");
        assert!(page.is_visitor);
        assert_eq!(page.row.customer, Some(work.estate.residents["3-1202"]));

        let named = AdjustPlan {
            follow_up: line.row.id,
            planned_day: "2026-03-18".to_owned(),
            channel: line.row.channel,
            visitors: vec![VisitorChoice {
                post: line.visitors[0].post.clone(),
                person: Some(work.estate.staff["site_manager"]),
            }],
            why: "主任另有任務".to_owned(),
        };
        let stranger = AdjustPlan {
            visitors: vec![VisitorChoice {
                post: line.visitors[0].post.clone(),
                person: Some(work.estate.staff["service_director"]),
            }],
            ..named.clone()
        };
        let app = &work.app;
        app.adjust_plan(&work.planner(), CommandId::generate(), named)
            .await
            .expect("the manager sees it too");
        app.adjust_plan(&work.planner(), CommandId::generate(), stranger)
            .await
            .expect("and so does the director");
    })
    .await;
}

// Shows every confidential_complaints.
#[tokio::test]
async fn who_is_complained_of_never_sees_it_whatever_post_they_hold() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let director = work.planner();
        let event = told(&work, director.person).await;
        is_shut(&work, &director, event).await;
        let manager = work.asker("site_manager");
        complete(&work, &manager, event)
            .await
            .expect("the manager handles it");
        work.advance().await;
        shows_nothing(&work, &director, event).await;
        let line = lines(&work, "2026-03").await.remove(0);
        let visitor = line.visitors[0].person;
        assert_eq!(visitor, Some(work.estate.staff["site_manager"]));
        forbidden(
            work.app.follow_up(&director, line.row.id).await,
            "the follow-up",
        );
        let named = AdjustPlan {
            follow_up: line.row.id,
            planned_day: "2026-03-18".to_owned(),
            channel: line.row.channel,
            visitors: vec![VisitorChoice {
                post: line.visitors[0].post.clone(),
                person: director.person,
            }],
            why: String::new(),
        };
        let command = CommandId::generate();
        let answer = work.app.adjust_plan(&manager, command, named).await;
        let error = answer.expect_err("nobody visits about themselves");
        assert_eq!(refusal(&error), &Refusal::NotOfPost);
    })
    .await;
}

#[tokio::test]
async fn a_supervisor_makes_it_confidential_and_ends_that_without_loss() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut form = work.form(Category::Complaint);
        form.words.summary = SAID.to_owned();
        let event = work.register(form).await.event;
        let keep = |confidential, why: &str| KeepConfidential {
            event,
            confidential,
            accused: None,
            why: why.to_owned(),
        };
        let app = &work.app;
        let inspector = work.officer();
        let officer = app.keep_confidential(&inspector, CommandId::generate(), keep(true, "x"));
        forbidden(officer.await, "an officer");
        let planner = work.planner();
        let silent = app.keep_confidential(&planner, CommandId::generate(), keep(true, " "));
        let error = silent.await.expect_err("no reason");
        assert_eq!(faults(&error), [("why", Fault::Missing)]);
        let stranger = KeepConfidential {
            accused: Some(work.estate.residents["3-1202"]),
            ..keep(true, "x")
        };
        let answer = app.keep_confidential(&planner, CommandId::generate(), stranger);
        let error = answer.await.expect_err("no member of the staff");
        assert_eq!(faults(&error), [("accused", Fault::Unknown)]);

        app.keep_confidential(&planner, CommandId::generate(), keep(true, "涉及隱私"))
            .await
            .expect("it is confidential");
        is_shut(&work, &work.officer(), event).await;
        shows_nothing(&work, &work.officer(), event).await;
        let again = app.keep_confidential(&planner, CommandId::generate(), keep(true, "x"));
        let error = again.await.expect_err("it is so");
        assert_eq!(refusal(&error), &Refusal::EventState);
        app.keep_confidential(&planner, CommandId::generate(), keep(false, "住戶同意公開"))
            .await
            .expect("it is so no more");
        let page = app.event(&work.officer(), event).await.expect("the page");
        assert_eq!(page.row.summary.expect("the words").reveal(), SAID);
        assert_eq!(page.row.state.unit, Some(work.estate.units["3-1202"]));
        let found = EventFilter {
            text: "索要红包".to_owned(),
            ..EventFilter::default()
        };
        let found = app
            .events(&work.officer(), work.estate.site, &found, None)
            .await;
        assert_eq!(found.expect("a search").rows.len(), 1, "it is found again");
    })
    .await;
}

#[tokio::test]
async fn what_is_said_at_its_visit_is_no_less_confidential() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = told(&work, Some(work.estate.staff["patrol_inspector"])).await;
        let director = work.planner();
        complete(&work, &director, event)
            .await
            .expect("it is completed");
        work.go_to("2026-03-17 10:00");
        work.advance().await;
        let follow_up = lines(&work, "2026-03").await.remove(0).row.id;
        let release = ReleasePlan {
            site: work.estate.site,
            follow_ups: vec![follow_up],
        };
        let app = &work.app;
        app.release_plan(&director, CommandId::generate(), release)
            .await
            .expect("it is released");
        let photo = KeepAttachment {
            meant_for: MeantFor::Record(follow_up),
            kinds: FileKind::PHOTO,
            file_name: "紅包.jpg".to_owned(),
            content: phone_photo(1),
        };
        let sent = app.keep_attachment(&work.officer(), photo.clone()).await;
        forbidden(sent, "a photo of another");
        let photo = app.keep_attachment(&director, photo).await.expect("kept");
        let record = RecordVisit {
            files: vec![FileInput {
                attachment: photo,
                shows: Shows::SiteCheck,
                matter: None,
            }],
            matters: vec![answered(Matter::Complaint)],
            ..complete_record(follow_up, [work.estate.staff["service_director"]])
        };
        forbidden(
            app.record_visit(&work.officer(), CommandId::generate(), record.clone())
                .await,
            "the record of another",
        );
        let record = app
            .record_visit(&director, CommandId::generate(), record)
            .await
            .expect("it is recorded")
            .record;
        for asker in [work.officer(), work.asker("property_director")] {
            forbidden(app.record(&asker, record).await, "the record");
            forbidden(app.attachment(&asker, photo).await, "its photo");
            let all = EventFilter::default();
            let list = app.events(&asker, work.estate.site, &all, None).await;
            let rows = list.expect("the list").rows;
            assert_eq!(rows.len(), 2, "what was raised is a complaint of its own");
            assert!(rows.iter().all(|line| line.row.confidential));
            assert!(rows.iter().all(|line| line.row.summary.is_none()));
            let linked = rows.iter().find(|line| line.row.id != event);
            is_shut(&work, &asker, linked.expect("the other").row.id).await;
        }
        app.record(&director, record)
            .await
            .expect("who is named reads it");
        app.attachment(&director, photo)
            .await
            .expect("and sees its photo");
    })
    .await;
}
