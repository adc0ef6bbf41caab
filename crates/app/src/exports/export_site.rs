use std::path::PathBuf;

use huiyin_domain::entry::{Facts, canonical};
use huiyin_domain::export::{
    self, AnchorLine, Derived, ExportKind, ExportedLine, KeyLine, Manifest, MonthScope, NotedHead,
    Seal, derived, sealed_text,
};
use huiyin_domain::{AttachmentId, Day, Instant, Month, ScopeId};
use huiyin_store::scopes::InstallationRow;
use huiyin_store::{Error as StoreError, Tx, draw, exports, journal, scopes};
use serde::Serialize;

use super::folder::{Folder, NewFile};
use super::key::SigningKey;
use super::month_forms::MonthForms;
use crate::access::{self, Right};
use crate::{App, Asker, Error, Result, Site};

/// An export that is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportSite {
    /// The site.
    pub site: ScopeId,
    /// One month of it; all of it without one.
    pub month: Option<Month>,
    /// The folder to make. It appears whole or not at all, and nothing may be there but an empty folder.
    pub folder: PathBuf,
    /// The version of the program, for the manifest.
    pub program: String,
}

/// What was exported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    /// How many entries.
    pub entries: u64,
    /// How many files, the manifest and its signature among them.
    pub files: usize,
    /// What to note outside of the office, so that the export can be held against it later: the ends of the chains, the
    /// keys that are committed to, the key it is signed with.
    pub anchor: Vec<AnchorLine>,
    /// The months whose keys are committed to and not revealed.
    pub open_months: Vec<Month>,
}

/// An export that is written in full, and has not its final name yet. Dropped, it is gone.
pub struct PreparedExport {
    folder: Folder,
    exported: Exported,
}

impl PreparedExport {
    /// What is exported.
    pub const fn exported(&self) -> &Exported {
        &self.exported
    }

    /// Gives the folder its final name.
    pub fn put_in_place(self) -> Result<Exported> {
        self.folder.put_in_place()?;
        Ok(self.exported)
    }
}

/// Entries, cohorts and obligations read at a time.
const PIECE: u32 = 500;

/// What an export is of, read in one transaction.
struct Of<'e> {
    tx: Tx,
    site: Site,
    installation: InstallationRow,
    asked: &'e ExportSite,
    made_at: Instant,
}

impl App {
    /// Writes an export of a site into a folder, piece by piece, from one state of the database. For who keeps the
    /// archive, and for the shell. It holds the words of confidential complaints too.
    pub async fn export_site(&self, asker: &Asker, wanted: &ExportSite) -> Result<Exported> {
        self.export_site_with(asker, wanted, None).await
    }

    /// The same, with forms that are drawn just before that state is read.
    pub async fn export_site_with(
        &self,
        asker: &Asker,
        wanted: &ExportSite,
        forms: Option<&mut dyn MonthForms>,
    ) -> Result<Exported> {
        let prepared = self.prepare_export(asker, wanted, forms).await?;
        prepared.put_in_place()
    }

    /// The same without its final name, for who has something to put in place together with it.
    pub async fn prepare_export(
        &self,
        asker: &Asker,
        wanted: &ExportSite,
        forms: Option<&mut dyn MonthForms>,
    ) -> Result<PreparedExport> {
        let made_at = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, wanted.site).await?;
        let rules = site.rules_on(site.day(made_at));
        access::check(&rules, asker, site.id(), Right::KeepArchive)?;
        if wanted.month.is_none() {
            check_can_be_built_up(&mut tx, &site).await?;
        }
        drop(tx);
        let mut folder = Folder::begin(&wanted.folder)?;
        // Before the state is read that is exported: the key itself stands in the journal.
        let key = self.signing_key(asker).await?;
        if let Some(forms) = forms {
            while let Some((name, drawn)) = forms.next().await? {
                folder.copy(&format!("{}/{name}", export::FORMS), drawn)?;
            }
        }
        let mut tx = self.db().read().await?;
        let installation = scopes::installation(&mut tx).await?;
        let mut of = Of {
            tx,
            site,
            installation: installation.ok_or(Error::NotFound)?,
            asked: wanted,
            made_at,
        };
        folder.write(export::README, export::read_text().as_bytes())?;
        let (entries, attachments) = of.write_journal(&mut folder).await?;
        let keys = of.write_keys(&mut folder).await?;
        of.write_cohorts(&mut folder).await?;
        of.write_obligations(&mut folder).await?;
        for id in attachments {
            let content = self.attachments.blobs.get(id).await?;
            folder.write(&format!("{}/{id}", export::ATTACHMENTS), &content)?;
        }
        let manifest = of.manifest(&folder).await?;
        let files = manifest.files.len() + 2;
        let anchor = anchor(&manifest, &keys, &key);
        seal(&mut folder, &manifest, &key)?;
        let open = keys.iter().filter(|line| line.key.is_none());
        let exported = Exported {
            entries,
            files,
            anchor,
            open_months: open.map(|line| line.month).collect(),
        };
        Ok(PreparedExport { folder, exported })
    }
}

/// Refuses an export of all of a site that could not be built up again.
async fn check_can_be_built_up(tx: &mut Tx, site: &Site) -> Result<()> {
    let homes = exports::homes_elsewhere(tx, site.id()).await?;
    if homes.is_empty() {
        return Ok(());
    }
    let said = format!(
        "{} could not be built up again alone: people of {} hold posts there",
        site.code(),
        homes.join(", ")
    );
    Err(StoreError::Server(said).into())
}

impl App {
    /// The codes of other sites whose people hold posts at this one or above it: an export of all of this site alone
    /// could not be built up again, and is refused.
    pub async fn export_needs(&self, asker: &Asker, site: ScopeId) -> Result<Vec<String>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::KeepArchive)?;
        Ok(exports::homes_elsewhere(&mut tx, site.id()).await?)
    }

    /// What to note outside of the office of a site, without an export: the ends of the chains, the keys that are
    /// committed to, and the key that exports are signed with, where there is one.
    pub async fn export_anchor(&self, asker: &Asker, site: ScopeId) -> Result<Vec<AnchorLine>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        anchor_lines(&mut tx, &site, None).await
    }

    /// The same with the keys that are committed to for a month and the months after it, for a paper of that month.
    pub async fn anchor_of_month(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
    ) -> Result<Vec<AnchorLine>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        anchor_lines(&mut tx, &site, Some(month)).await
    }
}

/// What to note outside of the office of a site, with the keys of one month and later ones, or of all.
pub(crate) async fn anchor_lines(
    tx: &mut Tx,
    site: &Site,
    from: Option<Month>,
) -> Result<Vec<AnchorLine>> {
    let installation = scopes::installation(tx).await?;
    let company = installation.ok_or(Error::NotFound)?.company;
    let ends = heads(tx, (company, site.id())).await?;
    let mut lines: Vec<AnchorLine> = ends.into_iter().map(AnchorLine::Head).collect();
    let keys = draw::keys(tx, site.id()).await?.into_iter();
    lines.extend(
        keys.filter(|key| from.is_none_or(|from| key.month >= from))
            .map(|key| AnchorLine::Key {
                site: site.id(),
                month: key.month,
                sha256: key.sha256,
            }),
    );
    lines.extend(exports::key(tx).await?.map(AnchorLine::Signer));
    Ok(lines)
}

/// The ends of the chains of a company and a site.
async fn heads(tx: &mut Tx, (company, site): (ScopeId, ScopeId)) -> Result<Vec<NotedHead>> {
    let heads = journal::heads(tx).await?;
    Ok(heads
        .into_iter()
        .filter(|(scope, _)| [company, site].contains(scope))
        .map(|(scope, head)| NotedHead {
            scope,
            seq: head.seq,
            hash: head.hash,
        })
        .collect())
}

impl Of<'_> {
    fn chains(&self) -> (ScopeId, ScopeId) {
        (self.installation.company, self.site.id())
    }

    /// The days whose obligations belong to it.
    fn days(&self) -> Result<(Day, Day)> {
        let corrupt = |error: huiyin_domain::DayError| StoreError::Corrupt(error.to_string());
        Ok(match self.asked.month {
            Some(month) => (month.first_day(), month.last_day()),
            None => (
                Day::new(1900, 1, 1).map_err(corrupt)?,
                Day::new(2199, 12, 31).map_err(corrupt)?,
            ),
        })
    }

    /// What belongs to the month, where it is an export of one.
    async fn scope(&mut self) -> Result<Option<MonthScope>> {
        let Some(month) = self.asked.month else {
            return Ok(None);
        };
        let mut scope = MonthScope::new(month);
        for again in [false, true] {
            let mut chains = self.journal();
            while let Some(row) = chains.next(&mut self.tx).await? {
                scope.learn(&row.entry()?.facts, again);
            }
        }
        Ok(Some(scope))
    }

    /// The chains of the company and the site.
    fn journal(&self) -> journal::Together {
        let (company, site) = self.chains();
        journal::Together::new([company, site], PIECE)
    }

    /// Writes the journal and what is said once more in a form that people can read. How many entries, and the files
    /// that hang on what is exported.
    async fn write_journal(&mut self, folder: &mut Folder) -> Result<(u64, Vec<AttachmentId>)> {
        let scope = self.scope().await?;
        let zone = self.site.zone();
        let mut journal = folder.create(export::JOURNAL)?;
        let mut readable: Vec<(Derived, NewFile)> = Derived::ALL
            .into_iter()
            .map(|file| Ok((file, folder.create(file.file())?)))
            .collect::<Result<_>>()?;
        let (mut entries, mut attachments) = (0, Vec::new());
        let mut chains = self.journal();
        while let Some(row) = chains.next(&mut self.tx).await? {
            entries += 1;
            let facts = row.entry()?.facts;
            let belongs = scope.as_ref().is_none_or(|scope| scope.has(&facts));
            if belongs {
                if let Some((file, line)) = derived(&row.line, zone)
                    && let Some((_, writer)) = readable.iter_mut().find(|(known, _)| *known == file)
                {
                    writer.line(&line)?;
                }
                if let Facts::AttachmentAdded(added) = &facts
                    && row.line.parts.iter().all(|part| part.words.is_some())
                {
                    attachments.push(added.attachment);
                }
            }
            let line = ExportedLine {
                line: row.line,
                hash: row.hash,
                withheld: !belongs,
            };
            journal.line(&line.write())?;
        }
        folder.keep(journal)?;
        for (_, file) in readable {
            folder.keep(file)?;
        }
        Ok((entries, attachments))
    }

    async fn write_keys(&mut self, folder: &mut Folder) -> Result<Vec<KeyLine>> {
        let keys = draw::keys(&mut self.tx, self.site.id()).await?;
        let wanted = |month| self.asked.month.is_none_or(|asked| asked == month);
        let lines: Vec<KeyLine> = keys
            .into_iter()
            .filter(|key| wanted(key.month))
            .map(|key| KeyLine {
                committed_at: key.committed_at,
                key: key.key,
                month: key.month,
                revealed_at: key.revealed_at,
                sha256: key.sha256,
            })
            .collect();
        let mut file = folder.create(export::KEYS)?;
        for line in &lines {
            file.line(&text(line)?)?;
        }
        folder.keep(file)?;
        Ok(lines)
    }

    async fn write_cohorts(&mut self, folder: &mut Folder) -> Result<()> {
        let (site, days) = (self.site.id(), self.days()?);
        let mut file = folder.create(export::COHORTS)?;
        let mut after = String::new();
        loop {
            let lines = exports::cohorts(&mut self.tx, site, days, &after, PIECE).await?;
            let Some(last) = lines.last() else { break };
            after.clone_from(&last.name);
            for line in &lines {
                file.line(&text(line)?)?;
            }
        }
        folder.keep(file)
    }

    async fn write_obligations(&mut self, folder: &mut Folder) -> Result<()> {
        let (id, days) = (self.site.id(), self.days()?);
        let mut file = folder.create(export::OBLIGATIONS)?;
        let mut after = None;
        loop {
            let site = (id, self.site.code());
            let lines = exports::obligations(&mut self.tx, site, days, after, PIECE).await?;
            let Some(last) = lines.last() else { break };
            after = Some((last.due, last.obligation));
            for line in &lines {
                file.line(&text(line)?)?;
            }
        }
        folder.keep(file)
    }

    async fn manifest(&mut self, folder: &Folder) -> Result<Manifest> {
        let (company, site) = self.chains();
        let heads = heads(&mut self.tx, (company, site)).await?;
        Ok(Manifest {
            format: export::FORMAT,
            kind: match self.asked.month {
                Some(_) => ExportKind::Month,
                None => ExportKind::All,
            },
            month: self.asked.month,
            site,
            site_code: self.site.code().to_owned(),
            site_name: self.site.name().to_owned(),
            time_zone: self.site.zone().to_string(),
            company,
            installation: self.installation.id,
            demo: self.installation.demo,
            program: self.asked.program.clone(),
            made_at: self.made_at,
            heads,
            files: folder.files(),
        })
    }
}

/// What to note outside of the office.
fn anchor(manifest: &Manifest, keys: &[KeyLine], signer: &SigningKey) -> Vec<AnchorLine> {
    let heads = manifest.heads.iter().copied().map(AnchorLine::Head);
    let keys = keys.iter().map(|key| AnchorLine::Key {
        site: manifest.site,
        month: key.month,
        sha256: key.sha256.clone(),
    });
    let signer = AnchorLine::Signer(signer.public());
    heads.chain(keys).chain([signer]).collect()
}

fn seal(folder: &mut Folder, manifest: &Manifest, key: &SigningKey) -> Result<()> {
    let manifest = format!("{}\n", text(manifest)?);
    let seal = Seal {
        algorithm: "ed25519".to_owned(),
        public_key: key.public(),
        signature: key.sign(&sealed_text(manifest.as_bytes())),
    };
    folder.write(export::MANIFEST, manifest.as_bytes())?;
    folder.write(export::SEAL, format!("{}\n", text(&seal)?).as_bytes())
}

fn text(line: &impl Serialize) -> Result<String> {
    Ok(canonical(line).map_err(StoreError::from)?)
}
