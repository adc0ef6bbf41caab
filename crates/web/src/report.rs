//! The reports and forms of a month, for who is at a shell.

mod forms;
mod long;

use huiyin_app::paper::Paper;
use huiyin_app::statistics::{Besides, Statistics};
use huiyin_app::{App, Asker, Result, Site};
use huiyin_domain::{Lang, Month, PaperKind, ScopeId};

pub use forms::Forms;

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
    let of = MonthOf::read(app, asker, site, month, lang).await?;
    let visits = app.records_of_month(asker, site, month).await?;
    let mut monthly_return = of.paper(PaperKind::Return).await?;
    papers::visits(&of.maker(), &mut monthly_return, 1, visits.iter());
    let analysis = of.paper(PaperKind::Analysis).await?;
    Ok(vec![of.statistics().await?, monthly_return, analysis])
}

/// A month at a site with its figures, as whoever is at the shell may see it.
#[derive(Debug)]
struct MonthOf<'a> {
    app: &'a App,
    asker: &'a Asker,
    site: Site,
    month: Month,
    lang: Lang,
    statistics: Statistics,
    besides: Besides,
}

impl<'a> MonthOf<'a> {
    async fn read(
        app: &'a App,
        asker: &'a Asker,
        site: ScopeId,
        month: Month,
        lang: Lang,
    ) -> Result<Self> {
        let statistics = app.statistics(asker, site, month, None).await?;
        let moment = statistics.closed.as_ref().map(|closed| closed.as_of);
        Ok(Self {
            app,
            asker,
            site: app.month_page(asker, site).await?.site,
            month,
            lang,
            besides: app.besides(asker, site, month, moment).await?,
            statistics,
        })
    }

    fn maker(&self) -> Maker<'_> {
        let today = self.site.day(self.app.clock().now());
        Maker::of_shell(Texts::of(self.lang), &self.site, today)
    }

    fn picture(&self) -> Picture<'_> {
        Picture::of(&self.statistics, &self.besides, true)
    }

    /// 《回訪統計表》.
    async fn statistics(&self) -> Result<Paper> {
        let (asker, site) = (self.asker, self.site.id());
        let noted = self.app.anchor_of_month(asker, site, self.month).await?;
        let (maker, picture) = (self.maker(), self.picture());
        Ok(papers::statistics(
            &maker,
            &self.statistics,
            &picture,
            &noted,
        ))
    }

    /// 《客戶回訪記錄》 or 統計分析報告, without the visits.
    async fn paper(&self, kind: PaperKind) -> Result<Paper> {
        let (app, asker, site) = (self.app, self.asker, self.site.id());
        let found = app.paper_of_month_without_visits(asker, site, kind, self.month);
        let (maker, found) = (self.maker(), found.await?);
        Ok(match found {
            Some(page) => papers::analysis(&maker, &page),
            None => papers::without_paper(&maker, kind, self.month, &self.picture()),
        })
    }
}
