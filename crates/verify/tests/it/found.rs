//! What was done to an export is found, by both programs alike.

use std::fs;
use std::path::Path;

use huiyin_domain::export::MANIFEST;
use huiyin_testkit::TestDb;
use huiyin_verify::{Source, verify};
use serde_json::json;
use tempfile::tempdir;

use crate::lived::Lived;
use crate::tamper::{change, hash_anew, set, sign_anew};
use crate::tamperings::{CLUMSY, SKILLED};
use crate::{anchor_file, by_python, checked, copied};

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_done_to_an_export_is_found_by_both() {
    let db = TestDb::sqlite().await;
    let lived = Lived::build(&db).await;
    let place = tempdir().unwrap();
    let export = place.path().join("all");
    let exported = lived.export(&export, None).await;
    let anchor = anchor_file(place.path(), &exported.anchor);
    for (what, code, tamper) in CLUMSY {
        let (_place, folder) = copied(&export);
        tamper(&folder);
        let said = checked(&folder, None, what);
        assert_eq!(said.status, 4, "{what}");
        assert!(said.has(code), "{what}: no {code} in {:#?}", said.lines);
    }
    for (what, code, tamper) in SKILLED {
        let (_place, folder) = copied(&export);
        tamper(&folder);
        hash_anew(&folder);
        let said = checked(&folder, None, what);
        assert_eq!(said.status, 4, "{what}");
        assert!(said.has("seal_wrong"), "{what}");
        assert!(said.has(code), "{what}: no {code} in {:#?}", said.lines);
        assert!(
            !said.has("entry_altered") && !said.has("chain_gap"),
            "{what}"
        );
    }

    // Who also signs with a key of their own is found by what was noted elsewhere, and by nothing else.
    let (_place, folder) = copied(&export);
    change(&folder, "unit_saved", |entry| {
        set(&mut entry["facts"]["code"], json!("9-9999"))
    });
    sign_anew(&folder);
    let said = checked(&folder, None, "signed anew");
    said.is_sound("consistent");
    let said = checked(&folder, Some(&anchor), "signed anew, anchored");
    assert_eq!(said.status, 4);
    assert!(
        said.has("anchor_head") && said.has("anchor_signer"),
        "{:#?}",
        said.lines
    );
    flips_are_found(&export);
    a_line_that_is_no_text_is_told_once(&export);
    a_manifest_says_nothing_twice(&export);
    db.remove().await;
}

/// What is said twice in a manifest is read by nobody, as two readers might each take another of the two.
fn a_manifest_says_nothing_twice(export: &Path) {
    for (once, twice) in [
        ("\"site_name\":", "\"site_name\":\"another\",\"site_name\":"),
        ("\"length\":", "\"length\":0,\"length\":"),
    ] {
        let (_place, folder) = copied(export);
        let path = folder.join(MANIFEST);
        let manifest = fs::read_to_string(&path).unwrap();
        let said = manifest.replacen(once, twice, 1);
        assert_ne!(said, manifest);
        fs::write(&path, said).unwrap();
        let ours = Source::open(&folder).and_then(|source| verify(&source, &[]));
        assert!(ours.is_err(), "{twice}");
        assert_eq!(by_python(&folder, &[]).status, 2, "{twice}");
    }
}

/// Lines after one that is no text are held against those expected of them.
fn a_line_that_is_no_text_is_told_once(export: &Path) {
    for name in [
        "events.jsonl",
        "records.jsonl",
        "obligations.jsonl",
        "keys.jsonl",
    ] {
        let (_place, folder) = copied(export);
        let path = folder.join(name);
        let mut content = fs::read(&path).unwrap();
        content[1] = 0xff;
        fs::write(&path, content).unwrap();
        let said = checked(&folder, None, name);
        let found = [
            format!(r#"{{"code":"file_altered","place":"{name}"}}"#),
            format!(r#"{{"code":"derived_differs","place":"{name}:1"}}"#),
        ];
        assert_eq!(said.lines[..said.lines.len() - 1], found);
    }
}

/// A bit anywhere in any file.
fn flips_are_found(export: &Path) {
    let names = Source::open(export).unwrap().names().unwrap();
    for (number, name) in names.iter().enumerate() {
        let (_place, folder) = copied(export);
        let path = folder.join(name);
        let mut content = fs::read(&path).unwrap();
        if content.is_empty() {
            continue;
        }
        let at = content.len() * (number + 1) / (names.len() + 2);
        content[at] ^= 1;
        fs::write(&path, content).unwrap();
        // A flipped manifest may be none any more: then both say that there is nothing to check.
        let ours = Source::open(&folder).and_then(|source| verify(&source, &[]));
        let theirs = by_python(&folder, &["--format", "jsonl"]).status;
        match ours {
            Ok(report) => assert_eq!((report.verdict.id(), theirs), ("altered", 4), "{name}"),
            Err(_) => assert_eq!((name.as_str(), theirs), (MANIFEST, 2)),
        }
    }
}
