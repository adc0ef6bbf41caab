//! The desk: what is late, what is due, what waits for me, and where the month stands.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use huiyin_app::desk::{Desk, DeskLine, DeskRate, OpenEnd};
use huiyin_app::events::EventLine;
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{Category, Day};
use huiyin_rules::procedure::Basis;

use crate::at_work::{SignedInAsker, post_title};
use crate::failure::Failure;
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{
    ClauseCard, ClauseTag, DayHead, Figure, Frame, Gauge, Head, Mark, MarkKind, NavCounts, Place,
    Slot, Sources, Tag, Timetable, TimetableRow, of_row, sort,
};

/// How many follow-ups the page lists; the rest is counted.
const LINES: usize = 25;

/// Something to begin with.
struct FirstStep {
    href: &'static str,
    words: String,
    line: String,
}

/// The first page.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/", get(desk))
}

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    t: Texts,
    frame: Frame,
    head: Head,
    today: Day,
    figures: [Figure; 5],
    lines: Vec<Line>,
    left_out: usize,
    week: Timetable,
    waiting: Vec<Waits>,
    gauges: Vec<Gauge>,
    open_ends: Vec<OpenEnds>,
    vacant: Vec<String>,
    errands: Vec<Errand>,
    errand_sources: Vec<ClauseTag>,
    first_steps: Vec<FirstStep>,
    /// Notices to the reader that are unread.
    unread: u64,
    /// Notices of the site that could not be delivered.
    undelivered: u64,
}

/// Open ends of a sort, with where they are dealt with.
struct OpenEnds {
    href: &'static str,
    words: String,
    open: u64,
    overdue: u64,
}

/// Work that waits for the reader.
struct Waits {
    href: &'static str,
    words: String,
    count: u64,
}

/// Service work that is open for too long.
struct Errand {
    href: String,
    what: String,
    line: String,
}

/// A follow-up that is owed.
struct Line {
    href: String,
    event: String,
    mark: Mark,
    due: Day,
    unit: String,
    customer: String,
    what: String,
    sort: String,
    why: Tag,
    sources: Vec<ClauseTag>,
    visitors: Vec<String>,
    channel: &'static str,
    next: String,
    is_mine: bool,
}

/// `GET /`
async fn desk(at: SignedInAsker) -> Result<Response, Failure> {
    let desk = at.app.desk(&at.asker, at.site.id()).await?;
    Ok(Page::new(DeskPage::new(&at, &desk)).into_response())
}

impl DeskPage {
    fn new(at: &SignedInAsker, desk: &Desk) -> Self {
        let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
        let waiting = waiting(t, desk);
        let waits: u64 = waiting.iter().map(|it| it.count).sum();
        let counts = NavCounts {
            today: desk.counts.late + desk.counts.due_today,
            open: desk.counts.open_ends,
            ..NavCounts::default()
        };
        let owed = || {
            desk.late
                .iter()
                .chain(&desk.due_today)
                .chain(&desk.next_days)
        };
        let cards = owed()
            .take(LINES)
            .flat_map(|line| sources.cards(&basis(line)))
            .chain(
                desk.rates
                    .iter()
                    .flat_map(|rate| rate_cards(at, sources, rate)),
            )
            .chain(desk.errands.iter().flat_map(|it| sources.cards(&it.basis)));
        Self {
            t,
            frame: at.frame(Some(Place::Today), &counts).clauses(cards),
            head: Head::new(t.place_today()),
            today: desk.today,
            figures: figures(t, desk, waits),
            lines: owed().take(LINES).map(|it| line(at, sources, it)).collect(),
            left_out: owed().count().saturating_sub(LINES),
            week: week(t, desk),
            waiting,
            gauges: desk
                .rates
                .iter()
                .map(|rate| gauge(at, sources, rate))
                .collect(),
            open_ends: desk
                .open_ends
                .iter()
                .map(|(sort, count)| OpenEnds {
                    href: match sort {
                        OpenEnd::Lists | OpenEnd::Replies | OpenEnd::Reasons => "/open#lacking",
                        _ => "/open",
                    },
                    words: open_end(t, *sort),
                    open: count.open,
                    overdue: count.overdue,
                })
                .collect(),
            first_steps: first_steps(at, desk),
            unread: at.unread,
            undelivered: at.undelivered,
            errands: errands(at, desk),
            errand_sources: desk
                .errands
                .as_ref()
                .map_or_else(Vec::new, |it| sources.tags(&it.basis)),
            vacant: desk
                .vacant_posts
                .iter()
                .map(|post| post_title(at.procedure(), post, t))
                .collect(),
        }
    }
}

/// Where to begin at a site that has nothing to follow up yet, for who sets it up; nothing later, or for others.
fn first_steps(at: &SignedInAsker, desk: &Desk) -> Vec<FirstStep> {
    let t = at.t;
    let is_idle = desk.rates.is_empty() && desk.late.is_empty() && desk.due_today.is_empty();
    let manages = at.app.check_manages_people(&at.asker, &at.site).is_ok();
    if !is_idle || !manages {
        return Vec::new();
    }
    let step = |href, words, line| FirstStep { href, words, line };
    let people = step("/people", t.desk_first_people(), t.desk_first_people_line());
    let import = step(
        "/imports",
        t.desk_first_import(),
        t.desk_first_import_line(),
    );
    let event = step(
        "/events/new",
        t.desk_first_event(),
        t.desk_first_event_line(),
    );
    let people = (!desk.vacant_posts.is_empty()).then_some(people);
    [Some(import), people, Some(event)]
        .into_iter()
        .flatten()
        .collect()
}

fn basis(line: &DeskLine) -> Basis {
    of_row(&line.row.clauses, &line.row.readings)
}

fn line(at: &SignedInAsker, sources: Sources<'_>, line: &DeskLine) -> Line {
    let (t, row) = (at.t, &line.row);
    let visitors = row.visitors.iter().map(|visitor| match &visitor.name {
        Some(name) => name.clone(),
        None => t.desk_nobody(post_title(at.procedure(), &visitor.post, t)),
    });
    let sort = sort(t, row.category, row.kind.as_deref(), row.severity);
    Line {
        href: format!("/follow-ups/{}", row.id),
        event: format!("/events/{}", row.event),
        mark: Mark::due(t, row.due, at.today),
        due: row.due,
        unit: row.unit.clone().unwrap_or_else(|| line.number.clone()),
        customer: {
            let restricted = row.restricted.then(|| t.privacy_restricted());
            let words = [row.customer.clone(), restricted];
            words.into_iter().flatten().collect::<Vec<_>>().join("・")
        },
        what: super::complaints::what(t, row.confidential, row.summary.as_deref(), || {
            line.number.clone()
        }),
        sort,
        why: Tag::why(t, row.why),
        sources: sources.tags(&basis(line)),
        visitors: visitors.collect(),
        channel: row.channel.title(t.lang()),
        next: next_step(at, row.state),
        is_mine: line.is_mine,
    }
}

/// What has to be done next; nothing where it is done or void.
fn next_step(at: &SignedInAsker, state: FollowUpState) -> String {
    match state {
        FollowUpState::Planned => at.t.desk_next_release(),
        FollowUpState::Released if at.procedure().sign_out.required => at.t.desk_next_take(),
        FollowUpState::Released | FollowUpState::Taken => at.t.desk_next_record(),
        FollowUpState::SentBack => at.t.desk_next_again(),
        _ => String::new(),
    }
}

fn figures(t: Texts, desk: &Desk, waits: u64) -> [Figure; 5] {
    let figure = |href: &str, kind, words: String, value, unit: String| Figure {
        href: href.to_owned(),
        mark: Mark::new(kind, words),
        value,
        unit,
    };
    let counts = desk.counts;
    let late_unit = match desk.oldest_late {
        Some(oldest) => t.desk_late_unit(desk.today.days_since(oldest)),
        None => t.place_today_unit(),
    };
    [
        figure(
            "#due",
            MarkKind::Late,
            t.desk_late(),
            counts.late,
            late_unit,
        ),
        figure(
            "#due",
            MarkKind::Today,
            t.mark_today(),
            counts.due_today,
            t.desk_due_unit(counts.due_today_mine),
        ),
        figure(
            "#wait",
            MarkKind::Review,
            t.desk_waiting(),
            waits,
            t.desk_waiting_unit(),
        ),
        figure(
            "#open",
            MarkKind::Open,
            t.place_open(),
            counts.open_ends,
            t.place_open_unit(),
        ),
        figure(
            "#rate",
            MarkKind::Done,
            t.desk_done(),
            counts.done_this_month,
            t.place_today_unit(),
        ),
    ]
}

fn waiting(t: Texts, desk: &Desk) -> Vec<Waits> {
    let waiting = &desk.waiting;
    let review = waiting.review.len() as u64;
    let mut sorts = vec![
        ("/plan", t.desk_release(), waiting.release),
        ("/sign-out-sheet", t.desk_take(), waiting.take),
        ("#due", t.desk_record(), waiting.record),
        ("/records", t.desk_review(), review),
        ("/archive", t.desk_collect(), waiting.collect),
        ("/archive", t.desk_batches(), waiting.batches),
        ("/archive", t.desk_disposals(), waiting.disposals),
        ("/analysis", t.desk_papers(), waiting.papers),
        ("/analysis", t.desk_returns(), waiting.returns),
        ("/analysis#open", t.desk_tasks(), waiting.tasks),
    ];
    sorts.retain(|(.., count)| *count > 0);
    sorts
        .into_iter()
        .map(|(href, words, count)| Waits { href, words, count })
        .collect()
}

fn week(t: Texts, desk: &Desk) -> Timetable {
    let of = |category: Category, due: &[(Category, u64)]| -> u64 {
        let found = due.iter().filter(|(there, _)| *there == category);
        found.map(|(_, count)| count).sum()
    };
    let has = |category: &&Category| desk.week.iter().any(|(_, due)| of(**category, due) > 0);
    let row = |head: String, counts: Vec<u64>| TimetableRow {
        head,
        sub: String::new(),
        sum: Some(counts.iter().sum::<u64>().to_string()),
        cells: counts
            .into_iter()
            .map(|count| Slot::count(count, 0))
            .collect(),
    };
    let rows = Category::ALL.iter().filter(has).map(|category| {
        let counts = desk.week.iter().map(|(_, due)| of(*category, due));
        row(category.title(t.lang()).to_owned(), counts.collect())
    });
    let all = desk
        .week
        .iter()
        .map(|(_, due)| due.iter().map(|(_, count)| count).sum());
    Timetable {
        corner: t.desk_category(),
        days: DayHead::days(
            t,
            desk.today,
            i32::try_from(desk.week.len()).unwrap_or(0),
            desk.today,
        ),
        rows: rows.collect(),
        total: Some(row(t.sum(), all.collect())),
    }
}

fn gauge(at: &SignedInAsker, sources: Sources<'_>, rate: &DeskRate) -> Gauge {
    let label = rate.category.title(at.t.lang());
    let gauge = Gauge::new(at.t, label, (rate.done, rate.owed), rate.target, false);
    let rule = at
        .procedure()
        .categories
        .iter()
        .find(|it| it.id == rate.category);
    let tag = rule.and_then(|rule| sources.tags(&rule.rate.basis).into_iter().next());
    match tag {
        Some(tag) => gauge.by_clause(tag),
        None => gauge,
    }
}

fn rate_cards(at: &SignedInAsker, sources: Sources<'_>, rate: &DeskRate) -> Vec<ClauseCard> {
    let rule = at
        .procedure()
        .categories
        .iter()
        .find(|it| it.id == rate.category);
    rule.map_or_else(Vec::new, |rule| sources.cards(&rule.rate.basis))
}

fn open_end(t: Texts, sort: OpenEnd) -> String {
    match sort {
        OpenEnd::Matters => t.desk_matters(),
        OpenEnd::Promises => t.desk_promises(),
        OpenEnd::Rectifications => t.desk_rectifications(),
        OpenEnd::Lists => t.desk_lists(),
        OpenEnd::Replies => t.desk_replies(),
        OpenEnd::Decisions => t.open_undecided(),
        OpenEnd::Reasons => t.complaints_reason_missing(),
        OpenEnd::Papers => t.desk_open_papers(),
        OpenEnd::Tasks => t.desk_open_tasks(),
        OpenEnd::Requests => t.desk_open_requests(),
    }
}

fn errands(at: &SignedInAsker, desk: &Desk) -> Vec<Errand> {
    let t = at.t;
    let errand = |it: &EventLine| {
        let row = &it.row;
        let summary = row.summary.as_ref().map(|it| it.reveal().clone());
        let reported = row.reported_at.map(|when| at.site.day(when));
        let line = [
            row.unit.clone(),
            Some(row.category.title(t.lang()).to_owned()),
            reported.map(|day| t.desk_errand_since(t.day(day), desk.today.days_since(day))),
        ];
        Errand {
            href: format!("/events/{}", row.id),
            what: summary.unwrap_or_else(|| it.number.clone()),
            line: line.into_iter().flatten().collect::<Vec<_>>().join("・"),
        }
    };
    let rows = desk.errands.iter().flat_map(|it| &it.rows);
    rows.map(errand).collect()
}
