use std::time::Duration;

use sqlx::Connection as _;
use sqlx::Row as _;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Postgres, Transaction};

use super::{LOCK_TIMEOUT, Pools, STATEMENTS};
use crate::{Error, Result};

/// Connections of one process. More only wait for each other in the server.
const CONNECTIONS: u32 = 16;
/// How long a request waits for a free connection.
const PATIENCE: Duration = Duration::from_secs(15);
/// The oldest server that is tested with.
const OLDEST: i64 = 15;

pub(super) async fn open(server: &PgConnectOptions) -> Result<Pools> {
    let options = server
        .clone()
        .application_name("huiyin")
        .statement_cache_capacity(STATEMENTS)
        .options([("lock_timeout", format!("{}ms", LOCK_TIMEOUT.as_millis()))])
        .disable_statement_logging();
    // A pool goes on trying to reach a server that is not there; a single connection says at once what is wrong.
    let first = options.connect().await.map_err(unreachable)?;
    first.close().await.map_err(unreachable)?;
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(unreachable)?;
    check(&pool).await?;
    Ok(Pools::Postgres(pool))
}

/// Begins a transaction. A connection that the server closed while nobody used it (it was restarted, or another took its
/// place) is found out only now: it is thrown away, and the next one is tried.
pub(super) async fn begin(
    pool: &PgPool,
    statement: &'static str,
) -> Result<Transaction<'static, Postgres>> {
    let mut stale = 0;
    loop {
        match pool.begin_with(statement).await {
            Err(error) if stale < CONNECTIONS && was_closed(&error) => stale += 1,
            begun => return Ok(begun?),
        }
    }
}

fn was_closed(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        // admin_shutdown, crash_shutdown
        sqlx::Error::Database(database) => {
            matches!(database.code().as_deref(), Some("57P01" | "57P02"))
        }
        _ => false,
    }
}

/// Whatever goes wrong on the way in is said as the server or the system says it; neither repeats the password.
fn unreachable(error: sqlx::Error) -> Error {
    match error {
        sqlx::Error::Database(database) => Error::Unreachable(database.message().to_owned()),
        other => other.into(),
    }
}

async fn check(pool: &PgPool) -> Result<()> {
    let row = sqlx::raw_sql(
        "select current_setting('server_version_num')::bigint / 10000 as version, \
         current_setting('server_encoding') as encoding, coalesce(current_schema(), '') as schema",
    )
    .fetch_one(pool)
    .await?;
    // The simple protocol answers in texts.
    let text = |name: &str| row.try_get_unchecked::<String, _>(name);
    let version: i64 = text("version")?.parse().unwrap_or_default();
    if version < OLDEST {
        return Err(Error::Server(format!(
            "the server runs PostgreSQL {version}; {OLDEST} or newer is needed"
        )));
    }
    if text("encoding")? != "UTF8" {
        return Err(Error::Server(
            "the database must be made with the encoding UTF8".to_owned(),
        ));
    }
    if text("schema")?.is_empty() {
        return Err(Error::Server(
            "the search_path of the connection names no schema that exists".to_owned(),
        ));
    }
    Ok(())
}

pub(super) fn read_code(code: &str, message: &str) -> Option<Error> {
    Some(match code {
        // serialization_failure, deadlock_detected, lock_not_available
        "40001" | "40P01" | "55P03" => Error::Busy,
        // disk_full
        "53100" => Error::Full,
        // data_corrupted, index_corrupted
        "XX001" | "XX002" => Error::Corrupt(message.to_owned()),
        // too_many_connections, admin_shutdown, crash_shutdown, cannot_connect_now, read_only_sql_transaction
        "53300" | "57P01" | "57P02" | "57P03" | "25006" => Error::Unreachable(message.to_owned()),
        _ => return None,
    })
}

/// `Key (site_id, code)=(…) already exists.` names what must be unique; what follows may be personal and is left out.
pub(super) fn unique_columns(table: Option<&str>, detail: Option<&str>) -> String {
    let columns = detail
        .and_then(|detail| detail.strip_prefix("Key (")?.split_once(")="))
        .map_or("", |(columns, _)| columns);
    format!("{}({columns})", table.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_that_must_be_unique_are_read() {
        let detail = "Key (site_id, code)=(\\x01, 3-1202) already exists.";
        assert_eq!(
            unique_columns(Some("unit"), Some(detail)),
            "unit(site_id, code)"
        );
    }
}
