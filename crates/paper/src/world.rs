use std::sync::LazyLock;

use huiyin_forms::paper::Sheet;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
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

/// What stands over the template where the sheets are of a demo.
const DEMO: &str = include_str!("demo.typ");

/// All that typst can see: the template, alone or under the mark of a demo, and the data.
struct Papers {
    template: Source,
    demo: Option<Source>,
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
    let demo = |_| Ok::<_, String>(Source::new(id("/demo.typ")?, DEMO.to_owned()));
    let papers = Papers {
        template: Source::new(id("/form.typ")?, template.to_owned()),
        demo: mark.map(demo).transpose()?,
        data: id("/data.json")?,
        bytes: Bytes::from_string(data.to_string()),
    };
    let drawn = typst::compile::<PagedDocument>(&papers).output;
    let document = drawn.map_err(|errors| said(&papers, &errors))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Huiyin".to_owned())),
        // Marks for screen readers make a file of many forms several times as large.
        tagged: job.sheets.len() == 1,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| said(&papers, &errors))
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
        self.demo.as_ref().unwrap_or(&self.template).id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let sources = [Some(&self.template), self.demo.as_ref()];
        let found = sources.into_iter().flatten().find(|it| it.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
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
