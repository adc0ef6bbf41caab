//! How the lines of a plan are written.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::thread::{self, available_parallelism};

use huiyin_domain::{Category, Channel, Day, Phase, Severity, Why};
use huiyin_rules::plan::{Events, Line, PlanEvent};
use huiyin_rules::{Describer, Description, Rules};
use serde::Serialize;

/// A line of a plan, in the fields and the order of the interface; what is shown beside it follows as [`Shown`].
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
}

/// The rest of a line: the same for many.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    visitors: &'a [String],
    channels: &'a [Channel],
    customer_signature: bool,
    clauses: &'a [String],
    readings: &'a [String],
}

impl<'a> PlanLine<'a> {
    fn new(line: &Line, event: &PlanEvent<'a>) -> Self {
        let some = |number: u32| Some(number).filter(|number| *number > 0);
        Self {
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
        }
    }
}

impl<'a> Shown<'a> {
    fn of(description: &'a Description<'_>) -> Self {
        Self {
            visitors: description.visitors,
            channels: description.channels,
            customer_signature: description.customer_signature,
            clauses: &description.basis.clauses,
            readings: &description.basis.readings,
        }
    }
}

/// Lines that one thread writes in one go.
const GO: usize = 16_384;

/// Writes the lines as JSON, as many at a time as there are processors.
pub(super) fn write_json_lines(
    rules: &Rules<'_>,
    events: &(impl Events + Sync),
    lines: &[Line],
    out: &mut impl Write,
) -> io::Result<()> {
    let threads = available_parallelism().map_or(1, NonZeroUsize::get);
    for goes in lines.chunks(GO * threads) {
        let written = thread::scope(|scope| {
            let begun: Vec<_> = goes
                .chunks(GO)
                .map(|go| scope.spawn(|| json_lines(rules, events, go)))
                .collect();
            begun
                .into_iter()
                .map(thread::ScopedJoinHandle::join)
                .collect::<Vec<_>>()
        });
        for text in written {
            out.write_all(&text.map_err(|_| io::Error::other("a line cannot be written"))??)?;
        }
    }
    Ok(())
}

fn json_lines(rules: &Rules<'_>, events: &impl Events, lines: &[Line]) -> io::Result<Vec<u8>> {
    let mut describer = Describer::new(rules);
    let mut shown: Vec<Vec<u8>> = Vec::new();
    let mut text = Vec::with_capacity(lines.len() * 512);
    for line in lines {
        let event = events.event(line.event);
        let (number, description) =
            describer.describe(&event.facts(false), line.phase, line.standing);
        if number == shown.len() {
            shown.push(serde_json::to_vec(&Shown::of(description))?);
        }
        serde_json::to_writer(&mut text, &PlanLine::new(line, &event))?;
        // Two objects become one: the second goes on where the first would end.
        text.pop();
        text.push(b',');
        text.extend_from_slice(&shown[number][1..]);
        text.push(b'\n');
    }
    Ok(text)
}

pub(super) fn write_csv(
    rules: &Rules<'_>,
    events: &impl Events,
    lines: &[Line],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut describer = Describer::new(rules);
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for line in lines {
        let event = events.event(line.event);
        let (_, description) = describer.describe(&event.facts(false), line.phase, line.standing);
        let (line, shown) = (PlanLine::new(line, &event), Shown::of(description));
        let channels: Vec<&str> = shown.channels.iter().map(|channel| channel.id()).collect();
        let number =
            |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let yes = |yes| if yes { "true" } else { "false" };
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
            yes(line.picked),
            line.why.id(),
            &shown.visitors.join(";"),
            &channels.join(";"),
            yes(shown.customer_signature),
            &shown.clauses.join(";"),
            &shown.readings.join(";"),
        ])?;
    }
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
