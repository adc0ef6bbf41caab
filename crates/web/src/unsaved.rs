//! What was typed into a form that was not taken, and has no place on the page that answers it: the form is not offered
//! any more since somebody else was quicker, or there is no such page. It is shown all the same, to be copied.
//!
//! Pages that come back with their form show what was typed in its fields; of those nothing is added here.

use askama::Template;
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{Form, FromRequest as _, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use uuid::Uuid;

use crate::failure::{Failure, Kind};
use crate::preferences::Preferences;
use crate::server::LARGEST_FORM;
use crate::texts::Texts;

/// Where a page has room for it: below the banner that says what is wrong.
const PLACE: &str = "<!--unsaved-->";

/// Fields that nobody types words into, or whose words are not shown again.
const NOT_SHOWN: &[&str] = &[
    "command",
    "seen",
    "version",
    "back",
    "by",
    "signature",
    "strokes",
    "password",
    "current",
    "again",
    "secret",
    "address",
];

/// The words of a form, on their way to the page that answers it.
#[derive(Clone)]
struct Words(Vec<String>);

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<section class="form" aria-label="{{ t.unsaved_title() }}"><h2>{{ t.unsaved_title() }}</h2><p>{{ t.unsaved_line() }}</p>{% for word in words %}<div class="field"><textarea readonly aria-label="{{ t.unsaved_title() }}">{{ word }}</textarea></div>{% endfor %}</section>"#
)]
struct Shown<'a> {
    t: Texts,
    words: Vec<&'a str>,
}

/// A word as it stands in a page.
#[derive(Template)]
#[template(ext = "html", source = "{{ word }}")]
struct Escaped<'a> {
    word: &'a str,
}

/// Remembers the words of a form that is refused. Inside of whatever gives failures their words.
pub(crate) async fn remember(request: Request, next: Next) -> Response {
    let size = request.body().size_hint().upper();
    let is_small = size.is_some_and(|size| size <= LARGEST_FORM as u64);
    if request.method() != Method::POST || !is_small || !is_words(request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else {
        return Failure::new(Kind::Unreadable).into_response();
    };
    let copy = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let mut response = next
        .run(Request::from_parts(parts, Body::from(bytes)))
        .await;
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        let sent = Form::<Vec<(String, String)>>::from_request(copy, &()).await;
        let words = sent.map(|Form(sent)| typed(sent)).unwrap_or_default();
        response.extensions_mut().insert(Words(words));
    }
    response
}

/// The answer to a form with files, whose words are known to its page only once it has read them.
pub(crate) fn remembered(mut response: Response, sent: Vec<(String, String)>) -> Response {
    response.extensions_mut().insert(Words(typed(sent)));
    response
}

/// Shows the remembered words that the page does not show. Outside of whatever gives failures their words.
pub(crate) async fn show(request: Request, next: Next) -> Response {
    let preferences: Preferences = request.extensions().get().copied().unwrap_or_default();
    let is_part = request.headers().contains_key("hx-request");
    let mut response = next.run(request).await;
    let Some(Words(words)) = response.extensions_mut().remove::<Words>() else {
        return response;
    };
    if words.is_empty() || is_part || !is_page(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return Failure::new(Kind::Internal).into_response();
    };
    let page = String::from_utf8_lossy(&page);
    let page = with_words(&page, &words, Texts::of(preferences.lang));
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page))
}

fn is_words(headers: &HeaderMap) -> bool {
    has(headers, "application/x-www-form-urlencoded")
}

fn is_page(headers: &HeaderMap) -> bool {
    has(headers, "text/html")
}

fn has(headers: &HeaderMap, kind: &str) -> bool {
    let found = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    found.is_some_and(|it| it.starts_with(kind))
}

/// What somebody typed, without what the form itself put in: ids and the names of what can be chosen.
fn typed(sent: Vec<(String, String)>) -> Vec<String> {
    let is_shown = |name: &str| !NOT_SHOWN.iter().any(|it| name.starts_with(it));
    let is_own = |value: &str| {
        let is_name = value
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it == b'_');
        value.trim().is_empty() || is_name || value.parse::<Uuid>().is_ok()
    };
    sent.into_iter()
        .filter(|(name, value)| is_shown(name) && !is_own(value))
        .map(|(_, value)| value)
        .collect()
}

/// The page with those words that do not stand in it.
fn with_words(page: &str, words: &[String], t: Texts) -> String {
    let is_there = |word: &str| {
        let escaped = Escaped { word: word.trim() }.render().unwrap_or_default();
        page.contains(&escaped) || page.replace('\r', "").contains(&escaped.replace('\r', ""))
    };
    let missing: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !is_there(word))
        .collect();
    let place = page.find(PLACE).or_else(|| page.rfind("</main>"));
    let (Some(place), false) = (place, missing.is_empty()) else {
        return page.to_owned();
    };
    let shown = Shown { t, words: missing }.render().unwrap_or_default();
    let (before, after) = page.split_at(place);
    [before, &shown, after].concat()
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Lang;

    use super::*;

    fn words(page: &str, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|&it| it.to_owned()).collect();
        with_words(page, &words, Texts::of(Lang::ZhHant))
    }

    #[test]
    fn what_the_page_shows_is_not_shown_again() {
        let page = "<main><textarea>3 &#60; 4</textarea><!--unsaved--></main>";
        assert_eq!(words(page, &["3 < 4"]), page);
        let shown = words(page, &["3 < 4", "<b>修好了</b>"]);
        assert!(shown.contains("&#60;b&#62;修好了&#60;/b&#62;"), "{shown}");
        assert_eq!(shown.matches("3 &#60; 4").count(), 1);
        assert!(shown.ends_with("<!--unsaved--></main>"), "{shown}");
    }

    #[test]
    fn ids_choices_and_secrets_are_no_words() {
        let sent = [
            ("command", "00000000-0000-7000-8000-000000000000"),
            ("channel", "on_site"),
            ("password", "seven herons"),
            ("current", "seven herons"),
            ("why", "漏水"),
            ("day", "2026-03-16"),
        ];
        let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(typed(sent.to_vec()), ["漏水", "2026-03-16"]);
    }
}
