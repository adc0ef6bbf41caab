use huiyin_domain::entry::Digest;
use huiyin_domain::export::{
    ATTACHMENTS, COHORTS, Derived, ExportKind, FORMAT, JOURNAL, KEYS, MANIFEST, Manifest,
    OBLIGATIONS, README, SEAL, Seal, endorsed_text, sealed_text, unhex,
};
use ring::signature::{ED25519, UnparsedPublicKey};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::journal::Read;
use crate::report::{Code, Report};
use crate::source::{Source, Unreadable};
use crate::state::Signer;

/// The manifest, and the bytes that are signed.
pub(crate) fn manifest(source: &Source) -> Result<(Manifest, Vec<u8>), Unreadable> {
    let bytes = source
        .whole(MANIFEST)?
        .ok_or_else(|| Unreadable::NoExport(format!("there is no {MANIFEST} in it")))?;
    let no_export = |error: serde_json::Error| Unreadable::NoExport(format!("{MANIFEST}: {error}"));
    let said: Format = serde_json::from_slice(&bytes).map_err(no_export)?;
    if let Some(format) = said.format.as_ref().and_then(Value::as_u64)
        && format != u64::from(FORMAT)
    {
        return Err(Unreadable::Format {
            found: format,
            known: FORMAT,
        });
    }
    let manifest: Manifest = exactly(&bytes).map_err(no_export)?;
    let of_month = manifest.kind == ExportKind::Month;
    if of_month != manifest.month.is_some() {
        let said = format!("{MANIFEST}: its kind and its month contradict each other");
        return Err(Unreadable::NoExport(said));
    }
    Ok((manifest, bytes))
}

/// Reads what says everything as this program would say it. What only means the same, an id in capitals or a list in
/// the place of an object, another program may take for something else.
fn exactly<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> serde_json::Result<T> {
    let read: T = serde_json::from_slice(bytes)?;
    let said: Value = serde_json::from_slice(bytes)?;
    if serde_json::to_value(&read)? == said {
        Ok(read)
    } else {
        Err(serde_json::Error::custom("not written as it should be"))
    }
}

/// What is looked at of a manifest before anything else: another format may have other members.
#[derive(Deserialize)]
struct Format {
    format: Option<Value>,
}

/// The files that every export has besides the readable ones.
const ALWAYS: [&str; 5] = [JOURNAL, KEYS, COHORTS, OBLIGATIONS, README];

/// Holds the files against the manifest, which whoever signs it may have shortened: what every export has is missed
/// whether it is listed or not.
pub(crate) fn check(
    source: &Source,
    manifest: &Manifest,
    report: &mut Report,
) -> Result<(), Unreadable> {
    let mut there = source.names()?;
    there.remove(MANIFEST);
    there.remove(SEAL);
    for note in &manifest.files {
        if !there.remove(&note.name) {
            report.find(Code::FileMissing, &note.name);
            continue;
        }
        report.counts.files += 1;
        if hash(source, &note.name)? != (note.length, note.sha256) {
            report.find(Code::FileAltered, &note.name);
        }
    }
    for name in there {
        report.find(Code::FileUnexpected, name);
    }
    for name in ALWAYS.into_iter().chain(Derived::ALL.map(Derived::file)) {
        if !source.has(name) {
            report.find(Code::FileMissing, name);
        }
    }
    Ok(())
}

/// The length and the SHA-256 of a file.
pub(crate) fn hash(source: &Source, name: &str) -> Result<(u64, Digest), Unreadable> {
    let (mut length, mut hash) = (0, Sha256::new());
    source.read(name, |piece| {
        length += piece.len() as u64;
        hash.update(piece);
        Ok(())
    })?;
    Ok((length, Digest::from_bytes(hash.finalize().into())))
}

/// Checks the signature under the manifest; the key it is by, where it holds.
pub(crate) fn check_seal(
    source: &Source,
    manifest: &[u8],
    report: &mut Report,
) -> Result<Option<String>, Unreadable> {
    let seal = source
        .whole(SEAL)?
        .and_then(|bytes| exactly::<Seal>(&bytes).ok())
        .filter(|seal| seal.algorithm == "ed25519");
    let Some(seal) = seal else {
        report.find(Code::SealMissing, SEAL);
        return Ok(None);
    };
    if holds(&seal.public_key, &sealed_text(manifest), &seal.signature) {
        return Ok(Some(seal.public_key));
    }
    report.find(Code::SealWrong, SEAL);
    Ok(None)
}

/// Whether a signature is by a key under some bytes.
fn holds(public_key: &str, text: &[u8], signature: &str) -> bool {
    match (unhex::<32>(public_key), unhex::<64>(signature)) {
        (Some(key), Some(signature)) => UnparsedPublicKey::new(&ED25519, key)
            .verify(text, &signature)
            .is_ok(),
        _ => false,
    }
}

/// Whether the export is signed with the key that the journal has in use at its end, and whether each key that took the
/// place of another was endorsed by it.
pub(crate) fn check_signer(signer: Option<&str>, signers: &[Signer], report: &mut Report) {
    if let Some(signer) = signer
        && signers.last().is_none_or(|last| last.public_key != signer)
    {
        report.find(Code::SignerUnknown, SEAL);
    }
    for (at, set) in signers.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &signers[at].public_key);
        let endorsed = match (before, &set.endorsement) {
            (Some(before), Some(endorsement)) => {
                holds(before, &endorsed_text(&set.public_key), endorsement)
            }
            // A key whose secret half was lost endorses nothing; an anchor on it does not reach any further.
            (_, None) => true,
            (None, Some(_)) => false,
        };
        if set.replaces.as_ref() != before || !endorsed {
            report.find(Code::EndorsementWrong, &set.public_key);
        }
    }
}

/// Whether the content of every attachment is there, as it was attached, and no other.
pub(crate) fn check_attachments(
    source: &Source,
    read: &Read,
    report: &mut Report,
) -> Result<(), Unreadable> {
    let prefix = format!("{ATTACHMENTS}/");
    let mut there = source.names()?;
    there.retain(|name| name.starts_with(&prefix));
    for attached in &read.attachments {
        let name = format!("{prefix}{}", attached.id);
        let is_there = there.remove(&name);
        match &attached.sha256 {
            Some(_) if !is_there => report.find(Code::AttachmentMissing, &name),
            Some(sha256) => {
                report.counts.attachments += 1;
                let (length, found) = hash(source, &name)?;
                if length != attached.length || found != *sha256 {
                    report.find(Code::AttachmentAltered, &name);
                }
            }
            None if is_there => report.find(Code::AttachmentUnexpected, &name),
            None => {}
        }
    }
    for name in there {
        report.find(Code::AttachmentUnexpected, name);
    }
    Ok(())
}
