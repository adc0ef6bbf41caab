use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::Path;

use sqlx::Row as _;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, Sqlite, Transaction};

use super::{LOCK_TIMEOUT, Pools, STATEMENTS};
use crate::files::{create_directories, create_new, refused};
use crate::{Error, FileFault, Result};

/// How many pages are read side by side.
const READERS: u32 = 4;
/// Stands in the file's header and tells it from the files of other programs: "Huiy".
const APPLICATION_ID: i64 = 0x4875_6979;

pub(super) async fn open(file: &Path) -> Result<Pools> {
    if let Some(directory) = file.parent().filter(|path| !path.as_os_str().is_empty()) {
        usable(directory)?;
    }
    make(file)?;
    let writer = pool(options(file), 1)
        .await
        .map_err(|error| at(error, file))?;
    claim(&writer).await.map_err(|error| at(error, file))?;
    let readers = pool(options(file).pragma("query_only", "on"), READERS).await?;
    Ok(Pools::Sqlite { writer, readers })
}

/// Makes the directory when it is missing, and sees that files can be written there: the database needs two more
/// beside it.
fn usable(directory: &Path) -> Result<()> {
    let refused = |error: io::Error| Error::Directory {
        path: directory.to_owned(),
        fault: FileFault::of(&error),
    };
    create_directories(directory).map_err(refused)?;
    let probe = directory.join(format!(".huiyin-{}", std::process::id()));
    fs::write(&probe, []).map_err(refused)?;
    fs::remove_file(&probe).map_err(refused)
}

/// Makes the file when it is missing: the database itself would let everybody read it whom the umask lets.
fn make(file: &Path) -> Result<()> {
    match create_new(file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(refused(file, &error)),
        _ => Ok(()),
    }
}

fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // An answered command is on the disk. NORMAL would lose the last ones with the power.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(LOCK_TIMEOUT)
        .statement_cache_capacity(STATEMENTS)
        .pragma("temp_store", "memory")
        .pragma("trusted_schema", "off")
        .disable_statement_logging()
}

async fn pool(options: SqliteConnectOptions, connections: u32) -> sqlx::Result<SqlitePool> {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await
}

/// Marks a new file as ours, and refuses one that is marked as another program's.
async fn claim(pool: &SqlitePool) -> sqlx::Result<()> {
    let id: i64 = sqlx::raw_sql("pragma application_id")
        .fetch_one(pool)
        .await?
        .try_get_unchecked(0)?;
    if id == 0 {
        sqlx::raw_sql("pragma application_id = 1215654265")
            .execute(pool)
            .await?;
    } else if id != APPLICATION_ID {
        return Err(sqlx::Error::Configuration(FOREIGN.into()));
    }
    Ok(())
}

const FOREIGN: &str = "marked by another program";

/// Begins a transaction that writes.
pub(super) async fn begin(writer: &SqlitePool) -> Result<Transaction<'static, Sqlite>> {
    const BEGIN: &str = "begin immediate";
    match writer.begin_with(BEGIN).await {
        // A full disk ends a transaction by itself, and the driver still believes itself within it: that connection is
        // of no more use.
        Err(sqlx::Error::InvalidSavePointStatement) => {
            writer.acquire().await?.close().await?;
            Ok(writer.begin_with(BEGIN).await?)
        }
        begun => Ok(begun?),
    }
}

/// Copies the database into a new file, over a connection of its own: neither a reader, which must not write, nor the
/// writer, which has work to do.
pub(super) async fn vacuum_into(pool: &SqlitePool, file: &Path) -> Result<()> {
    let name = file.to_str().ok_or_else(|| Error::File {
        path: file.to_owned(),
        fault: FileFault::Other("its name is not readable as text".to_owned()),
    })?;
    let mut connection = pool.connect_options().connect().await?;
    let done = sqlx::query("vacuum into $1")
        .bind(name)
        .execute(&mut connection)
        .await;
    connection.close().await?;
    done?;
    Ok(())
}

/// What an error while opening says about this file.
fn at(error: sqlx::Error, file: &Path) -> Error {
    if matches!(&error, sqlx::Error::Configuration(why) if why.to_string() == FOREIGN) {
        return Error::Foreign("application_id".to_owned());
    }
    let code = match &error {
        sqlx::Error::Database(database) => database.code().map(Cow::into_owned),
        _ => None,
    };
    match code.as_deref().map(primary) {
        Some(26) => Error::NotADatabase {
            path: file.to_owned(),
        },
        Some(8 | 14) => Error::Directory {
            path: file.parent().unwrap_or(file).to_owned(),
            fault: FileFault::Denied,
        },
        _ => error.into(),
    }
}

/// The first byte of an extended result code names the error.
fn primary(code: &str) -> i64 {
    code.parse::<i64>().unwrap_or_default() & 0xff
}

/// Whether an error says more about the machine than about what is stored: no memory, a file or disk that fails.
pub(super) fn is_of_machine(code: &str) -> bool {
    matches!(primary(code), 7 | 8 | 10 | 14)
}

pub(super) fn read_code(code: &str, message: &str) -> Option<Error> {
    Some(match primary(code) {
        5 | 6 => Error::Locked,
        11 | 26 => Error::Corrupt(message.to_owned()),
        13 => Error::Full,
        _ => return None,
    })
}

/// `UNIQUE constraint failed: unit.site_id, unit.code` names what must be unique.
pub(super) fn unique_columns(message: &str) -> String {
    let columns = message
        .rsplit_once("failed: ")
        .map_or(message, |(_, columns)| columns);
    let Some((table, _)) = columns.split_once('.') else {
        return columns.to_owned();
    };
    let names: Vec<_> = columns
        .split(", ")
        .map(|column| column.rsplit('.').next().unwrap_or(column))
        .collect();
    format!("{table}({})", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_that_must_be_unique_are_read() {
        assert_eq!(
            unique_columns("UNIQUE constraint failed: unit.site_id, unit.code"),
            "unit(site_id, code)"
        );
    }
}
