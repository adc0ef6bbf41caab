//! ZIP files of exports: neither program takes one for another thing than the other does.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use huiyin_verify::Source;
use tempfile::tempdir;
use zip::write::FullFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::checked;
use crate::unreadable::refused;

/// A folder whose name stands nowhere else.
const WITHIN: &str = "QXZQXZ/";
/// An extra field that nobody knows.
const UNKNOWN: u16 = 0xbeef;

pub(crate) fn a_zip_is_read_by_both_or_neither(export: &Path) {
    let zip = zipped(export, CompressionMethod::Stored);
    is_read(&zip, "stored");
    let deflated = zipped(export, CompressionMethod::Deflated);
    is_read(&deflated, "deflated");
    for (what, marks) in [
        ("encrypted", (1, None)),
        ("a method that nobody knows", (0, Some(77))),
        ("a method that only one might know", (0, Some(12))),
    ] {
        let mut zip = zip.clone();
        mark(&mut zip, marks);
        is_refused(&zip, what);
    }
    is_refused(&zip[..zip.len() / 2], "half of a ZIP file");
    names_are_read_one_way(&zip);
    a_list_is_read_one_way(&zip);
    what_is_packed_is_what_it_says(&zip);
    what_is_packed_is_what_it_says(&deflated);
}

fn names_are_read_one_way(zip: &[u8]) {
    let readme = b"QXZQXZ/README.txt";
    for (what, name) in [
        ("a name that is UTF-8", b"QXZQXZ/R\xc3\x89DME.txt"),
        ("a name that is none", b"QXZQXZ/REA\xffME.txt"),
    ] {
        let mut zip = instead(zip, readme, name, usize::MAX);
        is_refused(&zip, what);
        // The mark for UTF-8 is in the second byte.
        for at in headers(&zip) {
            zip[at + 1] |= 8;
        }
        is_refused(&zip, what);
    }
    let other = b"QXZQXZ/readme.txt";
    is_refused(&instead(zip, readme, other, 1), "two names");
    let (reviews, records) = (b"QXZQXZ/reviews.jsonl", b"QXZQXZ/records.jsonl");
    let twice = instead(zip, reviews, records, usize::MAX);
    is_refused(&twice, "two files of one name");
    let (unknown, other) = (UNKNOWN.to_le_bytes(), 0x7075_u16.to_le_bytes());
    let (unknown, other) = ([&unknown[..], &[6, 0, 1]], [&other[..], &[6, 0, 1]]);
    let (unknown, other) = (unknown.concat(), other.concat());
    for times in [1, usize::MAX] {
        let zip = instead(zip, &unknown, &other, times);
        is_refused(&zip, "another name besides");
    }
    // A folder may be called anything, marked as UTF-8 or not.
    let mut zip = instead(zip, WITHIN.as_bytes(), "三月/".as_bytes(), usize::MAX);
    is_read(&zip, "another folder");
    for at in headers(&zip) {
        zip[at + 1] |= 8;
    }
    is_read(&zip, "another folder, marked");
}

fn a_list_is_read_one_way(zip: &[u8]) {
    is_read(&ended_twice(zip, 0), "two ends that say the same");
    is_refused(&ended_twice(zip, 1), "two ends");
    let mut commented = zip.to_vec();
    let end = zip.len() - 22;
    commented[end + 20] = 3;
    commented.extend(b"abc");
    is_read(&commented, "a comment");
    is_refused(&[zip, b"abc"].concat(), "something behind it");
    is_refused(&[&b"abc"[..], zip].concat(), "something before it");
    let mut fewer = zip.to_vec();
    fewer[end + 8] -= 1;
    fewer[end + 10] -= 1;
    is_refused(&fewer, "fewer files than are listed");
    let mut more = zip.to_vec();
    more[end + 8] += 1;
    more[end + 10] += 1;
    is_refused(&more, "more files than are listed");
}

/// Lengths and contents that the list says otherwise.
fn what_is_packed_is_what_it_says(zip: &[u8]) {
    let name = b"QXZQXZ/README.txt";
    let mut places = zip.windows(name.len());
    let header = places.clone().position(|it| it == name).unwrap();
    let line = places.rposition(|it| it == name).unwrap() - 46;
    for (what, at) in [
        ("another checksum", line + 16),
        ("another length", line + 24),
        ("another content", header + name.len() + 60),
    ] {
        let mut zip = zip.to_vec();
        zip[at] ^= 1;
        is_refused(&zip, what);
    }
    let mut zip = zip.to_vec();
    zip[line + 23] = 0x7f;
    is_refused(&zip, "on into the list");
}

#[track_caller]
fn is_read(zip: &[u8], what: &str) {
    let place = tempdir().unwrap();
    let path = place.path().join("export.zip");
    fs::write(&path, zip).unwrap();
    checked(&path, None, what).is_sound("consistent");
}

#[track_caller]
fn is_refused(zip: &[u8], what: &str) {
    let place = tempdir().unwrap();
    let path = place.path().join("export.zip");
    fs::write(&path, zip).unwrap();
    refused(&path, what);
}

/// An export as a ZIP file, each file of it with an extra field.
fn zipped(export: &Path, method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut options = FullFileOptions::default().compression_method(method);
    options
        .add_extra_field(UNKNOWN, [1, 0, 0, 0, 0, 0], false)
        .unwrap();
    for name in Source::open(export).unwrap().names().unwrap() {
        zip.start_file(format!("{WITHIN}{name}"), options.clone())
            .unwrap();
        zip.write_all(&fs::read(export.join(&name)).unwrap())
            .unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Puts other bytes in the place of some, in so many places at most.
fn instead(zip: &[u8], from: &[u8], to: &[u8], times: usize) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places = zip.windows(from.len()).enumerate();
    let places = places.filter(|(_, it)| *it == from).take(times);
    let mut other = zip.to_vec();
    for (at, _) in places {
        other[at..at + to.len()].copy_from_slice(to);
    }
    assert_ne!(other, zip);
    other
}

/// Where the marks of each file stand, in its header and in the list.
fn headers(zip: &[u8]) -> Vec<usize> {
    let places = zip.windows(4).enumerate();
    places
        .filter_map(|(at, it)| match it {
            [b'P', b'K', 3, 4] => Some(at + 6),
            [b'P', b'K', 1, 2] => Some(at + 8),
            _ => None,
        })
        .collect()
}

/// Gives every file of a ZIP other bits, or another method.
fn mark(zip: &mut [u8], (flags, method): (u8, Option<u8>)) {
    for at in headers(zip) {
        zip[at] |= flags;
        zip[at + 2] = method.unwrap_or(zip[at + 2]);
    }
}

/// With the end of a large file too, which says so many files less.
fn ended_twice(zip: &[u8], fewer: u64) -> Vec<u8> {
    let (before, end) = zip.split_at(zip.len() - 22);
    let number = |at: usize, length: usize| {
        let bytes = end[at..at + length].iter().rev();
        bytes.fold(0, |sum, byte| sum * 256 + u64::from(*byte))
    };
    let (count, size, start) = (number(10, 2) - fewer, number(12, 4), number(16, 4));
    let mut large = b"PK\x06\x06".to_vec();
    large.extend(44_u64.to_le_bytes());
    large.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [count, count, size, start] {
        large.extend(number.to_le_bytes());
    }
    large.extend(b"PK\x06\x07\0\0\0\0");
    large.extend((before.len() as u64).to_le_bytes());
    large.extend([1, 0, 0, 0]);
    [before, &large, end].concat()
}
