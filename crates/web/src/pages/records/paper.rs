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
    papers::file(&at.app, &page.number, ending, &[paper]).await
}

/// `GET /records/forms.pdf?month=2026-11`: the forms of a month, at most 300, without those the asker may not see.
pub(super) async fn month(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let month = month_of(&at, &asked)?;
    let listed = at.app.records_of_month(&at.asker, at.site.id(), month);
    let mut forms = Vec::new();
    for (_, row) in listed.await?.iter().take(FORMS) {
        match at.app.record(&at.asker, row.id).await {
            Err(Error::Forbidden { .. } | Error::NotFound) => {}
            page => forms.extend(papers::record(&Maker::of(&at), &page?)),
        }
    }
    if forms.is_empty() {
        return Err(Failure::new(Kind::NotFound));
    }
    let name = format!("{}-{month}", at.site.code());
    papers::file(&at.app, &name, ending, &forms).await
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
    papers::file(&at.app, &name, ending, &[paper]).await
}

fn month_of(at: &SignedInAsker, asked: &Asked) -> Result<Month, Failure> {
    match asked.month.as_str() {
        "" => Ok(at.today.month()),
        month => month.parse().map_err(|_| Failure::new(Kind::Unreadable)),
    }
}
