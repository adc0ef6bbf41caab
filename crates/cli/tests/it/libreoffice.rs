//! Tables of every form as `LibreOffice` reads them: the same words, numbers, shares and days as on the sheet, and
//! no formula.

use std::fs;
use std::path::Path;
use std::process::Command;

use huiyin_domain::Lang;
use huiyin_forms::paper::{Cell, Form, Layouts, Paper, Sheet, workbook};
use tempfile::tempdir;

use crate::run::text;

/// How a worksheet is written out: commas, quotation marks, UTF-8, from the first line on, as shown, all worksheets.
const FILTER: &str =
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/// Cells of every type, with words that look like something else.
fn cells() -> Vec<Cell> {
    let words = [
        "=1+1",
        "+8613800000001",
        "-3",
        "@SUM(A1)",
        "'單引號",
        "他說「好」，\"好\"",
        "兩行\n第二行",
        "2026-03-18",
        "00123",
        "3-1202",
    ];
    let mut cells: Vec<Cell> = words.into_iter().map(Cell::text).collect();
    cells.extend([
        Cell::Count(0),
        Cell::Count(12_345),
        Cell::Tenths(0),
        Cell::Tenths(333),
        Cell::Tenths(1_000),
        Cell::Day("2026-03-18".to_owned()),
        Cell::Day("2024-02-29".to_owned()),
        Cell::Moment("2026-03-18 09:30".to_owned()),
        Cell::Moment("2025-12-31 00:00".to_owned()),
        Cell::Empty,
    ]);
    cells
}

/// A form with as many rows as there are sorts of cells, so that each sort stands once in each column.
fn filled(form: Form, lang: Lang) -> Sheet {
    let layouts = Layouts::default();
    let mut paper = Paper::new(form, lang);
    let cells = cells();
    for part in &layouts.sheet(&paper).parts {
        for row in 0..cells.len() {
            let columns = part.columns.iter().enumerate();
            let of = |(at, column): (usize, _)| (column, cells[(row + at) % cells.len()].clone());
            let row: Vec<(&str, Cell)> = columns
                .map(|(at, column)| of((at, column.id.as_str())))
                .collect();
            if !row.is_empty() {
                paper.row(&part.table, row);
            }
        }
    }
    layouts.sheet(&paper)
}

/// A cell as `LibreOffice` has it edited: a moment with its seconds, a whole percentage without its tenths.
fn edited(cell: &Cell) -> String {
    let shown = cell.shown();
    match cell {
        Cell::Moment(_) => shown + ":00",
        Cell::Tenths(_) => shown.replace(".0%", "%"),
        _ => shown,
    }
}

/// Every worksheet of a workbook, in the order of their names, as `LibreOffice` shows its cells.
fn by_libreoffice(book: &[u8], folder: &Path) -> Vec<Vec<Vec<String>>> {
    let path = folder.join("book.xlsx");
    fs::write(&path, book).unwrap();
    // Its own settings would be shared with whoever else runs it.
    let settings = format!("-env:UserInstallation=file://{}", text(&folder.join("own")));
    let output = Command::new("soffice")
        .args([&settings, "--headless", "--convert-to", FILTER, "--outdir"])
        .args([text(folder), text(&path)])
        .output();
    let output = output.expect("soffice (Debian: libreoffice-calc-nogui)");
    assert!(output.status.success(), "{output:?}");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|it| it.extension().is_some_and(|it| it == "csv"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| rows(&fs::read(file).unwrap()))
        .collect()
}

fn rows(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv);
    let rows = reader.records().map(|it| it.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn libreoffice_reads_every_table_as_it_stands_on_the_sheet() {
    let folder = tempdir().unwrap();
    let forms = Form::ALL.iter().map(|form| filled(*form, Lang::ZhHant));
    let sheets: Vec<Sheet> = forms.collect();
    let mut book = Vec::new();
    workbook(&sheets, &mut book).unwrap();
    let pages = by_libreoffice(&book, folder.path());
    let parts = sheets.iter().flat_map(|sheet| &sheet.parts);
    for part in parts.filter(|it| !it.columns.is_empty()) {
        let titles = part.columns.iter().map(|it| it.title.clone()).collect();
        let mut wanted: Vec<Vec<String>> = vec![titles];
        let rows = part.rows.iter();
        wanted.extend(rows.map(|row| row.cells.iter().map(edited).collect()));
        // Who reads the lines passes over empty ones.
        wanted.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let found = pages.iter().find(|page| page.first() == wanted.first());
        let found = found.unwrap_or_else(|| panic!("{} is not there: {pages:?}", part.table));
        assert_eq!(found, &wanted, "{}", part.table);
    }
}
