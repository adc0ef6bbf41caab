//! The plan of many events at once, as `huiyin plan` writes it: what each asks, its number, and whether it is picked.

use std::cmp::Ordering;

use hashbrown::HashMap;
use huiyin_domain::{Category, LocalTime, Month, Phase, Rating, Severity, Why, Window};

use crate::draw::{CohortDraw, DrawKey, Pick, Stratum};
use crate::obligations::{Contract, EventFacts, Obligation, ReplyOnly, Rules, Standing};
use crate::repeats::{Candidate, Telling, mark_repeats};

/// Events to plan, however they are kept.
pub trait Events {
    /// What is the same for two events of the same site, unit and kind, and for nothing else.
    type Matter<'a>: Copy + Ord
    where
        Self: 'a;

    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The event at an index below [`Events::len`]; called several times for each.
    fn event(&self, index: usize) -> PlanEvent<'_>;

    /// What it is about, as far as unit and kind are known.
    fn matter(&self, index: usize) -> Option<Self::Matter<'_>>;

    /// Its id alone: what lines are sorted by is asked for most, and often kept apart from the rest.
    fn id(&self, index: usize) -> &str {
        self.event(index).id
    }

    /// Whether it is planned; else it is there only so that later ones are found to repeat it.
    fn is_asked(&self, _index: usize) -> bool {
        true
    }

    /// The home, shop or office it is about, unique in its site, as far as that is known.
    fn unit(&self, index: usize) -> Option<&str>;
}

/// One event to plan.
#[derive(Clone, Copy, Debug)]
pub struct PlanEvent<'a> {
    /// Its id, unique in the site.
    pub id: &'a str,
    /// Its site's code.
    pub site: &'a str,
    /// Its category.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<&'a str>,
    /// How grave a complaint is.
    pub severity: Severity,
    /// When it was reported, on the site's wall clock.
    pub reported_at: Option<LocalTime>,
    /// When its handling ended.
    pub completed_at: Option<LocalTime>,
    /// The days of a contract.
    pub contract: Option<Contract>,
    /// The complainant left no name.
    pub anonymous: bool,
    /// Whether an authority only wants a written reply.
    pub reply_only: ReplyOnly,
    /// False: 無效投訴.
    pub valid: bool,
    /// What the customer said on the work order.
    pub rating: Option<Rating>,
    /// How many lines its list has.
    pub listed: u32,
}

impl<'a> PlanEvent<'a> {
    /// What the rules need to know of it.
    pub const fn facts(&self, is_repeat: bool) -> EventFacts<'a> {
        EventFacts {
            category: self.category,
            kind: self.kind,
            severity: self.severity,
            completed_at: self.completed_at,
            contract: self.contract,
            anonymous: self.anonymous,
            reply_only: self.reply_only,
            valid: self.valid,
            rating: self.rating,
            is_repeat,
            listed: self.listed,
        }
    }

    /// The name of the cohort of one of its obligations: `site/category/YYYY-MM` of the month in which the window
    /// closes, or `site/category/event_id` for what has a list.
    pub fn cohort_name(&self, window: Window) -> String {
        if self.category.has_list() {
            format!("{}/{}/{}", self.site, self.category, self.id)
        } else {
            format!("{}/{}/{}", self.site, self.category, window.due().month())
        }
    }
}

/// One line of a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// The index of its event.
    pub event: usize,
    /// Which of the event's obligations it is.
    pub phase: Phase,
    /// The line of the event's list, from 1; 0 where there is none.
    pub line: u32,
    /// When the follow-up counts as in time.
    pub window: Window,
    /// How it stands before the draw.
    pub standing: Standing,
    /// Its number in the draw of its cohort, from 1; 0 where it takes none.
    pub number: u32,
    /// Why it is picked, or is not.
    pub why: Why,
    arises: LocalTime,
}

/// Plans all events: every cohort is drawn with `key`, and taken as closed unless its month is `open_from` or later.
///
/// Lines are ordered by due day, event id, phase, line and site.
pub fn plan(
    rules: &Rules<'_>,
    events: &impl Events,
    key: &DrawKey,
    open_from: Option<Month>,
) -> Vec<Line> {
    let mut lines = drawn(rules, events, key, open_from);
    in_order_of_reading(&mut lines, events);
    lines
}

/// The lines of [`plan`], in no order.
pub(crate) fn drawn(
    rules: &Rules<'_>,
    events: &impl Events,
    key: &DrawKey,
    open_from: Option<Month>,
) -> Vec<Line> {
    let mut lines = obligations(rules, events);
    let mut numbered = in_draw(&lines, events);
    // Cohort by cohort, in the order in which obligations arise.
    numbered.sort_unstable_by(|a, b| {
        (a.cohort, a.arises)
            .cmp(&(b.cohort, b.arises))
            .then_with(|| compare(events, &lines[a.line], &lines[b.line]))
    });
    for cohort in numbered.chunk_by(|a, b| a.cohort == b.cohort) {
        draw_cohort(rules, events, key, open_from, cohort, &mut lines);
    }
    lines
}

fn obligations(rules: &Rules<'_>, events: &impl Events) -> Vec<Line> {
    let repeats = repeats(rules, events);
    let mut lines = Vec::with_capacity(events.len());
    for (index, is_repeat) in repeats.into_iter().enumerate() {
        if !events.is_asked(index) {
            continue;
        }
        let facts = events.event(index).facts(is_repeat);
        rules.obligations(
            &facts,
            |Obligation {
                 phase,
                 line,
                 window,
                 arises,
                 standing,
             }| {
                let why = standing.why().unwrap_or(Why::NotDrawn);
                lines.push(Line {
                    event: index,
                    phase,
                    line,
                    window,
                    standing,
                    number: 0,
                    why,
                    arises,
                });
            },
        );
    }
    lines
}

fn repeats(rules: &Rules<'_>, events: &impl Events) -> Vec<bool> {
    let mut repeats = vec![false; events.len()];
    let candidates = (0..events.len()).map(|index| {
        let matter = events.matter(index)?;
        let event = events.event(index);
        let telling = Telling {
            reported_at: event.reported_at?,
            completed_at: event.completed_at,
        };
        Some(Candidate {
            category: event.category,
            matter,
            telling,
        })
    });
    mark_repeats(&rules.procedure().repeats, candidates, |index| {
        repeats[index] = true;
    });
    repeats
}

/// A line that takes part in the draw, with its place in the order of numbers.
struct Numbered {
    cohort: u64,
    arises: i64,
    line: usize,
}

fn in_draw(lines: &[Line], events: &impl Events) -> Vec<Numbered> {
    let mut sites = HashMap::new();
    let mut last_site = ("", 0);
    let in_draw = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.standing == Standing::InDraw);
    in_draw
        .map(|(index, line)| {
            let event = events.event(line.event);
            if last_site.0 != event.site {
                let next = sites.len() as u64 + 1;
                last_site = (event.site, *sites.entry(event.site).or_insert(next));
            }
            let cohort = if event.category.has_list() {
                1 << 63 | line.event as u64
            } else {
                // Months since the year 0 need 15 bits, categories 4.
                last_site.1 << 32
                    | (event.category as u64) << 24
                    | u64::from(line.window.due().month().index().unsigned_abs())
            };
            Numbered {
                cohort,
                arises: line.arises.seconds(),
                line: index,
            }
        })
        .collect()
}

fn draw_cohort(
    rules: &Rules<'_>,
    events: &impl Events,
    key: &DrawKey,
    open_from: Option<Month>,
    cohort: &[Numbered],
    lines: &mut [Line],
) {
    let Some(first) = cohort.first().map(|numbered| lines[numbered.line]) else {
        return;
    };
    let event = events.event(first.event);
    let closed =
        event.category.has_list() || open_from.is_none_or(|open| first.window.due().month() < open);
    let draw = CohortDraw::new(key, &event.cohort_name(first.window));
    for (number, numbered) in (1..).zip(cohort) {
        lines[numbered.line].number = number;
    }
    let Some(rate) = rules.rate(event.category, None) else {
        return;
    };
    let members = cohort.len() as u64;
    let mut next = 1;
    while let Some(stratum) = Stratum::of(rate, next).filter(|_| next <= members) {
        let present = members.min(stratum.last()) + 1 - stratum.first;
        let (number, why) = match draw.pick_of_part(stratum, present, closed) {
            Some(Pick::Drawn(number)) => (number, Why::Draw),
            Some(Pick::DrawnAtClose(number)) => (number, Why::DrawAtClose),
            None => break,
        };
        let picked = usize::try_from(number - 1)
            .ok()
            .and_then(|index| cohort.get(index));
        if let Some(picked) = picked {
            lines[picked.line].why = why;
        }
        next = stratum.last() + 1;
    }
}

/// Sorts by due day and id, mostly by the first bytes in which ids differ, without looking events up.
fn in_order_of_reading(lines: &mut Vec<Line>, events: &impl Events) {
    let shared = shared_prefix(events);
    let mut order: Vec<(i32, u64, usize)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            (
                line.window.due().number(),
                head(&events.id(line.event).as_bytes()[shared..]),
                at,
            )
        })
        .collect();
    order.sort_unstable_by(|a, b| {
        (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then_with(|| compare(events, &lines[a.2], &lines[b.2]))
    });
    *lines = order.into_iter().map(|(_, _, at)| lines[at]).collect();
}

/// How many bytes at their start all ids share: `CY-2026-` tells none of them apart.
fn shared_prefix(events: &impl Events) -> usize {
    let Some(first) = (!events.is_empty()).then(|| events.id(0).as_bytes()) else {
        return 0;
    };
    (1..events.len()).fold(first.len(), |shared, index| {
        let id = events.id(index).as_bytes();
        first[..shared]
            .iter()
            .zip(id)
            .take_while(|(a, b)| a == b)
            .count()
    })
}

/// The first 8 bytes as a number that compares as they do.
fn head(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .chain(std::iter::repeat(&0))
        .take(8)
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn compare(events: &impl Events, left: &Line, right: &Line) -> Ordering {
    let rest = (left.phase, left.line).cmp(&(right.phase, right.line));
    if left.event == right.event {
        return rest;
    }
    let site = |line: &Line| events.event(line.event).site;
    events
        .id(left.event)
        .cmp(events.id(right.event))
        .then(rest)
        .then_with(|| site(left).cmp(site(right)))
}
