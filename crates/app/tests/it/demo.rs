//! The made-up estate: it has everything a day can have, and only what people did.

use huiyin_app::accounts::SignIn;
use huiyin_app::demo::{ClockStep, DemoState, MakeDemo, MoveClock};
use huiyin_app::desk::OpenEnd;
use huiyin_app::{Advanced, App, Asker, Clock, Error, Fault, Refusal};
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{Lang, Personal, ScopeId};
use huiyin_store::{draw, journal};
use huiyin_testkit::{TestDb, on_both};

use crate::estate_at_work::{AtWork, faults, moment};
use crate::notices::{Carried, robot_of};

const NOW: &str = "2026-05-08 10:20";

fn make(procedure: &str) -> MakeDemo {
    MakeDemo {
        procedure: procedure.to_owned(),
        months: 1,
        until: moment(NOW),
    }
}

async fn made(db: &TestDb, procedure: &str) -> (App, ScopeId) {
    let app = App::new((**db).clone(), Clock::standing_at(moment(NOW)));
    let mut days = 0;
    let site = app.make_demo(&make(procedure), |_| days += 1).await;
    let site = site.unwrap_or_else(|error| panic!("{procedure}: {error:?}"));
    assert_eq!(days, 30 + 8);
    (app, site)
}

/// The estate under a procedure has every state of a day.
async fn has_everything(db: &TestDb, procedure: &str) {
    let (app, site) = made(db, procedure).await;
    let logins = app.demo_logins(Lang::ZhHant).await.unwrap();
    let mut waiting = (0, 0, 0, 0);
    let mut reviewed = 0;
    for login in &logins {
        let mut tx = db.read().await.unwrap();
        let account = huiyin_store::accounts::account_of_login(&mut tx, &login.login);
        let person = account.await.unwrap().unwrap().person;
        drop(tx);
        let asker = app
            .asker(person, None, Lang::ZhHant)
            .await
            .unwrap()
            .unwrap();
        let desk = app.desk(&asker, site).await.unwrap();
        waiting.0 += desk.waiting.release;
        waiting.1 += desk.waiting.take;
        waiting.2 += desk.waiting.record;
        waiting.3 += desk.waiting.review.len();
        reviewed += usize::from(!desk.waiting.review.is_empty());
        assert!(desk.counts.late >= 2, "{procedure}: late");
        assert!(desk.counts.due_today >= 1, "{procedure}: due today");
        assert!(!desk.next_days.is_empty(), "{procedure}: due soon");
        let lists = desk.open_ends.iter().any(|(end, _)| *end == OpenEnd::Lists);
        assert!(lists, "{procedure}: a list is missing");
    }
    assert!(waiting.0 > 0, "{procedure}: to release");
    assert!(waiting.1 > 0 || procedure == "kehu", "{procedure}: to take");
    assert!(waiting.2 > 0, "{procedure}: to record");
    assert!(waiting.3 > 0 && reviewed > 0, "{procedure}: to review");
    let vacant = app.vacant_posts(&Asker::product(), site).await.unwrap();
    assert!(!vacant.is_empty(), "{procedure}: a post is vacant");

    let mut tx = db.read().await.unwrap();
    let day = "2026-05-08".parse().unwrap();
    let rows = huiyin_store::desk::open(&mut tx, site, day, moment(NOW), 500).await;
    let rows = rows.unwrap();
    assert!(rows.iter().any(|row| row.state == FollowUpState::SentBack));
    let may: huiyin_domain::Month = "2026-05".parse().unwrap();
    let hidden =
        huiyin_store::plan::drawn(&mut tx, site, (may.first_day(), may.plus(3).last_day()));
    let hidden = hidden.await.unwrap();
    let not_yet = |row: &huiyin_store::plan::DrawnRow| row.shown_from > Some(moment(NOW));
    assert!(hidden.iter().any(not_yet), "{procedure}: not yet shown");
    assert!(!draw::keys(&mut tx, site).await.unwrap().is_empty());
    for chain in journal::verify_chains(&mut tx).await.unwrap() {
        assert_eq!(chain.broken, None);
    }
}

#[tokio::test]
async fn the_made_up_estate_has_every_state_under_kehu() {
    on_both(async |db| has_everything(db, "kehu").await).await;
}

#[tokio::test]
async fn the_made_up_estate_has_every_state_under_yezhu() {
    on_both(async |db| has_everything(db, "yezhu").await).await;
}

#[tokio::test]
async fn the_made_up_estate_has_every_state_under_wuye() {
    on_both(async |db| has_everything(db, "wuye").await).await;
}

#[tokio::test]
async fn nothing_is_made_up_where_there_is_a_company() {
    let db = TestDb::sqlite().await;
    let app = App::new((*db).clone(), Clock::standing_at(moment(NOW)));
    app.open_company(huiyin_domain::CommandId::generate(), "翠湖物業", false)
        .await
        .unwrap();
    let refused = app.make_demo(&make("kehu"), |_| {}).await.unwrap_err();
    assert!(matches!(
        refused,
        Error::Refused {
            why: Refusal::InUse,
            ..
        }
    ));
    assert!(app.demo_logins(Lang::En).await.unwrap().is_empty());
    db.remove().await;
}

/// A demo of a few days.
async fn of_a_few_days(db: &TestDb) -> (App, ScopeId) {
    let until = moment("2026-05-03 10:20");
    let app = App::new((**db).clone(), Clock::standing_at(until));
    let few = MakeDemo {
        procedure: "kehu".to_owned(),
        months: 0,
        until,
    };
    let site = app.make_demo(&few, |_| {}).await.unwrap();
    (app, site)
}

#[tokio::test]
async fn the_clock_of_a_demo_goes_on_and_never_back() {
    on_both(async |db| {
        let (app, site) = of_a_few_days(db).await;
        let product = Asker::product();
        let go = |step: Option<ClockStep>, to: &str| MoveClock {
            site,
            step,
            to: to.to_owned(),
        };
        let day = go(Some(ClockStep::Day), "");
        app.move_clock(&product, &day).await.unwrap();
        assert_eq!(app.clock().now(), moment("2026-05-04 10:20"));
        app.move_clock(&product, &go(None, "2026-05-11T09:00"))
            .await
            .unwrap();
        assert_eq!(app.clock().now(), moment("2026-05-11 09:00"));
        for (to, fault) in [
            ("2026-05-11 08:59", Fault::Before { other: "now" }),
            ("", Fault::Missing),
            ("tomorrow", Fault::Malformed),
            ("2036-05-11 09:00", Fault::Malformed),
        ] {
            let error = app.move_clock(&product, &go(None, to)).await.unwrap_err();
            assert_eq!(faults(&error), [("to", fault)], "{to}");
        }
        assert_eq!(app.clock().now(), moment("2026-05-11 09:00"));
        // Whatever was picked is shown by now: the deadlines of the week were kept.
        assert_eq!(app.advance(site).await.unwrap(), Advanced::default());
    })
    .await;
}

#[tokio::test]
async fn how_far_the_clock_was_put_on_outlasts_a_restart() {
    let db = TestDb::sqlite().await;
    let (_, site) = of_a_few_days(&db).await;
    let app = App::new((*db).clone(), Clock::system());
    let week = MoveClock {
        site,
        step: Some(ClockStep::Week),
        to: String::new(),
    };
    app.move_clock(&Asker::product(), &week).await.unwrap();
    let again = App::new((*db).clone(), Clock::system());
    again.restore_demo_clock().await.unwrap();
    assert_eq!(again.clock().seconds_ahead(), 7 * 24 * 60 * 60);
    let made = DemoState::Made("kehu".to_owned());
    assert_eq!(again.demo_state().await.unwrap(), made);
    db.remove().await;
}

#[tokio::test]
async fn a_real_installation_has_no_clock_to_move_and_no_way_in_without_a_password() {
    on_both(async |db| {
        let path = AtWork::new(db, "kehu", NOW).await;
        let (app, site) = (&path.app, path.estate.site);
        let before = app.clock().now();
        let day = MoveClock {
            site,
            step: Some(ClockStep::Day),
            to: String::new(),
        };
        let moved = app.move_clock(&Asker::product(), &day).await.unwrap_err();
        let sign_in = SignIn {
            login: "site_manager".to_owned(),
            password: Personal::new(String::new()),
            address: String::new(),
            device: None,
            device_name: String::new(),
        };
        let signed_in = app.sign_in_to_demo(&sign_in).await.unwrap_err();
        for error in [moved, signed_in] {
            let why = match error {
                Error::Refused { why, .. } => why,
                other => panic!("{other:?}"),
            };
            assert_eq!(why, Refusal::NotDemo);
        }
        app.restore_demo_clock().await.unwrap();
        assert_eq!(app.clock().now(), before);
        assert_eq!(app.demo_state().await.unwrap(), DemoState::Real);
    })
    .await;
}

#[tokio::test]
async fn nothing_leaves_a_demo() {
    on_both(async |db| {
        let (app, site) = of_a_few_days(db).await;
        let carried = Carried::default();
        let app = app.sending_by(carried.courier());
        let done = app.send_due_notices().await.unwrap();
        assert!(done.kept > 0, "notices were told");
        assert_eq!((done.sent, done.postponed, done.given_up), (0, 0, 0));
        let page = app.sending(&Asker::product(), site).await.unwrap();
        assert!(page.demo && page.undelivered.is_empty());

        let product = Asker::product();
        let command = huiyin_domain::CommandId::generate();
        let robot = app.save_robot(&product, command, robot_of(site));
        let robot = robot.await.unwrap();
        let tested = app.test_robot(&product, site, robot).await;
        let refused = matches!(
            tested,
            Err(Error::Refused {
                why: Refusal::Demo,
                ..
            })
        );
        assert!(refused && carried.letters().is_empty());
    })
    .await;
}
