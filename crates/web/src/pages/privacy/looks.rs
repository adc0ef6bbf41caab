//! Who looked at which full numbers.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use huiyin_app::privacy::{Looks, LooksAsked};
use huiyin_domain::PersonId;

use super::name;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Choice, Crumb, Field, Frame, Head, NavCounts, Place};

#[derive(Template)]
#[template(path = "privacy/looks.html")]
struct LooksView {
    t: Texts,
    frame: Frame,
    head: Head,
    from: Field,
    to: Field,
    viewer: Choice,
    person: Choice,
    rows: Vec<Line>,
}

/// A look.
struct Line {
    when: String,
    who: String,
    whose: String,
    person: Option<String>,
    event: Option<(String, String)>,
}

/// What is asked for, as the address has it; what cannot be read is as if it were not there.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    from: String,
    to: String,
    viewer: String,
    person: String,
}

/// `GET /phone-views`
pub(super) async fn show(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let wanted = LooksAsked {
        from: asked.from.parse().ok(),
        to: asked.to.parse().ok(),
        viewer: asked.viewer.parse().ok(),
        person: asked.person.parse().ok(),
    };
    let looks = at.app.looks(&at.asker, at.site.id(), wanted).await?;
    Ok(Page::new(LooksView::new(&at, &looks, &asked)).into_response())
}

impl LooksView {
    fn new(at: &SignedInAsker, looks: &Looks, asked: &Asked) -> Self {
        let t = at.t;
        let mut viewers: BTreeMap<PersonId, String> = BTreeMap::new();
        let mut people: BTreeMap<PersonId, String> = BTreeMap::new();
        for (_, row) in &looks.rows {
            viewers.insert(row.viewer, name(t, row.viewer_name.as_ref()));
            if let Some(person) = row.person {
                people.insert(person, name(t, row.name.as_ref()));
            }
        }
        let choice =
            |id: &'static str, label: String, known: BTreeMap<PersonId, String>, chosen| {
                let all = (String::new(), t.privacy_looks_all());
                let known = known.into_iter().map(|(id, name)| (id.to_string(), name));
                Choice::new(id, label).options(std::iter::once(all).chain(known), chosen)
            };
        Self {
            t,
            frame: at.frame(Some(Place::People), &NavCounts::default()),
            head: Head::new(t.privacy_looks_title()).crumbs([
                Crumb::link("/requests", t.privacy_requests()),
                Crumb::here(t.privacy_looks_title()),
            ]),
            from: Field::new("from", t.privacy_looks_from())
                .kind("date")
                .value(looks.days.0.to_string()),
            to: Field::new("to", t.privacy_looks_to())
                .kind("date")
                .value(looks.days.1.to_string()),
            viewer: choice("viewer", t.privacy_looks_who(), viewers, &asked.viewer),
            person: choice("person", t.privacy_looks_whose(), people, &asked.person),
            rows: looks
                .rows
                .iter()
                .map(|(number, row)| Line {
                    when: t.moment(at.site.zone().local(row.at)),
                    who: name(t, row.viewer_name.as_ref()),
                    whose: row
                        .person
                        .map_or_else(String::new, |_| name(t, row.name.as_ref())),
                    person: row.person.map(|it| format!("/residents/{it}")),
                    event: row.event.map(|(event, _)| {
                        let number = number.clone().unwrap_or_default();
                        (format!("/events/{event}"), number)
                    }),
                })
                .collect(),
        }
    }
}
