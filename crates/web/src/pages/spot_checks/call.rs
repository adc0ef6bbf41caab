//! A record that is called back: what it says, the number, the calls, and the form that enters one.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::spot_checks::{CallOutcome, CallRow, RecordSpotCheck, SpotCall};
use huiyin_domain::{CommandId, Personal, Rating, RecordId};

use super::names;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused, refusal};
use crate::page::Page;
use crate::pages::tried;
use crate::texts::Texts;
use crate::view::{
    Action, Choice, ClauseTag, Crumb, Errors, Field, Frame, Head, NavCounts, Place, Sources,
};

#[derive(Template)]
#[template(path = "spot_checks/call.html")]
struct CallPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    sources: Vec<ClauseTag>,
    here: String,
    facts: Vec<(String, String)>,
    /// The number, covered or in full.
    phone: Option<String>,
    /// Whether it can be shown in full.
    may_reveal: bool,
    restricted: bool,
    calls: Vec<Call>,
    /// Why the asker enters no call.
    barred: Option<String>,
    entering: Option<CallForm>,
}

/// A call that was made.
struct Call {
    when: String,
    who: String,
    what: String,
    said: String,
}

/// The form that enters one.
struct CallForm {
    command: String,
    called_at: Field,
    outcome: Choice,
    rating: Choice,
    said: Field,
}

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    called_at: String,
    outcome: String,
    rating: String,
    said: String,
}

type Tried = tried::Tried<Typed>;

fn id(text: &str) -> Result<RecordId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

/// `GET /records/{record}/spot-check`
pub(super) async fn show(
    at: SignedInAsker,
    Path(record): Path<String>,
) -> Result<Response, Failure> {
    let call = at.app.spot_check(&at.asker, id(&record)?).await?;
    Ok(Page::new(CallPage::new(&at, &call, Tried::default())).into_response())
}

/// `POST /records/{record}/spot-check`: back to the sample of the month.
pub(super) async fn enter(
    at: SignedInAsker,
    Path(record): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let record = id(&record)?;
    let command: CommandId = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let input = RecordSpotCheck {
        record,
        called_at: typed.called_at.clone(),
        outcome: CallOutcome::of_id(typed.outcome.trim()),
        rating: Rating::of_id(typed.rating.trim()),
        said: typed.said.clone(),
    };
    let done = at.app.record_spot_check(&at.asker, command, input).await;
    let tried = Tried::of(&at, done, typed).await?;
    let call = at.app.spot_check(&at.asker, record).await?;
    let Some(tried) = tried else {
        let (month, code) = (call.month, call.site.code());
        let to = format!("/spot-checks?month={month}&site={code}");
        return Ok(Redirect::to(&to).into_response());
    };
    Ok(tried.page(|tried| CallPage::new(&at, &call, tried)))
}

/// `POST /records/{record}/spot-check/phone`: the number in full, once; the look is noted.
pub(super) async fn reveal(
    at: SignedInAsker,
    Path(record): Path<String>,
) -> Result<Response, Failure> {
    let record = id(&record)?;
    let call = at.app.spot_check(&at.asker, record).await?;
    let phone = at.app.reveal_spot_phone(&at.asker, record).await?;
    let phone = phone.map_or_else(|| at.t.none(), Personal::into_inner);
    let page = CallPage {
        phone: Some(phone),
        may_reveal: false,
        ..CallPage::new(&at, &call, Tried::default())
    };
    Ok(Page::new(page).into_response())
}

impl CallPage {
    fn new(at: &SignedInAsker, call: &SpotCall, tried: Tried) -> Self {
        let t = at.t;
        let sources = Sources::new(at.procedure(), t.lang());
        let record = format!("/records/{}", call.record);
        let sample = format!(
            "/spot-checks?month={}&site={}",
            call.month,
            call.site.code()
        );
        // What was typed stays, whatever it met.
        let has_form = call.barred.is_none() || tried.refused.is_some();
        let cards = sources.cards(&call.basis).into_iter();
        let refused = tried.refused.iter().flat_map(|it| it.cards.clone());
        Self {
            t,
            frame: at
                .frame(Some(Place::Company), &NavCounts::default())
                .clauses(cards.chain(refused)),
            head: Head::new(t.spot_check_title(call.number.clone()))
                .crumbs([
                    Crumb::link(sample, t.spot_checks()),
                    Crumb::here(call.number.clone()),
                ])
                .actions([Action::new(record.clone(), t.signals_record())]),
            sources: sources.tags(&call.basis),
            here: format!("{record}/spot-check"),
            facts: facts(at, call),
            phone: call.phone_masked.clone(),
            may_reveal: call.barred.is_none() && !call.restricted,
            restricted: call.restricted,
            calls: call.calls.iter().map(|it| line(t, call, it)).collect(),
            barred: (call.barred.as_ref())
                .filter(|_| tried.refused.is_none())
                .map(|why| refusal(t, why)),
            entering: has_form.then(|| CallForm::new(t, &tried.sent, &tried.errors)),
            refused: tried.refused,
            errors: tried.errors,
        }
    }
}

fn facts(at: &SignedInAsker, call: &SpotCall) -> Vec<(String, String)> {
    let t = at.t;
    let name = |it: &Option<Personal<String>>| it.as_ref().map(|it| it.reveal().clone());
    let rating = call.rating.map(|it| it.title(t.lang()).to_owned());
    let facts = [
        (t.desk_unit(), call.unit.clone()),
        (t.spot_check_customer(), name(&call.customer)),
        (t.desk_what(), name(&call.summary)),
        (
            t.signals_when(),
            Some(format!(
                "{}・{}",
                t.moment(call.at),
                call.channel.recorded(t.lang())
            )),
        ),
        (t.spot_checks_visitor(), Some(names(t, &call.visitors))),
        (
            t.spot_check_recorded(),
            Some(rating.unwrap_or_else(|| t.none())),
        ),
    ];
    facts
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect()
}

fn line(t: Texts, call: &SpotCall, it: &CallRow) -> Call {
    let outcome = match (it.not_reached, it.visited) {
        (Some(why), _) => why.title(t.lang()).to_owned(),
        (None, Some(false)) => t.spot_check_not_visited(),
        (None, _) => t.spot_check_visited(),
    };
    let rating = it.rating.map(|it| it.title(t.lang()).to_owned());
    let what = [Some(outcome), rating].into_iter().flatten();
    Call {
        when: t.moment(call.site.zone().local(it.called_at)),
        who: names(t, [&it.noted_by_name]),
        what: what.collect::<Vec<_>>().join("・"),
        said: it
            .said
            .as_ref()
            .map_or_else(String::new, |it| it.reveal().clone()),
    }
}

/// What came of a call, in words.
fn outcome(t: Texts, it: CallOutcome) -> String {
    match it {
        CallOutcome::Visited => t.spot_check_visited(),
        CallOutcome::NotVisited => t.spot_check_not_visited(),
        CallOutcome::NotReached(why) => t.spot_check_not_reached(why.title(t.lang())),
    }
}

impl CallForm {
    fn new(t: Texts, typed: &Typed, errors: &Errors) -> Self {
        // Nothing is chosen until somebody chooses it.
        let nothing = || std::iter::once(("", "—".to_owned()));
        let outcomes = CallOutcome::all().map(|it| (it.id(), outcome(t, it)));
        let ratings = Rating::ALL.iter();
        let ratings = ratings.map(|it| (it.id(), it.title(t.lang()).to_owned()));
        Self {
            command: match typed.command.as_str() {
                "" => CommandId::generate().to_string(),
                typed => typed.to_owned(),
            },
            called_at: Field::new("called_at", t.spot_check_called_at())
                .kind("datetime-local")
                .value(typed.called_at.as_str())
                .required()
                .check(errors),
            outcome: Choice::new("outcome", t.spot_check_outcome())
                .options(nothing().chain(outcomes), &typed.outcome)
                .required()
                .check(errors),
            rating: Choice::new("rating", t.spot_check_told())
                .options(nothing().chain(ratings), &typed.rating)
                .check(errors),
            said: Field::new("said", t.spot_check_said())
                .value(typed.said.as_str())
                .hint(t.spot_check_said_hint())
                .check(errors),
        }
    }
}
