//! Festivals: their lists, the release, and for which of them nobody is visited.

use huiyin_app::events::{ConfirmList, ListLineInput};
use huiyin_app::festivals::{
    CopyHouseholds, FestivalEntry, FestivalOf, FestivalReleasedAnswer, FestivalState,
    HouseholdInput, ListHouseholds, ReleaseFestival, StrikeHousehold, SwitchFestival,
};
use huiyin_app::imports::ImportRequest;
use huiyin_app::{Asker, Error, Fault, Refusal, Result};
use huiyin_domain::entry::ImportKind;
use huiyin_domain::{Category, CommandId, ImportId, Personal, Topic, Why};
use huiyin_store::events;
use huiyin_testkit::on_both;

use crate::estate_at_work::{AtWork, faults, refusal};

const TODAY: &str = "2026-09-01 09:00";

fn festival(work: &AtWork<'_>, id: &str, year: i32) -> FestivalOf {
    FestivalOf {
        site: work.estate.site,
        festival: id.to_owned(),
        year,
    }
}

fn household(work: &AtWork<'_>, unit: &'static str, note: &str) -> HouseholdInput {
    HouseholdInput {
        unit: Some(work.estate.units[unit]),
        unit_words: String::new(),
        person: work.estate.residents.get(unit).copied(),
        note: Personal::new(note.to_owned()),
    }
}

async fn list(
    work: &AtWork<'_>,
    (asker, of): (&Asker, &FestivalOf),
    households: Vec<HouseholdInput>,
) -> Result<()> {
    let input = ListHouseholds {
        of: of.clone(),
        households,
    };
    let command = CommandId::generate();
    work.app.list_households(asker, command, input).await
}

async fn release(
    work: &AtWork<'_>,
    (asker, of): (&Asker, &FestivalOf),
    households: usize,
) -> Result<FestivalReleasedAnswer> {
    let input = ReleaseFestival {
        of: of.clone(),
        households,
    };
    let command = CommandId::generate();
    work.app.release_festival(asker, command, input).await
}

async fn switch(work: &AtWork<'_>, of: &FestivalOf, visited: bool, why: &str) -> Result<()> {
    let input = SwitchFestival {
        of: of.clone(),
        visited,
        why: why.to_owned(),
    };
    let manager = work.asker("site_manager");
    let command = CommandId::generate();
    work.app.switch_festival(&manager, command, input).await
}

async fn entry(work: &AtWork<'_>, of: &FestivalOf) -> FestivalEntry {
    let page = work.app.festival(&work.planner(), of, 0).await;
    page.expect("the festival").entry
}

/// A household with somebody known.
const HOME: &str = "3-1202";

fn other_unit(work: &AtWork<'_>) -> &'static str {
    let mut units = work.estate.units.keys();
    units.find(|unit| **unit != HOME).expect("another unit")
}

// Shows kehu 11.1.6 festival_households festival_lists.
#[tokio::test]
async fn a_released_list_becomes_an_event_whose_households_are_all_visited() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (planner, manager) = (work.planner(), work.asker("site_manager"));
        let of = festival(&work, "mid_autumn", 2026);
        let before = entry(&work, &of).await;
        assert_eq!(before.day.to_string(), "2026-09-25");
        assert_eq!(before.window.not_before().to_string(), "2026-09-18");
        assert_eq!(before.state, FestivalState::NoList);
        let homes = vec![
            household(&work, HOME, "獨居長者"),
            household(&work, other_unit(&work), ""),
        ];
        list(&work, (&planner, &of), homes).await.expect("two");
        assert_eq!(entry(&work, &of).await.state, FestivalState::Making(2));
        let error = release(&work, (&planner, &of), 2).await;
        assert!(matches!(error, Err(Error::Forbidden { .. })), "{error:?}");
        let overtaken = release(&work, (&manager, &of), 1).await;
        assert!(matches!(overtaken, Err(Error::Conflict)), "{overtaken:?}");
        let done = release(&work, (&manager, &of), 2).await.expect("released");
        let mut tx = work.db.read().await.expect("it can be read");
        let event = events::event(&mut tx, done.event)
            .await
            .expect("it is read");
        drop(tx);
        let event = event.expect("the event");
        assert_eq!(
            (event.state.category, &*event.event_id),
            (Category::Festival, "mid_autumn-2026")
        );
        assert_eq!(event.procedure, Some(work.estate.procedure));
        assert!(event.list_complete);
        let asked = work.obligations(done.event).await;
        assert_eq!(asked.len(), 2);
        for one in &asked {
            assert_eq!((one.why, one.number), (Why::Rate100, None));
            let days = (one.window.not_before(), one.window.due());
            assert_eq!(days, (before.window.not_before(), before.window.due()));
        }
        match entry(&work, &of).await.state {
            FestivalState::Released { event, counts } => {
                assert_eq!(event, done.event);
                assert_eq!((counts.lines, counts.owed, counts.done), (2, 2, 0));
            }
            other => panic!("{other:?}"),
        }
        // It stays as it is; who is missing is added to the list of the event.
        let error = list(&work, (&manager, &of), vec![household(&work, HOME, "")]).await;
        assert_eq!(
            refusal(&error.expect_err("released")),
            &Refusal::FestivalReleased
        );
        let error = release(&work, (&manager, &of), 2).await.expect_err("twice");
        assert_eq!(refusal(&error), &Refusal::FestivalReleased);
        let late = ConfirmList {
            event: done.event,
            lines: vec![ListLineInput {
                unit_words: "5-0101".to_owned(),
                ..ListLineInput::default()
            }],
            complete: false,
        };
        let added = work.app.confirm_list(&planner, CommandId::generate(), late);
        added.await.expect("one more");
        assert_eq!(work.obligations(done.event).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_listed_or_released_says_why() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (planner, manager) = (work.planner(), work.asker("site_manager"));
        let of = festival(&work, "mid_autumn", 2026);
        let home = || household(&work, HOME, "獨居長者");
        let officer = work.officer();
        let error = list(&work, (&officer, &of), vec![home()]).await;
        assert!(matches!(error, Err(Error::Forbidden { .. })), "{error:?}");
        let error = list(&work, (&planner, &of), Vec::new()).await;
        let missing = [("unit", Fault::Missing)];
        assert_eq!(faults(&error.expect_err("nobody")), missing);
        let error = list(&work, (&planner, &of), vec![home(), home()]).await;
        assert_eq!(
            faults(&error.expect_err("twice")),
            [("unit", Fault::Listed)]
        );
        let stranger = HouseholdInput {
            unit: Some(huiyin_domain::UnitId::generate()),
            ..home()
        };
        let error = list(&work, (&planner, &of), vec![stranger]).await;
        assert_eq!(
            faults(&error.expect_err("unknown")),
            [("unit", Fault::Unknown)]
        );
        let error = release(&work, (&manager, &of), 0).await.expect_err("empty");
        assert_eq!(refusal(&error), &Refusal::NobodyListed);
        let over = festival(&work, "dragon_boat", 2026);
        let error = list(&work, (&planner, &over), vec![home()]).await;
        assert_eq!(refusal(&error.expect_err("over")), &Refusal::FestivalOver);
        for unknown in [
            festival(&work, "qixi", 2026),
            festival(&work, "lantern", 9999),
        ] {
            let error = list(&work, (&planner, &unknown), vec![home()]).await;
            assert!(matches!(error, Err(Error::NotFound)), "{error:?}");
        }
        list(&work, (&planner, &of), vec![home()])
            .await
            .expect("one");
        let error = list(&work, (&planner, &of), vec![home()]).await;
        assert_eq!(
            faults(&error.expect_err("there")),
            [("unit", Fault::Listed)]
        );
        let strike = async |number| {
            let input = StrikeHousehold {
                of: of.clone(),
                number,
            };
            let command = CommandId::generate();
            work.app.strike_household(&planner, command, input).await
        };
        strike(1).await.expect("taken off");
        let error = strike(1).await;
        assert!(matches!(error, Err(Error::Conflict)), "{error:?}");
        assert_eq!(entry(&work, &of).await.state, FestivalState::NoList);
        list(&work, (&planner, &of), vec![home()])
            .await
            .expect("again");
    })
    .await;
}

#[tokio::test]
async fn a_festival_without_visits_is_switched_off_with_a_reason_and_on_again() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (planner, of) = (work.planner(), festival(&work, "mid_autumn", 2026));
        let error = switch(&work, &of, false, " ").await.expect_err("no reason");
        assert_eq!(faults(&error), [("why", Fault::Missing)]);
        let input = SwitchFestival {
            of: of.clone(),
            visited: false,
            why: "人手不足".to_owned(),
        };
        let command = CommandId::generate();
        let error = work.app.switch_festival(&planner, command, input).await;
        assert!(matches!(error, Err(Error::Forbidden { .. })), "{error:?}");
        switch(&work, &of, false, "人手不足").await.expect("off");
        let error = switch(&work, &of, false, "再關").await;
        assert!(matches!(error, Err(Error::Conflict)), "{error:?}");
        let off = entry(&work, &of).await;
        assert_eq!(off.state, FestivalState::Off);
        let why = off.switch.and_then(|it| it.why).map(Personal::into_inner);
        assert_eq!(why.as_deref(), Some("人手不足"));
        let home = vec![household(&work, HOME, "")];
        let error = list(&work, (&planner, &of), home.clone()).await;
        assert_eq!(refusal(&error.expect_err("off")), &Refusal::FestivalOff);
        // It is not reminded of either.
        work.go_to("2026-09-12 09:00");
        let told = work
            .app
            .advance(work.estate.site)
            .await
            .expect("it advances");
        assert!(!told.festivals_told);
        switch(&work, &of, true, "今年恢復").await.expect("on");
        list(&work, (&planner, &of), home)
            .await
            .expect("visited again");
    })
    .await;
}

// Shows kehu festival_lists.
#[tokio::test]
async fn the_manager_is_told_once_of_each_festival_that_comes_near_without_a_list() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let told = async |at: &str| {
            work.go_to(at);
            let done = work.app.advance(work.estate.site).await;
            done.expect("it advances").festivals_told
        };
        // 中秋 is on 25 September, 國慶 on 1 October.
        assert!(!told("2026-09-10 23:00").await, "too early");
        assert!(told("2026-09-11 01:00").await, "14 days before");
        assert!(!told("2026-09-12 01:00").await, "once");
        assert!(told("2026-09-17 01:00").await, "the other comes near");
        assert!(!told("2026-09-26 01:00").await);
        let manager = work.asker("site_manager");
        let notices = work.app.my_notices(&manager, None).await.expect("theirs");
        let near: Vec<_> = notices
            .notices
            .iter()
            .filter(|it| it.notice.topic == Topic::FestivalNear)
            .map(|it| {
                (
                    it.notice.path.clone(),
                    it.notice.due.map(|it| it.to_string()),
                )
            })
            .collect();
        let of = |day: &str| ("/festivals".to_owned(), Some(day.to_owned()));
        assert_eq!(near, [of("2026-09-25"), of("2026-09-25")]);
    })
    .await;
}

#[tokio::test]
async fn last_years_list_is_taken_over_with_its_notes() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let (planner, manager) = (work.planner(), work.asker("site_manager"));
        let of = festival(&work, "mid_autumn", 2026);
        let next = festival(&work, "mid_autumn", 2027);
        let copy = async || {
            let input = CopyHouseholds { of: next.clone() };
            let command = CommandId::generate();
            work.app.copy_households(&planner, command, input).await
        };
        let error = copy().await.expect_err("nobody yet");
        assert_eq!(refusal(&error), &Refusal::NobodyBefore);
        let homes = vec![
            household(&work, HOME, "獨居長者"),
            household(&work, other_unit(&work), ""),
        ];
        list(&work, (&planner, &of), homes).await.expect("two");
        release(&work, (&manager, &of), 2).await.expect("released");
        list(
            &work,
            (&planner, &next),
            vec![household(&work, other_unit(&work), "")],
        )
        .await
        .expect("one is there");
        let copied = copy().await.expect("the other");
        assert_eq!((copied.households, copied.left), (1, 0));
        let page = work
            .app
            .festival(&planner, &next, 0)
            .await
            .expect("the list");
        let notes: Vec<_> = page
            .households
            .iter()
            .map(|it| it.row.note.clone())
            .collect();
        assert_eq!((page.listed, page.before), (2, 2));
        assert_eq!(notes, [None, Some(Personal::new("獨居長者".to_owned()))]);
        let error = copy().await.expect_err("nobody is left");
        assert_eq!(refusal(&error), &Refusal::NobodyBefore);
    })
    .await;
}

#[tokio::test]
async fn a_file_puts_households_on_the_list_of_a_festival() {
    on_both(async |db| {
        let work = AtWork::new(db, "kehu", TODAY).await;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list.csv");
        let rows = "event_id,unit,customer\nmid_autumn-2026,3-1202,何女士\nmid_autumn-2026,9-9999,\n\
            mid_autumn-1999,3-1202,\nqixi-2026,3-1202,\n";
        std::fs::write(&path, rows).expect("it is written");
        let request = ImportRequest {
            site: work.estate.site,
            kind: ImportKind::Participants,
            path,
            file_name: "list.csv".to_owned(),
            profile: None,
            plan_history: false,
        };
        let import = async || {
            let import = ImportId::generate();
            let report = work.app.run_import(&work.planner(), import, &request).await;
            report.expect("it is read").counts
        };
        let first = import().await;
        assert_eq!((first.created, first.refused), (2, 2));
        let again = import().await;
        assert_eq!((again.created, again.same, again.refused), (0, 2, 2));
        let of = festival(&work, "mid_autumn", 2026);
        let page = work.app.festival(&work.planner(), &of, 0).await.expect("the list");
        let first = &page.households[0].row;
        assert_eq!(first.person, Some(work.estate.residents["3-1202"]));
        assert_eq!(page.listed, 2);
    })
    .await;
}

#[tokio::test]
async fn a_procedure_without_festivals_says_so_and_takes_nothing() {
    on_both(async |db| {
        let work = AtWork::new(db, "yezhu", TODAY).await;
        let site = work.estate.site;
        let page = work.app.festivals(&work.planner(), site, None).await;
        let page = page.expect("the page");
        assert!(!page.covered && page.festivals.is_empty());
        assert_eq!(page.basis.readings, ["festivals_not_covered"]);
        let of = festival(&work, "mid_autumn", 2026);
        let manager = work.asker("site_manager");
        let error = list(&work, (&manager, &of), vec![household(&work, HOME, "")]).await;
        assert_eq!(
            refusal(&error.expect_err("not covered")),
            &Refusal::NoFestivals
        );
        let told = work.app.advance(site).await.expect("it advances");
        assert!(!told.festivals_told);
    })
    .await;
}
