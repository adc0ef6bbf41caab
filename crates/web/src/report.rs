//! The reports of a month, for who is at a shell.

use huiyin_app::paper::Paper;
use huiyin_app::{App, Asker, Result};
use huiyin_domain::{Lang, Month, PaperKind, ScopeId};

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
    let maker = Maker::of_shell(Texts::of(lang), &page.site);
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
