//! The variables of the environment that begin with `HUIYIN_`: none may be mistyped unnoticed.

use std::collections::BTreeSet;
use std::env;

use clap::{Command, CommandFactory as _};

use crate::Arguments;
use crate::settings::words::Problem;

const PREFIX: &str = "HUIYIN_";
/// Read by the tests of the program, not by the program.
const OF_TESTS: &str = "HUIYIN_TEST_";

/// The variables that no command knows.
pub(super) fn unknown() -> Vec<Problem> {
    let mut known = BTreeSet::new();
    collect(&Arguments::command(), &mut known);
    let mut found: Vec<String> = env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with(PREFIX) && !name.starts_with(OF_TESTS))
        .filter(|name| !known.contains(name))
        .collect();
    found.sort();
    found
        .into_iter()
        .map(|name| Problem::UnknownVariable {
            near: nearest(&name, &known),
            name,
        })
        .collect()
}

fn collect(command: &Command, known: &mut BTreeSet<String>) {
    known.extend(
        command
            .get_arguments()
            .filter_map(|argument| argument.get_env()?.to_str().map(str::to_owned)),
    );
    for inner in command.get_subcommands() {
        collect(inner, known);
    }
}

fn nearest(name: &str, known: &BTreeSet<String>) -> Option<String> {
    known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(candidate, name), candidate))
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, candidate)| candidate.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_variable_is_answered_with_the_nearest() {
        let mut known = BTreeSet::new();
        collect(&Arguments::command(), &mut known);
        assert_eq!(
            nearest("HUIYIN_LISTN", &known).as_deref(),
            Some("HUIYIN_LISTEN")
        );
        assert_eq!(nearest("HUIYIN_COLOUR_OF_MOON", &known), None);
    }
}
