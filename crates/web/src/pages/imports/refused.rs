//! What is to be said of the rows of an import, as a file for a spreadsheet.

use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::{Said, gone, id};
use crate::at_work::SignedInAsker;
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
    let mut lines = vec![line(&[
        t.imports_row(),
        t.imports_column(),
        t.imports_value(),
        t.imports_expected(),
    ])];
    let lang = t.lang();
    at.app
        .import_findings(&at.asker, import, |finding| {
            if lines.len() <= LINES {
                let said = Said::of(finding, kind, lang);
                let row = said.row.to_string();
                lines.push(line(&[row, said.column, said.value, said.expected]));
            }
        })
        .await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"findings.csv\""),
    ];
    // The mark at the beginning tells spreadsheets that it is UTF-8.
    Ok((headers, format!("\u{feff}{}", lines.concat())).into_response())
}

/// A line of quoted cells. A cell that a spreadsheet would take for a formula is kept from being one.
fn line(cells: &[String; 4]) -> String {
    let quoted = cells.each_ref().map(|cell| {
        let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            "'"
        } else {
            ""
        };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    });
    format!("{}\r\n", quoted.join(","))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_cell_is_no_formula_and_keeps_its_quotes() {
        let cells = ["2", "摘要", "=1+1", "a \"b\", c"].map(str::to_owned);
        assert_eq!(
            line(&cells),
            "\"2\",\"摘要\",\"'=1+1\",\"a \"\"b\"\", c\"\r\n"
        );
    }
}
