//! Papers as a file of the sort that was asked for.

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use tokio_util::io::ReaderStream;

use huiyin_app::App;
use huiyin_app::paper::{Drawn, Paper, csv, json};

use crate::failure::{Failure, Kind};

/// How many bytes of a file are held while it is sent.
const PIECE: usize = 1 << 16;

/// The sort of a file, as its address ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ending {
    /// `.pdf`
    Pdf,
    /// `.xlsx`
    Xlsx,
    /// `.csv`
    Csv,
    /// `.json`
    Json,
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
            Self::Json => ("json", "application/json"),
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
            Some("json") => Ok(Self::Json),
            _ => Err(Failure::new(Kind::NotFound).into_response()),
        }
    }
}

/// Papers as a file of this name. A PDF opens in the browser, the others are saved.
pub(crate) async fn file<P>(
    app: &App,
    name: &str,
    ending: Ending,
    papers: P,
) -> Result<Response, Failure>
where
    P: IntoIterator<Item = Paper, IntoIter: Send> + Send,
{
    let body: Vec<u8> = match ending {
        Ending::Pdf => return Ok(drawn(name, ending, app.print(papers).await?)),
        Ending::Xlsx => return Ok(drawn(name, ending, app.workbook(papers).await?)),
        Ending::Csv => app.sheets(papers).await?.iter().flat_map(csv).collect(),
        Ending::Json => {
            let sheets = app.sheets(papers).await?;
            let sheets: Vec<_> = sheets.iter().map(json).collect();
            let text = if let [one] = sheets.as_slice() {
                format!("{one:#}\n")
            } else {
                format!("{:#}\n", serde_json::Value::from(sheets))
            };
            text.into_bytes()
        }
    };
    Ok((about(name, ending), body).into_response())
}

/// A file that was made, under this name; it is read while it is sent.
pub(crate) fn drawn(name: &str, ending: Ending, drawn: Drawn) -> Response {
    let length = [(CONTENT_LENGTH, drawn.length())];
    let file = tokio::fs::File::from_std(drawn.into_file());
    let body = Body::from_stream(ReaderStream::with_capacity(file, PIECE));
    (length, about(name, ending), body).into_response()
}

fn about(name: &str, ending: Ending) -> [(HeaderName, String); 2] {
    let (ending, media_type) = ending.of();
    let shown = if ending == "pdf" {
        "inline"
    } else {
        "attachment"
    };
    [
        (CONTENT_TYPE, media_type.to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("{shown}; filename=\"{name}.{ending}\""),
        ),
    ]
}
