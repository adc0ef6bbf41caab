//! Papers: the forms of the field, blank or filled in, and the same as tables for a spreadsheet.
//!
//! Whoever has something to print fills in a [`Paper`]: values by the ids of a [`Form`]. A [`Layout`] says which of them
//! stand where and under which title; together they are a [`Sheet`], from which a [`Renderer`] makes a PDF, and
//! [`workbook`] and [`csv`] make files for a spreadsheet. All three say the same, because they are made of the same.

mod cell;
mod csv;
mod form;
mod json;
mod layout;
mod layouts;
mod problem;
mod renderer;
mod sheet;
mod words;
mod xlsx;

use std::collections::BTreeMap;

use huiyin_domain::Lang;
use serde::{Deserialize, Serialize};

pub use cell::{Cell, Value};
pub use csv::csv;
pub use form::Form;
pub use json::json;
pub use layout::{Column, Field, Layout, Part, Titles};
pub use layouts::Layouts;
pub use problem::{LayoutFault, LayoutProblem};
pub use renderer::{
    Drawing, Drawn, LINES, PIECE, Piece, ROWS, RenderFault, Renderer, is_full, pieces,
};
pub use sheet::{Row, Sheet, SheetColumn, SheetField, SheetPart};
pub use words::Words;
pub use xlsx::workbook;

/// One paper: a form with what is known of its fields.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Paper {
    /// Which form.
    pub form: Form,
    /// The language of titles.
    pub lang: Lang,
    /// What it is called among others in one file.
    pub bookmark: String,
    /// What stands under the title: the site, the month.
    pub subtitle: String,
    /// Whether it is taken along to be filled in by hand: what is not known is left as room.
    pub blank: bool,
    /// A picture that leads to what the paper was made from.
    pub code: Option<Code>,
    /// The values of its fields, by their ids.
    pub values: BTreeMap<String, Value>,
    /// The rows of its tables, by the ids of the tables; each row by the ids of the columns.
    pub tables: BTreeMap<String, Vec<BTreeMap<String, Cell>>>,
    /// What stands at the bottom of each page.
    pub foot: String,
}

/// A code to be read with a phone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Code {
    /// The picture, an SVG of our own; empty where only the words are known.
    pub svg: String,
    /// What stands beside it: the short hash, what the code is for.
    pub lines: Vec<String>,
}

/// A signature drawn by hand, with what stands under it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Ink {
    /// The strokes: lists of points, in thousandths of the width of the box they were drawn in.
    pub strokes: Vec<Vec<(u16, u16)>>,
    /// Who signed.
    pub who: String,
    /// As what, how and when.
    pub note: String,
}

impl Paper {
    /// An empty form to be filled in.
    pub fn new(form: Form, lang: Lang) -> Self {
        Self {
            form,
            lang,
            bookmark: String::new(),
            subtitle: String::new(),
            blank: false,
            code: None,
            values: BTreeMap::new(),
            tables: BTreeMap::new(),
            foot: String::new(),
        }
    }

    /// The same, with what it is called and what stands under the title.
    #[must_use]
    pub fn called(self, bookmark: impl Into<String>, subtitle: impl Into<String>) -> Self {
        Self {
            bookmark: bookmark.into(),
            subtitle: subtitle.into(),
            ..self
        }
    }

    /// Fills in a field.
    pub fn set(&mut self, field: &str, value: impl Into<Value>) {
        self.values.insert(field.to_owned(), value.into());
    }

    /// Adds a row to a table: the ids of its columns with their cells.
    pub fn row<'c>(&mut self, table: &str, cells: impl IntoIterator<Item = (&'c str, Cell)>) {
        let row = cells.into_iter().map(|(id, cell)| (id.to_owned(), cell));
        let rows = self.tables.entry(table.to_owned()).or_default();
        rows.push(row.collect());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may")]
mod tests;
