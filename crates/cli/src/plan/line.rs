//! How the lines of a plan are written.

use std::io::{self, Write};

use huiyin_domain::{Category, Channel, Day, Phase, Severity, Why};
use huiyin_rules::plan::{Events, Line};
use huiyin_rules::{Describer, Rules};
use serde::Serialize;

/// A line of a plan, in the fields and the order of the interface.
#[derive(Debug, Serialize)]
struct PlanLine<'a> {
    event_id: &'a str,
    site: &'a str,
    category: Category,
    kind: Option<&'a str>,
    severity: Option<Severity>,
    phase: Phase,
    participant: Option<u32>,
    not_before: Day,
    due: Day,
    cohort: String,
    number: Option<u32>,
    picked: bool,
    why: Why,
    visitors: &'a [String],
    channels: &'a [Channel],
    customer_signature: bool,
    clauses: &'a [String],
    readings: &'a [String],
}

pub(super) fn write_json_lines(
    rules: &Rules<'_>,
    events: &impl Events,
    lines: &[Line],
    out: &mut impl Write,
) -> io::Result<()> {
    for_each(rules, events, lines, |line| {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")
    })
}

pub(super) fn write_csv(
    rules: &Rules<'_>,
    events: &impl Events,
    lines: &[Line],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for_each(rules, events, lines, |line| {
        let channels: Vec<&str> = line.channels.iter().map(|channel| channel.id()).collect();
        let number =
            |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        table.write_record([
            line.event_id,
            line.site,
            line.category.id(),
            line.kind.unwrap_or_default(),
            line.severity.map_or("", Severity::id),
            line.phase.id(),
            &number(line.participant),
            &line.not_before.to_string(),
            &line.due.to_string(),
            &line.cohort,
            &number(line.number),
            if line.picked { "true" } else { "false" },
            line.why.id(),
            &line.visitors.join(";"),
            &channels.join(";"),
            if line.customer_signature {
                "true"
            } else {
                "false"
            },
            &line.clauses.join(";"),
            &line.readings.join(";"),
        ])?;
        Ok(())
    })?;
    table.flush()
}

const COLUMNS: [&str; 18] = [
    "event_id",
    "site",
    "category",
    "kind",
    "severity",
    "phase",
    "participant",
    "not_before",
    "due",
    "cohort",
    "number",
    "picked",
    "why",
    "visitors",
    "channels",
    "customer_signature",
    "clauses",
    "readings",
];

fn for_each(
    rules: &Rules<'_>,
    events: &impl Events,
    lines: &[Line],
    mut write: impl FnMut(PlanLine<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut describer = Describer::new(rules);
    let some = |number: u32| Some(number).filter(|number| *number > 0);
    for line in lines {
        let event = events.event(line.event);
        let shown = describer.describe(&event.facts(false), line.phase, line.standing);
        write(PlanLine {
            event_id: event.id,
            site: event.site,
            category: event.category,
            kind: event.kind,
            severity: (event.category == Category::Complaint).then_some(event.severity),
            phase: line.phase,
            participant: some(line.line),
            not_before: line.window.not_before(),
            due: line.window.due(),
            cohort: event.cohort_name(line.window),
            number: some(line.number),
            picked: line.why.picked(),
            why: line.why,
            visitors: shown.visitors,
            channels: shown.channels,
            customer_signature: shown.customer_signature,
            clauses: &shown.basis.clauses,
            readings: &shown.basis.readings,
        })?;
    }
    Ok(())
}
