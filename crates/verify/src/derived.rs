//! The files that people read, held against the journal.

use huiyin_domain::entry::{Digest, canonical};
use huiyin_domain::export::{COHORTS, Derived, KEYS, Manifest, OBLIGATIONS};
use serde::Serialize;
use sha2::Digest as _;

use crate::files;
use crate::journal::{self, Read};
use crate::report::{Code, Report};
use crate::source::{Source, Unreadable};

/// Holds each readable file against the lines that follow from the journal.
pub(crate) fn check(
    source: &Source,
    manifest: &Manifest,
    read: &Read,
    report: &mut Report,
) -> Result<(), Unreadable> {
    let only = manifest.month;
    for file in Derived::ALL {
        let name = file.file();
        if !source.has(name) {
            continue;
        }
        let whole = read.derived.get(&file).cloned().unwrap_or_default();
        let expected = Digest::from_bytes(whole.finalize().into());
        if files::hash(source, name)?.1 == expected {
            continue;
        }
        // The hashes of all lines are many; they are needed only to say which ones differ.
        let lines = journal::derived_again(source, manifest, read, file)?;
        compare(source, name, lines.all(), report)?;
    }
    let keys = read.state.key_lines(only);
    compare(source, KEYS, keys.iter().map(|line| Ok(hash(line))), report)?;
    let cohorts = read.state.cohort_lines(only)?;
    compare(
        source,
        COHORTS,
        cohorts.iter().map(|line| Ok(hash(line))),
        report,
    )?;
    let obligations = read.state.obligations_of(only).map(|one| {
        let line = read.state.obligation_line(one?)?;
        Ok(line.as_ref().map_or(Digest::ZERO, hash))
    });
    compare(source, OBLIGATIONS, obligations, report)
}

fn hash(line: &(impl Serialize + ?Sized)) -> Digest {
    canonical(&line).map_or(Digest::ZERO, |text| Digest::of(text.as_bytes()))
}

fn compare(
    source: &Source,
    name: &str,
    mut expected: impl Iterator<Item = Result<Digest, Unreadable>>,
    report: &mut Report,
) -> Result<(), Unreadable> {
    if !source.has(name) {
        // That it is missing was found with the other files.
        return Ok(());
    }
    let mut read = 0;
    source.lines(name, |number, text| {
        read = number;
        let found = text.map(|text| Digest::of(text.as_bytes()));
        let expected = expected.next().transpose()?;
        if found.is_none() || expected != found {
            report.find(Code::DerivedDiffers, format!("{name}:{number}"));
        }
        Ok(())
    })?;
    if expected.next().transpose()?.is_some() {
        report.find(Code::DerivedDiffers, format!("{name}:{}", read + 1));
    }
    Ok(())
}
