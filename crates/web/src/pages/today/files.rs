//! Files that a phone sends piece by piece.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use huiyin_app::phone::{Announce, LARGEST_PIECE, Uploaded};
use huiyin_app::{Error, Fault, FieldError};
use huiyin_domain::{AttachmentId, FollowUpId};

use super::carrier::{Carrier, answer, refused};
use crate::texts::Texts;

/// What an announcement says.
#[derive(Deserialize)]
pub(super) struct Announced {
    follow_up: FollowUpId,
    #[serde(default)]
    name: String,
    length: u64,
    sha256: String,
}

/// Where a piece begins.
#[derive(Deserialize)]
pub(super) struct Place {
    offset: u64,
}

/// `PUT /today/files/{file}`: announces a file, and says how much of it is there.
pub(super) async fn announce(
    at: Carrier,
    Path(file): Path<String>,
    announced: Result<Query<Announced>, QueryRejection>,
) -> Response {
    let id = file.parse::<AttachmentId>();
    let (Ok(id), Ok(Query(announced))) = (id, announced) else {
        return unreadable(at.t);
    };
    let Ok(sha256) = announced.sha256.parse() else {
        return unreadable(at.t);
    };
    let file = Announce {
        id,
        follow_up: announced.follow_up,
        file_name: announced.name,
        length: announced.length,
        sha256,
    };
    let progress = at.app.announce_file(&at.asker, file).await;
    told(at.t, progress)
}

/// `PATCH /today/files/{file}`: the next piece.
pub(super) async fn append(
    at: Carrier,
    Path(file): Path<String>,
    place: Result<Query<Place>, QueryRejection>,
    piece: Result<Bytes, BytesRejection>,
) -> Response {
    let (Ok(id), Ok(Query(place))) = (file.parse::<AttachmentId>(), place) else {
        return unreadable(at.t);
    };
    let piece = match piece {
        Ok(piece) if piece.len() <= LARGEST_PIECE => piece,
        Err(rejection) if rejection.status().as_u16() != 413 => return unreadable(at.t),
        _ => {
            let words = at.t.phone_piece_too_large(LARGEST_PIECE / 1024);
            return answer(413, json!({ "words": words }));
        }
    };
    let progress = at
        .app
        .append_piece(&at.asker, id, place.offset, piece.to_vec())
        .await;
    told(at.t, progress)
}

/// `GET /today/files/{file}`: how much of it is there.
pub(super) async fn progress(at: Carrier, Path(file): Path<String>) -> Response {
    let Ok(id) = file.parse::<AttachmentId>() else {
        return unreadable(at.t);
    };
    match at.app.file_progress(&at.asker, id).await {
        // Nothing of it is here, or not for this person to know.
        Err(Error::NotFound) => answer(200, json!({ "received": 0, "done": false })),
        progress => told(at.t, progress),
    }
}

fn told(t: Texts, progress: Result<Uploaded, Error>) -> Response {
    match progress {
        Ok(it) => {
            let status = if it.misplaced { 409 } else { 200 };
            answer(status, json!({ "received": it.received, "done": it.done }))
        }
        Err(error) if is_too_large(&error) => {
            let mut response = refused(t, error);
            *response.status_mut() = axum::http::StatusCode::PAYLOAD_TOO_LARGE;
            response
        }
        Err(error) => refused(t, error),
    }
}

fn is_too_large(error: &Error) -> bool {
    let too_large = |it: &FieldError| matches!(it.fault, Fault::FileTooLarge(_));
    matches!(error, Error::Invalid(wrong) if wrong.iter().any(too_large))
}

fn unreadable(t: Texts) -> Response {
    answer(
        400,
        json!({ "status": "unreadable", "words": t.phone_unreadable() }),
    )
}
