use huiyin_domain::{Day, LocalTime, Percent};
use serde::{Deserialize, Serialize};

use super::Ink;

/// What stands in a cell of a table. A spreadsheet gets it with its type.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A share, in tenths of a percent, as it is shown.
    Tenths(u64),
    /// A day, `2026-03-18`.
    Day(String),
    /// A day and the time of day, `2026-03-18 09:30`.
    Moment(String),
    /// Signatures.
    Signed(Vec<Ink>),
}

impl Cell {
    /// Words; nothing where there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() {
            Self::Empty
        } else {
            Self::Text(words)
        }
    }

    /// A share; nothing where there is none.
    pub fn share(share: Option<Percent>) -> Self {
        share.map_or(Self::Empty, |share| Self::Tenths(share.tenths()))
    }

    /// A day.
    pub fn day(day: Day) -> Self {
        Self::Day(day.to_string())
    }

    /// A day; nothing where there is none.
    pub fn some_day(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::day)
    }

    /// A day and the time of day.
    pub fn moment(time: &LocalTime) -> Self {
        let (hour, minute) = time.clock();
        Self::Moment(format!("{} {hour:02}:{minute:02}", time.day()))
    }

    /// What a reader sees.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) | Self::Day(words) | Self::Moment(words) => words.clone(),
            Self::Count(count) => count.to_string(),
            Self::Tenths(tenths) => format!("{}.{}%", tenths / 10, tenths % 10),
            Self::Signed(inks) => who(inks),
        }
    }

    /// Whether it is a number.
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Tenths(_))
    }
}

/// The value of a field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words.
    Text(String),
    /// Something with a type.
    Cell(Cell),
    /// It was asked, and there was nothing: 無.
    Nothing,
    /// Choices, each with whether it is ticked.
    Boxes(Vec<(String, bool)>),
    /// Choices for a hand: none is ticked, also on a paper that is filled in otherwise.
    Choose(Vec<String>),
    /// Signatures.
    Signed(Vec<Ink>),
    /// Room for a hand, in millimetres of height.
    Room(u32),
    /// It does not apply to this paper: the cell is left white.
    None,
}

impl Value {
    /// What a reader sees, without the words for what is missing.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Cell(cell) => cell.shown(),
            Self::Nothing | Self::Choose(_) | Self::Room(_) | Self::None => String::new(),
            Self::Boxes(boxes) => {
                let ticked = boxes.iter().filter(|(_, is)| *is);
                let ticked: Vec<&str> = ticked.map(|(words, _)| words.as_str()).collect();
                ticked.join("、")
            }
            Self::Signed(inks) => who(inks),
        }
    }
}

fn who(inks: &[Ink]) -> String {
    let names = inks.iter().map(|ink| match ink.note.as_str() {
        "" => ink.who.clone(),
        note => format!("{} ({note})", ink.who),
    });
    names.collect::<Vec<_>>().join("; ")
}

impl From<String> for Value {
    fn from(words: String) -> Self {
        Self::Text(words)
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        Self::Text(words.to_owned())
    }
}

impl From<Cell> for Value {
    fn from(cell: Cell) -> Self {
        Self::Cell(cell)
    }
}

/// Nothing known is nothing said: a form then says 未填.
impl<V: Into<Self>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Self {
        value.map_or_else(|| Self::Text(String::new()), Into::into)
    }
}
