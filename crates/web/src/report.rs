//! The reports and forms of a month, for who is at a shell.

use std::collections::VecDeque;

use async_trait::async_trait;
use huiyin_app::exports::MonthForms;
use huiyin_app::paper::{PIECE, Paper};
use huiyin_app::{App, Asker, Error, Result, Site};
use huiyin_domain::{Lang, Month, PaperKind, RecordId, ScopeId};

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
    let picture = Picture::of(&statistics, true);
    let mut made = vec![papers::statistics(&maker, &statistics, &picture)];
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
/// of all that the month is about, 100 in a file.
#[derive(Debug)]
pub struct Forms<'a> {
    app: &'a App,
    asker: &'a Asker,
    site: Site,
    lang: Lang,
    sheets: VecDeque<Paper>,
    records: VecDeque<RecordId>,
    /// How many files of records there are so far.
    files: u32,
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
        let records = app.records_due_in(asker, site, month).await?;
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
            sheets,
            records: records.into(),
            files: 0,
        })
    }

    /// The next records, as papers; those that nobody at this shell may see are left out.
    async fn piece(&mut self) -> Result<Vec<Paper>> {
        let today = self.site.day(self.app.clock().now());
        let maker = Maker::of_shell(Texts::of(self.lang), &self.site, today);
        let mut papers = Vec::new();
        while papers.len() < PIECE
            && let Some(record) = self.records.pop_front()
        {
            match self.app.record(self.asker, record).await {
                Err(Error::Forbidden { .. } | Error::NotFound) => {}
                page => papers.extend(papers::record(&maker, &page?)),
            }
        }
        Ok(papers)
    }
}

#[async_trait]
impl MonthForms for Forms<'_> {
    async fn next(&mut self) -> Result<Option<(String, Vec<u8>)>> {
        if let Some(paper) = self.sheets.pop_front() {
            let name = format!("{}.pdf", paper.form.id());
            return Ok(Some((name, self.app.print(&[paper]).await?)));
        }
        let papers = self.piece().await?;
        let Some(form) = papers.first().map(|paper| paper.form) else {
            return Ok(None);
        };
        self.files += 1;
        let name = format!("{}-{:03}.pdf", form.id(), self.files);
        Ok(Some((name, self.app.print(&papers).await?)))
    }
}
