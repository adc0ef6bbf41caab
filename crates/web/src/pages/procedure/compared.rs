//! Two versions on the same events, as a page shows them.

use huiyin_app::paper::Words;
use huiyin_app::procedures::{Trial, TrialEvents};
use huiyin_domain::{Channel, Day, Differs};
use huiyin_rules::plan::Events as _;
use huiyin_rules::simulate::{
    Answer, Busiest, Collision, Counts, Difference, MonthCounts, Pair, PostWeek, Simulation, Tally,
};

use crate::failure::Failure;
use crate::texts::Texts;

/// How many lines of a long table a page shows; the file has all of them.
const SHOWN: usize = 50;

/// Width of the longest bar.
const LONGEST: u64 = 200;

/// What comes out of a trial.
pub(super) struct Compared {
    pub(super) line: String,
    /// Whether there was no event.
    pub(super) empty: bool,
    /// How often each difference is found, in a line.
    pub(super) kinds: String,
    pub(super) months: Vec<MonthLine>,
    pub(super) posts: Vec<PostLoad>,
    pub(super) collisions: [Side; 2],
    pub(super) differences: Vec<DifferenceLine>,
    /// How many differences are not shown.
    pub(super) more: usize,
}

/// A number under both.
pub(super) struct Change {
    pub(super) a: u64,
    pub(super) b: u64,
    /// The difference, with its sign.
    pub(super) more: String,
}

pub(super) struct MonthLine {
    pub(super) month: String,
    pub(super) category: &'static str,
    pub(super) owed: Change,
    pub(super) picked: Change,
    pub(super) not_covered: Change,
}

pub(super) struct PostLoad {
    pub(super) title: String,
    pub(super) busiest: String,
    pub(super) weeks: Vec<WeekLine>,
}

pub(super) struct WeekLine {
    pub(super) name: String,
    pub(super) days: String,
    pub(super) due: Change,
    pub(super) bar_a: u64,
    pub(super) bar_b: u64,
    /// What a screen reader says in place of the bars.
    pub(super) words: String,
}

/// What collides under one version.
pub(super) struct Side {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) lines: Vec<CollisionLine>,
    pub(super) more: usize,
}

pub(super) struct CollisionLine {
    pub(super) unit: String,
    pub(super) days: String,
    pub(super) visits: Vec<VisitLine>,
}

pub(super) struct VisitLine {
    pub(super) href: String,
    pub(super) event: String,
    pub(super) words: String,
}

pub(super) struct DifferenceLine {
    pub(super) href: String,
    pub(super) event: String,
    pub(super) category: &'static str,
    pub(super) phase: String,
    pub(super) what: Vec<String>,
}

/// Compares, away from the threads that answer requests.
pub(super) async fn compare(t: Texts, trial: Trial) -> Result<Compared, Failure> {
    let work = move || {
        trial.look(|simulation| {
            View {
                t,
                trial: &trial,
                simulation,
            }
            .compared()
        })
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Failure::internal)
}

/// All of it as lines of a file; of a demo each says so.
pub(super) async fn lines(trial: Trial, demo: Option<Words>) -> Result<Vec<String>, Failure> {
    let work = move || {
        trial.look(|simulation| {
            let columns = huiyin_rules::simulate::COLUMNS;
            let head = demo.iter().map(|it| it.demo.as_str());
            let mut lines = vec![crate::csv::line(columns.into_iter().chain(head))];
            let taken: Result<(), std::convert::Infallible> = simulation.rows(|cells| {
                let mark = demo.iter().map(|it| it.made_up.as_str());
                lines.push(crate::csv::line(cells.into_iter().chain(mark)));
                Ok(())
            });
            match taken {
                Ok(()) => lines,
                Err(never) => match never {},
            }
        })
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Failure::internal)
}

struct View<'v, 's> {
    t: Texts,
    trial: &'v Trial,
    simulation: &'v Simulation<'s, TrialEvents>,
}

impl View<'_, '_> {
    fn compared(&self) -> Compared {
        let tally = self.simulation.tally();
        let collisions = self.simulation.collisions();
        let months = self.simulation.months();
        let mut differences = Vec::new();
        let mut count = 0;
        let mut last = None;
        for found in self.simulation.differences() {
            let place = (found.event, found.phase, found.kinds.clone());
            // The households of one list mostly differ alike: the first stands for them.
            if found.line > 0 && last.as_ref() == Some(&place) {
                continue;
            }
            last = Some(place);
            count += 1;
            if count <= SHOWN {
                differences.push(self.difference(&found));
            }
        }
        let events = self.trial.count();
        Compared {
            line: self
                .t
                .procedure_trial_events(events, tally.events, tally.follow_ups),
            empty: events == 0,
            kinds: self.kinds(&tally),
            months: months.iter().map(|month| self.month(month)).collect(),
            posts: self.posts(),
            collisions: [
                self.side("collisions-a", "A", &collisions.a),
                self.side("collisions-b", "B", &collisions.b),
            ],
            more: count - differences.len(),
            differences,
        }
    }

    fn kinds(&self, tally: &Tally) -> String {
        let kinds = tally.kinds.iter();
        let words = kinds.map(|(kind, count)| format!("{} {count}", kind.title(self.t.lang())));
        words.collect::<Vec<_>>().join(&self.t.list_comma())
    }

    fn month(&self, line: &MonthCounts<'_>) -> MonthLine {
        let of = |what: fn(Counts) -> u64| change(line.counts.map(what));
        MonthLine {
            month: self.t.month(line.month),
            category: line.category.title(self.t.lang()),
            owed: of(|counts| counts.obligations),
            picked: of(|counts| counts.picked),
            not_covered: of(|counts| counts.not_covered),
        }
    }

    fn posts(&self) -> Vec<PostLoad> {
        let (weeks, busiest) = self.simulation.load();
        let most = weeks.iter().map(|week| week.due.a.max(week.due.b)).max();
        let most = most.unwrap_or(1).max(1);
        let load = |post: &Busiest<'_>| PostLoad {
            title: self.post(post.post),
            busiest: self.busiest(post),
            weeks: weeks
                .iter()
                .filter(|week| week.post == post.post)
                .map(|week| self.week(week, most))
                .collect(),
        };
        busiest.iter().map(load).collect()
    }

    fn week(&self, week: &PostWeek<'_>, most: u64) -> WeekLine {
        let last = week.week.plus_days(6);
        WeekLine {
            name: week.week.week_name(),
            days: format!("{} – {}", self.t.date(week.week), self.t.date(last)),
            due: change(week.due),
            bar_a: week.due.a * LONGEST / most,
            bar_b: week.due.b * LONGEST / most,
            words: self.t.procedure_trial_bar(week.due.a, week.due.b),
        }
    }

    fn busiest(&self, post: &Busiest<'_>) -> String {
        let day = |day: Option<(Day, u64)>| match day {
            Some((day, due)) => format!("{} ({due})", self.t.day(day)),
            None => "—".to_owned(),
        };
        let day = post.day.map(day);
        self.t
            .procedure_trial_busiest(day.a.as_str(), day.b.as_str())
    }

    fn side(&self, id: &'static str, side: &str, collisions: &[Collision<'_>]) -> Side {
        let count = collisions.len();
        let lines = collisions.iter().take(SHOWN).map(|it| self.collision(it));
        Side {
            id,
            title: self.t.procedure_trial_collisions(side, count),
            lines: lines.collect(),
            more: count.saturating_sub(SHOWN),
        }
    }

    fn collision(&self, collision: &Collision<'_>) -> CollisionLine {
        let visits = collision.visits.iter().map(|visit| {
            let posts: Vec<String> = visit.posts.iter().map(|post| self.post(post)).collect();
            let row = self.simulation.events().of_id(visit.event);
            VisitLine {
                href: row.map_or_else(String::new, |row| format!("/events/{}", row.id)),
                event: visit.event.to_owned(),
                words: format!(
                    "{}・{}",
                    posts.join(" + "),
                    self.t.procedure_trial_due(self.t.day(visit.due))
                ),
            }
        });
        CollisionLine {
            unit: collision.unit.to_owned(),
            days: self.t.days(collision.days),
            visits: visits.collect(),
        }
    }

    fn difference(&self, found: &Difference<'_>) -> DifferenceLine {
        let lang = self.t.lang();
        let row = self.simulation.events().row(found.event);
        let (phase, line) = (found.phase.title(lang), found.line);
        let phase = if line > 0 {
            format!("{phase} {line}")
        } else {
            phase.to_owned()
        };
        let what = found.kinds.iter().map(|kind| {
            let said = found.answers.as_ref().map(|answer| {
                let answer = answer.as_ref();
                answer.map_or_else(|| "—".to_owned(), |answer| self.said(answer, *kind))
            });
            format!("{}：{} → {}", kind.title(lang), said.a, said.b)
        });
        DifferenceLine {
            href: format!("/events/{}", row.id),
            event: self.simulation.events().event(found.event).id.to_owned(),
            category: row.category.title(lang),
            phase,
            what: what.collect(),
        }
    }

    fn said(&self, answer: &Answer<'_>, kind: Differs) -> String {
        let lang = self.t.lang();
        match kind {
            Differs::OwedByAOnly | Differs::OwedByBOnly | Differs::Window => {
                self.t.days(answer.window)
            }
            Differs::PickedByAOnly | Differs::PickedByBOnly | Differs::Why => {
                answer.why.title(lang).to_owned()
            }
            Differs::Visitors => {
                let posts = answer.description.visitors.iter();
                posts
                    .map(|post| self.post(post))
                    .collect::<Vec<_>>()
                    .join(" + ")
            }
            Differs::Channels => {
                let channels = answer.description.channels.iter();
                let titles = channels.map(|channel: &Channel| channel.title(lang));
                titles.collect::<Vec<_>>().join(" / ")
            }
        }
    }

    /// The title of a post, of A where both versions know its id.
    fn post(&self, id: &str) -> String {
        let Pair { a, b } = &self.trial.editions;
        let mut posts = a.procedure.posts.iter().chain(&b.procedure.posts);
        let post = posts.find(|post| post.id == id);
        post.map_or(id, |post| post.title.get(self.t.lang()))
            .to_owned()
    }
}

fn change(pair: Pair<u64>) -> Change {
    Change {
        a: pair.a,
        b: pair.b,
        more: format!("{:+}", pair.more()),
    }
}
