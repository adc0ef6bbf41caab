//! Disposal of a batch: two people, after its time, while nothing is held.

use std::path::Path;

use huiyin_testkit::TestDb;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::lived::{Lived, march};
use crate::tamper::{change, hash_anew, set, sign_anew};
use crate::tamperings::Tampering;
use crate::{checked, copied};

const DISPOSAL: &[Tampering] = &[
    ("approved by who listed it", "disposal_unapproved", |at| {
        let mut lister = Value::Null;
        change(at, "disposal_proposed", |entry| {
            lister = entry["actor"].clone();
            true
        });
        change(at, "disposal_judged", |entry| {
            set(&mut entry["actor"], lister.clone())
        });
    }),
    ("approved by nobody", "disposal_unapproved", |at| {
        change(at, "disposal_judged", |entry| {
            set(&mut entry["actor"], Value::Null)
        });
    }),
    ("not approved", "disposal_unapproved", |at| {
        change(at, "disposal_judged", |entry| {
            set(&mut entry["facts"]["approved"], json!(false))
        });
    }),
    ("another batch listed", "disposal_unapproved", |at| {
        change(at, "disposal_proposed", |entry| {
            let id = entry["id"].clone();
            set(&mut entry["facts"]["batch"], id)
        });
    }),
    ("still held", "disposed_early", |at| {
        change(at, "batch_held", |entry| {
            entry["facts"]["held"] == json!(false) && set(&mut entry["facts"]["held"], json!(true))
        });
    }),
    ("before its time", "disposed_early", |at| {
        change(at, "batch_received", |entry| {
            set(&mut entry["facts"]["keep_until"], json!("2029-04-02"))
        });
    }),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_goes_after_its_time_with_the_approval_of_a_second_person() {
    let db = TestDb::sqlite().await;
    let lived = Lived::build(&db).await;
    lived.dispose().await;
    let place = tempdir().unwrap();
    let export = lived.exported(place.path(), None).await;
    let said = checked(&export, None, "as it was");
    said.is_sound("consistent");
    assert!(said.count("erased") > 0, "what its records said is erased");
    for (what, code, tamper) in DISPOSAL {
        let (_place, folder) = copied(&export);
        tamper(&folder);
        hash_anew(&folder);
        let said = checked(&folder, None, what);
        assert_eq!(said.status, 4, "{what}");
        assert!(said.has(code), "{what}: no {code} in {:#?}", said.lines);
    }
    let month = lived.exported(place.path(), Some(march())).await;
    checked(&month, None, "the month of its records").is_sound("consistent");
    nothing_about_a_batch_of_the_month_is_withheld(&month);
}

/// What is said of a batch is of the month, by whatever kind of entry, also where nothing is said by right.
fn nothing_about_a_batch_of_the_month_is_withheld(export: &Path) {
    for kind in [
        "batch_held",
        "disposal_proposed",
        "disposal_judged",
        "words_erased",
    ] {
        let (_place, folder) = copied(export);
        change(&folder, kind, |entry| {
            let part = json!({
                "hash": "00".repeat(32), "person": null, "salt": null, "state": "withheld", "words": null,
            });
            entry["parts"].as_array_mut().unwrap().push(part);
            true
        });
        sign_anew(&folder);
        let said = checked(&folder, None, kind);
        assert_eq!(said.status, 4, "{kind}");
        assert!(said.has("withheld_wrong"), "{kind}: {:#?}", said.lines);
    }
}
