//! Public letters (公開信): for which matters one is offered, the drafts, and what became of each.

mod draft;
mod one;
mod photos;

use askama::Template;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use huiyin_app::letters::{AnswerLine, LetterOffer, LetterRow, LettersPage};
use huiyin_domain::Day;
use huiyin_domain::entry::{LetterSection, LetterState};

use crate::address::with_query;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, refusal};
use crate::page::Page;
use crate::pages::photos::AT_ONCE;
use crate::server::{LARGEST_FORM, Shared};
use crate::texts::Texts;
use crate::view::{
    ClauseCard, ClauseTag, Frame, Head, Mark, MarkKind, NavCounts, Place, Sources, sort,
};

/// The pages of public letters.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/letters", get(list).post(draft::draft))
        .route("/letters/new", get(draft::new))
        .route("/letters/{letter}", get(one::show))
        .route("/letters/{letter}/draft", get(draft::again))
        .route("/letters/{letter}/judgement", post(one::judge))
        .route("/letters/{letter}/withdrawal", post(one::withdraw))
        .route("/letters/{letter}/print", get(one::print))
        .route("/letters/{letter}/form.pdf", get(one::download))
}

/// Where photos of a letter come in: as it is put up, and while it hangs.
pub(crate) fn uploading(largest_file: u64) -> Router<Shared> {
    let files = usize::try_from(largest_file).map_or(usize::MAX, |it| it.saturating_mul(AT_ONCE));
    Router::new()
        .route("/letters/{letter}/posting", post(one::post))
        .route("/letters/{letter}/photos", post(photos::add))
        .layer(DefaultBodyLimit::max(files.saturating_add(LARGEST_FORM)))
}

#[derive(Template)]
#[template(path = "public_letters/list.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    head: Head,
    sources: Vec<ClauseTag>,
    covered: bool,
    threshold: u32,
    offers: Vec<Offer>,
    lines: Vec<Line>,
}

/// A matter that many share.
struct Offer {
    words: String,
    households: usize,
    href: Option<String>,
}

/// A letter.
struct Line {
    href: String,
    number: String,
    title: String,
    about: String,
    answers: u64,
    posted: Option<(Day, Day)>,
    state: Mark,
}

/// `GET /letters`
async fn list(at: SignedInAsker) -> Result<Response, Failure> {
    let page = at.app.public_letters(&at.asker, at.site.id()).await?;
    Ok(Page::new(ListPage::new(&at, &page)).into_response())
}

impl ListPage {
    fn new(at: &SignedInAsker, page: &LettersPage) -> Self {
        let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
        Self {
            t,
            frame: at
                .frame(Some(Place::Plan), &NavCounts::default())
                .clauses(sources.cards(&page.basis)),
            head: Head::new(t.letters_title()),
            sources: sources.tags(&page.basis),
            covered: page.covered,
            threshold: page.threshold,
            offers: page
                .offers
                .iter()
                .map(|it| Offer {
                    words: matter(t, it),
                    households: it.households,
                    href: page.may_draft.then(|| new_of(it)),
                })
                .collect(),
            lines: page
                .letters
                .iter()
                .map(|(number, row)| Line {
                    href: format!("/letters/{}", row.id),
                    number: number.clone(),
                    title: title(t, row),
                    about: sort(t, row.category, Some(&row.kind), None),
                    answers: row.answers,
                    posted: row.posted,
                    state: state(t, row),
                })
                .collect(),
        }
    }
}

pub(crate) use self::photos::files as photos_of;

/// The matter of an offer in words.
pub(crate) fn matter(t: Texts, offer: &LetterOffer) -> String {
    sort(t, offer.category, Some(&offer.kind), None)
}

/// Where a letter about a matter is drafted.
pub(crate) fn new_of(offer: &LetterOffer) -> String {
    let fields = [("category", offer.category.id()), ("kind", &*offer.kind)];
    with_query("/letters/new", &fields)
}

fn title(t: Texts, row: &LetterRow) -> String {
    match row.text(LetterSection::Title) {
        "" => t.events_erased(),
        title => title.to_owned(),
    }
}

/// Where and in which days a letter hangs.
pub(crate) fn posted(t: Texts, row: &LetterRow) -> Option<String> {
    let place = row.place.clone().unwrap_or_default();
    let (from, until) = row.posted?;
    Some(t.letters_posted_at(place, t.date(from), t.date(until)))
}

/// How far a letter is.
fn state(t: Texts, row: &LetterRow) -> Mark {
    let kind = match row.state {
        LetterState::Drafted => MarkKind::Review,
        LetterState::SentBack => MarkKind::Late,
        LetterState::Approved => MarkKind::Open,
        LetterState::Posted => MarkKind::Done,
        LetterState::Withdrawn => MarkKind::Exempt,
    };
    Mark::new(kind, row.state.title(t.lang()))
}

/// A follow-up that a letter is to answer.
struct Answer {
    id: String,
    event: String,
    number: String,
    unit: String,
    what: String,
    due: Day,
    late: bool,
    ticked: bool,
    /// Why the letter cannot answer it, with the clauses.
    obstacle: Option<(String, Vec<ClauseTag>)>,
    /// The record by which it did.
    record: Option<String>,
}

fn answer(at: &SignedInAsker, it: &AnswerLine, ticked: bool) -> (Answer, Vec<ClauseCard>) {
    let (t, row) = (at.t, &it.row);
    let sources = Sources::new(at.procedure(), t.lang());
    let obstacle = it.obstacle.as_ref().filter(|_| row.record.is_none());
    let cards = obstacle.map_or_else(Vec::new, |(_, basis)| sources.cards(basis));
    let summary = row.summary.as_ref().map(|it| it.reveal().clone());
    let answer = Answer {
        id: row.follow_up.to_string(),
        event: format!("/events/{}", row.event),
        number: it.number.clone(),
        unit: row.unit.clone().unwrap_or_default(),
        what: super::complaints::what(t, row.confidential, summary.as_deref(), || {
            t.privacy_not_shown()
        }),
        due: row.due,
        late: row.due < at.today,
        ticked,
        obstacle: obstacle.map(|(why, basis)| (refusal(t, why), sources.tags(basis))),
        record: row.record.map(|id| format!("/records/{id}")),
    };
    (answer, cards)
}
