//! The rules from outside: draw, windows, plans and procedures.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by it")]

mod clauses;
mod draw;
mod glossary;
mod life;
mod live;
mod plan;
mod procedure;
mod procedure_copy;
mod procedure_problems;
mod procedure_reference;
mod procedure_words;
mod simulate;
mod windows;
