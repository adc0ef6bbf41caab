//! The shape of a procedure file: its keys, their types and their words.

use std::ops::Range;

use huiyin_domain::RateError;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::source::{MOST_TOLD, Source};
use super::{Problem, Procedure, ValueError, What};

/// The version of the file format that this program reads.
const FORMAT: u32 = 1;

/// Reads the tree as a procedure, or says as much as can be told at once of what is wrong with its shape.
///
/// After an error, what it concerns is cut out of the tree and the rest is read again: an unknown key alone; a missing
/// key or wrong value with the innermost element of a list around it, such as a `[[category.window]]`, else with its
/// whole section. The search ends when nothing is wrong but that such a section is now missing.
pub(super) fn read(source: &Source<'_>) -> Result<Procedure, Vec<Problem>> {
    check_format(source).map_err(|problem| vec![problem])?;
    let mut tree = source.tree().clone();
    let mut cut_sections: Vec<String> = Vec::new();
    let mut problems = Vec::new();
    loop {
        let error = match Procedure::deserialize(toml::Deserializer::from(tree.clone())) {
            Ok(procedure) if problems.is_empty() => return Ok(procedure),
            Ok(_) => return Err(problems),
            Err(error) => error,
        };
        let span = error.span().unwrap_or_else(|| tree.span());
        let problem = problem(source, span.clone(), error.message());
        let is_consequence = problem.what == What::MissingKey
            && span == tree.span()
            && problem
                .expected
                .iter()
                .any(|key| cut_sections.contains(key));
        if !is_consequence {
            problems.push(problem);
        }
        match cut_from_table(tree.get_mut(), &span) {
            Cut::Done => {}
            Cut::WithAllOf(section) => {
                tree.get_mut().remove(section.as_str());
                cut_sections.push(section);
            }
            Cut::NotHere => return Err(problems),
        }
        if problems.len() >= MOST_TOLD {
            return Err(problems);
        }
    }
}

fn check_format(source: &Source<'_>) -> Result<(), Problem> {
    let Some(format) = source.tree().get_ref().get("format") else {
        return Ok(());
    };
    let number = format
        .get_ref()
        .as_integer()
        .map(|number| u32::from_str_radix(number.as_str(), number.radix()));
    match number {
        // Not a number at all: the type is wrong, which the reading says.
        None | Some(Ok(FORMAT)) => Ok(()),
        Some(other) => {
            let newer = other.is_ok_and(|number| number > FORMAT);
            let what = if newer {
                What::NewerFormat
            } else {
                What::NoSuchFormat
            };
            let mut problem = source.problem(format.span(), what);
            problem.expected = vec![FORMAT.to_string()];
            Err(problem)
        }
    }
}

/// What a deserialising error says. Its words are the only thing that tells one from another.
fn problem(source: &Source<'_>, span: Range<usize>, message: &str) -> Problem {
    let what = match message {
        _ if message.starts_with("unknown field") => What::UnknownKey,
        _ if message.starts_with("unknown variant") => What::UnknownWord,
        _ if message.starts_with("missing field") => What::MissingKey,
        _ if message.starts_with("invalid ") => wrong_type(message),
        _ if message == RateError::AboveOne.to_string() => What::RateAboveAll,
        _ if message == RateError::Form.to_string() => What::NoRate,
        _ if message == ValueError::Offset.to_string() => What::NoOffset,
        _ if message == ValueError::Share.to_string() => What::NoShare,
        _ if message == ValueError::TimeOfDay.to_string() => What::NoTimeOfDay,
        _ => What::Refused,
    };
    let names = message.split('`').skip(1).step_by(2);
    let mut problem = source.problem(span.clone(), what);
    match what {
        // Quotes are the point where a type is wrong.
        _ if message.starts_with("invalid type") => {
            problem.found = source.raw_words(span);
            &mut problem
        }
        What::UnknownKey | What::UnknownWord => problem.expecting(names.skip(1)),
        What::MissingKey => problem.lacking(names),
        _ => problem.with("words", &message),
    };
    problem
}

fn wrong_type(message: &str) -> What {
    match message
        .rsplit_once("expected ")
        .map(|(_, expected)| expected)
    {
        Some("a string" | "string or table" | "variant identifier") => What::NotText,
        Some("u32") => What::NotNumber,
        Some("a boolean") => What::NotYesNo,
        Some("a sequence") => What::NotList,
        Some(expected) if expected.starts_with("struct ") => What::NotTable,
        _ => What::Refused,
    }
}

/// How far cutting something out has come.
enum Cut {
    /// It is not in here.
    NotHere,
    /// It cannot be spared from the value of this key.
    WithAllOf(String),
    /// It is cut out.
    Done,
}

fn cut_from_table(table: &mut DeTable<'_>, span: &Range<usize>) -> Cut {
    let key = table.keys().find(|key| key.span() == *span).cloned();
    if let Some(key) = key {
        table.remove(key.get_ref().as_ref());
        return Cut::Done;
    }
    for (key, value) in table.iter_mut() {
        match cut_from_value(key.get_ref(), value, span) {
            Cut::NotHere => {}
            Cut::WithAllOf(_) => return Cut::WithAllOf(key.get_ref().to_string()),
            Cut::Done => return Cut::Done,
        }
    }
    Cut::NotHere
}

fn cut_from_value(key: &str, value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> Cut {
    if value.span() == *span {
        return Cut::WithAllOf(key.to_owned());
    }
    match value.get_mut() {
        DeValue::Table(table) => cut_from_table(table, span),
        DeValue::Array(list) => cut_from_list(key, list, span),
        _ => Cut::NotHere,
    }
}

fn cut_from_list(key: &str, list: &mut DeArray<'_>, span: &Range<usize>) -> Cut {
    let found = list
        .iter_mut()
        .map(|element| (element.get_ref().is_table(), element))
        .map(|(is_table, element)| (is_table, cut_from_value(key, element, span)))
        .enumerate()
        .find(|(_, (_, cut))| !matches!(cut, Cut::NotHere));
    match found {
        None => Cut::NotHere,
        Some((index, (true, Cut::WithAllOf(_)))) => {
            remove(list, index);
            Cut::Done
        }
        Some((_, (_, cut))) => cut,
    }
}

fn remove(list: &mut DeArray<'_>, index: usize) {
    let elements = std::mem::replace(list, DeArray::new()).into_iter();
    *list = elements
        .enumerate()
        .filter(|(place, _)| *place != index)
        .map(|(_, element)| element)
        .collect();
}
