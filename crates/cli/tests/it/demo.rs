//! `huiyin demo`: made once, opened at once afterwards, and never on somebody's real data.

use huiyin_app::{App, Clock};
use huiyin_testkit::{Estate, TestDb};
use tempfile::tempdir;

use crate::run::text;
use crate::serve::server::{Server, get, post, program};

#[test]
fn a_demo_is_made_once_and_says_that_it_is_one() {
    let folder = tempdir().unwrap();
    let data = text(&folder.path().join("demo"));
    let arguments = [
        "demo",
        "--months",
        "0",
        "--procedure",
        "wuye",
        "--data",
        &data,
    ];
    let mut server = Server::start(&arguments, &[]);
    let page = get(server.address, "/sign-in");
    assert!(page.contains("class=\"demo\""), "{page}");
    assert!(page.contains("name=\"demo\" value=\"lead\""), "{page}");
    assert_eq!(server.stop(), Some(0));
    let log = server.log();
    assert!(log.contains("Making up the estate"), "{log}");

    let mut again = Server::start(&["demo", "--data", &data], &[]);
    assert_eq!(again.stop(), Some(0));
    assert!(!again.log().contains("Making up"));

    // Served as an installation like any other, it still says so.
    let mut plain = Server::start(&["serve", "--data", &data], &[]);
    assert!(get(plain.address, "/sign-in").contains("class=\"demo\""));
    assert_eq!(plain.stop(), Some(0));

    let other = program(&["demo", "--procedure", "kehu", "--data", &data], &[]);
    let (status, said) = ended(other);
    assert_eq!(status, Some(2));
    assert!(said.contains("lives by wuye"), "{said}");
}

#[test]
fn a_demo_that_was_broken_off_is_made_anew() {
    let folder = tempdir().unwrap();
    let data = text(&folder.path().join("demo"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let location = huiyin_store::Location::directory(&folder.path().join("demo"));
        let db = huiyin_store::Db::open(&location).await.unwrap();
        let app = App::new(db.clone(), Clock::system());
        let command = huiyin_domain::CommandId::generate();
        app.open_company(command, "翠湖物業", true).await.unwrap();
        db.close().await;
    });
    let mut server = Server::start(&["demo", "--months", "0", "--data", &data], &[]);
    assert!(get(server.address, "/sign-in").contains("value=\"service\""));
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_demo_is_begun_empty_and_kept_once_it_is_set_up() {
    let folder = tempdir().unwrap();
    let data = text(&folder.path().join("demo"));
    let mut server = Server::start(&["demo", "--empty", "--data", &data], &[]);
    let said = server.line();
    let link = said.split_once("/set-up/").map(|(_, token)| token.trim());
    let path = format!("/set-up/{}", link.expect("a set-up link is printed"));
    let page = get(server.address, &path);
    assert!(page.contains("class=\"demo\""), "{page}");
    let command = page.split_once("name=\"command\" value=\"").unwrap().1;
    let command = command.split('"').next().unwrap();
    let form = format!(
        "command={command}&company=A&name=B&code=CY&procedure=wuye&live_from=&administrator=C&login=admin\
         &password=a+quiet+lake"
    );
    let answer = post(server.address, &path, &form);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(server.stop(), Some(0));

    // It is a demo from now on, also where none is asked for, and nothing is made up into it.
    for arguments in [["demo", "--data", &data], ["serve", "--data", &data]] {
        let mut again = Server::start(&arguments, &[]);
        assert!(get(again.address, "/sign-in").contains("class=\"demo\""));
        assert_eq!(again.stop(), Some(0));
        assert!(!again.log().contains("Making up"));
    }

    let (status, said) = ended(program(&["demo", "--empty", "--months", "1"], &[]));
    assert_eq!(status, Some(2));
    assert!(said.contains("cannot be used with"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn real_data_is_left_alone() {
    let db = TestDb::sqlite().await;
    Estate::build(&db, "kehu", Clock::system().now()).await;
    let data = text(db.directory());
    let (status, said) = ended(program(&["demo", "--data", &data], &[]));
    assert_eq!(status, Some(2));
    assert!(said.contains("holds real data"), "{said}");
    db.remove().await;
}

/// A run that ends by itself: its status and what it said.
fn ended(mut program: std::process::Command) -> (Option<i32>, String) {
    let output = program
        .env("HUIYIN_LISTEN", "127.0.0.1:0")
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stderr).unwrap(),
    )
}
