//! Running the program and looking at what it prints.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use huiyin_store::Dialect;
use huiyin_testkit::TestDb;

/// What a run printed, and its status.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `huiyin` with these arguments, speaking English.
pub(crate) fn huiyin(arguments: &[&str]) -> Run {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_huiyin"))
        .args(arguments)
        .env("HUIYIN_LANG", "en")
        .output()
        .expect("the program starts");
    Run {
        status: output.status.code().expect("the program was not killed"),
        stdout: String::from_utf8(output.stdout).expect("it prints UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("it prints UTF-8"),
    }
}

/// `huiyin` where no file gets longer than a few blocks of 512 bytes: what is written past that is an error, as on a full
/// disk.
pub(crate) fn without_room(blocks: u32, arguments: &[&str]) -> Command {
    // Ignored, the signal is no reason to be killed.
    let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &limited, env!("CARGO_BIN_EXE_huiyin")])
        .args(arguments)
        .env("HUIYIN_LANG", "en");
    shell
}

/// The path of an example file.
pub(crate) fn example(name: &str) -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testkit/examples");
    text(&examples.join(name))
}

/// Where a database is, as arguments.
pub(crate) fn place(db: &TestDb) -> [String; 2] {
    match db.dialect() {
        Dialect::Sqlite => ["--data".to_owned(), text(db.directory())],
        Dialect::Postgres => ["--database-url".to_owned(), db.location().address()],
    }
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> String {
    path.to_str().expect("paths of tests are UTF-8").to_owned()
}

/// A folder of its own for a test, and a file in it.
pub(crate) fn file(folder: &tempfile::TempDir, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("the temporary folder can be written to");
    path
}
