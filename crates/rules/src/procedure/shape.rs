//! The shape of a procedure file: its keys, their types and their words.

use std::ops::Range;

use huiyin_domain::RateError;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::source::{Source, is_table};
use super::{Problem, Procedure, ValueError, What};

/// The version of the file format that this program reads.
const FORMAT: u32 = 1;

/// Reads the tree as a procedure, or says all that can be told at once of what is wrong with its shape.
///
/// After the first error, what it concerns is cut out of the tree and the rest is read again: an unknown key alone, a
/// missing key or wrong value with the innermost element of a list around it, such as a `[[category.window]]`. An error
/// outside any list ends the search, because all that follows would be a consequence of the cut.
pub(super) fn read(source: &Source<'_>) -> Result<Procedure, Vec<Problem>> {
    check_format(source).map_err(|problem| vec![problem])?;
    let mut tree = source.tree().clone();
    let mut problems = Vec::new();
    loop {
        let error = match Procedure::deserialize(toml::Deserializer::from(tree.clone())) {
            Ok(procedure) if problems.is_empty() => return Ok(procedure),
            Ok(_) => return Err(problems),
            Err(error) => error,
        };
        let span = error.span().unwrap_or_else(|| tree.span());
        problems.push(problem(source, span.clone(), error.message()));
        if cut_from_table(tree.get_mut(), &span) != Cut::Done {
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
#[derive(PartialEq, Eq)]
enum Cut {
    /// It is not in here.
    NotHere,
    /// It is this very value, or what holds it cannot do without it.
    WithAllOfThis,
    /// It is cut out.
    Done,
}

fn cut_from_table(table: &mut DeTable<'_>, span: &Range<usize>) -> Cut {
    let key = table
        .iter()
        .find(|(key, _)| key.span() == *span)
        .map(|(key, _)| key.clone());
    if let Some(key) = key {
        table.remove(key.get_ref().as_ref());
        return Cut::Done;
    }
    table
        .iter_mut()
        .map(|(_, value)| cut_from_value(value, span))
        .find(|cut| *cut != Cut::NotHere)
        .unwrap_or(Cut::NotHere)
}

fn cut_from_value(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> Cut {
    if value.span() == *span {
        return Cut::WithAllOfThis;
    }
    match value.get_mut() {
        DeValue::Table(table) => cut_from_table(table, span),
        DeValue::Array(list) => {
            let found = list
                .iter_mut()
                .enumerate()
                .map(|(index, element)| (index, cut_from_value(element, span)))
                .find(|(_, cut)| *cut != Cut::NotHere);
            match found {
                None => Cut::NotHere,
                Some((index, Cut::WithAllOfThis)) if list.get(index).is_some_and(is_table) => {
                    remove(list, index);
                    Cut::Done
                }
                Some((_, cut)) => cut,
            }
        }
        _ => Cut::NotHere,
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
