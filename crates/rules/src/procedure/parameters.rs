//! The parameters of a procedure file with their values and places, for a form; and the file with other values.
//!
//! Only what changes is written anew, in its place: comments, order and everything else stay as they are, also where the
//! file has problems. What a text must be to be taken is not said here but by [`super::Edition::parse`].

mod known;
mod write;

use std::ops::RangeInclusive;

use huiyin_domain::{Category, Lang};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use known::{Kind, Words};

use super::source::Source;
use super::{Basis, Problem};
use known::Known;

/// A section with its parameters.
#[derive(Clone, Debug)]
pub struct Group {
    /// The place of the section, such as `category.0.window.1`.
    pub place: String,
    /// Its title, such as 投訴 · 時限.
    pub title: String,
    /// What tells it from others of its kind: the title of a post or a reading; empty where nothing does.
    pub name: String,
    /// What it rests on.
    pub basis: Basis,
    /// Its lines in the file, from 1.
    pub lines: RangeInclusive<usize>,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a file.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its place, which is the name of its field: `category.0.window.1.from`.
    pub place: String,
    /// What it means.
    pub meaning: &'static str,
    /// What it can be.
    pub kind: Kind,
    /// Whether it may be left out.
    pub optional: bool,
    /// Its value: of a list each element, else one; empty where it is left out.
    pub values: Vec<String>,
    /// Its lines in the file, from 1; none where it is left out.
    pub lines: Option<RangeInclusive<usize>>,
}

/// The parameters of a file, section by section and in its order. The problems of a text that is no TOML.
pub fn parameters(text: &str, lang: Lang) -> Result<Vec<Group>, Vec<Problem>> {
    let source = Source::parse(text)?;
    let mut found = Vec::new();
    each_section(&source, &mut |section| {
        let parameters = section.parameters(&source, lang);
        if !parameters.is_empty() {
            found.push((section.start, section.group(&source, parameters, lang)));
        }
    });
    found.sort_by_key(|(start, _)| *start);
    Ok(found.into_iter().map(|(_, group)| group).collect())
}

/// The file with other values, by place; places that it does not have are left alone. An empty value leaves an optional
/// parameter out. The problems of a text that is no TOML.
pub fn with_values<'v>(
    text: &str,
    values: impl Fn(&str) -> Option<&'v [String]>,
) -> Result<String, Vec<Problem>> {
    let source = Source::parse(text)?;
    let mut changes = Vec::new();
    each_section(&source, &mut |section| {
        for known in section.known() {
            if let Some(values) = values(&section.at(known.key)) {
                changes.extend(write::change(text, section, known, values));
            }
        }
    });
    Ok(write::apply(text, changes))
}

/// A table of the file.
struct Section<'s, 't> {
    table: &'s DeTable<'t>,
    /// The table around it, and the one around that.
    around: Vec<&'s DeTable<'t>>,
    /// The keys that lead to it.
    path: String,
    /// The same with the numbers of list elements.
    place: String,
    /// Where its header or first key stands.
    start: usize,
    /// Where its last value ends.
    end: usize,
}

fn each_section<'t>(source: &Source<'t>, each: &mut impl FnMut(&Section<'_, 't>)) {
    let root = source.tree();
    let section = Section {
        table: root.get_ref(),
        around: Vec::new(),
        path: String::new(),
        place: String::new(),
        start: 0,
        end: 0,
    };
    section.visit(each);
}

impl<'s, 't> Section<'s, 't> {
    fn visit(&self, each: &mut impl FnMut(&Section<'_, 't>)) {
        each(self);
        for (key, value) in self.table {
            let key = key.get_ref().as_ref();
            match value.get_ref() {
                DeValue::Table(table) => self.inner(key, None, table, value).visit(each),
                DeValue::Array(list) => {
                    for (index, element) in list.iter().enumerate() {
                        if let DeValue::Table(table) = element.get_ref() {
                            self.inner(key, Some(index), table, element).visit(each);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn inner<'i>(
        &self,
        key: &str,
        index: Option<usize>,
        table: &'i DeTable<'t>,
        value: &Spanned<DeValue<'t>>,
    ) -> Section<'i, 't>
    where
        's: 'i,
    {
        let leaves = table
            .values()
            .filter(|value| !holds_tables(value.get_ref()));
        let last = leaves.map(|value| value.span().end).max();
        let mut around = self.around.clone();
        around.push(self.table);
        let place = self.at(key);
        Section {
            table,
            around,
            path: joined(&self.path, key),
            place: index.map_or(place.clone(), |index| format!("{place}.{index}")),
            start: value.span().start,
            end: last.unwrap_or(value.span().end),
        }
    }

    /// The place of a key of this table.
    fn at(&self, key: &str) -> String {
        joined(&self.place, key)
    }

    fn known(&self) -> impl Iterator<Item = &'static Known> + use<> {
        let path = self.path.clone();
        known::all().filter(move |known| known.section == path)
    }

    fn parameters(&self, source: &Source<'_>, lang: Lang) -> Vec<Parameter> {
        let parameter = |known: &'static Known| {
            let value = self.table.get(known.key);
            Parameter {
                place: self.at(known.key),
                meaning: known.meaning(lang),
                kind: known.kind,
                optional: known.optional,
                values: value.map(written).unwrap_or_default(),
                lines: value
                    .map(|value| source.line(value.span().start)..=source.line(value.span().end)),
            }
        };
        self.known().map(parameter).collect()
    }

    fn group(&self, source: &Source<'_>, parameters: Vec<Parameter>, lang: Lang) -> Group {
        let own = known::title(&self.path, lang);
        let category = self.around.iter().rev().find_map(|table| {
            let id = text_of(table, "id").filter(|_| self.path.starts_with("category."))?;
            Category::of_id(id)
        });
        let title = category.map_or_else(
            || own.to_owned(),
            |category| format!("{} · {own}", category.title(lang)),
        );
        Group {
            place: self.place.clone(),
            title,
            name: self.name(lang),
            basis: self.basis(),
            lines: source.line(self.start)..=source.line(self.end),
            parameters,
        }
    }

    /// The title or the id of this table, or of the one around the words of a reading.
    fn name(&self, lang: Lang) -> String {
        let table = if self.path == "reading.explanation" {
            self.around.last().copied().unwrap_or(self.table)
        } else {
            self.table
        };
        if self.path.is_empty() {
            return String::new();
        }
        let title = match table.get("title").map(Spanned::get_ref) {
            Some(DeValue::Table(titles)) => text_of(titles, lang.tag()),
            _ => None,
        };
        let id = || text_of(table, "id").or_else(|| text_of(table, "when"));
        title.or_else(id).unwrap_or_default().to_owned()
    }

    fn basis(&self) -> Basis {
        let table = if self.path == "reading.explanation" {
            self.around.last().copied().unwrap_or(self.table)
        } else {
            self.table
        };
        let named = table.get("basis").map(written).unwrap_or_default();
        let (mut readings, mut clauses): (Vec<String>, Vec<String>) =
            named.into_iter().partition(|name| Basis::is_reading(name));
        if self.path == "reading.explanation" {
            readings.extend(text_of(table, "id").map(str::to_owned));
            clauses.extend(text_of(table, "clause").map(str::to_owned));
        }
        Basis { clauses, readings }
    }
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// Whether it is a section of its own, or a list of such.
fn holds_tables(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Table(_) => true,
        DeValue::Array(list) => list.iter().any(|element| element.get_ref().is_table()),
        _ => false,
    }
}

fn text_of<'s>(table: &'s DeTable<'_>, key: &str) -> Option<&'s str> {
    table.get(key)?.get_ref().as_str()
}

/// A value as a form shows it: without quotes; of a list each element.
fn written(value: &Spanned<DeValue<'_>>) -> Vec<String> {
    match value.get_ref() {
        DeValue::Array(list) => list.iter().flat_map(written).collect(),
        DeValue::String(text) => vec![text.to_string()],
        DeValue::Integer(number) => vec![number.as_str().to_owned()],
        DeValue::Float(number) => vec![number.as_str().to_owned()],
        DeValue::Boolean(yes) => vec![yes.to_string()],
        DeValue::Datetime(time) => vec![time.to_string()],
        DeValue::Table(_) => Vec::new(),
    }
}
