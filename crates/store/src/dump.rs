//! Whole tables, row by row, in a form that is the same for both databases: for comparing and for copying.

use crate::row::{Raw, Row};
use crate::schema::{Column, Holds, Table};
use crate::tx::sql_text;
use crate::value::{Bind, Value};
use crate::{Result, Tx};

/// A value as both databases know it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A number.
    Int(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A cell with the type of its column, which a null needs too.
struct TypedCell<'c>(&'c Cell, Holds);

impl Bind for TypedCell<'_> {
    fn value(&self) -> Value<'_> {
        match (self.0, self.1) {
            (Cell::Int(number), _) => Value::Int(Some(*number)),
            (Cell::Text(text), _) => Value::Text(Some(text.into())),
            (Cell::Bytes(bytes), _) => Value::Bytes(Some(bytes.into())),
            (Cell::Null, Holds::Int) => Value::Int(None),
            (Cell::Null, Holds::Text) => Value::Text(None),
            (Cell::Null, Holds::Bytes) => Value::Bytes(None),
        }
    }
}

impl Cell {
    fn read(row: &Row, column: &Column) -> Result<Self> {
        let name = &column.name;
        Ok(match column.holds {
            Holds::Int => i64::raw(row, name)?.map_or(Self::Null, Self::Int),
            Holds::Text => String::raw(row, name)?.map_or(Self::Null, Self::Text),
            Holds::Bytes => Vec::raw(row, name)?.map_or(Self::Null, Self::Bytes),
        })
    }
}

/// Rows of a table after a key, in the order of its primary key, at most `limit`. Begin with no key; go on with the
/// last row's.
pub async fn rows(
    tx: &mut Tx,
    table: &Table,
    after: Option<&[Cell]>,
    limit: u32,
) -> Result<Vec<Vec<Cell>>> {
    let key = table.primary_key.join(", ");
    let names: Vec<_> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let keys: Vec<_> = key_columns(table).collect();
    let typed: Vec<_> = after
        .into_iter()
        .flatten()
        .zip(&keys)
        .map(|(cell, column)| TypedCell(cell, column.holds))
        .collect();
    let mut params: Vec<&dyn Bind> = typed.iter().map(|cell| cell as &dyn Bind).collect();
    let mut sql = format!("select {} from {}", names.join(", "), table.name);
    if after.is_some() {
        sql += &format!(" where ({key}) > ({})", places(1, keys.len()));
    }
    sql += &format!(" order by {key} limit ${}", params.len() + 1);
    params.push(&limit);
    let columns = &table.columns;
    tx.all(sql_text(sql), &params, |row| {
        columns
            .iter()
            .map(|column| Cell::read(row, column))
            .collect()
    })
    .await
}

/// The cells of a row that make up its primary key.
pub fn key_of(table: &Table, row: &[Cell]) -> Vec<Cell> {
    table
        .primary_key
        .iter()
        .filter_map(|name| {
            let at = table
                .columns
                .iter()
                .position(|column| &column.name == name)?;
            row.get(at).cloned()
        })
        .collect()
}

/// Inserts rows with all their columns.
pub async fn insert(tx: &mut Tx, table: &Table, rows: &[Vec<Cell>]) -> Result<()> {
    let names: Vec<_> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let head = format!("insert into {} ({}) values", table.name, names.join(", "));
    for row in rows {
        let cells: Vec<_> = row
            .iter()
            .zip(&table.columns)
            .map(|(cell, column)| TypedCell(cell, column.holds))
            .collect();
        let params: Vec<&dyn Bind> = cells.iter().map(|cell| cell as &dyn Bind).collect();
        let sql = format!("{head} ({})", places(1, cells.len()));
        tx.execute(sql_text(sql), &params).await?;
    }
    Ok(())
}

fn key_columns(table: &Table) -> impl Iterator<Item = &Column> {
    table
        .primary_key
        .iter()
        .filter_map(|name| table.columns.iter().find(|column| &column.name == name))
}

/// `$1, $2, …`
fn places(first: usize, count: usize) -> String {
    let places: Vec<_> = (first..first + count)
        .map(|number| format!("${number}"))
        .collect();
    places.join(", ")
}
