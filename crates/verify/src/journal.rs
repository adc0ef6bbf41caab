//! The journal, read line by line.

use std::collections::HashMap;

use huiyin_domain::entry::facts::{Attached, AttachmentAdded, Imported, ProcedureAdopted};
use huiyin_domain::entry::{Digest, Entry, Facts, FactsError, JournalLine, LineError, Word, Words};
use huiyin_domain::export::{
    AnchorLine, Derived, ExportedLine, JOURNAL, Manifest, MonthScope, derived,
};
use huiyin_rules::procedure::Edition;
use sha2::{Digest as _, Sha256};

use crate::anchor::Anchored;
use crate::chain::Chains;
use crate::kept::{Kept, Shelf};
use crate::report::{Code, Report};
use crate::source::{Source, Unreadable};
use crate::state::{Attachment, Signer, State};

/// The words of an entry.
pub(crate) struct Said {
    /// All that are there.
    pub(crate) words: Words,
    /// Whether none of them was erased or withheld.
    pub(crate) is_whole: bool,
}

/// What was read of a journal.
pub(crate) struct Read {
    pub(crate) state: State,
    pub(crate) signers: Vec<Signer>,
    pub(crate) attachments: Vec<Attachment>,
    /// The SHA-256, so far, of the lines that each readable file is to have.
    pub(crate) derived: HashMap<Derived, Sha256>,
    scope: Option<MonthScope>,
    pub(crate) anchored: Anchored,
}

/// Reads the journal, where there is one, and checks it on the way. First the keys that are revealed somewhere in it, and
/// what belongs to the month of an export of one; then everything.
pub(crate) fn read(
    source: &Source,
    manifest: &Manifest,
    anchor: &[AnchorLine],
    report: &mut Report,
) -> Result<Read, Unreadable> {
    let mut scope = manifest.month.map(MonthScope::new);
    let mut revealed = HashMap::new();
    let mut zone = None;
    each(source, |_, facts| {
        match &facts {
            Facts::KeyRevealed(it) => {
                revealed.insert(it.month, it.key.clone());
            }
            Facts::SiteOpened(it) => zone = it.time_zone.parse().ok(),
            Facts::SiteChanged(it) => zone = it.time_zone.parse().ok(),
            _ => {}
        }
        if let Some(scope) = &mut scope {
            scope.learn(&facts, false);
        }
        Ok(())
    })?;
    if let Some(scope) = &mut scope {
        each(source, |_, facts| {
            scope.learn(&facts, true);
            Ok(())
        })?;
    }
    let mut reading = Reading {
        manifest,
        report,
        chains: Chains::default(),
        told: Told::default(),
        read: Read {
            state: State::new(
                zone.unwrap_or_default(),
                manifest.site_code.clone(),
                revealed,
            )?,
            signers: Vec::new(),
            attachments: Vec::new(),
            derived: HashMap::new(),
            scope,
            anchored: Anchored::new(anchor),
        },
    };
    if source.has(JOURNAL) {
        source.lines(JOURNAL, |number, text| reading.line(number, text))?;
        reading.hold_against_manifest();
    }
    Ok(reading.read)
}

/// Shows every entry that can be read, with its facts.
fn each(
    source: &Source,
    mut show: impl FnMut(&JournalLine, Facts) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    if !source.has(JOURNAL) {
        return Ok(());
    }
    source.lines(JOURNAL, |_, text| {
        let exported = text.and_then(|text| ExportedLine::read(text).ok());
        let read = exported.and_then(|exported| Some((understood(&exported.line).ok()?, exported)));
        match read {
            Some((entry, exported)) => show(&exported.line, entry.facts),
            None => Ok(()),
        }
    })
}

/// Understands a line. Its facts must be as this program would write them: what only means the same, an id in capitals
/// or a member left out that may be null, another program may take for something else.
fn understood(line: &JournalLine) -> Result<Entry, LineError> {
    let entry = line.read()?;
    let is_current = entry.facts.version() == line.kind_version;
    if is_current && entry.facts.canonical()? != line.facts {
        return Err(LineError::NotCanonical);
    }
    Ok(entry)
}

/// The hashes of the lines that a readable file is to have, by their numbers, from a journal that was read.
pub(crate) fn derived_again(
    source: &Source,
    manifest: &Manifest,
    read: &Read,
    file: Derived,
) -> Result<Shelf<u64, Digest>, Unreadable> {
    let lines = Shelf::new(&Kept::new()?, "lines");
    let mut number = 0;
    each(source, |line, facts| {
        let is_here = [manifest.company, manifest.site].contains(&line.scope);
        if is_here
            && let Some((known, text)) = read.derived_line(line, &facts)
            && known == file
        {
            number += 1;
            lines.put(number, &Digest::of(text.as_bytes()))?;
        }
        Ok(())
    })?;
    Ok(lines)
}

impl Read {
    /// Whether an entry belongs to this export; of a month, none whose facts nobody here can read.
    fn belongs(&self, facts: Option<&Facts>) -> bool {
        let scope = self.scope.as_ref();
        scope.is_none_or(|scope| facts.is_some_and(|facts| scope.has(facts)))
    }

    /// The line that an entry has in a readable file, where it belongs to this export.
    fn derived_line(&self, line: &JournalLine, facts: &Facts) -> Option<(Derived, String)> {
        let belongs = self.belongs(Some(facts));
        belongs.then(|| derived(line, self.state.zone)).flatten()
    }
}

/// What the journal says of the things that the manifest says too.
#[derive(Default, PartialEq, Eq)]
struct Told {
    company: bool,
    site: bool,
}

struct Reading<'r> {
    manifest: &'r Manifest,
    report: &'r mut Report,
    chains: Chains,
    told: Told,
    read: Read,
}

impl Reading<'_> {
    fn line(&mut self, number: u64, text: Option<&str>) -> Result<(), Unreadable> {
        let place = format!("{JOURNAL}:{number}");
        let Some(exported) = text.and_then(|text| ExportedLine::read(text).ok()) else {
            self.report.find(Code::LineUnreadable, place);
            return Ok(());
        };
        let line = &exported.line;
        if ![self.manifest.company, self.manifest.site].contains(&line.scope) {
            self.report.find(Code::ScopeUnknown, place);
            return Ok(());
        }
        self.report.counts.entries += 1;
        let absent = line.parts.iter().filter(|part| part.words.is_none());
        // A part that is neither here nor withheld is erased; a line has the one or the other.
        let absent = absent.count() as u64;
        if exported.withheld {
            self.report.counts.withheld += absent;
        } else {
            self.report.counts.erased += absent;
        }
        self.chains.follow(&exported, &place, self.report);
        self.read.anchored.note(line.scope, line.seq, exported.hash);
        let entry = understood(line);
        let facts = entry.as_ref().ok().map(|entry| &entry.facts);
        if exported.withheld && self.read.belongs(facts) {
            self.report.find(Code::WithheldWrong, &place);
        }
        match entry {
            Ok(entry) => self.entry(&exported, &entry, &place)?,
            Err(LineError::Facts(FactsError::Kind(_) | FactsError::Version { .. })) => {
                self.report.counts.unknown += 1;
            }
            Err(_) => self.report.find(Code::FactsUnreadable, place),
        }
        Ok(())
    }

    fn entry(
        &mut self,
        exported: &ExportedLine,
        entry: &Entry,
        place: &str,
    ) -> Result<(), Unreadable> {
        let line = &exported.line;
        if let Some((file, text)) = self.read.derived_line(line, &entry.facts) {
            let whole = self.read.derived.entry(file).or_default();
            whole.update(text.as_bytes());
            whole.update(b"\n");
        }
        let mut words = Words::new();
        for part in &entry.parts {
            words.join(part.words.clone());
        }
        let is_whole = entry.parts.len() == line.parts.len();
        let said = Said { words, is_whole };
        self.about_place(entry, &said, place)?;
        self.about_event(entry, &said, place)?;
        self.about_draw(entry, place)?;
        self.about_record(entry, &said, place)
    }

    /// Company, site, procedures, keys of exports, archive, files.
    fn about_place(&mut self, entry: &Entry, said: &Said, place: &str) -> Result<(), Unreadable> {
        let (manifest, report) = (self.manifest, &mut *self.report);
        let state = &mut self.read.state;
        match &entry.facts {
            Facts::CompanyOpened(it) => {
                let same = (it.company, it.installation, it.demo)
                    == (manifest.company, manifest.installation, manifest.demo);
                if !same || self.told.company {
                    report.find(Code::ManifestDiffers, "company");
                }
                self.told.company = true;
            }
            Facts::SiteOpened(it) if it.site == manifest.site => {
                if it.code != manifest.site_code || self.told.site {
                    report.find(Code::ManifestDiffers, "site");
                }
                self.told.site = true;
            }
            Facts::ProcedureAdopted(it) => adopt(state, it, place, report),
            Facts::ExportKeySet(it) => self.read.signers.push(Signer {
                public_key: it.public_key.clone(),
                replaces: it.replaces.clone(),
                endorsement: it.endorsement.clone(),
            }),
            Facts::BatchReceived(it) => state.receive_batch(it, entry.at, report),
            Facts::BatchHeld(it) => state.hold_batch(it),
            Facts::DisposalProposed(it) => state.propose_disposal(it, entry.actor),
            Facts::DisposalJudged(it) => state.judge_disposal(it, entry.actor),
            Facts::BatchDisposed(it) => state.dispose_batch(it, entry.at, report),
            Facts::MonthClosed(it) => state.check_month(it, report)?,
            Facts::AttachmentAdded(it) => {
                let sha256 = said.words.get(Word::FileSha256);
                let sha256 = sha256.map(|text| text.parse().unwrap_or(Digest::ZERO));
                let known = match it.to {
                    Attached::Event(event) => state.events.has(event)?,
                    Attached::Record(record) => state.records.has(record)?,
                    Attached::Letter(letter) => state.letters.has(letter)?,
                    Attached::Site(site) => site == manifest.site,
                };
                if !known {
                    report.find(Code::ReferenceUnknown, place);
                }
                self.read.attachments.push(attachment(it, sha256));
            }
            _ => {}
        }
        Ok(())
    }

    fn about_event(&mut self, entry: &Entry, said: &Said, place: &str) -> Result<(), Unreadable> {
        let state = &self.read.state;
        let events = &state.events;
        let is_known = match &entry.facts {
            Facts::EventRegistered(it) => return state.register(it),
            Facts::EventCorrected(it) => events.change(it.event, |event| {
                event.correct(&it.state, it.completed_at);
            })?,
            Facts::EventCompleted(it) => events.change(it.event, |event| {
                event.completed_at = Some(it.completed_at);
            })?,
            Facts::EventReopened(it) => {
                events.change(it.event, |event| event.completed_at = None)?
            }
            Facts::EventMerged(it) => {
                events.change(it.event, |event| event.merged = it.into.is_some())?
            }
            Facts::ImportUndone(it) => {
                for imported in &it.withdrawn {
                    if let Imported::Event(event) = imported {
                        events.change(*event, |event| event.withdrawn = true)?;
                    }
                }
                return Ok(());
            }
            Facts::LetterDrafted(it) => return state.draft_letter(it, said),
            _ => return Ok(()),
        };
        if !is_known {
            self.report.find(Code::ReferenceUnknown, place);
        }
        Ok(())
    }

    fn about_draw(&mut self, entry: &Entry, place: &str) -> Result<(), Unreadable> {
        let (at, report) = (entry.at, &mut *self.report);
        let state = &mut self.read.state;
        match &entry.facts {
            Facts::KeyCommitted(it) => state.commit_key(it, at, place, report),
            Facts::KeyRevealed(it) => state.reveal_key(it, at, place, report),
            Facts::ObligationsArisen(it) => state.arise(it, at, place, report)?,
            Facts::ObligationVoided(it) => state.void(it, at, place, report)?,
            Facts::ObligationReplaced(it) => state.replace(it, at, place, report)?,
            Facts::ObligationPicked(it) => {
                if it.pick.why != huiyin_domain::Why::Always {
                    report.find(Code::PickWrong, place);
                }
                state.take_pick(&it.pick, place, report)?;
            }
            Facts::CohortClosed(it) => state.close_cohort(it, at, place, report)?,
            _ => {}
        }
        Ok(())
    }

    fn about_record(&mut self, entry: &Entry, said: &Said, place: &str) -> Result<(), Unreadable> {
        let (at, report) = (entry.at, &mut *self.report);
        let state = &mut self.read.state;
        match &entry.facts {
            Facts::FollowUpPlanned(it) => state.rounds.put(it.follow_up, &it.round),
            Facts::VisitRecorded(it) => state.record(it, said, at, place, report),
            Facts::FollowUpLettered(it) => state.letter(it, at, place, report),
            Facts::RecordReviewed(it) => state.review(it, at, place, report),
            Facts::VisitsCarried(it) => state.carry(it, place, report),
            Facts::SpotChecked(it) => state.spot_check(it, place, report),
            Facts::MatterSettled(it) => {
                let is_known = state.matters.change(it.matter, |matter| {
                    matter.settled_at = Some(at);
                    matter.answered_at = Some(at);
                })?;
                if !is_known {
                    report.find(Code::ReferenceUnknown, place);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn hold_against_manifest(&mut self) {
        self.chains.end(self.manifest, self.report);
        let told = Told {
            company: true,
            site: true,
        };
        if self.told != told {
            self.report.find(Code::ManifestDiffers, "journal");
        }
        if self.read.state.zone.to_string() != self.manifest.time_zone {
            self.report.find(Code::ManifestDiffers, "time_zone");
        }
    }
}

fn adopt(state: &mut State, facts: &ProcedureAdopted, place: &str, report: &mut Report) {
    if Digest::of(facts.text.as_bytes()) != facts.hash {
        report.find(Code::FactsUnreadable, place);
    }
    state
        .editions
        .entry(facts.hash)
        .or_insert_with(|| Edition::parse(&facts.text).ok());
    state.adopted.insert(facts.from, facts.hash);
    state.sample = None;
}

fn attachment(facts: &AttachmentAdded, sha256: Option<Digest>) -> Attachment {
    Attachment {
        id: facts.attachment,
        length: facts.length,
        sha256,
    }
}
