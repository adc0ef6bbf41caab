//! The text of a procedure file as a tree in which every value knows its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::{Problem, What};

/// Whoever has more errors of form than this has the wrong file.
pub(super) const MOST_TOLD: usize = 100;

/// A file that is TOML; whether it is a procedure is not known yet.
pub(super) struct Source<'t> {
    text: &'t str,
    /// Where each line starts, in bytes.
    lines: Vec<usize>,
    tree: Spanned<DeTable<'t>>,
}

/// The way to a value from the root of the tree.
#[derive(Clone, Default)]
pub(super) struct Path(Vec<Step>);

#[derive(Clone)]
enum Step {
    Key(&'static str),
    Index(usize),
}

impl Path {
    /// The value of a key of this table.
    pub(super) fn at(&self, key: &'static str) -> Self {
        let mut path = self.clone();
        path.0.push(Step::Key(key));
        path
    }

    /// An element of the list of a key of this table.
    pub(super) fn nth(&self, key: &'static str, index: usize) -> Self {
        let mut path = self.at(key);
        path.0.push(Step::Index(index));
        path
    }
}

impl<'t> Source<'t> {
    /// Reads a file as TOML; else all that the parser finds wrong.
    pub(super) fn parse(text: &'t str) -> Result<Self, Vec<Problem>> {
        let (tree, errors) = DeTable::parse_recoverable(text);
        let starts = text.match_indices('\n').map(|(newline, _)| newline + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let source = Self { text, lines, tree };
        if errors.is_empty() {
            return Ok(source);
        }
        Err(errors
            .iter()
            .take(MOST_TOLD)
            .map(|error| {
                let span = error.span().unwrap_or_default();
                let mut problem = source.problem(span, What::NotToml);
                problem.with("words", &error.message());
                problem
            })
            .collect())
    }

    pub(super) const fn tree(&self) -> &Spanned<DeTable<'t>> {
        &self.tree
    }

    /// A problem with what stands at `span`.
    pub(super) fn problem(&self, span: Range<usize>, what: What) -> Problem {
        Problem::new(self.place(span.start), what, self.words(span))
    }

    /// A problem with the value at `path`, or, where it is left out, with the table it would stand in.
    pub(super) fn problem_at(&self, path: &Path, what: What) -> Problem {
        self.problem(self.span(path), what)
    }

    fn span(&self, path: &Path) -> Range<usize> {
        let mut span = self.tree.span();
        let mut steps = path.0.iter();
        let Some(Step::Key(first)) = steps.next() else {
            return span;
        };
        let Some(mut value) = self.tree.get_ref().get(*first) else {
            return span;
        };
        span = value.span();
        for step in steps {
            let next = match step {
                Step::Key(key) => value.get_ref().get(*key),
                Step::Index(index) => value.get_ref().get(*index),
            };
            let Some(next) = next else {
                return span;
            };
            value = next;
            span = value.span();
        }
        span
    }

    /// The words of the file without quotes; of several lines the first.
    fn words(&self, span: Range<usize>) -> String {
        let words = self.raw_words(span);
        let bare = words
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .map(str::to_owned);
        bare.unwrap_or(words)
    }

    /// The words of the file as they stand; of several lines the first.
    pub(super) fn raw_words(&self, span: Range<usize>) -> String {
        const LONGEST: usize = 60;
        let words = self.text.get(span).unwrap_or_default();
        let first_line = words.lines().next().unwrap_or_default();
        first_line.chars().take(LONGEST).collect()
    }

    /// The line of a byte of the text, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.place(offset).0
    }

    /// The line and column of a byte of the text, both from 1.
    fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied();
        let before = self.text.get(start.unwrap_or_default()..offset);
        (line, before.unwrap_or_default().chars().count() + 1)
    }
}
