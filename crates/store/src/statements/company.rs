//! A company of many sites made of one, and the rows of one of its months read by the driver alone.

use huiyin_domain::{Day, ScopeId};
use sqlx::AssertSqlSafe;

use super::Driver;
use crate::dialect::Pools;
use crate::schema::{self, Table};
use crate::tx::sql_text;
use crate::{Db, Dialect, Result, Tx};

/// What statistics read of a site, in the order in which rows refer to one another: each table with whose rows they
/// are.
const TABLES: [(&str, &str); 11] = [
    ("scope", "id = $1"),
    ("site_procedure", "site_id = $1"),
    ("event", "site_id = $1"),
    ("cohort", "site_id = $1"),
    // What replaces another is there before it: while one is missing, SQLite looks through all for each that comes.
    (
        "obligation",
        "site_id = $1 order by replaced_by_id is not null",
    ),
    ("follow_up", "site_id = $1"),
    ("record", "site_id = $1"),
    (
        "review",
        "record_id in (select id from record where site_id = $1)",
    ),
    ("matter", "site_id = $1"),
    (
        "promise",
        "matter_id in (select id from matter where site_id = $1)",
    ),
    (
        "rectification",
        "matter_id in (select id from matter where site_id = $1)",
    ),
];

/// The rows of a month, each read once, by the shortest way to them.
const MONTH: [&str; 5] = [
    "select o.* from obligation o where",
    "select e.* from obligation o cross join event e where e.id = o.event_id and",
    "select r.* from obligation o cross join follow_up f cross join record r where f.obligation_id = o.id \
     and r.follow_up_id = f.id and",
    "select v.* from obligation o cross join follow_up f cross join record r cross join review v \
     where f.obligation_id = o.id and r.follow_up_id = f.id and v.record_id = r.id and",
    "select m.* from obligation o cross join follow_up f cross join record r cross join matter m \
     where f.obligation_id = o.id and r.follow_up_id = f.id and m.record_id = r.id and",
];

/// Adds copies of a site, beside it under the same parent, with all that statistics read of it, until the company has
/// so many events; how many sites it has then. Only their tables are written: such a database is for measuring, it has
/// no journal that says so.
pub async fn multiply(db: &Db, site: ScopeId, events: u64) -> Result<u16> {
    const SQL: &str = "select count(*) as events from event where site_id = $1";
    let mut tx = db.read().await?;
    let own: u64 = tx.one(SQL, &[&site], |row| row.get("events")).await?;
    drop(tx);
    let sites = u16::try_from(events.div_ceil(own.max(1))).unwrap_or(u16::MAX);
    for copy in 1..sites {
        db.write((site, copy), |tx, (site, copy)| {
            Box::pin(add_copy(tx, *site, *copy))
        })
        .await?;
    }
    Ok(sites)
}

async fn add_copy(tx: &mut Tx, site: ScopeId, copy: u16) -> Result<()> {
    let tables = schema::tables(tx).await?;
    for (name, own) in TABLES {
        if let Some(table) = tables.iter().find(|table| table.name == name) {
            let sql = copying(tx.dialect(), table, own, copy);
            tx.execute(sql_text(sql), &[&site]).await?;
        }
    }
    Ok(())
}

/// The statement that copies a table's rows of one site. Ids of the copies begin with the number of the copy, where all
/// others have the weeks of the moment they were made at: numbers that this century does not come to.
fn copying(dialect: Dialect, table: &Table, own: &str, copy: u16) -> String {
    let prefix = 0x8000 | copy;
    let copied = |name: &str| {
        let column = match dialect {
            Dialect::Sqlite => format!("cast(x'{prefix:04x}' || substr({name}, 3) as blob)"),
            Dialect::Postgres => format!("'\\x{prefix:04x}'::bytea || substr({name}, 3)"),
        };
        format!("case when {name} is null then null else {column} end")
    };
    let is_copied = |name: &String| {
        let refers = table.references.iter().find(|it| &it.column == name);
        let another = refers.is_some_and(|it| TABLES.iter().any(|(known, _)| *known == it.table));
        let is_place = matches!(name.as_str(), "parent_id" | "zone_id");
        (name == "id" || another) && !is_place
    };
    let names: Vec<&str> = table.columns.iter().map(|it| it.name.as_str()).collect();
    let values = table.columns.iter().map(|column| {
        if is_copied(&column.name) {
            copied(&column.name)
        } else if table.name == "scope" && matches!(column.name.as_str(), "name" | "site_code") {
            format!("{} || ' {copy}'", column.name)
        } else {
            column.name.clone()
        }
    });
    let values: Vec<String> = values.collect();
    format!(
        "insert into {} ({}) select {} from {0} where {own}",
        table.name,
        names.join(", "),
        values.join(", "),
    )
}

impl Driver {
    /// Reads all rows of the obligations due from one day to another, and of what became of them, at every site; how
    /// many there are.
    pub async fn read_month(&self, (first, last): (Day, Day)) -> Result<u64> {
        let mut rows = 0;
        for select in MONTH {
            let sql = format!(
                "{select} o.site_id in (select id from scope where kind = 'site') \
                 and o.due >= '{first}' and o.due <= '{last}'"
            );
            let sql = AssertSqlSafe(sql);
            let read = match &self.0 {
                Pools::Sqlite { readers, .. } => {
                    let rows = sqlx::query(sql).fetch_all(readers).await?;
                    std::hint::black_box(rows).len()
                }
                Pools::Postgres(pool) => {
                    let rows = sqlx::query(sql).fetch_all(pool).await?;
                    std::hint::black_box(rows).len()
                }
            };
            rows += u64::try_from(read).unwrap_or(u64::MAX);
        }
        Ok(rows)
    }
}
