//! Other values, written into the text of a file in their places.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::known::{Kind, Known};
use super::{Section, holds_tables, written};

/// What is written in the place of some bytes of a file.
pub(super) struct Written {
    at: Range<usize>,
    by: String,
}

/// What changes a parameter to these values; none where it has them already.
pub(super) fn change(
    text: &str,
    section: &Section<'_, '_>,
    known: &Known,
    values: &[String],
) -> Option<Written> {
    let values: Vec<String> = values
        .iter()
        .map(|value| value.replace("\r\n", "\n").trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect();
    let now = section.table.get_key_value(known.key);
    let Some((key, value)) = now else {
        return (!values.is_empty()).then(|| new_line(text, section, known, &values));
    };
    if written(value) == values {
        return None;
    }
    if values.is_empty() && known.optional {
        return Some(Written {
            at: whole_lines(text, key.span().start..value.span().end),
            by: String::new(),
        });
    }
    Some(Written {
        at: value.span(),
        by: as_toml(known.kind, &values),
    })
}

/// The text with all of it written.
pub(super) fn apply(text: &str, mut changes: Vec<Written>) -> String {
    changes.sort_by_key(|change| (change.at.start, change.at.end));
    let mut written = String::with_capacity(text.len() + 64 * changes.len());
    let mut rest = 0;
    for change in changes {
        written += text.get(rest..change.at.start).unwrap_or_default();
        written += &change.by;
        rest = change.at.end;
    }
    written + text.get(rest..).unwrap_or_default()
}

/// A parameter that was left out, behind the last one of its section.
fn new_line(text: &str, section: &Section<'_, '_>, known: &Known, values: &[String]) -> Written {
    let own = section.table.values();
    let leaves = own.filter(|value: &&Spanned<DeValue<'_>>| !holds_tables(value.get_ref()));
    let last = leaves.map(|value| value.span().end).max();
    let after = last.unwrap_or(section.start);
    let at = end_of_line(text, after);
    let line = format!("\n{} = {}", known.key, as_toml(known.kind, values));
    Written {
        at: at..at,
        by: line,
    }
}

fn as_toml(kind: Kind, values: &[String]) -> String {
    let first = values.first().map_or("", String::as_str);
    match kind {
        Kind::Posts | Kind::Words(_) | Kind::Texts => {
            let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            format!("[{}]", quoted.join(", "))
        }
        // What is no number or no answer is written as it was typed: the check says what is wrong with it.
        Kind::Number if is_number(first) => first.to_owned(),
        Kind::YesNo if matches!(first, "true" | "false") => first.to_owned(),
        _ => quoted(first),
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<u32>().is_ok() && (text == "0" || !text.starts_with(['0', '+']))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            '\t' => quoted += "\\t",
            letter if letter.is_control() => {}
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

fn end_of_line(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |length| from + length)
}

/// The range with the rest of its lines where nothing else but a comment stands on them.
fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = end_of_line(text, range.end);
    let is_alone = text
        .get(start..range.start)
        .is_some_and(|indent| indent.trim().is_empty());
    if is_alone {
        start..(end + 1).min(text.len())
    } else {
        range
    }
}
