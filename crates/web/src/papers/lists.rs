//! The tables of pages, as files for a spreadsheet.

use huiyin_app::archive::AppraisalRow;
use huiyin_app::events::EventLine;
use huiyin_app::paper::{Cell, Form, Paper};
use huiyin_app::planning::PlanLine;
use huiyin_app::reviews::ListedRecord;
use huiyin_domain::{Month, Personal, Severity};

use super::values::{Maker, text};
use crate::pages::complaints;
use crate::view::kind_title;

fn begin(maker: &Maker<'_>, form: Form, month: Option<Month>) -> Paper {
    let month = month.map(|it| maker.t.month_of_year(it));
    let subtitle = match &month {
        Some(month) => format!("{}　{month}", maker.site.name()),
        None => maker.site.name().to_owned(),
    };
    maker.begin(form, &subtitle, &subtitle)
}

fn what(maker: &Maker<'_>, confidential: bool, summary: Option<&Personal<String>>) -> Cell {
    let summary = summary.map(|it| it.reveal().as_str());
    Cell::text(complaints::what(maker.t, confidential, summary, || {
        maker.t.privacy_not_shown()
    }))
}

fn severity(maker: &Maker<'_>, severity: Option<Severity>) -> Cell {
    Cell::text(severity.map_or("", |it| it.title(maker.t.lang())))
}

fn words(words: Option<&String>) -> Cell {
    Cell::text(words.cloned().unwrap_or_default())
}

fn kind(maker: &Maker<'_>, kind: Option<&str>) -> Cell {
    Cell::text(kind.map_or_else(String::new, |it| kind_title(maker.t, it)))
}

/// The events that a filter finds.
pub(crate) fn event_list(maker: &Maker<'_>, lines: &[EventLine]) -> Paper {
    let lang = maker.t.lang();
    let mut paper = begin(maker, Form::EventList, None);
    for line in lines {
        let row = &line.row;
        let cells = [
            ("number", Cell::text(line.number.as_str())),
            ("event_id", Cell::text(row.event_id.as_str())),
            ("category", Cell::text(row.category.title(lang))),
            ("kind", kind(maker, row.kind.as_deref())),
            ("severity", severity(maker, row.severity)),
            ("unit", words(row.unit.as_ref())),
            ("customer", Cell::text(text(row.customer.as_ref()))),
            (
                "summary",
                what(maker, row.confidential, row.summary.as_ref()),
            ),
            ("reported_at", maker.moment_cell(row.reported_at)),
            ("completed_at", maker.moment_cell(row.completed_at)),
            ("handling", Cell::text(row.handling.title(lang))),
        ];
        paper.row("events", cells);
    }
    paper
}

/// The follow-ups of a month's plan.
pub(crate) fn plan_list(maker: &Maker<'_>, month: Month, lines: &[PlanLine]) -> Paper {
    let t = maker.t;
    let mut paper = begin(maker, Form::PlanList, Some(month));
    for line in lines {
        let row = &line.row;
        let visitors = line.visitors.iter().map(|it| text(it.name.as_ref()));
        let visitors: Vec<String> = visitors.filter(|it| !it.is_empty()).collect();
        let cells = [
            ("number", Cell::text(line.number.as_str())),
            ("category", Cell::text(row.category.title(t.lang()))),
            ("severity", severity(maker, row.severity)),
            ("round", Cell::Count(row.round.into())),
            ("unit", words(row.unit.as_ref())),
            ("customer", Cell::text(text(row.customer.as_ref()))),
            (
                "summary",
                what(maker, row.confidential, row.summary.as_ref()),
            ),
            ("not_before", Cell::day(row.not_before)),
            ("due", Cell::day(row.due)),
            ("planned", Cell::some_day(row.planned_day)),
            ("channel", Cell::text(row.channel.title(t.lang()))),
            ("visitors", Cell::text(visitors.join(&t.list_comma()))),
            ("state", Cell::text(row.state.title(t.lang()))),
        ];
        paper.row("follow_ups", cells);
    }
    paper
}

/// The records of a month.
pub(crate) fn record_list(
    maker: &Maker<'_>,
    month: Month,
    rows: &[(String, ListedRecord)],
) -> Paper {
    let t = maker.t;
    let mut paper = begin(maker, Form::RecordList, Some(month));
    for (number, row) in rows {
        let refused = row.refused.then(|| t.records_refused());
        let rating = row.rating.map_or("", |it| it.title(t.lang()));
        let cells = [
            ("number", Cell::text(number.as_str())),
            ("category", Cell::text(row.category.title(t.lang()))),
            ("severity", severity(maker, row.severity)),
            ("round", Cell::Count(row.round.into())),
            ("unit", words(row.unit.as_ref())),
            (
                "summary",
                what(maker, row.confidential, row.summary.as_ref()),
            ),
            ("visited_on", Cell::day(row.visited_on)),
            ("channel", Cell::text(row.channel.recorded(t.lang()))),
            ("visitor", Cell::text(text(row.recorded_by.as_ref()))),
            ("rating", Cell::text(rating)),
            ("refused", Cell::text(refused.unwrap_or_default())),
            ("state", Cell::text(row.state.title(t.lang()))),
        ];
        paper.row("records", cells);
    }
    paper
}

/// What serves the appraisal of staff in a month.
pub(crate) fn appraisal(maker: &Maker<'_>, month: Month, rows: &[AppraisalRow]) -> Paper {
    let mut paper = begin(maker, Form::Appraisal, Some(month));
    for row in rows {
        let cells = [
            ("person", Cell::text(text(row.name.as_ref()))),
            ("assigned", Cell::Count(row.assigned)),
            ("done", Cell::Count(row.done)),
            ("on_time", Cell::Count(row.on_time)),
            ("sent_back", Cell::Count(row.sent_back)),
            ("serving", Cell::Count(row.serving)),
            ("satisfied", Cell::Count(row.satisfied)),
            ("fairly", Cell::Count(row.fairly)),
            ("dissatisfied", Cell::Count(row.dissatisfied)),
        ];
        paper.row("staff", cells);
    }
    paper
}
