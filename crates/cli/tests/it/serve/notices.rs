//! What waits in the outbox leaves the house by itself while the program runs, on both databases.

use std::time::Duration;

use huiyin_app::notices::SaveRobot;
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::{CommandId, Lang, Personal, RobotId, RobotKind, Topic};
use huiyin_store::outbox::{self, Message, Recipient};
use huiyin_testkit::{Estate, TestDb, on_both};
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use crate::run::{huiyin, place};
use crate::serve::server::Server;

/// A webhook of this machine for a site, and a notice that waits for it.
async fn waiting_for(db: &TestDb, port: u16) {
    let app = App::new((*db).clone(), Clock::system());
    let estate = Estate::build(db, "kehu", app.clock().now()).await;
    let robot = SaveRobot {
        seen: None,
        site: estate.site,
        robot: None,
        kind: Some(RobotKind::Webhook),
        name: "工單系統".to_owned(),
        address: Personal::new(format!("http://127.0.0.1:{port}/notices")),
        secret: Personal::new(String::new()),
        language: Some(Lang::En),
        topics: Topic::ALL.to_vec(),
    };
    let robot: RobotId = app
        .save_robot(&Asker::product(), CommandId::generate(), robot)
        .await
        .unwrap();
    let now = app.clock().now();
    let message = Message {
        topic: Topic::PlanReleased,
        site: estate.site,
        to: Recipient::Robot(robot),
        payload: json!({ "follow_ups": [CommandId::generate()], "events": ["CY-2026-00123"] }),
        due_at: now,
    };
    db.write((message, now), |tx, (message, now)| {
        Box::pin(outbox::queue(tx, message, *now))
    })
    .await
    .unwrap();
}

/// Answers one call with a status; its head and body.
async fn call(listener: &TcpListener, status: &str) -> (String, serde_json::Value) {
    let (stream, _) = listener.accept().await.unwrap();
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(stream.read_line(&mut head).await.unwrap(), 0, "{head}");
    }
    let (_, length) = head.split_once("content-length: ").unwrap();
    let mut body = vec![0; length.lines().next().unwrap().parse().unwrap()];
    stream.read_exact(&mut body).await.unwrap();
    let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
    stream.write_all(answer.as_bytes()).await.unwrap();
    (head, serde_json::from_slice(&body).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_waits_is_sent_when_the_program_runs() {
    on_both(async |db| {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        waiting_for(db, listener.local_addr().unwrap().port()).await;
        let [name, value] = place(db);
        let public = [("HUIYIN_PUBLIC_URL", "https://huiyin.cuihu.example")];
        let mut server = Server::start(&["serve", &name, &value], &public);
        let (head, body) = call(&listener, "204 No Content").await;
        assert_eq!(server.stop(), Some(0));
        assert!(head.starts_with("POST /notices HTTP/1.1\r\n"), "{head}");
        assert_eq!(body["topic"], "plan_released");
        assert_eq!(body["events"], json!(["CY-2026-00123"]));
        let link = body["link"].as_str().unwrap();
        assert!(link.starts_with("https://huiyin.cuihu.example/follow-ups/"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_what_could_not_be_delivered() {
    on_both(async |db| {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        waiting_for(db, listener.local_addr().unwrap().port()).await;
        let [name, value] = place(db);
        let mut server = Server::start(&["serve", &name, &value], &[]);
        call(&listener, "404 Not Found").await;
        let mut count = 0;
        while count == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let mut tx = db.read().await.unwrap();
            count = outbox::count_undelivered(&mut tx, None).await.unwrap();
        }
        assert_eq!(server.stop(), Some(0));
        let looked = huiyin(&["doctor", &name, &value]);
        assert_eq!(looked.status, 4, "{}", looked.stdout);
        let said = "notices: 1 could not be delivered";
        assert!(looked.stdout.contains(said), "{}", looked.stdout);
    })
    .await;
}
