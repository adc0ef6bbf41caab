//! 公司匯總, 訊號 and 公司抽查: what somebody who answers for more than a day looks at.

use huiyin_app::paper::{Cell, Form, Paper, Value};
use huiyin_app::spot_checks::{Agreement, SpotChecks, SpotLine};
use huiyin_app::statistics::{Figure, RollUp, Signals};
use huiyin_domain::{Category, Percent, Rating};

use super::statistics::{judged, target};
use super::values::Maker;
use crate::pages::company::table::{Line, Of, grids, is_of_few};
use crate::pages::{signals, spot_checks as page};
use crate::texts::Texts;

/// The statistics of a place over some months, of one category or of all.
pub(crate) fn company(
    maker: &Maker<'_>,
    roll_up: &RollUp,
    only: Option<Category>,
    is_over: bool,
) -> Paper {
    let t = maker.t;
    let (from, to) = roll_up.months;
    let period = if from == to {
        t.month_of_year(from)
    } else {
        format!("{}–{}", t.month_of_year(from), t.month_of_year(to))
    };
    let subtitle = format!("{}　{period}", roll_up.place.name);
    let mut paper = maker.begin(Form::Company, &subtitle, &subtitle);
    paper.set("place", roll_up.place.name.as_str());
    paper.set("period", period);
    paper.set("sites", Cell::Count(roll_up.sites as u64));
    let only_words = only.map(|it| Value::from(it.title(t.lang())));
    paper.set("only", only_words.unwrap_or(Value::None));
    paper.set("as_of", maker.moment(roll_up.as_of));
    for grid in grids(roll_up, only) {
        for (of, line) in &grid.rows {
            let name = match of {
                Of::Category(category) => category.title(t.lang()).to_owned(),
                Of::Place(place) => place.name.clone(),
                Of::NoZone => t.company_no_zone(),
                Of::Month(month) => t.month_of_year(*month),
            };
            paper.row(grid.id, row(t, name, line, is_over));
        }
        if let Some(total) = &grid.total {
            paper.row(grid.id, row(t, t.papers_total(), total, is_over));
        }
    }
    paper
}

fn row(t: Texts, name: String, line: &Line, is_over: bool) -> Vec<(&'static str, Cell)> {
    let share = |(part, whole), rate| Cell::share(Percent::of(part, whole, rate));
    let count = |figure| Cell::Count(line.figures.get(figure));
    let rate = line.rate();
    let shares = [
        (rate.unwrap_or_default(), t.statistics_group_rate()),
        (line.timeliness(), t.statistics_timeliness()),
        (line.satisfaction(), t.statistics_satisfaction()),
        (line.handling(), t.statistics_handling_rate()),
    ];
    let few = shares
        .into_iter()
        .filter(|((_, whole), _)| is_of_few(*whole));
    let few: Vec<String> = few.map(|(_, words)| words).collect();
    vec![
        ("name", Cell::Text(name)),
        ("owed", count(Figure::Owed)),
        ("done", count(Figure::Done)),
        (
            "rate",
            rate.map_or(Cell::Empty, |rate| share(rate, line.target)),
        ),
        ("target", target(line.target)),
        ("met", judged(t, line.missing, is_over)),
        ("timeliness", share(line.timeliness(), None)),
        ("satisfaction", share(line.satisfaction(), None)),
        ("dissatisfied", count(Figure::Dissatisfied)),
        ("handling_rate", share(line.handling(), None)),
        ("unhandled", count(Figure::Unhandled)),
        ("unreachable", count(Figure::Unreachable)),
        ("few", Cell::text(few.join(&t.list_comma()))),
    ]
}

/// The signals of a month, with the records that they speak of.
pub(crate) fn signals(maker: &Maker<'_>, found: &Signals) -> Paper {
    let t = maker.t;
    let month = t.month_of_year(found.month);
    let subtitle = format!("{}　{month}", maker.site.name());
    let mut paper = maker.begin(Form::Signals, &subtitle, &subtitle);
    paper.set("month", month);
    for (from, to) in &found.quiet {
        let days = u64::try_from(to.days_since(*from) + 1).unwrap_or(0);
        let cells = [
            ("from", Cell::day(*from)),
            ("to", Cell::day(*to)),
            ("days", Cell::Count(days)),
        ];
        paper.row("quiet", cells);
    }
    for signal in &found.of_people {
        let words = signals::words(t, signal);
        let (count, of) = signal.share;
        let cells = [
            ("signal", Cell::text(words.as_str())),
            ("count", Cell::Count(count)),
            ("of", Cell::Count(of)),
        ];
        paper.row("people", cells);
        for row in &signal.rows {
            let cells = [
                ("signal", Cell::text(words.as_str())),
                ("number", Cell::text(row.number.as_str())),
                ("unit", Cell::text(row.unit.clone().unwrap_or_default())),
                ("at", Cell::moment(&row.at)),
                ("channel", Cell::text(row.channel.recorded(t.lang()))),
            ];
            paper.row("records", cells);
        }
    }
    paper
}

/// The spot check of a month: how far records and residents agree, and the sample with the calls. What residents said
/// stands on the page of the call alone.
pub(crate) fn spot_checks(maker: &Maker<'_>, found: &SpotChecks, of_one_site: bool) -> Paper {
    let t = maker.t;
    let month = t.month_of_year(found.month);
    let place = match found.sites.as_slice() {
        [site] if of_one_site => site.name.clone(),
        _ => t.site_all(),
    };
    let subtitle = format!("{place}　{month}");
    let mut paper = maker.begin(Form::SpotChecks, &subtitle, &subtitle);
    paper.set("place", place);
    paper.set("month", month);
    for site in &found.sites {
        let hidden = (site.hidden > 0).then(|| t.spot_checks_hidden(site.hidden));
        let state = page::state(t, site.state).or(hidden);
        let mut cells = vec![
            ("name", Cell::text(site.name.as_str())),
            ("accepted", Cell::Count(site.accepted as u64)),
            ("wanted", Cell::Count(site.wanted as u64)),
        ];
        cells.extend(agreed(site.agreement));
        cells.push(("state", Cell::text(state.unwrap_or_default())));
        paper.row("sites", cells);
        for visitor in &site.by_visitor {
            let mut cells = vec![
                ("site", Cell::text(site.name.as_str())),
                ("name", Cell::text(page::names(t, [&visitor.name]))),
            ];
            cells.extend(agreed(visitor.agreement));
            paper.row("visitors", cells);
        }
        for line in &site.lines {
            paper.row("records", called(maker, &site.name, line));
        }
    }
    paper
}

fn agreed(it: Agreement) -> [(&'static str, Cell); 4] {
    [
        ("reached", Cell::Count(it.reached)),
        ("visited", Cell::Count(it.visited)),
        ("rated", Cell::Count(it.rated)),
        ("same_rating", Cell::Count(it.same_rating)),
    ]
}

fn called(maker: &Maker<'_>, site: &str, line: &SpotLine) -> Vec<(&'static str, Cell)> {
    let t = maker.t;
    let unit = if line.confidential {
        t.spot_checks_confidential()
    } else {
        line.unit.clone().unwrap_or_default()
    };
    let rating = |it: Option<Rating>| {
        Cell::text(it.map_or_else(String::new, |it| it.title(t.lang()).to_owned()))
    };
    let last = line.calls.last();
    let names = line.visitors.iter().map(|(_, name)| name);
    vec![
        ("site", Cell::text(site)),
        ("number", Cell::text(line.number.as_str())),
        ("unit", Cell::text(unit)),
        ("at", Cell::moment(&line.at)),
        ("channel", Cell::text(line.channel.recorded(t.lang()))),
        ("visitors", Cell::text(page::names(t, names))),
        ("recorded", rating(line.rating)),
        ("state", Cell::text(page::standing(t, line).words)),
        ("told", rating(line.answer.and_then(|it| it.told))),
        ("called_at", maker.moment_cell(last.map(|it| it.called_at))),
        (
            "called_by",
            Cell::text(last.map_or_else(String::new, |it| page::names(t, [&it.noted_by_name]))),
        ),
    ]
}
