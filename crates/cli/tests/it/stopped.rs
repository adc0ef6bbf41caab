//! Exports and backups that do not come to their end: nothing half of them is left, and what is said is true.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use huiyin_testkit::{Clock, Estate, TestDb, on_both};
use tempfile::tempdir;

use crate::proof::lived::Lived;
use crate::run::{huiyin, place, text};
use crate::serve::server::program;

/// The names in a directory, in order.
fn names(directory: &Path) -> Vec<String> {
    let inside = fs::read_dir(directory).unwrap();
    let mut names: Vec<_> = inside
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Starts a command, sends it a signal as soon as something with this beginning is in the directory, and hands over its
/// status and what it said.
fn stopped(
    arguments: &[&str],
    signal: &str,
    directory: &Path,
    begun: &str,
) -> (Option<i32>, String) {
    let mut child = program(arguments, &[])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !names(directory).iter().any(|name| name.starts_with(begun)) {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    let told = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(told.unwrap().success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

/// A layout that takes very long to draw a record, and is sound on empty forms.
fn slow_layout(below: &Path) -> String {
    let layouts = below.join("layouts");
    fs::create_dir(&layouts).unwrap();
    let drawing = "#let sheets = json(\"data.json\").sheets\n\
        #for sheet in sheets { if sheet.bookmark.starts-with(\"CY-\") { let n = 0; \
        for i in range(3000) { for j in range(3000) { n += 1 } } }; page(sheet.title) }\n";
    fs::write(layouts.join("form.typ"), drawing).unwrap();
    text(&layouts)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_is_stopped_leaves_nothing() {
    on_both(async |db| {
        let _lived = Lived::build(db).await;
        let (place_of_layouts, below) = (tempdir().unwrap(), tempdir().unwrap());
        let layouts = slow_layout(place_of_layouts.path());
        let out = text(&below.path().join("month"));
        let [name, value] = place(db);
        let month = [
            "export", "--month", "2026-03", "--site", "CY", "--out", &out,
        ];
        let export = [&month[..], &["--layouts", &layouts, &name, &value]].concat();
        for signal in ["-TERM", "-INT"] {
            let (status, said) = stopped(&export, signal, below.path(), ".huiyin-export-");
            assert_eq!(status, Some(2), "{said}");
            assert!(said.contains("nothing was exported"), "{said}");
            assert!(said.contains("stopped in the middle"), "{said}");
            assert_eq!(names(below.path()), Vec::<String>::new());
        }
        // What a killed one left goes with the next.
        let (status, _) = stopped(&export, "-KILL", below.path(), ".huiyin-export-");
        assert_eq!(status, None);
        assert_eq!(names(below.path()).len(), 1);
        let whole = huiyin(&[&month[..], &["--no-forms", &name, &value]].concat());
        assert_eq!(whole.status, 0, "{}", whole.stderr);
        assert_eq!(names(below.path()), ["month"]);
    })
    .await;
}

/// Holds a table of a server, so that nobody reads it, for as long as it is there.
struct Held(Child);

impl Held {
    fn hold(address: &str) -> Self {
        // What follows the name is for the driver.
        let address = address.split('?').next().unwrap();
        let mut child = Command::new("psql")
            .args(["-X", address])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("psql (postgresql)");
        let typed = child.stdin.as_mut().unwrap();
        typed
            .write_all(b"begin;\nlock table unit in access exclusive mode;\n")
            .unwrap();
        let printed = BufReader::new(child.stdout.take().unwrap());
        assert!(
            printed
                .lines()
                .map_while(Result::ok)
                .any(|line| line == "LOCK TABLE")
        );
        Self(child)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_or_a_move_that_is_stopped_leaves_nothing() {
    let db = TestDb::postgres().await;
    Estate::build(&db, "kehu", Clock::default().now()).await;
    let below = tempdir().unwrap();
    let file = text(&below.path().join("huiyin.backup"));
    let [name, value] = place(&db);
    let held = Held::hold(&value);
    for signal in ["-TERM", "-INT"] {
        let backup = ["backup", &name, &value, &file];
        let (status, said) = stopped(&backup, signal, below.path(), "huiyin.backup.unfinished");
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("nothing was backed up"), "{said}");
        assert!(said.contains("stopped in the middle"), "{said}");
        assert_eq!(names(below.path()), Vec::<String>::new());
    }
    let (place, address) = (text(below.path()), "--database-url");
    for signal in ["-TERM", "-INT"] {
        let moving = ["copy-db", address, &value, "--to-data", &place];
        let (status, said) = stopped(&moving, signal, below.path(), "huiyin.sqlite.moving");
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("nothing was copied"), "{said}");
        assert!(said.contains("stopped in the middle"), "{said}");
        assert_eq!(names(below.path()), Vec::<String>::new());
    }
    drop(held);
    assert_eq!(huiyin(&["backup", &name, &value, &file]).status, 0);
    assert_eq!(names(below.path()), ["huiyin.backup"]);
    db.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_and_its_keys_are_there_together_or_not_at_all() {
    on_both(async |db| {
        let _lived = Lived::build(db).await;
        let below = tempdir().unwrap();
        let [name, value] = place(db);
        let (out, keys) = (below.path().join("all"), below.path().join("keys"));
        let (folder, file) = (text(&out), text(&keys));
        let first = [
            "export", "--all", "--site", "CY", "--out", &folder, "--keys",
        ];
        let exported = |keys: &str| huiyin(&[&first[..], &[keys, &name, &value]].concat());
        fs::write(&keys, "older keys").unwrap();
        let nowhere = text(&below.path().join("nowhere/keys"));
        for (keys, why) in [(&file, "is there already"), (&nowhere, "cannot be written")] {
            let refused = exported(keys);
            assert_eq!(refused.status, 2);
            for words in ["nothing was exported", keys, why] {
                assert!(refused.stderr.contains(words), "{}", refused.stderr);
            }
            assert_eq!(names(below.path()), ["keys"], "{keys}");
        }
        assert_eq!(fs::read_to_string(&keys).unwrap(), "older keys");
        fs::remove_file(&keys).unwrap();
        // Where the export cannot have its name, there are no keys either.
        fs::create_dir(&out).unwrap();
        fs::write(out.join("there"), "").unwrap();
        assert_eq!(exported(&file).status, 2);
        assert_eq!(names(below.path()), ["all"]);
        fs::remove_file(out.join("there")).unwrap();
        let whole = exported(&file);
        assert_eq!(whole.status, 0, "{}", whole.stderr);
        assert_eq!(names(below.path()), ["all", "keys"]);
        assert!(!fs::read_to_string(&keys).unwrap().is_empty());
    })
    .await;
}
