use std::ops::Deref;
use std::path::Path;

use huiyin_domain::entry::Entry;
use huiyin_store::{Db, Dialect, Location};
use tempfile::TempDir;

use crate::postgres;

/// A database of one test's own, migrated and empty. Reads as a [`Db`].
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    location: Location,
    /// For files of the test; the embedded database lies here too.
    directory: TempDir,
}

impl TestDb {
    /// A fresh embedded database.
    ///
    /// # Panics
    ///
    /// When it cannot be made.
    pub async fn sqlite() -> Self {
        let directory = tempfile::tempdir().expect("a directory for a test");
        let location = Location::directory(directory.path());
        Self::open(location, directory).await
    }

    /// A fresh database on the test server.
    ///
    /// # Panics
    ///
    /// When there is no PostgreSQL, or it does not start.
    pub async fn postgres() -> Self {
        let directory = tempfile::tempdir().expect("a directory for a test");
        let location = postgres::fresh_database().await;
        Self::open(location, directory).await
    }

    /// A fresh database of this kind.
    pub async fn of(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Sqlite => Self::sqlite().await,
            Dialect::Postgres => Self::postgres().await,
        }
    }

    /// Where it is, for opening it a second time.
    pub const fn location(&self) -> &Location {
        &self.location
    }

    /// A directory for files of the test.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Closes it and takes it away.
    pub async fn remove(self) {
        self.db.close().await;
        if self.db.dialect() == Dialect::Postgres {
            postgres::drop_database(&self.location).await;
        }
    }

    /// How many entries the journal holds, in all its chains.
    ///
    /// # Panics
    ///
    /// When it cannot be read.
    pub async fn entries(&self) -> u64 {
        let mut tx = self.db.read().await.expect("it can be read");
        let heads = huiyin_store::journal::heads(&mut tx).await;
        heads
            .expect("the heads of the chains")
            .iter()
            .map(|(_, head)| head.seq)
            .sum()
    }

    /// All entries of the journal, in the order in which they can be applied, for a test that counts again.
    ///
    /// # Panics
    ///
    /// When they cannot be read.
    pub async fn journal(&self) -> Vec<Entry> {
        let mut tx = self.db.read().await.expect("it can be read");
        let mut entries = Vec::new();
        let mut after = 0;
        loop {
            let rows = huiyin_store::journal::lines(&mut tx, after, 500).await;
            let rows = rows.expect("the entries");
            let Some(last) = rows.last() else {
                return entries;
            };
            after = last.position;
            entries.extend(rows.iter().map(|row| row.entry().expect("an entry")));
        }
    }

    async fn open(location: Location, directory: TempDir) -> Self {
        let db = Db::open(&location)
            .await
            .unwrap_or_else(|error| panic!("{location} does not open: {error}"));
        Self {
            db,
            location,
            directory,
        }
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// Runs a test on a fresh database of each kind, one after the other. Without PostgreSQL it fails, and says so.
///
/// ```text
/// #[tokio::test]
/// async fn a_unit_is_found_by_its_code() {
///     on_both(async |db| { … }).await;
/// }
/// ```
pub async fn on_both(test: impl AsyncFn(&TestDb)) {
    for dialect in [Dialect::Sqlite, Dialect::Postgres] {
        let db = TestDb::of(dialect).await;
        let named = NamedOnPanic(dialect);
        test(&db).await;
        drop(named);
        db.remove().await;
    }
}

/// Says on which database a test failed.
struct NamedOnPanic(Dialect);

impl Drop for NamedOnPanic {
    #[expect(clippy::print_stderr, reason = "a failing test reports there")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the test failed on {:?}", self.0);
        }
    }
}
