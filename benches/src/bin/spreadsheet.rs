//! A table of a hundred thousand rows as a file for a spreadsheet: time against the writer alone with the same cells.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use anyhow::Context as _;
use huiyin_benches::{megabytes, papers, shortest_of};
use huiyin_forms::paper::{Cell, Sheet, SheetPart, workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

const ROWS: usize = 100_000;
const RUNS: usize = 3;

fn main() -> anyhow::Result<()> {
    let sheets = [papers::table(ROWS)];
    let table = sheets[0].parts.iter().find(|it| !it.columns.is_empty());
    let table = table.context("the form has no table")?;
    let rows: Vec<Vec<Typed<'_>>> = typed(table)?;
    let ours = || -> Result<usize, XlsxError> {
        let mut book = Vec::new();
        workbook(&sheets, &mut book)?;
        Ok(book.len())
    };
    let bytes = ours()?;
    let ours = shortest_of(RUNS, ours);
    let theirs = shortest_of(RUNS, || written(&sheets[0], table, &rows));
    println!(
        "{ROWS} rows of {} cells: {ours:.2?}, {:.2} × the writer alone (2 allowed); the file has {:.1} MB",
        table.columns.len(),
        ours.as_secs_f64() / theirs.as_secs_f64(),
        megabytes(u64::try_from(bytes)?),
    );
    Ok(())
}

/// A cell as the writer takes it.
enum Typed<'t> {
    Text(&'t str),
    Number(f64),
    Time(ExcelDateTime, bool),
    Blank,
}

fn typed(table: &SheetPart) -> anyhow::Result<Vec<Vec<Typed<'_>>>> {
    let of = |cell| -> anyhow::Result<Typed<'_>> {
        Ok(match cell {
            &Cell::Count(count) | &Cell::Tenths(count) => {
                Typed::Number(f64::from(u32::try_from(count)?))
            }
            Cell::Text(words) => Typed::Text(words),
            Cell::Day(day) => Typed::Time(ExcelDateTime::parse_from_str(day)?, false),
            Cell::Moment(at) => Typed::Time(ExcelDateTime::parse_from_str(at)?, true),
            Cell::Empty | Cell::Signed(_) => Typed::Blank,
        })
    };
    let rows = table.rows.iter();
    rows.map(|row| row.cells.iter().map(of).collect()).collect()
}

/// The same rows by the writer alone: one pass, the same formats, nothing laid out.
fn written(sheet: &Sheet, table: &SheetPart, rows: &[Vec<Typed<'_>>]) -> Result<usize, XlsxError> {
    let format = || {
        Format::new()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Top)
    };
    let text = format().set_text_wrap();
    let count = format().set_num_format("0");
    let day = format().set_num_format("yyyy-mm-dd");
    let moment = format().set_num_format("yyyy-mm-dd hh:mm");
    let mut book = Workbook::new();
    let page = book.add_worksheet_with_constant_memory()?;
    page.set_name(sheet.title.trim_matches(['《', '》']))?;
    for (at, column) in (0u16..).zip(&table.columns) {
        page.write_with_format(0, at, &column.title, &text)?;
    }
    for (row, cells) in (1u32..).zip(rows) {
        for (at, cell) in (0u16..).zip(cells) {
            match cell {
                Typed::Text(words) => page.write_string_with_format(row, at, *words, &text)?,
                Typed::Number(number) => page.write_number_with_format(row, at, *number, &count)?,
                Typed::Time(time, exact) => {
                    let format = if *exact { &moment } else { &day };
                    page.write_datetime_with_format(row, at, time, format)?
                }
                Typed::Blank => page.write_blank(row, at, &text)?,
            };
        }
    }
    Ok(book.save_to_buffer()?.len())
}
