//! What becomes of the rows of units, residents, staff and departments.

use huiyin_domain::entry::ImportKind;
use huiyin_store::imports;
use huiyin_testkit::on_both;

use super::files::{UNITS, World, numbers};

#[tokio::test]
async fn an_empty_cell_never_clears_and_a_changed_one_updates() {
    on_both(async |db| {
        let world = World::of(db).await;
        world.run(&world.file(ImportKind::Units, UNITS)).await;
        let changed = "unit,building,floor,zone,kind\n9-0101,,2,,住宅\n";
        let report = world.run(&world.file(ImportKind::Units, changed)).await;
        assert_eq!(numbers(report.counts), [1, 0, 1, 0, 0, 0]);
        let mut tx = db.read().await.unwrap();
        let units = imports::units_of_codes(&mut tx, world.estate.site, &["9-0101"])
            .await
            .unwrap();
        let [unit] = &units[..] else {
            panic!("one unit: {units:?}")
        };
        assert_eq!(unit.building.as_deref(), Some("9"));
        assert_eq!(unit.floor.as_deref(), Some("2"));
        assert_eq!(unit.zone, Some(world.estate.zones["東區"]));
        assert_eq!(unit.kind.as_deref(), Some("住宅"));
    })
    .await;
}

#[tokio::test]
async fn a_zone_named_for_the_first_time_is_opened_once() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = "unit,zone\n9-0101,南區\n9-0102,南區\n";
        world.run(&world.file(ImportKind::Units, text)).await;
        let mut tx = db.read().await.unwrap();
        let zones = imports::zones(&mut tx, world.estate.site).await.unwrap();
        let names: Vec<_> = zones.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), 3);
        assert!(names.contains(&"南區"));
    })
    .await;
}

#[tokio::test]
async fn residents_are_known_by_unit_and_name() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = "unit,name,role,phone,contact\n\
            3-1202,何女士,,13800000001,phone_only\n\
            3-1202,何先生,family,13800000031,hours 19:00-21:00\n\
            3-1203,何女士,tenant,13800000001,\n\
            99-0101,無名,,,\n";
        let request = world.file(ImportKind::Residents, text);
        let (preview, told) = world.preview(&request).await;
        let report = world.run(&request).await;
        assert_eq!(preview, report.counts);
        assert_eq!(numbers(report.counts), [4, 2, 1, 0, 0, 1]);
        assert_eq!(told, world.findings(report.import).await);
        assert_eq!((told[0].0, told[0].1.as_str()), (5, "unit"));

        let mut tx = db.read().await.unwrap();
        let units = ["3-1202", "3-1203"].map(|code| world.estate.units[code]);
        let residents = imports::residents_of_units(&mut tx, &units).await.unwrap();
        let ho: Vec<_> = residents
            .iter()
            .filter(|resident| {
                resident
                    .person
                    .name
                    .as_ref()
                    .is_some_and(|name| name.reveal() == "何女士")
            })
            .collect();
        // The same name and number in another unit is the same person, and what was known of her stays.
        assert_eq!(ho.len(), 2);
        assert_eq!(ho[0].person, ho[1].person);
        assert_eq!(ho[0].person.wish.id(), "phone_only");
        assert_eq!(residents.len(), 4);

        let again = world.run(&request).await;
        assert_eq!(numbers(again.counts), [4, 0, 0, 3, 0, 1]);
    })
    .await;
}

#[tokio::test]
async fn staff_get_an_account_and_their_posts() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = "login,name,phone,posts,zones,from,to\n\
            zhao,趙敏,13800000041,責任區管理員;patrol_inspector,東區;西區,2026-03-01,\n\
            qian,錢進,,看門人,,,\n\
            sun,孫立,,company_leader,,,\n\
            li,李想,,area_officer,北區,,\n";
        let request = world.file(ImportKind::Staff, text);
        let report = world.run(&request).await;
        assert_eq!(numbers(report.counts), [4, 1, 0, 0, 0, 3]);
        let refused: Vec<_> = world
            .findings(report.import)
            .await
            .into_iter()
            .map(|(row, column, _)| (row, column))
            .collect();
        let expected = [(3, "posts"), (4, "posts"), (5, "zones")];
        assert_eq!(
            refused,
            expected.map(|(row, column)| (row, column.to_owned()))
        );

        let mut tx = db.read().await.unwrap();
        let staff = imports::staff_of_logins(&mut tx, &["zhao", "qian"])
            .await
            .unwrap();
        assert_eq!(staff.len(), 1);
        let today = "2026-03-16".parse().unwrap();
        let posts = imports::posts_of(&mut tx, &[staff[0].person.id], today)
            .await
            .unwrap();
        let mut held: Vec<_> = posts
            .iter()
            .map(|post| (post.post.as_str(), post.scope))
            .collect();
        held.sort_unstable();
        let mut expected = vec![
            ("area_officer", world.estate.zones["東區"]),
            ("area_officer", world.estate.zones["西區"]),
            ("patrol_inspector", world.estate.site),
        ];
        expected.sort_unstable();
        assert_eq!(held, expected);
        drop(tx);

        let again = world.run(&request).await;
        assert_eq!(numbers(again.counts), [4, 0, 0, 1, 0, 3]);
        let leaves = "login,name,posts,to\nzhao,趙敏,patrol_inspector,2026-03-31\n";
        let left = world.run(&world.file(ImportKind::Staff, leaves)).await;
        assert_eq!(numbers(left.counts), [1, 0, 1, 0, 0, 0]);
        let mut tx = db.read().await.unwrap();
        let april = "2026-04-01".parse().unwrap();
        let posts = imports::posts_of(&mut tx, &[staff[0].person.id], april)
            .await
            .unwrap();
        assert_eq!(posts.len(), 2, "{posts:?}");
    })
    .await;
}

#[tokio::test]
async fn departments_have_a_head_or_a_post_that_answers() {
    on_both(async |db| {
        let world = World::of(db).await;
        let staff = "login,name,posts\nzhou,周工,\n";
        world.run(&world.file(ImportKind::Staff, staff)).await;
        let text = "department,head,contractor\n\
            工程部,zhou,\n\
            電梯維保,管理處經理,是\n\
            綠化,nobody,\n\
            保潔,nobody,true\n\
            秩序部,,\n";
        let request = world.file(ImportKind::Departments, text);
        let report = world.run(&request).await;
        assert_eq!(numbers(report.counts), [5, 1, 1, 1, 0, 2]);
        let mut tx = db.read().await.unwrap();
        let departments = imports::departments(&mut tx, world.estate.site)
            .await
            .unwrap();
        let lift = departments
            .iter()
            .find(|department| department.name == "電梯維保")
            .unwrap();
        assert_eq!(lift.responsible_post.as_deref(), Some("site_manager"));
        assert!(lift.contractor);
        drop(tx);
        let again = world.run(&request).await;
        assert_eq!(numbers(again.counts), [5, 0, 0, 3, 0, 2]);
    })
    .await;
}
