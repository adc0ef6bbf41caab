use std::collections::HashMap;
use std::sync::Arc;

use crate::columns::fold;
use crate::{Column, ColumnsFault, FileError, FileKind, Profile};

/// Which cell of a row is which column of a kind of file.
#[derive(Debug)]
pub struct Header {
    kind: &'static FileKind,
    /// Titles of the profile, folded, with the column that they mean; none for one that is kept as a note.
    own_titles: HashMap<String, Option<usize>>,
    /// For each column the values of the profile.
    own_values: Vec<HashMap<Box<str>, Box<str>>>,
    /// For each column the cell that it is in.
    cells: Vec<Option<usize>>,
    /// For each cell its title, and the column that it is.
    titles: Vec<(Arc<str>, Option<usize>)>,
    /// Whether later rows may bring more titles.
    open: bool,
}

impl Header {
    /// Maps the titles of a table. Titles that mean no column are kept as notes.
    ///
    /// When the table is `open`, more titles may come ([`Header::add_titles`]). Then a needed column may be missing,
    /// unless a title of the first row is so near to its name that it must be a slip, or none of them is known.
    pub fn map(
        kind: &'static FileKind,
        profile: Option<&Profile>,
        titles: &[Box<str>],
        open: bool,
    ) -> Result<Self, FileError> {
        let mut header = Self {
            kind,
            own_titles: HashMap::new(),
            own_values: vec![HashMap::new(); kind.columns.len()],
            cells: vec![None; kind.columns.len()],
            titles: Vec::with_capacity(titles.len()),
            open,
        };
        if let Some(profile) = profile {
            header.take_profile(profile)?;
        }
        if !open || !titles.is_empty() {
            header.add_titles(titles)?;
        }
        Ok(header)
    }

    /// Maps the titles that came since the last time.
    pub fn add_titles(&mut self, titles: &[Box<str>]) -> Result<(), FileError> {
        let are_first = self.titles.is_empty();
        for title in &titles[self.titles.len()..] {
            let cell = self.titles.len();
            let column = self.column_of(title);
            let title = if title.is_empty() {
                Arc::from(letters(cell))
            } else {
                Arc::from(&**title)
            };
            self.titles.push((title, column));
            if let Some(column) = column {
                self.cells[column].get_or_insert(cell);
            }
        }
        let none_known = self.titles.iter().all(|(_, column)| column.is_none());
        let fault = self.fault(|column, nearest| {
            let is_a_slip = are_first && (nearest.is_some() || none_known);
            column.required && (!self.open || is_a_slip)
        });
        fault.map_or(Ok(()), |fault| Err(FileError::Columns(Box::new(fault))))
    }

    /// How many titles there are.
    pub fn len(&self) -> usize {
        self.titles.len()
    }

    /// Whether there are no titles.
    pub fn is_empty(&self) -> bool {
        self.titles.is_empty()
    }

    /// Each title and the column that it means, for showing how a file was understood.
    pub fn titles(&self) -> impl Iterator<Item = (&str, Option<&'static Column>)> {
        self.titles
            .iter()
            .map(|(title, column)| (&**title, column.map(|column| &self.kind.columns[column])))
    }

    /// Titles that are kept as notes although they are nearly the name of a column that the file does not have: worth
    /// a warning, since a slip in an optional column would pass unseen.
    pub fn likely_slips(&self) -> impl Iterator<Item = (&str, &'static Column)> {
        let columns = self.kind.columns.iter().zip(&self.cells);
        columns
            .filter(|(_, cell)| cell.is_none())
            .filter_map(|(column, _)| Some((self.nearest_title(column)?, column)))
    }

    /// The cell that a column is in.
    pub(crate) fn cell_of(&self, column: usize) -> Option<usize> {
        self.cells[column]
    }

    /// The value that stands for a value of the file.
    pub(crate) fn value<'v>(&'v self, column: usize, value: &'v str) -> &'v str {
        match self.own_values[column].get(value) {
            Some(stands) => stands,
            None => value,
        }
    }

    /// The cells that are no column, with their titles.
    pub(crate) fn notes(&self) -> impl Iterator<Item = (usize, &Arc<str>)> {
        self.titles
            .iter()
            .enumerate()
            .filter(|(_, (_, column))| column.is_none())
            .map(|(cell, (title, _))| (cell, title))
    }

    fn take_profile(&mut self, profile: &Profile) -> Result<(), FileError> {
        for (title, column) in &profile.titles {
            let column = match column.as_str() {
                "" => None,
                name => Some(self.profile_column(name)?),
            };
            self.own_titles.insert(fold(title), column);
        }
        for (column, values) in &profile.values {
            let column = self.profile_column(column)?;
            self.own_values[column].extend(
                values
                    .iter()
                    .map(|(own, stands)| (own.trim().into(), stands.as_str().into())),
            );
        }
        Ok(())
    }

    fn profile_column(&self, name: &str) -> Result<usize, FileError> {
        let columns = self.kind.columns;
        columns
            .iter()
            .position(|column| column.name == name)
            .ok_or_else(|| FileError::Profile {
                column: name.into(),
                nearest: nearest(name, columns.iter().map(|column| column.name)),
            })
    }

    fn column_of(&self, title: &str) -> Option<usize> {
        match self.own_titles.get(&fold(title)) {
            Some(column) => *column,
            None => self.kind.column_called(title),
        }
    }

    /// What is wrong: columns that several titles mean, and missing ones that are `needed`.
    fn fault(&self, needed: impl Fn(&Column, Option<&str>) -> bool) -> Option<ColumnsFault> {
        let mut missing = Vec::new();
        let mut twice = Vec::new();
        for (index, column) in self.kind.columns.iter().enumerate() {
            let titles: Vec<Box<str>> = self.titles_of(index).map(Box::from).collect();
            if titles.len() > 1 {
                twice.push((column, titles));
            } else if titles.is_empty() {
                let near = self.nearest_title(column);
                if needed(column, near) {
                    missing.push((column, near.map(Box::from)));
                }
            }
        }
        let found = || self.titles.iter().map(|(title, _)| Box::from(&**title));
        (!missing.is_empty() || !twice.is_empty()).then(|| ColumnsFault {
            missing,
            twice,
            found: found().collect(),
        })
    }

    fn titles_of(&self, column: usize) -> impl Iterator<Item = &str> {
        self.titles
            .iter()
            .filter(move |(_, meant)| *meant == Some(column))
            .map(|(title, _)| &**title)
    }

    /// The unknown title that is nearest to any name of a column, when one is near.
    fn nearest_title(&self, column: &Column) -> Option<&str> {
        let unknown = self.titles.iter().filter(|(_, meant)| meant.is_none());
        unknown
            .filter_map(|(title, _)| {
                let names = column.accepted();
                let likeness = names.map(|name| likeness(title, name)).fold(0.0, f64::max);
                (likeness >= NEAR).then_some((likeness, &**title))
            })
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, title)| title)
    }
}

/// From what likeness on two words may be the same word with a slip.
const NEAR: f64 = 0.6;

fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&fold(one), &fold(other))
}

fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|name| (likeness(word, name), name))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, name)| name)
}

/// What a spreadsheet calls a column: A to Z, AA and on.
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => return letters.iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        let lettered = [0, 25, 26, 701, 702].map(letters);
        assert_eq!(lettered, ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
