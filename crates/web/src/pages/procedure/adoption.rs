//! Which procedure is in force at the site, from which month on, and the form that puts another in force.

use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::set_up::AdoptProcedure;
use huiyin_domain::CommandId;

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::pages::form_page::FormPage;
use crate::view::{Crumb, Errors, Field, Head, Place};

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    seen: String,
    procedure: String,
    from: String,
}

/// `GET /procedure/adoption`
pub(super) async fn show(at: SignedInAsker) -> Result<Response, Failure> {
    at.app.check_manages_procedures(&at.asker, &at.site)?;
    let typed = Typed {
        seen: seen(&at).await?,
        procedure: at.procedure().id.clone(),
        from: at.today.month().plus(1).to_string(),
        ..Typed::default()
    };
    Ok(page(&at, &typed, (Errors::default(), None)))
}

/// `POST /procedure/adoption`: back to the procedures.
pub(super) async fn adopt(
    at: SignedInAsker,
    Form(mut typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_manages_procedures(&at.asker, &at.site)?;
    let command: CommandId = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let input = AdoptProcedure {
        site: at.site.id(),
        procedure: typed.procedure.clone(),
        from: typed.from.clone(),
    };
    let asker = at.having_seen(&typed.seen);
    let Err(error) = at.app.adopt_procedure(&asker, command, &input).await else {
        return Ok(Redirect::to("/procedure").into_response());
    };
    if matches!(error, Error::Conflict) {
        typed.seen = seen(&at).await?;
    }
    Ok(page(&at, &typed, at.wrong(error).await?))
}

/// How far the journal has come about the site, whose procedures they are.
async fn seen(at: &SignedInAsker) -> Result<String, Failure> {
    at.seen(&[at.site.id().uuid()]).await
}

fn page(at: &SignedInAsker, typed: &Typed, wrong: (Errors, Option<Refused>)) -> Response {
    let t = at.t;
    let head = Head::new(t.procedure_adopt()).crumbs([
        Crumb::link("/procedure", t.place_procedure()),
        Crumb::here(t.procedure_adopt()),
    ]);
    let procedure = super::choice(t, &typed.procedure);
    let from = Field::new("from", t.procedure_adopt_from())
        .kind("month")
        .value(typed.from.as_str())
        .hint(t.procedure_adopt_hint())
        .required();
    FormPage::new(at, Place::Procedure, head, "/procedure/adoption")
        .line(t.procedure_adopt_line(at.site.name()))
        .back("/procedure")
        .command(&typed.command)
        .hidden("seen", typed.seen.as_str())
        .fields(vec![procedure], vec![from])
        .answer(wrong)
}
