//! What a copy would change, and its adoption.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::procedures::{AdoptDraft, DraftPage, Simulate};
use huiyin_domain::{CommandId, ProcedureDraftId};

use super::compared::{Compared, compare};
use super::copies::{CopyState, Tab, head};
use super::difference::{SectionView, sections};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::form_page::FormPage;
use crate::texts::Texts;
use crate::view::{Crumb, Errors, Field, Frame, Head, NavCounts, Place, Sources};

#[derive(Template)]
#[template(path = "procedures/preview.html")]
struct PreviewPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    copy: CopyState,
    /// What differs from the base; none while something is wrong.
    sections: Option<Vec<SectionView>>,
    compared: Option<Compared>,
    may_adopt: bool,
    command: String,
    seen: String,
    from: Field,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    seen: String,
    version: u32,
    from: String,
}

/// `GET /procedure/copies/{copy}/preview`
pub(super) async fn show(
    at: SignedInAsker,
    Path(copy): Path<ProcedureDraftId>,
) -> Result<Response, Failure> {
    let typed = Typed {
        seen: seen(&at).await?,
        from: at.today.month().plus(1).to_string(),
        ..Typed::default()
    };
    let page = view(&at, copy, &typed, (Errors::default(), None)).await?;
    Ok(Page::new(page).into_response())
}

/// `POST /procedure/copies/{copy}/adoption`: to the procedures.
pub(super) async fn adopt(
    at: SignedInAsker,
    Path(copy): Path<ProcedureDraftId>,
    Form(mut typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_manages_procedures(&at.asker, &at.site)?;
    let command: CommandId = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let input = AdoptDraft {
        site: at.site.id(),
        draft: copy,
        version: typed.version,
        from: typed.from.clone(),
    };
    let asker = at.having_seen(&typed.seen);
    match at.app.adopt_draft(&asker, command, &input).await {
        Ok(()) => Ok(Redirect::to("/procedure").into_response()),
        Err(Error::NotFound) => gone(&at, &typed).await,
        Err(error) => {
            if matches!(error, Error::Conflict) {
                typed.seen = seen(&at).await?;
            }
            // Adopting is an act of the site, whose copy it is.
            let site = [at.site.id().uuid()];
            let wrong = match error {
                Error::Invalid(wrong) => (Errors::of_fields(at.t, &wrong), None),
                error => (
                    Errors::default(),
                    Some(at.refused_about(error, &site).await?),
                ),
            };
            let page = view(&at, copy, &typed, wrong).await?;
            Ok(Page::not_accepted(page).into_response())
        }
    }
}

/// How far the journal has come about the site, whose procedures they are.
async fn seen(at: &SignedInAsker) -> Result<String, Failure> {
    at.seen(&[at.site.id().uuid()]).await
}

/// Somebody else adopted the copy, or gave it up: who put which in force stands beside what was typed.
async fn gone(at: &SignedInAsker, typed: &Typed) -> Result<Response, Failure> {
    let t = at.t;
    let step = at
        .last_step_about(&Error::Conflict, &[at.site.id().uuid()])
        .await?;
    let sentence = t.procedure_copy_gone();
    let refused = Refused {
        sentence: match step {
            Some(step) => t.meanwhile_beside(sentence, step),
            None => sentence,
        },
        sources: Vec::new(),
        cards: Vec::new(),
        forbidden: false,
    };
    let head =
        Head::new(t.procedure_adopt()).crumbs([Crumb::link("/procedure", t.place_procedure())]);
    let from = Field::new("from", t.procedure_copy_adopt_from())
        .kind("month")
        .value(typed.from.as_str());
    Ok(FormPage::new(at, Place::Procedure, head, at.path())
        .fields(Vec::new(), vec![from])
        .back("/procedure")
        .answer((Errors::default(), Some(refused))))
}

async fn view(
    at: &SignedInAsker,
    copy: ProcedureDraftId,
    typed: &Typed,
    (errors, mut refused): (Errors, Option<Refused>),
) -> Result<PreviewPage, Failure> {
    let t = at.t;
    let page = at
        .app
        .procedure_draft(&at.asker, at.site.id(), copy)
        .await?;
    let mut frame = at.frame(Some(Place::Procedure), &NavCounts::default());
    let mut compared = None;
    if let Ok(edition) = &page.read {
        frame = frame.clauses(Sources::new(&edition.procedure, t.lang()).all_cards());
        let asked = Simulate {
            b: copy.to_string(),
            ..Simulate::default()
        };
        match at.app.simulate(&at.asker, at.site.id(), &asked).await {
            Ok(trial) => compared = Some(compare(t, trial).await?),
            Err(error) => refused = refused.or(Some(at.refused(error).await?)),
        }
    }
    Ok(PreviewPage {
        t,
        frame,
        head: head(at, &page),
        refused,
        copy: CopyState::new(at, &page, Tab::Preview, false),
        sections: changes(t, &page),
        compared,
        may_adopt: page.may_adopt,
        command: CommandId::generate().to_string(),
        seen: typed.seen.clone(),
        from: Field::new("from", t.procedure_copy_adopt_from())
            .kind("month")
            .value(typed.from.as_str())
            .hint(t.procedure_copy_adopt_hint())
            .required()
            .check(&errors),
        errors,
    })
}

fn changes(t: Texts, page: &DraftPage) -> Option<Vec<SectionView>> {
    let edition = page.read.as_ref().ok()?;
    Some(sections(t, &page.base, edition))
}
