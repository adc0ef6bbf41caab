//! Taking a file in.

use std::sync::atomic::{AtomicU64, Ordering};

use huiyin_domain::entry::facts::{ImportDone, ImportOpened};
use huiyin_domain::entry::{Digest, ImportKind};
use huiyin_domain::{CommandId, ImportId};
use huiyin_forms::events::EventRow;
use huiyin_forms::people::{DepartmentRow, ResidentRow, StaffRow};
use huiyin_forms::units::UnitRow;
use huiyin_store::imports;
use huiyin_store::{Act, Draft, Error as StoreError};

use super::participants::ListedLine;
use super::piece::{Context, Importable, Piece, take};
use super::source::{Checked, Source};
use super::{Counts, ImportRequest, Report};
use crate::access::has_right;
use crate::events::may_grade;
use crate::planning::History;
use crate::{App, Asker, Error, Result, Right};

/// The commands of an import besides its pieces, which are numbered from 0.
const OPENING: u64 = u64::MAX;
const CLOSING: u64 = u64::MAX - 1;

impl App {
    /// Takes a file in. Idempotent by what the rows name: the same row again does nothing. Findings are read by
    /// [`App::import_findings`] afterwards.
    ///
    /// `import` is made by the caller. An import that was broken off goes on when it is run again under the same id with
    /// the same file; with another file it is refused as [`Error::Conflict`]. [`Error::File`] when the file cannot be
    /// read to its end; then nothing was written.
    pub async fn run_import(
        &self,
        asker: &Asker,
        import: ImportId,
        request: &ImportRequest,
    ) -> Result<Report> {
        self.run_import_counting(asker, import, request, &AtomicU64::new(0))
            .await
    }

    /// The same, counting the rows that are in.
    pub(super) async fn run_import_counting(
        &self,
        asker: &Asker,
        import: ImportId,
        request: &ImportRequest,
        rows: &AtomicU64,
    ) -> Result<Report> {
        let (context, source) = self.prepare_import(asker, request, Some(import)).await?;
        let running = Running {
            asker,
            request,
            context: &context,
            source: &source,
            rows,
        };
        let counts = match request.kind {
            ImportKind::Units => self.run::<UnitRow>(running).await,
            ImportKind::Residents => self.run::<ResidentRow>(running).await,
            ImportKind::Staff => self.run::<StaffRow>(running).await,
            ImportKind::Departments => self.run::<DepartmentRow>(running).await,
            ImportKind::Events => self.run::<EventRow>(running).await,
            ImportKind::Participants => self.run::<ListedLine>(running).await,
        }?;
        Ok(Report { import, counts })
    }

    /// Checks who asks, and says how the file is to be read and its rows are to be judged.
    pub(super) async fn prepare_import(
        &self,
        asker: &Asker,
        request: &ImportRequest,
        import: Option<ImportId>,
    ) -> Result<(Context, Source)> {
        let mut tx = self.db().read().await?;
        let site = self
            .check_import(&mut tx, asker, request.site, request.kind)
            .await?;
        let company = imports::company(&mut tx).await?;
        drop(tx);
        let profile = match &request.profile {
            Some(name) => Some(
                self.import_profile(request.site, request.kind, name)
                    .await?,
            ),
            None => None,
        };
        let source = Source::new(request, profile, site.zone());
        let now = self.clock().now();
        let rules = site.rules_on(site.day(now));
        let judges = may_grade(&rules, asker, site.id());
        let lists_festivals = has_right(&rules, asker, site.id(), Right::Plan);
        let context = Context {
            now,
            today: site.day(now),
            site,
            file_name: request.file_name.clone(),
            history: if request.plan_history {
                History::Planned
            } else {
                History::Skipped
            },
            company,
            import,
            judges,
            lists_festivals,
            gives_company_posts: asker.person.is_none()
                || asker
                    .posts
                    .iter()
                    .any(|held| held.scope == company && held.post == Right::ADMINISTRATOR),
        };
        Ok((context, source))
    }

    async fn run<K: Importable>(&self, running: Running<'_>) -> Result<Counts> {
        let Running {
            asker,
            request,
            context,
            source,
            rows,
        } = running;
        let checked = source.check::<K::Row>().await.map_err(Error::File)?;
        let import = context.import.ok_or(Error::NotFound)?;
        let acts = Acts {
            asker,
            import,
            app: self,
        };
        self.open_import::<K>(&acts, request, checked).await?;
        let mut counts = Counts::default();
        let mut pieces = source.pieces::<K>();
        let mut number = 0;
        while let Some(lines) = pieces.recv().await {
            let piece = Piece {
                context: context.clone(),
                lines: lines.map_err(Error::File)?,
            };
            let taken: Counts = self
                .db()
                .command(acts.of(number, None), piece, |change, piece| {
                    Box::pin(take::<K>(change, piece))
                })
                .await?;
            counts.join(taken);
            rows.store(counts.read, Ordering::Relaxed);
            number += 1;
        }
        if K::KIND == ImportKind::Participants {
            self.confirm_lists(asker, context, import).await?;
        }
        self.enter_arising(asker, context, import).await?;
        self.close_import(&acts, context, counts).await?;
        Ok(counts)
    }

    async fn open_import<K: Importable>(
        &self,
        acts: &Acts<'_>,
        request: &ImportRequest,
        checked: Checked,
    ) -> Result<()> {
        let opened = ImportOpened {
            import: acts.import,
            site: request.site,
            kind: K::KIND,
            file_name: request.file_name.clone(),
            file_hash: checked.hash,
            profile: request.profile.clone(),
        };
        let act = acts.of(OPENING, Some(checked.hash));
        let done = self
            .db()
            .command(act, opened, |change, opened| {
                Box::pin(async move {
                    change
                        .append(Draft::new(opened.site, opened.clone()))
                        .await?;
                    Ok(())
                })
            })
            .await;
        match done {
            Err(StoreError::CommandReused) => Err(Error::Conflict),
            done => Ok(done?),
        }
    }

    async fn close_import(&self, acts: &Acts<'_>, context: &Context, counts: Counts) -> Result<()> {
        let done = ImportDone {
            import: acts.import,
            rows: counts.read,
            created: counts.created,
            updated: counts.updated,
            same: counts.same,
            refused: counts.refused,
        };
        let input = (context.site.id(), done);
        self.db()
            .command(acts.of(CLOSING, None), input, |change, (site, done)| {
                Box::pin(async move {
                    change.append(Draft::new(*site, done.clone())).await?;
                    Ok::<_, Error>(())
                })
            })
            .await
    }
}

/// An import on its way.
#[derive(Clone, Copy)]
struct Running<'a> {
    asker: &'a Asker,
    request: &'a ImportRequest,
    context: &'a Context,
    source: &'a Source,
    /// The rows that are in.
    rows: &'a AtomicU64,
}

/// The commands of one import.
struct Acts<'a> {
    app: &'a App,
    asker: &'a Asker,
    import: ImportId,
}

impl Acts<'_> {
    /// The command of a number: always the same for an import, so that each is done once.
    fn of(&self, number: u64, input: Option<Digest>) -> Act {
        let digest = Digest::of_pieces([self.import.bytes().as_slice(), &number.to_be_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.bytes()[..16]);
        // Version 8, of our own making.
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut act = self
            .asker
            .act(CommandId::from_bytes(bytes), self.app.clock().now());
        act.input = input;
        act
    }
}
