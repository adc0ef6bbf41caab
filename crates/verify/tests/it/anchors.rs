//! What was noted elsewhere is read alike by both programs.

use std::fs;
use std::path::Path;

use huiyin_domain::export::AnchorLine;
use tempfile::tempdir;

use crate::{by_python, text};

const ID: &str = "0198f0aa-1111-7abc-8def-0123456789ab";

fn hash() -> String {
    "ab".repeat(32)
}

/// Both say whether they read a file, and which line of it they do not.
#[track_caller]
fn read_by_both(content: &str) -> Option<usize> {
    let ours = AnchorLine::read_all(content).err();
    let place = tempdir().unwrap();
    let file = place.path().join("noted.txt");
    fs::write(&file, content).unwrap();
    // Notes are read before there is anything to hold against them.
    let theirs = by_python(Path::new("/nowhere"), &["--anchor", &text(&file)]);
    let said = theirs.stderr;
    assert_eq!(theirs.status, 2, "{said}");
    match ours {
        Some(line) => {
            let expected = format!("noted.txt:{line} cannot be read; expected: SCOPE SEQ HASH");
            assert!(said.contains(&expected), "{content:?}: {said}");
        }
        None => assert!(!said.contains("noted.txt"), "{content:?}: {said}"),
    }
    ours
}

#[test]
fn notes_as_they_are_written_are_read_by_both() {
    let hash = hash();
    for good in [
        format!("{ID} 12 {hash}"),
        format!("{ID} 007 {hash}"),
        format!("{ID} 9999999999999999999 {hash}"),
        format!("{ID} 2026-03 {hash}"),
        format!("ed25519 {hash}"),
        format!("\u{feff}# noted\r\n\r\n \t\u{c}\r\n\t{ID}\u{c}12 \t{hash} # 三月\r\n"),
        format!("#\r{ID}"),
        String::new(),
    ] {
        assert_eq!(read_by_both(&good), None, "{good:?}");
    }
}

#[test]
fn notes_that_only_mean_the_same_are_read_by_neither() {
    let hash = hash();
    for bad in [
        format!("{} 12 {hash}", ID.to_uppercase()),
        format!("{} 12 {hash}", ID.replace('-', "")),
        format!("{{{ID}}} 12 {hash}"),
        format!("urn:uuid:{ID} 12 {hash}"),
        format!("{ID} +12 {hash}"),
        format!("{ID} -12 {hash}"),
        format!("{ID} 0 {hash}"),
        format!("{ID} 10000000000000000000 {hash}"),
        format!("{ID} 00000000000000000012 {hash}"),
        format!("{ID} １２ {hash}"),
        format!("{ID} 2026-1 {hash}"),
        format!("{ID} 2026-13 {hash}"),
        format!("{ID} ２０２６-03 {hash}"),
        format!("{ID} 1899-12 {hash}"),
        format!("{ID} 2200-01 {hash}"),
        format!("{ID} 12 {}", hash.to_uppercase()),
        format!("{ID} 12 {}", &hash[1..]),
        format!("{ID} 12 {hash} 12"),
        format!("{ID} 12"),
        format!("ed25519 {}", hash.to_uppercase()),
        format!("ED25519 {hash}"),
    ] {
        assert_eq!(read_by_both(&format!("# noted\n{bad}\n")), Some(2), "{bad}");
    }
}

#[test]
fn blanks_and_ends_of_lines_are_those_of_ascii() {
    let hash = hash();
    for blank in ['\u{3000}', '\u{a0}', '\u{85}', '\u{b}', '\u{1c}', '\r'] {
        for bad in [
            format!("{ID}{blank}12 {hash}"),
            format!("{blank}{ID} 12 {hash}"),
            format!("{ID} 12 {hash}{blank}"),
            format!("{blank} "),
        ] {
            assert_eq!(read_by_both(&bad), Some(1), "{bad:?}");
        }
        // Whoever takes it for the end of a line reads the same here, and counts another way.
        let bad = format!("#{blank}\nx");
        assert_eq!(read_by_both(&bad), Some(2), "{bad:?}");
    }
}
