//! Papers as a file of the sort that was asked for.

use axum::extract::FromRequestParts;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use huiyin_app::App;
use huiyin_app::paper::{Paper, csv};

use crate::failure::{Failure, Kind};

/// The sort of a file, as its address ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ending {
    /// `.pdf`
    Pdf,
    /// `.xlsx`
    Xlsx,
    /// `.csv`
    Csv,
}

impl Ending {
    const fn of(self) -> (&'static str, &'static str) {
        match self {
            Self::Pdf => ("pdf", "application/pdf"),
            Self::Xlsx => (
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            Self::Csv => ("csv", "text/csv; charset=utf-8"),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ending {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let path = parts.uri.path();
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("pdf") => Ok(Self::Pdf),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("csv") => Ok(Self::Csv),
            _ => Err(Failure::new(Kind::NotFound).into_response()),
        }
    }
}

/// Papers as a file of this name. A PDF opens in the browser, the others are saved.
pub(crate) async fn file(
    app: &App,
    name: &str,
    ending: Ending,
    papers: &[Paper],
) -> Result<Response, Failure> {
    let body = match ending {
        Ending::Pdf => app.print(papers).await?,
        Ending::Xlsx => app.workbook(papers).await?,
        Ending::Csv => app.sheets(papers).iter().flat_map(csv).collect(),
    };
    let (ending, media_type) = ending.of();
    let shown = if ending == "pdf" {
        "inline"
    } else {
        "attachment"
    };
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("{shown}; filename=\"{name}.{ending}\""),
        ),
    ];
    Ok((headers, body).into_response())
}
