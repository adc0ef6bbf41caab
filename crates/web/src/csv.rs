//! Tables as files for a spreadsheet.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// Lines as a file of this name. The mark at the beginning tells spreadsheets that it is UTF-8.
pub(crate) fn file(name: &str, lines: &[String]) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, format!("\u{feff}{}", lines.concat())).into_response()
}

/// A line of quoted cells. A cell that a spreadsheet would take for a formula is kept from being one.
pub(crate) fn line<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let quoted = cells.into_iter().map(|cell| {
        let cell = cell.as_ref();
        let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            "'"
        } else {
            ""
        };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    });
    format!("{}\r\n", quoted.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_cell_is_no_formula_and_keeps_its_quotes() {
        assert_eq!(
            line(["2", "摘要", "=1+1", "a \"b\", c"]),
            "\"2\",\"摘要\",\"'=1+1\",\"a \"\"b\"\", c\"\r\n"
        );
    }
}
