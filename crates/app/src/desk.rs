//! The desk: what is late, what is due, what waits for me, and where the month stands.

use huiyin_domain::entry::FollowUpState;
use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{Category, Day, Month, PersonId, Rate, ScopeId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::Basis;
use huiyin_rules::review::PostHolder;
use huiyin_store::desk::{self, CohortRow, DueRow, OpenEndsRow, OpenRow};
use huiyin_store::event_list::{self, ListRow};
use huiyin_store::{Error as StoreError, Tx, reviews};

use crate::access::{self, Right, has_right};
use crate::events::EventLine;
use crate::reviews::{WaitingRecord, for_asker, holders_of};
use crate::{App, Asker, Result, Site};

/// The desk of one person at one site.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Today at the site.
    pub today: Day,
    /// Open and past their last day, oldest first.
    pub late: Vec<DeskLine>,
    /// Due today.
    pub due_today: Vec<DeskLine>,
    /// Due in the days after today, within a week.
    pub next_days: Vec<DeskLine>,
    /// The counts: exact also where a list above is cut off.
    pub counts: DeskCounts,
    /// The last day of the oldest that is late.
    pub oldest_late: Option<Day>,
    /// Today and the six days after it, each with how much is due, by category.
    pub week: Vec<(Day, Vec<(Category, u64)>)>,
    /// What waits for the asker.
    pub waiting: WaitingForMe,
    /// Where the month stands, by category.
    pub rates: Vec<DeskRate>,
    /// Open ends, by sort; sorts with none are left out.
    pub open_ends: Vec<(OpenEnd, OpenCount)>,
    /// Posts of the procedure that nobody holds today.
    pub vacant_posts: Vec<String>,
    /// Service work open for too long, for who goes to the door and who plans; none where the procedure asks for none.
    pub errands: Option<Errands>,
}

/// Service work open for too long after its report (the second reading of 4.6): no follow-up, and no rate.
#[derive(Clone, Debug)]
pub struct Errands {
    /// The oldest, at most 20.
    pub rows: Vec<EventLine>,
    /// What asks for it.
    pub basis: Basis,
}

/// A follow-up on the desk.
#[derive(Clone, Debug)]
pub struct DeskLine {
    /// The event's number for people.
    pub number: String,
    /// Days past the last day; negative before it.
    pub days_late: i32,
    /// Whether the asker visits.
    pub is_mine: bool,
    /// What it is about, who visits, why it was picked.
    pub row: OpenRow,
}

/// The figures of the day.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct DeskCounts {
    /// Late.
    pub late: u64,
    /// Due today.
    pub due_today: u64,
    /// Of these, the asker's own.
    pub due_today_mine: u64,
    /// Done of what is owed this month.
    pub done_this_month: u64,
    /// Open ends of all sorts.
    pub open_ends: u64,
}

/// What waits for somebody.
#[derive(Clone, Debug)]
pub struct WaitingForMe {
    /// Follow-ups to be released; 0 for who does not plan.
    pub release: u64,
    /// Forms to be taken.
    pub take: u64,
    /// Visits to be made and recorded.
    pub record: u64,
    /// Records to be reviewed, oldest first.
    pub review: Vec<WaitingRecord>,
    /// Reviewed records to be collected for the archive; 0 for who does not plan, and before the day of reminders.
    pub collect: u64,
    /// Batches to be read or received.
    pub batches: u64,
    /// Batches whose time is over, to be listed, approved for disposal or disposed of.
    pub disposals: u64,
    /// Papers of the month to be completed, reviewed or decided on.
    pub papers: u64,
    /// Returns that were delivered, and that no leader has read yet; 0 for who is none.
    pub returns: u64,
    /// The asker's own tasks, and those of others whose effect they check.
    pub tasks: u64,
}

/// Where a category stands in the month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeskRate {
    /// The category.
    pub category: Category,
    /// What is owed.
    pub owed: u64,
    /// What is done.
    pub done: u64,
    /// How many must be done by the month's end.
    pub needed: u64,
    /// How many of these are missing.
    pub missing: u64,
    /// The rate; none where cohorts differ or none is shown.
    pub target: Option<Rate>,
}

/// A sort of open end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OpenEnd {
    /// Raised, without an answer or a promise.
    Matters,
    /// Promised, not answered yet.
    Promises,
    /// To be put right.
    Rectifications,
    /// 名單未交.
    Lists,
    /// 待附復函.
    Replies,
    /// Invalid complaints of which the reason and the answer are not written down.
    Reasons,
    /// Records that were found nonconforming, and on which nobody wrote how that is handled.
    Decisions,
    /// Papers of the month with which somebody still has a step to do.
    Papers,
    /// Corrective and preventive actions, and what leaders asked for.
    Tasks,
    /// What people asked about their own data; only for who answers it.
    Requests,
}

/// How many there are.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct OpenCount {
    /// Open.
    pub open: u64,
    /// Of these, overdue.
    pub overdue: u64,
}

/// Lines on the desk; what is cut off is counted, and one link away.
const LINES: u32 = 200;
/// Errands on the desk.
const ERRANDS: u32 = 20;
/// The days of the week that the desk shows, today included.
const WEEK: i32 = 7;

impl App {
    /// The desk of the asker at a site: ten statements at most, however much there is, and one more where the procedure
    /// asks for errands.
    pub async fn desk(&self, asker: &Asker, site: ScopeId) -> Result<Desk> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(now);
        let rules = site.rules_on(today);
        access::check(&rules, asker, site.id(), Right::See)?;
        let until = today.plus_days(WEEK - 1);
        let open = desk::open(&mut tx, site.id(), until, now, LINES).await?;
        let due = desk::due(&mut tx, site.id(), asker.person, now).await?;
        let records = reviews::waiting(&mut tx, site.id()).await?;
        let holders = holders_of(&mut tx, site.id(), today).await?;
        let cohorts = desk::cohorts(&mut tx, site.id(), today.month()).await?;
        let mut ends = desk::open_ends(&mut tx, site.id(), asker.person, (now, today)).await?;
        if !has_right(&rules, asker, site.id(), Right::ManagePeople) {
            ends.retain(|row| row.sort != "requests");
        }
        let errands = errands(&mut tx, &site, &rules, asker, today).await?;
        let rates = rates(&rules, &cohorts)?;
        let open_ends = open_ends(&rules, &ends);
        let lines = |is_shown: fn(i32) -> bool| {
            open.iter()
                .filter(|row| is_shown(today.days_since(row.due)))
                .map(|row| line(&site, asker, today, row))
                .collect()
        };
        Ok(Desk {
            today,
            late: lines(|late| late > 0),
            due_today: lines(|late| late == 0),
            next_days: lines(|late| late < 0),
            counts: counts(today, &due, &rates, &open_ends),
            oldest_late: due.first().map(|row| row.due).filter(|due| *due < today),
            week: week(today, &due),
            waiting: WaitingForMe {
                review: for_asker(&site, asker, &holders, records),
                ..waiting(&rules, asker, (site.id(), today), (&due, &ends))
            },
            rates,
            open_ends,
            vacant_posts: vacant_posts(&rules, &holders),
            errands,
        })
    }
}

async fn errands(
    tx: &mut Tx,
    site: &Site,
    rules: &Rules<'_>,
    asker: &Asker,
    today: Day,
) -> Result<Option<Errands>> {
    let (Some(work), Some(rule)) = (
        rules.overdue_work(today),
        &rules.procedure().overdue_service,
    ) else {
        return Ok(None);
    };
    let goes = asker.holds(site.id(), &[work.post.as_str()]);
    if !goes && !has_right(rules, asker, site.id(), Right::Plan) {
        return Ok(None);
    }
    let before = site.zone().start_of(work.reported_by.plus_days(1));
    let rows = event_list::unfinished(tx, site.id(), work.categories, before, ERRANDS).await?;
    let line = |row: ListRow| {
        let (year, number) = row.number;
        let number = RunningNumber { year, number }.text(site.code());
        EventLine { number, row }
    };
    Ok(Some(Errands {
        rows: rows.into_iter().map(line).collect(),
        basis: rule.basis.clone(),
    }))
}

fn line(site: &Site, asker: &Asker, today: Day, row: &OpenRow) -> DeskLine {
    let (year, number) = row.number;
    let is_asker = |person: Option<PersonId>| person.is_some() && person == asker.person;
    DeskLine {
        number: RunningNumber { year, number }.text(site.code()),
        days_late: today.days_since(row.due),
        is_mine: row.visitors.iter().any(|it| is_asker(it.person)),
        row: row.clone(),
    }
}

fn counts(
    today: Day,
    due: &[DueRow],
    rates: &[DeskRate],
    open_ends: &[(OpenEnd, OpenCount)],
) -> DeskCounts {
    let late = due.iter().filter(|row| row.due < today);
    let on_day = due.iter().filter(|row| row.due == today);
    DeskCounts {
        late: late.map(|row| row.follow_ups).sum(),
        due_today: on_day.clone().map(|row| row.follow_ups).sum(),
        due_today_mine: on_day.map(|row| row.mine).sum(),
        done_this_month: rates.iter().map(|rate| rate.done).sum(),
        open_ends: open_ends.iter().map(|(_, count)| count.open).sum(),
    }
}

fn week(today: Day, due: &[DueRow]) -> Vec<(Day, Vec<(Category, u64)>)> {
    let of = |day: Day, category: Category| -> u64 {
        let rows = due.iter();
        rows.filter(|row| row.due == day && row.category == category)
            .map(|row| row.follow_ups)
            .sum()
    };
    (0..WEEK)
        .map(|ahead| {
            let day = today.plus_days(ahead);
            let categories = Category::ALL.iter().map(|it| (*it, of(day, *it)));
            (day, categories.filter(|(_, count)| *count > 0).collect())
        })
        .collect()
}

fn waiting(
    rules: &Rules<'_>,
    asker: &Asker,
    (site, today): (ScopeId, Day),
    (due, ends): (&[DueRow], &[OpenEndsRow]),
) -> WaitingForMe {
    let sign_out = rules.procedure().sign_out.required;
    let may = |right| has_right(rules, asker, site, right);
    let archive = &rules.procedure().archive;
    let count = |sort: &str, mine: bool| {
        let rows = ends.iter().filter(|row| mine && row.sort == sort);
        rows.map(|row| row.open).sum::<u64>()
    };
    let reads = archive.reviewed_by.is_some();
    let keeps = may(Right::KeepArchive);
    let collects = may(Right::Plan) && today >= archive.remind_on(today.month());
    let mine = |states: &[FollowUpState]| {
        let rows = due.iter().filter(|row| states.contains(&row.state));
        rows.map(|row| row.mine).sum::<u64>()
    };
    let released = mine(&[FollowUpState::Released]);
    let in_hand = mine(&[FollowUpState::Taken, FollowUpState::SentBack]);
    let planned = due.iter().filter(|row| row.state == FollowUpState::Planned);
    WaitingForMe {
        release: if may(Right::Plan) {
            planned.map(|row| row.follow_ups).sum()
        } else {
            0
        },
        take: if sign_out { released } else { 0 },
        record: if sign_out {
            in_hand
        } else {
            in_hand + released
        },
        review: Vec::new(),
        collect: count("to_collect", collects),
        batches: count(
            "to_read",
            if reads {
                may(Right::ReviewBatch)
            } else {
                keeps
            },
        ) + count("to_receive", keeps),
        disposals: count("to_propose", keeps)
            + count("to_approve", may(Right::ApproveDisposal))
            + count("to_dispose", keeps),
        papers: count("analysis_drafted", may(Right::WriteAnalysis))
            + count("analysis_sent_back", may(Right::WriteAnalysis))
            + count("analysis_signed", may(Right::ReviewAnalysis))
            + count("analysis_accepted", may(Right::DecideAnalysis))
            + count("return_drafted", may(Right::SignReturn)),
        returns: count("return_delivered", may(Right::ReadReturn)),
        tasks: count("my_tasks", true) + count("tasks_done", may(Right::ReviewAnalysis)),
    }
}

fn rates(rules: &Rules<'_>, cohorts: &[CohortRow]) -> Result<Vec<DeskRate>> {
    let mut rates: Vec<DeskRate> = Vec::new();
    for row in cohorts {
        let (p, q) = row.rate;
        let rate = Rate::new(p, q).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let needed = rate.needed(row.owed);
        let missing = needed.saturating_sub(row.done);
        let category = rules.category(row.category);
        let shown = category
            .is_none_or(|it| it.rate.shown_as_target)
            .then_some(rate);
        match rates
            .iter_mut()
            .find(|known| known.category == row.category)
        {
            Some(known) => {
                known.owed += row.owed;
                known.done += row.done;
                known.needed += needed;
                known.missing += missing;
                known.target = known.target.filter(|target| Some(*target) == shown);
            }
            None => rates.push(DeskRate {
                category: row.category,
                owed: row.owed,
                done: row.done,
                needed,
                missing,
                target: shown,
            }),
        }
    }
    rates.sort_by_key(|rate| rate.category);
    Ok(rates)
}

/// Open ends by sort; a list is missing only where the procedure asks for it.
fn open_ends(rules: &Rules<'_>, rows: &[OpenEndsRow]) -> Vec<(OpenEnd, OpenCount)> {
    let sorts = [
        ("matters", OpenEnd::Matters),
        ("promises", OpenEnd::Promises),
        ("rectifications", OpenEnd::Rectifications),
        ("lists", OpenEnd::Lists),
        ("replies", OpenEnd::Replies),
        ("reasons", OpenEnd::Reasons),
        ("decisions", OpenEnd::Decisions),
        ("papers", OpenEnd::Papers),
        ("tasks", OpenEnd::Tasks),
        ("requests", OpenEnd::Requests),
    ];
    let counted = sorts.into_iter().map(|(id, sort)| {
        let mut count = OpenCount::default();
        let is_of = |row: &&OpenEndsRow| match sort {
            OpenEnd::Papers => row.sort.starts_with("analysis_") || row.sort.starts_with("return_"),
            OpenEnd::Tasks => row.sort.contains(id),
            _ => row.sort == id,
        };
        for row in rows.iter().filter(is_of) {
            let category = row.category.and_then(|category| rules.category(category));
            if sort != OpenEnd::Lists || category.is_some() {
                count.open += row.open;
                count.overdue += row.overdue;
            }
        }
        (sort, count)
    });
    counted.filter(|(_, count)| count.open > 0).collect()
}

fn vacant_posts(rules: &Rules<'_>, holders: &[PostHolder]) -> Vec<String> {
    let posts = rules.procedure().posts.iter();
    posts
        .filter(|post| !holders.iter().any(|holder| holder.post == post.id))
        .map(|post| post.id.clone())
        .collect()
}

impl Desk {
    /// The month whose rates it shows.
    pub fn month(&self) -> Month {
        self.today.month()
    }
}
