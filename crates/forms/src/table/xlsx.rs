//! Rows of the first sheet of a workbook.

use std::fmt::Write;
use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxCellReader, XlsxError};
use huiyin_domain::Day;
use self_cell::{MutBorrow, self_cell};

use super::row::{Flaw, RowBuffer, Step};
use super::unpacked;
use crate::{FileError, Refusal};

type Workbook = Xlsx<BufReader<File>>;
type Cells<'w> = XlsxCellReader<'w, BufReader<File>>;

self_cell!(
    /// A workbook and the reader of one of its sheets, which borrows it.
    struct Sheet {
        owner: MutBorrow<Workbook>,
        #[not_covariant]
        dependent: Cells,
    }
);

pub(super) struct XlsxRows {
    sheet: Sheet,
    /// The cell that was read last: the first of the next row.
    next: NextCell,
}

/// A cell with something in it, or the end of the sheet.
#[derive(Default)]
struct NextCell {
    there: bool,
    row: u32,
    column: u32,
    text: String,
    flaw: Option<Flaw>,
}

impl XlsxRows {
    /// Opens the first sheet of cells, when unpacking the file is harmless.
    pub(super) fn open(file: File) -> Result<Self, FileError> {
        let file = unpacked::check(file, &unpacked::LIMITS)?;
        let workbook: Workbook = guarded(|| Xlsx::new(BufReader::new(file)))?;
        let first = workbook
            .sheets_metadata()
            .iter()
            .find(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .ok_or(FileError::NoSheet)?;
        let sheet = guarded(|| {
            Sheet::try_new(MutBorrow::new(workbook), |workbook| {
                workbook.borrow_mut().worksheet_cells_reader(&first)
            })
        })?;
        let mut rows = Self {
            sheet,
            next: NextCell::default(),
        };
        rows.read_cell()?;
        Ok(rows)
    }

    pub(super) fn read_row(&mut self, row: &mut RowBuffer) -> Result<Step, FileError> {
        while self.next.there {
            let number = self.next.row;
            row.begin(u64::from(number) + 1);
            let mut fits = true;
            while self.next.there && self.next.row == number {
                fits = fits && self.next.put_into(row);
                self.read_cell()?;
            }
            if !fits {
                let refusal = Refusal::new(row.number(), None, "", RowBuffer::shorter_row());
                return Ok(Step::Refused(refusal));
            }
            if !row.is_blank() {
                return Ok(Step::Row);
            }
        }
        Ok(Step::End)
    }

    /// Reads the next cell that is not empty.
    fn read_cell(&mut self) -> Result<(), FileError> {
        let next = &mut self.next;
        self.sheet.with_dependent_mut(|_, cells| {
            guarded(|| {
                loop {
                    let cell = cells.next_cell()?;
                    next.there = cell.is_some();
                    let Some(cell) = cell else { return Ok(()) };
                    if *cell.get_value() != DataRef::Empty {
                        (next.row, next.column) = cell.get_position();
                        next.set(cell.get_value());
                        return Ok(());
                    }
                }
            })
        })
    }
}

impl NextCell {
    /// Puts it into the row that it is of; whether the row still fits.
    fn put_into(&self, row: &mut RowBuffer) -> bool {
        let column = self.column as usize;
        if column >= RowBuffer::MOST_CELLS {
            return false;
        }
        row.put(column, |text| text.push_str(&self.text));
        if let Some(flaw) = self.flaw {
            row.put_flaw(column, flaw);
        }
        !row.is_too_long()
    }

    /// The text that the parsers of rows expect: days and times as in the interface, whole numbers without a point.
    fn set(&mut self, value: &DataRef<'_>) {
        self.text.clear();
        self.flaw = None;
        let text = &mut self.text;
        let _ = match value {
            DataRef::Empty => Ok(()),
            DataRef::Int(number) => write!(text, "{number}"),
            DataRef::Float(number) => write!(text, "{number}"),
            DataRef::Bool(value) => write!(text, "{value}"),
            DataRef::String(value) | DataRef::DurationIso(value) => text.write_str(value),
            DataRef::SharedString(value) => text.write_str(value),
            DataRef::DateTime(moment) if moment.is_datetime() => write_moment(text, *moment),
            DataRef::DateTime(duration) => write!(text, "{}", duration.as_f64()),
            DataRef::DateTimeIso(moment) => write_iso(text, moment),
            DataRef::Error(error) => {
                self.flaw = Some(Flaw::FormulaError);
                write!(text, "{error}")
            }
        };
    }
}

/// `YYYY-MM-DD HH:MM:SS`, or the day alone at midnight; to the nearest second, as a spreadsheet shows it. A time
/// without a day stays one.
fn write_moment(text: &mut String, moment: ExcelDateTime) -> std::fmt::Result {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let mut seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
    seconds += u32::from(milli >= 500);
    let day = Day::new(year.into(), month.into(), day.into())
        .map(|day| day.plus_days(i32::from(seconds == DAY_SECONDS)));
    seconds %= DAY_SECONDS;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match day {
        Ok(day) if seconds == 0 => write!(text, "{day}"),
        Ok(day) => write!(text, "{day} {hour:02}:{minute:02}:{second:02}"),
        Err(_) => write!(text, "{hour:02}:{minute:02}:{second:02}"),
    }
}

const DAY_SECONDS: u32 = 86_400;

/// A moment as ISO 8601 has it: without an offset it is local, and written as such.
fn write_iso(text: &mut String, moment: &str) -> std::fmt::Result {
    match moment.split_once('T') {
        Some((day, "00:00:00")) => text.write_str(day),
        Some((day, clock)) if !clock.contains(['Z', '+', '-']) => write!(text, "{day} {clock}"),
        _ => text.write_str(moment),
    }
}

/// Runs the library on bytes that may be anything: what it stumbles over is a damaged file, not a fault of ours.
fn guarded<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, FileError> {
    let detail = match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "its parts contradict each other".to_owned(),
    };
    Err(FileError::DamagedWorkbook {
        detail: detail.into(),
    })
}
