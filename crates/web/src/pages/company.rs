//! The statistics of a company, or a part of it, over some months: added up by category, by place and by month.

pub(crate) mod table;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use huiyin_app::statistics::RollUp;
use huiyin_domain::{Category, Month};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::pages::statistics::charts::Drawn;
use crate::papers::{self, Ending, Maker};
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, Choice, Crumb, Errors, Field, Frame, Head, NavCounts, Place};

use table::{SMALL, Table};

/// The page of the company.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/company", get(show))
        .route("/company.pdf", get(download))
        .route("/company.xlsx", get(download))
        .route("/company.csv", get(download))
        .route("/company.json", get(download))
}

#[derive(Template)]
#[template(path = "company.html")]
struct CompanyPage {
    t: Texts,
    frame: Frame,
    head: Head,
    errors: Errors,
    state: String,
    /// The place that is shown, for the form.
    place: String,
    from: Field,
    to: Field,
    category: Choice,
    /// Whether nothing was owed anywhere.
    has_nothing: bool,
    tables: Vec<Table>,
    drawn: Option<Drawn>,
    note: String,
    /// Where one site is shown: its code, by which its own statistics are opened, and the month.
    site: Option<String>,
    month: Month,
}

/// What the address asks for.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    place: String,
    from: String,
    to: String,
    category: String,
}

/// The months, the place and the category that are shown.
struct Shown {
    months: (Month, Month),
    place: Option<String>,
    category: Option<Category>,
}

impl Shown {
    /// The address of another place, over other months.
    fn to(&self, place: Option<&str>, months: (Month, Month)) -> String {
        self.at("/company", place, months)
    }

    fn at(&self, path: &str, place: Option<&str>, (from, to): (Month, Month)) -> String {
        let mut href = format!("{path}?from={from}&to={to}");
        if let Some(place) = place {
            href.push_str("&place=");
            href.push_str(place);
        }
        if let Some(category) = self.category {
            href.push_str("&category=");
            href.push_str(category.id());
        }
        href
    }

    fn here(&self, months: (Month, Month)) -> String {
        self.to(self.place.as_deref(), months)
    }

    /// The address of the same as a file.
    fn file(&self, ending: &str) -> String {
        let path = format!("/company.{ending}");
        self.at(&path, self.place.as_deref(), self.months)
    }
}

/// `GET /company?place=…&from=2026-01&to=2026-03&category=repair`
async fn show(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (shown, roll_up, errors) = read(&at, &asked).await?;
    Ok(Page::new(page(&at, &asked, &shown, &roll_up, errors)).into_response())
}

/// `GET /company.pdf?place=…&from=2026-01&to=2026-03`, `.xlsx`, `.csv`, `.json`: what the page of the same query shows.
async fn download(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let (shown, roll_up, errors) = read(&at, &asked).await?;
    if !errors.is_empty() {
        return Err(Failure::new(Kind::Unreadable));
    }
    let is_over = shown.months.1 < at.today.month();
    let paper = papers::company(&Maker::of(&at), &roll_up, shown.category, is_over);
    let name = format!("company-{}-{}", shown.months.0, shown.months.1);
    papers::file(&at.app, &name, ending, [paper]).await
}

/// What is asked for; of this month, with what is wrong, where the months cannot be read.
async fn read(at: &SignedInAsker, asked: &Asked) -> Result<(Shown, RollUp, Errors), Failure> {
    let mut errors = Errors::default();
    let this = at.today.month();
    let mut month = |field: &'static str, typed: &str| match typed.trim() {
        "" => Some(this),
        typed => {
            let month = typed.parse().ok();
            if month.is_none() {
                errors.add(field, at.t.fault_malformed());
            }
            month
        }
    };
    let (from, to) = (month("from", &asked.from), month("to", &asked.to));
    let typed = Some(asked.place.trim()).filter(|it| !it.is_empty());
    let place = match typed.map(str::parse) {
        Some(Ok(place)) => Some(place),
        Some(Err(_)) => return Err(Failure::new(Kind::NotFound)),
        None => None,
    };
    let mut shown = Shown {
        months: (from.unwrap_or(this), to.unwrap_or(this)),
        place: typed.map(str::to_owned),
        category: Category::of_id(asked.category.trim()),
    };
    let roll_up = match at.app.roll_up(&at.asker, place, shown.months).await {
        Ok(roll_up) => roll_up,
        Err(error) => {
            let (wrong, refused) = at.wrong(error).await?;
            if refused.is_some() {
                return Err(Failure::new(Kind::NotFound));
            }
            errors = wrong;
            shown.months = (this, this);
            at.app.roll_up(&at.asker, place, shown.months).await?
        }
    };
    Ok((shown, roll_up, errors))
}

fn page(
    at: &SignedInAsker,
    asked: &Asked,
    shown: &Shown,
    roll_up: &RollUp,
    errors: Errors,
) -> CompanyPage {
    let t = at.t;
    let field = |name: &'static str, label, typed: &str, month: Month| {
        let typed = typed.trim();
        let value = if typed.is_empty() {
            month.to_string()
        } else {
            typed.to_owned()
        };
        let field = Field::new(name, label).kind("month").value(value);
        field.check(&errors)
    };
    let chosen = shown.category.map_or("", Category::id);
    let categories = Category::ALL
        .iter()
        .map(|it| (it.id(), it.title(t.lang()).to_owned()));
    let all = std::iter::once(("", t.company_all_categories()));
    let category =
        Choice::new("category", t.desk_category()).options(all.chain(categories), chosen);
    let moment = t.moment(at.site.zone().local(roll_up.as_of));
    CompanyPage {
        t,
        frame: at.frame(Some(Place::Company), &NavCounts::default()),
        head: head(at, shown, roll_up),
        state: t.company_state(roll_up.sites, moment),
        place: shown.place.clone().unwrap_or_default(),
        from: field("from", t.company_from(), &asked.from, shown.months.0),
        to: field("to", t.company_to(), &asked.to, shown.months.1),
        category,
        has_nothing: roll_up.sums.categories().next().is_none(),
        tables: table::tables(t, shown, roll_up, shown.months.1 < at.today.month()),
        drawn: table::charts(t, shown, roll_up),
        note: t.company_note(SMALL),
        site: roll_up.place.code.clone(),
        month: shown.months.1,
        errors,
    }
}

fn head(at: &SignedInAsker, shown: &Shown, roll_up: &RollUp) -> Head {
    let t = at.t;
    let mut crumbs = Vec::new();
    for above in &roll_up.above {
        let href = shown.to(Some(&above.id.to_string()), shown.months);
        crumbs.push(Crumb::link(href, above.name.clone()));
    }
    crumbs.push(Crumb::here(roll_up.place.name.clone()));
    let this = at.today.month();
    let quarter = this.plus(-this.index().rem_euclid(3));
    let year = this.plus(-this.index().rem_euclid(12));
    let mut actions = vec![
        Action::new(shown.here((this, this)), t.company_this_month()),
        Action::new(shown.here((quarter, this)), t.company_this_quarter()),
        Action::new(shown.here((year, this)), t.company_this_year()),
    ];
    actions.extend(Action::files(t, |ending| shown.file(ending)));
    if at.app.may_spot_check(&at.asker, &at.site) {
        // Of a month that runs nothing is drawn yet.
        let month = shown.months.1.min(this.plus(-1));
        let href = format!("/spot-checks?month={month}");
        actions.push(Action::new(href, t.spot_checks()));
    }
    Head::new(t.company_title(roll_up.place.name.clone()))
        .crumbs(crumbs)
        .actions(actions)
}
