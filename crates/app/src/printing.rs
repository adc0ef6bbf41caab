//! What is printed: papers become one PDF, or files for a spreadsheet. Whoever filled them in has checked who may.

use std::fmt;
use std::sync::Arc;

use huiyin_forms::paper::{self, Layouts, Paper, RenderFault, Renderer, Sheet};
use tokio::sync::Semaphore;

use crate::{App, Error, Result};

/// How many files are drawn at a time; others wait for their turn.
const AT_ONCE: usize = 2;

/// Who draws, by which layouts.
#[derive(Clone)]
pub(crate) struct Printing {
    renderer: Option<Arc<dyn Renderer>>,
    layouts: Arc<Layouts>,
    turns: Arc<Semaphore>,
}

impl Default for Printing {
    fn default() -> Self {
        Self {
            renderer: None,
            layouts: Arc::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl fmt::Debug for Printing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.renderer.is_some() {
            "somebody who draws"
        } else {
            "nobody who draws"
        })
    }
}

impl App {
    /// The same, with who draws PDF, and by which layouts.
    #[must_use]
    pub fn printing_by(self, renderer: Arc<dyn Renderer>, layouts: Layouts) -> Self {
        let printing = Printing {
            renderer: Some(renderer),
            layouts: Arc::new(layouts),
            ..Printing::default()
        };
        Self { printing, ..self }
    }

    /// Papers as they are laid out here.
    pub fn sheets(&self, papers: &[Paper]) -> Vec<Sheet> {
        let layouts = &self.printing.layouts;
        papers.iter().map(|paper| layouts.sheet(paper)).collect()
    }

    /// Papers as one PDF, each with a bookmark.
    pub async fn print(&self, papers: &[Paper]) -> Result<Vec<u8>> {
        self.print_sheets(&self.sheets(papers)).await
    }

    /// The same of sheets that are laid out already.
    pub async fn print_sheets(&self, sheets: &[Sheet]) -> Result<Vec<u8>> {
        let printing = &self.printing;
        let renderer = printing.renderer.as_ref();
        let renderer = renderer.ok_or(Error::NotPrinted(RenderFault::NotHere))?;
        let turn = printing.turns.acquire().await;
        let drawn = renderer.render(sheets, printing.layouts.template());
        let drawn = drawn.await.map_err(Error::NotPrinted);
        drop(turn);
        drawn
    }

    /// Papers as one file for a spreadsheet (XLSX).
    pub async fn workbook(&self, papers: &[Paper]) -> Result<Vec<u8>> {
        let sheets = self.sheets(papers);
        let made = tokio::task::spawn_blocking(move || paper::workbook(&sheets)).await;
        let made = made.map_err(|error| RenderFault::Failed(error.to_string()));
        let made =
            made.and_then(|made| made.map_err(|error| RenderFault::Failed(error.to_string())));
        made.map_err(Error::NotPrinted)
    }
}
