//! Several follow-ups of one household, offered as one visit.

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;

use axum::Form;
use huiyin_app::Error;
use huiyin_app::planning::{Household, PlanLine, PlanPage as Plan, PlanTogether};
use huiyin_domain::{CommandId, Day};
use uuid::Uuid;

use super::{Order, PlanPage, Tried, ids, month_of, text};
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::server::Shared;
use crate::view::Errors;

/// Planning them as one visit.
pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/plan/together", post(plan_together))
}

/// A household, and the form that makes one visit of its follow-ups.
pub(super) struct HouseholdForm {
    pub(super) command: String,
    pub(super) unit: String,
    pub(super) customer: String,
    pub(super) follow_ups: Vec<Together>,
    pub(super) first: Day,
    pub(super) last: Day,
    /// The day that is proposed: of the one that is planned first, where the others may be visited on it.
    pub(super) day: Day,
}

/// A follow-up of it.
pub(super) struct Together {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) what: String,
    pub(super) line: String,
}

/// The households of a plan, as far as the asker may plan.
pub(super) fn forms(at: &SignedInAsker, plan: &Plan) -> Vec<HouseholdForm> {
    let may = plan.may_plan;
    let households = plan.households.iter().filter(|_| may);
    households.map(|one| form(at, plan, one)).collect()
}

/// The events of what is offered as one visit.
pub(super) fn events(plan: &Plan) -> Vec<Uuid> {
    let offered = |line: &&PlanLine| {
        let mut households = plan.households.iter();
        plan.may_plan && households.any(|it| it.follow_ups.contains(&line.row.id))
    };
    let lines = plan.lines.iter().filter(offered);
    lines.map(|line| line.row.event.uuid()).collect()
}

fn form(at: &SignedInAsker, plan: &Plan, household: &Household) -> HouseholdForm {
    let t = at.t;
    let lines: Vec<_> = household
        .follow_ups
        .iter()
        .filter_map(|id| plan.lines.iter().find(|line| line.row.id == *id))
        .collect();
    let (first, last) = household.days;
    let planned = lines.iter().filter_map(|line| line.row.planned_day).min();
    HouseholdForm {
        command: CommandId::generate().to_string(),
        unit: household.unit.clone(),
        customer: lines
            .iter()
            .find_map(|line| text(line.row.customer.as_ref()))
            .unwrap_or_default(),
        follow_ups: lines
            .iter()
            .map(|line| Together {
                id: line.row.id.to_string(),
                href: format!("/follow-ups/{}", line.row.id),
                what: text(line.row.summary.as_ref()).unwrap_or_else(|| line.number.clone()),
                line: t.plan_window(
                    t.day(line.row.not_before),
                    t.day(line.row.due),
                    names(at, line),
                ),
            })
            .collect(),
        first,
        last,
        day: planned.map_or(first, |day| day.clamp(first, last)),
    }
}

fn names(at: &SignedInAsker, line: &PlanLine) -> String {
    let names = line.visitors.iter().filter_map(|it| text(it.name.as_ref()));
    names.collect::<Vec<_>>().join(&at.t.list_comma())
}

/// `POST /plan/together`: back to the plan.
async fn plan_together(
    at: SignedInAsker,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let value = |name: &str| {
        let found = sent.iter().find(|(there, _)| there == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let month = month_of(&at, &value("month"))?;
    let by = Order::of_id(&value("by"));
    let command = value("command");
    let command = command.parse().unwrap_or_else(|_| CommandId::generate());
    let follow_ups = ids(&sent)?;
    let about: Vec<_> = follow_ups.iter().map(|it| it.uuid()).collect();
    let input = PlanTogether {
        follow_ups,
        planned_day: value("planned_day"),
    };
    let mut tried = Tried {
        by,
        ..Tried::default()
    };
    let asker = at.having_seen(&value("seen"));
    match at.app.plan_together(&asker, command, input).await {
        Ok(()) => return Ok(Redirect::to(&by.href(month)).into_response()),
        Err(Error::Invalid(wrong)) => tried.errors = Errors::of_fields(at.t, &wrong),
        Err(error @ Error::Forbidden { .. }) => return Err(error.into()),
        Err(error) => tried.refused = Some(at.refused_about(error, &about).await?),
    }
    let (plan, seen) = super::read(&at, month).await?;
    Ok(Page::not_accepted(PlanPage::new(&at, &plan, (tried, &seen))).into_response())
}
