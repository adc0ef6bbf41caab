use std::sync::LazyLock;

use huiyin_forms::paper::Sheet;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::{Job, TEMPLATE};

include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(Library::builder().build()));

static BOOK: LazyLock<(LazyHash<FontBook>, Vec<Font>)> = LazyLock::new(|| {
    let faces = FONTS.iter().flat_map(|font| Font::iter(Bytes::new(*font)));
    let fonts: Vec<Font> = faces.collect();
    (LazyHash::new(FontBook::from_fonts(&fonts)), fonts)
});

/// The mark of a demo.
const DEMO: &str = include_str!("demo.typ");

/// How far below the upper edge of a page the mark is, in millimetres.
const MARK: f64 = 3.5;

/// All that typst can see: what it draws, and the data.
struct Papers {
    template: Source,
    data: FileId,
    bytes: Bytes,
}

pub(crate) fn draw(job: &Job) -> Result<Vec<u8>, String> {
    let id = |name: &str| -> Result<FileId, String> {
        let path = VirtualPath::new(name).map_err(|error| error.to_string())?;
        Ok(RootedPath::new(VirtualRoot::Project, path).intern())
    };
    let template = job.template.as_deref().unwrap_or(TEMPLATE);
    let mark = job.sheets.iter().find_map(Sheet::mark);
    let data = serde_json::json!({ "sheets": job.sheets, "mark": mark });
    let mut papers = Papers {
        template: Source::new(id("/form.typ")?, template.to_owned()),
        data: id("/data.json")?,
        bytes: Bytes::from_string(data.to_string()),
    };
    let compile = |papers: &Papers| {
        let drawn = typst::compile::<PagedDocument>(papers).output;
        drawn.map_err(|errors| said(papers, &errors))
    };
    let mut document = compile(&papers)?;
    if mark.is_some() {
        papers.template = Source::new(id("/demo.typ")?, DEMO.to_owned());
        document = marked(&document, &compile(&papers)?);
    }
    let options = PdfOptions {
        creator: Smart::Custom(Some("Huiyin".to_owned())),
        // Marks for screen readers make a file of many forms several times as large.
        tagged: job.sheets.len() == 1,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| said(&papers, &errors))
}

/// The pages with the mark over them: whatever drew the pages has no say in it.
fn marked(document: &PagedDocument, mark: &PagedDocument) -> PagedDocument {
    let marks: Vec<Frame> = mark.pages().iter().map(|it| untagged(&it.frame)).collect();
    let pages = document.pages().iter().cloned().map(|mut page| {
        for mark in &marks {
            let left = (page.frame.width() - mark.width()) / 2.0;
            page.frame
                .push_frame(Point::new(left, Abs::mm(MARK)), mark.clone());
        }
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

/// What is seen of a frame. Its tags are of another document.
fn untagged(frame: &Frame) -> Frame {
    let mut seen = Frame::soft(frame.size());
    for (at, item) in frame.items() {
        match item {
            FrameItem::Tag(_) => {}
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = untagged(&group.frame);
                seen.push(*at, FrameItem::Group(group));
            }
            item => seen.push(*at, item.clone()),
        }
    }
    seen
}

fn said(papers: &Papers, errors: &[SourceDiagnostic]) -> String {
    let said = errors.iter().map(|error| {
        let start = papers.range(error.span).map(|range| range.start);
        let line = start.map(|start| {
            let before = papers.template.text().get(..start).unwrap_or_default();
            before.matches('\n').count() + 1
        });
        match line {
            Some(line) => format!("form.typ:{line}: {}", error.message),
            None => error.message.to_string(),
        }
    });
    said.collect::<Vec<_>>().join("\n")
}

impl World for Papers {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK.0
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let is_it = id == self.template.id();
        let found = is_it.then(|| self.template.clone());
        found.ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data {
            Ok(self.bytes.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        BOOK.1.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
