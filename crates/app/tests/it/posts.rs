//! Posts, deputies, vacancies, leaving.

use huiyin_app::posts::{EndPost, GrantPost, Leave, Left, NameDeputy, VacantPost};
use huiyin_app::{App, Asker, Error, Fault, Refusal, Right};
use huiyin_domain::entry::facts::{EventReopened, EventTakenInHand};
use huiyin_domain::{CommandId, Lang, PersonId, PostHeldId, ScopeId, Why};
use huiyin_store::{Act, Draft, Tx, journal, people, posts, visits};
use huiyin_testkit::{TestDb, on_both};

use crate::accounts::with_account;
use crate::path::{Case, Made, Path, day};
use crate::set_up::faults;

fn grant(path: &Path<'_>, person: PersonId, post: &str, scope: ScopeId) -> GrantPost {
    GrantPost {
        site: path.estate.site,
        person,
        post: post.to_owned(),
        scope,
        from: String::new(),
        to: String::new(),
    }
}

async fn tx(db: &TestDb) -> Tx {
    db.read().await.unwrap()
}

/// What somebody holds in a post: the holding.
async fn holding(db: &TestDb, person: PersonId) -> PostHeldId {
    posts::holdings_of(&mut tx(db).await, person).await.unwrap()[0].id
}

async fn vacancies(path: &Path<'_>) -> Vec<(String, Option<String>, Option<String>)> {
    let asker = path.asker("culture_clerk");
    let vacant = path
        .app
        .vacant_posts(&asker, path.estate.site)
        .await
        .unwrap();
    let short = |vacant: VacantPost| {
        let zone = vacant.zone.map(|(_, name)| name);
        (vacant.post, zone, vacant.stands_in)
    };
    vacant.into_iter().map(short).collect()
}

#[tokio::test]
async fn a_post_is_given_where_the_procedure_says_it_is_held() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (app, estate) = (&path.app, &path.estate);
        let manager = path.asker("site_manager");
        let clerk = estate.staff["culture_clerk"];
        let give = async |asker: &Asker, grant: GrantPost| {
            app.grant_post(asker, CommandId::generate(), &grant).await
        };
        let west = estate.zones["西區"];
        let officer = grant(&path, clerk, "area_officer", west);
        let command = CommandId::generate();
        let held = app.grant_post(&manager, command, &officer).await.unwrap();
        assert_eq!(
            app.grant_post(&manager, command, &officer).await.unwrap(),
            held
        );
        assert_eq!(
            faults(give(&manager, officer).await),
            [("person", Fault::Taken)]
        );
        let inspector = grant(&path, clerk, "patrol_inspector", west);
        assert_eq!(
            faults(give(&manager, inspector).await),
            [("scope", Fault::Unknown)]
        );
        let gardener = grant(&path, clerk, "gardener", estate.site);
        assert_eq!(
            faults(give(&manager, gardener).await),
            [("post", Fault::Unknown)]
        );
        let backwards = GrantPost {
            from: "2026-05-01".to_owned(),
            to: "2026-04-01".to_owned(),
            ..grant(&path, clerk, "patrol_inspector", estate.site)
        };
        assert_eq!(
            faults(give(&manager, backwards).await),
            [("to", Fault::Before { other: "from" })]
        );
        for (post, scope) in [
            (Right::ADMINISTRATOR, estate.site),
            ("company_leader", estate.company),
        ] {
            let above = give(&manager, grant(&path, clerk, post, scope)).await;
            assert!(
                matches!(above, Err(Error::Forbidden { .. })),
                "{post}: {above:?}"
            );
            give(&Asker::product(), grant(&path, clerk, post, scope))
                .await
                .unwrap();
        }
        let officers = path.asker("area_officer");
        let tried = give(
            &officers,
            grant(&path, clerk, "patrol_inspector", estate.site),
        )
        .await;
        assert!(matches!(tried, Err(Error::Forbidden { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_deputy_holds_the_post_for_the_days() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (app, estate) = (&path.app, &path.estate);
        let someone = with_account(&path, "culture_clerk", "pan").await;
        let held = holding(db, estate.staff["patrol_inspector"]).await;
        let named = |from: &str, to: &str| NameDeputy {
            site: estate.site,
            holder: estate.staff["patrol_inspector"],
            held,
            person: someone.person,
            from: from.to_owned(),
            to: to.to_owned(),
        };
        let name = async |asker: &Asker, named: NameDeputy| {
            app.name_deputy(asker, CommandId::generate(), &named).await
        };
        let inspector = path.asker("patrol_inspector");
        name(&inspector, named("2026-03-17", "2026-03-18"))
            .await
            .unwrap();
        let past = name(&inspector, named("2026-03-15", "2026-03-16")).await;
        assert_eq!(faults(past), [("from", Fault::Before { other: "today" })]);
        let officer = name(
            &path.asker("area_officer"),
            named("2026-03-17", "2026-03-18"),
        )
        .await;
        assert!(matches!(officer, Err(Error::Forbidden { .. })));
        let themself = NameDeputy {
            person: estate.staff["patrol_inspector"],
            ..named("2026-03-17", "2026-03-18")
        };
        assert_eq!(
            faults(name(&inspector, themself).await),
            [("person", Fault::Unknown)]
        );
        let resident = NameDeputy {
            person: estate.residents["3-1202"],
            ..named("2026-03-17", "2026-03-18")
        };
        assert_eq!(
            faults(name(&inspector, resident).await),
            [("person", Fault::Unknown)]
        );
        let posts = async |app: &App| {
            let asker = app
                .asker(someone.person, None, Lang::En)
                .await
                .unwrap()
                .unwrap();
            asker.posts.iter().filter(|held| held.as_deputy).count()
        };
        assert_eq!(posts(app).await, 0);
        app.clock().move_by_seconds(24 * 3600);
        assert_eq!(posts(app).await, 1);
        app.clock().move_by_seconds(2 * 24 * 3600);
        assert_eq!(posts(app).await, 0);
    })
    .await;
}

// Shows kehu no_area_officer; wuye posts_of_the_rest; every one_level_up.
#[tokio::test]
async fn a_vacant_post_is_named_with_who_stands_in() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (app, estate) = (&path.app, &path.estate);
        let west_only = [(
            "area_officer".to_owned(),
            Some("西區".to_owned()),
            Some("area_officer".to_owned()),
        )];
        assert_eq!(vacancies(&path).await, west_only, "nobody holds 西區");
        let end = |held, to: &str| EndPost {
            site: estate.site,
            holder: estate.staff["area_officer"],
            held,
            to: to.to_owned(),
        };
        let held = holding(db, estate.staff["area_officer"]).await;
        let manager = path.asker("site_manager");
        let long_ago = app
            .end_post(&manager, CommandId::generate(), &end(held, "2026-02-01"))
            .await;
        assert_eq!(faults(long_ago), [("to", Fault::Before { other: "today" })]);
        let officer = path.asker("area_officer");
        let tried = app
            .end_post(&officer, CommandId::generate(), &end(held, ""))
            .await;
        assert!(matches!(tried, Err(Error::Forbidden { .. })));
        let of_another = EndPost {
            holder: estate.staff["patrol_inspector"],
            ..end(held, "2026-03-15")
        };
        let of_another = app
            .end_post(&manager, CommandId::generate(), &of_another)
            .await;
        assert!(matches!(of_another, Err(Error::NotFound)));
        app.end_post(&manager, CommandId::generate(), &end(held, "2026-03-15"))
            .await
            .unwrap();
        let vacant = vacancies(&path).await;
        assert_eq!(vacant.len(), 1);
        assert_eq!(
            (vacant[0].0.as_str(), &vacant[0].1),
            ("area_officer", &None)
        );
        assert_eq!(vacant[0].2.as_deref(), Some("service_director"));
    })
    .await;
}

/// What nobody follows up.
fn undrawn(path: &Path<'_>) -> Case {
    Case {
        why: Why::NotDrawn,
        ..path.case()
    }
}

/// An event in the hands of somebody.
async fn in_hand(path: &Path<'_>, db: &TestDb, made: Made, owner: PersonId) {
    let act = Act {
        command: CommandId::generate(),
        actor: None,
        device: None,
        at: path.app.clock().now(),
        input: None,
    };
    let site = path.estate.site;
    db.command(act, (site, made, owner), |change, (site, made, owner)| {
        Box::pin(async move {
            let reopened = EventReopened { event: made.event };
            change.append(Draft::new(*site, reopened)).await?;
            let taken = EventTakenInHand {
                event: made.event,
                owner: *owner,
            };
            change.append(Draft::new(*site, taken)).await?;
            Ok::<_, huiyin_store::Error>(())
        })
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn leaving_hands_everything_over_and_shuts_the_door() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (app, estate) = (&path.app, &path.estate);
        let leaver = estate.staff["patrol_inspector"];
        let someone = with_account(&path, "patrol_inspector", "guo").await;
        let visit = path.released(&path.case()).await;
        let event = path.planned(&undrawn(&path)).await;
        in_hand(&path, db, event, leaver).await;
        let successor = estate.staff["culture_clerk"];
        let leave = Leave {
            site: estate.site,
            person: leaver,
            successor: Some(successor),
        };
        let (manager, command) = (path.asker("site_manager"), CommandId::generate());
        let left = app.leave(&manager, command, &leave).await.unwrap();
        let expected = Left {
            posts: 1,
            events: 1,
            follow_ups: 1,
            ..Left::default()
        };
        assert_eq!(left, expected);
        assert_eq!(
            app.leave(&manager, command, &leave).await.unwrap(),
            expected
        );
        assert_eq!(app.asker(leaver, None, Lang::En).await.unwrap(), None);
        assert!(
            app.devices(&path.asker("patrol_inspector"))
                .await
                .unwrap()
                .is_empty()
        );
        let mut tx = tx(db).await;
        let visitors = visits::visitors(&mut tx, visit.follow_up).await.unwrap();
        assert_eq!(visitors[0].person, Some(successor));
        let owned = posts::events_owned(&mut tx, successor).await.unwrap();
        assert_eq!(owned[0].event, event.event);
        let name = people::person(&mut tx, leaver).await.unwrap().unwrap().name;
        assert_eq!(name.unwrap().reveal(), "郭強", "the name stays");
        let chains = journal::verify_chains(&mut tx).await.unwrap();
        assert!(chains.iter().all(|chain| chain.broken.is_none()));
        assert_eq!(someone.person, leaver);
    })
    .await;
}

#[tokio::test]
async fn without_a_successor_the_rules_say_who_takes_over() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let estate = &path.estate;
        let leaver = estate.staff["patrol_inspector"];
        let visit = path.released(&path.case()).await;
        in_hand(&path, db, path.planned(&undrawn(&path)).await, leaver).await;
        let leave = Leave {
            site: estate.site,
            person: leaver,
            successor: None,
        };
        let left = path
            .app
            .leave(&path.asker("site_manager"), CommandId::generate(), &leave)
            .await
            .unwrap();
        assert_eq!((left.vacant, left.events), (0, 1));
        let mut tx = tx(db).await;
        let visitors = visits::visitors(&mut tx, visit.follow_up).await.unwrap();
        assert!(visitors[0].person.is_some_and(|person| person != leaver));
        assert_eq!(visitors[0].post, "patrol_inspector", "the post stays");
        assert_eq!(
            posts::holdings_of(&mut tx, leaver).await.unwrap()[0].to,
            Some(day("2026-03-15"))
        );
    })
    .await;
}

#[tokio::test]
async fn who_may_not_let_somebody_leave_is_refused() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let estate = &path.estate;
        let leave = async |asker: &Asker, person: PersonId| {
            let leave = Leave {
                site: estate.site,
                person,
                successor: None,
            };
            path.app.leave(asker, CommandId::generate(), &leave).await
        };
        let manager = path.asker("site_manager");
        let above = leave(&manager, estate.staff["company_leader"]).await;
        assert!(matches!(above, Err(Error::Forbidden { .. })), "{above:?}");
        let officer = leave(&path.asker("area_officer"), estate.staff["culture_clerk"]).await;
        assert!(matches!(officer, Err(Error::Forbidden { .. })));
        let themself = leave(&manager, estate.staff["site_manager"]).await;
        assert!(matches!(
            themself,
            Err(Error::Refused {
                why: Refusal::OwnLeaving,
                ..
            })
        ));
        let resident = leave(&manager, estate.residents["3-1202"]).await;
        assert!(matches!(resident, Err(Error::NotFound)));
    })
    .await;
}
