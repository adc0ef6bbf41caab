//! The live tables are what the journal makes of them, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use huiyin_domain::entry::Facts;
use huiyin_store::dump::{self, Cell};
use huiyin_store::journal::{LIVE_TABLES, Together, heads, lines, rebuild, verify_chains};
use huiyin_store::schema::{self, Table};
use huiyin_store::{Db, Result, Tx};
use huiyin_testkit::{TestDb, on_both};

use crate::history::History;

type Rows = Vec<Vec<Cell>>;

/// Everything some tables hold.
pub(crate) async fn contents(db: &Db, names: &[&str]) -> Result<BTreeMap<String, (Table, Rows)>> {
    let mut tx = db.read().await?;
    let mut found = BTreeMap::new();
    for table in schema::tables(&mut tx).await? {
        if names.contains(&table.name.as_str()) {
            let rows = all_rows(&mut tx, &table).await?;
            found.insert(table.name.clone(), (table, rows));
        }
    }
    assert_eq!(found.len(), names.len(), "a table is missing: {names:?}");
    Ok(found)
}

async fn all_rows(tx: &mut Tx, table: &Table) -> Result<Rows> {
    let mut rows: Rows = Vec::new();
    loop {
        let key = rows.last().map(|row| dump::key_of(table, row));
        let more = dump::rows(tx, table, key.as_deref(), 97).await?;
        if more.is_empty() {
            return Ok(rows);
        }
        rows.extend(more);
    }
}

/// The journal of a database, replayed into an empty one.
async fn replayed(from: &Db) -> Result<TestDb> {
    let to = TestDb::of(from.dialect()).await;
    let journal = contents(from, &["journal", "journal_part"]).await?;
    to.write(journal, |tx, journal| {
        Box::pin(async move {
            for (table, rows) in journal.values() {
                dump::insert(tx, table, rows).await?;
            }
            rebuild(tx).await
        })
    })
    .await?;
    Ok(to)
}

/// Says in which tables a rebuild differs from the live ones.
pub(crate) async fn assert_rebuilds(db: &Db, history: &str) {
    let rebuilt = replayed(db).await.unwrap();
    let live = contents(db, LIVE_TABLES).await.unwrap();
    let again = contents(&rebuilt, LIVE_TABLES).await.unwrap();
    for (name, (_, rows)) in &live {
        assert_eq!(rows, &again[name].1, "{name} after {history}");
    }
    rebuilt.remove().await;
}

/// The kinds of entries a journal holds.
async fn kinds(db: &Db) -> BTreeSet<String> {
    let mut tx = db.read().await.unwrap();
    let rows = lines(&mut tx, 0, 100_000).await.unwrap();
    rows.into_iter().map(|row| row.line.kind).collect()
}

#[tokio::test]
async fn a_rebuild_of_any_history_gives_the_live_tables() {
    on_both(async |db| {
        let mut seen = kinds(db).await;
        for seed in 1..=18 {
            let fresh = TestDb::of(db.dialect()).await;
            let mut history = History::begin(&fresh, seed).await;
            for _ in 0..220 {
                history.step(&fresh).await;
            }
            seen.append(&mut kinds(&fresh).await);
            assert_rebuilds(&fresh, &format!("the history of seed {seed}")).await;
            let reports = verify_chains(&mut fresh.read().await.unwrap())
                .await
                .unwrap();
            assert_eq!(reports.len(), 2, "the company's chain and the site's");
            let sound = reports.iter().all(|report| report.broken.is_none());
            assert!(sound, "{reports:?}");
            fresh.remove().await;
        }
        let unseen: Vec<_> = Facts::KINDS
            .iter()
            .filter(|(kind, _)| !seen.contains(*kind))
            .collect();
        assert!(unseen.is_empty(), "no history held {unseen:?}");
    })
    .await;
}

#[tokio::test]
async fn chains_are_read_together_in_the_order_in_which_they_were_written() {
    on_both(async |db| {
        let mut history = History::begin(db, 3).await;
        for _ in 0..60 {
            history.step(db).await;
        }
        let mut tx = db.read().await.unwrap();
        let written = lines(&mut tx, i64::MIN, 100_000).await.unwrap();
        let chains = heads(&mut tx).await.unwrap();
        assert_eq!(chains.len(), 2, "the company's chain and the site's");
        for piece in [1, 7, 500] {
            let mut together = Together::new(chains.iter().map(|(scope, _)| *scope), piece);
            let mut read = Vec::new();
            while let Some(row) = together.next(&mut tx).await.unwrap() {
                read.push(row);
            }
            assert_eq!(read, written, "{piece} at a time");
        }
        let (company, _) = chains[0];
        let mut alone = Together::new([company], 7);
        let of_company = written.into_iter().filter(|row| row.line.scope == company);
        for expected in of_company {
            assert_eq!(alone.next(&mut tx).await.unwrap(), Some(expected));
        }
        assert_eq!(alone.next(&mut tx).await.unwrap(), None);
    })
    .await;
}
