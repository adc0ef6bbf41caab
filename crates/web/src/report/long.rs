use huiyin_app::Result;
use huiyin_app::paper::{Drawn, Paper};
use huiyin_domain::{Day, Instant, PaperKind, RecordId, SignOutId};

use super::MonthOf;
use crate::papers;

/// A report with a line for each of very many things. As long as these fit into one file, it is one; else it is drawn in
/// several, numbered ones.
#[derive(Debug)]
pub(super) struct Long {
    /// The report without these lines.
    frame: Paper,
    lines: Lines,
    /// The most lines in one file.
    most: u32,
    /// How many lines were read.
    read: u64,
    /// What comes next, read already: the last one is not known otherwise.
    next: Option<Paper>,
    /// How many files there are of it so far.
    files: usize,
}

/// What there is a line for, and the one that was read last.
#[derive(Clone, Copy, Debug)]
enum Lines {
    Visits(Option<(Day, RecordId)>),
    SignOuts(Option<(Instant, SignOutId)>),
}

impl Long {
    /// 《客戶回訪記錄》, also of a month without a visit.
    pub(super) async fn of_return(of: &MonthOf<'_>, most: usize) -> Result<Self> {
        let frame = of.paper(PaperKind::Return).await?;
        let mut long = Self::new(frame, Lines::Visits(None), most);
        let first = long.read(of).await?;
        long.next = Some(first.unwrap_or_else(|| long.frame.clone()));
        Ok(long)
    }

    /// 《回訪記錄簽收表》; nothing where no form was taken.
    pub(super) async fn of_sign_outs(of: &MonthOf<'_>, most: usize) -> Result<Self> {
        let maker = of.maker();
        let frame = papers::sign_out_sheet(&maker, of.month, &[], maker.today());
        let frame = Paper {
            blank: false,
            ..frame
        };
        let mut long = Self::new(frame, Lines::SignOuts(None), most);
        long.next = long.read(of).await?;
        Ok(long)
    }

    fn new(frame: Paper, lines: Lines, most: usize) -> Self {
        Self {
            frame,
            lines,
            most: u32::try_from(most).unwrap_or(u32::MAX),
            read: 0,
            next: None,
            files: 0,
        }
    }

    /// The next file: its name and its content; none after the last.
    pub(super) async fn next(&mut self, of: &MonthOf<'_>) -> Result<Option<(String, Drawn)>> {
        let Some(paper) = self.next.take() else {
            return Ok(None);
        };
        let table = self.lines.table();
        let mut sheets = of.app.sheets([paper]).await?;
        // A layout of the company may have no room for the lines; then there is one sheet.
        if sheets.iter().all(|sheet| sheet.has_table(table)) {
            self.next = self.read(of).await?;
        }
        self.files += 1;
        let form = self.frame.form.id();
        let is_last = self.next.is_none();
        let name = if self.files == 1 && is_last {
            format!("{form}.pdf")
        } else {
            let number = self.files;
            let stretched = sheets.into_iter();
            sheets = stretched
                .map(|sheet| sheet.stretch(table, number, is_last))
                .collect();
            format!("{form}-{number:03}.pdf")
        };
        Ok(Some((name, of.app.print_sheets(sheets).await?)))
    }

    /// The report with the next lines; none where there are none any more.
    async fn read(&mut self, of: &MonthOf<'_>) -> Result<Option<Paper>> {
        let (app, asker, site, month) = (of.app, of.asker, of.site.id(), of.month);
        let (maker, first, most) = (of.maker(), self.read + 1, self.most);
        let mut paper = self.frame.clone();
        let count = match &mut self.lines {
            Lines::Visits(after) => {
                let rows = app.records_of_month_after(asker, site, month, *after, most);
                let rows = rows.await?;
                *after = rows.last().map(|(_, row)| (row.visited_on, row.id));
                papers::visits(&maker, &mut paper, first, rows.iter());
                rows.len()
            }
            Lines::SignOuts(after) => {
                let rows = app
                    .sign_outs_after(asker, site, month, *after, most)
                    .await?;
                let taken = rows.last().and_then(|line| line.row.taken.as_ref());
                *after = taken.map(|it| (it.taken_at, it.sign_out));
                papers::forms(&maker, &mut paper, first, &rows, maker.today());
                rows.len()
            }
        };
        self.read += count as u64;
        Ok((count > 0).then_some(paper))
    }
}

impl Lines {
    /// The table that has them.
    const fn table(self) -> &'static str {
        match self {
            Self::Visits(_) => papers::VISITS,
            Self::SignOuts(_) => papers::FORMS,
        }
    }
}
