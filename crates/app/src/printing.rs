//! What is printed: papers become one PDF, or files for a spreadsheet. Whoever filled them in has checked who may.

use std::fmt;
use std::io::{BufWriter, IntoInnerError};
use std::sync::Arc;

use huiyin_forms::paper::{self, Drawing, Drawn, Layouts, Paper, RenderFault, Renderer, Sheet};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

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

    /// How papers are laid out here: those of a demo are marked, whoever asks for them and by which way.
    async fn layouts(&self) -> Result<Arc<Layouts>> {
        let mut layouts = Arc::clone(&self.printing.layouts);
        if self.installation().await?.is_some_and(|it| it.demo) {
            Arc::make_mut(&mut layouts).mark_as_demo();
        }
        Ok(layouts)
    }

    /// Papers as they are laid out here.
    pub async fn sheets(&self, papers: impl IntoIterator<Item = Paper>) -> Result<Vec<Sheet>> {
        let layouts = self.layouts().await?;
        let sheets = papers.into_iter().map(|paper| layouts.sheet(&paper));
        Ok(sheets.collect())
    }

    /// Begins a PDF, once fewer than two others are being drawn.
    pub async fn begin_print(&self) -> Result<Print> {
        let printing = &self.printing;
        let renderer = printing.renderer.as_ref();
        let renderer = renderer.ok_or(Error::NotPrinted(RenderFault::NotHere))?;
        let layouts = self.layouts().await?;
        let turn = Arc::clone(&printing.turns).acquire_owned().await;
        let drawing = renderer.begin(layouts.template());
        Ok(Print {
            drawing: drawing.map_err(Error::NotPrinted)?,
            layouts,
            _turn: turn,
        })
    }

    /// Papers as one PDF, each with a bookmark.
    pub async fn print<P>(&self, papers: P) -> Result<Drawn>
    where
        P: IntoIterator<Item = Paper, IntoIter: Send> + Send,
    {
        let mut print = self.begin_print().await?;
        for paper in papers {
            print.add(paper).await?;
        }
        print.finish().await
    }

    /// The same of sheets that are laid out already.
    pub async fn print_sheets(&self, sheets: Vec<Sheet>) -> Result<Drawn> {
        let mut print = self.begin_print().await?;
        for sheet in sheets {
            print.add_sheet(sheet).await?;
        }
        print.finish().await
    }

    /// Papers as one file for a spreadsheet (XLSX).
    pub async fn workbook(&self, papers: impl IntoIterator<Item = Paper>) -> Result<Drawn> {
        let sheets = self.sheets(papers).await?;
        let write = move || -> Result<Drawn, RenderFault> {
            let mut file = BufWriter::new(tempfile::tempfile()?);
            paper::workbook(&sheets, &mut file)?;
            Drawn::new(file.into_inner().map_err(IntoInnerError::into_error)?)
        };
        let made = tokio::task::spawn_blocking(write).await;
        let made = made.map_err(|error| RenderFault::Failed(error.to_string()));
        made.flatten().map_err(Error::NotPrinted)
    }
}

/// A PDF that is being drawn, paper after paper, so that none has to be held. Others wait for its end.
pub struct Print {
    drawing: Box<dyn Drawing>,
    layouts: Arc<Layouts>,
    _turn: std::result::Result<OwnedSemaphorePermit, AcquireError>,
}

impl Print {
    /// The next paper, which gets a bookmark.
    pub async fn add(&mut self, paper: Paper) -> Result<()> {
        let sheet = self.layouts.sheet(&paper);
        drop(paper);
        self.add_sheet(sheet).await
    }

    async fn add_sheet(&mut self, sheet: Sheet) -> Result<()> {
        let added = self.drawing.add(sheet).await;
        added.map_err(Error::NotPrinted)
    }

    /// The file.
    pub async fn finish(self) -> Result<Drawn> {
        self.drawing.finish().await.map_err(Error::NotPrinted)
    }
}

impl fmt::Debug for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a PDF that is being drawn")
    }
}
