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
    let keys = key_columns(table);
    let typed: Vec<_> = after
        .into_iter()
        .flatten()
        .zip(&keys)
        .map(|(cell, column)| TypedCell(cell, column.holds))
        .collect();
    let condition = match after {
        Some(_) => format!(" where ({key}) > ({})", places(1, keys.len())),
        None => String::new(),
    };
    let mut params = params(&typed);
    params.push(&limit);
    let sql = format!(
        "select {} from {}{condition} order by {key} limit ${}",
        names(table),
        table.name,
        params.len()
    );
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

/// Rows inserted with one statement.
const ROWS_PER_STATEMENT: usize = 20;

/// Inserts rows with all their columns.
pub async fn insert(tx: &mut Tx, table: &Table, rows: &[Vec<Cell>]) -> Result<()> {
    let head = format!("insert into {} ({}) values ", table.name, names(table));
    let width = table.columns.len();
    for rows in rows.chunks(ROWS_PER_STATEMENT) {
        let cells: Vec<_> = rows.iter().flat_map(|row| typed(table, row)).collect();
        let places: Vec<_> = (0..rows.len())
            .map(|row| format!("({})", places(row * width + 1, width)))
            .collect();
        let sql = format!("{head}{}", places.join(", "));
        tx.execute(sql_text(sql), &params(&cells)).await?;
    }
    Ok(())
}

/// Gives some columns of the row with the same key the values of this one.
pub(crate) async fn update(
    tx: &mut Tx,
    table: &Table,
    row: &[Cell],
    columns: &[usize],
) -> Result<()> {
    let all: Vec<_> = typed(table, row).collect();
    let key = key_columns(table);
    let (mut cells, mut set, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for (at, column) in table.columns.iter().enumerate() {
        let wanted = match () {
            () if columns.contains(&at) => &mut set,
            () if key.iter().any(|key| key.name == column.name) => &mut keys,
            () => continue,
        };
        cells.push(&all[at]);
        wanted.push(format!("{} = ${}", column.name, cells.len()));
    }
    let sql = format!(
        "update {} set {} where {}",
        table.name,
        set.join(", "),
        keys.join(" and ")
    );
    let params: Vec<&dyn Bind> = cells.into_iter().map(|cell| cell as &dyn Bind).collect();
    tx.execute_one(sql_text(sql), &params).await
}

/// A row as bytes, to be hashed: each cell with its type and length before it.
pub(crate) fn bytes_of(row: &[Cell]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut cell = |sort: u8, content: &[u8]| {
        bytes.push(sort);
        bytes.extend((content.len() as u64).to_be_bytes());
        bytes.extend(content);
    };
    for value in row {
        match value {
            Cell::Null => cell(0, &[]),
            Cell::Int(number) => cell(1, &number.to_be_bytes()),
            Cell::Text(text) => cell(2, text.as_bytes()),
            Cell::Bytes(content) => cell(3, content),
        }
    }
    bytes
}

fn names(table: &Table) -> String {
    let names: Vec<_> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    names.join(", ")
}

fn typed<'c>(table: &'c Table, row: &'c [Cell]) -> impl Iterator<Item = TypedCell<'c>> {
    row.iter()
        .zip(&table.columns)
        .map(|(cell, column)| TypedCell(cell, column.holds))
}

fn params<'c>(cells: &'c [TypedCell<'c>]) -> Vec<&'c dyn Bind> {
    cells.iter().map(|cell| cell as &dyn Bind).collect()
}

fn key_columns(table: &Table) -> Vec<&Column> {
    table
        .primary_key
        .iter()
        .filter_map(|name| table.columns.iter().find(|column| &column.name == name))
        .collect()
}

/// `$1, $2, …`
fn places(first: usize, count: usize) -> String {
    let places: Vec<_> = (first..first + count)
        .map(|number| format!("${number}"))
        .collect();
    places.join(", ")
}
