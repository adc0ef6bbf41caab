//! Exports: they are checked by two programs that agree, whatever was done to them, and built up again into the same site.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod anchors;
mod disposal;
mod facts;
mod forged;
mod found;
mod lived;
mod sites;
mod tamper;
mod tamperings;
mod twice;
mod unreadable;
mod zipped;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use huiyin_app::demo::MakeDemo;
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::entry::facts::{ErasedFor, PersonErased, WordsErased};
use huiyin_domain::entry::{
    ConflictReason, ContactWish, Facts, Ground, IdentityCheck, ImportKind, NotReached, PhoneWork,
    RequestKind, RequestOutcome, ScopeKind, Section, Shows, SignatureKind, Signer, SiteCheck,
    Solved, Source as EventSource, VisitorReason, VoidCause,
};
use huiyin_domain::export::{AnchorLine, JOURNAL};
use huiyin_domain::{
    CaseSort, Category, Channel, CommandId, Lang, Matter, PaperKind, PaperState, Phase, Rating,
    RequestId, Role, Severity, SiteZone, TaskKind, Verdict, Why,
};
use huiyin_store::dump::{self, Cell};
use huiyin_store::exports::{self, Rebuild};
use huiyin_store::journal::{LIVE_TABLES, verify_chains};
use huiyin_store::privacy;
use huiyin_store::{Act, Db, Dialect, Draft, Error as StoreError, draw, schema};
use huiyin_testkit::{TestDb, on_both};
use huiyin_verify::{Code, Source, verify};
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::lived::{Lived, march};
use crate::tamper::{change, copy, hash_anew, lines, set};

/// What a run printed, and its status.
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// What both programs say of an export, a line of JSON each, and their status.
struct Said {
    status: i32,
    lines: Vec<String>,
}

impl Said {
    fn has(&self, code: &str) -> bool {
        let start = format!("{{\"code\":\"{code}\"");
        self.lines.iter().any(|line| line.starts_with(&start))
    }

    fn whole(&self) -> Value {
        serde_json::from_str(self.lines.last().unwrap()).unwrap()
    }

    fn verdict(&self) -> String {
        self.whole()["verdict"].as_str().unwrap().to_owned()
    }

    /// Holds it to having found nothing, with this verdict.
    #[track_caller]
    fn is_sound(&self, verdict: &str) {
        let found = (self.status, self.verdict());
        assert_eq!(found, (0, verdict.to_owned()), "{:#?}", self.lines);
    }

    fn count(&self, what: &str) -> u64 {
        self.whole()["counts"][what].as_u64().unwrap()
    }
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../script/verify.py")
}

fn by_python(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new("python3")
        .arg("-B")
        .arg(script())
        .arg(folder)
        .args(arguments)
        .output()
        .expect("python3 is here");
    Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Has both programs check an export; they say the same, letter by letter.
fn checked(folder: &Path, anchor: Option<&Path>, what: &str) -> Said {
    let noted: Vec<AnchorLine> = match anchor {
        Some(file) => AnchorLine::read_all(&fs::read_to_string(file).unwrap()).unwrap(),
        None => Vec::new(),
    };
    let report = verify(&Source::open(folder).unwrap(), &noted).unwrap();
    let mut arguments = vec!["--format", "jsonl"];
    let anchor = anchor.map(text);
    if let Some(anchor) = &anchor {
        arguments.extend(["--anchor", anchor]);
    }
    let python = by_python(folder, &arguments);
    let theirs: Vec<String> = python.stdout.lines().map(str::to_owned).collect();
    assert_eq!(report.lines(), theirs, "{what}: {}", python.stderr);
    Said {
        status: python.status,
        lines: theirs,
    }
}

/// A folder with a copy of an export.
fn copied(export: &Path) -> (TempDir, PathBuf) {
    let place = tempdir().unwrap();
    let folder = place.path().join("export");
    copy(export, &folder);
    (place, folder)
}

fn anchor_file(below: &Path, anchor: &[AnchorLine]) -> PathBuf {
    let lines: Vec<String> = anchor
        .iter()
        .map(|line| format!("{}\n", line.write()))
        .collect();
    let file = below.join("anchor.txt");
    fs::write(&file, format!("# noted elsewhere\n\n{}", lines.concat())).unwrap();
    file
}

/// Everything the live tables hold.
async fn contents(db: &Db) -> Vec<(String, Vec<Vec<Cell>>)> {
    let mut tx = db.read().await.unwrap();
    let mut found = Vec::new();
    for table in schema::tables(&mut tx).await.unwrap() {
        if LIVE_TABLES.contains(&table.name.as_str()) {
            let mut rows: Vec<Vec<Cell>> = Vec::new();
            loop {
                let key = rows.last().map(|row| dump::key_of(&table, row));
                let more = dump::rows(&mut tx, &table, key.as_deref(), 500)
                    .await
                    .unwrap();
                if more.is_empty() {
                    break;
                }
                rows.extend(more);
            }
            found.push((table.name, rows));
        }
    }
    assert_eq!(found.len(), LIVE_TABLES.len());
    found
}

async fn erase(db: &TestDb, lived: &Lived, home: &str) {
    let act = Act {
        command: CommandId::generate(),
        actor: None,
        device: None,
        at: lived.app.clock().now(),
        input: None,
    };
    let person = lived.estate.residents[home];
    let draft = Draft::new(lived.estate.company, PersonErased { person });
    append(db, act, draft).await;
}

/// What was said of every event of somebody is erased, as at their request, with the files.
async fn erase_events(db: &TestDb, lived: &Lived, home: &str) -> usize {
    let at = lived.app.clock().now();
    let act = Act {
        command: CommandId::generate(),
        actor: None,
        device: None,
        at,
        input: None,
    };
    let person = lived.estate.residents[home];
    let today = SiteZone::default().day(at);
    let mut tx = db.read().await.unwrap();
    let held = privacy::events_of(&mut tx, person, today).await.unwrap();
    drop(tx);
    let facts = WordsErased {
        site: lived.estate.site,
        because: ErasedFor::Request(RequestId::generate()),
        person: Some(person),
        events: held.iter().map(|it| it.event).collect(),
        follow_ups: Vec::new(),
    };
    append(db, act, Draft::new(lived.estate.site, facts)).await;
    held.len()
}

async fn append(db: &TestDb, act: Act, draft: Draft) {
    db.command(act, draft, |change, draft| {
        Box::pin(async move {
            change.append(draft.clone()).await?;
            Ok::<_, StoreError>(())
        })
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_sound_and_builds_up_the_same_site() {
    on_both(async |db| {
        let lived = Lived::build(db).await;
        let place = tempdir().unwrap();
        let folder = place.path().join("all");
        let exported = lived.export(&folder, None).await;
        let said = checked(&folder, None, "all");
        said.is_sound("consistent");
        for what in [
            "numbers",
            "records",
            "texts",
            "signatures",
            "months",
            "batches",
            "attachments",
        ] {
            assert!(said.count(what) > 0, "{what}: {}", said.whole());
        }
        assert_eq!(said.count("entries"), exported.entries);
        let anchor = anchor_file(place.path(), &exported.anchor);
        let said = checked(&folder, Some(&anchor), "anchored");
        said.is_sound("anchored");

        // A month of it: the same chain, and the words of that month only.
        let month = lived.exported(place.path(), Some(march())).await;
        let said = checked(&month, Some(&anchor), "a month");
        said.is_sound("anchored");
        assert!(said.count("withheld") > 0);
        assert!(!lines(&month, "records.jsonl").is_empty());

        // Somebody was erased: that is no alteration.
        let before = contents(db).await;
        erase(db, &lived, "1-0301").await;
        assert_ne!(before, contents(db).await);
        let erased = place.path().join("erased");
        lived.export(&erased, None).await;
        let said = checked(&erased, Some(&anchor), "erased");
        said.is_sound("anchored");
        assert!(said.count("erased") > 0);

        // So are events, as a whole: both verifiers see it so, of all and of the month.
        assert!(erase_events(db, &lived, "3-1202").await > 0);
        let gone = place.path().join("gone");
        lived.export(&gone, None).await;
        let more = checked(&gone, Some(&anchor), "events erased");
        more.is_sound("anchored");
        assert!(more.count("erased") > said.count("erased"));
        let month = place.path().join("gone-month");
        lived.export(&month, Some(march())).await;
        let said = checked(&month, Some(&anchor), "a month with what was erased");
        said.is_sound("anchored");
        assert!(said.count("erased") > 0);

        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            builds_up(db, &lived, &gone, dialect).await;
        }
    })
    .await;
}

/// Built up in an empty installation of either kind, the tables are the same, and the site lives on.
async fn builds_up(db: &TestDb, lived: &Lived, export: &Path, dialect: Dialect) {
    let site = lived.estate.site;
    let mut tx = db.read().await.unwrap();
    let mut keys = Vec::new();
    for key in draw::keys(&mut tx, site).await.unwrap() {
        if let Some(secret) = draw::secret(&mut tx, site, key.month).await.unwrap() {
            keys.push((key.month, secret));
        }
    }
    drop(tx);
    assert!(!keys.is_empty());
    let fresh = TestDb::of(dialect).await;
    let place = tempdir().unwrap();
    let location = match dialect {
        Dialect::Sqlite => huiyin_store::Location::directory(place.path()),
        Dialect::Postgres => fresh.location().clone(),
    };
    let asked = Rebuild {
        folder: export.to_owned(),
        keys,
        erased: Vec::new(),
        now: lived.app.clock().now(),
    };
    let built = exports::rebuild(&asked, &location).await.unwrap();
    assert_eq!(built.without_key, []);
    let refused = exports::rebuild(&asked, &location).await;
    assert!(refused.is_err(), "it is built up where there is none only");
    let rebuilt = Db::open_existing(&location).await.unwrap();
    let (ours, theirs) = (contents(db).await, contents(&rebuilt).await);
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours, theirs, "{}", ours.0);
    }
    let reports = verify_chains(&mut rebuilt.read().await.unwrap())
        .await
        .unwrap();
    assert!(reports.iter().all(|report| report.broken.is_none()));
    // It lives on: keys are published, and an export is signed with a key that takes over.
    let app = App::new(rebuilt.clone(), Clock::standing_at(lived.app.clock().now()));
    app.advance(site).await.unwrap();
    let again = Lived {
        app,
        estate: lived.estate.clone(),
    };
    let folder = again.exported(place.path(), None).await;
    let said = checked(&folder, None, "built up");
    said.is_sound("consistent");
    assert_eq!(
        lines(&folder, JOURNAL)[..lines(export, JOURNAL).len()],
        lines(export, JOURNAL)[..]
    );
    rebuilt.close().await;
    fresh.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_export_key_is_endorsed_by_the_one_before() {
    let db = TestDb::sqlite().await;
    let lived = Lived::build(&db).await;
    let place = tempdir().unwrap();
    let first = lived.export(&place.path().join("first"), None).await;
    let anchor = anchor_file(place.path(), &first.anchor);
    let shell = Asker::product();
    let key = lived.app.change_export_key(&shell, CommandId::generate());
    let key = key.await.unwrap();
    assert!(!first.anchor.contains(&AnchorLine::Signer(key)));
    let second = place.path().join("second");
    lived.export(&second, None).await;
    let said = checked(&second, Some(&anchor), "another key");
    said.is_sound("anchored");

    let (_place, folder) = copied(&second);
    let endorsement = |entry: &mut Value| {
        let facts = &mut entry["facts"];
        !facts["replaces"].is_null() && set(&mut facts["endorsement"], json!("00".repeat(64)))
    };
    change(&folder, "export_key_set", endorsement);
    hash_anew(&folder);
    assert!(checked(&folder, None, "no endorsement").has("endorsement_wrong"));
    db.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn made_up_estates_are_sound() {
    for procedure in ["kehu", "yezhu", "wuye"] {
        let db = TestDb::sqlite().await;
        let until = "2026-05-08 10:20".parse().unwrap();
        let until = huiyin_domain::SiteZone::default().instant(until);
        let app = App::new((*db).clone(), Clock::standing_at(until));
        let make = MakeDemo {
            procedure: procedure.to_owned(),
            months: 1,
            until,
        };
        let site = app.make_demo(&make, |_| ()).await.unwrap();
        let place = tempdir().unwrap();
        for month in [None, Some("2026-04".parse().unwrap())] {
            let folder = place
                .path()
                .join(if month.is_some() { "month" } else { "all" });
            let asked = huiyin_app::exports::ExportSite {
                site,
                month,
                folder: folder.clone(),
                program: "test".to_owned(),
            };
            app.export_site(&Asker::product(), &asked).await.unwrap();
            let said = checked(&folder, None, procedure);
            let sound = (said.status, said.verdict());
            assert_eq!(
                sound,
                (0, "consistent".to_owned()),
                "{procedure}: {:#?}",
                said.lines
            );
            let whole = said.whole();
            assert_eq!(whole["demo"], true);
            let (numbers, months) = (said.count("numbers"), said.count("months"));
            assert!(numbers > 0 && months > 0, "{whole}");
        }
        db.remove().await;
    }
}

#[test]
fn both_programs_know_the_same_kinds_and_codes() {
    let python = fs::read_to_string(script()).unwrap();
    let ours: Vec<_> = Facts::KINDS.iter().map(|(kind, _)| *kind).collect();
    let facts = python.split("\nFACTS = \"\"\"\n").nth(1).unwrap();
    let facts = facts.split("\"\"\"").next().unwrap();
    let kinds = facts.lines().filter(|line| !line.starts_with(' '));
    let kinds: Vec<_> = kinds.map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(kinds, ours);
    assert!(
        Facts::KINDS.iter().all(|(_, version)| *version == 1),
        "tell verify.py of it"
    );
    let codes = python.split("\nCODES = \"\"\"").nth(1).unwrap();
    let codes = codes.split("\"\"\"").next().unwrap();
    let ours: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
    assert_eq!(codes.split_whitespace().collect::<Vec<_>>(), ours);
}

/// A word that one of them lacked would make it call a sound export altered.
#[test]
fn both_programs_know_the_same_words() {
    macro_rules! ids {
        ($($name:ident),*) => {
            [$((stringify!($name), $name::ALL.iter().map(|it| it.id()).collect::<Vec<_>>().join("|"))),*]
        };
    }
    let ours = ids![
        ScopeKind,
        ContactWish,
        Role,
        Category,
        Severity,
        Rating,
        Phase,
        Why,
        Channel,
        VoidCause,
        VisitorReason,
        Solved,
        SiteCheck,
        Section,
        Signer,
        SignatureKind,
        Matter,
        Shows,
        Verdict,
        PaperKind,
        CaseSort,
        PaperState,
        TaskKind,
        PhoneWork,
        ConflictReason,
        ImportKind,
        RequestKind,
        IdentityCheck,
        RequestOutcome,
        Ground,
        NotReached
    ];
    let python = fs::read_to_string(script()).unwrap();
    let forms = python.split("\nFORMS = \"\"\"\n").nth(1).unwrap();
    let forms = forms.split("\"\"\"").next().unwrap();
    let theirs: Vec<(&str, &str)> = forms
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(name, said)| !name.is_empty() && said.contains('|'))
        .collect();
    for (name, words) in &ours {
        assert!(theirs.contains(&(name, words)), "{name} {words}");
    }
    let sources = EventSource::ALL.iter().map(|it| it.id());
    let sources = sources.collect::<Vec<_>>().join("|");
    assert!(theirs.contains(&("Source", &sources)));
    assert!(theirs.contains(&("Lang", &Lang::ALL.map(Lang::tag).join("|"))));
    assert_eq!(theirs.len(), ours.len() + 2);
}
