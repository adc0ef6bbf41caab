//! Copies of procedures: beginning one, giving it up, and what every page of one says.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::procedures::{BeginDraft, DraftPage};
use huiyin_domain::{CommandId, ProcedureDraftId};
use huiyin_rules::procedure::Problem;
use huiyin_rules::procedure::parameters::{Group, parameters};

use super::named;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::pages::form_page::FormPage;
use crate::view::{Crumb, Errors, Field, Head, Place};

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    base: String,
    id: String,
    version: String,
}

/// `GET /procedure/copies`
pub(super) async fn show(
    at: SignedInAsker,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    at.app.check_tries_procedures(&at.asker, &at.site)?;
    let (edition, hash) = at.site.version_on(at.today);
    let typed = Typed {
        base: if typed.base.is_empty() {
            hash.to_string()
        } else {
            typed.base
        },
        version: at.today.month().plus(1).to_string(),
        id: if edition.procedure.base.is_some() {
            edition.procedure.id.clone()
        } else {
            String::new()
        },
        ..Typed::default()
    };
    page(&at, &typed, (Errors::default(), None)).await
}

/// `POST /procedure/copies`: to the copy.
pub(super) async fn begin(
    at: SignedInAsker,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_tries_procedures(&at.asker, &at.site)?;
    let command: CommandId = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let input = BeginDraft {
        site: at.site.id(),
        base: typed.base.clone(),
        id: typed.id.clone(),
        version: typed.version.clone(),
    };
    match at.app.begin_draft(&at.asker, command, &input).await {
        Ok(copy) => Ok(Redirect::to(&format!("/procedure/copies/{copy}")).into_response()),
        Err(error) => page(&at, &typed, at.wrong(error).await?).await,
    }
}

/// `POST /procedure/copies/{copy}/discard`: back to the procedures.
pub(super) async fn discard(
    at: SignedInAsker,
    Path(copy): Path<ProcedureDraftId>,
) -> Result<Response, Failure> {
    at.app.discard_draft(&at.asker, at.site.id(), copy).await?;
    Ok(Redirect::to("/procedure").into_response())
}

async fn page(
    at: &SignedInAsker,
    typed: &Typed,
    wrong: (Errors, Option<Refused>),
) -> Result<Response, Failure> {
    let t = at.t;
    let versions = at.app.procedure_versions(&at.asker, at.site.id()).await?;
    let head = Head::new(t.procedure_copy_title()).crumbs([
        Crumb::link("/procedure", t.place_procedure()),
        Crumb::here(t.procedure_copy_title()),
    ]);
    let base = super::trial::choice(t, &versions, "base", t.procedure_copy_base(), &typed.base);
    let id = Field::new("id", t.procedure_copy_id())
        .value(typed.id.as_str())
        .hint(t.procedure_copy_id_hint())
        .required();
    let version = Field::new("version", t.procedure_copy_version())
        .value(typed.version.as_str())
        .required();
    Ok(
        FormPage::new(at, Place::Procedure, head, "/procedure/copies")
            .line(t.procedure_copy_line())
            .button(t.procedure_copy_begin())
            .back("/procedure")
            .command(&typed.command)
            .fields(vec![base], vec![id, version])
            .answer(wrong),
    )
}

/// What every page of a copy says.
pub(super) struct CopyState {
    pub(super) href: String,
    pub(super) line: String,
    pub(super) version: u32,
    /// Whether one comes from saving.
    pub(super) saved: bool,
    /// What is wrong, each with a link to its place.
    pub(super) problems: Vec<(String, String)>,
    /// The pages of the copy: where, what, and whether one is there.
    pub(super) tabs: [(String, String, bool); 3],
}

/// Where a page of a copy shows what is wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Fields,
    Text,
    Preview,
}

/// Whether one comes from saving.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Saved {
    pub(super) saved: bool,
}

impl CopyState {
    pub(super) fn new(at: &SignedInAsker, page: &DraftPage, tab: Tab, saved: bool) -> Self {
        let t = at.t;
        let href = format!("/procedure/copies/{}", page.row.id);
        let groups = parameters(&page.row.content, t.lang()).unwrap_or_default();
        let problems = page.read.as_ref().err().into_iter().flatten();
        let problems = problems.map(|problem| {
            let place = match tab {
                Tab::Text => "#f-text".to_owned(),
                Tab::Fields => place(&groups, problem),
                Tab::Preview => format!("{href}{}", place(&groups, problem)),
            };
            (place, problem.say(t.lang()))
        });
        let tab_of = |path: &str, words, is: Tab| (format!("{href}{path}"), words, tab == is);
        Self {
            problems: problems.collect(),
            tabs: [
                tab_of("", t.procedure_copy_fields(), Tab::Fields),
                tab_of("/text", t.procedure_copy_text(), Tab::Text),
                tab_of("/preview", t.procedure_copy_preview(), Tab::Preview),
            ],
            line: t.procedure_copy_base_line(named(t, &page.base)),
            version: page.row.version,
            saved,
            href,
        }
    }
}

/// The field of a problem, else its section.
fn place(groups: &[Group], problem: &Problem) -> String {
    let parameters = groups.iter().flat_map(|group| &group.parameters);
    let mut at_field = parameters.filter(|parameter| is_at(parameter.lines.as_ref(), problem));
    if let Some(parameter) = at_field.next() {
        return format!("#f-{}", parameter.place);
    }
    let section = groups
        .iter()
        .find(|group| is_at(Some(&group.lines), problem));
    section.map_or_else(String::new, |group| format!("#g-{}", group.place))
}

/// Whether a problem is on one of these lines.
pub(super) fn is_at(lines: Option<&std::ops::RangeInclusive<usize>>, problem: &Problem) -> bool {
    lines.is_some_and(|lines| lines.contains(&problem.line))
}

/// The head of a page of a copy.
pub(super) fn head(at: &SignedInAsker, page: &DraftPage) -> Head {
    let t = at.t;
    let name = match &page.read {
        Ok(edition) => format!("{}・{}", edition.procedure.id, edition.procedure.version),
        Err(_) => t.procedure_copy_title(),
    };
    Head::new(name.clone()).crumbs([
        Crumb::link("/procedure", t.place_procedure()),
        Crumb::here(name),
    ])
}

/// Who changed a copy meanwhile, as a sentence.
pub(super) fn conflict(at: &SignedInAsker, page: &DraftPage) -> String {
    let who = page.row.changed_by.as_ref();
    let who = who.map_or_else(
        || at.t.procedure_copy_conflict_somebody(),
        |name| name.reveal().clone(),
    );
    at.t.procedure_copy_conflict(who.as_str())
}
