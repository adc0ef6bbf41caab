//! Units, households, telephone numbers.

use huiyin_app::people::{
    EndOccupancy, Household, OpenZone, SaveDepartment, SaveOccupancy, SavePerson, SaveUnit,
};
use huiyin_app::{Asker, Error, Fault};
use huiyin_domain::entry::ContactWish;
use huiyin_domain::{CommandId, PersonId, Role, ScopeId, UnitId};
use huiyin_store::people::PhoneOf;
use huiyin_store::{search, statements};
use huiyin_testkit::{Estate, on_both};

use crate::path::Path;
use crate::set_up::{faults, personal};

async fn found(path: &Path<'_>, typed: &str) -> Vec<String> {
    let asker = path.asker("area_officer");
    let found = path
        .app
        .find_household(&asker, path.estate.site, typed)
        .await;
    found
        .unwrap()
        .into_iter()
        .map(|household| household.code)
        .collect()
}

fn unit(site: ScopeId, unit: Option<UnitId>, code: &str) -> SaveUnit {
    SaveUnit {
        unit,
        site,
        code: code.to_owned(),
        building: String::new(),
        floor: String::new(),
        room: String::new(),
        zone: None,
        kind: String::new(),
        handed_over: String::new(),
    }
}

fn resident(estate: &Estate, person: Option<PersonId>, name: &str) -> SavePerson {
    SavePerson {
        person,
        site: estate.site,
        name: personal(name),
        phone: Some(personal("+852 6123 4578")),
        hours: personal(""),
        language: None,
        wish: ContactWish::Any,
    }
}

#[tokio::test]
async fn a_household_is_found_however_it_is_typed() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        for typed in [
            "3-1202",
            "31202",
            "3棟1202室",
            "3栋1202",
            "３－１２０２",
            "何女士",
            "何",
            "13800000001",
            "3-1202 何",
        ] {
            assert_eq!(found(&path, typed).await, ["3-1202"], "{typed}");
        }
        assert_eq!(found(&path, "1-301").await, ["1-0301"], "without the zero");
        assert_eq!(found(&path, "孙女士").await, ["4-1801"], "孫 typed as 孙");
        for typed in ["hns", "HN", "hn"] {
            let both = ["1-0302", "3-1202"];
            assert_eq!(found(&path, typed).await, both, "{typed}: 黃 and 何");
        }
        assert_eq!(found(&path, "zxs").await, ["2-0502", "3-1203"], "周 and 鄭");
        assert_eq!(found(&path, "120").await, ["3-1202", "3-1203"]);
        for typed in ["3-1202 李", "zzz", "", "  ", "'; drop table unit; --", "%"] {
            assert!(found(&path, typed).await.is_empty(), "{typed}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_unit_whose_code_was_typed_comes_first() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let mut codes: Vec<String> = (0..30)
            .map(|room| format!("13-{:03}", 101 + room))
            .collect();
        codes.extend(["3-0101", "10-0301", "10-1301"].map(str::to_owned));
        let manager = path.asker("site_manager");
        for code in &codes {
            let unit = unit(path.estate.site, None, code);
            let saved = path.app.save_unit(&manager, CommandId::generate(), &unit);
            saved.await.expect("saved");
        }
        // The same digits in another order are another unit.
        assert_eq!(found(&path, "3-0101").await, ["3-0101", "13-101"]);
        assert_eq!(found(&path, "3-101").await, ["3-0101", "13-101"]);
        let begun = found(&path, "13-1").await;
        assert_eq!(begun.len(), 20, "as many as are shown");
        assert_eq!(found(&path, "13-130").await, ["13-130"]);
    })
    .await;
}

#[tokio::test]
async fn a_household_shows_its_people_masked_and_its_events() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let made = path.released(&path.case()).await;
        let asker = path.asker("area_officer");
        let unit = path.estate.units["3-1202"];
        let household: Household = path.app.household(&asker, unit).await.unwrap();
        assert_eq!(household.code, "3-1202");
        assert_eq!(household.zone.as_deref(), Some("東區"));
        let [occupant] = household.occupants.as_slice() else {
            panic!("one owner");
        };
        assert_eq!(occupant.phone_masked.as_deref(), Some("138****0001"));
        assert_eq!(
            occupant.name.as_ref().map(|name| name.reveal().as_str()),
            Some("何女士")
        );
        assert_eq!(household.events[0].id, made.event);
        let mut tx = db.read().await.unwrap();
        let events = search::events(&mut tx, path.estate.site, "hns", 100)
            .await
            .unwrap();
        assert_eq!(events, Some(vec![made.event]));
        assert_eq!(
            search::events(&mut tx, path.estate.site, " ", 9)
                .await
                .unwrap(),
            None
        );
    })
    .await;
}

#[tokio::test]
async fn finding_takes_the_same_statements_however_much_is_found() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let counted = async |typed: &str| {
            let before = statements::run_on_this_thread();
            let found = found(&path, typed).await;
            (found.len(), statements::run_on_this_thread() - before)
        };
        counted("何女士").await;
        let (one, few) = counted("何女士").await;
        let (many, same) = counted("女士").await;
        assert!(many > one);
        assert_eq!(few, same);
    })
    .await;
}

#[tokio::test]
async fn nobody_of_another_site_finds_anybody() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let mut stranger = path.asker("area_officer");
        stranger.posts[0].site = Some(ScopeId::generate());
        let tried = path
            .app
            .find_household(&stranger, path.estate.site, "何女士")
            .await;
        assert!(matches!(tried, Err(Error::Forbidden { .. })), "{tried:?}");
        let whose = PhoneOf::Person(path.estate.residents["3-1202"]);
        let tried = path.app.reveal_phone(&stranger, whose).await;
        assert!(matches!(tried, Err(Error::Forbidden { .. })), "{tried:?}");
    })
    .await;
}

#[tokio::test]
async fn every_look_at_a_full_number_is_noted() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let officer = path.asker("area_officer");
        let whose = PhoneOf::Person(path.estate.residents["3-1202"]);
        let phone = path
            .app
            .reveal_phone(&officer, whose)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(phone.reveal(), "13800000001");
        path.app.clock().move_by_seconds(60);
        path.app.reveal_phone(&officer, whose).await.unwrap();
        let staff = PhoneOf::Person(path.estate.staff["area_officer"]);
        assert_eq!(path.app.reveal_phone(&officer, staff).await.unwrap(), None);
        let looks = path
            .app
            .phone_views(&path.asker("site_manager"), whose, 10)
            .await
            .unwrap();
        let now = path.app.clock().now();
        let viewer = path.estate.staff["area_officer"];
        assert_eq!(looks, [(viewer, now), (viewer, now.plus_seconds(-60))]);
        let refused = path.app.phone_views(&officer, whose, 10).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })));
    })
    .await;
}

#[tokio::test]
async fn what_is_saved_is_found_from_then_on_and_what_was_is_not() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (app, estate) = (&path.app, &path.estate);
        let (manager, officer) = (path.asker("site_manager"), path.asker("area_officer"));
        let new = CommandId::generate;
        let command = new();
        let shop = unit(estate.site, None, "S-7");
        let id = app.save_unit(&manager, command, &shop).await.unwrap();
        assert_eq!(app.save_unit(&manager, command, &shop).await.unwrap(), id);
        let person = resident(estate, None, "單女士");
        let person = app.save_person(&officer, new(), &person).await.unwrap();
        let occupancy = SaveOccupancy {
            occupancy: None,
            unit: id,
            person,
            role: Role::Tenant,
            from: "2026-01-01".to_owned(),
            to: String::new(),
        };
        let occupancy = app
            .save_occupancy(&officer, new(), &occupancy)
            .await
            .unwrap();
        for typed in ["s7", "单女士", "dns", "61234578", "4578"] {
            assert_eq!(found(&path, typed).await, ["S-7"], "{typed}");
        }
        let renamed = SavePerson {
            phone: None,
            ..resident(estate, Some(person), "高女士")
        };
        app.save_person(&officer, new(), &renamed).await.unwrap();
        assert!(found(&path, "單女士").await.is_empty());
        assert_eq!(found(&path, "gns 4578").await, ["S-7"], "the phone stayed");
        let recoded = unit(estate.site, Some(id), "S-8");
        app.save_unit(&manager, new(), &recoded).await.unwrap();
        assert!(found(&path, "s7").await.is_empty());
        let early = EndOccupancy {
            occupancy,
            to: "2025-12-31".to_owned(),
        };
        let tried = app.end_occupancy(&officer, new(), &early).await;
        assert_eq!(faults(tried), [("to", Fault::Before { other: "from" })]);
        let ended = EndOccupancy {
            occupancy,
            to: "2026-03-15".to_owned(),
        };
        app.end_occupancy(&officer, new(), &ended).await.unwrap();
        assert_eq!(found(&path, "高女士").await, [""], "found, but in no unit");
        let units = app
            .units(&officer, estate.site, "", "6-0902")
            .await
            .unwrap();
        let codes: Vec<_> = units
            .units
            .iter()
            .map(|(unit, _)| unit.code.as_str())
            .collect();
        assert_eq!((codes, units.next_after), (vec!["8-2304", "S-8"], None));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_right_is_refused_by_field() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (app, estate) = (&path.app, &path.estate);
        let manager = path.asker("site_manager");
        let new = CommandId::generate;
        let taken = app
            .save_unit(&manager, new(), &unit(estate.site, None, "3-1202"))
            .await;
        assert_eq!(faults(taken), [("code", Fault::Taken)]);
        let nowhere = SaveUnit {
            zone: Some(ScopeId::generate()),
            ..unit(estate.site, None, "S-9")
        };
        assert_eq!(
            faults(app.save_unit(&manager, new(), &nowhere).await),
            [("zone", Fault::Unknown)]
        );
        let phone = SavePerson {
            phone: Some(personal("call me")),
            ..resident(estate, None, "")
        };
        assert_eq!(
            faults(app.save_person(&manager, new(), &phone).await),
            [("name", Fault::Missing), ("phone", Fault::Malformed)]
        );
        let department = SaveDepartment {
            department: None,
            site: estate.site,
            name: "工程部".to_owned(),
            head: Some(PersonId::generate()),
            contractor: true,
            responsible_post: "gardener".to_owned(),
        };
        assert_eq!(
            faults(app.save_department(&manager, new(), &department).await),
            [
                ("name", Fault::Taken),
                ("responsible_post", Fault::Unknown),
                ("head", Fault::Unknown)
            ]
        );
        let zone = OpenZone {
            site: estate.site,
            name: "東區".to_owned(),
        };
        assert_eq!(
            faults(app.open_zone(&manager, new(), &zone).await),
            [("name", Fault::Taken)]
        );
        let zone = OpenZone {
            site: estate.site,
            name: "南區".to_owned(),
        };
        app.open_zone(&manager, new(), &zone).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_may_not_is_refused() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let (app, estate) = (&path.app, &path.estate);
        let new = CommandId::generate;
        let officer = path.asker("area_officer");
        let tried = app
            .save_unit(&officer, new(), &unit(estate.site, None, "S-7"))
            .await;
        assert!(matches!(tried, Err(Error::Forbidden { .. })), "{tried:?}");
        let manager = estate.staff["site_manager"];
        let tried = app
            .save_person(&officer, new(), &resident(estate, Some(manager), "冒名"))
            .await;
        assert!(
            matches!(tried, Err(Error::Forbidden { .. })),
            "staff: {tried:?}"
        );
        let zone = OpenZone {
            site: estate.site,
            name: "南區".to_owned(),
        };
        let tried = app.open_zone(&officer, new(), &zone).await;
        assert!(matches!(tried, Err(Error::Forbidden { .. })), "{tried:?}");
        let staff = app.staff(&officer, estate.site).await.unwrap();
        assert_eq!(
            staff.len(),
            8,
            "the company's two stand above the site's six"
        );
        assert!(app.staff(&Asker::product(), estate.site).await.is_ok());
    })
    .await;
}
