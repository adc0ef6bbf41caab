//! One letter: its text, what it answers, its approval and its posting, and the sheet that is put up.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::attachments::MeantFor;
use huiyin_app::letters::{JudgeLetter, LetterPage, PostLetter, WithdrawLetter};
use huiyin_app::{Error, Refusal, Result as AppResult};
use huiyin_domain::entry::{LetterSection, LetterState, LetterStep};
use huiyin_domain::{AttachmentId, CommandId, LetterId};

use super::photos::{Added, FIELD_OF_FILES, FIELD_OF_KEPT, SLOT, added, at_the_field};
use super::{Answer, answer, posted, state, title};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::events::{command, id};
use crate::pages::photos::{Kept, Photos, receive};
use crate::papers::{self, Ending, Maker};
use crate::sent::Sent;
use crate::texts::Texts;
use crate::unsaved::remembered;
use crate::view::{
    Action, Choice, ClauseTag, Crumb, Errors, Field, Frame, Head, Mark, NavCounts, Place, Sources,
};

#[derive(Template)]
#[template(path = "public_letters/one.html")]
struct OnePage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    here: String,
    version: u32,
    number: String,
    state: Mark,
    sources: Vec<ClauseTag>,
    body: Vec<(&'static str, String)>,
    posted: Option<String>,
    answers: Vec<Answer>,
    steps: Vec<Step>,
    judging: Option<(Choice, Field)>,
    posting: Option<([Field; 4], Photos)>,
    /// The photos, by who added them and when.
    photos: Vec<Added>,
    /// The form for more photos.
    photographing: Option<Photos>,
    withdrawal: Option<Field>,
}

/// Something that was done to the letter.
struct Step {
    title: &'static str,
    said: String,
    when: String,
    who: String,
}

/// The sheet that is put up: no name of a resident, no number of an event.
#[derive(Template)]
#[template(path = "public_letters/print.html")]
struct PrintPage {
    t: Texts,
    frame: Frame,
    number: String,
    title: String,
    salutation: String,
    sections: Vec<(&'static str, String)>,
    site: String,
    date: String,
    draft: bool,
    back: String,
}

/// What the forms of the page send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) command: String,
    version: u32,
    verdict: String,
    opinion: String,
    place: String,
    from: String,
    until: String,
    late_reason: String,
    why: String,
    #[serde(skip)]
    pub(super) photos: Vec<AttachmentId>,
}

impl Typed {
    /// What a form with photos sent.
    pub(super) fn read(words: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in words {
            let field = match name.as_str() {
                "command" => &mut typed.command,
                "place" => &mut typed.place,
                "from" => &mut typed.from,
                "until" => &mut typed.until,
                "late_reason" => &mut typed.late_reason,
                "version" => {
                    typed.version = value.parse().unwrap_or_default();
                    continue;
                }
                FIELD_OF_KEPT => {
                    let photo = value.parse().ok();
                    typed
                        .photos
                        .extend(photo.filter(|it| !typed.photos.contains(it)));
                    continue;
                }
                _ => continue,
            };
            *field = value;
        }
        typed
    }
}

/// `GET /letters/{letter}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(letter): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.public_letter(&at.asker, id(&letter)?).await?;
    let (typed, kept) = (Typed::default(), Kept::default());
    let wrong = (Errors::default(), None);
    Ok(Page::new(OnePage::new(&at, &page, (&typed, &kept), wrong)).into_response())
}

/// `POST /letters/{letter}/judgement`: back to the letter.
pub(super) async fn judge(
    at: SignedInAsker,
    Path(letter): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let letter = id(&letter)?;
    let command = command(&typed.command)?;
    if typed.verdict.is_empty() {
        let mut errors = Errors::default();
        errors.add("verdict", at.t.fault_missing());
        return again(&at, letter, typed, (errors, None)).await;
    }
    let input = JudgeLetter {
        letter,
        version: typed.version,
        approved: typed.verdict == "approved",
        opinion: typed.opinion.clone(),
    };
    let done = at.app.judge_letter(&at.asker, command, input).await;
    back(&at, letter, typed, done).await
}

/// `POST /letters/{letter}/posting`: back to the letter.
pub(super) async fn post(
    at: SignedInAsker,
    Path(letter): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let letter = id(&letter)?;
    let received = receive(&at, MeantFor::Letter(letter), sent).await?;
    let sent = received.words.clone();
    let typed = Typed::read(received.words);
    let wrong = (received.errors, received.refused);
    if !wrong.0.is_empty() || wrong.1.is_some() {
        return Ok(remembered(again(&at, letter, typed, wrong).await?, sent));
    }
    let input = PostLetter {
        letter,
        version: typed.version,
        place: typed.place.clone(),
        from: typed.from.clone(),
        until: typed.until.clone(),
        late_reason: typed.late_reason.clone(),
        photos: typed.photos.clone(),
    };
    let command = command(&typed.command)?;
    let done = at.app.post_letter(&at.asker, command, input).await;
    let done = at_the_field(done.map(|_| ()));
    Ok(remembered(back(&at, letter, typed, done).await?, sent))
}

/// `POST /letters/{letter}/withdrawal`: back to the letter.
pub(super) async fn withdraw(
    at: SignedInAsker,
    Path(letter): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let letter = id(&letter)?;
    let input = WithdrawLetter {
        letter,
        version: typed.version,
        why: typed.why.clone(),
    };
    let command = command(&typed.command)?;
    let done = at.app.withdraw_letter(&at.asker, command, input).await;
    back(&at, letter, typed, done).await
}

/// `GET /letters/{letter}/form.pdf`
pub(super) async fn download(
    at: SignedInAsker,
    Path(letter): Path<String>,
    ending: Ending,
) -> Result<Response, Failure> {
    let page = at.app.public_letter(&at.asker, id(&letter)?).await?;
    if page.row.state == LetterState::Withdrawn {
        return Err(Failure::new(Kind::NotFound));
    }
    let paper = papers::letter(&Maker::of(&at), &page);
    papers::file(&at.app, &page.number, ending, [paper]).await
}

/// `GET /letters/{letter}/print`
pub(super) async fn print(
    at: SignedInAsker,
    Path(letter): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.public_letter(&at.asker, id(&letter)?).await?;
    let (t, row) = (at.t, &page.row);
    if row.state == LetterState::Withdrawn {
        let why = Refusal::LetterState;
        let basis = page.basis.clone();
        return Err(Error::Refused { why, basis }.into());
    }
    let sections = [
        LetterSection::Matter,
        LetterSection::Explanation,
        LetterSection::Measures,
        LetterSection::NextSteps,
        LetterSection::Contact,
    ];
    let sections = sections
        .iter()
        .map(|it| (it.title(t.lang()), row.text(*it).to_owned()))
        .filter(|(_, text)| !text.is_empty());
    let mut steps = page.steps.iter().rev();
    let approved = steps.find(|it| it.step == LetterStep::Approved);
    let approved = approved.map(|it| at.site.day(it.done_at));
    let date = row.posted.map(|(from, _)| from).or(approved);
    let print = PrintPage {
        t,
        frame: at.frame(Some(Place::Plan), &NavCounts::default()),
        number: page.number.clone(),
        title: title(t, row),
        salutation: row.text(LetterSection::Salutation).to_owned(),
        sections: sections.collect(),
        site: at.site.name().to_owned(),
        date: t.date(date.unwrap_or(at.today)),
        draft: matches!(row.state, LetterState::Drafted | LetterState::SentBack),
        back: format!("/letters/{}", row.id),
    };
    Ok(Page::new(print).into_response())
}

/// Back to the letter where it is done; the page again, with what was typed, where it is not.
pub(super) async fn back(
    at: &SignedInAsker,
    letter: LetterId,
    typed: Typed,
    done: AppResult<()>,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/letters/{letter}")).into_response()),
        Err(error) => again(at, letter, typed, at.wrong(error).await?).await,
    }
}

pub(super) async fn again(
    at: &SignedInAsker,
    letter: LetterId,
    mut typed: Typed,
    (mut errors, refused): (Errors, Option<Refused>),
) -> Result<Response, Failure> {
    let forbidden = refused.as_ref().is_some_and(|it| it.forbidden);
    let page = at.app.public_letter(&at.asker, letter).await?;
    // What is gone meanwhile is chosen anew.
    let (kept, gone) = Kept::of(at, &typed.photos).await?;
    typed.photos.retain(|it| !gone.contains(it));
    if !gone.is_empty() && errors.iter().all(|(name, _)| !name.starts_with(SLOT)) {
        errors.add(FIELD_OF_FILES, at.t.fault_file_gone());
    }
    let page = Page::not_accepted(OnePage::new(at, &page, (&typed, &kept), (errors, refused)));
    Ok(page.forbidden(forbidden).into_response())
}

impl OnePage {
    fn new(
        at: &SignedInAsker,
        page: &LetterPage,
        (typed, kept): (&Typed, &Kept),
        (errors, refused): (Errors, Option<Refused>),
    ) -> Self {
        let photos = || {
            let with = (at.t, at.app.largest_attachment());
            let name = (SLOT.to_owned(), at.t.letters_photos());
            Photos::new(with, name, (&typed.photos, kept), &errors)
        };
        let (t, row) = (at.t, &page.row);
        let sources = Sources::new(at.procedure(), t.lang());
        let here = format!("/letters/{}", row.id);
        let (mut answers, mut cards) = (Vec::new(), Vec::new());
        for it in &page.answers {
            let (answer, more) = answer(at, it, false);
            answers.push(answer);
            cards.extend(more);
        }
        cards.extend(refused.iter().flat_map(|it| it.cards.clone()));
        let mut actions = Vec::new();
        if page.may.redraft {
            actions.push(Action::new(format!("{here}/draft"), t.letters_redraft()));
        }
        if row.state != LetterState::Withdrawn {
            actions.push(Action::new(format!("{here}/print"), t.letters_print()));
            actions.push(Action::new(format!("{here}/form.pdf"), t.papers_pdf()));
        }
        let judges = page.may.next == Some(LetterStep::Approved);
        let posts = page.may.next == Some(LetterStep::Posted);
        Self {
            t,
            frame: at
                .frame(Some(Place::Plan), &NavCounts::default())
                .clauses(sources.cards(&page.basis))
                .clauses(cards),
            head: Head::new(title(t, row))
                .crumbs([
                    Crumb::link("/letters", t.letters_title()),
                    Crumb::here(page.number.as_str()),
                ])
                .actions(actions),
            command: CommandId::generate().to_string(),
            version: row.version,
            number: page.number.clone(),
            state: state(t, row),
            sources: sources.tags(&page.basis),
            body: LetterSection::ALL
                .iter()
                .map(|it| (it.title(t.lang()), row.text(*it).to_owned()))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
            posted: posted(t, row),
            steps: page.steps.iter().map(|it| step(at, it)).collect(),
            judging: judges.then(|| judging(t, typed, &errors)),
            posting: posts.then(|| (posting(at, &answers, typed, &errors), photos())),
            photos: added(at, &page.photos),
            photographing: page.may.photograph.then(photos),
            withdrawal: page.may.withdraw.then(|| {
                Field::new("why", t.events_why())
                    .value(&typed.why)
                    .required()
                    .check(&errors)
            }),
            answers,
            here,
            refused,
            errors,
        }
    }
}

fn step(at: &SignedInAsker, it: &huiyin_app::letters::LetterStepRow) -> Step {
    let t = at.t;
    let name = it.name.as_ref().map(|name| name.reveal().clone());
    let post = it
        .post
        .as_ref()
        .map(|post| post_title(at.procedure(), post, t));
    let who = [Some(name.unwrap_or_else(|| t.events_erased())), post];
    Step {
        title: it.step.title(t.lang()),
        said: it
            .said
            .as_ref()
            .map_or_else(String::new, |it| it.reveal().clone()),
        when: t.moment(at.site.zone().local(it.done_at)),
        who: who.into_iter().flatten().collect::<Vec<_>>().join("・"),
    }
}

fn judging(t: Texts, typed: &Typed, errors: &Errors) -> (Choice, Field) {
    let verdicts = [
        ("approved", LetterStep::Approved.title(t.lang())),
        ("sent_back", LetterStep::SentBack.title(t.lang())),
    ];
    let verdict = Choice::new("verdict", t.letters_verdict())
        .options(verdicts, &typed.verdict)
        .required()
        .check(errors);
    let opinion = Field::new("opinion", t.letters_opinion())
        .hint(t.letters_opinion_hint())
        .value(&typed.opinion)
        .check(errors);
    (verdict, opinion)
}

fn posting(at: &SignedInAsker, answers: &[Answer], typed: &Typed, errors: &Errors) -> [Field; 4] {
    let t = at.t;
    let from = if typed.from.is_empty() {
        at.today.to_string()
    } else {
        typed.from.clone()
    };
    let late = answers.iter().any(|it| it.late && it.obstacle.is_none());
    let why_late = Field::new("late_reason", t.letters_late())
        .hint(t.letters_late_hint())
        .value(&typed.late_reason)
        .check(errors);
    [
        Field::new("place", t.letters_place())
            .value(&typed.place)
            .required()
            .check(errors),
        Field::new("from", t.letters_from())
            .kind("date")
            .value(from)
            .required()
            .check(errors),
        Field::new("until", t.letters_until())
            .kind("date")
            .value(&typed.until)
            .required()
            .check(errors),
        if late { why_late.required() } else { why_late },
    ]
}
