//! The reports and forms of a month, for who is at a shell.

use std::collections::VecDeque;

use async_trait::async_trait;
use huiyin_app::exports::{FormOfMonth, MonthForms};
use huiyin_app::paper::{Drawn, Form, PIECE, Paper};
use huiyin_app::{App, Asker, Error, Result, Site};
use huiyin_domain::{Category, Lang, Month, PaperKind, ScopeId};

use crate::papers::{self, Maker, Picture};
use crate::texts::Texts;

/// 《回訪統計表》, 《客戶回訪記錄》 and 統計分析報告 of a month, as the pages show them: of a closed month the figures of
/// the close. Where one was not drafted yet, it has its figures and says so.
pub async fn monthly(
    app: &App,
    asker: &Asker,
    site: ScopeId,
    month: Month,
    lang: Lang,
) -> Result<Vec<Paper>> {
    let statistics = app.statistics(asker, site, month, None).await?;
    let page = app.month_page(asker, site).await?;
    let today = page.site.day(app.clock().now());
    let maker = Maker::of_shell(Texts::of(lang), &page.site, today);
    let moment = statistics.closed.as_ref().map(|closed| closed.as_of);
    let besides = app.besides(asker, site, month, moment).await?;
    let picture = Picture::of(&statistics, &besides, true);
    let noted = app.anchor_of_month(asker, site, month).await?;
    let mut made = vec![papers::statistics(&maker, &statistics, &picture, &noted)];
    for kind in [PaperKind::Return, PaperKind::Analysis] {
        let paper = match app.paper_of_month(asker, site, kind, month).await? {
            Some(page) => papers::analysis(&maker, &page),
            None => {
                let visits = app.records_of_month(asker, site, month).await?;
                papers::without_paper(&maker, kind, month, picture.categories, &visits)
            }
        };
        made.push(paper);
    }
    Ok(made)
}

/// The forms of a month for an export, drawn one file after another: the reports, 《回訪記錄簽收表》, and the 《回訪記錄表》
/// 投訴記錄表, 維修單, 公開信 and 不合格報告 of all that the month is about, 100 in a file.
#[derive(Debug)]
pub struct Forms<'a> {
    app: &'a App,
    asker: &'a Asker,
    site: Site,
    lang: Lang,
    sheets: VecDeque<Paper>,
    waiting: VecDeque<FormOfMonth>,
    /// What people type to get here, where that is known.
    origin: Option<String>,
    /// The form that was drawn last, and how many files there are of it so far.
    files: Option<(Form, u32)>,
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
        let mut sheets: VecDeque<Paper> = monthly(app, asker, site, month, lang).await?.into();
        let forms = app.forms_of_month(asker, site, month).await?;
        let taken = app.sign_outs(asker, site, month).await?;
        let site = app.month_page(asker, site).await?.site;
        if !taken.is_empty() {
            let today = site.day(app.clock().now());
            let maker = Maker::of_shell(Texts::of(lang), &site, today);
            sheets.push_back(papers::sign_out_sheet(&maker, month, &taken, today));
        }
        Ok(Self {
            app,
            asker,
            site,
            lang,
            origin: None,
            sheets,
            waiting: forms.into(),
            files: None,
        })
    }

    /// The same, with codes on the records that lead to them at this address: scheme and host.
    #[must_use]
    pub fn reached_at(self, origin: Option<String>) -> Self {
        Self { origin, ..self }
    }

    /// The next forms of one sort, as papers; what nobody at this shell may see is left out.
    async fn piece(&mut self) -> Result<Vec<Paper>> {
        let today = self.site.day(self.app.clock().now());
        let maker = Maker::of_shell(Texts::of(self.lang), &self.site, today)
            .reached_at(self.origin.clone());
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
        let (app, asker) = (self.app, self.asker);
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
        if let Some(paper) = self.sheets.pop_front() {
            let name = format!("{}.pdf", paper.form.id());
            return Ok(Some((name, self.app.print([paper]).await?)));
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
        Ok(Some((name, self.app.print(papers).await?)))
    }
}
