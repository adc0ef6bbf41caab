//! One's own notices.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use huiyin_app::notices::MyNotice;

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::letters;
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, ClauseTag, Frame, Head, Mark, MarkKind, NavCounts, Sources};

/// The pages of notices.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/notices", get(list))
        .route("/notices/reading", post(read_all))
        .route("/notices/{notice}", get(open))
}

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    t: Texts,
    frame: Frame,
    head: Head,
    lines: Vec<Line>,
    /// The newest one, where any on the page is unread.
    newest: Option<i64>,
    /// Where earlier ones are.
    older: Option<String>,
    is_first: bool,
}

/// A notice.
struct Line {
    href: String,
    unread: Option<Mark>,
    words: String,
    details: Vec<String>,
    sources: Vec<ClauseTag>,
    at: String,
}

/// Which page of them is asked for.
#[derive(Deserialize)]
struct Asked {
    before: Option<i64>,
}

/// What the button sends.
#[derive(Deserialize)]
struct Seen {
    newest: i64,
}

/// `GET /notices`
async fn list(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let t = at.t;
    let mine = at.app.my_notices(&at.asker, asked.before).await?;
    let sources = Sources::new(at.procedure(), t.lang());
    let here = mine.notices.iter().filter(|it| is_here(&at, it));
    let cards = here.flat_map(|it| sources.cards(&it.notice.basis));
    let newest = mine.notices.first().map(|it| it.id);
    let has_unread = mine.notices.iter().any(|it| it.unread);
    let mut head = Head::new(t.notices_title());
    if at.app.check_manages_people(&at.asker, &at.site).is_ok() {
        head.actions
            .push(Action::new("/sending", t.sending_title()));
    }
    let page = NoticesPage {
        t,
        frame: at.frame(None, &NavCounts::default()).clauses(cards),
        head,
        lines: mine.notices.iter().map(|it| line(&at, it)).collect(),
        newest: newest.filter(|_| has_unread),
        older: mine.next.map(|next| format!("/notices?before={next}")),
        is_first: asked.before.is_none(),
    };
    Ok(Page::new(page).into_response())
}

/// `GET /notices/{notice}`: to what it is about; it counts as read then.
async fn open(at: SignedInAsker, Path(notice): Path<String>) -> Result<Response, Failure> {
    let id = notice.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    let path = at.app.open_notice(&at.asker, id).await?;
    Ok(Redirect::to(&path).into_response())
}

/// `POST /notices/reading`
async fn read_all(at: SignedInAsker, Form(seen): Form<Seen>) -> Result<Response, Failure> {
    at.app.read_notices(&at.asker, seen.newest).await?;
    Ok(Redirect::to("/notices").into_response())
}

/// Whether a notice is of the site whose procedure the page speaks of.
fn is_here(at: &SignedInAsker, it: &MyNotice) -> bool {
    it.notice.site == at.site.name()
}

fn line(at: &SignedInAsker, it: &MyNotice) -> Line {
    let t = at.t;
    let words = letters::sentence(t, &it.notice);
    let is_here = is_here(at, it);
    let sources = Sources::new(at.procedure(), t.lang());
    Line {
        href: format!("/notices/{}", it.id),
        unread: it
            .unread
            .then(|| Mark::new(MarkKind::Open, t.notices_unread())),
        words: if is_here {
            words
        } else {
            format!("{}・{words}", it.notice.site)
        },
        details: letters::details(t, &it.notice),
        sources: if is_here {
            sources.tags(&it.notice.basis)
        } else {
            Vec::new()
        },
        at: t.moment(at.site.zone().local(it.at)),
    }
}
