//! What the measurements share: a clock around a piece of work, and made-up events by the million.

pub mod copies;
pub mod http;
pub mod inside;
pub mod office;
pub mod papers;
pub mod process;
pub mod program;
pub mod visits;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use huiyin_domain::{Category, Day, LocalTime, Severity};
use huiyin_rules::obligations::ReplyOnly;
use huiyin_rules::plan::{Events, PlanEvent};

/// The shortest of several runs of a piece of work, after one to warm up: what it takes when nothing else runs.
pub fn shortest_of<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    std::hint::black_box(work());
    let timed = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..runs).map(timed).min().unwrap_or_default()
}

/// The numbers given as arguments; the usual ones where there are none.
pub fn counts(
    arguments: impl Iterator<Item = String>,
    usual: &[usize],
) -> anyhow::Result<Vec<usize>> {
    let asked = arguments.map(|count| count.parse());
    let asked = asked.collect::<Result<Vec<usize>, _>>()?;
    Ok(if asked.is_empty() {
        usual.to_vec()
    } else {
        asked
    })
}

/// Bytes as megabytes, to a tenth.
pub fn megabytes(bytes: u64) -> f64 {
    // Tenths of a megabyte are exact enough, and fit any machine's memory.
    f64::from(u32::try_from(bytes / 100_000).unwrap_or(u32::MAX)) / 10.0
}

/// Made-up events of one year at twenty sites: one complaint for every eight repairs.
pub struct MadeUp {
    sites: Vec<String>,
    units: Vec<String>,
    rows: Vec<Row>,
}

/// One event, as compact as a reader of files keeps it.
struct Row {
    id: Box<str>,
    site: u8,
    unit: u16,
    kind: u8,
    category: Category,
    severity: Severity,
    reported_at: LocalTime,
    completed_at: LocalTime,
}

const KINDS: [&str; 6] = ["給排水", "電氣", "門窗", "弱電", "防水", "電梯"];

impl MadeUp {
    /// This many events.
    pub fn new(count: usize) -> anyhow::Result<Self> {
        let start = Day::new(2025, 1, 1)?;
        Ok(Self {
            sites: (0..20).map(|site| format!("S{site:02}")).collect(),
            units: (0..1200)
                .map(|unit| format!("{}-{:04}", unit / 100 + 1, unit % 100 + 100))
                .collect(),
            rows: (0..count)
                .map(|index| Row::new(index, start))
                .collect::<anyhow::Result<_>>()?,
        })
    }

    /// The events as a file of the interface.
    pub fn as_csv(&self) -> String {
        let header = "event_id,site,category,kind,severity,summary,unit,zone,customer,phone,reported_at,completed_at\n";
        let mut text = String::with_capacity(self.rows.len() * 160);
        text.push_str(header);
        for index in 0..self.len() {
            let event = self.event(index);
            let row = &self.rows[index];
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{},{},{},{},{},{}的報修，師傅已到場查看並處理,{},東區,何女士,13800000001,{},{}",
                event.id,
                event.site,
                event.category,
                KINDS[usize::from(row.kind)],
                event.severity,
                KINDS[usize::from(row.kind)],
                self.units[usize::from(row.unit)],
                row.reported_at,
                row.completed_at,
            );
        }
        text
    }
}

impl Row {
    fn new(index: usize, start: Day) -> anyhow::Result<Self> {
        let chance = scatter(index);
        let is_complaint = chance.is_multiple_of(9);
        let reported = start.plus_days(i32::try_from(chance / 9 % 365)?);
        let minute = u32::try_from(chance / 4000 % 60)?;
        let at = |day, hour| {
            LocalTime::at(day, hour, minute).ok_or_else(|| anyhow::anyhow!("no such time"))
        };
        Ok(Self {
            id: format!("CY-2025-{:08}", chance % 100_000_000).into(),
            site: u8::try_from(chance / 7 % 20)?,
            unit: u16::try_from(chance / 11 % 1200)?,
            kind: u8::try_from(chance / 3 % 6)?,
            category: if is_complaint {
                Category::Complaint
            } else {
                Category::Repair
            },
            severity: if chance.is_multiple_of(90) {
                Severity::Major
            } else {
                Severity::General
            },
            reported_at: at(reported, 9)?,
            completed_at: at(reported.plus_days(1), 16)?,
        })
    }
}

/// A fixed sequence that looks like chance.
fn scatter(index: usize) -> usize {
    index.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20
}

impl Events for MadeUp {
    type Matter<'a> = (u8, u16, u8);

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn event(&self, index: usize) -> PlanEvent<'_> {
        let row = &self.rows[index];
        PlanEvent {
            id: &row.id,
            site: &self.sites[usize::from(row.site)],
            category: row.category,
            kind: Some(KINDS[usize::from(row.kind)]),
            severity: row.severity,
            reported_at: Some(row.reported_at),
            completed_at: Some(row.completed_at),
            contract: None,
            anonymous: false,
            reply_only: ReplyOnly::No,
            valid: true,
            rating: None,
            listed: 0,
        }
    }

    fn unit(&self, index: usize) -> Option<&str> {
        Some(&self.units[usize::from(self.rows[index].unit)])
    }

    fn matter(&self, index: usize) -> Option<Self::Matter<'_>> {
        let row = &self.rows[index];
        Some((row.site, row.unit, row.kind))
    }
}
