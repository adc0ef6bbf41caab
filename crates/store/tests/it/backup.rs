//! Backups of an installation at work, and what is made of them.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use huiyin_domain::entry::Word;
use huiyin_store::backup::{backup, move_to, restore};
use huiyin_store::copy::copy;
use huiyin_store::journal::{erased, heads, history, verify_chains};
use huiyin_store::schema;
use huiyin_store::{Db, Dialect, Error, Location};
use huiyin_testkit::{Clock, Estate, TestDb, on_both};

use crate::history::History;
use crate::rebuild::{assert_rebuilds, contents};

async fn table_names(db: &Db) -> Vec<String> {
    let tables = schema::tables(&mut db.read().await.unwrap()).await.unwrap();
    tables.into_iter().map(|table| table.name).collect()
}

async fn assert_same(one: &Db, other: &Db) {
    let names = table_names(one).await;
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let (one, other) = (
        contents(one, &names).await.unwrap(),
        contents(other, &names).await.unwrap(),
    );
    for (name, (_, rows)) in &one {
        // Each database has its own migrations.
        if name != "huiyin_migration" {
            assert_eq!(rows, &other[name].1, "{name}");
        }
    }
}

async fn with_a_history(db: &Db, seed: u64) -> History {
    let mut history = History::begin(db, seed).await;
    for _ in 0..60 {
        history.step(db).await;
    }
    history
}

#[tokio::test]
async fn a_backup_of_either_database_restores_into_either() {
    on_both(async |db| {
        let history = with_a_history(db, 11).await;
        let file = db.directory().join("huiyin.backup");
        backup(db, &file).await.unwrap();
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            let place = TestDb::of(dialect).await;
            let target = match place.location() {
                Location::File(_) => Location::directory(&place.directory().join("restored")),
                server @ Location::Server(_) => server.clone(),
            };
            restore(&file, &target, &[], Clock::default().now())
                .await
                .unwrap();
            let restored = Db::open(&target).await.unwrap();
            assert_same(db, &restored).await;
            // It goes on where it was: new entries do not collide with old ones.
            history.newcomer(&restored).await;
            let reports = verify_chains(&mut restored.read().await.unwrap())
                .await
                .unwrap();
            assert!(reports.iter().all(|report| report.broken.is_none()));
            restored.close().await;
            place.remove().await;
        }
        let left: Vec<_> = fs::read_dir(db.directory())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("unfinished") || name.contains("restoring"))
            .collect();
        assert!(left.is_empty(), "left behind: {left:?}");
    })
    .await;
}

#[tokio::test]
async fn a_restored_backup_forgets_again_who_was_erased_after_it() {
    on_both(async |db| {
        let estate = Estate::build(db, "kehu", Clock::default().now()).await;
        let person = estate.residents["3-1202"];
        let file = db.directory().join("huiyin.backup");
        backup(db, &file).await.unwrap();
        let target = Location::directory(&db.directory().join("restored"));
        restore(&file, &target, &[person], Clock::default().now())
            .await
            .unwrap();
        let restored = Db::open(&target).await.unwrap();
        let mut tx = restored.read().await.unwrap();
        let list = erased(&mut tx).await.unwrap();
        assert_eq!(list.first().map(|(person, _)| *person), Some(person));
        for line in history(&mut tx, person.uuid()).await.unwrap() {
            let entry = line.entry().unwrap();
            assert!(!entry.said(&[Word::Name]).is_there(), "{entry:?}");
        }
        drop(tx);
        restored.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_backup_replaces_an_older_one_and_is_for_its_owner_only() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let file = db.directory().join("huiyin.backup");
        fs::write(&file, "an older one").unwrap();
        backup(db, &file).await.unwrap();
        assert!(fs::read(&file).unwrap().starts_with(b"SQLite format 3"));
        assert_for_the_owner_only(&file);
    })
    .await;
}

#[tokio::test]
async fn what_is_made_of_an_installation_is_for_its_owner_only() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let file = db.directory().join("huiyin.backup");
        backup(db, &file).await.unwrap();
        // Whoever keeps a backup where others may read it does not make an installation that they may read.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        }
        let (restored, moved) = (
            db.directory().join("restored"),
            db.directory().join("a/moved"),
        );
        let now = Clock::default().now();
        restore(&file, &Location::directory(&restored), &[], now)
            .await
            .unwrap();
        move_to(db, &Location::directory(&moved)).await.unwrap();
        for directory in [&restored, &moved] {
            assert_for_the_owner_only(directory);
            let inside: Vec<_> = fs::read_dir(directory).unwrap().flatten().collect();
            assert_eq!(inside.len(), 1, "{inside:?}");
            assert_for_the_owner_only(&inside[0].path());
        }
        assert_for_the_owner_only(&db.directory().join("a"));
    })
    .await;
}

fn assert_for_the_owner_only(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display());
    }
}

/// What a database writes beside its file belongs to it, and to no other file of that name.
#[tokio::test]
async fn what_lies_beside_is_neither_left_out_nor_taken_in() {
    let db = TestDb::sqlite().await;
    Estate::build(&db, "kehu", Clock::default().now()).await;
    let (file, now) = (db.directory().join("huiyin.backup"), Clock::default().now());
    backup(&db, &file).await.unwrap();
    let home = db.directory().join("restored");
    fs::create_dir(&home).unwrap();
    let beside = [
        home.join("huiyin.sqlite-wal"),
        db.directory().join("huiyin.backup-wal"),
    ];
    for path in &beside {
        fs::write(path, "written before").unwrap();
        let error = restore(&file, &Location::directory(&home), &[], now).await;
        let said = error.unwrap_err().to_string();
        assert!(said.contains(path.to_str().unwrap()), "{said}");
        if *path == beside[1] {
            let error = backup(&db, &file).await.unwrap_err();
            assert!(matches!(error, Error::LeftOpen { .. }), "{error:?}");
        }
        assert!(!home.join("huiyin.sqlite").exists());
        fs::remove_file(path).unwrap();
    }
    let done = restore(&file, &Location::directory(&home), &[], now).await;
    done.unwrap();
}

#[tokio::test]
async fn a_restore_never_overwrites() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let file = db.directory().join("huiyin.backup");
        backup(db, &file).await.unwrap();
        let error = restore(&file, db.location(), &[], Clock::default().now())
            .await
            .unwrap_err();
        assert!(
            matches!(error, Error::Installed { .. } | Error::NotEmpty(_)),
            "{error:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_no_backup_leaves_nothing_behind() {
    let db = TestDb::sqlite().await;
    let file = db.directory().join("holiday.jpg");
    fs::write(&file, "not a backup ".repeat(400)).unwrap();
    let home = db.directory().join("restored");
    let error = restore(
        &file,
        &Location::directory(&home),
        &[],
        Clock::default().now(),
    )
    .await
    .unwrap_err();
    let Error::NotADatabase { path } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(path, &file, "the file that was named is to blame");
    assert!(!home.exists(), "nor is the directory left");

    let empty = db.directory().join("empty.backup");
    fs::write(&empty, "").unwrap();
    let error = restore(
        &empty,
        &Location::directory(&home),
        &[],
        Clock::default().now(),
    )
    .await
    .unwrap_err();
    assert!(
        matches!(&error, Error::NotADatabase { path } if *path == empty),
        "{error:?}"
    );
    assert!(!home.exists(), "an empty file is no empty installation");

    let missing = db.directory().join("missing");
    let error = restore(
        &missing,
        &Location::directory(&home),
        &[],
        Clock::default().now(),
    )
    .await
    .unwrap_err();
    assert!(error.to_string().contains("missing"), "{error}");
}

/// Restores a backup of which one byte was altered; what is said of it.
async fn restored_from(altered: Vec<u8>, db: &TestDb, target: &Location) -> Option<Error> {
    let file = db.directory().join("altered.backup");
    fs::write(&file, altered).unwrap();
    let done = restore(&file, target, &[], Clock::default().now()).await;
    done.err().inspect(|error| {
        let said = error.to_string();
        assert!(said.contains("altered.backup"), "{said}");
        assert!(!said.contains("restoring"), "{said}");
    })
}

/// Where a word stands in a file for the last time.
fn place_of(content: &[u8], word: &str) -> usize {
    let there = |at: &usize| content[*at..].starts_with(word.as_bytes());
    (0..content.len()).rev().find(there).expect(word)
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_named() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let file = db.directory().join("huiyin.backup");
        backup(db, &file).await.unwrap();
        let sound = fs::read(&file).unwrap();
        let home = db.directory().join("restored");
        // The head of each page says what lies in it.
        let mut pages = sound.clone();
        for page in pages.chunks_exact_mut(4096).skip(1).step_by(7) {
            page[0] ^= 0xff;
        }
        // A page holds what it likes: only the chain knows what was written.
        let mut word = sound.clone();
        word[place_of(&sound, "unit_saved") + 4] ^= 1;
        let cut_off = sound[..sound.len() / 2].to_vec();
        for altered in [pages, word, cut_off] {
            let error = restored_from(altered, db, &Location::directory(&home)).await;
            assert!(
                matches!(error, Some(Error::DamagedBackup { .. })),
                "{error:?}"
            );
            assert!(!home.exists());
        }
        let server = TestDb::postgres().await;
        let mut word = sound.clone();
        word[place_of(&sound, "unit_saved") + 4] ^= 1;
        assert!(restored_from(word, db, server.location()).await.is_some());
        assert_eq!(entries(&server).await, 0, "nothing arrived");
        server.remove().await;
        let sound = restored_from(sound, db, &Location::directory(&home)).await;
        assert!(sound.is_none(), "{sound:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_given_up_leaves_nothing_behind() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let directory = db.directory().join("backups");
        fs::create_dir(&directory).unwrap();
        let file = directory.join("huiyin.backup");
        for _ in 0..5 {
            tokio::select! {
                biased;
                done = backup(db, &file) => panic!("done at once: {done:?}"),
                () = tokio::task::yield_now() => {}
            }
            assert_eq!(fs::read_dir(&directory).unwrap().count(), 0);
        }
        backup(db, &file).await.unwrap();
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_copy_counts_what_it_copied() {
    on_both(async |db| {
        with_a_history(db, 12).await;
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            let to = TestDb::of(dialect).await;
            let copied = copy(db, &to).await.unwrap();
            let units = copied.iter().find(|copied| copied.table == "unit");
            assert_eq!(units.map(|copied| copied.rows), Some(10));
            assert_same(db, &to).await;
            let again = copy(db, &to).await.unwrap_err();
            assert!(again.to_string().contains("not empty"), "{again}");
            to.remove().await;
        }
    })
    .await;
}

/// How many entries the journal holds.
async fn entries(db: &Db) -> u64 {
    let heads = heads(&mut db.read().await.unwrap()).await.unwrap();
    heads.iter().map(|(_, head)| head.seq).sum()
}

/// An installation at work until it is told to stop: what was answered to it when, and what was there at the end.
async fn at_work(db: &Db, history: &mut History, stop: &AtomicBool, answered: &AtomicU64) {
    while !stop.load(Ordering::Relaxed) {
        history.step(db).await;
        answered.store(entries(db).await, Ordering::Relaxed);
    }
}

/// What is missing of what had been answered before a copy was begun, and whether the copy is one state of it all.
async fn assert_holds(copy: &Location, answered_before: u64) -> u64 {
    let copied = Db::open(copy).await.unwrap();
    let there = entries(&copied).await;
    assert!(there >= answered_before, "{there} of {answered_before}");
    let reports = verify_chains(&mut copied.read().await.unwrap())
        .await
        .unwrap();
    assert!(reports.iter().all(|report| report.broken.is_none()));
    assert_rebuilds(&copied, "a copy under load").await;
    copied.close().await;
    there
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_of_an_installation_at_work_lack_nothing_that_was_answered() {
    on_both(async |db| {
        let mut history = with_a_history(db, 13).await;
        let (stop, answered) = (AtomicBool::new(false), AtomicU64::new(entries(db).await));
        let work = at_work(db, &mut history, &stop, &answered);
        let copies = async {
            // As another program does: with connections of its own.
            let beside = Db::open_existing(db.location()).await.unwrap();
            let now = Clock::default().now();
            for round in 0..3 {
                let directory = db.directory().join(round.to_string());
                fs::create_dir(&directory).unwrap();
                let before = answered.load(Ordering::Relaxed);
                let file = directory.join("huiyin.backup");
                backup(&beside, &file).await.unwrap();
                let restored = Location::directory(&directory.join("restored"));
                restore(&file, &restored, &[], now).await.unwrap();
                assert_holds(&restored, before).await;

                let before = answered.load(Ordering::Relaxed);
                let target = Location::directory(&directory.join("moved"));
                let moved = move_to(&beside, &target).await.unwrap();
                let there = assert_holds(&target, before).await;
                let after = entries(db).await;
                assert!(there + moved.missed <= after);
            }
            beside.close().await;
            stop.store(true, Ordering::Relaxed);
        };
        tokio::join!(work, copies);
        let target = TestDb::postgres().await;
        let moved = move_to(db, target.location()).await.unwrap();
        assert_eq!(moved.missed, 0, "nobody works any more");
        assert_same(db, &target).await;
        target.remove().await;
    })
    .await;
}

#[tokio::test]
async fn an_installation_moves_to_either_database_but_never_onto_one() {
    on_both(async |db| {
        with_a_history(db, 14).await;
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            let place = TestDb::of(dialect).await;
            let target = match place.location() {
                Location::File(_) => Location::directory(&place.directory().join("moved")),
                server @ Location::Server(_) => server.clone(),
            };
            let moved = move_to(db, &target).await.unwrap();
            assert_eq!(moved.missed, 0);
            let arrived = Db::open(&target).await.unwrap();
            assert_same(db, &arrived).await;
            let again = move_to(db, &target).await.unwrap_err().to_string();
            assert!(again.contains("not empty") || again.contains("there already"));
            assert_same(db, &arrived).await;
            arrived.close().await;
            place.remove().await;
        }
    })
    .await;
}
