//! Where the two databases differ. Nothing outside this module asks which one it is.

mod postgres;
mod schema;
mod sqlite;

use std::path::Path;
use std::time::Duration;

use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::{PgPool, SqlitePool};

use crate::tx::Connection;
use crate::{Error, Location, Result, Tx};

/// Which database it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Dialect {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

/// Open connections.
#[derive(Clone, Debug)]
pub(crate) enum Pools {
    /// One connection that writes, and some that cannot.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    /// Connections to a server.
    Postgres(PgPool),
}

/// How long a statement waits for somebody else's lock before it gives up.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);
/// Prepared statements kept by each connection.
const STATEMENTS: usize = 512;

impl Pools {
    /// Connects; an embedded database is made when it is missing.
    pub(crate) async fn open(location: &Location) -> Result<Self> {
        match location {
            Location::File(file) => sqlite::open(file).await,
            Location::Server(server) => postgres::open(server).await,
        }
    }

    /// A transaction that cannot write and that sees one state throughout.
    pub(crate) async fn begin_read(&self) -> Result<Tx> {
        Ok(Tx::new(match self {
            Self::Sqlite { readers, .. } => Connection::Sqlite(readers.begin().await?),
            Self::Postgres(pool) => {
                let begin = "begin isolation level repeatable read read only";
                Connection::Postgres(postgres::begin(pool, begin).await?)
            }
        }))
    }

    /// A transaction that writes. On the embedded database there is one at a time.
    pub(crate) async fn begin_write(&self) -> Result<Tx> {
        Ok(Tx::new(match self {
            Self::Sqlite { writer, .. } => Connection::Sqlite(sqlite::begin(writer).await?),
            Self::Postgres(pool) => Connection::Postgres(postgres::begin(pool, "begin").await?),
        }))
    }

    /// Copies an embedded database into a new file, as it is at one moment, without holding up who writes.
    pub(crate) async fn vacuum_into(&self, file: &Path) -> Result<()> {
        match self {
            Self::Sqlite { writer, .. } => sqlite::vacuum_into(writer, file).await,
            Self::Postgres(_) => Err(Error::Server("a server is no file to copy".to_owned())),
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// The migrations of a database: the same numbers and names for both, each with its own text.
macro_rules! migrations {
    ($folder:literal) => {
        migrations!($folder:
            (1, "first", "0001_first.sql"),
            (2, "imports", "0002_imports.sql"),
            (3, "phone_view", "0003_phone_view.sql"),
            (4, "setting", "0004_setting.sql"),
            (5, "settlement", "0005_settlement.sql"),
            (6, "latest_first", "0006_latest_first.sql"),
            (7, "contact_try", "0007_contact_try.sql"),
            (8, "escalation", "0008_escalation.sql"),
            (9, "indexes", "0009_indexes.sql"),
            (10, "replies", "0010_replies.sql"),
            (11, "archive", "0011_archive.sql"),
            (12, "notices", "0012_notices.sql"),
            (13, "complaints", "0013_complaints.sql"),
            (14, "merged_and_sealed", "0014_merged_and_sealed.sql"),
            (15, "accountable", "0015_accountable.sql"),
            (16, "decisions", "0016_decisions.sql"),
            (17, "procedure_draft", "0017_procedure_draft.sql"),
            (18, "month", "0018_month.sql"),
            (19, "paper", "0019_paper.sql"),
            (20, "festivals", "0020_festivals.sql"),
            (21, "public_letters", "0021_public_letters.sql"),
            (22, "phone", "0022_phone.sql"),
            (23, "letter_photos", "0023_letter_photos.sql"),
            (24, "task_changes", "0024_task_changes.sql"),
            (25, "export_key", "0025_export_key.sql"),
            (26, "round_complaint", "0026_round_complaint.sql"),
            (27, "privacy", "0027_privacy.sql"),
            (28, "archive_months", "0028_archive_months.sql"),
            (29, "spot_check", "0029_spot_check.sql"),
            (30, "disposal", "0030_disposal.sql")
        )
    };
    ($folder:literal: $(($number:literal, $name:literal, $file:literal)),*) => {
        &[$(($number, $name, include_str!(concat!("../migrations/", $folder, "/", $file)))),*]
    };
}

impl Dialect {
    /// The migrations of this database, in order: number, name, text.
    pub(crate) const fn migrations(self) -> &'static [(i64, &'static str, &'static str)] {
        match self {
            Self::Sqlite => migrations!("sqlite"),
            Self::Postgres => migrations!("postgres"),
        }
    }

    /// The table that records the migrations.
    pub(crate) const fn migration_table(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "create table huiyin_migration (version integer not null primary key, name text not null, \
                 checksum blob not null) strict"
            }
            Self::Postgres => {
                "create table huiyin_migration (version bigint not null primary key, name text collate \"C\" not null, \
                 checksum bytea not null)"
            }
        }
    }

    /// Makes other programs that migrate at the same moment wait until this transaction ends.
    pub(crate) const fn lock_migrations(self) -> Option<&'static str> {
        match self {
            // The transaction began as the only one that writes.
            Self::Sqlite => None,
            Self::Postgres => Some("select pg_advisory_xact_lock(7306093273341096)"),
        }
    }

    /// Every table of the database's own schema.
    pub(crate) const fn table_names(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name"
            }
            Self::Postgres => {
                "select table_name::text as name from information_schema.tables \
                 where table_schema = current_schema() and table_type = 'BASE TABLE' order by name"
            }
        }
    }

    /// What a locking read ends with. On the embedded database whoever writes is alone.
    pub(crate) const fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            // The lock that an update takes: it lets others refer to the row all the same.
            Self::Postgres => " for no key update",
        }
    }

    /// What a read that claims rows for one of several workers ends with.
    pub(crate) const fn for_update_skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " for no key update skip locked",
        }
    }
}

/// Whether an error of the embedded database says more about the machine than about what is stored.
pub(crate) fn is_of_machine(error: &sqlx::Error) -> bool {
    let database = error.as_database_error();
    let code = database.and_then(DatabaseError::code);
    code.is_some_and(|code| sqlite::is_of_machine(&code))
}

/// What an error of the database means. Only the code decides; messages may hold what people typed.
pub(crate) fn read_error(error: Box<dyn DatabaseError>) -> Error {
    let code = error.code().unwrap_or_default().into_owned();
    match error.kind() {
        ErrorKind::UniqueViolation => return Error::Duplicate(unique_columns(&*error)),
        ErrorKind::ForeignKeyViolation => return Error::Referenced,
        _ => {}
    }
    let known = if error
        .try_downcast_ref::<sqlx::postgres::PgDatabaseError>()
        .is_some()
    {
        postgres::read_code(&code, error.message())
    } else {
        sqlite::read_code(&code, error.message())
    };
    known.unwrap_or_else(|| Error::Database(sqlx::Error::Database(error).into()))
}

/// The table and columns that had to be unique, the same on both: `unit(site_id, code)`.
fn unique_columns(error: &dyn DatabaseError) -> String {
    error
        .try_downcast_ref::<sqlx::postgres::PgDatabaseError>()
        .map_or_else(
            || sqlite::unique_columns(error.message()),
            |error| postgres::unique_columns(error.table(), error.detail()),
        )
}
