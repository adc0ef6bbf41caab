//! The ledger of open ends (未了事項): what was raised and has no answer yet, and what an event still lacks. Nothing
//! leaves it without an outcome.

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{Day, EventId, ScopeId};
use huiyin_rules::procedure::Basis;
pub use huiyin_store::ledger::Lacks;
use huiyin_store::ledger::{self, LackingEventRow, OpenMatterRow, UndecidedRow};

use crate::access::{self, Right, has_right};
use crate::events::{invalid_basis, may_judge, reply_basis};
use crate::month::{PaperLine, TaskLine, open_papers, open_tasks};
use crate::privacy::{RequestLine, waiting_requests};
use crate::{App, Asker, Result, Site};

/// The open ends of a site.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The site.
    pub site: Site,
    /// What was raised, oldest first.
    pub matters: Vec<OpenMatter>,
    /// Events that lack a list or the 復函情況, by number.
    pub lacking: Vec<LackingEvent>,
    /// Records that were found nonconforming, and on which nobody wrote how that is handled (四.5), oldest first.
    pub undecided: Vec<Undecided>,
    /// What asks for such an opinion.
    pub decision_basis: Basis,
    /// Papers of the months with which somebody still has a step to do.
    pub papers: Vec<PaperLine>,
    /// Corrective and preventive actions and what leaders asked for, as far as they are not done or not checked.
    pub tasks: Vec<TaskLine>,
    /// What people asked about their own data and has no answer, or of which something that was kept may go now; none for
    /// who does not answer it.
    pub requests: Vec<RequestLine>,
    /// What asks for an outcome.
    pub basis: Basis,
}

/// Something that was raised.
#[derive(Clone, Debug)]
pub struct OpenMatter {
    /// The event's number for people.
    pub number: String,
    /// By which day it is due; none when neither an answer is promised nor something to be put right.
    pub due: Option<Day>,
    /// Whether the asker may settle it.
    pub may_settle: bool,
    /// What it is.
    pub row: OpenMatterRow,
}

/// A record that waits for the manager's opinion.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// The event's number for people.
    pub number: String,
    /// The record.
    pub row: UndecidedRow,
}

/// An event of which something is missing.
#[derive(Clone, Debug)]
pub struct LackingEvent {
    /// The event.
    pub event: EventId,
    /// Its number for people.
    pub number: String,
    /// Whether the asker may enter what is missing.
    pub may_enter: bool,
    /// What asks for it.
    pub basis: Basis,
    /// What is missing.
    pub row: LackingEventRow,
}

/// The most lines of each sort.
const LINES: u32 = 200;

impl App {
    /// The open ends of a site, at most 200 of each sort. Seven statements besides those of the site.
    pub async fn ledger(&self, asker: &Asker, site: ScopeId) -> Result<Ledger> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        let rules = site.rules_on(today);
        access::check(&rules, asker, site.id(), Right::See)?;
        let plans = has_right(&rules, asker, site.id(), Right::Plan);
        let matters = ledger::matters(&mut tx, site.id(), LINES).await?;
        let undecided = ledger::undecided(&mut tx, site.id(), LINES).await?;
        let mut lacking = ledger::lacking_events(&mut tx, site.id(), LINES).await?;
        // A list is missing only where the procedure asks for one.
        lacking.retain(|row| row.lacks != Lacks::List || rules.category(row.category).is_some());
        let number = |(year, number)| RunningNumber { year, number }.text(site.code());
        let matters = matters.into_iter().map(|row| OpenMatter {
            number: number(row.number),
            due: [row.answer_by.map(|at| site.day(at)), row.rectify_by]
                .into_iter()
                .flatten()
                .min(),
            may_settle: plans || (row.owner.is_some() && row.owner == asker.person),
            row,
        });
        let handles = has_right(&rules, asker, site.id(), Right::RegisterEvents);
        let lacking = lacking.into_iter().map(|row| LackingEvent {
            event: row.event,
            number: number(row.number),
            may_enter: if row.lacks == Lacks::Reason {
                may_judge(&rules, asker, site.id())
            } else {
                handles
            },
            basis: match row.lacks {
                Lacks::List => rules.procedure().lists.basis.clone(),
                Lacks::Letter => reply_basis(&rules, true),
                Lacks::Reply => reply_basis(&rules, false),
                Lacks::Reason => invalid_basis(&rules),
            },
            row,
        });
        Ok(Ledger {
            papers: open_papers(&mut tx, &site, today).await?,
            tasks: open_tasks(&mut tx, &site, asker, today).await?,
            requests: waiting_requests(&mut tx, (&site, &rules), asker, (today, LINES)).await?,
            matters: matters.collect(),
            lacking: lacking.collect(),
            undecided: undecided
                .into_iter()
                .map(|row| Undecided {
                    number: number(row.number),
                    row,
                })
                .collect(),
            decision_basis: rules.procedure().nonconforming.basis.clone(),
            basis: rules.procedure().handling.basis.clone(),
            site: site.clone(),
        })
    }
}
