//! What is no export, or is made to make who reads it stumble: both programs say so, and neither takes it for another
//! thing than the other does.

use std::fs;
use std::path::Path;

use huiyin_domain::export::{MANIFEST, SEAL};
use huiyin_testkit::TestDb;
use huiyin_verify::{Source, verify};
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::lived::{Lived, march};
use crate::tamper::{change_manifest, seal_anew};
use crate::zipped::a_zip_is_read_by_both_or_neither;
use crate::{by_python, checked, copied};

/// Both say that it cannot be read.
pub(crate) fn refused(export: &Path, what: &str) {
    let ours = Source::open(export).and_then(|source| verify(&source, &[]));
    assert!(ours.is_err(), "{what}");
    let theirs = by_python(export, &["--format", "jsonl"]);
    assert_eq!((theirs.status, theirs.stdout.as_str()), (2, ""), "{what}");
    let said = &theirs.stderr;
    assert!(
        said.contains("cannot be read") && !said.contains("Traceback"),
        "{what}: {said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_read_by_neither() {
    let db = TestDb::sqlite().await;
    let lived = Lived::build(&db).await;
    let place = tempdir().unwrap();
    let (all, month) = (place.path().join("all"), place.path().join("month"));
    lived.export(&all, None).await;
    lived.export(&month, Some(march())).await;
    db.remove().await;
    a_manifest_says_everything_as_it_is_written(&all);
    kind_and_month_agree(&all, &month);
    a_manifest_is_no_riddle(&all);
    a_seal_is_read_by_both_or_neither(&all);
    #[cfg(unix)]
    names_are_seen_by_both(&all);
    a_zip_is_read_by_both_or_neither(&all);
}

fn a_manifest_says_everything_as_it_is_written(export: &Path) {
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 15] = [
        ("made_at", |it| it["made_at"] = json!("x")),
        ("program", |it| it["program"] = json!(5)),
        ("site_name", |it| it["site_name"] = json!(5)),
        ("site_code", |it| it["site_code"] = Value::Null),
        ("format", |it| it["format"] = json!(true)),
        ("time_zone", |it| it["time_zone"] = json!(5)),
        ("demo", |it| it["demo"] = json!(0)),
        ("a head's number as text", |it| {
            it["heads"][0]["seq"] = json!("4");
        }),
        ("a head's number below 0", |it| {
            it["heads"][0]["seq"] = json!(-4);
        }),
        ("a head as a list", |it| {
            let head = &mut it["heads"][0];
            *head = json!([head["scope"], head["seq"], head["hash"]]);
        }),
        ("no heads", |it| it["heads"] = Value::Null),
        ("a length below 0", |it| {
            it["files"][0]["length"] = json!(-1);
        }),
        ("an id in capitals", |it| {
            it["site"] = it["site"].as_str().unwrap().to_uppercase().into();
        }),
        ("an id without dashes", |it| {
            it["company"] = it["company"].as_str().unwrap().replace('-', "").into();
        }),
        ("a member less", |it| {
            it.as_object_mut().unwrap().remove("month");
        }),
    ];
    for (what, how) in changes {
        let (_place, folder) = copied(export);
        change_manifest(&folder, how);
        refused(&folder, what);
    }
}

fn kind_and_month_agree(all: &Path, month: &Path) {
    for (export, name, value) in [
        (all, "month", json!("2026-03")),
        (all, "kind", json!("month")),
        (month, "month", Value::Null),
        (month, "kind", json!("all")),
        (month, "month", json!("2026-13")),
        (month, "month", json!("0026-03")),
    ] {
        let (_place, folder) = copied(export);
        let what = format!("{name}: {value}");
        change_manifest(&folder, |manifest| manifest[name] = value);
        refused(&folder, &what);
    }
}

fn a_manifest_is_no_riddle(export: &Path) {
    let (_place, folder) = copied(export);
    let path = folder.join(MANIFEST);
    let manifest = fs::read_to_string(&path).unwrap();
    for content in [
        "[".repeat(200_000),
        "{\"format\":".repeat(200_000),
        manifest.replace("\"site_name\":\"", "\"site_name\":\"\\ud800"),
        manifest.replace("\"made_at\":", "\"made_at\":1e3,\"made_at\":"),
        manifest.replace("\"format\":1", "\"format\":1.0"),
        manifest.replace("\"format\":1", "\"format\":18446744073709551616"),
        format!("\u{feff}{manifest}"),
        String::new(),
    ] {
        fs::write(&path, &content).unwrap();
        seal_anew(&folder);
        refused(&folder, &content.chars().take(40).collect::<String>());
    }
}

fn a_seal_is_read_by_both_or_neither(export: &Path) {
    let (_place, folder) = copied(export);
    let path = folder.join(SEAL);
    let seal = fs::read_to_string(&path).unwrap();
    let fields: Value = serde_json::from_str(&seal).unwrap();
    let list = json!([
        fields["algorithm"],
        fields["public_key"],
        fields["signature"]
    ]);
    for content in [
        "[".repeat(100_000),
        list.to_string(),
        seal.replace('{', "{\"algorithm\":\"none\","),
        seal.replace('{', "{\"signature\":\"00\","),
        seal.replace("\"public_key\":\"", "\"public_key\":\"\\udfff"),
        seal.replace('{', "{\"more\":1,"),
    ] {
        assert_ne!(content, seal);
        fs::write(&path, &content).unwrap();
        let said = checked(&folder, None, &content);
        assert_eq!(said.status, 4, "{content}");
        assert!(said.has("seal_missing"), "{:#?}", said.lines);
    }
}

/// Names that are no text, and a link to a folder, behind which anything may lie.
#[cfg(unix)]
fn names_are_seen_by_both(export: &Path) {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    let (place, folder) = copied(export);
    symlink(place.path(), folder.join("attachments/more")).unwrap();
    symlink("nowhere", folder.join("dangling")).unwrap();
    fs::write(folder.join(OsStr::from_bytes(b"n\xff\xe4\xb8te.txt")), "x").unwrap();
    let said = checked(&folder, None, "names");
    for name in ["attachments/more", "dangling", "n\u{fffd}\u{fffd}te.txt"] {
        let found = format!(r#"{{"code":"file_unexpected","place":"{name}"}}"#);
        assert!(said.lines.contains(&found), "{name}: {:#?}", said.lines);
    }
}
