use std::fmt::{self, Write};

use huiyin_domain::Lang;

use crate::{Column, Expected};

/// One reason why a row of a file was not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The row as a spreadsheet numbers it, the header being row 1; in JSON Lines the line.
    pub row: u64,
    /// The column, or none when the row as a whole is meant.
    pub column: Option<&'static Column>,
    /// What was found there, shortened.
    pub value: Box<str>,
    /// What was expected.
    pub expected: Expected,
}

impl Refusal {
    /// How many characters of a value are shown.
    const SHOWN: usize = 60;

    /// A refusal; the value is shortened to what can be shown.
    pub fn new(row: u64, column: Option<&'static Column>, value: &str, expected: Expected) -> Self {
        let value = match value.char_indices().nth(Self::SHOWN) {
            Some((end, _)) => format!("{}…", &value[..end]).into(),
            None => value.into(),
        };
        Self {
            row,
            column,
            value,
            expected,
        }
    }

    /// The whole refusal as one sentence: row, column, value, what was expected.
    pub fn sentence(&self, lang: Lang) -> String {
        let expected = self.expected.text(lang);
        Self::sentence_of(self.row, self.column, &self.value, &expected, lang)
    }

    /// The sentence of a refusal that was kept by its parts; `expected` is [`Expected::text`].
    pub fn sentence_of(
        row: u64,
        column: Option<&Column>,
        value: &str,
        expected: &str,
        lang: Lang,
    ) -> String {
        let mut sentence = say!(lang, "第 {row} 行", "第 {row} 行", "Row {row}");
        if let Some(column) = column {
            let _ = match lang {
                Lang::En => write!(sentence, ", {}", column.name),
                _ => write!(sentence, " {}（{}）", column.title(lang), column.name),
            };
        }
        if !value.is_empty() {
            let _ = match lang {
                Lang::En => write!(sentence, ", “{value}”"),
                _ => write!(sentence, "「{value}」"),
            };
        }
        sentence + &say!(lang, "：{expected}", "：{expected}", ": {expected}")
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}
