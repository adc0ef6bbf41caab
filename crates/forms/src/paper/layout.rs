use std::collections::BTreeSet;

use huiyin_domain::Text;
use serde::Deserialize;
use toml::Spanned;

use super::{Form, LayoutFault, LayoutProblem};

/// Which fields and columns of a form stand where, and under which titles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// The form.
    pub form: Form,
    /// Its title.
    pub title: Text,
    /// Whether the paper lies on its side.
    pub landscape: bool,
    /// Its parts, from the top.
    pub parts: Vec<Part>,
}

/// A part of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What stands over it.
    pub title: Option<Titles>,
    /// The id of the table it is; none where it is fields.
    pub table: Option<String>,
    /// Its fields, from the top.
    pub fields: Vec<Field>,
    /// The columns of its table, from the left.
    pub columns: Vec<Column>,
}

/// A title in three languages.
pub type Titles = Text;

/// A field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Titles,
    /// Whether it has a line of its own.
    pub wide: bool,
    /// The least height in millimetres.
    pub height: u32,
    /// Whether it is written as paragraphs, without a title.
    pub prose: bool,
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Titles,
    /// Its share of the width.
    pub width: u32,
}

/// A layout as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    form: Spanned<String>,
    title: Spanned<Text>,
    #[serde(default)]
    landscape: bool,
    part: Vec<WrittenPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPart {
    title: Option<Spanned<Text>>,
    table: Option<Spanned<String>>,
    #[serde(default)]
    fields: Vec<WrittenField>,
    #[serde(default)]
    columns: Vec<WrittenColumn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    id: Spanned<String>,
    title: Spanned<Text>,
    #[serde(default)]
    wide: bool,
    height: Option<Spanned<u32>>,
    #[serde(default)]
    prose: bool,
    /// Only in what comes with the program: a company's layout must have it too.
    #[serde(default)]
    must: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenColumn {
    id: Spanned<String>,
    title: Spanned<Text>,
    width: Option<Spanned<u32>>,
    #[serde(default)]
    must: bool,
}

/// The least height of a field, in millimetres.
const HEIGHT: u32 = 7;
/// The share of a column that does not say one.
const WIDTH: u32 = 10;
const LONGEST_TITLE: usize = 60;

impl Layout {
    /// Reads a layout and checks it against the form it is for: all problems at once, in the order of their lines.
    pub fn read(text: &str) -> Result<Self, Vec<LayoutProblem>> {
        let written: Written = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let words = error.message().to_owned();
            vec![LayoutProblem {
                line: line(text, at),
                fault: LayoutFault::Form(words),
            }]
        })?;
        let Some(form) = Form::of_id(written.form.get_ref()) else {
            let fault = LayoutFault::UnknownForm(written.form.get_ref().clone());
            let line = line(text, written.form.span().start);
            return Err(vec![LayoutProblem { line, fault }]);
        };
        let mut check = Check {
            text,
            problems: Vec::new(),
        };
        check.all(&written, &Known::of(form));
        let Check { mut problems, .. } = check;
        if !problems.is_empty() {
            problems.sort_by_key(|problem| problem.line);
            return Err(problems);
        }
        Ok(Self::of(form, written))
    }

    /// The layout that comes with the program.
    pub fn built_in(form: Form) -> Self {
        // Every built-in layout is read by a test.
        match toml::from_str(form.built_in()) {
            Ok(written) => Self::of(form, written),
            Err(error) => unreachable!("layouts/{}.toml: {error}", form.id()),
        }
    }

    fn of(form: Form, written: Written) -> Self {
        Self {
            form,
            title: written.title.into_inner(),
            landscape: written.landscape,
            parts: written.part.into_iter().map(Part::of).collect(),
        }
    }
}

impl Part {
    fn of(written: WrittenPart) -> Self {
        let field = |it: WrittenField| Field {
            id: it.id.into_inner(),
            title: it.title.into_inner(),
            wide: it.wide || it.prose,
            height: it.height.map_or(HEIGHT, Spanned::into_inner),
            prose: it.prose,
        };
        let column = |it: WrittenColumn| Column {
            id: it.id.into_inner(),
            title: it.title.into_inner(),
            width: it.width.map_or(WIDTH, Spanned::into_inner),
        };
        Self {
            title: written.title.map(Spanned::into_inner),
            table: written.table.map(Spanned::into_inner),
            fields: written.fields.into_iter().map(field).collect(),
            columns: written.columns.into_iter().map(column).collect(),
        }
    }
}

/// What a form has: its fields under an empty name, and the columns of each table.
struct Known(Vec<(String, String, bool)>);

impl Known {
    fn of(form: Form) -> Self {
        let written: Result<Written, _> = toml::from_str(form.built_in());
        let parts = written.map(|it| it.part).unwrap_or_default();
        let mut known = Vec::new();
        for part in parts {
            let table = part.table.map(Spanned::into_inner).unwrap_or_default();
            for it in part.fields {
                known.push((String::new(), it.id.into_inner(), it.must));
            }
            for it in part.columns {
                known.push((table.clone(), it.id.into_inner(), it.must));
            }
        }
        Self(known)
    }

    fn tables(&self) -> Vec<String> {
        let tables = self.0.iter().map(|(table, ..)| table.clone());
        let tables: BTreeSet<String> = tables.filter(|table| !table.is_empty()).collect();
        tables.into_iter().collect()
    }

    fn of_table(&self, table: &str) -> Vec<String> {
        let of = self.0.iter().filter(|(of, ..)| of == table);
        of.map(|(_, id, _)| id.clone()).collect()
    }
}

struct Check<'t> {
    text: &'t str,
    problems: Vec<LayoutProblem>,
}

impl Check<'_> {
    fn all(&mut self, written: &Written, known: &Known) {
        self.title("title", &written.title);
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        for part in &written.part {
            if let Some(title) = &part.title {
                self.title("title", title);
            }
            let table = part.table.as_ref().map(|it| it.get_ref().as_str());
            if let Some(table) = &part.table
                && !known.tables().contains(table.get_ref())
            {
                self.unknown(table, known.tables());
                continue;
            }
            for it in &part.fields {
                self.id("", &it.id, known, &mut seen);
                self.title(it.id.get_ref(), &it.title);
                self.size(it.id.get_ref(), it.height.as_ref(), 4..=200);
            }
            for it in &part.columns {
                self.id(table.unwrap_or_default(), &it.id, known, &mut seen);
                self.title(it.id.get_ref(), &it.title);
                self.size(it.id.get_ref(), it.width.as_ref(), 1..=100);
            }
        }
        let last = self.text.lines().count().max(1);
        for (table, id, _) in known.0.iter().filter(|(.., must)| *must) {
            if !seen.contains(&(table.clone(), id.clone())) {
                self.problems.push(LayoutProblem {
                    line: last,
                    fault: LayoutFault::Needed(id.clone()),
                });
            }
        }
    }

    fn at(&mut self, at: usize, fault: LayoutFault) {
        let line = line(self.text, at);
        self.problems.push(LayoutProblem { line, fault });
    }

    fn unknown(&mut self, found: &Spanned<String>, known: Vec<String>) {
        let fault = LayoutFault::Unknown {
            found: found.get_ref().clone(),
            known,
        };
        self.at(found.span().start, fault);
    }

    fn id(
        &mut self,
        table: &str,
        id: &Spanned<String>,
        known: &Known,
        seen: &mut BTreeSet<(String, String)>,
    ) {
        let ids = known.of_table(table);
        if !ids.contains(id.get_ref()) {
            self.unknown(id, ids);
        } else if !seen.insert((table.to_owned(), id.get_ref().clone())) {
            let fault = LayoutFault::Twice(id.get_ref().clone());
            self.at(id.span().start, fault);
        }
    }

    fn title(&mut self, id: &str, title: &Spanned<Text>) {
        let Text {
            zh_hant,
            zh_hans,
            en,
        } = title.get_ref();
        let is_good = |it: &String| !it.trim().is_empty() && it.chars().count() <= LONGEST_TITLE;
        if ![zh_hant, zh_hans, en].into_iter().all(is_good) {
            self.at(title.span().start, LayoutFault::Title(id.to_owned()));
        }
    }

    fn size(
        &mut self,
        id: &str,
        size: Option<&Spanned<u32>>,
        range: std::ops::RangeInclusive<u32>,
    ) {
        if let Some(size) = size.filter(|size| !range.contains(size.get_ref())) {
            self.at(size.span().start, LayoutFault::Size(id.to_owned()));
        }
    }
}

/// The line of a place in a text, from 1.
fn line(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.matches('\n').count() + 1
}
