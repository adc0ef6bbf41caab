use huiyin_domain::Lang;
use serde::{Deserialize, Serialize};

use super::words::Words;
use super::{Cell, Code, Form, Ink, Layout, Paper, Part, Value};

/// A paper laid out: what stands on it, from the top, in one language. This is what is drawn.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// Which form.
    pub form: Form,
    /// The language.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// What stands under it.
    pub subtitle: String,
    /// What it is called among others.
    pub bookmark: String,
    /// Whether it lies on its side.
    pub landscape: bool,
    /// Whether it is to be filled in by hand.
    pub blank: bool,
    /// The code beside the title.
    pub code: Option<Code>,
    /// Its parts.
    pub parts: Vec<SheetPart>,
    /// What stands at the bottom of each page.
    pub foot: String,
    /// Whether it is of a demo: every page, every worksheet and every line of a table for a spreadsheet says so.
    pub demo: bool,
    /// The few words that every paper has.
    pub words: Words,
}

/// A part of a sheet: fields, or a table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SheetPart {
    /// What stands over it; empty for nothing.
    pub title: String,
    /// The id of the table; empty for fields.
    pub table: String,
    /// Fields.
    pub fields: Vec<SheetField>,
    /// The columns of a table.
    pub columns: Vec<SheetColumn>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Its cells, from the left, with their types.
    pub cells: Vec<Cell>,
    /// The same as a reader sees them.
    pub shown: Vec<String>,
}

/// A field of a sheet.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SheetField {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it has a line of its own.
    pub wide: bool,
    /// The least height in millimetres.
    pub height: u32,
    /// Whether it is written as paragraphs.
    pub prose: bool,
    /// What stands there, as a reader sees it; lines are apart.
    pub lines: Vec<String>,
    /// Whether the words only say that there is nothing.
    pub faint: bool,
    /// Choices.
    pub boxes: Vec<(String, bool)>,
    /// Signatures.
    pub inks: Vec<Ink>,
    /// The value itself.
    pub value: Value,
}

/// A column of a sheet's table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SheetColumn {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its share of the width.
    pub width: u32,
    /// Whether numbers stand in it.
    pub is_number: bool,
}

impl Sheet {
    /// A paper as a layout has it. What the layout does not have is left out; what the paper does not have is 未填, or
    /// room for a hand.
    pub fn of(layout: &Layout, paper: &Paper) -> Self {
        let words = Words::of(paper.lang);
        let parts = layout.parts.iter();
        let parts = parts.map(|part| SheetPart::of(part, paper, &words));
        Self {
            form: paper.form,
            lang: paper.lang,
            title: layout.title.get(paper.lang).to_owned(),
            subtitle: paper.subtitle.clone(),
            bookmark: paper.bookmark.clone(),
            landscape: layout.landscape,
            blank: paper.blank,
            code: paper.code.clone(),
            parts: parts.collect(),
            foot: paper.foot.clone(),
            demo: false,
            words,
        }
    }

    /// What stands at the top of each page where it is of a demo.
    pub fn mark(&self) -> Option<String> {
        self.demo.then(|| self.words.mark())
    }

    /// The column by which each line of a table says that it is of a demo, because lines are sorted, filtered and copied
    /// apart from what stands over them: its head, and what stands in it.
    pub(super) fn demo_column(&self) -> Option<(&str, &str)> {
        self.demo.then_some((&self.words.demo, &self.words.made_up))
    }

    /// How many rows its tables have.
    pub fn rows(&self) -> usize {
        self.parts.iter().map(|part| part.rows.len()).sum()
    }

    /// The same as several, none with more than `most` rows, each numbered under its title: what is too long to be drawn
    /// at once.
    pub fn split(mut self, most: usize) -> Vec<Self> {
        if self.rows() <= most {
            return vec![self];
        }
        let whole = std::mem::take(&mut self.parts);
        let mut sheets: Vec<Self> = Vec::new();
        let mut next = |parts: Vec<SheetPart>| {
            let number = sheets.len() + 1;
            sheets.push(Self {
                bookmark: format!("{} ({number})", self.bookmark),
                subtitle: format!("{} ({number})", self.subtitle),
                parts,
                ..self.clone()
            });
        };
        let (mut parts, mut room) = (Vec::new(), most);
        for mut part in whole {
            let mut rest = std::mem::take(&mut part.rows).into_iter();
            while rest.len() > room {
                parts.push(part.with(rest.by_ref().take(room).collect()));
                next(std::mem::take(&mut parts));
                room = most;
            }
            room -= rest.len();
            parts.push(part.with(rest.collect()));
        }
        next(parts);
        sheets
    }

    /// Whether there is room on it for a table.
    pub fn has_table(&self, table: &str) -> bool {
        self.parts.iter().any(|part| part.table == table)
    }

    /// The same as one of several of a paper with very many rows in one table: this one has some of the rows, the first
    /// also what stands before that table, and the last what stands after it. Numbered under its title, like [`Self::split`].
    #[must_use]
    pub fn stretch(mut self, table: &str, number: usize, is_last: bool) -> Self {
        let of_table = |part: &SheetPart| part.table == table;
        let from = self.parts.iter().position(of_table);
        let until = self.parts.iter().rposition(of_table);
        if let (Some(from), Some(until)) = (from, until) {
            if !is_last {
                self.parts.truncate(until + 1);
            }
            if number > 1 {
                self.parts.drain(..from);
            }
        }
        self.bookmark = format!("{} ({number})", self.bookmark);
        self.subtitle = format!("{} ({number})", self.subtitle);
        self
    }
}

impl SheetPart {
    /// The same with these rows in the place of its own, of which it has none.
    fn with(&self, rows: Vec<Row>) -> Self {
        Self {
            rows,
            ..self.clone()
        }
    }

    fn of(part: &Part, paper: &Paper, words: &Words) -> Self {
        let title = part.title.as_ref();
        let rows = part.table.as_ref().and_then(|id| paper.tables.get(id));
        let rows = rows.map_or(&[][..], Vec::as_slice);
        let cell = |row: &std::collections::BTreeMap<String, Cell>, id: &str| {
            row.get(id).cloned().unwrap_or_default()
        };
        let columns = part.columns.iter().map(|column| SheetColumn {
            id: column.id.clone(),
            title: column.title.get(paper.lang).to_owned(),
            width: column.width,
            is_number: rows.iter().any(|row| cell(row, &column.id).is_number()),
        });
        let rows = rows.iter().map(|row| {
            let cells = part.columns.iter().map(|column| cell(row, &column.id));
            let cells: Vec<Cell> = cells.collect();
            Row {
                shown: cells.iter().map(Cell::shown).collect(),
                cells,
            }
        });
        Self {
            title: title.map_or_else(String::new, |it| it.get(paper.lang).to_owned()),
            table: part.table.clone().unwrap_or_default(),
            fields: part
                .fields
                .iter()
                .filter_map(|field| SheetField::of(field, paper, words))
                .collect(),
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }
}

impl SheetField {
    fn of(field: &super::Field, paper: &Paper, words: &Words) -> Option<Self> {
        let value = paper.values.get(&field.id).cloned();
        let value = match value {
            Some(Value::None) => return None,
            Some(value) => value,
            None if paper.blank => Value::Room(field.height),
            None => Value::Text(String::new()),
        };
        let shown = value.shown();
        let (text, faint) = match &value {
            Value::Nothing => (words.nothing.clone(), false),
            Value::Boxes(boxes) if !paper.blank && boxes.iter().all(|(_, is)| !is) => {
                (words.unfilled.clone(), true)
            }
            Value::Room(_) | Value::Choose(_) | Value::Boxes(_) => (String::new(), false),
            Value::Signed(inks) if !inks.is_empty() => (String::new(), false),
            _ if shown.trim().is_empty() && paper.blank => (String::new(), false),
            _ if shown.trim().is_empty() => (words.unfilled.clone(), true),
            _ => (shown, false),
        };
        let (boxes, inks) = match &value {
            Value::Boxes(boxes) if !faint => (boxes.clone(), Vec::new()),
            Value::Choose(words) => {
                let boxes = words.iter().map(|words| (words.clone(), false));
                (boxes.collect(), Vec::new())
            }
            Value::Signed(inks) => (Vec::new(), inks.clone()),
            _ => (Vec::new(), Vec::new()),
        };
        let lines = text.lines().map(str::to_owned).collect();
        Some(Self {
            id: field.id.clone(),
            title: field.title.get(paper.lang).to_owned(),
            wide: field.wide,
            height: field.height,
            prose: field.prose,
            lines,
            faint,
            boxes,
            inks,
            value,
        })
    }

    /// What a reader sees in it, in one piece.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Boxes(_) | Value::Signed(_) if self.lines.is_empty() => self.value.shown(),
            _ => self.lines.join("\n"),
        }
    }
}
