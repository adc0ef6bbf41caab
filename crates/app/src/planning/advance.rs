//! The deadline job: what becomes due without anybody doing anything.

use std::collections::VecDeque;

use huiyin_domain::entry::facts::PicksShown;
use huiyin_domain::{
    BatchId, Category, CohortId, CommandId, EventId, Instant, Month, ObligationId, ScopeId,
};
use huiyin_rules::{Rules, Workdays, live};
use huiyin_store::follow_ups::UnfinishedRow;
use huiyin_store::{Change, Draft, Work, draw, events, follow_ups, obligations};
use serde::{Deserialize, Serialize};

use super::arise::{Arising, History, arising, enter};
use super::close::close_cohort;
use super::escalate::{begun_by, escalate};
use super::pick::{load, pick_besides};
use super::visitors::Planner;
use super::{PIECE, keys};
use crate::archive::{chase, is_to_be_chased};
use crate::events::{are_lists_to_be_chased, chase_lists};
use crate::festivals::{is_festival_near, remind_of_festivals};
use crate::month::{chase_late, draft, is_anything_late, to_be_drafted};
use crate::notices::{are_heads_to_be_noted, tell_heads};
use crate::privacy::{go_on_erasing, half_erased, is_request_due, remind_of_requests};
use crate::site::Editions;
use crate::{App, Asker, Error, Result, Site};

/// What the deadline job did.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each tells of a reminder of its own"
)]
pub struct Advanced {
    /// Visits of contracts whose day has come.
    pub arisen: usize,
    /// Reply-only complaints picked because their letter never came.
    pub without_letter: usize,
    /// Cohorts whose last stratum was drawn.
    pub closed: usize,
    /// Months whose keys were revealed.
    pub revealed: usize,
    /// Events that count as due from now on, because the pick is shown.
    pub shown: usize,
    /// Follow-ups unfinished for too long, which somebody must go to the door for.
    pub escalated: usize,
    /// Papers of the month that were drafted, or took in what was found later.
    pub drafted: usize,
    /// Whether those were told whose paper or task became late.
    pub late_told: bool,
    /// Whether those were told who have the next step of the month's archive batch.
    pub chased: bool,
    /// Whether those were told who hand lists in, of those that are missing.
    pub lists_chased: bool,
    /// Whether those were told who release the lists of festivals, of one that is near.
    pub festivals_told: bool,
    /// Whether those were told who answer requests on personal data, of one whose last day is near or past.
    pub requests_told: bool,
    /// Whether those were told who keep notes outside of the office, though no month was closed.
    pub heads_told: bool,
}

/// One piece of the job.
#[derive(Clone, Debug)]
enum Piece {
    CommitKeys,
    Enter(Vec<Arising>),
    PickWithoutLetter(Vec<ObligationId>),
    Close(CohortId),
    Reveal(Month),
    Show(Vec<EventId>),
    Escalate(Vec<UnfinishedRow>),
    ChaseArchive,
    ChaseLate,
    ChaseLists,
    DraftPapers,
    RemindOfFestivals,
    RemindOfRequests,
    EraseDisposed(BatchId),
    NoteHeads,
}

/// The rows of one piece, as the database counts them.
const ROWS: u32 = 200;

/// In seconds: how long an import may take before closings wait for it no longer.
const LONGEST_IMPORT: i64 = 3600;

impl App {
    /// Does what is due at a site by now: publishes the keys of the months to come, enters the visits of contracts
    /// whose day has come, picks reply-only complaints whose letter never came, draws the last strata of cohorts into
    /// which nothing more can fall, reveals the keys of months that are over, and shows the picks whose hour has
    /// come. Last it escalates what is unfinished for too long, where the procedure asks for it, and tells who has the
    /// next step of the archive on the day before it is due, who is to hand in a list that is missing, and who
    /// is to release the list of a festival that is near, and who answers a request on personal data in time. On a month's last day it drafts the papers of the month,
    /// and it tells whose paper or task became late.
    ///
    /// Each piece is a command of its own, of at most 200 rows. Doing it again does nothing more.
    pub async fn advance(&self, site: ScopeId) -> Result<Advanced> {
        let now = self.clock().now();
        let known = self
            .editions()
            .site(&mut self.db().read().await?, site)
            .await?;
        let mut done = Advanced::default();
        if self.lacks_keys(&known, now).await? {
            self.piece(site, now, Piece::CommitKeys).await?;
        }

        let mut due: VecDeque<Arising> = self.contracts_due(&known, now).await?.into();
        done.arisen = due.len();
        while !due.is_empty() {
            let piece = due.drain(..due.len().min(PIECE)).collect();
            self.piece(site, now, Piece::Enter(piece)).await?;
        }

        done.without_letter = self.pick_without_letter(&known, now).await?;
        if !self.is_import_running(site, now).await? {
            self.close_what_is_over(&known, now, &mut done).await?;
        }
        done.shown = self.show_picks(site, now).await?;
        done.escalated = self.escalate_unfinished(&known, now).await?;
        done.chased = is_to_be_chased(&mut self.db().read().await?, &known, now).await?;
        if done.chased {
            self.piece(site, now, Piece::ChaseArchive).await?;
        }
        let mut tx = self.db().read().await?;
        done.drafted = to_be_drafted(&mut tx, &known, now).await?.len();
        drop(tx);
        if done.drafted > 0 {
            self.piece(site, now, Piece::DraftPapers).await?;
        }
        done.late_told = is_anything_late(&mut self.db().read().await?, &known, now).await?;
        if done.late_told {
            self.piece(site, now, Piece::ChaseLate).await?;
        }
        let mut tx = self.db().read().await?;
        done.lists_chased = are_lists_to_be_chased(&mut tx, &known, now).await?;
        drop(tx);
        if done.lists_chased {
            self.piece(site, now, Piece::ChaseLists).await?;
        }
        let mut tx = self.db().read().await?;
        done.festivals_told = is_festival_near(&mut tx, &known, now).await?;
        drop(tx);
        if done.festivals_told {
            self.piece(site, now, Piece::RemindOfFestivals).await?;
        }
        done.requests_told = is_request_due(&mut self.db().read().await?, &known, now).await?;
        if done.requests_told {
            self.piece(site, now, Piece::RemindOfRequests).await?;
        }
        let half = half_erased(&mut self.db().read().await?, site).await?;
        for batch in half {
            self.piece(site, now, Piece::EraseDisposed(batch)).await?;
        }
        let mut tx = self.db().read().await?;
        done.heads_told = are_heads_to_be_noted(&mut tx, &known, now).await?;
        drop(tx);
        if done.heads_told {
            self.piece(site, now, Piece::NoteHeads).await?;
        }
        Ok(done)
    }

    async fn lacks_keys(&self, site: &Site, now: Instant) -> Result<bool> {
        let committed = draw::keys(&mut self.db().read().await?, site.id()).await?;
        let mut ahead = keys::months_ahead(site, now);
        Ok(ahead.any(|month| committed.iter().all(|key| key.month != month)))
    }

    /// Whether a file is just being imported. Its events may belong to months that are over: they are numbered before
    /// anything closes. One that was broken off holds nothing up for long.
    async fn is_import_running(&self, site: ScopeId, now: Instant) -> Result<bool> {
        let mut tx = self.db().read().await?;
        let since = now.plus_seconds(-LONGEST_IMPORT);
        Ok(draw::is_import_running(&mut tx, site, since).await?)
    }

    async fn close_what_is_over(
        &self,
        known: &Site,
        now: Instant,
        done: &mut Advanced,
    ) -> Result<()> {
        let site = known.id();
        for cohort in self.drawn_out(known, now).await? {
            self.piece(site, now, Piece::Close(cohort)).await?;
            done.closed += 1;
        }
        let month = known.day(now).month();
        let over = draw::unrevealed_before(&mut self.db().read().await?, site, month).await?;
        for month in over {
            self.piece(site, now, Piece::Reveal(month)).await?;
            done.revealed += 1;
        }
        Ok(())
    }

    async fn pick_without_letter(&self, site: &Site, now: Instant) -> Result<usize> {
        let (id, today) = (site.id(), site.day(now));
        let mut picked = 0;
        loop {
            let mut tx = self.db().read().await?;
            let rows = obligations::without_letter(&mut tx, id, today, ROWS).await?;
            drop(tx);
            if rows.is_empty() {
                return Ok(picked);
            }
            picked += rows.len();
            let piece = rows.into_iter().map(|row| row.id).collect();
            self.piece(id, now, Piece::PickWithoutLetter(piece)).await?;
        }
    }

    async fn show_picks(&self, site: ScopeId, now: Instant) -> Result<usize> {
        let mut shown = 0;
        loop {
            let mut tx = self.db().read().await?;
            let events = follow_ups::shown_by(&mut tx, site, now, ROWS).await?;
            drop(tx);
            if events.is_empty() {
                return Ok(shown);
            }
            shown += events.len();
            self.piece(site, now, Piece::Show(events)).await?;
        }
    }

    /// Under the procedures that ask for it.
    async fn escalate_unfinished(&self, site: &Site, now: Instant) -> Result<usize> {
        let today = site.day(now);
        let mut escalated = 0;
        for (_, hash, edition) in site.versions() {
            let Some(rule) = &edition.procedure.escalation else {
                continue;
            };
            let by = begun_by(rule, today);
            let before = site.zone().start_of(by.plus_days(1));
            loop {
                let mut tx = self.db().read().await?;
                let begun = (by, before);
                let rows = follow_ups::unfinished(&mut tx, site.id(), begun, hash, ROWS).await?;
                drop(tx);
                if rows.is_empty() {
                    break;
                }
                escalated += rows.len();
                self.piece(site.id(), now, Piece::Escalate(rows)).await?;
            }
        }
        Ok(escalated)
    }

    async fn piece(&self, site: ScopeId, now: Instant, piece: Piece) -> Result<()> {
        let act = Asker::product().act(CommandId::generate(), now);
        let input = (self.editions().clone(), site, piece);
        self.db()
            .command(act, input, |change, (editions, site, piece)| {
                do_piece(change, editions, *site, piece)
            })
            .await
    }

    /// What has arisen from contracts by now and is not entered yet, in the order of its numbers.
    async fn contracts_due(&self, site: &Site, now: Instant) -> Result<Vec<Arising>> {
        let today = site.day(now);
        let mut due = Vec::new();
        let covered = |edition: &huiyin_rules::procedure::Edition| {
            let categories = &edition.procedure.categories;
            categories
                .iter()
                .any(|one| one.id == Category::ContractedService)
        };
        if !site.versions().any(|(_, _, edition)| covered(edition)) {
            return Ok(due);
        }
        let mut tx = self.db().read().await?;
        let open = events::contracts_without_end(&mut tx, site.id(), today, site.live_from());
        for event in open.await? {
            due.extend(not_entered(&mut tx, site, event, now).await?);
        }
        due.sort();
        Ok(due)
    }

    /// The open cohorts into which nothing more can fall.
    async fn drawn_out(&self, site: &Site, now: Instant) -> Result<Vec<CohortId>> {
        let today = site.day(now);
        let mut tx = self.db().read().await?;
        let mut closing = Vec::new();
        for cohort in draw::open_cohorts(&mut tx, site.id()).await? {
            let is_over = match (cohort.month, site.version(cohort.procedure)) {
                (Some(month), Some(edition)) => {
                    let rules = Rules::new(&edition.procedure, Workdays::default());
                    rules.is_drawn_out(cohort.category, month, today)
                }
                _ => false,
            };
            if is_over {
                closing.push(cohort.id);
            }
        }
        closing.extend(draw::listed_cohorts(&mut tx, site.id()).await?);
        Ok(closing)
    }
}

async fn not_entered(
    tx: &mut huiyin_store::Tx,
    site: &Site,
    event: EventId,
    now: Instant,
) -> Result<Vec<Arising>> {
    let mut due = arising(tx, site, event, now, History::Skipped).await?;
    let entered = obligations::of_event(tx, event).await?;
    due.retain(|one| {
        !entered
            .iter()
            .any(|known| known.voided_at.is_none() && known.phase == one.phase)
    });
    Ok(due)
}

fn do_piece<'t>(
    change: &'t mut Change<'_>,
    editions: &'t Editions,
    site: ScopeId,
    piece: &'t Piece,
) -> Work<'t, (), Error> {
    Box::pin(async move {
        let site = editions.site(change, site).await?;
        match piece {
            Piece::CommitKeys => keys::commit_keys(change, &site).await,
            Piece::Enter(arising) => enter(change, &site, arising).await,
            Piece::PickWithoutLetter(waiting) => {
                let mut planner = Planner::new(&site, change.at());
                let today = site.day(change.at());
                for one in waiting {
                    let one = load(change, *one).await?;
                    let limit = live::working_limit(one.window, today);
                    pick_besides(change, &mut planner, &site, &one, limit).await?;
                }
                Ok(())
            }
            Piece::Close(cohort) => close_cohort(change, &site, *cohort).await,
            Piece::Reveal(month) => keys::reveal(change, &site, *month).await,
            Piece::ChaseArchive => chase(change, &site).await,
            Piece::DraftPapers => draft(change, &site).await,
            Piece::ChaseLate => chase_late(change, &site).await,
            Piece::ChaseLists => chase_lists(change, &site).await,
            Piece::RemindOfFestivals => remind_of_festivals(change, &site).await,
            Piece::RemindOfRequests => remind_of_requests(change, &site).await,
            Piece::EraseDisposed(batch) => go_on_erasing(change, site.id(), *batch).await,
            Piece::NoteHeads => tell_heads(change, &site).await,
            Piece::Escalate(unfinished) => escalate(change, &site, unfinished).await,
            Piece::Show(events) => {
                let shown = PicksShown {
                    site: site.id(),
                    events: events.clone(),
                };
                change.append(Draft::new(site.id(), shown)).await?;
                Ok(())
            }
        }
    })
}
