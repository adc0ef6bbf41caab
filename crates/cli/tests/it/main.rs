//! The program from outside, and the shape of the workspace.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod architecture;
mod copies;
mod demo;
mod import;
mod libreoffice;
mod looks;
mod month_forms;
mod paper;
mod plan;
mod procedure;
mod proof;
mod reasons;
mod report;
mod run;
mod serve;
mod simulate;
mod stopped;
mod user;
