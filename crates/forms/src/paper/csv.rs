use super::{Cell, Sheet};

/// The tables of a sheet as a file for a spreadsheet: UTF-8 with a mark at its beginning; several tables with an empty
/// line between them. A cell that would be taken for a formula is kept from being one.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let tables = sheet.parts.iter().filter(|part| !part.columns.is_empty());
    let tables: Vec<String> = tables
        .map(|part| {
            let heads = part.columns.iter().map(|column| quoted(&column.title));
            let mut lines = vec![heads.collect::<Vec<_>>().join(",")];
            for row in &part.rows {
                let cells = row.cells.iter().map(|cell| match cell {
                    Cell::Count(_) | Cell::Tenths(_) => cell.shown(),
                    cell => quoted(&cell.shown()),
                });
                lines.push(cells.collect::<Vec<_>>().join(","));
            }
            lines.join("\r\n") + "\r\n"
        })
        .collect();
    format!("\u{feff}{}", tables.join("\r\n")).into_bytes()
}

fn quoted(words: &str) -> String {
    let is_formula = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", words.replace('"', "\"\""))
}
