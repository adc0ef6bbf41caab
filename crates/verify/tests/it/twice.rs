//! What nobody writes, or nobody writes twice: both programs make the same of it.

use std::fs;
use std::path::Path;

use huiyin_domain::entry::{Digest, canonical};
use huiyin_domain::export::{COHORTS, JOURNAL};
use huiyin_testkit::TestDb;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::lived::Lived;
use crate::tamper::{change, hash_anew, lines, set, write_lines};
use crate::{Said, checked, copied};

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_writes_is_judged_alike() {
    let db = TestDb::sqlite().await;
    let lived = Lived::build(&db).await;
    let place = tempdir().unwrap();
    let export = lived.exported(place.path(), None).await;
    db.remove().await;
    of_two_reviews_the_later_counts(&export);
    cohorts_of_one_name_stand_by_their_ids(&export);
    of_two_hashes_the_later_counts(&export);
    a_record_written_twice_is_called_about_anew(&export);
    a_share_of_nothing_is_none(&export);
    a_year_has_four_digits(&export);
}

/// What both say of an export to which something was done, hashed anew.
fn tampered(export: &Path, what: &str, tamper: impl FnOnce(&Path)) -> Said {
    let (_place, folder) = copied(export);
    tamper(&folder);
    hash_anew(&folder);
    let said = checked(&folder, None, what);
    assert!(said.has("seal_wrong"), "{what}: {:#?}", said.lines);
    said
}

fn entries(folder: &Path) -> Vec<Value> {
    let lines = lines(folder, JOURNAL).into_iter();
    lines
        .map(|line| serde_json::from_str(&line).unwrap())
        .collect()
}

fn write_entries(folder: &Path, entries: &[Value]) {
    let lines: Vec<String> = entries
        .iter()
        .map(|entry| canonical(entry).unwrap())
        .collect();
    write_lines(folder, JOURNAL, &lines);
}

fn of_two_reviews_the_later_counts(export: &Path) {
    let said = tampered(export, "two reviews in one", |at| {
        let mut all = entries(at);
        let last = all
            .iter()
            .rposition(|entry| entry["kind"] == "record_reviewed")
            .unwrap();
        let mut again = all[last].clone();
        again["facts"]["verdict"] = json!("sent_back");
        all.insert(last + 1, again);
        write_entries(at, &all);
    });
    assert!(said.has("statistics_wrong"), "{:#?}", said.lines);
}

/// Ids rise with time; these two are made to fall.
fn cohorts_of_one_name_stand_by_their_ids(export: &Path) {
    let said = tampered(export, "two cohorts of one name", |at| {
        let mut cohorts: Vec<Value> = lines(at, COHORTS)
            .iter()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        cohorts.sort_by_key(|cohort| cohort["cohort"].to_string());
        let (first, second) = (cohorts[0].clone(), cohorts[1].clone());
        let path = at.join(JOURNAL);
        let [one, other] = [&first, &second].map(|it| it["cohort"].as_str().unwrap().to_owned());
        let journal = fs::read_to_string(&path).unwrap();
        let journal = journal
            .replace(&one, "QXZ")
            .replace(&other, &one)
            .replace("QXZ", &other)
            .replace(
                &format!("\"name\":{}", second["name"]),
                &format!("\"name\":{}", first["name"]),
            );
        fs::write(path, journal).unwrap();
        cohorts[0]["cohort"] = json!(other);
        cohorts[1]["cohort"] = json!(one);
        cohorts[1]["name"] = first["name"].clone();
        cohorts.sort_by_key(|it| ["name", "cohort"].map(|of| it[of].as_str().unwrap().to_owned()));
        let lines: Vec<String> = cohorts.iter().map(|it| canonical(it).unwrap()).collect();
        write_lines(at, COHORTS, &lines);
    });
    let of_cohorts = format!("\"{COHORTS}:");
    let found = said.lines.iter().any(|line| line.contains(&of_cohorts));
    assert!(!found, "{:#?}", said.lines);
}

fn of_two_hashes_the_later_counts(export: &Path) {
    let said = tampered(export, "two hashes of a file", |at| {
        change(at, "attachment_added", |entry| {
            let parts = entry["parts"].as_array_mut().unwrap();
            let mut again = parts[0].clone();
            again["words"] = json!({ "file_sha256": "00".repeat(32) });
            parts.push(again);
            true
        });
    });
    assert!(said.has("attachment_altered"), "{:#?}", said.lines);
}

fn a_record_written_twice_is_called_about_anew(export: &Path) {
    let said = tampered(export, "a record twice", |at| {
        let mut all = entries(at);
        let called = all
            .iter()
            .position(|entry| entry["kind"] == "spot_checked")
            .unwrap();
        let again = all[called].clone();
        let mut written = all.iter().filter(|it| it["kind"] == "visit_recorded");
        let written = written.find(|it| it["facts"]["record"] == again["facts"]["record"]);
        let written = written.unwrap().clone();
        all.insert(called + 1, written);
        all.insert(called + 2, again);
        write_entries(at, &all);
    });
    assert!(!said.has("spot_check_wrong"), "{:#?}", said.lines);
}

fn a_share_of_nothing_is_none(export: &Path) {
    let said = tampered(export, "a share of nothing", |at| {
        change(at, "procedure_adopted", |entry| {
            let facts = &mut entry["facts"];
            let text = facts["text"].as_str().unwrap();
            let text = text.replace("share = \"5%\"", "share = \"1/0\"");
            facts["hash"] = Digest::of(text.as_bytes()).to_string().into();
            text.contains("1/0") && set(&mut facts["text"], json!(text))
        });
    });
    assert!(said.has("spot_check_wrong"), "{:#?}", said.lines);
    for code in ["facts_unreadable", "keep_until_wrong"] {
        assert!(!said.has(code), "{:#?}", said.lines);
    }
}

fn a_year_has_four_digits(export: &Path) {
    let said = tampered(export, "long ago", |at| {
        // The middle of the year 500.
        change(at, "event_registered", |entry| {
            set(&mut entry["at"], json!(-46_375_000_000_000_000_i64))
        });
    });
    assert!(!said.has("derived_differs"), "{:#?}", said.lines);
}
