//! Copies that a site edits: how one begins, and what it may not change.

use super::read::canonical;
use super::source::{Path, Source};
use super::{Base, Clause, Edition, Problem, Procedure, What, parameters, shipped_by_id};

impl Edition {
    /// The text of a copy under an id and a version of its own, with this edition as its base.
    pub fn copied(&self, id: &str, version: &str) -> String {
        let own = [("id", [id.to_owned()]), ("version", [version.to_owned()])];
        let value = |place: &str| {
            let found = own.iter().find(|(known, _)| *known == place);
            found.map(|(_, values)| values.as_slice())
        };
        // The text was read as an edition, so it is TOML.
        let text = parameters::with_values(&self.text, value).unwrap_or_else(|_| self.text.clone());
        with_base(&text, &self.base())
    }

    /// Reads and checks a copy of `base`: what every file must be, and what a copy may not change.
    pub fn parse_copy(text: &str, base: &Self) -> Result<Self, Vec<Problem>> {
        let text = canonical(text);
        let procedure =
            Procedure::parse_with(&text, |source, procedure| changed(source, procedure, base))?;
        Ok(Self::of(text, procedure))
    }

    fn base(&self) -> Base {
        Base {
            id: self.procedure.id.clone(),
            version: self.procedure.version.clone(),
            hash: self.hash.clone(),
        }
    }
}

/// The text with the section `[base]` before its first section, in the place of the one it has.
fn with_base(text: &str, base: &Base) -> String {
    let section = format!(
        "[base]\nid = \"{}\"\nversion = \"{}\"\nhash = \"{}\"\n\n",
        base.id,
        base.version.replace('\\', "\\\\").replace('"', "\\\""),
        base.hash
    );
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_header = |line: &&str| line.starts_with('[');
    if let Some(old) = lines.iter().position(|line| line.trim_end() == "[base]") {
        let rest = lines[old + 1..].iter().position(is_header);
        let end = rest.map_or(lines.len(), |next| old + 1 + next);
        lines.drain(old..end);
    }
    let mut first = lines.iter().position(is_header).unwrap_or(lines.len());
    // Comments above a section belong to it.
    while first > 0 && (lines[first - 1].starts_with('#') || lines[first - 1].trim().is_empty()) {
        first -= 1;
    }
    let (head, rest) = lines.split_at(first);
    let rest = rest.concat();
    format!(
        "{}\n{section}{}",
        head.concat(),
        rest.trim_start_matches('\n')
    )
}

fn changed(source: &Source<'_>, procedure: &Procedure, base: &Edition) -> Vec<Problem> {
    let root = Path::default();
    let mut problems = Vec::new();
    if shipped_by_id(&procedure.id).is_some() {
        problems.push(source.problem_at(&root.at("id"), What::IdOfShipped));
    }
    let is_same_procedure = procedure.id == base.procedure.id;
    if is_same_procedure && procedure.version == base.procedure.version {
        problems.push(source.problem_at(&root.at("version"), What::VersionOfBase));
    }
    let own = base.base();
    if procedure.base.as_ref() != Some(&own) {
        let mut problem = source.problem_at(&root.at("base"), What::BaseChanged);
        problem.lacking([own.id.as_str(), own.version.as_str(), own.hash.as_str()]);
        problems.push(problem);
    }
    problems.extend(clauses(source, procedure, base));
    problems
}

/// Clauses that are not those of the base, in its words and its order.
fn clauses(source: &Source<'_>, procedure: &Procedure, base: &Edition) -> Vec<Problem> {
    let root = Path::default();
    let of_base = |number: &str| base.procedure.clauses.iter().find(|it| it.number == number);
    let own = procedure.clauses.iter().enumerate();
    let changed = own
        .filter(|(_, clause)| of_base(&clause.number).is_none_or(|it| !is_same(it, clause)))
        .map(|(index, clause)| {
            let mut problem = source.problem_at(&root.nth("clause", index), What::ClauseChanged);
            problem.found.clone_from(&clause.number);
            problem
        });
    let mut problems: Vec<Problem> = changed.collect();
    let is_kept = |number: &str| procedure.clauses.iter().any(|it| it.number == number);
    let lost = base.procedure.clauses.iter();
    let lost: Vec<&str> = lost
        .map(|clause| clause.number.as_str())
        .filter(|number| !is_kept(number))
        .collect();
    if !lost.is_empty() {
        let mut problem = source.problem_at(&root.at("clause"), What::ClauseMissing);
        problem.lacking(lost);
        problems.push(problem);
    }
    problems
}

fn is_same(a: &Clause, b: &Clause) -> bool {
    (&a.text, &a.corrected, &a.because, a.heading) == (&b.text, &b.corrected, &b.because, b.heading)
}
