use huiyin_domain::entry::Digest;
use huiyin_domain::export::{Derived, FORMS, FileNote, OBLIGATIONS, ObligationLine};
use huiyin_domain::{Instant, ScopeId, SiteZone};
use huiyin_store::archive_months::{self, ArchiveMonthRow};
use huiyin_store::{Error as StoreError, Tx};
use serde::Deserialize;

use super::record::RecordThere;
use super::stored;
use crate::access::{self, Right, has_right};
use crate::statistics::Snapshot;
use crate::{App, Asker, Error, Result};

/// A month that was taken in, as it was exported.
#[derive(Clone, Debug)]
pub struct ArchiveMonthPage {
    /// What it is.
    pub row: ArchiveMonthRow,
    /// The clock of its site.
    pub zone: SiteZone,
    /// Whether its files are here. They are not in an installation that was built up again from an export.
    pub is_here: bool,
    /// The figures of the close, where the month was closed when it was exported.
    pub figures: Option<FrozenFigures>,
    /// Its forms, by name.
    pub forms: Vec<FileNote>,
    /// Its records from the one asked for on, at most 50, in the order in which they were written.
    pub records: Vec<RecordThere>,
    /// How many records there are.
    pub record_count: usize,
}

/// The figures of a month at its close.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct FrozenFigures {
    /// The moment they show.
    pub as_of: Instant,
    /// The figures.
    pub snapshot: Snapshot,
}

/// The most months on the list: fifty years.
const MONTHS: u32 = 600;

impl App {
    /// The months that were taken in, by site, the latest month first, at most 600; for who keeps or reads the archive of
    /// the site at which they work.
    pub async fn archive_months(&self, asker: &Asker, at: ScopeId) -> Result<Vec<ArchiveMonthRow>> {
        let mut tx = self.db().read().await?;
        if !self.may_read_archive(&mut tx, asker, at).await? {
            return self.refuse_archive(&mut tx, asker, at).await;
        }
        Ok(archive_months::months(&mut tx, MONTHS).await?)
    }

    /// One of them, with its records after the first `skipped`.
    pub async fn archive_month(
        &self,
        asker: &Asker,
        at: ScopeId,
        of: Digest,
        skipped: usize,
    ) -> Result<ArchiveMonthPage> {
        let mut tx = self.db().read().await?;
        let row = self.archive_row(&mut tx, asker, at, of).await?;
        let zone = row
            .time_zone
            .parse()
            .map_err(|_| StoreError::Corrupt(format!("no time zone: {}", row.time_zone)))?;
        let manifest = stored::manifest(&mut tx, of).await?;
        let mut page = ArchiveMonthPage {
            zone,
            is_here: manifest.is_some(),
            figures: figures(&mut tx, of).await?,
            forms: manifest.map_or_else(Vec::new, |manifest| manifest.files),
            records: Vec::new(),
            record_count: 0,
            row,
        };
        let prefix = format!("{FORMS}/");
        page.forms.retain(|file| file.name.starts_with(&prefix));
        page.read_records(&mut tx, skipped).await?;
        Ok(page)
    }

    /// A form of it, as it was exported, by its name within the forms. Nothing else of an export is handed out: it holds
    /// the words of confidential complaints.
    pub async fn archive_month_form(
        &self,
        asker: &Asker,
        at: ScopeId,
        of: Digest,
        name: &str,
    ) -> Result<FileNote> {
        let mut tx = self.db().read().await?;
        self.archive_row(&mut tx, asker, at, of).await?;
        let manifest = stored::manifest(&mut tx, of).await?;
        let name = format!("{FORMS}/{name}");
        let mut files = manifest.ok_or(Error::NotFound)?.files.into_iter();
        files.find(|file| file.name == name).ok_or(Error::NotFound)
    }

    /// A piece of a form that the asker was found to be allowed to see, from 1; none after the last.
    pub async fn archive_month_piece(
        &self,
        of: Digest,
        form: &FileNote,
        number: u64,
    ) -> Result<Option<Vec<u8>>> {
        let mut tx = self.db().read().await?;
        Ok(archive_months::piece(&mut tx, of, &form.name, number).await?)
    }

    async fn archive_row(
        &self,
        tx: &mut Tx,
        asker: &Asker,
        at: ScopeId,
        of: Digest,
    ) -> Result<ArchiveMonthRow> {
        if !self.may_read_archive(tx, asker, at).await? {
            return self.refuse_archive(tx, asker, at).await;
        }
        let row = archive_months::month(tx, of).await?;
        row.ok_or(Error::NotFound)
    }

    /// Whether somebody keeps or reads the archive of a site.
    pub(crate) async fn may_read_archive(
        &self,
        tx: &mut Tx,
        asker: &Asker,
        at: ScopeId,
    ) -> Result<bool> {
        let site = self.editions().site(tx, at).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        let may = |right| has_right(&rules, asker, site.id(), right);
        Ok(may(Right::KeepArchive) || may(Right::ReviewBatch))
    }

    async fn refuse_archive<T>(&self, tx: &mut Tx, asker: &Asker, at: ScopeId) -> Result<T> {
        let site = self.editions().site(tx, at).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::KeepArchive)?;
        Err(Error::NotFound)
    }
}

impl ArchiveMonthPage {
    /// Records on a page.
    pub const RECORDS: usize = 50;

    async fn read_records(&mut self, tx: &mut Tx, skipped: usize) -> Result<()> {
        let of = self.row.manifest_sha256;
        let shown = skipped..skipped.saturating_add(Self::RECORDS);
        stored::each_line(tx, of, Derived::Records.file(), |line| {
            if shown.contains(&self.record_count) {
                let record = RecordThere::read(line, &self.row.confidential);
                self.records.extend(record);
            }
            self.record_count += 1;
        })
        .await?;
        stored::each_line(tx, of, OBLIGATIONS, |line| {
            let Ok(it) = serde_json::from_str::<ObligationLine>(line) else {
                return;
            };
            for record in self.records.iter_mut().filter(|one| one.event == it.event) {
                record.number = Some(it.number.clone());
                record.category = Some(it.category);
            }
        })
        .await
    }
}

/// The figures of the close; none where the month was open.
async fn figures(tx: &mut Tx, of: Digest) -> Result<Option<FrozenFigures>> {
    let mut figures = None;
    stored::each_line(tx, of, Derived::Statistics.file(), |line| {
        figures = serde_json::from_str(line).ok();
    })
    .await?;
    Ok(figures)
}
