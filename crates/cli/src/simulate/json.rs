//! A comparison as one JSON object, written piece by piece.

use std::io::{self, Write};

use huiyin_domain::{Category, Channel, Day, Differs, Month, Phase, Why};
use huiyin_rules::plan::Events as _;
use huiyin_rules::procedure::Edition;
use huiyin_rules::simulate::{Answer, Collision, Counts, Difference, Pair};
use serde::Serialize;

use super::Compared;
use crate::file_events::FileEvents;

pub(super) fn write(compared: &Compared<'_>, out: &mut impl Write) -> io::Result<()> {
    let (simulation, editions) = (&compared.simulation, compared.editions);
    let (load, busiest) = simulation.load();
    let collisions = simulation.collisions();
    write!(out, "{{\"a\":")?;
    serde_json::to_writer(&mut *out, &Which::of(editions.a))?;
    write!(out, ",\"b\":")?;
    serde_json::to_writer(&mut *out, &Which::of(editions.b))?;
    write!(out, ",\"events\":{}", simulation.events().len())?;
    let months = simulation.months();
    list(out, "months", months.iter().map(MonthObject::of))?;
    let weeks = load.iter().map(|week| WeekObject {
        site: week.site,
        post: week.post,
        week: week.week.week_name(),
        monday: week.week,
        due: Numbers::of(week.due),
    });
    list(out, "load", weeks)?;
    let days = busiest.iter().map(|most| BusiestObject {
        site: most.site,
        post: most.post,
        a: most.day.a.map(|(day, due)| DayObject { day, due }),
        b: most.day.b.map(|(day, due)| DayObject { day, due }),
    });
    list(out, "busiest_days", days)?;
    list(
        out,
        "collisions_a",
        collisions.a.iter().map(CollisionObject::of),
    )?;
    list(
        out,
        "collisions_b",
        collisions.b.iter().map(CollisionObject::of),
    )?;
    let events = simulation.events();
    let differences = simulation.differences();
    list(
        out,
        "differences",
        differences.map(|it| DifferenceObject::of(&it, events)),
    )?;
    writeln!(out, "}}")
}

/// `,"name":[…]`, one element a line.
fn list(
    out: &mut impl Write,
    name: &str,
    elements: impl Iterator<Item = impl Serialize>,
) -> io::Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    for (index, element) in elements.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &element)?;
    }
    out.write_all(b"]")
}

#[derive(Serialize)]
struct Which<'a> {
    id: &'a str,
    version: &'a str,
    hash: &'a str,
}

impl<'a> Which<'a> {
    fn of(edition: &'a Edition) -> Self {
        Self {
            id: &edition.procedure.id,
            version: &edition.procedure.version,
            hash: &edition.hash,
        }
    }
}

#[derive(Serialize)]
struct Numbers {
    a: u64,
    b: u64,
    difference: i64,
}

impl Numbers {
    const fn of(pair: Pair<u64>) -> Self {
        Self {
            a: pair.a,
            b: pair.b,
            difference: pair.more(),
        }
    }
}

#[derive(Serialize)]
struct MonthObject<'a> {
    site: &'a str,
    category: Category,
    month: Month,
    obligations: Numbers,
    picked: Numbers,
    not_covered: Numbers,
}

impl<'a> MonthObject<'a> {
    fn of(month: &huiyin_rules::simulate::MonthCounts<'a>) -> Self {
        let of = |what: fn(Counts) -> u64| Numbers::of(month.counts.map(what));
        Self {
            site: month.site,
            category: month.category,
            month: month.month,
            obligations: of(|counts| counts.obligations),
            picked: of(|counts| counts.picked),
            not_covered: of(|counts| counts.not_covered),
        }
    }
}

#[derive(Serialize)]
struct WeekObject<'a> {
    site: &'a str,
    post: &'a str,
    week: String,
    monday: Day,
    due: Numbers,
}

#[derive(Serialize)]
struct DayObject {
    day: Day,
    due: u64,
}

#[derive(Serialize)]
struct BusiestObject<'a> {
    site: &'a str,
    post: &'a str,
    a: Option<DayObject>,
    b: Option<DayObject>,
}

#[derive(Serialize)]
struct CollisionObject<'a> {
    site: &'a str,
    unit: &'a str,
    from: Day,
    to: Day,
    visits: Vec<VisitObject<'a>>,
}

#[derive(Serialize)]
struct VisitObject<'a> {
    event_id: &'a str,
    phase: Phase,
    due: Day,
    visitors: &'a [String],
}

impl<'a> CollisionObject<'a> {
    fn of(collision: &Collision<'a>) -> Self {
        let visits = collision.visits.iter().map(|visit| VisitObject {
            event_id: visit.event,
            phase: visit.phase,
            due: visit.due,
            visitors: visit.posts,
        });
        Self {
            site: collision.site,
            unit: collision.unit,
            from: collision.days.not_before(),
            to: collision.days.due(),
            visits: visits.collect(),
        }
    }
}

#[derive(Serialize)]
struct DifferenceObject<'a> {
    event_id: &'a str,
    site: &'a str,
    category: Category,
    phase: Phase,
    participant: Option<u32>,
    differs: Vec<Differs>,
    a: Option<AnswerObject<'a>>,
    b: Option<AnswerObject<'a>>,
}

#[derive(Serialize)]
struct AnswerObject<'a> {
    not_before: Day,
    due: Day,
    picked: bool,
    why: Why,
    visitors: &'a [String],
    channels: &'a [Channel],
    clauses: Vec<String>,
    readings: Vec<String>,
}

impl<'a> DifferenceObject<'a> {
    fn of(difference: &Difference<'a>, events: &'a FileEvents) -> Self {
        let event = events.event(difference.event);
        let answers = difference.answers.as_ref().map(Option::as_ref);
        Self {
            event_id: event.id,
            site: event.site,
            category: event.category,
            phase: difference.phase,
            participant: Some(difference.line).filter(|line| *line > 0),
            differs: difference.kinds.clone(),
            a: answers.a.map(AnswerObject::of),
            b: answers.b.map(AnswerObject::of),
        }
    }
}

impl<'a> AnswerObject<'a> {
    fn of(answer: &Answer<'a>) -> Self {
        let description = &answer.description;
        Self {
            not_before: answer.window.not_before(),
            due: answer.window.due(),
            picked: answer.why.picked(),
            why: answer.why,
            visitors: description.visitors,
            channels: description.channels,
            clauses: description.basis.clauses.clone(),
            readings: description.basis.readings.clone(),
        }
    }
}
