//! The guides: one page for each post, made from the procedure in force at the site.

#[cfg(test)]
mod documents;
mod duty;
mod text;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use huiyin_app::Right;
use huiyin_rules::procedure::Post;

use self::text::{Guide, GuideLine};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{ClauseTag, Crumb, Frame, Head, NavCounts, Place, Sources};

/// The pages of the guides.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/guide", get(list))
        .route("/guide/{post}", get(show))
}

#[derive(Template)]
#[template(path = "guide/list.html")]
struct GuidesPage {
    t: Texts,
    frame: Frame,
    head: Head,
    /// The guides of the posts that the reader holds here.
    own: Vec<GuideView>,
    /// Every post: where its guide is, and its title.
    all: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "guide/one.html")]
struct GuidePage {
    t: Texts,
    frame: Frame,
    head: Head,
    guide: GuideView,
}

/// A guide as a page shows it.
struct GuideView {
    id: String,
    title: String,
    line: String,
    day: Vec<LineView>,
    duties: Vec<LineView>,
}

/// A sentence, what it rests on, and where it is done.
struct LineView {
    words: String,
    sources: Vec<ClauseTag>,
    href: Option<&'static str>,
}

/// `GET /guide`
async fn list(at: SignedInAsker) -> Result<Response, Failure> {
    let guides: Vec<Guide> = own_posts(&at)
        .iter()
        .filter_map(|post| Guide::of(at.t, at.procedure(), post))
        .collect();
    let posts = at.procedure().posts.iter().map(|post| post.id.as_str());
    let all = posts.chain([Right::ADMINISTRATOR]).filter_map(|post| {
        let guide = Guide::of(at.t, at.procedure(), post)?;
        Some((format!("/guide/{post}"), guide.post))
    });
    let page = GuidesPage {
        t: at.t,
        frame: frame(&at, &guides),
        head: Head::new(at.t.place_guide()),
        all: all.collect(),
        own: guides.into_iter().map(|guide| view(&at, guide)).collect(),
    };
    Ok(Page::new(page).into_response())
}

/// `GET /guide/{post}`
async fn show(at: SignedInAsker, Path(post): Path<String>) -> Result<Response, Failure> {
    let guide = Guide::of(at.t, at.procedure(), &post);
    let guide = guide.ok_or_else(|| Failure::new(Kind::NotFound))?;
    let title = at.t.guide_of(guide.post.as_str());
    let crumbs = vec![
        Crumb::link("/guide", at.t.place_guide()),
        Crumb::here(guide.post.as_str()),
    ];
    let page = GuidePage {
        t: at.t,
        frame: frame(&at, std::slice::from_ref(&guide)),
        head: Head::new(title).crumbs(crumbs),
        guide: view(&at, guide),
    };
    Ok(Page::new(page).into_response())
}

/// The posts that the reader holds here, in the order of the procedure, the administrator's last.
fn own_posts(at: &SignedInAsker) -> Vec<String> {
    let holds = |post: &str| {
        let mut held = at.asker.posts.iter();
        held.any(|it| it.post == post && it.site.is_none_or(|site| site == at.site.id()))
    };
    let posts = at.procedure().posts.iter();
    let posts = posts.map(|post: &Post| post.id.as_str());
    let posts = posts.chain([Right::ADMINISTRATOR]);
    posts
        .filter(|post| holds(post))
        .map(str::to_owned)
        .collect()
}

fn frame(at: &SignedInAsker, guides: &[Guide]) -> Frame {
    let sources = Sources::new(at.procedure(), at.t.lang());
    let duties = guides.iter().flat_map(|guide| &guide.duties);
    at.frame(Some(Place::Guide), &NavCounts::default())
        .clauses(duties.flat_map(|line| sources.cards(&line.basis)))
}

fn view(at: &SignedInAsker, guide: Guide) -> GuideView {
    let sources = Sources::new(at.procedure(), at.t.lang());
    let line = |line: GuideLine| LineView {
        words: line.words,
        sources: sources.tags(&line.basis),
        href: line.href,
    };
    GuideView {
        id: guide.id,
        title: guide.post,
        line: guide.line,
        day: guide.day.into_iter().map(line).collect(),
        duties: guide.duties.into_iter().map(line).collect(),
    }
}
