//! The first start, further sites, another procedure.

use huiyin_app::accounts::{SignIn, SignInAnswer, Token};
use huiyin_app::demo::DemoState;
use huiyin_app::set_up::{AdoptProcedure, FirstStart, OpenSite, Started};
use huiyin_app::{App, Asker, Clock, Error, Fault, Refusal, Result, Right};
use huiyin_domain::{CommandId, Lang, Personal};
use huiyin_store::{draw, sites};
use huiyin_testkit::{TestDb, on_both};

use crate::path::{Path, at};

pub(crate) fn personal(text: &str) -> Personal<String> {
    Personal::new(text.to_owned())
}

fn empty(db: &TestDb) -> App {
    App::new((**db).clone(), Clock::standing_at(at("2026-03-16", 9)))
}

fn site() -> OpenSite {
    OpenSite {
        code: "CY".to_owned(),
        name: "翠湖灣".to_owned(),
        procedure: "kehu".to_owned(),
        ..OpenSite::default()
    }
}

fn start() -> FirstStart {
    FirstStart {
        company: "翠湖物業".to_owned(),
        site: site(),
        name: personal("羅經理"),
        login: "Luo".to_owned(),
        password: personal("a quiet lake"),
        demo: false,
    }
}

async fn set_up(app: &App) -> Started {
    let token = app.issue_set_up_link().await.unwrap().unwrap();
    app.set_up(CommandId::generate(), &token, &start(), Lang::ZhHant)
        .await
        .unwrap()
}

pub(crate) fn faults<T: std::fmt::Debug>(result: Result<T>) -> Vec<(&'static str, Fault)> {
    match result {
        Err(Error::Invalid(wrong)) => wrong
            .into_iter()
            .map(|error| (error.field, error.fault))
            .collect(),
        other => panic!("fields should be wrong: {other:?}"),
    }
}

#[tokio::test]
async fn a_first_start_makes_a_site_with_published_keys_and_a_way_in() {
    on_both(async |db| {
        let app = empty(db);
        assert_eq!(app.installation().await.unwrap(), None);
        let started = set_up(&app).await;
        let installation = app.installation().await.unwrap().unwrap();
        assert_eq!(
            (installation.name.as_str(), installation.demo),
            ("翠湖物業", false)
        );
        let mut tx = db.read().await.unwrap();
        let adopted = sites::adopted(&mut tx, started.site).await.unwrap();
        assert_eq!(adopted[0].0, "2026-03".parse().unwrap());
        let keys = draw::keys(&mut tx, started.site).await.unwrap();
        assert!(
            keys.len() >= 4,
            "this month and three ahead: {}",
            keys.len()
        );
        drop(tx);
        let sign_in = SignIn {
            login: " LUO ".to_owned(),
            password: personal("a quiet lake"),
            address: "::1".to_owned(),
            device: None,
            device_name: "Firefox".to_owned(),
        };
        let SignInAnswer::In(signed_in) = app.sign_in(&sign_in).await.unwrap() else {
            panic!("the administrator gets in");
        };
        assert_eq!(signed_in.person, started.administrator);
        let asker = app
            .asker(signed_in.person, Some(signed_in.device), Lang::En)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((asker.posts.len(), asker.lang), (1, Lang::ZhHant));
        assert_eq!(asker.posts[0].post, Right::ADMINISTRATOR);
        let second = OpenSite {
            code: "DH".to_owned(),
            name: "東湖".to_owned(),
            procedure: "wuye".to_owned(),
            ..site()
        };
        let command = CommandId::generate();
        let opened = app.open_site(&asker, command, &second).await.unwrap();
        let again = app.open_site(&asker, command, &second).await.unwrap();
        assert_eq!(opened, again);
    })
    .await;
}

#[tokio::test]
async fn the_link_works_once_and_only_the_latest() {
    on_both(async |db| {
        let app = empty(db);
        let first = app.issue_set_up_link().await.unwrap().unwrap();
        let second = app.issue_set_up_link().await.unwrap().unwrap();
        let set_up = async |token: &Token| {
            app.set_up(CommandId::generate(), token, &start(), Lang::ZhHant)
                .await
        };
        assert!(!app.set_up_link_works(&first).await.unwrap());
        assert!(matches!(set_up(&first).await, Err(Error::NotFound)));
        assert!(app.set_up_link_works(&second).await.unwrap());
        set_up(&second).await.unwrap();
        assert!(matches!(set_up(&second).await, Err(Error::NotFound)));
        assert!(app.issue_set_up_link().await.unwrap().is_none());
        let another = app
            .open_company(CommandId::generate(), "另一家", true)
            .await;
        assert!(matches!(
            another,
            Err(Error::Refused {
                why: Refusal::InUse,
                ..
            })
        ));
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_a_day_old_does_not_work() {
    on_both(async |db| {
        let app = empty(db);
        let token = app.issue_set_up_link().await.unwrap().unwrap();
        app.clock().move_by_seconds(24 * 3600);
        assert!(!app.set_up_link_works(&token).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn made_up_data_is_marked_when_the_company_is_opened() {
    on_both(async |db| {
        let app = empty(db);
        app.open_company(CommandId::generate(), "示範物業", true)
            .await
            .unwrap();
        assert!(app.installation().await.unwrap().unwrap().demo);
    })
    .await;
}

#[tokio::test]
async fn a_demo_set_up_by_hand_is_marked_and_whole() {
    on_both(async |db| {
        let app = empty(db);
        let token = app.issue_set_up_link().await.unwrap().unwrap();
        let start = FirstStart {
            demo: true,
            ..start()
        };
        app.set_up(CommandId::generate(), &token, &start, Lang::ZhHant)
            .await
            .unwrap();
        assert!(app.installation().await.unwrap().unwrap().demo);
        let made = DemoState::Made("kehu".to_owned());
        assert_eq!(
            app.demo_state().await.unwrap(),
            made,
            "the next start keeps it"
        );
    })
    .await;
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named_at_once() {
    on_both(async |db| {
        let app = empty(db);
        let token = app.issue_set_up_link().await.unwrap().unwrap();
        let start = FirstStart {
            company: " ".to_owned(),
            site: OpenSite {
                code: "C/Y".to_owned(),
                name: String::new(),
                time_zone: "Mars/Olympus".to_owned(),
                live_from: "31/2/2026".to_owned(),
                procedure: "kehuu".to_owned(),
                ..OpenSite::default()
            },
            name: personal(""),
            login: "羅 經理".to_owned(),
            password: personal("short"),
            demo: false,
        };
        let tried = app
            .set_up(CommandId::generate(), &token, &start, Lang::ZhHant)
            .await;
        assert_eq!(
            faults(tried),
            [
                ("company", Fault::Missing),
                ("administrator", Fault::Missing),
                ("login", Fault::Malformed),
                ("password", Fault::TooShort(10)),
                ("code", Fault::Malformed),
                ("name", Fault::Missing),
                ("time_zone", Fault::Malformed),
                ("live_from", Fault::Malformed),
                ("procedure", Fault::Unknown),
            ]
        );
        assert!(app.set_up_link_works(&token).await.unwrap(), "still there");
    })
    .await;
}

#[tokio::test]
async fn only_the_companys_administrators_open_sites_and_none_twice() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (app, new) = (&path.app, site());
        let command = CommandId::generate;
        for asker in [path.asker("site_manager"), path.asker("company_leader")] {
            let tried = app.open_site(&asker, command(), &new).await;
            assert!(matches!(tried, Err(Error::Forbidden { .. })), "{tried:?}");
        }
        let tried = app.open_site(&Asker::product(), command(), &new).await;
        assert_eq!(
            faults(tried),
            [("code", Fault::Taken), ("name", Fault::Taken)]
        );
    })
    .await;
}

#[tokio::test]
async fn a_procedure_is_adopted_only_where_nothing_was_completed_yet() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        path.released(&path.case()).await;
        let adopt = async |asker: &Asker, from: &str| {
            let adopt = AdoptProcedure {
                site: path.estate.site,
                procedure: "yezhu".to_owned(),
                from: from.to_owned(),
            };
            path.app
                .adopt_procedure(asker, CommandId::generate(), &adopt)
                .await
        };
        let manager = path.asker("site_manager");
        let refused = adopt(&manager, "2026-03").await;
        assert!(matches!(
            refused,
            Err(Error::Refused {
                why: Refusal::InUse,
                ..
            })
        ));
        let officer = adopt(&path.asker("area_officer"), "2026-04").await;
        assert!(matches!(officer, Err(Error::Forbidden { .. })));
        assert_eq!(
            faults(adopt(&manager, "April").await),
            [("from", Fault::Malformed)]
        );
        adopt(&manager, "2026-04").await.unwrap();
        let mut tx = db.read().await.unwrap();
        let adopted = sites::adopted(&mut tx, path.estate.site).await.unwrap();
        assert_eq!(adopted.len(), 2);
    })
    .await;
}
