use std::collections::VecDeque;

use async_trait::async_trait;
use huiyin_app::exports::{FormOfMonth, MonthForms};
use huiyin_app::paper::{Drawn, Form, LINES, PIECE, Paper};
use huiyin_app::{App, Asker, Error, Result};
use huiyin_domain::{Category, Lang, Month, PaperKind, ScopeId};

use super::MonthOf;
use super::long::Long;
use crate::papers::{self, Maker};

/// The forms of a month for an export, drawn one file after another: the reports, 《回訪記錄簽收表》, and the 《回訪記錄表》
/// 投訴記錄表, 維修單, 公開信 and 不合格報告 of all that the month is about, 100 in a file. Whatever is in the month, no more
/// than is drawn at once is held of it.
#[derive(Debug)]
pub struct Forms<'a> {
    of: MonthOf<'a>,
    reports: VecDeque<Report>,
    /// The report that is being drawn, where it takes several files.
    long: Option<Long>,
    waiting: VecDeque<FormOfMonth>,
    /// The most lines of a report in one file.
    lines: usize,
    /// What people type to get here, where that is known.
    origin: Option<String>,
    /// The form that was drawn last, and how many files there are of it so far.
    files: Option<(Form, u32)>,
}

/// What is drawn before the forms of single things.
#[derive(Clone, Copy, Debug)]
enum Report {
    Statistics,
    Return,
    Analysis,
    SignOutSheet,
}

impl<'a> Forms<'a> {
    /// Finds what there is to draw.
    pub async fn of_month(
        app: &'a App,
        asker: &'a Asker,
        site: ScopeId,
        month: Month,
        lang: Lang,
    ) -> Result<Self> {
        let of = MonthOf::read(app, asker, site, month, lang).await?;
        let forms = app.forms_of_month(asker, site, month).await?;
        let reports = [
            Report::Statistics,
            Report::Return,
            Report::Analysis,
            Report::SignOutSheet,
        ];
        Ok(Self {
            of,
            reports: reports.into(),
            long: None,
            waiting: forms.into(),
            lines: LINES,
            origin: None,
            files: None,
        })
    }

    /// The same, with codes on the records that lead to them at this address: scheme and host.
    #[must_use]
    pub fn reached_at(self, origin: Option<String>) -> Self {
        Self { origin, ..self }
    }

    /// The same, with at most so many visits, or forms taken, in one file of a report; [`LINES`] otherwise.
    #[must_use]
    pub fn in_files_of(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    /// The next file of the reports.
    async fn report(&mut self) -> Result<Option<(String, Drawn)>> {
        loop {
            if let Some(long) = &mut self.long {
                if let Some(file) = long.next(&self.of).await? {
                    return Ok(Some(file));
                }
                self.long = None;
            }
            let Some(report) = self.reports.pop_front() else {
                return Ok(None);
            };
            let paper = match report {
                Report::Statistics => self.of.statistics().await?,
                Report::Analysis => self.of.paper(PaperKind::Analysis).await?,
                Report::Return => {
                    self.long = Some(Long::of_return(&self.of, self.lines).await?);
                    continue;
                }
                Report::SignOutSheet => {
                    self.long = Some(Long::of_sign_outs(&self.of, self.lines).await?);
                    continue;
                }
            };
            let name = format!("{}.pdf", paper.form.id());
            return Ok(Some((name, self.of.app.print([paper]).await?)));
        }
    }

    /// The next forms of one sort, as papers; what nobody at this shell may see is left out.
    async fn piece(&mut self) -> Result<Vec<Paper>> {
        let maker = self.of.maker().reached_at(self.origin.clone());
        let mut papers: Vec<Paper> = Vec::new();
        while papers.len() < PIECE
            && let Some(next) = self.waiting.front().copied()
        {
            let paper = match self.paper(&maker, next).await {
                Err(Error::Forbidden { .. } | Error::NotFound) => None,
                paper => paper?,
            };
            if let (Some(first), Some(paper)) = (papers.first(), &paper)
                && first.form != paper.form
            {
                break;
            }
            papers.extend(paper);
            self.waiting.pop_front();
        }
        Ok(papers)
    }

    async fn paper(&self, maker: &Maker<'_>, form: FormOfMonth) -> Result<Option<Paper>> {
        let (app, asker) = (self.of.app, self.of.asker);
        Ok(match form {
            FormOfMonth::Record(id) => papers::record(maker, &app.record(asker, id).await?),
            FormOfMonth::Event(id) => {
                let page = app.event(asker, id).await?;
                Some(match page.row.state.category {
                    Category::Repair => papers::repair(maker, &page),
                    _ => papers::complaint(maker, &page),
                })
            }
            FormOfMonth::Letter(id) => {
                let page = app.public_letter(asker, id).await?;
                Some(papers::letter(maker, &page))
            }
            FormOfMonth::Action(id) => {
                let page = app.task(asker, id).await?;
                Some(papers::nonconformity(maker, &page))
            }
        })
    }
}

#[async_trait]
impl MonthForms for Forms<'_> {
    async fn next(&mut self) -> Result<Option<(String, Drawn)>> {
        if let Some(file) = self.report().await? {
            return Ok(Some(file));
        }
        let papers = self.piece().await?;
        let Some(form) = papers.first().map(|paper| paper.form) else {
            return Ok(None);
        };
        let number = match self.files {
            Some((last, number)) if last == form => number + 1,
            _ => 1,
        };
        self.files = Some((form, number));
        let name = format!("{}-{number:03}.pdf", form.id());
        Ok(Some((name, self.of.app.print(papers).await?)))
    }
}
