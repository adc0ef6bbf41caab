//! The draw of a cohort, explained so that anybody can check it.

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use huiyin_app::planning::{DrawLine, DrawPage as Explained, NumberState, StratumBoxes};
use huiyin_domain::{CohortId, Personal, Rate};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Crumb, Draw, DrawState, Frame, Head, NavCounts, Place, Tag};

/// The page of a draw.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/draw", get(show))
}

#[derive(Template)]
#[template(path = "draw.html")]
struct DrawPage {
    t: Texts,
    frame: Frame,
    head: Head,
    name: String,
    rate: Rate,
    closed: Option<String>,
    key: Option<(String, String, Option<String>)>,
    draw: Draw,
    sums: Vec<Sum>,
    lines: Vec<Line>,
    late_entries: Vec<(String, u64)>,
    hours: u32,
}

/// How one stratum was decided.
struct Sum {
    stratum: u64,
    numbers: String,
    chance: Option<String>,
}

/// An obligation of the cohort.
struct Line {
    draw_number: String,
    number: String,
    event: String,
    /// Where its outcome is explained.
    because: String,
    why: Tag,
    gone: Option<&'static str>,
    late: bool,
    entered: String,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    cohort: String,
}

/// `GET /draw?cohort=ID`
async fn show(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let cohort: CohortId = asked
        .cohort
        .parse()
        .map_err(|_| Failure::new(Kind::NotFound))?;
    let draw = at.app.draw(&at.asker, cohort).await?;
    Ok(Page::new(DrawPage::new(&at, draw)).into_response())
}

/// The numbers of a stratum as they are drawn on a page, the one a page is about among them; those not given yet are
/// free.
pub(super) fn numbers(stratum: &StratumBoxes, this: Option<u32>) -> Vec<(u64, DrawState)> {
    let last = stratum.first + stratum.size;
    (stratum.first..last)
        .map(|number| {
            let own = stratum
                .boxes
                .iter()
                .find(|one| u64::from(one.number) == number);
            let state = match own.map(|one| one.state) {
                None => DrawState::Free,
                Some(NumberState::Gone) => DrawState::Void,
                Some(NumberState::Picked) if this.map(u64::from) == Some(number) => DrawState::This,
                Some(NumberState::Picked) => DrawState::Picked,
                Some(NumberState::NotPicked | NumberState::Open) => DrawState::Plain,
            };
            (number, state)
        })
        .collect()
}

impl DrawPage {
    fn new(at: &SignedInAsker, draw: Explained) -> Self {
        let t = at.t;
        let moment = |instant| t.moment(at.site.zone().local(instant));
        let title = draw.cohort.category.title(t.lang());
        let month = draw.month.map(|month| t.month(month)).unwrap_or_default();
        let strata = draw
            .strata
            .iter()
            .map(|stratum| numbers(&stratum.boxes, None));
        let nobody = || t.draw_by_program();
        Self {
            t,
            frame: at.frame(Some(Place::Plan), &NavCounts::default()),
            head: Head {
                crumbs: vec![
                    Crumb::link("/plan", t.place_plan()),
                    Crumb::here(t.draw_title(title, month.as_str())),
                ],
                ..Head::new(t.draw_title(title, month.as_str()))
            },
            rate: draw.cohort.rate,
            closed: draw.cohort.closed_at.map(moment),
            key: draw.key.as_ref().map(|key| {
                (
                    key.sha256.clone(),
                    moment(key.committed_at),
                    key.key.clone(),
                )
            }),
            draw: Draw::new(t, draw.cohort.name.as_str(), strata),
            sums: draw
                .strata
                .iter()
                .map(|stratum| Sum {
                    stratum: stratum.boxes.index,
                    numbers: format!(
                        "{}–{}",
                        stratum.boxes.first,
                        stratum.boxes.first + stratum.boxes.size - 1
                    ),
                    chance: stratum.chance.map(|chance| chance.to_string()),
                })
                .collect(),
            name: draw.cohort.name,
            lines: draw.rows.iter().map(|it| line(at, it)).collect(),
            late_entries: draw
                .late_entries
                .into_iter()
                .map(|row| {
                    (
                        row.name.map_or_else(nobody, Personal::into_inner),
                        row.count,
                    )
                })
                .collect(),
            hours: draw.late_entry_hours,
        }
    }
}

fn line(at: &SignedInAsker, line: &DrawLine) -> Line {
    let (t, row) = (at.t, &line.row);
    Line {
        draw_number: row
            .number
            .map_or_else(|| "—".to_owned(), |number| number.to_string()),
        number: line.number.clone(),
        event: format!("/events/{}", row.event),
        because: format!("/obligations/{}/why", row.obligation),
        why: match line.why {
            Some(why) => Tag::why(t, why),
            None => Tag::plain(t.plan_waits()),
        },
        gone: row.void_cause.map(|cause| cause.title(t.lang())),
        late: row.late_entry,
        entered: t.moment(at.site.zone().local(row.arisen_at)),
    }
}
