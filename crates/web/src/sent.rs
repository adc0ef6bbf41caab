//! What a form sent: its words, and the files that come with them, one at a time and never larger than allowed.

use std::vec::IntoIter;

use axum::Form;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

use crate::failure::{Failure, Kind};
use crate::server::Shared;

/// The largest word of a form, in bytes: a signature of many strokes.
const LARGEST_WORD: u64 = 1024 * 1024;

/// A form as it was sent, with files or without.
pub(crate) enum Sent {
    /// Words only.
    Words(IntoIter<(String, String)>),
    /// Words and files.
    Parts(Multipart),
}

/// One piece of a form.
pub(crate) enum Piece {
    /// What was typed or chosen: the name of its field, and the value.
    Word(String, String),
    /// A file.
    File(File),
}

/// A file of a form.
pub(crate) struct File {
    /// The name of its field.
    pub(crate) field: String,
    /// Its own name.
    pub(crate) name: String,
    /// Its content, or of a larger file as much as shows that it is too large.
    pub(crate) content: Vec<u8>,
}

impl FromRequest<Shared> for Sent {
    type Rejection = Failure;

    async fn from_request(request: Request, shared: &Shared) -> Result<Self, Failure> {
        let kind = request.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, shared).await;
            return parts
                .map(Self::Parts)
                .map_err(|rejection| unreadable(rejection.status()));
        }
        let words = Form::<Vec<(String, String)>>::from_request(request, shared).await;
        words
            .map(|Form(words)| Self::Words(words.into_iter()))
            .map_err(|rejection| unreadable(rejection.status()))
    }
}

impl Sent {
    /// The next piece. Fields for files in which none was chosen are left out.
    pub(crate) async fn next(&mut self, largest_file: u64) -> Result<Option<Piece>, Failure> {
        let parts = match self {
            Self::Words(words) => {
                return Ok(words.next().map(|(name, value)| Piece::Word(name, value)));
            }
            Self::Parts(parts) => parts,
        };
        while let Some(part) = parts.next_field().await.map_err(broken_off)? {
            let field = part.name().unwrap_or_default().to_owned();
            let Some(name) = part.file_name().map(str::to_owned) else {
                let word = read(part, LARGEST_WORD).await?;
                let word = String::from_utf8(word).map_err(|_| Failure::new(Kind::Unreadable))?;
                if word.len() as u64 > LARGEST_WORD {
                    return Err(Failure::new(Kind::TooLarge));
                }
                return Ok(Some(Piece::Word(field, word)));
            };
            let content = read(part, largest_file).await?;
            if !name.is_empty() || !content.is_empty() {
                return Ok(Some(Piece::File(File {
                    field,
                    name,
                    content,
                })));
            }
        }
        Ok(None)
    }
}

/// Reads a part, and of one that is larger than allowed no more than one piece too much: the rest is read and
/// forgotten, since a browser looks at no answer before it has sent everything.
async fn read(mut part: Field<'_>, most: u64) -> Result<Vec<u8>, Failure> {
    let mut content = Vec::new();
    while let Some(bytes) = part.chunk().await.map_err(broken_off)? {
        if content.len() as u64 <= most {
            content.extend_from_slice(&bytes);
        }
    }
    Ok(content)
}

/// What was sent broke off, is no form, or is larger than all of it may be.
#[expect(clippy::needless_pass_by_value, reason = "given to map_err")]
fn broken_off(error: MultipartError) -> Failure {
    tracing::debug!(%error, "a form did not arrive");
    unreadable(error.status())
}

fn unreadable(status: StatusCode) -> Failure {
    Failure::new(match status {
        StatusCode::PAYLOAD_TOO_LARGE => Kind::TooLarge,
        _ => Kind::Unreadable,
    })
}
