//! One task: of a corrective or preventive action the whole report, from the facts to the effect.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use huiyin_app::month::{
    ChangeTask, CheckTask, FinishTask, MayTask, TaskPage as Shown, TaskStepRow,
};
use huiyin_domain::{CommandId, Day, TaskId, TaskState};

use super::forms::{Sent, TaskFields, Tried};
use super::paper::words;
use super::{Task, task_line, task_state, title};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::papers::{self, Ending, Maker};
use crate::texts::Texts;
use crate::view::{
    Action, Choice, ClauseTag, Crumb, Errors, Field, Frame, Head, Mark, NavCounts, Place, Sources,
};

#[derive(Template)]
#[template(path = "month/task.html")]
struct TaskView {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    here: String,
    command: String,
    sources: Vec<ClauseTag>,
    site: String,
    task: Task,
    state: Mark,
    /// Whether it is a corrective or preventive action, with a report of its own.
    is_action: bool,
    number: String,
    found: String,
    source: &'static str,
    events: Vec<Event>,
    departments: String,
    cause: String,
    correction: String,
    decided: String,
    done_on: Option<Day>,
    steps: Vec<Step>,
    follows: Option<String>,
    following: Option<String>,
    may: Option<MayTask>,
    outcome: Field,
    done: Field,
    effective: Choice,
    opinion: Field,
    next: TaskFields,
    change: Option<ChangeFields>,
}

/// Who does it instead, and by when.
struct ChangeFields {
    seen: String,
    owner: Choice,
    due: Field,
    why: Field,
}

/// An event that it is about.
struct Event {
    href: String,
    number: String,
    what: String,
}

/// Something that was done about it.
struct Step {
    title: String,
    said: String,
    who: String,
}

/// `GET /tasks/{task}`
pub(super) async fn show(at: SignedInAsker, Path(task): Path<String>) -> Result<Response, Failure> {
    let task = id(&task)?;
    let seen = at.seen(&[task.uuid()]).await?;
    let page = at.app.task(&at.asker, task).await?;
    Ok(Page::new(TaskView::new(&at, &page, (Tried::default(), &seen))).into_response())
}

/// `GET /tasks/{task}/form.pdf`: the report of an action; a leader's note has none.
pub(super) async fn download(
    at: SignedInAsker,
    Path(task): Path<String>,
    ending: Ending,
) -> Result<Response, Failure> {
    let page = at.app.task(&at.asker, id(&task)?).await?;
    if !page.line.row.kind.is_checked() {
        return Err(Failure::new(Kind::NotFound));
    }
    let paper = papers::nonconformity(&Maker::of(&at), &page);
    papers::file(&at.app, "nonconformity", ending, [paper]).await
}

/// `POST /tasks/{task}/outcome`: back to the task.
pub(super) async fn finish(
    at: SignedInAsker,
    Path(task): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (task, sent) = (id(&task)?, Sent(sent));
    let input = FinishTask {
        task,
        done_on: sent.get("done_on").to_owned(),
        outcome: sent.get("outcome").to_owned(),
    };
    let done = at.app.finish_task(&at.asker, sent.command()?, input).await;
    answer(&at, task, sent, done).await
}

/// `POST /tasks/{task}/check`: back to the task.
pub(super) async fn check(
    at: SignedInAsker,
    Path(task): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (task, sent) = (id(&task)?, Sent(sent));
    let input = CheckTask {
        task,
        effective: match sent.get("effective") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        opinion: sent.get("opinion").to_owned(),
        next: sent.task(""),
    };
    let done = at.app.check_task(&at.asker, sent.command()?, input).await;
    answer(&at, task, sent, done).await
}

/// `POST /tasks/{task}/change`: back to the task.
pub(super) async fn change(
    at: SignedInAsker,
    Path(task): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (task, sent) = (id(&task)?, Sent(sent));
    let input = ChangeTask {
        task,
        owner: sent.get("owner").parse().ok(),
        due: sent.get("due").to_owned(),
        why: sent.get("why").to_owned(),
    };
    let asker = at.having_seen(sent.get("seen"));
    let done = at.app.change_task(&asker, sent.command()?, input).await;
    answer(&at, task, sent, done).await
}

/// Back to the task where it is done; the page again, with what was typed, where it is not.
async fn answer(
    at: &SignedInAsker,
    task: TaskId,
    sent: Sent,
    done: huiyin_app::Result<()>,
) -> Result<Response, Failure> {
    let Some(tried) = Tried::of(at, done, sent).await? else {
        return Ok(Redirect::to(&format!("/tasks/{task}")).into_response());
    };
    // Who was overtaken has been told, and may go on with what they typed.
    let seen = at.seen(&[task.uuid()]).await?;
    let page = at.app.task(&at.asker, task).await?;
    Ok(tried.page(|tried| TaskView::new(at, &page, (tried, &seen))))
}

impl TaskView {
    fn new(at: &SignedInAsker, page: &Shown, (tried, seen): (Tried, &str)) -> Self {
        let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
        let row = &page.line.row;
        let is_action = row.kind.is_checked();
        let heading = if is_action {
            t.month_action_report()
        } else {
            row.kind.title(t.lang()).to_owned()
        };
        let mut departments: Vec<&str> = Vec::new();
        let of_events = page
            .events
            .iter()
            .filter_map(|(_, it)| it.department.as_deref());
        for department in of_events {
            if !departments.contains(&department) {
                departments.push(department);
            }
        }
        let task_of = |task: TaskId| format!("/tasks/{task}");
        let paper = title(t, row.paper_kind, row.month);
        Self {
            t,
            frame: at
                .frame(Some(Place::Analysis), &NavCounts::default())
                .clauses(sources.cards(&page.basis))
                .clauses(tried.refused.iter().flat_map(|it| it.cards.clone())),
            head: Head::new(heading)
                .crumbs([
                    Crumb::link("/analysis", t.place_analysis()),
                    Crumb::link(format!("/analysis/{}", row.paper), paper.as_str()),
                    Crumb::here(row.kind.title(t.lang())),
                ])
                .actions(if is_action {
                    vec![Action::new(
                        format!("/tasks/{}/form.pdf", row.id),
                        t.papers_pdf(),
                    )]
                } else {
                    Vec::new()
                }),
            here: task_of(row.id),
            command: CommandId::generate().to_string(),
            sources: sources.tags(&page.basis),
            site: page.site.name().to_owned(),
            state: match row.state {
                TaskState::Open => Mark::due(t, row.due, at.today),
                state => task_state(t, state),
            },
            task: task_line(at, &page.line),
            is_action,
            number: match row.case {
                Some(case) => format!("{}-{}-{case:02}", page.site.code(), row.month),
                None => format!("{}-{}", page.site.code(), row.month),
            },
            found: paper,
            source: page.case.map_or("", |case| case.sort.title(t.lang())),
            events: page
                .events
                .iter()
                .map(|(number, it)| event(t, number, it))
                .collect(),
            departments: departments.join(&t.list_comma()),
            cause: words(page.cause.as_ref()),
            correction: words(row.correction.as_ref()),
            decided: decided(at, page),
            done_on: row.done_on,
            steps: page.steps.iter().map(|it| step(at, it)).collect(),
            follows: row.follows.map(task_of),
            following: page.following.as_ref().map(|it| task_of(it.id)),
            may: page.may,
            outcome: tried.area("outcome", t.month_outcome(), None).required(),
            done: tried
                .area("done_on", t.month_done_on(), Some(&at.today.to_string()))
                .kind("date")
                .required(),
            effective: tried.choice(
                "effective",
                t.month_effect(),
                [("yes", t.month_effective()), ("no", t.month_ineffective())],
            ),
            opinion: tried.area("opinion", t.month_found(), None).required(),
            next: TaskFields::new(t, &tried, &page.staff, ""),
            change: page
                .may_change
                .then(|| ChangeFields::new(at, page, (&tried, seen))),
            refused: tried.refused,
            errors: tried.errors,
        }
    }
}

impl ChangeFields {
    /// What was typed, or as the task is now.
    fn new(at: &SignedInAsker, page: &Shown, (tried, seen): (&Tried, &str)) -> Self {
        let (t, row) = (at.t, &page.line.row);
        let staff = page.staff.iter();
        let staff = staff.map(|(id, name)| (id.to_string(), name.clone()));
        let owner = if tried.sent.is_empty() {
            row.owner.to_string()
        } else {
            tried.sent.get("owner").to_owned()
        };
        Self {
            seen: seen.to_owned(),
            owner: Choice::new("owner", t.month_owner())
                .options(staff, &owner)
                .check(&tried.errors),
            due: tried
                .area("due", t.month_due(), Some(&row.due.to_string()))
                .kind("date")
                .required(),
            why: tried.area("why", t.month_change_why(), None).required(),
        }
    }
}

/// Who decided on it, or asked for it, and when.
fn decided(at: &SignedInAsker, page: &Shown) -> String {
    let row = &page.line.row;
    let given = at.t.date(at.site.day(row.given_at));
    format!("{} {given}", words(row.given_by.as_ref()))
        .trim()
        .to_owned()
}

fn event(t: Texts, number: &str, row: &huiyin_app::month::CaseEventRow) -> Event {
    Event {
        href: format!("/events/{}", row.event),
        number: number.to_owned(),
        what: crate::pages::complaints::what(t, row.confidential, row.summary.as_deref(), || {
            t.privacy_not_shown()
        }),
    }
}

fn step(at: &SignedInAsker, row: &TaskStepRow) -> Step {
    let when = at.t.moment(at.site.zone().local(row.done_at));
    let said = words(row.said.as_ref());
    Step {
        title: match row.state {
            TaskState::Open => at.t.month_changed_words(),
            TaskState::Done | TaskState::Closed => at.t.month_done_words(),
            _ => at.t.month_checked_words(),
        },
        said: match &row.changed_to {
            Some((owner, due)) => {
                let (owner, due) = (words(owner.as_ref()), at.t.date(*due));
                if said.is_empty() {
                    at.t.month_changed_to(owner, due)
                } else {
                    at.t.month_changed_why(owner, due, said)
                }
            }
            None => said,
        },
        who: format!("{} {when}", words(row.name.as_ref())),
    }
}

fn id(text: &str) -> Result<TaskId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}
