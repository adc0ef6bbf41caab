//! Copying everything from one database into another, whichever they are: for backups, restores and moving house.

use std::collections::{BTreeMap, BTreeSet};

use huiyin_domain::entry::Digest;

use crate::dump::{self, Cell};
use crate::schema::{self, Table};
use crate::{Db, Error, Result, Tx};

/// Rows read and written at a time.
const PIECE: u32 = 500;
/// What every database has for itself.
const OWN: &str = "huiyin_migration";

/// What was copied of one table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copied {
    /// The table.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// A digest of them all, which came out the same on both sides.
    pub digest: Digest,
}

/// Copies everything into an empty database of the same version, in one transaction, and compares what arrived with
/// what was sent. The source may be at work meanwhile: one state of it is copied.
pub async fn copy(from: &Db, to: &Db) -> Result<Vec<Copied>> {
    to.write(from.clone(), |tx, from| Box::pin(copy_into(tx, from)))
        .await
}

async fn copy_into(to: &mut Tx, from: &Db) -> Result<Vec<Copied>> {
    let mut from = from.read().await?;
    let tables = by_reference(schema::tables(&mut from).await?);
    let there = by_reference(schema::tables(to).await?);
    if tables != there {
        return Err(Error::Server(
            "the two databases are not of the same version".to_owned(),
        ));
    }
    let mut copied = Vec::with_capacity(tables.len());
    for table in tables.iter().filter(|table| table.name != OWN) {
        copied.push(copy_table(&mut from, to, table).await?);
    }
    Ok(copied)
}

async fn copy_table(from: &mut Tx, to: &mut Tx, table: &Table) -> Result<Copied> {
    if !dump::rows(to, table, None, 1).await?.is_empty() {
        return Err(Error::NotEmpty(table.name.clone()));
    }
    let own = columns_to_itself(table);
    let mut later = Vec::new();
    let mut after: Option<Vec<Cell>> = None;
    loop {
        let rows = dump::rows(from, table, after.as_deref(), PIECE).await?;
        let Some(last) = rows.last() else { break };
        after = Some(dump::key_of(table, last));
        let mut first = rows;
        for row in &mut first {
            // A row may refer to one that comes after it: that is filled in when all are there.
            if own.iter().any(|at| row[*at] != Cell::Null) {
                later.push(row.clone());
                for at in &own {
                    row[*at] = Cell::Null;
                }
            }
        }
        dump::insert(to, table, &first).await?;
    }
    for row in &later {
        dump::update(to, table, row, &own).await?;
    }
    to.count_on(table).await?;
    compare(from, to, table).await
}

async fn compare(from: &mut Tx, to: &mut Tx, table: &Table) -> Result<Copied> {
    let (rows, digest) = summary(from, table).await?;
    let arrived = summary(to, table).await?;
    if (rows, digest) != arrived {
        return Err(Error::Corrupt(format!(
            "the table {} did not arrive as it was sent",
            table.name
        )));
    }
    Ok(Copied {
        table: table.name.clone(),
        rows,
        digest,
    })
}

/// How many rows a table holds, and a digest of them all.
async fn summary(tx: &mut Tx, table: &Table) -> Result<(u64, Digest)> {
    let mut count = 0;
    let mut digest = Digest::ZERO;
    let mut after: Option<Vec<Cell>> = None;
    loop {
        let rows = dump::rows(tx, table, after.as_deref(), PIECE).await?;
        let Some(last) = rows.last() else {
            return Ok((count, digest));
        };
        after = Some(dump::key_of(table, last));
        for row in &rows {
            count += 1;
            digest = Digest::of_pieces([digest.bytes().as_slice(), &dump::bytes_of(row)]);
        }
    }
}

/// The places of the columns that refer to the table itself.
fn columns_to_itself(table: &Table) -> Vec<usize> {
    table
        .references
        .iter()
        .filter(|reference| reference.table == table.name)
        .filter_map(|reference| {
            let named = |column: &schema::Column| column.name == reference.column;
            table.columns.iter().position(named)
        })
        .collect()
}

/// Tables in an order in which each refers only to those before it.
fn by_reference(tables: Vec<Table>) -> Vec<Table> {
    let mut waiting: BTreeMap<String, Table> = tables
        .into_iter()
        .map(|table| (table.name.clone(), table))
        .collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let ready: BTreeSet<String> = waiting
            .values()
            .filter(|table| {
                table.references.iter().all(|reference| {
                    reference.table == table.name || !waiting.contains_key(&reference.table)
                })
            })
            .map(|table| table.name.clone())
            .collect();
        if ready.is_empty() {
            // Tables that refer to each other in a circle; the migrations make none, and a test copies them all.
            ordered.extend(std::mem::take(&mut waiting).into_values());
        }
        ordered.extend(ready.iter().filter_map(|name| waiting.remove(name)));
    }
    ordered
}
