use std::error::Error as _;
use std::io::Write;

use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Cell, RenderFault, Sheet, SheetPart, is_full};

/// The widest column, in characters; longer words are wrapped.
const WIDEST: usize = 48;
/// What a cell of a spreadsheet can hold.
const LONGEST: usize = 32_767;

/// Sheets as a file for a spreadsheet: each table a worksheet with its types, a frozen head, filters and a print
/// set-up; the fields of each sheet on one before them. Neither the rows nor the file are held once more.
pub fn workbook(sheets: &[Sheet], to: impl Write + Send) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    let mut names = Names::default();
    for sheet in sheets {
        let has_fields = sheet.parts.iter().any(|part| !part.fields.is_empty());
        if has_fields {
            let name = names.free(&sheet.title);
            fields(book.add_worksheet().set_name(name)?, sheet, &formats)?;
        }
        for part in sheet.parts.iter().filter(|part| !part.columns.is_empty()) {
            let title = if part.title.is_empty() {
                &sheet.title
            } else {
                &part.title
            };
            let name = names.free(title);
            let page = book.add_worksheet_with_constant_memory()?.set_name(name)?;
            table(page, sheet, part, &formats)?;
        }
    }
    book.save_to_writer(to)
}

impl From<XlsxError> for RenderFault {
    fn from(error: XlsxError) -> Self {
        let of_writing = match &error {
            XlsxError::IoError(error) => Some(error),
            error => error.source().and_then(|it| it.downcast_ref()),
        };
        let said = error.to_string();
        match of_writing {
            Some(error) if is_full(error) => Self::NoRoom(said),
            _ => Self::Failed(said),
        }
    }
}

struct Formats {
    title: Format,
    mark: Format,
    head: Format,
    text: Format,
    label: Format,
    count: Format,
    share: Format,
    day: Format,
    moment: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || {
            Format::new()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::Top)
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            mark: Format::new().set_bold(),
            head: cell()
                .set_bold()
                .set_text_wrap()
                .set_background_color(0x00E8_EEE9),
            text: cell().set_text_wrap(),
            label: cell().set_bold().set_text_wrap(),
            count: cell().set_num_format("0"),
            share: cell().set_num_format("0.0%"),
            day: cell().set_num_format("yyyy-mm-dd"),
            moment: cell().set_num_format("yyyy-mm-dd hh:mm"),
        }
    }
}

/// Names of worksheets: short, without what a spreadsheet forbids, each once.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn free(&mut self, title: &str) -> String {
        let forbidden = ['[', ']', ':', '*', '?', '/', '\\', '\'', '《', '》'];
        let clean: String = title.chars().filter(|it| !forbidden.contains(it)).collect();
        let mut names = (1..).map(|number: u32| match number {
            1 => clean.chars().take(31).collect::<String>(),
            number => format!("{} {number}", clean.chars().take(26).collect::<String>()),
        });
        let is_taken = |name: &String| self.0.iter().any(|it| it.eq_ignore_ascii_case(name));
        let name = names.find(|name| !is_taken(name)).unwrap_or_default();
        self.0.push(name.clone());
        name
    }
}

fn set_up(page: &mut Worksheet, sheet: &Sheet, landscape: bool) {
    // 9 is A4.
    page.set_paper_size(9);
    if landscape {
        page.set_landscape();
    }
    page.set_print_fit_to_pages(1, 0);
    page.set_footer(format!("&L{}&R&P / &N", sheet.foot.replace('&', "&&")));
    if let Some(mark) = sheet.mark() {
        page.set_header(format!("&C&B{mark}"));
    }
}

fn fields(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    set_up(page, sheet, sheet.landscape);
    page.set_column_width(0, 24)?;
    page.set_column_width(1, 72)?;
    page.write_with_format(0, 0, &sheet.title, &formats.title)?;
    page.write(1, 0, &sheet.subtitle)?;
    if let Some(mark) = sheet.mark() {
        page.write_with_format(2, 0, mark, &formats.mark)?;
    }
    let fields = sheet.parts.iter().flat_map(|part| &part.fields);
    for (row, field) in (3..).zip(fields) {
        page.write_with_format(row, 0, &field.title, &formats.label)?;
        match &field.value {
            super::Value::Cell(typed) if !field.faint => cell(page, (row, 1), typed, formats)?,
            _ => {
                let words: String = field.shown().chars().take(LONGEST).collect();
                page.write_string_with_format(row, 1, words, &formats.text)?;
            }
        }
    }
    page.set_freeze_panes(3, 1)?;
    Ok(())
}

fn table(
    page: &mut Worksheet,
    sheet: &Sheet,
    part: &SheetPart,
    formats: &Formats,
) -> Result<(), XlsxError> {
    set_up(page, sheet, part.columns.len() > 6);
    for (column, it) in (0u16..).zip(&part.columns) {
        let shown = part.rows.iter().take(1000);
        let shown = shown.filter_map(|row| row.shown.get(usize::from(column)));
        let widest = shown.map(|words| width(words)).max().unwrap_or(0);
        let width = widest.max(width(&it.title)).clamp(6, WIDEST) + 2;
        page.set_column_width(column, u32::try_from(width).unwrap_or(8))?;
        page.write_with_format(0, column, &it.title, &formats.head)?;
    }
    let of_part = u16::try_from(part.columns.len()).unwrap_or(u16::MAX);
    let demo = sheet.demo_column();
    if let Some((head, made_up)) = demo {
        page.set_column_width(of_part, u32::try_from(width(made_up) + 2).unwrap_or(8))?;
        page.write_with_format(0, of_part, head, &formats.head)?;
    }
    let mut last = 0;
    for (row, it) in (1u32..).zip(&part.rows) {
        for (column, typed) in (0u16..).zip(&it.cells) {
            cell(page, (row, column), typed, formats)?;
        }
        if let Some((_, made_up)) = demo {
            page.write_string_with_format(row, of_part, made_up, &formats.text)?;
        }
        last = row;
    }
    let columns = of_part + u16::from(demo.is_some());
    let last_column = columns.saturating_sub(1);
    page.set_freeze_panes(1, 0)?;
    page.autofilter(0, 0, last, last_column)?;
    page.set_repeat_rows(0, 0)?;
    Ok(())
}

fn cell(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => page.write_blank(row, column, &formats.text)?,
        Cell::Count(count) => {
            page.write_number_with_format(row, column, number(*count), &formats.count)?
        }
        Cell::Tenths(tenths) => {
            let share = number(*tenths) / 1000.0;
            page.write_number_with_format(row, column, share, &formats.share)?
        }
        Cell::Day(day) => {
            let day = ExcelDateTime::parse_from_str(day)?;
            page.write_datetime_with_format(row, column, &day, &formats.day)?
        }
        Cell::Moment(moment) => {
            let moment = ExcelDateTime::parse_from_str(moment)?;
            page.write_datetime_with_format(row, column, &moment, &formats.moment)?
        }
        // Always as a string: what begins with = + - @ is no formula.
        Cell::Text(_) | Cell::Signed(_) => {
            let words: String = cell.shown().chars().take(LONGEST).collect();
            page.write_string_with_format(row, column, words, &formats.text)?
        }
    };
    Ok(())
}

/// A spreadsheet has no other numbers than these.
#[expect(clippy::cast_precision_loss, reason = "counts and shares are small")]
const fn number(count: u64) -> f64 {
    count as f64
}

/// How wide words are, in characters: the longest line, a Chinese character as two.
fn width(words: &str) -> usize {
    let line = |line: &str| {
        line.chars()
            .map(|it| if it.is_ascii() { 1 } else { 2 })
            .sum()
    };
    words.lines().map(line).max().unwrap_or(0)
}
