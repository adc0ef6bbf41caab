//! Opening a database, and what is said when it cannot be.

use std::fs;
use std::path::Path;

use huiyin_store::dump::{self, Cell};
use huiyin_store::schema;
use huiyin_store::{Db, Dialect, Error, Location};
use huiyin_testkit::{Clock, Estate, TestDb, on_both};
use sqlx::{ConnectOptions as _, Connection as _};

/// Runs a statement past the store.
pub(crate) async fn raw(location: &Location, sql: &'static str) {
    match location {
        Location::File(file) => {
            let options = sqlx::sqlite::SqliteConnectOptions::new()
                .filename(file)
                .create_if_missing(true);
            let mut connection = options.connect().await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
        Location::Server(server) => {
            let mut connection = server.connect().await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
    }
}

async fn refusal(location: &Location) -> Error {
    Db::open(location).await.map(|_| ()).unwrap_err()
}

#[tokio::test]
async fn what_was_written_is_there_when_it_is_opened_again() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let again = Db::open(db.location()).await.unwrap();
        let sites = huiyin_store::sites::sites(&mut again.read().await.unwrap())
            .await
            .unwrap();
        assert_eq!(sites.len(), 1);
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    on_both(async |db| {
        let table = schema::tables(&mut db.read().await.unwrap())
            .await
            .unwrap()
            .into_iter()
            .find(|table| table.name == "huiyin_migration")
            .unwrap();
        let step = vec![
            Cell::Int(999),
            Cell::Text("from the future".to_owned()),
            Cell::Bytes(vec![0; 32]),
        ];
        db.write((table, vec![step]), |tx, (table, rows)| {
            Box::pin(dump::insert(tx, table, rows))
        })
        .await
        .unwrap();
        let error = refusal(db.location()).await;
        assert!(
            matches!(error, Error::NewerDatabase { found: 999, .. }),
            "{error:?}"
        );
        assert!(
            error
                .to_string()
                .contains("please install the newer program")
        );
    })
    .await;
}

#[tokio::test]
async fn a_migration_that_was_altered_is_noticed() {
    on_both(async |db| {
        let sql = match db.dialect() {
            Dialect::Sqlite => "update huiyin_migration set checksum = zeroblob(32)",
            Dialect::Postgres => {
                "update huiyin_migration set checksum = decode(repeat('00', 32), 'hex')"
            }
        };
        raw(db.location(), sql).await;
        let error = refusal(db.location()).await;
        assert!(matches!(error, Error::Corrupt(_)), "{error:?}");
    })
    .await;
}

#[tokio::test]
async fn the_database_of_another_program_is_left_alone() {
    for location in [TestPlace::sqlite().await, TestPlace::postgres().await] {
        raw(&location.location, "create table recipes (id integer)").await;
        let error = refusal(&location.location).await;
        assert!(
            matches!(&error, Error::Foreign(table) if table == "recipes"),
            "{error:?}"
        );
        raw(&location.location, "drop table recipes").await;
        Db::open(&location.location).await.unwrap().close().await;
        location.remove().await;
    }
}

/// A place for a database that the store has not touched yet.
struct TestPlace {
    location: Location,
    db: TestDb,
}

impl TestPlace {
    async fn sqlite() -> Self {
        let db = TestDb::sqlite().await;
        let location = Location::directory(&db.directory().join("other"));
        fs::create_dir(db.directory().join("other")).unwrap();
        Self { location, db }
    }

    async fn postgres() -> Self {
        let db = TestDb::postgres().await;
        raw(
            db.location(),
            "drop schema public cascade; create schema public",
        )
        .await;
        Self {
            location: db.location().clone(),
            db,
        }
    }

    async fn remove(self) {
        self.db.remove().await;
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_said_to_be_none() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("huiyin.sqlite");
    fs::write(&file, "房號,姓名\n3-1202,何女士\n".repeat(100)).unwrap();
    let error = refusal(&Location::directory(directory.path())).await;
    assert!(matches!(error, Error::NotADatabase { .. }), "{error:?}");
    let kept = fs::read_to_string(&file).unwrap();
    assert!(kept.starts_with("房號"), "the file is left as it was");
}

#[tokio::test]
async fn a_directory_that_cannot_be_used_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("taken");
    fs::write(&file, "").unwrap();
    for place in [
        file.as_path(),
        &file.join("below"),
        Path::new("/proc/huiyin"),
    ] {
        let error = refusal(&Location::directory(place)).await;
        assert!(matches!(error, Error::Directory { .. }), "{error:?}");
        assert!(error.to_string().contains("data directory"), "{error}");
    }
}

#[tokio::test]
async fn a_database_that_another_program_holds_is_said_to_be_locked() {
    let db = TestDb::sqlite().await;
    let Location::File(file) = db.location().clone() else {
        unreachable!("an embedded database is a file");
    };
    db.close().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&file)
        .locking_mode(sqlx::sqlite::SqliteLockingMode::Exclusive);
    let mut other = options.connect().await.unwrap();
    sqlx::raw_sql("begin exclusive")
        .execute(&mut other)
        .await
        .unwrap();
    let error = refusal(db.location()).await;
    assert!(matches!(error, Error::Locked), "{error:?}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_said_not_to() {
    let nowhere: Location = "postgres://nobody:s3cret@127.0.0.1:1/nothing"
        .parse()
        .unwrap();
    let error = refusal(&nowhere).await;
    assert!(matches!(error, Error::Unreachable(_)), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("s3cret"));

    let db = TestDb::postgres().await;
    let missing = db.location().with_database("no_such_database");
    let error = refusal(&missing).await;
    assert!(matches!(error, Error::Unreachable(_)), "{error:?}");
    assert!(error.to_string().contains("no_such_database"), "{error}");
    db.remove().await;
}
