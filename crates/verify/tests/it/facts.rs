//! Facts and words that are not those of their kind are refused by both programs alike.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use huiyin_domain::entry::{Digest, canonical};
use huiyin_domain::export::JOURNAL;
use huiyin_testkit::TestDb;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::lived::Lived;
use crate::tamper::{
    change, change_manifest, hash_anew, lines, replace, set, sign_anew, write_lines,
};
use crate::{checked, copied};

#[tokio::test(flavor = "multi_thread")]
async fn facts_are_those_of_their_kind_for_both() {
    let db = TestDb::sqlite().await;
    let lived = Lived::build(&db).await;
    let place = tempdir().unwrap();
    let export = place.path().join("all");
    lived.export(&export, None).await;
    db.remove().await;
    what_somebody_makes_of_facts_is_found(&export);
    every_change_of_form_is_judged_alike(&export);
    a_line_is_written_one_way(&export);
    figures_are_numbers_and_each_category_stands_once(&export);
    strokes_are_numbers_as_they_are_written(&export);
    a_line_has_an_end(&export);
}

fn what_somebody_makes_of_facts_is_found(export: &Path) {
    type Change = fn(&mut Value) -> bool;
    let changes: [(&str, &str, Change); 7] = [
        ("a member more", "event_completed", |entry| {
            set(&mut entry["facts"]["more"], json!(1))
        }),
        ("an answer that is none", "visit_recorded", |entry| {
            set(&mut entry["facts"]["solved"], json!("maybe"))
        }),
        ("a word that is no text", "event_registered", |entry| {
            set(&mut entry["parts"][0]["words"]["summary"], json!(5))
        }),
        ("a rate of nothing", "obligations_arisen", |entry| {
            let cohort = &mut entry["facts"]["cohorts"][0];
            !cohort.is_null() && set(&mut cohort["rate"], json!("1/0"))
        }),
        ("a rate by another name", "obligations_arisen", |entry| {
            let cohort = &mut entry["facts"]["cohorts"][0];
            !cohort.is_null() && set(&mut cohort["rate"], json!("30/100"))
        }),
        ("a window that means more", "obligations_arisen", |entry| {
            let window = &mut entry["facts"]["obligations"][0]["window"];
            set(&mut window["more"], json!(1))
        }),
        (
            "a member less that may be null",
            "event_completed",
            |entry| {
                let facts = entry["facts"].as_object_mut().unwrap();
                facts.remove("procedure").is_some()
            },
        ),
    ];
    for (what, kind, how) in changes {
        let (_place, folder) = copied(export);
        change(&folder, kind, how);
        sign_anew(&folder);
        let said = checked(&folder, None, what);
        assert_eq!(said.status, 4, "{what}");
        assert!(said.has("facts_unreadable"), "{what}: {:#?}", said.lines);
    }
}

/// Of the longest entry of each kind, each member in each form that it could be given: in one journal, as entries more.
fn every_change_of_form_is_judged_alike(export: &Path) {
    let (_place, folder) = copied(export);
    let mut all = lines(&folder, JOURNAL);
    let mut longest: BTreeMap<String, Value> = BTreeMap::new();
    for line in &all {
        let entry: Value = serde_json::from_str(line).unwrap();
        let kind = entry["kind"].as_str().unwrap().to_owned();
        let known = longest.entry(kind).or_default();
        if entry["facts"].to_string().len() > known["facts"].to_string().len() {
            *known = entry;
        }
    }
    let from = all.len();
    for entry in longest.values() {
        let facts = changed(&entry["facts"]).into_iter();
        for facts in facts.filter(Value::is_object) {
            let mut entry = entry.clone();
            entry["facts"] = facts;
            all.push(canonical(&entry).unwrap());
        }
    }
    assert!(all.len() > from + 1000, "{} {from}", all.len());
    write_lines(&folder, JOURNAL, &all);
    hash_anew(&folder);
    let said = checked(&folder, None, "other forms");
    let unread = said
        .lines
        .iter()
        .filter(|line| line.contains("facts_unreadable"));
    assert!(unread.count() > 1000);
}

/// A value with one of its parts changed, in every way.
fn changed(value: &Value) -> Vec<Value> {
    let mut found: Vec<Value> = instead_of(value);
    if let Value::Object(members) = value {
        let mut more = members.clone();
        more.insert("more".to_owned(), json!(1));
        found.push(more.into());
        for (name, member) in members {
            let mut less = members.clone();
            less.remove(name);
            found.push(less.into());
            for inner in changed(member) {
                let mut other = members.clone();
                other.insert(name.clone(), inner);
                found.push(other.into());
            }
        }
    }
    if let Value::Array(items) = value
        && let Some(item) = items.first()
    {
        for inner in changed(item) {
            let mut other = items.clone();
            other[0] = inner;
            found.push(other.into());
        }
    }
    found.retain(|it| it != value);
    found
}

fn instead_of(value: &Value) -> Vec<Value> {
    let mut found = vec![
        Value::Null,
        json!("x"),
        json!(7),
        json!(true),
        json!([]),
        json!({}),
    ];
    match value {
        Value::String(text) => {
            found.extend([json!(text.to_uppercase()), json!(format!("{text} "))]);
        }
        Value::Number(_) => {
            found.extend([
                json!(-1),
                json!(1_u64 << 32),
                json!(1_u64 << 63),
                json!(1_u64 << 31),
            ]);
        }
        Value::Object(members) => found.push(members.values().cloned().collect()),
        _ => {}
    }
    found
}

/// Numbers and depths that only some programs hold.
fn a_line_is_written_one_way(export: &Path) {
    let deep = format!("{}{}", "[".repeat(125), "]".repeat(125));
    let deepest = format!("[{deep}]");
    for (inner, code) in [
        (deepest.as_str(), "line_unreadable"),
        ("-0", "line_unreadable"),
        ("18446744073709551616", "line_unreadable"),
        ("-9223372036854775809", "line_unreadable"),
        ("1.0", "line_unreadable"),
        ("1e3", "line_unreadable"),
        ("\"\\ud800\"", "line_unreadable"),
        (deep.as_str(), "entry_altered"),
        ("18446744073709551615", "entry_altered"),
        ("-9223372036854775808", "entry_altered"),
    ] {
        let (_place, folder) = copied(export);
        replace(
            &folder,
            JOURNAL,
            "\"facts\":{",
            &format!("\"facts\":{{\"a\":{inner},"),
        );
        let said = checked(&folder, None, inner);
        assert!(said.has(code), "{inner}: {:#?}", said.lines);
    }
}

fn figures_are_numbers_and_each_category_stands_once(export: &Path) {
    type Change = fn(&mut Value) -> bool;
    let changes: [(&str, &str, Change); 5] = [
        ("true for 1", "2026-03 total", |frozen| {
            let exempt = &mut frozen["total"]["exempt"];
            *exempt == 1 && set(exempt, json!(true))
        }),
        ("true for 1 in a category", "2026-03 complaint", |frozen| {
            let exempt = &mut frozen["categories"][0]["figures"]["exempt"];
            *exempt == 1 && set(exempt, json!(true))
        }),
        ("a category twice", "2026-03 complaint", |frozen| {
            let lines = frozen["categories"].as_array_mut().unwrap();
            lines.push(lines[0].clone());
            true
        }),
        ("a category that is none", "2026-03 categories", |frozen| {
            let lines = frozen["categories"].as_array_mut().unwrap();
            lines.push(json!(1));
            true
        }),
        ("events of nothing", "2026-03 not_covered", |frozen| {
            set(&mut frozen["not_covered"], json!([{"category": "x"}]))
        }),
    ];
    for (what, place, how) in changes {
        let (_place, folder) = copied(export);
        change(&folder, "month_closed", |entry| {
            how(&mut entry["facts"]["snapshot"])
        });
        sign_anew(&folder);
        let said = checked(&folder, None, what);
        let found = format!(r#"{{"code":"statistics_wrong","place":"{place}"}}"#);
        assert_eq!(said.lines[..said.lines.len() - 1], [found], "{what}");
    }
}

fn strokes_are_numbers_as_they_are_written(export: &Path) {
    let endless = "[".repeat(100_000);
    for strokes in ["[[[-0,1],[2,3]]]", "[[[0,1.0],[2,3]]]", &endless] {
        let (_place, folder) = copied(export);
        change(&folder, "visit_recorded", |entry| {
            let mut parts = entry["parts"].as_array_mut().unwrap().iter_mut();
            parts.any(|part| {
                let words = part["words"].as_object_mut().unwrap();
                let drawn = words.get_mut("strokes.1");
                drawn.is_some_and(|drawn| set(drawn, json!(strokes)))
            })
        });
        sign_anew(&folder);
        let said = checked(&folder, None, strokes);
        assert!(said.has("signature_empty"), "{:#?}", said.lines);
    }
}

/// What was cut off is found as a line, also where whoever cut it signs it.
fn a_line_has_an_end(export: &Path) {
    for (name, code) in [
        (JOURNAL, "line_unreadable"),
        ("records.jsonl", "derived_differs"),
        ("obligations.jsonl", "derived_differs"),
    ] {
        let (_place, folder) = copied(export);
        let content = fs::read(folder.join(name)).unwrap();
        let cut = &content[..content.len() - 1];
        fs::write(folder.join(name), cut).unwrap();
        change_manifest(&folder, |manifest| {
            let mut files = manifest["files"].as_array_mut().unwrap().iter_mut();
            let note = files.find(|note| note["name"] == name).unwrap();
            note["length"] = json!(cut.len());
            note["sha256"] = Digest::of(cut).to_string().into();
        });
        let said = checked(&folder, None, name);
        let last = lines(&folder, name).len();
        let found = format!(r#"{{"code":"{code}","place":"{name}:{last}"}}"#);
        assert!(said.lines.contains(&found), "{name}: {:#?}", said.lines);
    }
}
