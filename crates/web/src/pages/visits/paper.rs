//! A visit on paper: blank forms to take along, and the record that is entered from one.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use huiyin_app::attachments::MeantFor;
use huiyin_app::visits::{BlankForm, BlankForms, WhichForms};
use huiyin_domain::entry::Solved;
use huiyin_domain::{Channel, Personal, Rating, Role, Verdict};

use super::{Typed, Wrong, begun, id, take_in, visit};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::pages::photos;
use crate::papers::{self, Ending, Maker};
use crate::qr;
use crate::sent::Sent;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, Crumb, Frame, Head, NavCounts, Place, sort};

/// The blank forms.
pub(super) fn forms() -> Router<Shared> {
    Router::new()
        .route("/follow-ups/{follow_up}/form", get(print_one))
        .route("/follow-ups/{follow_up}/form.pdf", get(file_one))
        .route("/forms", get(print_many))
        .route("/forms.pdf", get(file_many))
}

/// `GET /follow-ups/{follow_up}/paper`: the form in which a record on paper is entered.
pub(super) async fn new(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.follow_up(&at.asker, id(&follow_up)?).await?;
    let typed = begun(&at, &page).await?.on_paper();
    let view = visit(&at, &page, typed, Wrong::default()).await?;
    Ok(Page::new(view).into_response())
}

/// `POST /follow-ups/{follow_up}/paper`: the record.
pub(super) async fn record(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let follow_up = id(&follow_up)?;
    let received = photos::receive(&at, MeantFor::Record(follow_up), sent).await?;
    take_in(&at, follow_up, received, Typed::on_paper).await
}

#[derive(Template)]
#[template(path = "visits/blank_forms.html")]
struct FormsPage {
    t: Texts,
    frame: Frame,
    head: Head,
    forms: Vec<Printed>,
    more: bool,
}

/// A form as it is printed.
struct Printed {
    number: String,
    site: String,
    title: String,
    code: String,
    address: String,
    /// What is known, label and value, two beside each other.
    known: Vec<(String, String)>,
    what: String,
    channels: Vec<&'static str>,
    relations: Vec<&'static str>,
    ratings: Vec<&'static str>,
    rated: Vec<String>,
    told: Vec<String>,
    solved: Vec<&'static str>,
    verdicts: Vec<&'static str>,
    customer_signs: bool,
    receipt: bool,
    visitors: Vec<String>,
}

/// Which forms.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    day: String,
    visitor: String,
}

/// `GET /follow-ups/{follow_up}/form.pdf`
async fn file_one(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
    ending: Ending,
) -> Result<Response, Failure> {
    file(&at, WhichForms::Of(id(&follow_up)?), ending).await
}

/// `GET /forms.pdf?day=…`, `GET /forms.pdf?visitor=…`: a batch, a page each.
async fn file_many(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    file(&at, which(&at, &asked)?, ending).await
}

async fn file(at: &SignedInAsker, which: WhichForms, ending: Ending) -> Result<Response, Failure> {
    let BlankForms { forms, .. } = at.app.blank_forms(&at.asker, which).await?;
    if forms.is_empty() {
        return Err(Failure::new(Kind::NotFound));
    }
    let maker = Maker::of(at);
    let papers: Vec<_> = forms
        .iter()
        .map(|form| papers::blank(&maker, form))
        .collect();
    papers::file(&at.app, "forms", ending, papers).await
}

/// `GET /follow-ups/{follow_up}/form`
async fn print_one(at: SignedInAsker, Path(follow_up): Path<String>) -> Result<Response, Failure> {
    print(&at, WhichForms::Of(id(&follow_up)?)).await
}

/// `GET /forms?day=…`, `GET /forms?visitor=…`: a batch; without either what the asker visits.
async fn print_many(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    print(&at, which(&at, &asked)?).await
}

fn which(at: &SignedInAsker, asked: &Asked) -> Result<WhichForms, Failure> {
    let site = at.site.id();
    let unreadable = || Failure::new(Kind::Unreadable);
    Ok(if asked.day.is_empty() {
        let visitor = match asked.visitor.as_str() {
            "" => None,
            visitor => Some(visitor.parse().map_err(|_| unreadable())?),
        };
        WhichForms::Visitor(site, visitor)
    } else {
        WhichForms::Day(site, asked.day.parse().map_err(|_| unreadable())?)
    })
}

async fn print(at: &SignedInAsker, which: WhichForms) -> Result<Response, Failure> {
    let BlankForms { forms, more } = at.app.blank_forms(&at.asker, which).await?;
    let t = at.t;
    let file = (!forms.is_empty()).then(|| match which {
        WhichForms::Of(id) => format!("/follow-ups/{id}/form.pdf"),
        WhichForms::Day(_, day) => format!("/forms.pdf?day={day}"),
        WhichForms::Visitor(_, Some(visitor)) => format!("/forms.pdf?visitor={visitor}"),
        WhichForms::Visitor(_, None) => "/forms.pdf".to_owned(),
    });
    let view = FormsPage {
        t,
        frame: at.frame(Some(Place::Plan), &NavCounts::default()),
        head: Head::new(t.paper_title())
            .crumbs([
                Crumb::link("/sign-out-sheet", t.sheet_title()),
                Crumb::here(t.paper_title()),
            ])
            .actions(
                file.into_iter()
                    .map(|href| Action::new(href, t.papers_pdf()))
                    .collect::<Vec<_>>(),
            ),
        forms: forms.iter().map(|form| printed(at, form)).collect(),
        more,
    };
    Ok(Page::new(view).into_response())
}

fn printed(at: &SignedInAsker, form: &BlankForm) -> Printed {
    let (t, lang) = (at.t, at.t.lang());
    let address = at.address(&format!("/follow-ups/{}/paper", form.follow_up));
    let title = |(title, _): &(huiyin_domain::Text, bool)| title.get(lang).to_owned();
    let of = |rated: bool| {
        let sections = form.sections.iter().filter(move |(_, is)| *is == rated);
        sections.map(title).collect()
    };
    Printed {
        number: form.number.clone(),
        site: at.site.name().to_owned(),
        title: t.visits_title(form.round),
        code: qr::svg(&address).unwrap_or_default(),
        address,
        known: known(at, form),
        what: text(form.known.summary.as_ref()),
        channels: [Channel::OnSite, Channel::Phone]
            .map(|it| it.title(lang))
            .to_vec(),
        relations: Role::ALL.iter().map(|it| it.title(lang)).collect(),
        ratings: Rating::ALL.iter().map(|it| it.title(lang)).collect(),
        rated: of(true),
        told: of(false),
        solved: Solved::ALL.iter().map(|it| it.title(lang)).collect(),
        verdicts: [Verdict::Accepted, Verdict::Nonconforming]
            .map(|it| it.title(lang))
            .to_vec(),
        customer_signs: form.customer_signs,
        receipt: form.receipt,
        visitors: form
            .visitors
            .iter()
            .map(|(post, name)| {
                let post = post_title(at.procedure(), post, t);
                match name {
                    Some(name) => format!("{}（{post}）", name.reveal()),
                    None => post,
                }
            })
            .collect(),
    }
}

/// What is known before the visit, in the order of the form.
fn known(at: &SignedInAsker, form: &BlankForm) -> Vec<(String, String)> {
    let (t, known) = (at.t, &form.known);
    let zone = at.site.zone();
    let sort = sort(t, known.category, known.kind.as_deref(), known.severity);
    let done = known.completed_at.map(|it| t.moment(zone.local(it)));
    [
        (t.events_category(), sort),
        (t.desk_unit(), known.unit.clone().unwrap_or_default()),
        (t.events_customer(), text(known.customer.as_ref())),
        (t.events_phone(), text(known.phone.as_ref())),
        (t.events_completed_at(), done.unwrap_or_default()),
        (
            t.desk_window(),
            format!("{} – {}", t.day(known.not_before), t.day(form.due)),
        ),
    ]
    .into()
}

fn text(words: Option<&Personal<String>>) -> String {
    words.map_or_else(String::new, |it| it.reveal().clone())
}
