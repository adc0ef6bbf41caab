//! Who asks from a phone: answered in JSON, also where nobody is signed in.

use axum::Json;
use axum::extract::{FromRef as _, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use huiyin_app::{App, Asker, Error};
use huiyin_domain::entry::Digest;
use huiyin_domain::{DeviceId, Text};
use huiyin_rules::procedure::Basis;

use crate::at_work;
use crate::failure::{Failure, refusal_of};
use crate::pages::sign_in::DEVICE_COOKIE;
use crate::preferences::cookie;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::Errors;

/// Somebody signed in on a phone. Who is not is told so with 401: the page keeps what it holds, sealed; or, where the
/// device was shut out, deletes it.
pub(super) struct Carrier {
    pub(super) app: App,
    pub(super) asker: Asker,
    pub(super) t: Texts,
    pub(super) session: Digest,
}

impl FromRequestParts<Shared> for Carrier {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Response> {
        let app = App::from_ref(shared);
        let preferences = parts.extensions.get().copied().unwrap_or_default();
        let asker = at_work::asker(&app, parts.extensions.get(), preferences)
            .await
            .map_err(IntoResponse::into_response)?;
        let Some((asker, session)) = asker else {
            let device = cookie(&parts.headers, DEVICE_COOKIE).and_then(|it| it.parse().ok());
            return Err(nobody(&app, device).await);
        };
        Ok(Self {
            t: Texts::of(asker.lang),
            app,
            asker,
            session,
        })
    }
}

async fn nobody(app: &App, device: Option<DeviceId>) -> Response {
    let shut_out = match device {
        Some(device) => app.is_shut_out(device).await,
        None => Ok(false),
    };
    match shut_out {
        Ok(true) => answer(401, json!({ "problem": "cut_off" })),
        Ok(false) => answer(401, json!({ "problem": "signed_out" })),
        Err(error) => Failure::from(error).into_response(),
    }
}

/// An answer in JSON.
pub(super) fn answer(status: u16, body: serde_json::Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(body)).into_response()
}

/// What stands in the way, in JSON: 403 with the words; what is broken as a failure.
pub(super) fn refused(t: Texts, error: Error) -> Response {
    let nothing = Basis::default();
    let words: Option<Text> = refusal_of(&error);
    let basis = match &error {
        Error::Forbidden { basis, .. } | Error::Refused { basis, .. } => basis,
        _ => &nothing,
    };
    let clauses = basis.clauses.clone();
    match &error {
        Error::Store(_) => Failure::from(error).into_response(),
        Error::Invalid(wrong) => {
            let wrong = Errors::of_fields(t, wrong);
            let words: Vec<&str> = wrong.iter().map(|(_, it)| it.as_str()).collect();
            answer(422, json!({ "words": words.join(&t.list_comma()) }))
        }
        Error::NotFound => answer(404, json!({ "words": t.phone_not_there() })),
        _ => {
            let words =
                words.map_or_else(|| t.phone_not_allowed(), |it| it.get(t.lang()).to_owned());
            answer(
                403,
                json!({
                    "status": "refused",
                    "words": words,
                    "clauses": clauses,
                    "what_now": t.phone_refused_next(),
                }),
            )
        }
    }
}
