//! Photos, scans and documents as files.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderMap, HeaderName,
    HeaderValue, IF_NONE_MATCH,
};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use huiyin_app::attachments::{Attachment, FileKind};

use crate::address;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::server::Shared;

/// Whatever stands in a file, it runs nothing, loads nothing and is nobody's page.
const POLICY: (HeaderName, HeaderValue) = (
    CONTENT_SECURITY_POLICY,
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"),
);

/// The file of an attachment.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/attachments/{attachment}", get(show))
}

/// `GET /attachments/{attachment}`: a photo to be looked at, anything else to be kept as a file.
///
/// A content never changes under its id, so a browser need not load it again; but it asks every time, and who may not
/// see it any more is told so.
async fn show(
    at: SignedInAsker,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    let attachment = at.app.attachment(&at.asker, id).await?;
    let tag = (ETAG, format!("\"{id}\""));
    let known = headers.get(IF_NONE_MATCH).and_then(|it| it.to_str().ok());
    if known == Some(tag.1.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, [POLICY], [tag]).into_response());
    }
    let content = at.app.content(&attachment).await?;
    let about = [
        tag,
        (CONTENT_TYPE, media_type(attachment.kind)),
        (CONTENT_DISPOSITION, disposition(&attachment)),
    ];
    Ok(([POLICY], about, content).into_response())
}

fn media_type(kind: FileKind) -> String {
    match kind {
        FileKind::Text => format!("{}; charset=utf-8", kind.media_type()),
        kind => kind.media_type().to_owned(),
    }
}

/// How a browser is to treat it, with its name: in plain letters for old ones, and as it is.
fn disposition(attachment: &Attachment) -> String {
    let how = if attachment.kind.is_photo() {
        "inline"
    } else {
        "attachment"
    };
    let plain = format!("file.{}", attachment.kind.ending());
    let name = address::encoded(attachment.file_name.reveal());
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{name}")
}
