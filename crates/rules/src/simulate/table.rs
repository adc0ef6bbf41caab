//! A comparison as one table: its first column says what a row is about.

use huiyin_domain::{Channel, Differs};

use super::{Answer, Collision, Counts, Difference, Most, Pair, Simulation};
use crate::plan::Events;

/// The titles of the columns.
pub const COLUMNS: [&str; 16] = [
    "table",
    "site",
    "month",
    "category",
    "week",
    "from",
    "to",
    "post",
    "event_id",
    "phase",
    "participant",
    "unit",
    "what",
    "a",
    "b",
    "difference",
];

/// A row; what it does not fill stays empty.
#[derive(Default)]
struct Row<'r> {
    table: &'r str,
    site: &'r str,
    month: String,
    category: &'r str,
    week: String,
    from: String,
    to: String,
    post: String,
    event_id: &'r str,
    phase: &'r str,
    participant: String,
    unit: &'r str,
    what: &'r str,
    a: String,
    b: String,
    difference: String,
}

/// Takes rows, of cells in the order of [`COLUMNS`].
struct Table<F>(F);

impl<E: Events> Simulation<'_, E> {
    /// All of it as rows of one table, in the order of [`COLUMNS`]; ends with the first row that cannot be taken.
    pub fn rows<Error>(
        &self,
        each: impl FnMut([&str; 16]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut table = Table(each);
        for month in self.months() {
            let of = |count: fn(Counts) -> u64| month.counts.map(count);
            for (what, counts) in [
                ("obligations", of(|counts| counts.obligations)),
                ("picked", of(|counts| counts.picked)),
                ("not_covered", of(|counts| counts.not_covered)),
            ] {
                let row = Row {
                    table: "month",
                    site: month.site,
                    month: month.month.to_string(),
                    category: month.category.id(),
                    what,
                    ..Row::default()
                };
                table.numbers(row, counts)?;
            }
        }
        table.load(self)?;
        let collisions = self.collisions();
        for collision in &collisions.a {
            table.collision(collision, "a")?;
        }
        for collision in &collisions.b {
            table.collision(collision, "b")?;
        }
        for difference in self.differences() {
            table.difference(&difference, self.events())?;
        }
        Ok(())
    }
}

impl<Error, F: FnMut([&str; 16]) -> Result<(), Error>> Table<F> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        (self.0)([
            row.table,
            row.site,
            &row.month,
            row.category,
            &row.week,
            &row.from,
            &row.to,
            &row.post,
            row.event_id,
            row.phase,
            &row.participant,
            row.unit,
            row.what,
            &row.a,
            &row.b,
            &row.difference,
        ])
    }

    fn numbers(&mut self, row: Row<'_>, numbers: Pair<u64>) -> Result<(), Error> {
        self.row(&Row {
            a: numbers.a.to_string(),
            b: numbers.b.to_string(),
            difference: numbers.more().to_string(),
            ..row
        })
    }

    fn load(&mut self, simulation: &Simulation<'_, impl Events>) -> Result<(), Error> {
        let (weeks, busiest) = simulation.load();
        for week in weeks {
            let row = Row {
                table: "load",
                site: week.site,
                week: week.week.week_name(),
                from: week.week.to_string(),
                to: week.week.plus_days(6).to_string(),
                post: week.post.to_owned(),
                what: "due",
                ..Row::default()
            };
            self.numbers(row, week.due)?;
        }
        for most in busiest {
            let row = |what| Row {
                table: "busiest_day",
                site: most.site,
                post: most.post.to_owned(),
                what,
                ..Row::default()
            };
            let day = |day: Most| day.map(|(day, _)| day.to_string()).unwrap_or_default();
            self.row(&Row {
                a: day(most.day.a),
                b: day(most.day.b),
                ..row("day")
            })?;
            let due = most.day.map(|day| day.map_or(0, |(_, due)| due));
            self.numbers(row("due"), due)?;
        }
        Ok(())
    }

    /// One row for each of its follow-ups, with its deadline in the column of the procedure.
    fn collision(&mut self, collision: &Collision<'_>, side: &str) -> Result<(), Error> {
        for visit in &collision.visits {
            let due = visit.due.to_string();
            let (a, b) = if side == "a" {
                (due, String::new())
            } else {
                (String::new(), due)
            };
            self.row(&Row {
                table: "collision",
                site: collision.site,
                from: collision.days.not_before().to_string(),
                to: collision.days.due().to_string(),
                post: visit.posts.join(";"),
                event_id: visit.event,
                phase: visit.phase.id(),
                unit: collision.unit,
                what: "due",
                a,
                b,
                ..Row::default()
            })?;
        }
        Ok(())
    }

    /// One row for each thing that differs.
    fn difference(&mut self, found: &Difference<'_>, events: &impl Events) -> Result<(), Error> {
        let event = events.event(found.event);
        for kind in &found.kinds {
            let shown = found.answers.as_ref().map(|answer| {
                let answer = answer.as_ref();
                answer
                    .map(|answer| shown(answer, *kind))
                    .unwrap_or_default()
            });
            let line = Some(found.line).filter(|line| *line > 0);
            self.row(&Row {
                table: "difference",
                site: event.site,
                category: event.category.id(),
                event_id: event.id,
                phase: found.phase.id(),
                participant: line.map(|line| line.to_string()).unwrap_or_default(),
                unit: events.unit(found.event).unwrap_or_default(),
                what: kind.id(),
                a: shown.a,
                b: shown.b,
                ..Row::default()
            })?;
        }
        Ok(())
    }
}

/// What an answer says of what differs.
fn shown(answer: &Answer<'_>, kind: Differs) -> String {
    match kind {
        Differs::OwedByAOnly | Differs::OwedByBOnly | Differs::Window => {
            format!("{}/{}", answer.window.not_before(), answer.window.due())
        }
        Differs::PickedByAOnly | Differs::PickedByBOnly | Differs::Why => {
            answer.why.id().to_owned()
        }
        Differs::Visitors => answer.description.visitors.join(";"),
        Differs::Channels => {
            let channels = answer.description.channels.iter();
            channels
                .copied()
                .map(Channel::id)
                .collect::<Vec<_>>()
                .join(";")
        }
    }
}
