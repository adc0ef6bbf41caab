//! One record (回訪記錄表): what was heard, who signed, what became of it, and the review.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::reviews::{
    RecordPage, RecordVersion, ReviewGiven, ReviewRecord, ReviewToCome, ShownMatter,
    ShownSignature, Standing,
};
use huiyin_domain::entry::{Shows, Signer};
use huiyin_domain::{Channel, CommandId, PersonId, Personal, Rating, RecordId, Verdict};
use huiyin_rules::procedure::Basis;

use super::decision::DecisionLine;
use super::facts::facts;
use super::files::files;
use super::state_mark;
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::documents::{Cited, cited};
use crate::pages::photos::FileLine;
use crate::texts::Texts;
use crate::view::{
    Action, Choice, ClauseTag, Crumb, Drawing, Errors, Field, Frame, Grade, Head, Mark, MarkKind,
    NavCounts, Place, Signature, Sources, Tag,
};

#[derive(Template)]
#[template(path = "records/one.html")]
struct OnePage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    state: Option<Mark>,
    /// That it was made by phone.
    phone: Option<&'static str>,
    /// The public letter by which it was made: where it is, and its number.
    letter: Option<(String, String)>,
    facts: Vec<(String, String)>,
    sources: Vec<ClauseTag>,
    sections: Vec<Section>,
    rating: Grade,
    notes: Vec<(String, String)>,
    /// Of the place.
    photos: Vec<FileLine>,
    matters: Vec<MatterLine>,
    signatures: Vec<Signature>,
    /// What speaks for them.
    evidence: String,
    /// The sheet that was signed, of a record on paper.
    sheet: Vec<FileLine>,
    /// What holds of the text, where it is not the one that was signed: a sentence, and what to do.
    not_as_signed: Option<(String, String)>,
    reviews: Vec<ReviewLine>,
    to_come: Vec<StepLine>,
    decision: Option<DecisionLine>,
    review: Option<ReviewForm>,
    rounds: Vec<(String, String, Option<String>)>,
    /// The documents that the procedure cites.
    documents: Vec<Cited>,
    versions: usize,
    follow_up: String,
}

/// A section: graded, or told in words.
struct Section {
    title: &'static str,
    grade: Option<Grade>,
    said: String,
}

/// Something that was raised.
struct MatterLine {
    tag: Tag,
    said: String,
    outcome: String,
    what: String,
    mark: Mark,
    complaint: Option<String>,
    photos: Vec<FileLine>,
}

/// An opinion that was given.
struct ReviewLine {
    mark: Mark,
    who: String,
    opinion: String,
    complaint: Option<String>,
}

/// A step of the review that is still to come.
struct StepLine {
    who: String,
    sources: Vec<ClauseTag>,
}

/// The form by which the asker reviews.
struct ReviewForm {
    action: String,
    command: String,
    verdict: Choice,
    opinion: Field,
    signed_name: Field,
}

/// What the form of a review sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    verdict: String,
    opinion: String,
    signed_name: String,
}

/// `GET /records/{record}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(record): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.record(&at.asker, id(&record)?).await?;
    let typed = Typed {
        command: CommandId::generate().to_string(),
        ..Typed::default()
    };
    let view = OnePage::new(&at, &page, &typed, (Errors::default(), None))?;
    let documents = cited(&at).await?;
    let view = OnePage { documents, ..view };
    Ok(Page::new(view).into_response())
}

/// `POST /records/{record}/review`: the next record that waits, or the list.
pub(super) async fn review(
    at: SignedInAsker,
    Path(record): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let record = id(&record)?;
    let command = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let mut errors = Errors::default();
    let verdict = Verdict::of_id(&typed.verdict);
    if verdict.is_none() {
        errors.add("verdict", at.t.fault_missing());
    }
    let mut refused = None;
    if let Some(verdict) = verdict {
        let input = ReviewRecord {
            record,
            verdict,
            opinion: typed.opinion.clone(),
            signed_name: typed.signed_name.clone(),
        };
        match at.app.review_record(&at.asker, command, input).await {
            Ok(_) => {
                let queue = at.app.review_queue(&at.asker, at.site.id()).await?;
                let next = queue.first().map(|it| format!("/records/{}", it.record));
                let next = next.unwrap_or_else(|| "/records".to_owned());
                return Ok(Redirect::to(&next).into_response());
            }
            Err(Error::Invalid(wrong)) => errors = Errors::of_fields(at.t, &wrong),
            Err(error) => refused = Some(at.refused(error).await?),
        }
    }
    let page = at.app.record(&at.asker, record).await?;
    let view = OnePage::new(&at, &page, &typed, (errors, refused))?;
    let documents = cited(&at).await?;
    let view = OnePage { documents, ..view };
    Ok(Page::not_accepted(view).into_response())
}

pub(super) fn id(text: &str) -> Result<RecordId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

pub(super) fn text(words: Option<&Personal<String>>) -> String {
    words.map_or_else(String::new, |it| it.reveal().clone())
}

impl OnePage {
    fn new(
        at: &SignedInAsker,
        page: &RecordPage,
        typed: &Typed,
        (errors, refused): (Errors, Option<Refused>),
    ) -> Result<Self, Failure> {
        let t = at.t;
        let version = page.versions.last();
        let version = version.ok_or_else(|| Failure::new(Kind::NotFound))?;
        let subject = &page.subject;
        let sources = Sources::new(at.procedure(), t.lang());
        let basis = Basis {
            clauses: subject.clauses.clone(),
            readings: subject.readings.clone(),
        };
        let steps = page.to_come.iter().flat_map(|it| sources.cards(&it.basis));
        let cards: Vec<_> = sources
            .cards(&basis)
            .into_iter()
            .chain(steps)
            .chain(page.decision.iter().flat_map(|it| sources.cards(&it.basis)))
            .chain(refused.iter().flat_map(|it| it.cards.clone()))
            .collect();
        let this = page
            .rounds
            .iter()
            .find(|it| it.follow_up == subject.follow_up);
        let is_turn = page.to_come.iter().any(|it| it.is_askers_turn);
        let unit = subject.unit.clone().unwrap_or_default();
        let by_phone = version.record.channel == Channel::Phone;
        Ok(Self {
            t,
            frame: at
                .frame(Some(Place::Records), &NavCounts::default())
                .clauses(cards),
            head: Head::new(format!("{} {unit}", t.records_form()))
                .crumbs([
                    Crumb::link("/records", t.place_records()),
                    Crumb::here(page.number.as_str()),
                ])
                .actions(actions(t, page, version)),
            state: this.map(|it| state_mark(t, it.state)),
            phone: by_phone.then(|| Channel::Phone.recorded(t.lang())),
            letter: page
                .letter
                .as_ref()
                .map(|(id, number)| (format!("/letters/{id}"), number.clone())),
            facts: facts(at, page, version),
            sources: sources.tags(&basis),
            sections: sections(t, version),
            rating: Grade::new(t, version.record.rating),
            notes: notes(t, version),
            photos: files(t, version, Shows::SiteCheck, None),
            matters: version
                .matters
                .iter()
                .map(|it| MatterLine {
                    photos: files(t, version, Shows::Matter, Some(it.number)),
                    ..matter(at, page, it)
                })
                .collect(),
            signatures: version
                .signatures
                .iter()
                .map(|it| signature(at, it))
                .collect(),
            evidence: format!("/records/{}/evidence", version.record.id),
            sheet: files(t, version, Shows::SignedSheet, None),
            not_as_signed: match version.standing {
                Standing::Unaltered => None,
                Standing::Erased => Some((t.records_erased_words(), t.records_erased_next())),
                Standing::Altered => Some((t.records_altered(), t.records_altered_next())),
            },
            reviews: version
                .reviews
                .iter()
                .map(|it| given(at, page, it))
                .collect(),
            to_come: page
                .to_come
                .iter()
                .map(|it| step(at, page, sources, it))
                .collect(),
            decision: DecisionLine::of(at, page, &version.record.id.to_string()),
            review: is_turn.then(|| ReviewForm::new(at, page, version, typed, &errors)),
            rounds: rounds(t, page),
            documents: Vec::new(),
            versions: page.versions.len(),
            follow_up: format!("/follow-ups/{}", subject.follow_up),
            refused,
            errors,
        })
    }
}

fn sections(t: Texts, version: &RecordVersion) -> Vec<Section> {
    let section = |it: &huiyin_app::reviews::ShownSection| Section {
        title: it.section.title(t.lang()),
        grade: it.rating.map(|rating| Grade::new(t, Some(rating))),
        said: if it.none_said {
            t.visits_nothing()
        } else {
            text(it.said.as_ref())
        },
    };
    version.sections.iter().map(section).collect()
}

/// What else the record says, where it does.
fn notes(t: Texts, version: &RecordVersion) -> Vec<(String, String)> {
    let record = &version.record;
    let check = record.site_check.map(|it| it.title(t.lang()).to_owned());
    let check = [check, Some(text(record.site_check_words.as_ref()))];
    let check: Vec<String> = check
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    let refused = record.refused.then(|| {
        let witness = text(record.witness_name.as_ref());
        t.records_refusal(text(record.refusal_words.as_ref()), witness)
    });
    let notes = [
        (t.visits_site_check(), check.join("，")),
        (
            t.visits_channel_reason(),
            text(record.channel_words.as_ref()),
        ),
        (t.visits_late_reason(), text(record.lateness_words.as_ref())),
        (t.records_refused(), refused.unwrap_or_default()),
    ];
    notes
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

pub(super) fn name(page: &RecordPage, person: Option<PersonId>) -> String {
    let found = page.names.iter().find(|(known, _)| Some(*known) == person);
    found.and_then(|(_, name)| name.clone()).unwrap_or_default()
}

fn matter(at: &SignedInAsker, page: &RecordPage, it: &ShownMatter) -> MatterLine {
    let t = at.t;
    let zone = at.site.zone();
    let promised = it
        .answer_by
        .map(|by| t.records_promised(name(page, it.promise_owner), t.moment(zone.local(by))));
    let rectified = it
        .rectification_due
        .map(|due| t.records_rectified(name(page, it.rectification_owner), t.day(due)));
    let what = [promised, rectified];
    let kind = if it.dissatisfaction {
        t.open_dissatisfied()
    } else {
        it.kind.title(t.lang()).to_owned()
    };
    MatterLine {
        tag: Tag::plain(kind),
        said: text(it.said.as_ref()),
        outcome: text(it.outcome.as_ref()),
        what: what.into_iter().flatten().collect::<Vec<_>>().join("，"),
        mark: if it.settled_at.is_some() {
            Mark::new(MarkKind::Done, t.records_settled())
        } else {
            Mark::new(MarkKind::Open, t.records_open())
        },
        complaint: it.complaint.map(|event| format!("/events/{event}")),
        photos: Vec::new(),
    }
}

pub(super) fn signature(at: &SignedInAsker, it: &ShownSignature) -> Signature {
    let t = at.t;
    let strokes = it.strokes.as_ref();
    let name = text(it.name.as_ref());
    let signer = it.signer.title(t.lang());
    let relation = it.relation.map_or("", |it| it.title(t.lang()));
    let who = match it.signer {
        Signer::Customer if !relation.is_empty() => format!("{name}（{relation}）"),
        _ => name.clone(),
    };
    Signature {
        drawing: strokes.and_then(|it| Drawing::read(it.reveal())),
        said: if strokes.is_some() {
            t.records_signature_of(name.as_str())
        } else {
            name.clone()
        },
        who,
        mark: Some(Mark::of_text(t, it.standing)),
        note: format!(
            "{signer}・{}・{}",
            it.kind.title(t.lang()),
            t.moment(at.site.zone().local(it.signed_at))
        ),
    }
}

fn given(at: &SignedInAsker, page: &RecordPage, it: &ReviewGiven) -> ReviewLine {
    let t = at.t;
    let kind = match it.verdict {
        Verdict::Accepted => MarkKind::Done,
        Verdict::SentBack => MarkKind::Late,
        Verdict::Nonconforming => MarkKind::Fail,
    };
    let signed = text(it.signed_name.as_ref());
    let signed = if signed.is_empty() {
        name(page, it.reviewer)
    } else {
        signed
    };
    ReviewLine {
        mark: Mark::new(kind, it.verdict.title(t.lang())),
        who: format!(
            "{} {signed}，{}",
            post_title(at.procedure(), &it.post, t),
            t.moment(at.site.zone().local(it.at))
        ),
        opinion: text(it.opinion.as_ref()),
        complaint: it.complaint.map(|event| format!("/events/{event}")),
    }
}

fn step(
    at: &SignedInAsker,
    page: &RecordPage,
    sources: Sources<'_>,
    it: &ReviewToCome,
) -> StepLine {
    let t = at.t;
    let post = it.post.as_deref().unwrap_or(&it.step);
    let people: Vec<String> = it.people.iter().map(|it| name(page, Some(*it))).collect();
    let title = post_title(at.procedure(), post, t);
    StepLine {
        who: if people.is_empty() {
            t.desk_nobody(title)
        } else {
            format!("{title} {}", people.join(&t.list_comma()))
        },
        sources: sources.tags(&it.basis),
    }
}

fn rounds(t: Texts, page: &RecordPage) -> Vec<(String, String, Option<String>)> {
    let line = |it: &huiyin_app::reviews::Round| {
        let day = it.visited_on.unwrap_or(it.due);
        (
            t.visits_title(it.round),
            format!("{}・{}", it.state.title(t.lang()), t.day(day)),
            (it.follow_up != page.subject.follow_up)
                .then(|| format!("/follow-ups/{}", it.follow_up)),
        )
    };
    page.rounds.iter().map(line).collect()
}

impl ReviewForm {
    fn new(
        at: &SignedInAsker,
        page: &RecordPage,
        version: &RecordVersion,
        typed: &Typed,
        errors: &Errors,
    ) -> Self {
        let t = at.t;
        let own = at.asker.person.map(|person| name(page, Some(person)));
        let signed = if typed.signed_name.is_empty() {
            own.unwrap_or_default()
        } else {
            typed.signed_name.clone()
        };
        let verdicts = Verdict::ALL.iter().map(|it| (it.id(), it.title(t.lang())));
        let hint = match version.record.rating {
            Some(Rating::Dissatisfied) => t.records_opinion_hint_bad(),
            _ => t.records_opinion_hint(),
        };
        Self {
            action: format!("/records/{}/review", version.record.id),
            command: typed.command.clone(),
            verdict: Choice::new("verdict", t.records_verdict())
                .options(verdicts, &typed.verdict)
                .required()
                .check(errors),
            opinion: Field::new("opinion", t.records_opinion())
                .value(&typed.opinion)
                .hint(hint)
                .check(errors),
            signed_name: Field::new("signed_name", t.records_signed_name())
                .value(signed)
                .required()
                .check(errors),
        }
    }
}

fn actions(t: Texts, page: &RecordPage, version: &RecordVersion) -> Vec<Action> {
    let id = version.record.id;
    let hold = Action::new(format!("/holds/on/record/{id}"), t.privacy_hold_place());
    let mut actions: Vec<Action> = page.may_hold.then_some(hold).into_iter().collect();
    if page.is_called_back {
        let call = format!("/records/{id}/spot-check");
        actions.push(Action::new(call, t.spot_checks()));
    }
    actions.push(Action::new(
        format!("/records/{id}/form.pdf"),
        t.papers_pdf(),
    ));
    actions
}
