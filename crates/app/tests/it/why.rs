//! Why a follow-up is asked for, and why a home is not picked: what is told, with its clauses, under each procedure.

mod rounds;

use huiyin_app::events::{CompleteEvents, RegisterEvent};
use huiyin_app::people::SavePerson;
use huiyin_app::planning::{
    AddFollowUp, AlwaysBecause, NumberState, ObligationWhy, ReleasePlan, ReplaceUnreachable,
};
use huiyin_app::visits::{Behind, FollowUpWhy, NoteTry};
use huiyin_app::{App, Asker, Error, Result};
use huiyin_domain::entry::{ContactWish, VisitorReason};
use huiyin_domain::{
    Category, Channel, CommandId, EventId, FollowUpId, ObligationId, Personal, Rating, Severity,
    Why,
};
use huiyin_rules::explain::CountedFrom;
use huiyin_rules::procedure::Basis;
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, important, line, lines};
use crate::path::day;

const TODAY: &str = "2026-03-16 09:00";
const ALL: [&str; 3] = ["kehu", "yezhu", "wuye"];

/// What is told of a follow-up. On the heap: it holds the whole event.
async fn told_of(app: &App, asker: &Asker, follow_up: FollowUpId) -> Result<Box<FollowUpWhy>> {
    Box::pin(app.why_follow_up(asker, follow_up))
        .await
        .map(Box::new)
}

async fn why(work: &AtWork<'_>, follow_up: FollowUpId) -> Box<FollowUpWhy> {
    let why = told_of(&work.app, &work.officer(), follow_up).await;
    why.expect("it is told")
}

async fn why_not(work: &AtWork<'_>, obligation: ObligationId) -> Box<ObligationWhy> {
    let officer = work.officer();
    let why = Box::pin(work.app.why_obligation(&officer, obligation)).await;
    Box::new(why.expect("it is told").1)
}

fn cites(basis: &Basis, name: &str) -> bool {
    let cited = basis.clauses.iter().chain(&basis.readings);
    cited.into_iter().any(|it| it == name)
}

/// A complaint completed now, of this severity.
async fn complaint(work: &AtWork<'_>, severity: Severity, rating: Option<Rating>) -> EventId {
    let mut form = work.form(Category::Complaint);
    form.content.severity = Some(severity);
    form.content.rating = rating;
    form.content.respondent_department = Some(work.estate.departments["工程部"]);
    let event = work.register(form).await.event;
    work.complete(event).await;
    event
}

#[tokio::test]
async fn what_is_always_followed_up_says_which_case_it_is() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let event = important(&work, "A").await;
        let told = why(&work, line(&work, event).await.row.id).await;
        let case = &told.obligation;
        let severity = AlwaysBecause::Severity(Severity::Important);
        assert_eq!(case.always, Some(severity));
        assert!(cites(&case.because, "11.1.3") && cites(&case.because, "grave_always"));
        let window = case.window.as_ref().expect("the days");
        assert_eq!(window.from_day, CountedFrom::DayZero(day("2026-03-16")));
        assert_eq!(
            (window.first.day, window.last.day),
            (day("2026-03-16"), day("2026-03-19"))
        );
        assert!(cites(&window.basis, "11.1.3") && cites(&window.counting, "day_zero"));
        let visitor = &told.visitors[0];
        assert_eq!(visitor.row.post, "service_director");
        assert_eq!(visitor.row.reason, VisitorReason::OnlyHolder);
        assert!(cites(&visitor.post_basis, "11.1.3"));
        assert!(cites(&visitor.person_basis, "person_within_post"));
        assert_eq!(told.channel.allowed, [Channel::OnSite]);
        assert!(told.channel.exception.is_some() && !told.channel.never_by_phone);
        assert!(told.round.is_none() && told.voluntary.is_none() && told.changes.is_empty());

        let major = complaint(&work, Severity::Major, None).await;
        let told = why(&work, line(&work, major).await.row.id).await;
        assert!(told.channel.never_by_phone && told.channel.exception.is_none());
        assert!(cites(&told.channel.basis, "third_class"));

        let rated = complaint(&work, Severity::General, Some(Rating::Dissatisfied)).await;
        let told = why(&work, line(&work, rated).await.row.id).await;
        assert_eq!(told.obligation.always, Some(AlwaysBecause::Dissatisfied));
        assert!(cites(&told.obligation.because, "dissatisfied_always"));
    })
    .await;
}

#[tokio::test]
async fn where_all_are_followed_up_nothing_is_said_of_a_draw() {
    for (procedure, category, clause) in [
        ("kehu", Category::MoveIn, "11.1.6"),
        ("yezhu", Category::Complaint, "四.1(2)a"),
        ("wuye", Category::Complaint, "4.2.1"),
    ] {
        on_both(async |db| {
            let work = AtWork::new(db, procedure, TODAY).await;
            let event = if category == Category::Complaint {
                complaint(&work, Severity::General, None).await
            } else {
                work.completed(category, "A").await
            };
            let one = work.standing(event).await;
            let told = why_not(&work, one.id).await;
            assert_eq!(told.known.why, Some(Why::Rate100), "{procedure}");
            assert!(
                cites(&told.because, clause),
                "{procedure}: {:?}",
                told.because
            );
            assert!(told.known.stratum.is_none() && told.always.is_none());
            let figures = (told.cohort.owed, told.cohort.numbered, told.cohort.picked);
            assert_eq!(figures, (1, 0, 1), "{procedure}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_draw_is_told_of_only_once_it_is_shown() {
    for procedure in ALL {
        on_both(async |db| {
            let work = AtWork::new(db, procedure, TODAY).await;
            let category = if procedure == "kehu" {
                Category::Complaint
            } else {
                Category::Help
            };
            let mut events = Vec::new();
            for id in ["A", "B", "C"] {
                events.push(work.completed(category, id).await);
            }
            let mut ids = Vec::new();
            for event in events {
                ids.push(work.standing(event).await.id);
            }
            for id in &ids {
                let told = why_not(&work, *id).await;
                assert_eq!(
                    (told.known.why, told.cohort.picked),
                    (None, 0),
                    "{procedure}"
                );
                assert!(cites(&told.because, "random_draw"));
                assert_eq!(told.shown_from, (6, 0));
            }
            work.go_to("2026-03-17 06:00");
            let mut picked = 0;
            let mut not = 0;
            for id in &ids {
                let told = why_not(&work, *id).await;
                let stratum = told.known.stratum.as_ref().expect("its stratum");
                match told.known.why {
                    Some(Why::Draw) => picked += 1,
                    Some(Why::NotDrawn) => {
                        not += 1;
                        let of = |state| stratum.boxes.iter().filter(move |it| it.state == state);
                        assert_eq!(of(NumberState::Picked).count(), 1, "{procedure}");
                    }
                    _ => {}
                }
                let numbers = (told.cohort.owed, told.cohort.numbered);
                assert_eq!(numbers, (3, 3), "{procedure}");
                assert!(told.revealed_after.is_some(), "the key is kept yet");
            }
            assert!(picked >= 1 && not >= 1, "{procedure}: {picked} and {not}");
            work.go_to("2026-04-01 00:00");
            work.advance().await;
            let told = why_not(&work, ids[0]).await;
            assert!(told.revealed_after.is_none());
            assert!(told.key.expect("the key").key.is_some());
        })
        .await;
    }
}

#[tokio::test]
async fn late_entries_are_told_as_such() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", "2026-03-27 09:00").await;
        work.completed(Category::Complaint, "A").await;
        work.go_to("2026-03-29 00:00");
        work.advance().await;
        let mut form = work.form(Category::Complaint);
        form.content.reported_at = "2026-03-27 10:00".to_owned();
        form.completed_at = "2026-03-27 12:00".to_owned();
        let event = work.register(form).await.event;
        let told = why_not(&work, work.standing(event).await.id).await;
        assert_eq!(told.always, Some(AlwaysBecause::LateEntry));
        assert!(cites(&told.because, "late_entry"));
    })
    .await;
}

/// Seeks a customer three times in vain, and gives the place to another.
async fn give_way(work: &AtWork<'_>, follow_up: FollowUpId) -> ObligationId {
    let planner = work.planner();
    let release = ReleasePlan {
        site: work.estate.site,
        follow_ups: vec![follow_up],
    };
    let released = work
        .app
        .release_plan(&planner, CommandId::generate(), release);
    released.await.expect("released");
    for tried_at in ["2026-03-16 10:00", "2026-03-16 19:00", "2026-03-15 10:00"] {
        let tried = NoteTry {
            follow_up,
            tried_at: tried_at.to_owned(),
            channel: Some(Channel::OnSite),
            card_left: false,
            note: "無人應門".to_owned(),
        };
        let noted = work.app.note_try(&planner, CommandId::generate(), tried);
        noted.await.expect("it is noted");
    }
    let input = ReplaceUnreachable {
        follow_up,
        why: "三次不遇".to_owned(),
    };
    let replaced = work
        .app
        .replace_unreachable(&planner, CommandId::generate(), input);
    replaced
        .await
        .expect("it gives way")
        .instead
        .expect("another")
}

#[tokio::test]
async fn who_takes_anothers_place_is_told_whose() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        for id in ["B", "C"] {
            work.completed(Category::Complaint, id).await;
        }
        work.go_to("2026-03-17 06:00");
        let drawn = lines(&work, "2026-03").await.remove(0);
        let instead = give_way(&work, drawn.row.id).await;
        let mut told = why_not(&work, instead).await;
        if told.replaces.is_none() {
            work.go_to("2026-03-18 06:00");
            told = why_not(&work, instead).await;
        }
        let before = told.replaces.expect("whose place it takes");
        assert_eq!((before.event, before.cause), (drawn.row.event, None));
        assert_eq!(Some(before.number), Some(drawn.number));
        let gone = why_not(&work, drawn.row.obligation).await;
        assert!(gone.is_replaced);
    })
    .await;
}

#[tokio::test]
async fn the_residents_own_wish_stands_beside_what_is_allowed() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let resident = SavePerson {
            person: Some(work.estate.residents["3-1202"]),
            site: work.estate.site,
            name: Personal::new("何女士".to_owned()),
            phone: None,
            hours: Personal::new(String::new()),
            language: None,
            wish: ContactWish::NoVisits,
        };
        let saved = work
            .app
            .save_person(&work.officer(), CommandId::generate(), &resident)
            .await;
        saved.expect("it is saved");
        let mut form = work.form(Category::MoveIn);
        form.content.reporter = resident.person;
        let event = work.register(form).await.event;
        work.complete(event).await;
        let told = why(&work, line(&work, event).await.row.id).await;
        assert_eq!(told.channel.wish, Some(ContactWish::NoVisits));
        assert_eq!(told.channel.allowed, [Channel::OnSite, Channel::Phone]);
    })
    .await;
}

#[tokio::test]
async fn what_the_planner_added_carries_the_reason_given() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut form = work.form(Category::Complaint);
        form.content.anonymous = true;
        form.content.unit = None;
        let event = work.register(form).await.event;
        work.complete(event).await;
        let one = work.standing(event).await;
        let exempt = why_not(&work, one.id).await;
        assert_eq!(exempt.known.why, Some(Why::ExemptAnonymous));
        assert!(cites(&exempt.because, "11.1.13"));
        let input = AddFollowUp {
            event,
            obligation: one.id,
            why: "鄰居都在問".to_owned(),
        };
        let planner = work.planner();
        let added = work
            .app
            .add_follow_up(&planner, CommandId::generate(), input);
        let told = why(&work, added.await.expect("it is added")).await;
        let said = told.voluntary.expect("who added it");
        assert_eq!(said.why.expect("the reason").reveal(), "鄰居都在問");
        assert!(cites(&told.changes_basis, "11.2.2"));
    })
    .await;
}

#[tokio::test]
async fn where_the_department_is_vacant_it_is_told_that_somebody_above_goes() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let mut form = work.form(Category::Complaint);
        form.content.respondent_department = Some(work.estate.departments["工程部"]);
        // The department's head complained themselves.
        form.content.reporter = Some(work.estate.staff["department_head"]);
        let form = RegisterEvent {
            event_id: "A".to_owned(),
            ..form
        };
        let event = work.register(form).await.event;
        work.complete(event).await;
        let told = why(&work, line(&work, event).await.row.id).await;
        let up = told
            .visitors
            .iter()
            .find(|it| it.row.reason == VisitorReason::OneUp);
        let up = up.expect("somebody above");
        assert!(matches!(up.behind, Behind::HolderConcerned));
        assert!(cites(&up.person_basis, "one_level_up"));
        assert_eq!(
            told.channel.exception.map(|it| it.channel),
            Some(Channel::Phone)
        );
    })
    .await;
}

#[tokio::test]
async fn a_confidential_complaint_is_explained_to_those_who_see_it_only() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let mut form = work.form(Category::Complaint);
        form.content.confidential = true;
        form.content.severity = Some(Severity::Important);
        let event = work.register(form).await.event;
        let planner = work.planner();
        let input = CompleteEvents {
            site: work.estate.site,
            events: vec![event],
            completed_at: String::new(),
            rating: None,
        };
        let done = work
            .app
            .complete_events(&planner, CommandId::generate(), input);
        done.await.expect("it is completed");
        let obligation = work.standing(event).await.id;
        let follow_up = line(&work, event).await.row.id;
        let told = told_of(&work.app, &planner, follow_up).await;
        let told = told.expect("the supervisor sees it");
        assert!(matches!(told.visitors[0].behind, Behind::Confidential));
        assert!(cites(
            &told.visitors[0].person_basis,
            "confidential_complaints"
        ));
        for post in ["patrol_inspector", "property_director", "company_leader"] {
            let asker = work.asker(post);
            let shut: [Result<()>; 2] = [
                told_of(&work.app, &asker, follow_up).await.map(drop),
                Box::pin(work.app.why_obligation(&asker, obligation))
                    .await
                    .map(drop),
            ];
            for answer in shut {
                assert!(matches!(answer, Err(Error::Forbidden { .. })), "{post}");
            }
        }
        let nothing = told_of(&work.app, &planner, FollowUpId::generate()).await;
        assert!(matches!(nothing, Err(Error::NotFound)));
    })
    .await;
}
