//! Two versions of a procedure, tried on what was completed at the site.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use huiyin_app::procedures::{Simulate, Versions};

use super::compared::{Compared, compare, lines};
use super::named;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Choice, Crumb, Errors, Field, Frame, Head, NavCounts, Place};

#[derive(Template)]
#[template(path = "procedures/trial.html")]
struct TrialPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    choices: Vec<Choice>,
    fields: Vec<Field>,
    /// Where the file is.
    csv: Option<String>,
    compared: Option<Compared>,
}

/// What is compared; nothing is before a version B is chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    a: String,
    b: String,
    from: String,
    to: String,
}

impl Asked {
    fn input(&self) -> Simulate {
        Simulate {
            a: self.a.clone(),
            b: self.b.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
        }
    }
}

/// `GET /procedure/simulate`
pub(super) async fn show(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let site = at.site.id();
    at.app.check_tries_procedures(&at.asker, &at.site)?;
    let versions = at.app.procedure_versions(&at.asker, site).await?;
    if asked.b.is_empty() {
        let page = TrialPage::new(&at, &versions, &asked);
        return Ok(Page::new(page).into_response());
    }
    match at.app.simulate(&at.asker, site, &asked.input()).await {
        Ok(trial) => {
            let page = TrialPage {
                compared: Some(compare(at.t, trial).await?),
                csv: Some(format!(
                    "/procedure/simulate.csv?a={}&b={}&from={}&to={}",
                    asked.a, asked.b, asked.from, asked.to
                )),
                ..TrialPage::new(&at, &versions, &asked)
            };
            Ok(Page::new(page).into_response())
        }
        Err(error) => {
            let (errors, refused) = at.wrong(error).await?;
            let page = TrialPage::new(&at, &versions, &asked);
            let check = |it: Choice| it.check(&errors);
            Ok(Page::not_accepted(TrialPage {
                choices: page.choices.into_iter().map(check).collect(),
                fields: page
                    .fields
                    .into_iter()
                    .map(|it| it.check(&errors))
                    .collect(),
                errors,
                refused,
                ..page
            })
            .into_response())
        }
    }
}

/// `GET /procedure/simulate.csv`
pub(super) async fn download(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let site = at.site.id();
    let trial = at.app.simulate(&at.asker, site, &asked.input()).await?;
    let name = format!("{}-simulate.csv", at.site.code());
    Ok(crate::csv::file(
        &name,
        &lines(trial, at.demo_words()).await?,
    ))
}

impl TrialPage {
    fn new(at: &SignedInAsker, versions: &Versions, asked: &Asked) -> Self {
        let t = at.t;
        let in_force = at.site.version_on(at.today).1.to_string();
        let a = if asked.a.is_empty() {
            &in_force
        } else {
            &asked.a
        };
        let this_month = at.today.month();
        let from = or(&asked.from, || this_month.plus(-11).to_string());
        let to = or(&asked.to, || this_month.to_string());
        Self {
            t,
            frame: at.frame(Some(Place::Procedure), &NavCounts::default()),
            head: Head::new(t.procedure_versions_try()).crumbs([
                Crumb::link("/procedure", t.place_procedure()),
                Crumb::here(t.procedure_versions_try()),
            ]),
            refused: None,
            errors: Errors::default(),
            choices: vec![
                choice(t, versions, "a", t.procedure_trial_a(), a),
                choice(t, versions, "b", t.procedure_trial_b(), &asked.b),
            ],
            fields: vec![
                Field::new("from", t.procedure_trial_from())
                    .kind("month")
                    .value(from),
                Field::new("to", t.procedure_trial_to())
                    .kind("month")
                    .value(to),
            ],
            csv: None,
            compared: None,
        }
    }
}

fn or(typed: &str, default: impl FnOnce() -> String) -> String {
    if typed.is_empty() {
        default()
    } else {
        typed.to_owned()
    }
}

/// Every version that can be compared or copied.
pub(super) fn choice(
    t: Texts,
    versions: &Versions,
    name: &'static str,
    label: String,
    chosen: &str,
) -> Choice {
    let adopted = versions.adopted.iter().rev().map(|version| {
        let from = t.procedure_in_force(t.month(version.from));
        let edition = &version.edition;
        (
            edition.hash.clone(),
            format!("{}・{from}", named(t, edition)),
        )
    });
    let drafts = versions.drafts.iter().filter_map(|line| {
        let edition = line.edition.as_ref()?;
        let version = t.procedure_trial_is_draft(edition.procedure.version.as_str());
        Some((
            line.id.to_string(),
            format!("{}・{version}", edition.procedure.id),
        ))
    });
    let shipped = huiyin_rules::procedure::shipped().iter().map(|edition| {
        let id = edition.procedure.id.clone();
        let label = format!("{}・{}", named(t, edition), t.procedure_shipped());
        (id, label)
    });
    let mut options: Vec<(String, String)> = adopted.chain(drafts).chain(shipped).collect();
    let mut known = std::collections::BTreeSet::new();
    options.retain(|(value, _)| known.insert(value.clone()));
    Choice::new(name, label).options(options, chosen).required()
}
