use std::sync::Arc;

use huiyin_domain::{
    Category, Day, DayError, LocalTime, Rating, Role, Severity, SiteZone, TimeError,
};

use crate::table::{Flaw, Row};
use crate::{ColumnOf, Expected, Header, Refusal};

/// A cell of a column that nobody knows, kept with its title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// The title in the file, or the column's letter where it has none.
    pub title: Arc<str>,
    /// The text.
    pub text: Box<str>,
}

/// The cells of one row by column, each read into its type; what cannot be read is refused and read as not known.
pub struct Cells<'r> {
    row: Row<'r>,
    header: &'r Header,
    zone: SiteZone,
    problems: &'r mut Vec<Refusal>,
}

/// A closed vocabulary that a cell may hold.
pub trait Word: Sized {
    /// What is said of any other text.
    const EXPECTED: Expected;

    /// The word of an id or title.
    fn read(text: &str) -> Option<Self>;
}

impl<'r> Cells<'r> {
    pub(crate) fn new(
        row: Row<'r>,
        header: &'r Header,
        zone: SiteZone,
        problems: &'r mut Vec<Refusal>,
    ) -> Self {
        let mut cells = Self {
            row,
            header,
            zone,
            problems,
        };
        cells.check_shape();
        cells
    }

    /// The row's number as a spreadsheet shows it.
    pub const fn row(&self) -> u64 {
        self.row.number()
    }

    /// Whether nothing was refused so far.
    pub const fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// Refuses the row for what is in a column.
    pub fn refuse<C: ColumnOf>(&mut self, column: C, expected: Expected) {
        let value = self.peek(column);
        self.problems.push(Refusal::new(
            self.row.number(),
            Some(column.column()),
            value,
            expected,
        ));
    }

    /// The text of a cell, without blanks around it; empty where it is not known or was refused.
    pub fn get<C: ColumnOf>(&mut self, column: C) -> &'r str {
        let value = self.peek(column);
        let characters = column.column().values.longest();
        let flaw = match self.header.cell_of(column.index()) {
            Some(cell) => self.row.flaw(cell),
            None => None,
        };
        let expected = match flaw {
            Some(Flaw::FormulaError) => Expected::NoFormulaError,
            Some(Flaw::Nested) => Expected::PlainValue,
            Some(Flaw::Twice) => Expected::OnceInRow,
            None if value.len() > characters && value.chars().nth(characters).is_some() => {
                Expected::Shorter { characters }
            }
            None => return value,
        };
        self.refuse(column, expected);
        ""
    }

    /// The text of a cell that every row needs.
    pub fn required<C: ColumnOf>(&mut self, column: C) -> &'r str {
        let before = self.problems.len();
        let value = self.get(column);
        if value.is_empty() && self.problems.len() == before {
            self.refuse(column, Expected::Filled);
        }
        value
    }

    /// Whether nothing is in a cell.
    pub fn is_empty<C: ColumnOf>(&self, column: C) -> bool {
        self.peek(column).is_empty()
    }

    /// The text of a cell, or none where it is not known.
    pub fn text<C: ColumnOf>(&mut self, column: C) -> Option<Box<str>> {
        match self.get(column) {
            "" => None,
            value => Some(value.into()),
        }
    }

    /// The texts of a cell that are separated by `;`.
    pub fn list<C: ColumnOf>(&mut self, column: C) -> Box<[Box<str>]> {
        self.get(column)
            .split([';', '；'])
            .map(str::trim)
            .filter(|member| !member.is_empty())
            .map(Box::from)
            .collect()
    }

    /// `true` or `false`, also 是/否 and 1/0, in any case; none where it is not known.
    pub fn flag_if_known<C: ColumnOf>(&mut self, column: C) -> Option<bool> {
        match self.get(column) {
            "" => None,
            "1" | "是" => Some(true),
            "0" | "否" => Some(false),
            value if value.eq_ignore_ascii_case("true") => Some(true),
            value if value.eq_ignore_ascii_case("false") => Some(false),
            _ => {
                self.refuse(column, Expected::Flag);
                None
            }
        }
    }

    /// [`Cells::flag_if_known`] with a value for what is not known.
    pub fn flag<C: ColumnOf>(&mut self, column: C, default: bool) -> bool {
        self.flag_if_known(column).unwrap_or(default)
    }

    /// A word of a vocabulary.
    pub fn word<W: Word, C: ColumnOf>(&mut self, column: C) -> Option<W> {
        match self.get(column) {
            "" => None,
            value => self.or_refuse(column, W::read(value).ok_or(W::EXPECTED)),
        }
    }

    /// A word of a vocabulary that every row needs.
    pub fn required_word<W: Word, C: ColumnOf>(&mut self, column: C) -> Option<W> {
        match self.required(column) {
            "" => None,
            value => self.or_refuse(column, W::read(value).ok_or(W::EXPECTED)),
        }
    }

    /// A moment as wall time of the site.
    pub fn moment<C: ColumnOf>(&mut self, column: C) -> Option<LocalTime> {
        match self.get(column) {
            "" => None,
            value => {
                let moment = LocalTime::read(value, self.zone).map_err(|error| match error {
                    TimeError::Day(error) => day_expected(error, Expected::Moment),
                    TimeError::Form => Expected::Moment,
                });
                self.or_refuse(column, moment)
            }
        }
    }

    /// A day.
    pub fn day<C: ColumnOf>(&mut self, column: C) -> Option<Day> {
        match self.get(column) {
            "" => None,
            value => {
                let day = value
                    .parse()
                    .map_err(|error| day_expected(error, Expected::Day));
                self.or_refuse(column, day)
            }
        }
    }

    /// The cells that are no column of this kind of file and are not empty.
    pub fn notes(&mut self) -> Box<[Note]> {
        let notes = self.header.notes().filter_map(|(cell, title)| {
            let text = self.row.cell(cell);
            (!text.is_empty()).then(|| Note {
                title: Arc::clone(title),
                text: text.into(),
            })
        });
        notes.collect()
    }

    /// The text of a cell whatever is wrong with it.
    fn peek<C: ColumnOf>(&self, column: C) -> &'r str {
        match self.header.cell_of(column.index()) {
            Some(cell) => self.header.value(column.index(), self.row.cell(cell)),
            None => "",
        }
    }

    fn or_refuse<T, C: ColumnOf>(&mut self, column: C, value: Result<T, Expected>) -> Option<T> {
        value.map_err(|expected| self.refuse(column, expected)).ok()
    }

    /// Refuses filled cells that have no title, and characters that nothing can keep.
    fn check_shape(&mut self) {
        let columns = self.header.len();
        let beyond = (columns..self.row.len()).map(|cell| self.row.cell(cell));
        if let Some(value) = beyond.into_iter().find(|value| !value.is_empty()) {
            let expected = Expected::NoMoreCells { columns };
            self.problems
                .push(Refusal::new(self.row.number(), None, value, expected));
        }
        if self.row.has_nul() {
            self.problems
                .push(Refusal::new(self.row.number(), None, "", Expected::NoNul));
        }
    }
}

fn day_expected(error: DayError, form: Expected) -> Expected {
    match error {
        DayError::Form => form,
        DayError::NoSuchDay => Expected::RealDay,
        DayError::Year => Expected::Year,
    }
}

macro_rules! word {
    ($($word:ident),+) => {$(
        impl Word for $word {
            const EXPECTED: Expected = Expected::$word;

            fn read(text: &str) -> Option<Self> {
                $word::read(text)
            }
        }
    )+};
}

word!(Category, Severity, Rating, Role);
