use std::future::ready;

use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Executor as _, Postgres, SqlSafeStr, SqlStr, Sqlite, Transaction};

use crate::row::Row;
use crate::value::{Bind, Params, Value};
use crate::{Dialect, Error, Result};

/// A transaction. Everything that is read or written goes through one; dropping it undoes what it did.
///
/// After a statement has failed, every further one fails too, on both databases alike: the work is to be given up,
/// not to be patched.
pub struct Tx {
    connection: Connection,
    failed: Option<Error>,
    #[cfg(feature = "record")]
    number: u64,
}

pub(crate) enum Connection {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs a statement on either driver. The only place where text becomes SQL.
macro_rules! run {
    ($tx:expr, $sql:expr, $params:expr, $run:ident) => {
        match &mut $tx.connection {
            Connection::Sqlite(connection) => bound!(Sqlite, $sql, $params)
                .$run(&mut **connection)
                .await
                .map(Into::into),
            Connection::Postgres(connection) => bound!(Postgres, $sql, $params)
                .$run(&mut **connection)
                .await
                .map(Into::into),
        }
    };
}

macro_rules! bound {
    ($driver:ident, $sql:expr, $params:expr) => {{
        let mut query = sqlx::query::<$driver>($sql);
        for param in $params {
            query = match param.value() {
                Value::Int(number) => query.bind(number),
                Value::Text(text) => query.bind(text.as_deref()),
                Value::Bytes(bytes) => query.bind(bytes.as_deref()),
            };
        }
        query
    }};
}

/// How many rows a statement touched.
struct Touched(u64);

impl From<sqlx::sqlite::SqliteQueryResult> for Touched {
    fn from(result: sqlx::sqlite::SqliteQueryResult) -> Self {
        Self(result.rows_affected())
    }
}

impl From<sqlx::postgres::PgQueryResult> for Touched {
    fn from(result: sqlx::postgres::PgQueryResult) -> Self {
        Self(result.rows_affected())
    }
}

impl Tx {
    pub(crate) fn new(connection: Connection) -> Self {
        Self {
            connection,
            failed: None,
            #[cfg(feature = "record")]
            number: crate::statements::next_transaction(),
        }
    }

    /// The database it runs on.
    pub const fn dialect(&self) -> Dialect {
        match self.connection {
            Connection::Sqlite(_) => Dialect::Sqlite,
            Connection::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement; how many rows it touched.
    pub(crate) async fn execute(
        &mut self,
        sql: impl SqlSafeStr,
        params: Params<'_>,
    ) -> Result<u64> {
        self.still_good()?;
        let sql = sql.into_sql_str();
        self.note(&sql, params);
        let touched: sqlx::Result<Touched> = run!(self, sql, params, execute);
        self.noted(touched).map(|touched| touched.0)
    }

    /// Runs a statement that must touch one row; [`Error::NotFound`] when it touches none.
    pub(crate) async fn execute_one(
        &mut self,
        sql: impl SqlSafeStr,
        params: Params<'_>,
    ) -> Result<()> {
        match self.execute(sql, params).await? {
            0 => Err(Error::NotFound),
            _ => Ok(()),
        }
    }

    /// Locks the rows of a query until the transaction ends. On the embedded database whoever writes is alone, and
    /// nothing is to be done.
    pub(crate) async fn lock(&mut self, sql: &str, params: Params<'_>) -> Result<()> {
        let ending = self.dialect().for_update();
        if !ending.is_empty() {
            self.execute(sql_text(format!("{sql}{ending}")), params)
                .await?;
        }
        Ok(())
    }

    /// All rows of an answer.
    pub(crate) async fn all<T>(
        &mut self,
        sql: impl SqlSafeStr,
        params: Params<'_>,
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::new();
        let taken = self.each(sql, params, |row| {
            all.push(read(row)?);
            Ok(())
        });
        taken.await?;
        Ok(all)
    }

    /// Takes the rows of an answer one after another: the driver's own rows are large, and no more than a few are held.
    pub(crate) async fn each(
        &mut self,
        sql: impl SqlSafeStr,
        params: Params<'_>,
        mut take: impl FnMut(&Row) -> Result<()>,
    ) -> Result<()> {
        self.still_good()?;
        let sql = sql.into_sql_str();
        self.note(&sql, params);
        let mut taken = Ok(());
        // What follows a row that cannot be read is left in the connection no more than what came before it.
        let mut next = |row: Row| {
            if taken.is_ok() {
                taken = take(&row);
            }
        };
        let read = match &mut self.connection {
            Connection::Sqlite(connection) => {
                let rows = bound!(Sqlite, sql, params).fetch(&mut **connection);
                rows.try_for_each(|row| {
                    next(Row::Sqlite(row));
                    ready(Ok(()))
                })
                .await
            }
            Connection::Postgres(connection) => {
                let rows = bound!(Postgres, sql, params).fetch(&mut **connection);
                rows.try_for_each(|row| {
                    next(Row::Postgres(row));
                    ready(Ok(()))
                })
                .await
            }
        };
        self.noted(read)?;
        taken
    }

    /// The one row of an answer, or none.
    pub(crate) async fn optional<T>(
        &mut self,
        sql: impl SqlSafeStr,
        params: Params<'_>,
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut rows = self.all(sql, params, read).await?;
        Ok(rows.pop())
    }

    /// The one row of an answer, or none; locked until the transaction ends.
    pub(crate) async fn optional_locked<T>(
        &mut self,
        sql: &str,
        params: Params<'_>,
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        let locking = sql_text(format!("{sql}{}", self.dialect().for_update()));
        self.optional(locking, params, read).await
    }

    /// The one row of an answer; [`Error::NotFound`] when there is none.
    pub(crate) async fn one<T>(
        &mut self,
        sql: impl SqlSafeStr,
        params: Params<'_>,
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<T> {
        self.optional(sql, params, read)
            .await?
            .ok_or(Error::NotFound)
    }

    /// Inserts rows, several with each statement. `head` is `insert into table (columns) values`.
    pub(crate) async fn insert_rows<const N: usize>(
        &mut self,
        head: &str,
        rows: &[[&dyn Bind; N]],
    ) -> Result<()> {
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            let params: Vec<_> = rows.iter().flatten().copied().collect();
            self.execute(rows_statement(head, N, rows.len()), &params)
                .await?;
        }
        Ok(())
    }

    /// Runs statements without values, several separated by semicolons.
    pub(crate) async fn script(&mut self, sql: impl SqlSafeStr) -> Result<()> {
        self.still_good()?;
        let done = match &mut self.connection {
            Connection::Sqlite(connection) => {
                connection.execute(sqlx::raw_sql(sql)).await.map(|_| ())
            }
            Connection::Postgres(connection) => {
                connection.execute(sqlx::raw_sql(sql)).await.map(|_| ())
            }
        };
        self.noted(done)
    }

    /// Goes back into the state before a failed statement; the caller has undone what the work did.
    pub(crate) fn forget_failure(&mut self) {
        self.failed = None;
    }

    /// The failure that made this transaction useless.
    pub(crate) const fn failure(&self) -> Option<&Error> {
        self.failed.as_ref()
    }

    pub(crate) async fn commit(self) -> Result<()> {
        self.still_good()?;
        match self.connection {
            Connection::Sqlite(connection) => connection.commit().await?,
            Connection::Postgres(connection) => connection.commit().await?,
        }
        Ok(())
    }

    pub(crate) async fn rollback(self) -> Result<()> {
        match self.connection {
            Connection::Sqlite(connection) => connection.rollback().await?,
            Connection::Postgres(connection) => connection.rollback().await?,
        }
        Ok(())
    }

    #[cfg_attr(
        not(feature = "record"),
        expect(
            clippy::unused_self,
            unused_variables,
            reason = "only a measurement records"
        )
    )]
    fn note(&self, sql: &SqlStr, params: Params<'_>) {
        crate::statements::count();
        #[cfg(feature = "record")]
        crate::statements::record(self.number, sql.as_str(), params);
    }

    fn still_good(&self) -> Result<()> {
        self.failed.clone().map_or(Ok(()), Err)
    }

    fn noted<T>(&mut self, result: sqlx::Result<T>) -> Result<T> {
        result.map_err(|error| {
            let error = Error::from(error);
            self.failed = Some(error.clone());
            error
        })
    }
}

/// More rows in one statement gain nothing, and every number of rows is a statement to prepare.
const ROWS_PER_STATEMENT: usize = 25;

fn rows_statement(head: &str, width: usize, rows: usize) -> SqlStr {
    let mut sql = head.to_owned();
    for row in 0..rows {
        sql.push_str(if row == 0 { " (" } else { ", (" });
        for column in 0..width {
            if column > 0 {
                sql.push_str(", ");
            }
            sql.push('$');
            sql.push_str(&(row * width + column + 1).to_string());
        }
        sql.push(')');
    }
    sql_text(sql)
}

/// Statements that are put together from fixed pieces. What people typed goes into parameters, never in here.
pub(crate) fn sql_text(sql: String) -> SqlStr {
    AssertSqlSafe(sql).into_sql_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_through() {
        assert_eq!(
            rows_statement("insert into t (a, b) values", 2, 2).as_str(),
            "insert into t (a, b) values ($1, $2), ($3, $4)"
        );
    }
}
