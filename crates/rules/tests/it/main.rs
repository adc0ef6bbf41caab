//! The rules from outside: draw, windows, plans and procedures.

mod draw;
mod plan;
mod procedure;
mod procedure_problems;
mod procedure_words;
mod windows;
