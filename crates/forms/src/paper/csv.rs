use super::{Cell, Sheet};

/// The tables of a sheet as a file for a spreadsheet: UTF-8 with a mark at its beginning; several tables with an empty
/// line between them. A cell that would be taken for a formula is kept from being one.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut text = "\u{feff}".to_owned();
    let (demo, made_up) = sheet.demo_column().unzip();
    let tables = sheet.parts.iter().filter(|part| !part.columns.is_empty());
    for (number, part) in tables.enumerate() {
        if number > 0 {
            text.push_str("\r\n");
        }
        let heads = part.columns.iter().map(|column| quoted(&column.title));
        line(&mut text, heads.chain(demo.map(quoted)));
        for row in &part.rows {
            let cells = row.cells.iter().map(|cell| match cell {
                Cell::Count(_) | Cell::Tenths(_) => cell.shown(),
                cell => quoted(&cell.shown()),
            });
            line(&mut text, cells.chain(made_up.map(quoted)));
        }
    }
    text.into_bytes()
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            text.push(',');
        }
        text.push_str(&cell);
    }
    text.push_str("\r\n");
}

fn quoted(words: &str) -> String {
    let is_formula = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", words.replace('"', "\"\""))
}
