//! Accounts from the shell, on both databases.

use huiyin_app::{App, Clock};
use huiyin_domain::{Lang, Personal};
use huiyin_testkit::{Estate, TestDb, on_both};

use crate::run::{Run, place};
use crate::serve::server::{Server, get, program};

fn user(db: &TestDb, arguments: &[&str]) -> Run {
    let [name, value] = place(db);
    let arguments = [&["user"], arguments, &[&name, &value]].concat();
    let output = program(&arguments, &[]).output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_opened_changed_and_closed_from_the_shell() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        Estate::build(db, "kehu", app.clock().now()).await;

        let invited = user(db, &["invite", "Wen", "--name", "溫女士"]);
        assert_eq!(invited.status, 0, "{}", invited.stderr);
        let link = invited.stdout.trim();
        let path = link.strip_prefix("http://127.0.0.1:8080").expect("a link");
        let [name, place] = place(db);
        let mut server = Server::start(&["serve", &name, &place], &[]);
        let page = get(server.address, path);
        assert!(page.contains(" 200 ") && page.contains("wen"), "{page}");
        server.stop();
        let token = link.strip_prefix("http://127.0.0.1:8080/invitations/");
        let token = token.expect("a link").parse().unwrap();
        let listed = user(db, &["list"]).stdout;
        assert!(
            listed.contains("wen\t溫女士\t\tno password yet"),
            "{listed}"
        );

        let password = Personal::new("seven herons over water".to_owned());
        let person = app.set_password(&token, &password).await.unwrap();
        assert!(user(db, &["list"]).stdout.contains("\tactive"));

        let again = user(db, &["invite", "wen", "--name", "溫女士"]);
        assert_eq!(
            (again.status, again.stderr.as_str()),
            (2, "login is there already.\n")
        );

        let reset = user(
            db,
            &["reset", "wen", "--address", "https://huiyin.example/"],
        );
        assert!(
            reset
                .stdout
                .starts_with("https://huiyin.example/invitations/")
        );

        let made = user(db, &["administrator", "wen"]);
        assert_eq!(made.status, 0, "{}", made.stderr);
        let asker = app.asker(person, None, Lang::En).await.unwrap().unwrap();
        assert_eq!(asker.posts[0].post, "administrator");

        let left = user(db, &["leave", "wen"]);
        assert_eq!(left.status, 0, "{}", left.stderr);
        assert!(left.stdout.contains("1 posts ended"), "{}", left.stdout);
        assert!(app.asker(person, None, Lang::En).await.unwrap().is_none());
        let closed = user(db, &["reset", "wen"]);
        assert_eq!(closed.status, 2);

        let nobody = user(db, &["reset", "nobody"]);
        assert_eq!(nobody.status, 2);
        assert!(
            nobody.stderr.contains("huiyin user list"),
            "{}",
            nobody.stderr
        );
        let nowhere = user(db, &["list", "--site", "XX"]);
        assert!(
            nowhere.stderr.contains("there are: CY"),
            "{}",
            nowhere.stderr
        );
    })
    .await;
}
