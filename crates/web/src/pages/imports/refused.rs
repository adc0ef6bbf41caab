//! What is to be said of the rows of an import, as a file for a spreadsheet.

use axum::extract::Path;
use axum::response::Response;

use super::{Said, gone, id};
use crate::at_work::SignedInAsker;
use crate::csv::{file, line};
use crate::failure::Failure;

/// The most lines of the file.
const LINES: usize = 20_000;

/// `GET /imports/{import}/findings.csv`
pub(super) async fn download(
    at: SignedInAsker,
    Path(import): Path<String>,
) -> Result<Response, Failure> {
    let import = id(&import)?;
    let found = at.app.import(&at.asker, import, None, 0, 1).await;
    let kind = found.map_err(gone)?.summary.kind;
    let t = at.t;
    let demo = at.demo_words();
    let heads = [
        t.imports_row(),
        t.imports_column(),
        t.imports_value(),
        t.imports_expected(),
    ];
    let mark = demo.iter().map(|it| it.demo.clone());
    let mut lines = vec![line(heads.into_iter().chain(mark))];
    let lang = t.lang();
    at.app
        .import_findings(&at.asker, import, |finding| {
            if lines.len() <= LINES {
                let said = Said::of(finding, kind, lang);
                let row = said.row.to_string();
                let cells = [row, said.column, said.value, said.expected];
                let mark = demo.iter().map(|it| it.made_up.clone());
                lines.push(line(cells.into_iter().chain(mark)));
            }
        })
        .await?;
    Ok(file("findings.csv", &lines))
}
