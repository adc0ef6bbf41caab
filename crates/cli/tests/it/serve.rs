//! The running program: started, asked, stopped.

mod https;
mod notices;
mod refusals;
pub(crate) mod server;

use std::os::unix::fs::PermissionsExt as _;

use huiyin_testkit::TestDb;
use tempfile::tempdir;

use crate::run::{huiyin, text};
use crate::serve::server::{Server, get};

#[test]
fn it_makes_its_data_answers_and_ends_cleanly_when_told() {
    let folder = tempdir().unwrap();
    let data = folder.path().join("data");
    let mut server = Server::start(&["serve", "--data", &text(&data)], &[]);
    assert!(get(server.address, "/healthz").starts_with("HTTP/1.1 200"));
    assert!(get(server.address, "/readyz").starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), Some(0));

    assert!(data.join("huiyin.sqlite").is_file());
    let mode = data.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "others may not read the data");
    let mut again = Server::start(&["serve", "--data", &text(&data)], &[]);
    assert!(get(again.address, "/readyz").starts_with("HTTP/1.1 200"));
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn without_a_command_it_serves_what_the_environment_says() {
    let folder = tempdir().unwrap();
    let data = text(&folder.path().join("data"));
    let mut server = Server::start(&[], &[("HUIYIN_DATA", &data), ("HUIYIN_TLS", "")]);
    assert!(get(server.address, "/healthz").starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_serves_a_database_on_a_server_without_a_data_directory() {
    let db = TestDb::postgres().await;
    let secret = db.directory().join("database-url");
    std::fs::write(&secret, format!("{}\n", db.location().address())).unwrap();
    let data = db.directory().join("data");
    let mut server = Server::start(
        &["serve", "--data", &text(&data)],
        &[("HUIYIN_DATABASE_URL_FILE", &text(&secret))],
    );
    assert!(get(server.address, "/readyz").starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), Some(0));
    assert!(!data.exists());
    db.remove().await;
}

#[test]
fn a_request_is_told_its_id_and_the_log_has_it_without_the_query() {
    let folder = tempdir().unwrap();
    let data = text(&folder.path().join("data"));
    let mut server = Server::start(&["serve", "--data", &data], &[]);
    let answer = get(server.address, "/healthz?name=Chan");
    let id = answer
        .lines()
        .find_map(|line| line.strip_prefix("x-request-id: "))
        .expect("an id")
        .to_owned();
    assert_eq!(server.stop(), Some(0));
    let log = server.log();
    assert!(log.contains(&id), "{log}");
    assert!(!log.contains("Chan"), "{log}");
}

#[test]
fn the_doctor_finds_a_new_installation_sound_and_makes_none() {
    let folder = tempdir().unwrap();
    let data = text(&folder.path().join("data"));
    let missing = huiyin(&["doctor", "--data", &data]);
    assert_eq!(missing.status, 2, "{}", missing.stderr);
    assert!(
        missing.stderr.contains("there is no database"),
        "{}",
        missing.stderr
    );
    assert!(!folder.path().join("data").exists());

    let mut server = Server::start(&["serve", "--data", &data], &[]);
    let running = huiyin(&["doctor", "--data", &data]);
    assert_eq!(server.stop(), Some(0));
    assert_eq!(running.status, 0, "{}{}", running.stdout, running.stderr);
    assert!(
        running.stdout.contains("reachable, migrated"),
        "{}",
        running.stdout
    );
}
