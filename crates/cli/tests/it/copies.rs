//! Backups, restores and moves from the shell, on both databases.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use huiyin_store::{Db, Dialect, Location};
use huiyin_testkit::{Clock, Estate, TestDb, on_both};

use crate::run::{huiyin, place, text};
use crate::serve::server::{Server, get};

/// Where a copy of the other sort goes, as arguments, with what holds it.
async fn other(db: &TestDb) -> (TestDb, [String; 2]) {
    match db.dialect() {
        Dialect::Sqlite => {
            let to = TestDb::postgres().await;
            let address = to.location().address();
            (to, ["--to-database-url".to_owned(), address])
        }
        Dialect::Postgres => {
            let to = TestDb::sqlite().await;
            let directory = text(&to.directory().join("moved"));
            (to, ["--to-data".to_owned(), directory])
        }
    }
}

fn location(to: &TestDb) -> Location {
    match to.location() {
        Location::File(_) => Location::directory(&to.directory().join("moved")),
        server @ Location::Server(_) => server.clone(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_moves_to_the_other_database_and_is_served_there() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let [from, value] = place(db);
        let (to, [target, where_to]) = other(db).await;
        let moved = huiyin(&["copy-db", &from, &value, &target, &where_to]);
        assert_eq!(moved.status, 0, "{}", moved.stderr);
        let units = moved.stdout.lines().find(|line| line.starts_with("unit\t"));
        let cells: Vec<_> = units.expect("a line a table").split('\t').collect();
        assert_eq!((cells[1], cells[2].len()), ("10", 64), "{cells:?}");
        assert!(moved.stdout.contains("are those of the original"));
        assert!(!moved.stdout.contains("written meanwhile"));

        let [flag, value] = match location(&to) {
            Location::File(_) => ["--data".to_owned(), where_to.clone()],
            server @ Location::Server(_) => ["--database-url".to_owned(), server.address()],
        };
        let mut server = Server::start(&["serve", &flag, &value], &[]);
        assert!(get(server.address, "/readyz").starts_with("HTTP/1.1 200"));
        assert_eq!(server.stop(), Some(0));
        to.remove().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_copied_over_an_installation() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let [from, value] = place(db);
        let (to, [target, where_to]) = other(db).await;
        let copy = ["copy-db", &from, &value, &target, &where_to];
        assert_eq!(huiyin(&copy).status, 0);
        let again = huiyin(&copy);
        assert_eq!((again.status, again.stdout.as_str()), (2, ""));
        assert!(again.stderr.starts_with("nothing was copied from "));
        let kept = Db::open_existing(&location(&to)).await.unwrap();
        kept.close().await;
        to.remove().await;
    })
    .await;
}

#[test]
fn where_to_is_asked_for_and_read_before_anything_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    for (arguments, said) in [
        (vec![], "--to-data"),
        (
            vec!["--to-data", &data, "--to-database-url", "postgres://h/d"],
            "cannot be used with",
        ),
        (vec!["--to-database-url", "mysql://h/d"], "postgres://"),
        (vec!["--to-database-url-file", "/nowhere"], "/nowhere"),
        (vec!["--to-data", &data], "huiyin.sqlite"),
    ] {
        let run = huiyin(&[&["copy-db", "--data", &data], arguments.as_slice()].concat());
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.stdout);
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
        assert!(left_in(&data).is_empty(), "{arguments:?}");
    }
}

/// Runs the program where no file may grow beyond 64 kB: as on a disk that fills up in the middle.
fn on_a_full_disk(arguments: &[&str]) -> (i32, String) {
    let script = r#"ulimit -f 64; trap '' XFSZ; exec "$0" "$@""#;
    let output = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_huiyin")])
        .args(arguments)
        .env("HUIYIN_LANG", "en")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), said)
}

/// The names in a directory, in order.
fn left_in(directory: &str) -> Vec<String> {
    let names = fs::read_dir(directory).unwrap();
    let mut names: Vec<_> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_leaves_no_half_file_and_harms_nothing() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let [from, value] = place(db);
        let folder = tempfile::tempdir().unwrap();
        let file = text(&folder.path().join("huiyin.backup"));
        fs::write(&file, "an older one").unwrap();
        let (status, said) = on_a_full_disk(&["backup", &from, &value, &file]);
        assert_eq!(status, 2, "{said}");
        assert!(said.starts_with("nothing was backed up to "), "{said}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "an older one");
        let moved = text(&folder.path().join("moved"));
        let (status, said) = on_a_full_disk(&["copy-db", &from, &value, "--to-data", &moved]);
        assert_eq!(status, 2, "{said}");
        assert!(said.starts_with("nothing was copied from "), "{said}");
        assert_eq!(left_in(&text(folder.path())), ["huiyin.backup"]);

        let whole = huiyin(&["backup", &from, &value, &file]);
        assert_eq!(whole.status, 0, "{}", whole.stderr);
        let restored = text(&folder.path().join("restored"));
        let (status, said) = on_a_full_disk(&["restore", &file, "--data", &restored]);
        assert_eq!(status, 2, "{said}");
        assert!(said.starts_with("nothing was restored from "), "{said}");
        assert_eq!(left_in(&text(folder.path())), ["huiyin.backup"]);
        assert_eq!(huiyin(&["restore", &file, "--data", &restored]).status, 0);
    })
    .await;
}

/// What others than the owner may read of all that is in a directory.
fn open_to_others(directory: &Path) -> Vec<PathBuf> {
    let mut open = Vec::new();
    for inside in fs::read_dir(directory).unwrap() {
        let path = inside.unwrap().path();
        let there = fs::symlink_metadata(&path).unwrap();
        if there.is_dir() {
            open.extend(open_to_others(&path));
        }
        if there.permissions().mode() & 0o077 != 0 {
            open.push(path);
        }
    }
    open
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_are_for_their_owner_only_whatever_the_umask() {
    on_both(async |db| {
        Estate::build(db, "kehu", Clock::default().now()).await;
        let [from, value] = place(db);
        let folder = tempfile::tempdir().unwrap();
        let below = |name: &str| text(&folder.path().join(name));
        let (file, export) = (below("huiyin.backup"), below("export"));
        let (moved, restored, built) = (below("moved"), below("a/restored"), below("built"));
        let (keys, site) = (below("keys"), ["--site", "CY"]);
        for arguments in [
            vec!["backup", &from, &value, &file],
            vec!["copy-db", &from, &value, "--to-data", &moved],
            [
                &[
                    "export", "--all", "--out", &export, "--keys", &keys, &from, &value,
                ],
                &site[..],
            ]
            .concat(),
            vec!["restore", &file, "--data", &restored],
            vec!["restore", &export, "--data", &built],
        ] {
            let done = Command::new("sh")
                .args([
                    "-c",
                    "umask 0; exec \"$0\" \"$@\"",
                    env!("CARGO_BIN_EXE_huiyin"),
                ])
                .args(&arguments)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.success(), "{arguments:?}: {said}");
            let open = open_to_others(folder.path());
            assert_eq!(open, Vec::<PathBuf>::new(), "{arguments:?}");
        }
    })
    .await;
}
