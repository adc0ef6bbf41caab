//! What the database says about its own tables: the same answer from both, so that they can be compared, copied and
//! checked.

use crate::row::Row;
use crate::tx::sql_text;
use crate::{Error, Result, Tx};

/// A table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// The columns of the primary key.
    pub primary_key: Vec<String>,
    /// All other indexes, sorted.
    pub indexes: Vec<Index>,
    /// What its columns refer to, sorted.
    pub references: Vec<Reference>,
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// Whether it may be empty.
    pub nullable: bool,
    /// What it holds when nothing is given. The identity of a table that counts by itself is none.
    pub default: Option<String>,
}

/// What a column holds: one of three types that both databases have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// A whole number of 64 bits.
    Int,
    /// A text, sorted by its bytes.
    Text,
    /// Bytes.
    Bytes,
}

/// An index, or a rule that columns be unique.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Index {
    /// Its columns.
    pub columns: Vec<String>,
    /// Whether they must be unique together.
    pub unique: bool,
    /// For which rows, in small letters and without brackets.
    pub only_where: Option<String>,
}

/// A column that refers to another table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Reference {
    /// The column.
    pub column: String,
    /// The table.
    pub table: String,
    /// That table's column.
    pub target: String,
}

/// All tables of the database's schema, by name.
pub async fn tables(tx: &mut Tx) -> Result<Vec<Table>> {
    let names: Vec<String> = tx
        .all(tx.dialect().table_names(), &[], |row| row.get("name"))
        .await?;
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        tables.push(table(tx, name).await?);
    }
    Ok(tables)
}

async fn table(tx: &mut Tx, name: String) -> Result<Table> {
    let dialect = tx.dialect();
    let columns = tx.all(dialect.columns(), &[&name], Column::read).await?;
    let primary_key = tx
        .all(dialect.primary_key(), &[&name], |row| row.get("name"))
        .await?;
    let mut indexes = tx.all(dialect.indexes(), &[&name], Index::read).await?;
    indexes.sort();
    let mut references = tx
        .all(dialect.references(), &[&name], Reference::read)
        .await?;
    references.sort();
    Ok(Table {
        name,
        columns,
        primary_key,
        indexes,
        references,
    })
}

impl Tx {
    /// After rows were inserted with the numbers they had: lets a table that counts by itself go on behind them.
    pub(crate) async fn count_on(&mut self, table: &Table) -> Result<()> {
        let counts = |key: &String| {
            let mut columns = table.columns.iter();
            columns.any(|column| &column.name == key && column.holds == Holds::Int)
        };
        if let [key] = table.primary_key.as_slice()
            && counts(key)
            && let Some(sql) = self.dialect().count_on(&table.name, key)
        {
            self.execute(sql_text(sql), &[]).await?;
        }
        Ok(())
    }
}

impl Column {
    fn read(row: &Row) -> Result<Self> {
        let name: String = row.get("name")?;
        let holds: String = row.get("holds")?;
        Ok(Self {
            holds: match holds.to_ascii_lowercase().as_str() {
                "integer" | "bigint" => Holds::Int,
                "blob" | "bytea" => Holds::Bytes,
                "text" => Holds::Text,
                _ => return Err(Error::Corrupt(format!("the column {name} holds {holds}"))),
            },
            name,
            nullable: row.get("nullable")?,
            default: row.get("default_value")?,
        })
    }
}

impl Index {
    fn read(row: &Row) -> Result<Self> {
        let columns: String = row.get("columns")?;
        let condition: Option<String> = row.get("condition")?;
        Ok(Self {
            columns: columns.split(',').map(str::to_owned).collect(),
            unique: row.get("is_unique")?,
            only_where: condition.map(|text| plain(&text)),
        })
    }
}

impl Reference {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            column: row.get("column_name")?,
            table: row.get("target_table")?,
            target: row.get("target_column")?,
        })
    }
}

/// A condition as both databases would write it: from the last `where` on, without brackets, types and capitals.
fn plain(condition: &str) -> String {
    let condition = condition.to_ascii_lowercase().replace("::text", "");
    let condition = condition
        .rsplit_once(" where ")
        .map_or(condition.as_str(), |(_, after)| after);
    condition.replace(['(', ')'], "")
}
