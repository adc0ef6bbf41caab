//! Making and dropping whole databases on a server, for setting one up and for tests.

use std::fmt::Write as _;

use huiyin_domain::entry::Digest;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, PgConnection, Row as _};

use crate::tx::sql_text;
use crate::{Dialect, Error, Location, Result};

/// Makes a database, as a copy of another or empty. `at` is any database of the server that may be connected to.
pub async fn create_database(at: &Location, name: &str, copy_of: Option<&str>) -> Result<()> {
    let copy = copy_of.map_or(Ok(String::new()), |template| {
        quoted(template).map(|template| format!(" template {template}"))
    })?;
    run(at, format!("create database {}{copy}", quoted(name)?)).await
}

/// Drops a database when it is there, whoever is connected to it.
pub async fn drop_database(at: &Location, name: &str) -> Result<()> {
    run(
        at,
        format!("drop database if exists {} with (force)", quoted(name)?),
    )
    .await
}

/// Gives a database another name. Nobody may be connected to it.
pub async fn rename_database(at: &Location, from: &str, to: &str) -> Result<()> {
    run(
        at,
        format!("alter database {} rename to {}", quoted(from)?, quoted(to)?),
    )
    .await
}

/// The names of the server's databases.
pub async fn databases(at: &Location) -> Result<Vec<String>> {
    let mut connection = connect(at).await?;
    let rows = sqlx::query("select datname from pg_database order by datname")
        .fetch_all(&mut connection)
        .await?;
    connection.close().await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get_unchecked(0))
        .collect::<sqlx::Result<_>>()?)
}

/// A short name for the schema this program makes on a server: it changes with the migrations.
pub fn migrations_digest() -> String {
    let mut names = String::new();
    for (number, name, _) in Dialect::Postgres.migrations() {
        let _ = writeln!(names, "{number} {name}");
    }
    let steps = Dialect::Postgres.migrations().iter().map(|step| step.2);
    let texts = steps.chain([Dialect::Postgres.migration_table(), &names]);
    let digest = Digest::of_pieces(texts.map(str::as_bytes));
    digest.to_string()[..12].to_owned()
}

async fn run(at: &Location, sql: String) -> Result<()> {
    let mut connection = connect(at).await?;
    sqlx::raw_sql(sql_text(sql))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}

async fn connect(at: &Location) -> Result<PgConnection> {
    match at {
        Location::Server(server) => {
            let options: PgConnectOptions = server.as_ref().clone();
            Ok(options.disable_statement_logging().connect().await?)
        }
        Location::File(_) => Err(Error::Address(
            "an embedded database is a file; it has no server".to_owned(),
        )),
    }
}

/// A name in quotes. Only letters, digits and underscores, so nothing can be smuggled in.
fn quoted(name: &str) -> Result<String> {
    if !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        Ok(format!("\"{name}\""))
    } else {
        Err(Error::Address(format!(
            "{name} is no name for a database: letters, digits and _ only"
        )))
    }
}
