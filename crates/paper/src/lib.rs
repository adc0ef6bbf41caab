//! Papers as PDF: sheets are drawn by typst, with fonts of its own, and what was drawn in pieces is joined.
//!
//! Nothing is read here but what is handed over: no file, no package, no clock. Text is always data, so that what
//! somebody typed into a remark prints as they typed it.

mod join;
mod world;

use huiyin_forms::paper::Sheet;
use serde::{Deserialize, Serialize};

pub use join::join;

/// What is to be drawn.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Job {
    /// The sheets, at most as many as fit into one piece.
    pub sheets: Vec<Sheet>,
    /// How a sheet is drawn, in the language of typst; none for the way that comes with the program.
    pub template: Option<String>,
}

/// How a sheet is drawn, as it comes with the program: what a company begins its own from.
pub const TEMPLATE: &str = include_str!("form.typ");

/// Draws the sheets into one PDF, each with a bookmark. What is wrong is said in typst's own words, with the line of
/// the template where there is one.
pub fn draw(job: &Job) -> Result<Vec<u8>, String> {
    world::draw(job)
}
