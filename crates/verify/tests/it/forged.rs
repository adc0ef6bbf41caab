//! Exports by who signs what they made of one with a key of their own.

use std::fs;
use std::path::{Path, PathBuf};

use huiyin_domain::entry::Digest;
use huiyin_domain::export::{AnchorLine, JOURNAL, NotedHead};
use huiyin_domain::{Lang, ScopeId};
use huiyin_testkit::TestDb;
use huiyin_verify::{Source, verify};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

use crate::lived::{Lived, march};
use crate::tamper::{change, sign_anew, take_away, withhold};
use crate::{anchor_file, by_python, checked, copied, text};

/// An export of everything, one of a month, and what was noted of them elsewhere.
struct Exports {
    _place: TempDir,
    all: PathBuf,
    month: PathBuf,
    anchor: PathBuf,
    noted: Vec<AnchorLine>,
}

impl Exports {
    async fn make() -> Self {
        let db = TestDb::sqlite().await;
        let lived = Lived::build(&db).await;
        let place = tempdir().unwrap();
        let (all, month) = (place.path().join("all"), place.path().join("month"));
        let exported = lived.export(&all, None).await;
        lived.export(&month, Some(march())).await;
        db.remove().await;
        Self {
            anchor: anchor_file(place.path(), &exported.anchor),
            noted: exported.anchor,
            all,
            month,
            _place: place,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_signs_with_a_key_of_their_own_is_found() {
    let exports = Exports::make().await;
    for export in [&exports.all, &exports.month] {
        a_journal_is_missed_though_nobody_lists_it(export, &exports.anchor);
        what_every_export_has_is_missed_though_nobody_lists_it(export);
        only_entries_of_the_site_anchor_it(export, &exports.noted);
    }
    nothing_that_belongs_to_an_export_is_withheld(&exports);
    it_is_said_why_notes_anchor_nothing(&exports.all, &exports.noted);
    an_anchor_is_read_or_it_is_said_why(&exports);
}

fn a_journal_is_missed_though_nobody_lists_it(export: &Path, anchor: &Path) {
    let (_place, folder) = copied(export);
    take_away(&folder, JOURNAL);
    let said = checked(&folder, None, "no journal");
    assert_eq!(said.status, 4);
    let found = [
        r#"{"code":"file_missing","place":"journal.jsonl"}"#,
        r#"{"code":"signer_unknown","place":"signature.json"}"#,
    ];
    assert_eq!(said.lines[..said.lines.len() - 1], found);
    let said = checked(&folder, Some(anchor), "no journal, anchored");
    for code in ["anchor_head", "anchor_key", "anchor_signer"] {
        assert!(said.has(code), "{code}: {:#?}", said.lines);
    }
}

fn what_every_export_has_is_missed_though_nobody_lists_it(export: &Path) {
    for name in [
        "events.jsonl",
        "records.jsonl",
        "reviews.jsonl",
        "statistics.jsonl",
        "keys.jsonl",
        "cohorts.jsonl",
        "obligations.jsonl",
        "README.txt",
    ] {
        let (_place, folder) = copied(export);
        take_away(&folder, name);
        let said = checked(&folder, None, name);
        let missing = format!(r#"{{"code":"file_missing","place":"{name}"}}"#);
        assert!(said.lines.contains(&missing), "{name}: {:#?}", said.lines);
        assert!(said.has("signer_unknown"), "{name}");
    }
}

/// Events, records, reviews, files and batches of the month, and of everything also the names of people.
fn nothing_that_belongs_to_an_export_is_withheld(exports: &Exports) {
    let of_month = [
        "event_registered",
        "visit_recorded",
        "record_reviewed",
        "attachment_added",
        "batch_received",
    ];
    let of_month = of_month.map(|kind| (&exports.month, kind));
    let of_all = ["visit_recorded", "person_saved"].map(|kind| (&exports.all, kind));
    for (export, kind) in of_month.into_iter().chain(of_all) {
        let (_place, folder) = copied(export);
        change(&folder, kind, |entry| is_here(entry) && withhold(entry));
        sign_anew(&folder);
        let said = checked(&folder, None, kind);
        assert_eq!(said.status, 4, "{kind}");
        assert!(said.has("withheld_wrong"), "{kind}: {:#?}", said.lines);
    }
}

fn is_here(entry: &Value) -> bool {
    let mut parts = entry["parts"].as_array().unwrap().iter();
    parts.any(|part| part["state"] == "here")
}

/// Whoever rewrites entries leaves the keys of months as they are, and of the chains that of the company.
fn only_entries_of_the_site_anchor_it(export: &Path, noted: &[AnchorLine]) {
    let (place, folder) = copied(export);
    let site = site_of(noted);
    let is_head = |line: &&AnchorLine| matches!(line, AnchorLine::Head(_));
    let keys: Vec<AnchorLine> = noted
        .iter()
        .filter(|line| !is_head(line))
        .cloned()
        .collect();
    let said = checked(&folder, Some(&anchor_file(place.path(), &keys)), "keys");
    said.is_sound("consistent");
    assert_eq!(said.count("anchors"), keys.len() as u64);
    for head in noted.iter().filter(is_head) {
        let anchor = anchor_file(place.path(), std::slice::from_ref(head));
        let of_site = matches!(head, AnchorLine::Head(head) if head.scope == site);
        let verdict = if of_site { "anchored" } else { "consistent" };
        checked(&folder, Some(&anchor), "a head").is_sound(verdict);
    }
}

/// The site that keys were noted of.
fn site_of(noted: &[AnchorLine]) -> ScopeId {
    let mut sites = noted.iter().filter_map(|line| match line {
        AnchorLine::Key { site, .. } => Some(*site),
        _ => None,
    });
    sites.next().unwrap()
}

/// Who gave notes is not told to check with notes; both programs say the same.
fn it_is_said_why_notes_anchor_nothing(export: &Path, noted: &[AnchorLine]) {
    let place = tempdir().unwrap();
    let of_another = AnchorLine::Head(NotedHead {
        scope: ScopeId::generate(),
        seq: 1,
        hash: Digest::ZERO,
    });
    let key = noted
        .iter()
        .find(|line| matches!(line, AnchorLine::Key { .. }));
    let key = key.unwrap().clone();
    let site = site_of(noted);
    let of_company = noted
        .iter()
        .find(|line| matches!(line, AnchorLine::Head(head) if head.scope != site));
    let of_company = of_company.unwrap().clone();
    for (anchor, why) in [
        (vec![], "no line of the anchor is about this"),
        (
            vec![of_another.clone()],
            "no line of the anchor is about this",
        ),
        (
            vec![of_another, key],
            "the anchor has no entry of this site's journal",
        ),
        (
            vec![of_company],
            "the anchor has no entry of this site's journal",
        ),
        (noted.to_vec(), "sound"),
    ] {
        let file = anchor_file(place.path(), &anchor);
        let report = verify(&Source::open(export).unwrap(), &anchor).unwrap();
        let said = report.say(true, Lang::En);
        let theirs = by_python(export, &["--anchor", &text(&file)]).stdout;
        assert_eq!(theirs.lines().last(), Some(said));
        assert!(said.contains(why), "{said}");
        for lang in [Lang::ZhHant, Lang::ZhHans] {
            assert!(!report.say(true, lang).contains("--anchor"));
        }
    }
}

fn an_anchor_is_read_or_it_is_said_why(exports: &Exports) {
    let place = tempdir().unwrap();
    let file = place.path().join("noted.txt");
    let noted = fs::read_to_string(&exports.anchor).unwrap();
    let marked = format!("\u{feff}{}", noted.replace('\n', "\r\n"));
    fs::write(&file, marked).unwrap();
    let run = by_python(&exports.all, &["--anchor", &text(&file)]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.lines().last().unwrap().starts_with("sound"));
    for (content, why) in [
        (&b"\xff\xfee\0"[..], "is no text in UTF-8"),
        (b"\n4\n", ":2 cannot be read; expected: SCOPE SEQ HASH"),
    ] {
        fs::write(&file, content).unwrap();
        let run = by_python(&exports.all, &["--anchor", &text(&file)]);
        assert!(
            run.status == 2 && run.stderr.contains(why),
            "{}",
            run.stderr
        );
    }
    let run = by_python(&exports.all, &["--anchor", "/nowhere/noted.txt"]);
    let why = "there is no anchor /nowhere/noted.txt";
    assert!(
        run.status == 2 && run.stderr.contains(why),
        "{}",
        run.stderr
    );
}
