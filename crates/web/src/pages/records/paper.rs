//! Records as files: one form, those of a month with bookmarks, the list of a month.

use axum::extract::{Path, Query};
use axum::response::Response;

use huiyin_app::Error;
use huiyin_domain::Month;

use super::Asked;
use super::one::id;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::papers::{self, Ending, Maker};
use crate::texts::Texts;

/// The most forms in one file.
const FORMS: usize = 300;

/// `GET /records/{record}/form.pdf`
pub(super) async fn one(
    at: SignedInAsker,
    Path(record): Path<String>,
    ending: Ending,
) -> Result<Response, Failure> {
    let page = at.app.record(&at.asker, id(&record)?).await?;
    let paper =
        papers::record(&Maker::of(&at), &page).ok_or_else(|| Failure::new(Kind::NotFound))?;
    papers::file(&at.app, &page.number, ending, [paper]).await
}

/// `GET /records/forms.pdf?month=2026-11`: the forms of a month, without those the asker may not see; refused where they
/// are more than 300, rather than cut off.
pub(super) async fn month(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let month = month_of(&at, &asked)?;
    let listed = at.app.records_of_month(&at.asker, at.site.id(), month);
    let listed = listed.await?;
    if listed.len() > FORMS {
        return Err(too_many(listed.len(), at.site.code(), month));
    }
    let maker = Maker::of(&at);
    let mut print = at.app.begin_print().await?;
    let mut forms = 0;
    for (_, row) in &listed {
        let paper = match at.app.record(&at.asker, row.id).await {
            Err(Error::Forbidden { .. } | Error::NotFound) => None,
            page => papers::record(&maker, &page?),
        };
        if let Some(paper) = paper {
            print.add(paper).await?;
            forms += 1;
        }
    }
    if forms == 0 {
        let why = Texts::in_all(|t| t.papers_no_records());
        return Err(Failure::new(Kind::NotFound).because(why));
    }
    let name = format!("{}-{month}", at.site.code());
    Ok(papers::drawn(&name, Ending::Pdf, print.finish().await?))
}

fn too_many(found: usize, site: &str, month: Month) -> Failure {
    Failure::new(Kind::Invalid).because(Texts::in_all(|t| {
        let command = format!("huiyin export --month {month} --site {site}");
        t.papers_too_many(found, FORMS, command)
    }))
}

/// `GET /records.xlsx?month=2026-11`, `.csv`, `.pdf`
pub(super) async fn list(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let month = month_of(&at, &asked)?;
    let listed = at.app.records_of_month(&at.asker, at.site.id(), month);
    let paper = papers::record_list(&Maker::of(&at), month, &listed.await?);
    let name = format!("records-{}-{month}", at.site.code());
    papers::file(&at.app, &name, ending, [paper]).await
}

fn month_of(at: &SignedInAsker, asked: &Asked) -> Result<Month, Failure> {
    match asked.month.as_str() {
        "" => Ok(at.today.month()),
        month => month.parse().map_err(|_| Failure::new(Kind::Unreadable)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_forms_are_refused_with_another_way() {
        let month = "2026-11".parse().unwrap();
        let refused = format!("{:?}", too_many(301, "CY", month));
        for words in ["301", "300", "huiyin export --month 2026-11 --site CY"] {
            assert!(refused.contains(words), "{refused}");
        }
    }
}
