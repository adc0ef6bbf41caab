//! Backups that do not come to their end: nothing half of them is left, and what is said is true.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use huiyin_testkit::{Clock, Estate, TestDb};
use tempfile::tempdir;

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
async fn a_backup_that_is_stopped_leaves_nothing() {
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
    drop(held);
    assert_eq!(huiyin(&["backup", &name, &value, &file]).status, 0);
    assert_eq!(names(below.path()), ["huiyin.backup"]);
    db.remove().await;
}
