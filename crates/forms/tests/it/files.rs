//! Files to read, written for one test.

use std::path::{Path, PathBuf};

use huiyin_domain::Lang;
use huiyin_forms::events::EventRow;
use huiyin_forms::table::Table;
use huiyin_forms::{FileError, FileRow, Options, Refusal, Rows};
use tempfile::TempDir;

/// A file in a folder of its own, gone with it.
pub(crate) struct TestFile {
    path: PathBuf,
    _folder: TempDir,
}

impl TestFile {
    pub(crate) fn new(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Self {
            path,
            _folder: folder,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// What a file gave: the rows taken and the reasons why others were not.
#[derive(Debug)]
pub(crate) struct Outcome<R> {
    pub(crate) rows: Vec<R>,
    pub(crate) refusals: Vec<Refusal>,
}

impl<R> Outcome<R> {
    /// Row, column and what was expected, of each refusal.
    pub(crate) fn reasons(&self) -> Vec<String> {
        let reason = |refusal: &Refusal| {
            let column = refusal.column.map_or("-", |column| column.name);
            let expected = format!("{:?}", refusal.expected);
            let word = expected.split([' ', '(', '{']).next().unwrap_or_default();
            format!("{} {column} {word}", refusal.row)
        };
        self.refusals.iter().map(reason).collect()
    }
}

pub(crate) fn read<R: FileRow>(path: &Path) -> Result<Outcome<R>, FileError> {
    read_with(path, Options::default())
}

pub(crate) fn read_with<R: FileRow>(
    path: &Path,
    options: Options<'_>,
) -> Result<Outcome<R>, FileError> {
    let mut outcome = Outcome {
        rows: Vec::new(),
        refusals: Vec::new(),
    };
    for row in Rows::open(path, options)? {
        match row? {
            Ok(row) => outcome.rows.push(row),
            Err(refusals) => {
                assert!(!refusals.is_empty(), "a row refused for no reason");
                outcome.refusals.extend(refusals);
            }
        }
    }
    Ok(outcome)
}

/// Reads a text as a CSV file of rows.
pub(crate) fn read_csv<R: FileRow>(text: impl AsRef<[u8]>) -> Outcome<R> {
    read(TestFile::new("rows.csv", text).path()).unwrap()
}

/// Reads a text as a CSV file of events.
pub(crate) fn events(text: impl AsRef<[u8]>) -> Outcome<EventRow> {
    read_csv(text)
}

/// The sentence for a file that cannot be read, which must be one in every language.
pub(crate) fn fault(name: &str, bytes: impl AsRef<[u8]>) -> FileError {
    let file = TestFile::new(name, bytes);
    let fault = read::<EventRow>(file.path()).unwrap_err();
    for lang in Lang::ALL {
        let sentence = fault.sentence(lang);
        assert!(sentence.ends_with(['.', '。']), "no sentence: {sentence}");
    }
    fault
}

/// All cells of a file, row by row, with the titles first.
pub(crate) fn cells(path: &Path) -> Result<Vec<Vec<String>>, FileError> {
    let mut table = Table::open(path)?;
    let mut rows = Vec::new();
    while let Some(row) = table.next_row()? {
        let row = row.map_err(|refusal| panic!("{refusal}")).unwrap();
        rows.push(
            (0..row.len())
                .map(|cell| row.cell(cell).to_owned())
                .collect(),
        );
    }
    rows.insert(0, table.titles().iter().map(ToString::to_string).collect());
    Ok(rows)
}

/// A file of the shared examples, as text.
pub(crate) fn example(name: &str) -> String {
    std::fs::read_to_string(example_path(name)).unwrap()
}

pub(crate) fn example_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../testkit/examples")
        .join(name)
}
