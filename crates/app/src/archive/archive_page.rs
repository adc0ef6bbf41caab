use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{BatchId, Day, Instant, LetterId, Month, ScopeId};
use huiyin_rules::Rules;
use huiyin_store::archive::{self, ArchivedRow, BatchRow, MissingRow, StepRow};
use huiyin_store::letters::{self, LetterPhotoRow, LetterRow};
use huiyin_store::privacy;

use super::collect_batch::next_month;
use super::{is_open, is_own_list, is_ready, kept};
use crate::access::{self, Right, has_right};
use crate::letters::letter_number;
use crate::{App, Asker, Error, Result, Site};

/// The archive of a site: what is to be handed over next, what is missing, and what was handed over.
#[derive(Clone, Debug)]
pub struct ArchivePage {
    /// The site.
    pub site: Site,
    /// The month of the batch that is open, or comes next.
    pub month: Month,
    /// The last day on which it is in time.
    pub due: Day,
    /// The day at which reminders aim.
    pub remind_on: Day,
    /// How many reviewed records are in no batch.
    pub ready: u64,
    /// What the batch would lack on its last day, the first due first, at most 100.
    pub missing: Vec<(String, MissingRow)>,
    /// The batches, the latest first, at most 60, each with the last day on which it was in time.
    pub batches: Vec<(BatchRow, Day)>,
    /// Whether the asker may collect.
    pub may_collect: bool,
    /// Whether the asker may read the months that were exported elsewhere and taken in here.
    pub may_read_elsewhere: bool,
}

/// A batch with its records.
#[derive(Clone, Debug)]
pub struct BatchPage {
    /// The site.
    pub site: Site,
    /// The batch.
    pub row: BatchRow,
    /// The last day on which it is in time.
    pub due: Day,
    /// What was done to it, in order.
    pub steps: Vec<StepRow>,
    /// Its records, each with the event's number for people.
    pub records: Vec<(String, ArchivedRow)>,
    /// The public letters that answered some of them, each with its number for people.
    pub letters: Vec<(String, LetterRow)>,
    /// When what its records say was erased, of how many follow-ups, and how many files went; none where it is there.
    pub erased: Option<(Instant, u64, u64)>,
    /// Photos of those letters as they hang.
    pub letter_photos: Vec<LetterPhotoRow>,
    /// What the asker may do with it now.
    pub may: MayArchive,
}

/// What somebody may do with a batch now.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct MayArchive {
    /// The next step, where it is theirs.
    pub next: Option<NextStep>,
    /// Holding it, or ending the hold.
    pub hold: bool,
}

/// The next step of a batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NextStep {
    /// Reading it, and marking what serves appraisal.
    Review,
    /// Receiving it for keeping.
    Receive,
    /// Listing it for disposal.
    ProposeDisposal,
    /// Approving that, as a second person, or not.
    JudgeDisposal,
    /// Disposing of it.
    Dispose,
}

/// The most batches on the page: five years of months.
const BATCHES: u32 = 60;
/// The most lines of what is missing.
const MISSING: u32 = 100;

impl App {
    /// The archive of a site. Three statements besides that of the site.
    pub async fn archive(&self, asker: &Asker, site: ScopeId) -> Result<ArchivePage> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        let rules = site.rules_on(today);
        access::check(&rules, asker, site.id(), Right::See)?;
        let archive = &rules.procedure().archive;
        let batches = archive::batches(&mut tx, site.id(), BATCHES).await?;
        let open = batches.iter().find(|batch| is_open(batch));
        let month = open.map_or_else(|| next_month(&batches, today.month()), |open| open.month);
        let due = archive.due(month);
        let missing = archive::missing(&mut tx, site.id(), due, MISSING).await?;
        let ready = archive::ready_count(&mut tx, site.id()).await?;
        let remind_on = archive.remind_on(month);
        let batches = batches
            .into_iter()
            .map(|batch| (batch, archive.due(batch.month)))
            .collect();
        let may = |right| has_right(&rules, asker, site.id(), right);
        let may_collect = may(Right::Plan);
        let may_read_elsewhere = may(Right::KeepArchive) || may(Right::ReviewBatch);
        Ok(ArchivePage {
            month,
            due,
            remind_on,
            ready,
            missing: missing
                .into_iter()
                .map(|row| (number(&site, row.number), row))
                .collect(),
            batches,
            may_collect,
            may_read_elsewhere,
            site,
        })
    }

    /// One batch with all its records. Six statements besides that of the site.
    pub async fn batch(&self, asker: &Asker, batch: BatchId) -> Result<BatchPage> {
        let mut tx = self.db().read().await?;
        let row = archive::batch(&mut tx, batch)
            .await?
            .filter(|row| asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let today = site.day(self.clock().now());
        let rules = site.rules_on(today);
        access::check(&rules, asker, site.id(), Right::See)?;
        let due = rules.procedure().archive.due(row.month);
        let may = MayArchive::of(&rules, asker, &row, today);
        let records = archive::records(&mut tx, batch).await?;
        let letters = letters::letters_of_batch(&mut tx, batch).await?;
        let ids: Vec<LetterId> = letters.iter().map(|it| it.id).collect();
        Ok(BatchPage {
            steps: archive::steps(&mut tx, batch).await?,
            records: records
                .into_iter()
                .map(|row| (number(&site, row.number), row))
                .collect(),
            letters: letters
                .into_iter()
                .map(|row| (letter_number(&site, row.number), row))
                .collect(),
            erased: privacy::erased_of(&mut tx, batch).await?,
            letter_photos: letters::photos(&mut tx, &ids).await?,
            row,
            due,
            may,
            site,
        })
    }
}

impl MayArchive {
    fn of(rules: &Rules<'_>, asker: &Asker, batch: &BatchRow, today: Day) -> Self {
        let may = |right| has_right(rules, asker, batch.site, right);
        let keeps = may(Right::KeepArchive);
        let next = if is_ready(&rules.procedure().archive, batch) {
            keeps.then_some(NextStep::Receive)
        } else if is_open(batch) {
            may(Right::ReviewBatch).then_some(NextStep::Review)
        } else if kept(batch, today).is_some() {
            None
        } else if batch.proposed_at.is_none() {
            keeps.then_some(NextStep::ProposeDisposal)
        } else if batch.approved_at.is_none() {
            let judges = may(Right::ApproveDisposal) && !is_own_list(asker, batch);
            judges.then_some(NextStep::JudgeDisposal)
        } else {
            keeps.then_some(NextStep::Dispose)
        };
        Self {
            next,
            hold: keeps && batch.received_at.is_some() && batch.disposed_at.is_none(),
        }
    }
}

fn number(site: &Site, (year, number): (i32, u32)) -> String {
    RunningNumber { year, number }.text(site.code())
}
