//! The words of a failure: title, sentence, and a way out.

use askama::Template;
use axum::http::StatusCode;
use serde_json::json;

use crate::failure::{Asker, Failure, Kind};
use crate::request::RequestId;
use crate::texts::Texts;
use crate::view::{Action, Frame};

/// A page that says what went wrong and where to go on.
#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    t: Texts,
    frame: Frame,
    said: Said<'a>,
    way_out: Action,
    /// Shown when somebody must look it up in the log.
    id: Option<RequestId>,
}

/// A line in the place of the part that was asked for.
#[derive(Template)]
#[template(path = "failure_part.html")]
struct FailurePart<'a> {
    said: Said<'a>,
}

struct Said<'a> {
    title: String,
    sentence: String,
    clause: Option<&'a str>,
}

pub(super) fn page(failure: &Failure, asker: &Asker) -> String {
    let t = Texts::of(asker.preferences.lang);
    let way_out = match failure.way_out.as_deref() {
        Some((href, words)) => Action::new(href, words.get(t.lang())),
        None => Action::new("/", t.failure_to_first_page()),
    };
    let page = FailurePage {
        t,
        frame: Frame::plain(asker.preferences, "/").demo(asker.demo),
        said: said(failure, t),
        way_out: way_out.primary(),
        id: matches!(
            failure.kind,
            Kind::Internal | Kind::Unavailable | Kind::TooSlow
        )
        .then_some(asker.id),
    };
    page.render().unwrap_or_else(|_| page.said.sentence.clone())
}

pub(super) fn part(failure: &Failure, asker: &Asker) -> String {
    let said = said(failure, Texts::of(asker.preferences.lang));
    let part = FailurePart { said };
    part.render().unwrap_or_else(|_| part.said.sentence.clone())
}

/// The status may be finer than the kind: a method that is not allowed is unreadable to us, but stays a 405.
pub(super) fn problem(failure: &Failure, status: StatusCode, asker: &Asker) -> String {
    let said = said(failure, Texts::of(asker.preferences.lang));
    let mut problem = json!({
        "type": format!("urn:huiyin:problem:{}", failure.kind.id()),
        "title": said.title,
        "status": status.as_u16(),
        "detail": said.sentence,
        "instance": format!("urn:huiyin:request:{}", asker.id),
    });
    if let Some(clause) = said.clause {
        problem["clause"] = clause.into();
    }
    problem.to_string()
}

fn said(failure: &Failure, t: Texts) -> Said<'_> {
    let (title, sentence) = match failure.kind {
        Kind::Unreadable => (t.failure_unreadable(), t.failure_unreadable_next()),
        Kind::Forbidden => (t.failure_forbidden(), t.failure_forbidden_next()),
        Kind::NotFound => (t.failure_not_found(), t.failure_not_found_next()),
        Kind::Conflict => (t.failure_conflict(), t.failure_conflict_next()),
        Kind::TooLarge => (t.failure_too_large(), t.failure_too_large_next()),
        Kind::Invalid => (t.failure_invalid(), t.failure_invalid_next()),
        Kind::TooMany => (t.failure_too_many(), t.failure_too_many_next()),
        Kind::TooSlow => (t.failure_too_slow(), t.failure_too_slow_next()),
        Kind::Internal => (t.failure_internal(), t.failure_internal_next()),
        Kind::Unavailable => (t.failure_unavailable(), t.failure_unavailable_next()),
    };
    let reason = failure.reason.as_ref();
    Said {
        title,
        sentence: reason.map_or(sentence, |reason| reason.get(t.lang()).to_owned()),
        clause: failure.clause.as_deref(),
    }
}
