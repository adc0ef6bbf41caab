//! Taking imports back.

use std::fmt::Write as _;

use huiyin_app::imports::{Stage, Undone};
use huiyin_app::{Error, Refusal};
use huiyin_domain::ImportId;
use huiyin_domain::entry::ImportKind;
use huiyin_store::{imports, journal};
use huiyin_testkit::on_both;

use super::files::{UNITS, World, numbers};

async fn hanging(world: &World<'_>, import: ImportId) -> Vec<(&'static str, u64)> {
    match world.app.undo_import(&world.manager(), import).await {
        Err(Error::Refused {
            why: Refusal::Hanging(hanging),
            ..
        }) => hanging,
        other => panic!("refused: {other:?}"),
    }
}

#[tokio::test]
async fn what_an_import_made_goes_as_a_whole() {
    on_both(async |db| {
        let world = World::of(db).await;
        let mut text = "unit,zone\n".to_owned();
        for number in 1..=250 {
            let _ = writeln!(text, "10-{number:04},東區");
        }
        let request = world.file(ImportKind::Units, &text);
        let report = world.run(&request).await;
        let manager = world.manager();
        let undone = world
            .app
            .undo_import(&manager, report.import)
            .await
            .unwrap();
        assert_eq!(undone, Undone { things: 250 });
        let page = world
            .app
            .import(&manager, report.import, None, 0, 1)
            .await
            .unwrap();
        assert!(matches!(page.summary.stage, Stage::Undone(_)));
        let again = world
            .app
            .undo_import(&manager, report.import)
            .await
            .unwrap();
        assert_eq!(again, Undone { things: 0 });
        let anew = world.run(&request).await;
        assert_eq!(numbers(anew.counts), [250, 250, 0, 0, 0, 0]);
        let mut tx = db.read().await.unwrap();
        let chains = journal::verify_chains(&mut tx).await.unwrap();
        assert!(
            chains.iter().all(|chain| chain.broken.is_none()),
            "{chains:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn units_stay_while_people_live_in_them_and_go_after_those() {
    on_both(async |db| {
        let world = World::of(db).await;
        let units = "unit\n9-0101\n";
        let units = world.run(&world.file(ImportKind::Units, units)).await;
        let residents = "unit,name\n9-0101,何女士\n";
        let residents = world
            .run(&world.file(ImportKind::Residents, residents))
            .await;
        assert_eq!(hanging(&world, units.import).await, [("residents", 1)]);
        let manager = world.manager();
        world
            .app
            .undo_import(&manager, residents.import)
            .await
            .unwrap();
        world.app.undo_import(&manager, units.import).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let left = imports::units_of_codes(&mut tx, world.estate.site, &["9-0101"])
            .await
            .unwrap();
        assert!(left.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_import_that_changed_what_was_there_stays() {
    on_both(async |db| {
        let world = World::of(db).await;
        let report = world.run(&world.file(ImportKind::Units, UNITS)).await;
        assert_eq!(hanging(&world, report.import).await, [("updated", 1)]);
    })
    .await;
}

#[tokio::test]
async fn staff_go_with_their_posts_and_accounts() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = "login,name,posts,zones\nzhao,趙敏,area_officer,東區\n";
        let report = world.run(&world.file(ImportKind::Staff, text)).await;
        let undone = world
            .app
            .undo_import(&world.manager(), report.import)
            .await
            .unwrap();
        assert_eq!(undone, Undone { things: 2 });
        let mut tx = db.read().await.unwrap();
        let staff = imports::staff_of_logins(&mut tx, &["zhao"]).await.unwrap();
        assert!(staff.is_empty());
    })
    .await;
}
