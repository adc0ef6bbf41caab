//! Numbers that the installation keeps in mind besides its journal.

use crate::{Result, Tx};

/// The number of a name, when one was kept.
pub async fn setting(tx: &mut Tx, name: &str) -> Result<Option<i64>> {
    const SQL: &str = "select value from setting where name = $1";
    tx.optional(SQL, &[&name], |row| row.get("value")).await
}

/// Keeps a number under a name.
pub async fn keep_setting(tx: &mut Tx, name: &str, value: i64) -> Result<()> {
    const SQL: &str = "insert into setting (name, value) values ($1, $2) \
        on conflict (name) do update set value = excluded.value";
    tx.execute(SQL, &[&name, &value]).await?;
    Ok(())
}
