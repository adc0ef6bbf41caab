//! What is done to exports, and what both checkers find.

use std::fs;
use std::path::{Path, PathBuf};

use huiyin_domain::export::{ATTACHMENTS, JOURNAL, MANIFEST, SEAL};
use serde_json::{Value, json};

use crate::tamper::{change, lines, replace, set, write_lines};

/// What somebody does to an export, and what is found.
pub(crate) type Tampering = (&'static str, &'static str, fn(&Path));

/// By who cannot hash anew.
pub(crate) const CLUMSY: &[Tampering] = &[
    ("a bit", "entry_altered", |at| {
        replace(at, JOURNAL, "\"at\":17", "\"at\":16");
    }),
    ("an entry dropped", "chain_gap", |at| {
        let mut all = lines(at, JOURNAL);
        all.remove(all.len() / 2);
        write_lines(at, JOURNAL, &all);
    }),
    ("two entries swapped", "chain_gap", |at| {
        let mut all = lines(at, JOURNAL);
        let last = all.len() - 1;
        let other = all[..last]
            .iter()
            .rposition(|line| scope_of(line) == scope_of(&all[last]));
        all.swap(last, other.unwrap());
        write_lines(at, JOURNAL, &all);
    }),
    ("an entry twice", "chain_gap", |at| {
        let mut all = lines(at, JOURNAL);
        let middle = all.len() / 2;
        all.insert(middle, all[middle].clone());
        write_lines(at, JOURNAL, &all);
    }),
    ("a number that none follows", "chain_gap", |at| {
        change(at, "unit_saved", |entry| {
            set(&mut entry["seq"], json!(u64::MAX))
        });
    }),
    ("the end cut off", "head_differs", |at| {
        let mut all = lines(at, JOURNAL);
        all.truncate(all.len() - 3);
        write_lines(at, JOURNAL, &all);
    }),
    ("half a line", "line_unreadable", |at| {
        let mut content = fs::read(at.join(JOURNAL)).unwrap();
        content.truncate(content.len() - 20);
        fs::write(at.join(JOURNAL), content).unwrap();
    }),
    ("no UTF-8", "line_unreadable", |at| {
        let mut content = fs::read(at.join(JOURNAL)).unwrap();
        content[100] = 0xff;
        fs::write(at.join(JOURNAL), content).unwrap();
    }),
    ("a word", "part_altered", |at| {
        replace(at, JOURNAL, "電梯異響 3", "電梯正常 3");
    }),
    ("a stroke", "part_altered", |at| {
        replace(at, JOURNAL, "[[[11,12],", "[[[11,13],");
    }),
    ("a rating in the records", "derived_differs", |at| {
        replace(
            at,
            "records.jsonl",
            "\"rating\":\"satisfied\"",
            "\"rating\":\"fairly\"",
        );
    }),
    ("a pick in the list", "derived_differs", |at| {
        replace(
            at,
            "obligations.jsonl",
            "\"picked\":true",
            "\"picked\":false",
        );
    }),
    ("a rate in the list", "derived_differs", |at| {
        replace(at, "cohorts.jsonl", "\"rate\":\"50%\"", "\"rate\":\"5%\"");
    }),
    ("a key in the list", "derived_differs", |at| {
        replace(at, "keys.jsonl", "\"key\":null", "\"key\":\"00\"");
    }),
    ("a line more", "derived_differs", |at| {
        let mut all = lines(at, "reviews.jsonl");
        all.push(all[0].clone());
        write_lines(at, "reviews.jsonl", &all);
    }),
    ("a line less", "derived_differs", |at| {
        let mut all = lines(at, "events.jsonl");
        all.pop();
        write_lines(at, "events.jsonl", &all);
    }),
    ("a file gone", "file_missing", |at| {
        fs::remove_file(at.join("statistics.jsonl")).unwrap();
    }),
    ("the journal gone", "file_missing", |at| {
        fs::remove_file(at.join(JOURNAL)).unwrap();
    }),
    ("a file more", "file_unexpected", |at| {
        fs::write(at.join("note.txt"), "x").unwrap();
    }),
    ("words beside", "file_altered", |at| {
        fs::write(at.join("README.txt"), "x").unwrap();
    }),
    ("a photo", "attachment_altered", |at| {
        let photo = attachment(at);
        let mut content = fs::read(&photo).unwrap();
        content[2] ^= 1;
        fs::write(photo, content).unwrap();
    }),
    ("a photo gone", "attachment_missing", |at| {
        fs::remove_file(attachment(at)).unwrap();
    }),
    ("a photo more", "attachment_unexpected", |at| {
        fs::write(at.join(ATTACHMENTS).join("x"), "x").unwrap();
    }),
    ("no signature", "seal_missing", |at| {
        fs::remove_file(at.join(SEAL)).unwrap();
    }),
    ("a signature of nothing", "seal_missing", |at| {
        fs::write(at.join(SEAL), "{}").unwrap();
    }),
    ("another signature", "seal_wrong", |at| {
        replace(at, SEAL, "\"signature\":\"", "\"signature\":\"00");
    }),
    ("another name", "seal_wrong", |at| {
        replace(at, MANIFEST, "翠湖灣", "碧湖灣");
    }),
    ("another site", "manifest_differs", |at| {
        replace(at, MANIFEST, "\"site_code\":\"CY\"", "\"site_code\":\"CX\"");
    }),
];

/// By who hashes everything anew, and has no key to sign with.
pub(crate) const SKILLED: &[Tampering] = &[
    ("a home", "seal_wrong", |at| {
        change(at, "unit_saved", |entry| {
            set(&mut entry["facts"]["code"], json!("9-9999"))
        });
    }),
    ("words erased in secret", "seal_wrong", |at| {
        change(at, "event_registered", |entry| {
            let part = &mut entry["parts"][0];
            part["state"] = json!("erased");
            part["salt"] = Value::Null;
            set(&mut part["words"], Value::Null)
        });
    }),
    ("a pick", "pick_wrong", |at| {
        change(at, "obligations_arisen", |entry| {
            let one = &mut entry["facts"]["obligations"][0];
            one["window"]["due"]
                .as_str()
                .unwrap()
                .starts_with("2026-03")
                && one["why"] == "not_drawn"
                && set(&mut one["why"], json!("draw"))
        });
    }),
    ("a pick less", "pick_wrong", |at| {
        change(at, "obligations_arisen", |entry| {
            let why = &mut entry["facts"]["obligations"][0]["why"];
            *why == "draw" && set(why, json!("not_drawn"))
        });
    }),
    ("a number", "number_wrong", |at| {
        change(at, "obligations_arisen", |entry| {
            let number = &mut entry["facts"]["obligations"][0]["number"];
            *number == 4 && set(number, json!(40))
        });
    }),
    ("a replacement", "replacement_wrong", |at| {
        change(at, "obligation_voided", |entry| {
            let instead = &mut entry["facts"]["instead"];
            !instead.is_null() && set(instead, Value::Null)
        });
    }),
    ("a key", "key_wrong", |at| {
        change(at, "key_revealed", |entry| {
            set(&mut entry["facts"]["key"], json!("00".repeat(32)))
        });
    }),
    ("a commitment gone", "key_late", |at| {
        let mut all = lines(at, JOURNAL);
        all.retain(|line| !(line.contains("key_committed") && line.contains("2026-03\"")));
        write_lines(at, JOURNAL, &all);
    }),
    ("a rating", "text_altered", |at| {
        change(at, "visit_recorded", |entry| {
            let rating = &mut entry["facts"]["rating"];
            *rating == "satisfied" && set(rating, json!("dissatisfied"))
        });
    }),
    ("what was said", "text_altered", |at| {
        change(at, "visit_recorded", |entry| {
            let words = entry["parts"][0]["words"].as_object_mut().unwrap();
            words
                .insert("said.quality".to_owned(), json!("很好"))
                .is_some()
        });
    }),
    ("a day", "day_wrong", |at| {
        change(at, "visit_recorded", |entry| {
            set(&mut entry["facts"]["visited_on"], json!("2026-03-03"))
        });
    }),
    ("late made in time", "counted_wrong", |at| {
        change(at, "visit_recorded", |entry| {
            set(&mut entry["facts"]["counted"]["in_time"], json!(false))
        });
    }),
    ("a signature for another text", "signature_of_other", |at| {
        change(at, "visit_recorded", |entry| {
            set(
                &mut entry["facts"]["signatures"][0]["text_hash"],
                json!("00".repeat(32)),
            )
        });
    }),
    ("strokes wiped out", "signature_empty", |at| {
        change(at, "visit_recorded", |entry| {
            let parts = entry["parts"].as_array_mut().unwrap();
            parts.iter_mut().any(|part| {
                let words = part["words"].as_object_mut().unwrap();
                words.contains_key("strokes.1")
                    && words.insert("strokes.1".to_owned(), json!("[]")).is_some()
            })
        });
    }),
    ("the customer's signature gone", "record_unsigned", |at| {
        change(at, "visit_recorded", |entry| {
            entry["facts"]["signatures"]
                .as_array_mut()
                .unwrap()
                .remove(0);
            true
        });
    }),
    ("kept for less", "keep_until_wrong", |at| {
        change(at, "batch_received", |entry| {
            set(&mut entry["facts"]["keep_until"], json!("2026-12-31"))
        });
    }),
    ("the month's figures", "statistics_wrong", |at| {
        change(at, "month_closed", |entry| {
            set(
                &mut entry["facts"]["snapshot"]["total"]["satisfied"],
                json!(99),
            )
        });
    }),
    ("the figures of a category", "statistics_wrong", |at| {
        change(at, "month_closed", |entry| {
            set(
                &mut entry["facts"]["snapshot"]["categories"][0]["missing"],
                json!(99),
            )
        });
    }),
    ("a call about another month", "spot_check_wrong", |at| {
        change(at, "spot_checked", |entry| {
            set(&mut entry["facts"]["month"], json!("2026-02"))
        });
    }),
    ("a call in vain less", "spot_check_wrong", |at| {
        change(at, "spot_checked", |entry| {
            let why = &mut entry["facts"]["not_reached"];
            !why.is_null() && set(why, Value::Null)
        });
    }),
    ("a review of nothing", "reference_unknown", |at| {
        change(at, "record_reviewed", |entry| {
            let id = entry["id"].clone();
            set(&mut entry["facts"]["record"], id)
        });
    }),
    ("the procedure", "facts_unreadable", |at| {
        change(at, "procedure_adopted", |entry| {
            let text = entry["facts"]["text"]
                .as_str()
                .unwrap()
                .replace("years = 2", "years = 3");
            set(&mut entry["facts"]["text"], json!(text))
        });
    }),
];

fn scope_of(line: &str) -> Value {
    serde_json::from_str::<Value>(line).unwrap()["scope"].clone()
}

fn attachment(at: &Path) -> PathBuf {
    let mut inside = fs::read_dir(at.join(ATTACHMENTS)).unwrap();
    inside.next().unwrap().unwrap().path()
}
