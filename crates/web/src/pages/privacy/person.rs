//! The page of a resident: what is held about them, who looked, what they asked for, and what they may ask.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};

use huiyin_app::privacy::{Hold, LookRow, PersonPage as Person, Version};
use huiyin_domain::{Day, masked_phone};

use super::requests::{Line, line};
use super::{Held, held, id, name, stays};
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Action, Crumb, Frame, Head, Mark, MarkKind, NavCounts, Place};

#[derive(Template)]
#[template(path = "privacy/person.html")]
struct PersonView {
    t: Texts,
    frame: Frame,
    head: Head,
    law: String,
    restricted: Option<String>,
    erased: Option<String>,
    phone: Option<String>,
    profile: Mark,
    homes: Vec<Home>,
    versions: Vec<VersionLine>,
    held: Vec<Held>,
    files: u64,
    perhaps: Vec<Held>,
    /// Nothing is ticked on this page.
    ticked: Vec<String>,
    looks: Vec<Look>,
    holds: Vec<HoldLine>,
    requests: Vec<Line>,
}

/// A hold in force.
struct HoldLine {
    why: String,
    until: String,
    by: String,
    lift: String,
}

/// A home.
struct Home {
    href: String,
    code: String,
    role: &'static str,
    days: String,
    /// Where the person is corrected; none once they are erased.
    correct: Option<String>,
}

/// A version of what is known.
struct VersionLine {
    when: String,
    by: String,
    name: String,
    rest: String,
}

/// A look at a full number.
struct Look {
    when: String,
    who: String,
    whose: String,
}

/// `GET /residents/{person}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.person_page(&at.asker, id(&person)?).await?;
    Ok(Page::new(PersonView::new(&at, &page)).into_response())
}

impl PersonView {
    fn new(at: &SignedInAsker, page: &Person) -> Self {
        let t = at.t;
        let person = &page.person;
        let title = name(t, person.name.as_ref());
        let here = format!("/residents/{}", person.id);
        let mut actions = vec![
            Action::new(format!("{here}/copy"), t.privacy_copy()),
            Action::new(format!("{here}/requests"), t.privacy_request_new()).primary(),
        ];
        if person.erased_at.is_none() {
            let hold = format!("/holds/on/person/{}", person.id);
            actions.insert(0, Action::new(hold, t.privacy_hold_place()));
        }
        let line_of = |it| held(at, page.law, it);
        let moment = |it| t.moment(at.site.zone().local(it));
        Self {
            t,
            frame: at.frame(Some(Place::Units), &NavCounts::default()),
            head: Head::new(title.as_str())
                .crumbs([
                    Crumb::link("/units", t.units_title()),
                    Crumb::here(t.privacy_title()),
                ])
                .actions(actions),
            law: t.privacy_line(page.law.title(t.lang())),
            restricted: person
                .restricted_at
                .map(|it| t.privacy_restricted_line(moment(it))),
            erased: person.erased_at.map(|it| t.privacy_erased_line(moment(it))),
            phone: person.phone.as_ref().map(|it| masked_phone(it.reveal())),
            profile: match (person.erased_at, page.held.profile) {
                (Some(_), _) => Mark::new(MarkKind::Exempt, t.privacy_gone()),
                (_, None) => Mark::new(MarkKind::Open, t.privacy_may_go()),
                (_, Some(ground)) => Mark::new(MarkKind::Review, stays(t, page.law, ground)),
            },
            homes: homes(t, page),
            versions: page.versions.iter().map(|it| version(at, it)).collect(),
            held: page.held.things.iter().map(line_of).collect(),
            files: page.files,
            perhaps: page.held.perhaps.iter().map(line_of).collect(),
            ticked: Vec::new(),
            looks: page.looks.iter().map(|it| look(at, it)).collect(),
            holds: page.holds.iter().map(|it| hold(at, it)).collect(),
            requests: page.requests.iter().map(|it| line(at, it)).collect(),
        }
    }
}

fn homes(t: Texts, page: &Person) -> Vec<Home> {
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| t.date(day));
    let home = |it: &huiyin_app::privacy::HomeRow| Home {
        href: format!("/units/{}", it.unit),
        code: it.code.clone(),
        role: it.role.title(t.lang()),
        days: match (it.from, it.to) {
            (None, None) => String::new(),
            (from, to) => format!("{}–{}", day(from), day(to)),
        },
        correct: page
            .person
            .erased_at
            .is_none()
            .then(|| format!("/units/{}/residents/{}", it.unit, it.occupancy)),
    };
    page.homes.iter().map(home).collect()
}

fn version(at: &SignedInAsker, it: &Version) -> VersionLine {
    let t = at.t;
    let rest = [
        it.phone_masked.clone(),
        it.name
            .is_some()
            .then(|| it.wish.title(t.lang()).to_owned()),
        it.hours.clone(),
    ];
    VersionLine {
        when: t.moment(at.site.zone().local(it.at)),
        by: it
            .by
            .as_ref()
            .map_or_else(|| t.events_by_itself(), |it| it.reveal().clone()),
        name: it.name.clone().unwrap_or_else(|| t.units_erased()),
        rest: rest.into_iter().flatten().collect::<Vec<_>>().join("・"),
    }
}

fn hold(at: &SignedInAsker, it: &Hold) -> HoldLine {
    let t = at.t;
    let placed = t.moment(at.site.zone().local(it.placed_at));
    HoldLine {
        why: name(t, it.why.as_ref()),
        until: match it.until {
            Some(day) => format!("{} {}", t.privacy_hold_until(), t.date(day)),
            None => t.privacy_hold_no_end(),
        },
        by: format!("{placed}・{}", name(t, it.placed_by.as_ref())),
        lift: format!("/holds/{}", it.id),
    }
}

fn look(at: &SignedInAsker, it: &LookRow) -> Look {
    let t = at.t;
    Look {
        when: t.moment(at.site.zone().local(it.at)),
        who: name(t, it.viewer_name.as_ref()),
        whose: match it.event {
            Some((_, (year, number))) => t.privacy_looks_of_event(
                huiyin_domain::entry::facts::RunningNumber { year, number }.text(at.site.code()),
            ),
            None => name(t, it.name.as_ref()),
        },
    }
}
