//! What a procedure file may not say although its shape is right. Everything wrong is told at once.

mod categories;
mod names;
mod windows;
mod words;
mod workflow;

use super::source::{Path, Source};
use super::{Problem, Procedure, What};

/// All that is wrong with a procedure that was read from this source.
pub(super) fn check(source: &Source<'_>, procedure: &Procedure) -> Vec<Problem> {
    let mut checker = Checker {
        source,
        procedure,
        root: Path::default(),
        problems: Vec::new(),
    };
    checker.words();
    checker.names();
    checker.categories();
    checker.workflow();
    checker.problems
}

struct Checker<'a> {
    source: &'a Source<'a>,
    procedure: &'a Procedure,
    root: Path,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn report(&mut self, path: &Path, what: What) -> &mut Problem {
        let problem = self.source.problem_at(path, what);
        self.add(problem)
    }

    fn add(&mut self, problem: Problem) -> &mut Problem {
        self.problems.push(problem);
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    /// Reports every element of the list of `key` whose `id` stands there already.
    fn no_duplicates<T: PartialEq>(
        &mut self,
        key: &'static str,
        id: &'static str,
        ids: impl Iterator<Item = T>,
    ) {
        let mut known = Vec::new();
        for (index, name) in ids.enumerate() {
            if known.contains(&name) {
                let path = self.root.nth(key, index).at(id);
                self.report(&path, What::Duplicate);
            }
            known.push(name);
        }
    }
}
