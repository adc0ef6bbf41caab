//! What a phone sent and could not be taken as it was meant: both versions side by side, and how it is settled.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::phone::{Conflict, Kept, SettleConflict};
use huiyin_app::visits::{FollowUpPage, MatterInput, RecordVisit};
use huiyin_domain::entry::{ConflictReason, PhoneWork, Section, SiteCheck, Solved};
use huiyin_domain::{CommandId, Day, LocalTime, PersonId, Rating, Role};

use super::id;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::events::command;
use crate::texts::Texts;
use crate::view::{
    Crumb, Drawing, Errors, Field, Frame, Head, Mark, MarkKind, NavCounts, Place, Signature,
};

/// A line of both versions: what, as the phone sent it, as it stands now, and whether that differs.
type Compared = (String, String, String, bool);

/// A line under a follow-up that leads to the page.
pub(super) struct KeptLine {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) what: String,
    pub(super) mark: Mark,
}

impl KeptLine {
    pub(super) fn new(at: &SignedInAsker, it: &Kept) -> Self {
        Self {
            href: format!("/follow-ups/{}/conflicts/{}", it.follow_up, it.command),
            title: it.work.title(at.t.lang()).to_owned(),
            what: sent(at, it),
            mark: mark(at.t, it),
        }
    }
}

/// Who sent what, and when it arrived.
fn sent(at: &SignedInAsker, it: &Kept) -> String {
    let who = it.sent_by.as_ref().map(|it| it.reveal().clone());
    at.t.phone_desk_sent(
        who.unwrap_or_else(|| at.t.events_erased()),
        it.work.title(at.t.lang()),
        at.t.moment(at.site.zone().local(it.kept_at)),
    )
}

fn mark(t: Texts, it: &Kept) -> Mark {
    match &it.settled {
        None => Mark::new(MarkKind::Review, it.reason.title(t.lang())),
        Some(settled) if settled.entered => Mark::new(MarkKind::Done, t.phone_desk_enter()),
        Some(_) => Mark::new(MarkKind::Exempt, t.phone_desk_set_aside()),
    }
}

#[derive(Template)]
#[template(path = "visits/conflict.html")]
struct ConflictPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    mark: Mark,
    sent: String,
    device_at: String,
    /// Both versions.
    rows: Vec<Compared>,
    /// What the second version is called.
    stands: String,
    record: Option<String>,
    erased: bool,
    signatures: Vec<Signature>,
    /// How it was settled, and why.
    settled: Option<(String, String)>,
    form: Option<SettleForm>,
}

/// The form that settles it.
struct SettleForm {
    action: String,
    command: String,
    may_enter: bool,
    /// What there is to do before it is settled.
    next: String,
    why: Field,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    /// `enter` or `set_aside`.
    how: String,
    why: String,
}

/// `GET /follow-ups/{follow_up}/conflicts/{conflict}`
pub(super) async fn show(
    at: SignedInAsker,
    Path((follow_up, conflict)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let typed = Typed {
        command: CommandId::generate().to_string(),
        ..Typed::default()
    };
    let view = view(
        &at,
        (&follow_up, &conflict),
        &typed,
        (Errors::default(), None),
    )
    .await?;
    Ok(Page::new(view).into_response())
}

/// `POST /follow-ups/{follow_up}/conflicts/{conflict}`: back to the follow-up.
pub(super) async fn settle(
    at: SignedInAsker,
    Path((follow_up, conflict)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let input = SettleConflict {
        conflict: named(&conflict)?,
        enter: typed.how == "enter",
        why: typed.why.clone(),
    };
    let done = at
        .app
        .settle_conflict(&at.asker, command(&typed.command)?, input)
        .await;
    let wrong = match done {
        Ok(record) => {
            let next = match record {
                Some(record) => format!("/records/{record}"),
                None => format!("/follow-ups/{}", id(&follow_up)?),
            };
            return Ok(Redirect::to(&next).into_response());
        }
        Err(huiyin_app::Error::Lacking(lacks)) => (super::lacks::errors(at.t, &lacks), None),
        Err(error) => at.wrong(error).await?,
    };
    let forbidden = wrong.1.as_ref().is_some_and(|it| it.forbidden);
    let view = view(&at, (&follow_up, &conflict), &typed, wrong).await?;
    Ok(Page::not_accepted(view)
        .forbidden(forbidden)
        .into_response())
}

fn named(text: &str) -> Result<CommandId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

async fn view(
    at: &SignedInAsker,
    (follow_up, conflict): (&str, &str),
    typed: &Typed,
    (errors, refused): (Errors, Option<Refused>),
) -> Result<ConflictPage, Failure> {
    let (t, conflict) = (at.t, named(conflict)?);
    let page = at.app.follow_up(&at.asker, id(follow_up)?).await?;
    let (all, may_settle) = at.app.conflicts(&at.asker, page.row.id).await?;
    let it = all
        .into_iter()
        .find(|it| it.kept.command == conflict)
        .ok_or_else(|| Failure::new(Kind::NotFound))?;
    let here = format!("/follow-ups/{}", page.row.id);
    let waits = it.kept.settled.is_none();
    Ok(ConflictPage {
        t,
        frame: at
            .frame(Some(Place::Plan), &NavCounts::default())
            .clauses(refused.iter().flat_map(|it| it.cards.clone())),
        head: Head::new(t.phone_desk_title()).crumbs([
            Crumb::link(here.as_str(), t.visits_title(page.row.round)),
            Crumb::here(it.kept.work.title(t.lang())),
        ]),
        mark: mark(t, &it.kept),
        sent: sent(at, &it.kept),
        device_at: t.phone_desk_device(t.moment(at.site.zone().local(it.clock.device_at))),
        rows: compared(at, &page, &it),
        stands: if it.now.is_some() {
            t.phone_desk_here()
        } else {
            t.phone_desk_nothing_here()
        },
        record: page.row.record.map(|record| format!("/records/{record}")),
        erased: it.sent.is_none(),
        signatures: it.record.iter().flat_map(|it| signatures(t, it)).collect(),
        settled: it.kept.settled.as_ref().map(|settled| {
            let by = settled.by.as_ref().map(|it| it.reveal().clone());
            let by = by.unwrap_or_default();
            let when = t.moment(at.site.zone().local(settled.at));
            let how = if settled.entered {
                t.phone_desk_entered(by, when)
            } else {
                t.phone_desk_left(by, when)
            };
            let why = settled.why.as_ref().map(|it| it.reveal().clone());
            (how, why.unwrap_or_else(|| t.events_erased()))
        }),
        form: (waits && may_settle).then(|| SettleForm {
            action: format!("{here}/conflicts/{conflict}"),
            command: typed.command.clone(),
            may_enter: it.may_enter,
            next: next(t, &it),
            why: Field::new("why", t.phone_desk_why())
                .value(&typed.why)
                .required()
                .check(&errors),
        }),
        refused,
        errors,
    })
}

/// What there is to do, by what had changed.
fn next(t: Texts, it: &Conflict) -> String {
    if it.may_enter {
        return t.phone_desk_enter_hint();
    }
    match it.kept.reason {
        ConflictReason::Reassigned => t.phone_desk_next_reassigned(),
        ConflictReason::Settled => t.phone_desk_next_settled(),
        ConflictReason::Reopened => t.phone_desk_next_reopened(),
        ConflictReason::Procedure | ConflictReason::State | ConflictReason::Gone => {
            t.phone_desk_cannot_enter()
        }
    }
}

/// Who visits and how far it is, on both sides: also what nobody recorded yet has two.
fn plan(at: &SignedInAsker, page: &FollowUpPage, it: &Conflict) -> Vec<Compared> {
    let t = at.t;
    let sender = it.kept.sent_by.as_ref().map(|it| it.reveal().clone());
    let visitors: Vec<String> = page
        .visitors
        .iter()
        .filter_map(|it| it.name.as_ref().map(|it| it.reveal().clone()))
        .collect();
    let sender = sender.unwrap_or_else(|| t.events_erased());
    let is_one = visitors.contains(&sender);
    let state = page.row.state.title(t.lang()).to_owned();
    vec![
        (t.records_visited_by(), sender, visitors.join("、"), !is_one),
        (t.plan_how_far(), String::new(), state, false),
    ]
}

/// Both versions, line by line.
fn compared(at: &SignedInAsker, page: &FollowUpPage, it: &Conflict) -> Vec<Compared> {
    let mut rows = plan(at, page, it);
    let Some(theirs) = &it.record else {
        rows.extend(other_work(at, it));
        return rows;
    };
    let theirs = lines(at, page, theirs);
    let now = it.now.as_ref().map(|it| lines(at, page, it));
    let now = now.unwrap_or_default();
    let mut labels: Vec<&String> = theirs.iter().map(|(label, _)| label).collect();
    for (label, _) in &now {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let of = |lines: &[(String, String)], label: &String| {
        let found = lines.iter().find(|(known, _)| known == label);
        found.map(|(_, words)| words.clone()).unwrap_or_default()
    };
    rows.extend(labels.into_iter().filter_map(|label| {
        let (one, other) = (of(&theirs, label), of(&now, label));
        let differs = !now.is_empty() && one != other;
        let is_said = !(one.is_empty() && other.is_empty());
        is_said.then(|| (label.clone(), one, other, differs))
    }));
    rows
}

/// A form or a try: what of it has words.
fn other_work(at: &SignedInAsker, it: &Conflict) -> Vec<Compared> {
    let t = at.t;
    let sent: Option<serde_json::Value> = it
        .sent
        .as_ref()
        .and_then(|sent| serde_json::from_str(sent.reveal()).ok());
    let Some(sent) = sent else {
        return Vec::new();
    };
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let lines = match it.kept.work {
        PhoneWork::NoteTry => vec![
            (t.visits_tried_at(), moment(at, &word(&sent["tried_at"]))),
            (t.visits_try_note(), word(&sent["note"])),
        ],
        _ => vec![(t.phone_desk_signed(), word(&sent["signature"]["name"]))],
    };
    let given = lines.into_iter().filter(|(_, words)| !words.is_empty());
    given
        .map(|(label, words)| (label, words, String::new(), false))
        .collect()
}

/// A time as the site has it; as it was sent where it is none.
fn moment(at: &SignedInAsker, text: &str) -> String {
    match LocalTime::read(text.trim(), at.site.zone()) {
        Ok(time) => at.t.moment(time),
        Err(_) => text.to_owned(),
    }
}

/// What a record says, each with its label, in the order of the form; empty where it does not say it.
fn lines(at: &SignedInAsker, page: &FollowUpPage, it: &RecordVisit) -> Vec<(String, String)> {
    let (t, lang) = (at.t, at.t.lang());
    let section = |section: Section| {
        let found = it.sections.iter().find(|it| it.section == section);
        let words = found.map(|found| match found.rating {
            Some(rating) => rating.title(lang).to_owned(),
            None if found.none => t.visits_nothing(),
            None => found.said.clone(),
        });
        (section.title(lang).to_owned(), words.unwrap_or_default())
    };
    let check = [
        it.site_check.map_or("", |it: SiteCheck| it.title(lang)),
        it.site_check_words.as_str(),
    ];
    let check: Vec<&str> = check.into_iter().filter(|it| !it.is_empty()).collect();
    let mut lines = vec![
        (t.visits_visited_on(), moment(at, &it.visited_at)),
        (t.visits_channel(), it.channel.recorded(lang).to_owned()),
        (t.visits_channel_reason(), it.channel_reason.clone()),
        (t.visits_late_reason(), it.late_reason.clone()),
        (t.visits_respondent(), it.respondent_name.clone()),
        (
            t.visits_relation(),
            it.relation.map_or("", |it: Role| it.title(lang)).to_owned(),
        ),
    ];
    lines.extend(Section::ALL.iter().map(|it| section(*it)));
    lines.extend([
        (
            t.visits_rating(),
            it.rating.map_or("", |it: Rating| it.title(lang)).to_owned(),
        ),
        (
            t.visits_solved(),
            it.solved.map_or("", |it: Solved| it.title(lang)).to_owned(),
        ),
        (t.visits_site_check(), check.join("，")),
    ]);
    for (number, matter) in (1_u32..).zip(&it.matters) {
        lines.push((t.visits_matter_n(number), raised(at, page, matter)));
    }
    if let Some(refusal) = &it.refusal {
        let witness = refusal.witness.map(|it| name(page, it));
        lines.push((t.visits_refusal_reason(), refusal.reason.clone()));
        lines.push((t.visits_witness(), witness.unwrap_or_default()));
    }
    if !it.files.is_empty() {
        lines.push((t.evidence_photos(), it.files.len().to_string()));
    }
    lines
}

fn name(page: &FollowUpPage, person: PersonId) -> String {
    let found = page.colleagues.iter().find(|(known, _)| *known == person);
    found.and_then(|(_, name)| name.clone()).unwrap_or_default()
}

fn raised(at: &SignedInAsker, page: &FollowUpPage, it: &MatterInput) -> String {
    let t = at.t;
    let promised = it
        .promise
        .as_ref()
        .map(|it| t.records_promised(name(page, it.owner), moment(at, &it.answer_by)));
    let rectified = it.rectification.as_ref().map(|it| {
        let due = it.due.parse().map(|day: Day| t.day(day));
        t.records_rectified(name(page, it.owner), due.unwrap_or_else(|_| it.due.clone()))
    });
    let kind = if it.dissatisfaction {
        t.open_dissatisfied()
    } else {
        it.kind.title(t.lang()).to_owned()
    };
    let parts = [
        Some(kind),
        Some(it.said.clone()),
        Some(it.outcome.clone()),
        promised,
        rectified,
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    parts.join("・")
}

fn signatures(t: Texts, it: &RecordVisit) -> Vec<Signature> {
    let inks = std::iter::once(&it.customer_signature)
        .chain(it.refusal.iter().map(|it| &it.signature))
        .chain(it.visitor_signatures.iter().map(|it| &it.ink))
        .filter(|ink| !ink.is_empty());
    inks.map(|ink| Signature {
        drawing: Drawing::read(&ink.strokes),
        said: if ink.strokes.is_empty() {
            ink.name.clone()
        } else {
            t.records_signature_of(ink.name.as_str())
        },
        who: ink.name.clone(),
        mark: None,
        note: String::new(),
    })
    .collect()
}
