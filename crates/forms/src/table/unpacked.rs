//! Whether unpacking a workbook is harmless, found by unpacking it into nothing.
//!
//! Sizes that an archive states of itself are not believed. What the spreadsheet library would hold in memory as a
//! whole, or set aside because the file says so, is bounded here.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::Content;
use crate::FileError;

const MEGABYTE: u64 = 1024 * 1024;
const CHUNK: usize = 64 * 1024;

/// How much a workbook may unpack into.
pub(super) struct Limits {
    /// The most entries of the archive.
    entries: usize,
    /// The most bytes altogether.
    all: u64,
    /// The most bytes for each byte of the file; typical tables unpack into ten to forty.
    ratio: u64,
    /// The bytes that any file may unpack into, whatever the ratio.
    any: u64,
    /// The most bytes of the shared texts, which the library holds in memory.
    texts: u64,
    /// The most bytes of any other part but the sheets.
    part: u64,
}

/// Above what the largest sheet (1,048,576 rows) of events needs.
pub(super) const LIMITS: Limits = Limits {
    entries: 10_000,
    all: 4096 * MEGABYTE,
    ratio: 200,
    any: 64 * MEGABYTE,
    texts: 512 * MEGABYTE,
    part: 32 * MEGABYTE,
};

/// Gives the file back, at its start, when it is a workbook that keeps to the limits.
pub(super) fn check(file: File, limits: &Limits) -> Result<File, FileError> {
    let packed = file.metadata()?.len();
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    if archive.len() > limits.entries {
        return Err(damaged("too many parts"));
    }
    let all = limits
        .all
        .min(limits.any.max(packed.saturating_mul(limits.ratio)));
    let mut left = all;
    let mut has_workbook = false;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.to_lowercase();
        has_workbook |= name.contains("workbook") && ending(&name) == "xml";
        let allowed = part_limit(&name, limits).min(all);
        let length = match entry.size() {
            stated if stated > allowed.min(left) => None,
            _ => unpack(&mut entry, &name, allowed.min(left))?,
        };
        let length = length.ok_or(FileError::WorkbookTooLarge {
            megabytes: allowed / MEGABYTE,
        })?;
        left -= length;
    }
    if !has_workbook {
        return Err(FileError::Unreadable(Content::Zip));
    }
    let mut file = archive.into_inner().into_inner();
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn part_limit(name: &str, limits: &Limits) -> u64 {
    if name.ends_with(TEXTS) {
        limits.texts
    } else if is_markup(name) && !name.contains("worksheets/") {
        limits.part
    } else {
        limits.all
    }
}

const TEXTS: &str = "sharedstrings.xml";

fn is_markup(name: &str) -> bool {
    matches!(ending(name), "xml" | "rels")
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Unpacks one part and forgets it; how many bytes it had, or none when they were more than allowed.
fn unpack(part: &mut impl Read, name: &str, allowed: u64) -> Result<Option<u64>, FileError> {
    let mut claim = Claim::default();
    let mut chunk = vec![0; CHUNK];
    let mut length = 0;
    loop {
        let read = super::encoding::read_fully(part, &mut chunk).map_err(damaged)?;
        if read == 0 {
            break;
        }
        length += read as u64;
        if length > allowed {
            return Ok(None);
        }
        // Text in UTF-16 would hide from `Claim`; no program writes it.
        if is_markup(name) && memchr::memchr(0, &chunk[..read]).is_some() {
            return Err(damaged("zero bytes in a text part"));
        }
        if name.ends_with(TEXTS) {
            claim.read(&chunk[..read]);
        }
    }
    if claim.texts.saturating_mul(Claim::LEAST_BYTES) > length {
        return Err(damaged("more texts announced than there are"));
    }
    Ok(Some(length))
}

/// How many shared texts a workbook says it has. The library sets memory aside for as many.
#[derive(Default)]
struct Claim {
    texts: u64,
    /// The end of what was read, where the attribute may have begun.
    tail: Vec<u8>,
}

impl Claim {
    const ATTRIBUTE: &[u8] = b"uniqueCount";
    /// More than the attribute with its number needs.
    const TAIL: usize = 100;
    /// `<si/>`
    const LEAST_BYTES: u64 = 5;

    fn read(&mut self, chunk: &[u8]) {
        self.tail.extend_from_slice(chunk);
        for at in memchr::memmem::find_iter(&self.tail, Self::ATTRIBUTE) {
            let number = self.tail[at + Self::ATTRIBUTE.len()..]
                .iter()
                .skip_while(|byte| !byte.is_ascii_digit() && **byte != b'>')
                .take_while(|byte| byte.is_ascii_digit())
                .fold(0_u64, |number, digit| {
                    number
                        .saturating_mul(10)
                        .saturating_add(u64::from(digit - b'0'))
                });
            self.texts = self.texts.max(number);
        }
        let begun = self.tail.len().saturating_sub(Self::TAIL);
        self.tail.drain(..begun);
    }
}

fn damaged(detail: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> FileError {
    FileError::DamagedWorkbook {
        detail: detail.into().to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_found_where_two_chunks_meet() {
        let text = br#"<sst count="3" uniqueCount = "12345678901">"#;
        for cut in 0..text.len() {
            let mut claim = Claim::default();
            claim.read(&text[..cut]);
            claim.read(&text[cut..]);
            assert_eq!(claim.texts, 12_345_678_901, "cut at {cut}");
        }
    }
}
