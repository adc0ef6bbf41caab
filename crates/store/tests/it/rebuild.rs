//! The live tables are what the journal makes of them, and nothing else.

use huiyin_domain::entry::facts::PersonErased;
use huiyin_store::dump::{self, Cell};
use huiyin_store::journal::{LIVE_TABLES, rebuild, verify_chains};
use huiyin_store::schema::{self, Table};
use huiyin_store::{Db, Dialect, Error, Result};
use huiyin_testkit::{TestDb, on_both};

use crate::history::History;

type Rows = Vec<Vec<Cell>>;

async fn table_named(db: &Db, name: &str) -> Result<Table> {
    let tables = schema::tables(&mut db.read().await?).await?;
    tables
        .into_iter()
        .find(|table| table.name == name)
        .ok_or(Error::NotFound)
}

pub async fn contents(db: &Db, name: &str) -> Result<Rows> {
    let table = table_named(db, name).await?;
    let mut tx = db.read().await?;
    let mut rows: Rows = Vec::new();
    loop {
        let key = rows.last().map(|row| dump::key_of(&table, row));
        let more = dump::rows(&mut tx, &table, key.as_deref(), 97).await?;
        if more.is_empty() {
            return Ok(rows);
        }
        rows.extend(more);
    }
}

/// The journal of `from`, replayed into an empty database.
async fn replayed(from: &Db, dialect: Dialect) -> Result<TestDb> {
    let to = TestDb::of(dialect).await;
    for name in ["journal", "journal_part"] {
        let table = table_named(from, name).await?;
        let rows = contents(from, name).await?;
        to.write((table, rows), |tx, (table, rows)| {
            Box::pin(dump::insert(tx, table, rows))
        })
        .await?;
    }
    to.write((), |tx, ()| Box::pin(rebuild(tx))).await?;
    Ok(to)
}

async fn assert_rebuilds(db: &Db, seed: u64) {
    let rebuilt = replayed(db, db.dialect()).await.unwrap();
    for table in LIVE_TABLES {
        let live = contents(db, table).await.unwrap();
        let again = contents(&rebuilt, table).await.unwrap();
        assert_eq!(live, again, "{table} of the history with seed {seed}");
    }
    rebuilt.remove().await;
}

#[tokio::test]
async fn a_rebuild_of_any_history_gives_the_live_tables() {
    on_both(async |db| {
        for seed in 1..=2 {
            let fresh = TestDb::of(db.dialect()).await;
            let mut history = History::begin(&fresh, seed).await;
            for _ in 0..120 {
                history.step(&fresh).await;
            }
            assert_rebuilds(&fresh, seed).await;
            let reports = verify_chains(&mut fresh.read().await.unwrap())
                .await
                .unwrap();
            assert_eq!(reports.len(), 2, "the company's chain and the site's");
            assert!(
                reports.iter().all(|report| report.broken.is_none()),
                "{reports:?}"
            );
            fresh.remove().await;
        }
    })
    .await;
}
