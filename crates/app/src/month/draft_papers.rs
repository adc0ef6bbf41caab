use huiyin_domain::entry::facts::{FoundCase, PaperDrafted};
use huiyin_domain::{
    CaseSort, Category, EventId, Instant, Month, PaperId, PaperKind, Topic, UnitId,
};
use huiyin_rules::analysis::{Case, Told};
use huiyin_rules::procedure::Analysis;
use huiyin_store::papers::{self, PaperRow, TellingRow};
use huiyin_store::{Change, Draft, Tx};

use super::{basis_of, who_holds};
use crate::notices::{News, tell};
use crate::{Result, Site};

/// Where something is told of again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place<'r> {
    Unit(UnitId),
    UnitWords(&'r str),
    Asset(&'r str),
}

/// The most months that are made up for after nothing was drafted for long.
const MOST: i32 = 24;

/// The papers that are to be drafted by now, with what was found for them: of this month on its last day, of the months
/// before if there is none yet, back to the last one that was drafted. A report that nobody has signed takes in what is found later, as long as it is in time.
pub(crate) async fn to_be_drafted(
    tx: &mut Tx,
    site: &Site,
    now: Instant,
) -> Result<Vec<PaperDrafted>> {
    let today = site.day(now);
    let this = today.month();
    let ends = (today == this.last_day()).then_some(this);
    let mut drafts = Vec::new();
    for kind in PaperKind::ALL.iter().copied() {
        let before = this.plus(-1);
        let last = papers::last_month(tx, site.id(), kind).await?;
        let since = last.map_or(before, |last| last.plus(1));
        let mut month = since.min(before).max(before.plus(-MOST));
        while month <= ends.unwrap_or(before) {
            if month.last_day() >= site.live_from() {
                drafts.extend(to_be_drafted_of(tx, site, (kind, month), now).await?);
            }
            month = month.plus(1);
        }
    }
    Ok(drafts)
}

async fn to_be_drafted_of(
    tx: &mut Tx,
    site: &Site,
    (kind, month): (PaperKind, Month),
    now: Instant,
) -> Result<Option<PaperDrafted>> {
    let today = site.day(now);
    let rules = site.rules_on(month.last_day());
    let known = papers::paper_of_month(tx, site.id(), kind, month).await?;
    let cases = match (kind, &rules.procedure().analysis) {
        (PaperKind::Return, _) => Vec::new(),
        (PaperKind::Analysis, None) => return Ok(None),
        (PaperKind::Analysis, Some(rule)) => {
            if known
                .is_some_and(|it| !it.state.is_unsigned() || it.due.is_some_and(|due| due < today))
            {
                return Ok(None);
            }
            let found = find(tx, site, rule, month).await?;
            match &known {
                Some(known) => more(tx, known, found).await?,
                None => more_than(&[], found),
            }
        }
    };
    if known.is_some() && cases.is_empty() {
        return Ok(None);
    }
    let due = match kind {
        PaperKind::Analysis => {
            let rule = rules.procedure().analysis.as_ref();
            rule.map(|rule| rule.due(today))
        }
        PaperKind::Return => match &rules.procedure().monthly_return {
            Some(rule) => rule.due(today),
            None => return Ok(None),
        },
    };
    Ok(Some(PaperDrafted {
        paper: known.map_or_else(PaperId::generate, |it| it.id),
        site: site.id(),
        kind,
        month,
        due: known.map_or(due, |it| it.due),
        cases,
    }))
}

/// Drafts them, and tells who completes those that are new.
pub(crate) async fn draft(change: &mut Change<'_>, site: &Site) -> Result<()> {
    let now = change.at();
    let today = site.day(now);
    for drafted in to_be_drafted(change, site, now).await? {
        let is_new = papers::paper(change, drafted.paper).await?.is_none();
        let (kind, due) = (drafted.kind, drafted.due);
        change.append(Draft::new(site.id(), drafted)).await?;
        if is_new {
            let people = who_holds(change, site, today, &writer(site, today, kind)).await?;
            let news = News {
                topic: Topic::PaperWaits,
                follow_ups: Vec::new(),
                record: None,
                events: Vec::new(),
                due,
                basis: basis_of(&site.rules_on(today), kind),
            };
            tell(change, site, &people, &news).await?;
        }
    }
    Ok(())
}

/// The post that completes a paper.
pub(super) fn writer(site: &Site, today: huiyin_domain::Day, kind: PaperKind) -> String {
    let procedure = site.procedure_on(today);
    let by = match kind {
        PaperKind::Analysis => procedure.analysis.as_ref().map(|rule| &rule.by),
        PaperKind::Return => procedure.monthly_return.as_ref().map(|rule| &rule.by),
    };
    by.unwrap_or(&procedure.plan.by).clone()
}

/// What the report of a month is about: first what was found nonconforming in it, then what was told again.
async fn find(
    tx: &mut Tx,
    site: &Site,
    rule: &Analysis,
    month: Month,
) -> Result<Vec<Case<EventId>>> {
    let zone = site.zone();
    let after = zone.start_of(month.last_day().plus_days(1));
    let first = zone.start_of(month.first_day());
    let nonconforming = papers::nonconforming(tx, site.id(), first, after).await?;
    let from = zone.start_of(rule.first_day(month));
    let rows = papers::tellings(tx, site.id(), from, after).await?;
    let told = rows.iter().filter_map(|row| {
        Some(Told {
            category: row.category,
            matter: (place(row)?, row.kind.as_str()),
            on: site.day(row.told_at),
            event: row.event,
            completed_on: row.completed_at.map(|at| site.day(at)),
        })
    });
    let nonconforming = nonconforming.into_iter().map(|event| Case {
        sort: CaseSort::Nonconforming,
        events: vec![event],
    });
    Ok(nonconforming.chain(rule.repeats(month, told)).collect())
}

/// A complaint is a household's; a repair is done at a public asset, or else at a home.
fn place(row: &TellingRow) -> Option<Place<'_>> {
    let home = || {
        let words = row.unit_words.as_deref().map(Place::UnitWords);
        row.unit.map(Place::Unit).or(words)
    };
    match row.category {
        Category::Repair => row.asset.as_deref().map(Place::Asset).or_else(home),
        _ => home(),
    }
}

/// What was found beyond what a paper has.
async fn more(tx: &mut Tx, known: &PaperRow, found: Vec<Case<EventId>>) -> Result<Vec<FoundCase>> {
    let mut cases: Vec<FoundCase> = papers::cases(tx, known.id)
        .await?
        .into_iter()
        .map(|case| FoundCase {
            number: case.number,
            sort: case.sort,
            events: Vec::new(),
        })
        .collect();
    for row in papers::case_events(tx, known.id).await? {
        if let Some(case) = cases.iter_mut().find(|case| case.number == row.case) {
            case.events.push(row.event);
        }
    }
    Ok(more_than(&cases, found))
}

/// The same, of cases that are at hand: a case that shares an event with a known one of its sort is that one.
fn more_than(known: &[FoundCase], found: Vec<Case<EventId>>) -> Vec<FoundCase> {
    let mut next = known.iter().map(|case| case.number).max().unwrap_or(0);
    let mut more = Vec::new();
    for case in found {
        let same = known.iter().find(|one| {
            one.sort == case.sort && one.events.iter().any(|event| case.events.contains(event))
        });
        let mut events = case.events;
        let number = match same {
            Some(one) => {
                events.retain(|event| !one.events.contains(event));
                one.number
            }
            None => {
                next += 1;
                next
            }
        };
        if !events.is_empty() {
            more.push(FoundCase {
                number,
                sort: case.sort,
                events,
            });
        }
    }
    more
}
