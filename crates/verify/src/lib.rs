//! Checks an export of the journal, without the database and without trust in who made it: files, signature, chains,
//! every draw, every signed text, every count. What is checked, in which order, is described in
//! `docs/reference/export.md`; `script/verify.py` does the same in another language.

mod anchor;
mod archive;
mod chain;
mod derived;
mod draws;
mod files;
mod journal;
mod kept;
mod records;
mod report;
mod source;
mod spot_checks;
mod state;
mod statistics;
mod words;
mod zipped;

pub use report::{Code, Counts, Finding, Report, Verdict};
pub use source::{Source, Unreadable};
pub use zipped::Zipped;

use huiyin_domain::export::{AnchorLine, JOURNAL, Manifest};

/// What an export says it is. Nothing of it is checked yet.
pub fn manifest(source: &Source) -> Result<Manifest, Unreadable> {
    files::manifest(source).map(|(manifest, _)| manifest)
}

/// Checks an export, and holds it against what was noted elsewhere.
pub fn verify(source: &Source, anchor: &[AnchorLine]) -> Result<Report, Unreadable> {
    let mut report = Report::default();
    let (manifest, bytes) = files::manifest(source)?;
    report.demo = manifest.demo;
    files::check(source, &manifest, &mut report)?;
    let signer = files::check_seal(source, &bytes, &mut report)?;
    let read = journal::read(source, &manifest, anchor, &mut report)?;
    files::check_signer(signer.as_deref(), &read.signers, &mut report);
    // Without a journal every line and every attachment would be one too many: that it is missing is told once.
    if source.has(JOURNAL) {
        derived::check(source, &manifest, &read, &mut report)?;
        files::check_attachments(source, &read, &mut report)?;
    }
    anchor::check(anchor, &manifest, &read, signer.as_deref(), &mut report);
    Ok(report.ended())
}
