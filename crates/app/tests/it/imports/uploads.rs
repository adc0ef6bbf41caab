//! Files that were sent: kept between the steps, gone on with, and gone when they are not needed.

use std::fs;
use std::time::{Duration, SystemTime};

use huiyin_app::Error;
use huiyin_app::imports::{Progress, Stage, Upload, Uploads};
use huiyin_domain::ImportId;
use huiyin_domain::entry::ImportKind;
use huiyin_testkit::{TestDb, on_both};

use super::files::World;

async fn world(db: &TestDb) -> World<'_> {
    let mut world = World::of(db).await;
    let uploads = Uploads::new(db.directory().join("uploads"));
    world.app = world.app.keeping_uploads(uploads);
    world
}

async fn send(world: &World<'_>, import: ImportId, text: &str) -> Result<(), Error> {
    let upload = Upload {
        import,
        site: world.estate.site,
        kind: ImportKind::Units,
        file_name: "units.csv".to_owned(),
        profile: None,
        plan_history: false,
    };
    let manager = world.manager();
    let mut receiving = world.app.receive_upload(&manager, upload).await?;
    assert!(receiving.write(text.as_bytes()).await?);
    world.app.keep_upload(&manager, receiving).await?;
    Ok(())
}

async fn imported(world: &World<'_>, import: ImportId) -> Option<Progress<()>> {
    loop {
        match world.app.import_progress(import).await {
            Some(Progress::Running(_)) => {}
            end => return end,
        }
    }
}

#[tokio::test]
async fn a_file_is_taken_in_once_and_gone_afterwards() {
    on_both(async |db| {
        let world = world(db).await;
        let (import, manager) = (ImportId::generate(), world.manager());
        let file = "unit\n9-0101\n";
        send(&world, import, file).await.unwrap();
        world.app.start_import(&manager, import).await.unwrap();
        assert!(matches!(
            imported(&world, import).await,
            Some(Progress::Done(()))
        ));
        let again = send(&world, import, file).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
        let page = world
            .app
            .import(&manager, import, None, 0, 9)
            .await
            .unwrap();
        assert!(matches!(page.summary.stage, Stage::Done(_)));
        assert_eq!(page.rows.len(), 1);
        let gone = world.app.upload(&manager, import).await;
        assert!(matches!(gone, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_to_its_end_says_so_and_writes_nothing() {
    let db = TestDb::sqlite().await;
    let world = world(&db).await;
    let (import, manager) = (ImportId::generate(), world.manager());
    send(&world, import, "unit\n9-0101\n").await.unwrap();
    let file = db.directory().join("uploads").join(import.to_string());
    fs::write(&file, b"").unwrap();
    let preview = world.app.preview_upload(&manager, import).await.unwrap();
    assert!(matches!(preview, Progress::Failed(_)), "{preview:?}");
    world.app.start_import(&manager, import).await.unwrap();
    assert!(matches!(
        imported(&world, import).await,
        Some(Progress::Failed(_))
    ));
    let none = world.app.import(&manager, import, None, 0, 9).await;
    assert!(matches!(none, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_nobody_touched_for_a_day_goes_with_the_next_file() {
    let db = TestDb::sqlite().await;
    let world = world(&db).await;
    let old = ImportId::generate();
    send(&world, old, "unit\n9-0101\n").await.unwrap();
    let uploads = db.directory().join("uploads");
    #[expect(clippy::disallowed_methods, reason = "files age by the disk's clock")]
    let before = SystemTime::now() - Duration::from_hours(25);
    for entry in fs::read_dir(&uploads).unwrap() {
        let file = fs::File::options().write(true).open(entry.unwrap().path());
        file.unwrap().set_modified(before).unwrap();
    }
    let new = ImportId::generate();
    send(&world, new, "unit\n9-0102\n").await.unwrap();
    let manager = world.manager();
    let gone = world.app.upload(&manager, old).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    assert!(world.app.upload(&manager, new).await.is_ok());
    let stranger = world.staff("patrol_inspector");
    let refused = world.app.upload(&stranger, new).await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })));
}
