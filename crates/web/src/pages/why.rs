//! Why a follow-up is asked for: this one, now, these people, this way. And why a home was not picked.

mod now;
mod people;
mod this;
mod way;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use huiyin_app::Site;
use huiyin_app::events::EventPage;
use huiyin_app::planning::ObligationWhy;
use huiyin_domain::entry::Digest;
use huiyin_domain::{FollowUpId, Instant, ObligationId, Personal, Why};
use huiyin_rules::procedure::{Basis, Procedure};

use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{
    Action, ClauseCard, ClauseTag, Crumb, Draw, Frame, Head, NavCounts, Place, Sources,
};

/// The pages that say why.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/follow-ups/{follow_up}/why", get(follow_up))
        .route("/obligations/{obligation}/why", get(obligation))
}

#[derive(Template)]
#[template(path = "why.html")]
struct WhyPage {
    t: Texts,
    frame: Frame,
    head: Head,
    draw: Option<Draw>,
    parts: Vec<Part>,
}

/// The answer to one question.
struct Part {
    id: &'static str,
    title: String,
    lines: Vec<Line>,
}

/// A sentence, what it rests on, and where one can look further.
struct Line {
    words: String,
    sources: Vec<ClauseTag>,
    link: Option<(String, String)>,
}

/// `GET /follow-ups/{follow_up}/why`
async fn follow_up(at: SignedInAsker, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: FollowUpId = id.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    let why = at.app.why_follow_up(&at.asker, id).await?;
    let event = &why.page.event;
    let mut teller = Teller::new(&at, &event.site, why.obligation.procedure);
    this::follow_up(&mut teller, &why);
    now::follow_up(&mut teller, &why);
    people::visitors(&mut teller, &why);
    way::channel(&mut teller, &why);
    let t = at.t;
    let here = format!("/follow-ups/{id}");
    let crumb = Crumb::link(here.as_str(), t.visits_title(why.page.row.round));
    let head = head(t.why_title(), event, crumb).actions(vec![Action::new(
        here.as_str(),
        t.visits_title(why.page.row.round),
    )]);
    Ok(Page::new(teller.page(head, &why.obligation)).into_response())
}

/// `GET /obligations/{obligation}/why`: of a home that is followed up, or is not.
async fn obligation(at: SignedInAsker, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: ObligationId = id.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    let (event, why) = at.app.why_obligation(&at.asker, id).await?;
    let mut teller = Teller::new(&at, &event.site, why.procedure);
    this::obligation(&mut teller, &event, &why);
    now::obligation(&mut teller, &event, &why);
    let t = at.t;
    let title = match why.known.why {
        None => t.why_title_undecided(),
        Some(Why::WaitForReply | Why::NotDrawn) => t.why_title_not(),
        Some(why) if why.exempt() => t.why_title_not(),
        Some(_) => t.why_title(),
    };
    let here = format!("/events/{}", event.row.id);
    let head = head(
        title,
        &event,
        Crumb::link(here.as_str(), event.number.as_str()),
    );
    Ok(Page::new(teller.page(head, &why)).into_response())
}

fn head(title: String, event: &EventPage, above: Crumb) -> Head {
    let what = event.row.summary.as_ref();
    let title_words = what.map_or_else(
        || title.clone(),
        |what| format!("{title}：{}", what.reveal()),
    );
    Head::new(title_words).crumbs(vec![above, Crumb::here(title)])
}

/// Tells of something sentence by sentence, in the reader's language and under the procedure that it follows.
struct Teller<'a> {
    at: &'a SignedInAsker,
    site: Site,
    procedure: Digest,
    parts: Vec<Part>,
    cards: Vec<ClauseCard>,
}

impl<'a> Teller<'a> {
    fn new(at: &'a SignedInAsker, site: &Site, procedure: Digest) -> Self {
        Self {
            at,
            site: site.clone(),
            procedure,
            parts: Vec::new(),
            cards: Vec::new(),
        }
    }

    fn t(&self) -> Texts {
        self.at.t
    }

    fn procedure(&self) -> &Procedure {
        let own = self.site.version(self.procedure);
        own.map_or_else(|| self.at.procedure(), |edition| &edition.procedure)
    }

    fn post(&self, post: &str) -> String {
        post_title(self.procedure(), post, self.t())
    }

    fn moment(&self, at: Instant) -> String {
        self.t().moment(self.site.zone().local(at))
    }

    /// A name; the post where the name was erased, or nobody is known.
    fn name(&self, name: Option<&Personal<String>>, post: &str) -> String {
        name.map_or_else(|| self.post(post), |name| name.reveal().clone())
    }

    /// Begins the answer to a question.
    fn part(&mut self, id: &'static str, title: String) {
        self.parts.push(Part {
            id,
            title,
            lines: Vec::new(),
        });
    }

    /// A sentence that rests on nothing but plain sense.
    fn say(&mut self, words: String) {
        self.say_by(words, &Basis::default());
    }

    /// A sentence with what it rests on.
    fn say_by(&mut self, words: String, basis: &Basis) {
        let sources = Sources::new(self.procedure(), self.t().lang());
        let (tags, cards) = (sources.tags(basis), sources.cards(basis));
        self.cards.extend(cards);
        if let Some(part) = self.parts.last_mut() {
            part.lines.push(Line {
                words,
                sources: tags,
                link: None,
            });
        }
    }

    /// Where one can look further, after the last sentence.
    fn link(&mut self, href: String, words: String) {
        let line = self.parts.last_mut().and_then(|it| it.lines.last_mut());
        if let Some(line) = line {
            line.link = Some((href, words));
        }
    }

    fn page(mut self, head: Head, why: &ObligationWhy) -> WhyPage {
        self.parts.retain(|part| !part.lines.is_empty());
        let t = self.t();
        let draw = why.known.stratum.as_ref().map(|stratum| {
            let numbers = super::draw::numbers(stratum, why.known.row.number);
            Draw::new(t, t.plan_stratum(stratum.index + 1), [numbers])
        });
        WhyPage {
            t,
            frame: (self.at)
                .frame(Some(Place::Plan), &NavCounts::default())
                .clauses(self.cards),
            head,
            draw,
            parts: self.parts,
        }
    }
}

fn draw_href(why: &ObligationWhy) -> String {
    format!("/draw?cohort={}", why.cohort.id)
}
