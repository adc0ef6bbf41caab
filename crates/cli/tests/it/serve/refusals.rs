//! What the program refuses to start with: one sentence, status 2, and nothing made.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Output;

use tempfile::{TempDir, tempdir};

use crate::run::text;
use crate::serve::server::{Server, program};

/// A run that must be refused, in a folder of its own.
struct Refused {
    folder: TempDir,
    output: Output,
}

impl Refused {
    fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let folder = tempdir().unwrap();
        let output = program(arguments, environment)
            .current_dir(folder.path())
            .output()
            .expect("the program starts");
        Self { folder, output }
    }

    fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("it prints UTF-8")
    }

    /// One sentence with these words, status 2, nothing printed and nothing made.
    fn says(&self, words: &[&str]) {
        let said = self.stderr();
        assert_eq!(self.output.status.code(), Some(2), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        for word in words {
            assert!(said.contains(word), "{word} is missing in: {said}");
        }
        assert!(self.output.stdout.is_empty());
        let made: Vec<_> = fs::read_dir(self.folder.path()).unwrap().collect();
        assert!(made.is_empty(), "{made:?}");
    }
}

#[test]
fn every_setting_that_is_wrong_is_said_at_once() {
    let refused = Refused::run(
        &[
            "serve",
            "--tls-cert",
            "cert.pem",
            "--trusted-proxy",
            "10.0.0.0/40",
        ],
        &[
            ("HUIYIN_LISTEN", "8080"),
            ("HUIYIN_LISTN", "127.0.0.1:1"),
            ("HUIYIN_DATABASE_URL", "postgress://u:s3cret@h/d"),
        ],
    );
    let said = refused.stderr();
    assert_eq!(refused.output.status.code(), Some(2));
    assert_eq!(said.lines().count(), 5, "{said}");
    for words in [
        "did you mean HUIYIN_LISTEN?",
        "--listen is \"8080\"; expected something like 127.0.0.1:8080",
        "did you mean postgres://?",
        "--tls-key is needed",
        "10.0.0.0/40",
    ] {
        assert!(said.contains(words), "{words} is missing in: {said}");
    }
    assert!(!said.contains("s3cret"), "{said}");
}

#[test]
fn a_port_in_use_is_named() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    Refused::run(&["serve", "--listen", &address], &[]).says(&[&address, "in use"]);
}

#[test]
fn two_servers_never_share_a_data_directory() {
    let folder = tempdir().unwrap();
    let data = text(&folder.path().join("data"));
    let mut first = Server::start(&["serve", "--data", &data], &[]);
    let listen = ("HUIYIN_LISTEN", "127.0.0.1:0");
    Refused::run(&["serve", "--data", &data], &[listen]).says(&[&data, "in use by another Huiyin"]);
    assert_eq!(first.stop(), Some(0));
}

#[test]
fn a_data_directory_that_is_none_is_named() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let listen = ("HUIYIN_LISTEN", "127.0.0.1:0");
    for data in [
        text(&file),
        text(&file.join("within")),
        "/proc/huiyin".to_owned(),
    ] {
        Refused::run(&["serve", "--data", &data], &[listen])
            .says(&[&data, "cannot be used as the data directory"]);
    }
}

#[test]
fn a_read_only_data_directory_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(data.join("probe"), "").is_ok() {
        // Root writes everywhere; a file system that nobody can write to stands in above.
        return;
    }
    let listen = ("HUIYIN_LISTEN", "127.0.0.1:0");
    Refused::run(&["serve", "--data", &text(&data)], &[listen])
        .says(&["cannot be used as the data directory"]);
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempdir().unwrap();
    let database = folder.path().join("huiyin.sqlite");
    let content = "not a database, but something that somebody needs\n".repeat(40);
    fs::write(&database, &content).unwrap();
    let listen = ("HUIYIN_LISTEN", "127.0.0.1:0");
    Refused::run(&["serve", "--data", &text(folder.path())], &[listen])
        .says(&["huiyin.sqlite", "is not a database file"]);
    assert_eq!(fs::read_to_string(&database).unwrap(), content);
}

#[test]
fn a_server_that_is_not_there_is_named_without_the_password() {
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let url = format!("postgres://hui:s3cret@{nobody}/yin");
    let refused = Refused::run(
        &["serve", "--database-url", &url],
        &[("HUIYIN_LISTEN", "127.0.0.1:0")],
    );
    refused.says(&[&format!("postgres://hui@{nobody}/yin"), "cannot be reached"]);
    assert!(!refused.stderr().contains("s3cret"));
}

#[test]
fn a_certificate_that_is_missing_or_none_is_named() {
    let folder = tempdir().unwrap();
    let certificate = folder.path().join("cert.pem");
    let run = |certificate: &Path| {
        let certificate = text(certificate);
        Refused::run(
            &[
                "serve",
                "--tls-cert",
                &certificate,
                "--tls-key",
                &certificate,
            ],
            &[("HUIYIN_LISTEN", "127.0.0.1:0")],
        )
        .says(&[&certificate, "certificate"]);
    };
    run(&certificate);
    fs::write(&certificate, "no certificate\n").unwrap();
    run(&certificate);
}
