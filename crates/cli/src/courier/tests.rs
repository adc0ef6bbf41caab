//! The courier against servers that speak the real protocols on this machine.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use huiyin_app::notices::{Notice, Says};
use huiyin_domain::{DeliveryFault, Instant, Lang, Personal, RobotKind, Topic};
use huiyin_rules::procedure::Basis;
use hyper::body::Bytes;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::*;

const BASE: &str = "https://huiyin.cuihu.example/";
/// 09:00 of 16 March 2026 in Shanghai.
const AT: Instant = Instant::from_micros(1_773_622_800_000_000);
const SECRET: &str = "SECf00d";

fn letter(to: Address) -> Letter {
    Letter {
        to,
        lang: Lang::ZhHant,
        says: Says::Notice(Notice {
            topic: Topic::PlanReleased,
            site: "翠湖灣".to_owned(),
            count: 2,
            events: vec!["CY-2026-00123".to_owned(), "CY-2026-00124".to_owned()],
            due: Some("2026-03-18".parse().unwrap()),
            basis: Basis {
                clauses: vec!["11.1.2".to_owned()],
                readings: Vec::new(),
            },
            path: "/follow-ups".to_owned(),
            noted: Vec::new(),
        }),
        at: AT,
    }
}

const TEXT: &str = "【回音 翠湖灣】已放行 2 件回訪，請按時回訪。\n最早到期：2026年3月18日 週三\n\
     服務事項：CY-2026-00123、CY-2026-00124\n條文：11.1.2\nhttps://huiyin.cuihu.example/follow-ups";

/// A port that nobody listens on.
async fn nobody() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

/// A server for one call that answers with a status and a body; what it was asked.
async fn http(status: &'static str, body: Value) -> (String, JoinHandle<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/send?key=k", listener.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(stream.read_line(&mut head).await.unwrap(), 0, "{head}");
        }
        let length = head.to_ascii_lowercase();
        let (_, length) = length.split_once("content-length: ").unwrap();
        let length = length.lines().next().unwrap().parse().unwrap();
        let mut content = vec![0; length];
        stream.read_exact(&mut content).await.unwrap();
        let body = body.to_string();
        let answer = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(answer.as_bytes()).await.unwrap();
        (head, content)
    });
    (url, asked)
}

fn robot(kind: RobotKind, url: &str, secret: Option<&str>) -> Letter {
    letter(Address::Robot {
        kind,
        url: Personal::new(url.to_owned()),
        secret: secret.map(|secret| Personal::new(secret.to_owned())),
    })
}

async fn carry(letter: &Letter) -> Result<(), Undelivered> {
    Carrier::new(None, BASE).carry(letter).await
}

/// What a robot is sent, when it answers that all is well.
async fn sent(kind: RobotKind, secret: Option<&str>) -> (String, Value) {
    let well = json!({ "errcode": 0, "code": 0, "errmsg": "ok" });
    let (url, asked) = http("200 OK", well).await;
    carry(&robot(kind, &url, secret)).await.unwrap();
    let (head, body) = asked.await.unwrap();
    (head, serde_json::from_slice(&body).unwrap())
}

/// What becomes of a letter whose robot answers so.
async fn refused(kind: RobotKind, status: &'static str, body: Value) -> Undelivered {
    let (url, _) = http(status, body).await;
    carry(&robot(kind, &url, None)).await.unwrap_err()
}

#[tokio::test]
async fn a_wecom_robot_is_sent_the_text() {
    let (head, body) = sent(RobotKind::WeCom, None).await;
    assert!(head.starts_with("POST /send?key=k HTTP/1.1\r\n"), "{head}");
    assert_eq!(
        body,
        json!({ "msgtype": "text", "text": { "content": TEXT } })
    );
}

#[tokio::test]
async fn a_dingtalk_robot_finds_time_and_signature_in_the_address() {
    let (head, body) = sent(RobotKind::DingTalk, Some(SECRET)).await;
    let path = "POST /send?key=k&timestamp=1773622800000&sign=hsZ8qiCC4FJyy%2B1%2Bl3Z4O2FcMwuzaGOZvVPNxZD7JTY%3D HTTP/1.1";
    assert_eq!(head.lines().next(), Some(path));
    assert_eq!(body["text"]["content"], TEXT);
    let (head, _) = sent(RobotKind::DingTalk, None).await;
    assert!(head.starts_with("POST /send?key=k HTTP/1.1\r\n"), "{head}");
}

#[tokio::test]
async fn a_feishu_robot_finds_time_and_signature_in_the_message() {
    let (_, body) = sent(RobotKind::Feishu, Some(SECRET)).await;
    let expected = json!({
        "msg_type": "text",
        "content": { "text": TEXT },
        "timestamp": "1773622800",
        "sign": "KuO8d3zat9mD99SkYemIbYuX02Z8cqO3tvwIJGpFvSo=",
    });
    assert_eq!(body, expected);
    let (_, body) = sent(RobotKind::Feishu, None).await;
    assert_eq!(body.get("sign"), None);
}

#[tokio::test]
async fn a_webhook_gets_fields_and_the_signature_of_its_body() {
    let (url, asked) = http("204 No Content", json!({})).await;
    let webhook = robot(RobotKind::Webhook, &url, Some(SECRET));
    carry(&webhook).await.unwrap();
    let (head, body) = asked.await.unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(&body);
    let signed = Bytes::copy_from_slice(&mac.finalize().into_bytes());
    let header = format!("x-huiyin-signature: sha256={signed:x}\r\n");
    assert!(head.contains(&header), "{head}");
    let body: Value = serde_json::from_slice(&body).unwrap();
    let expected = json!({
        "topic": "plan_released",
        "site": "翠湖灣",
        "count": 2,
        "events": ["CY-2026-00123", "CY-2026-00124"],
        "due": "2026-03-18",
        "clauses": ["11.1.2"],
        "text": TEXT,
        "link": "https://huiyin.cuihu.example/follow-ups",
        "noted": [],
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_robot_that_says_200_and_refuses_is_heard() {
    let refusal = json!({ "errcode": 93000, "errmsg": "invalid webhook url" });
    let why = refused(RobotKind::WeCom, "200 OK", refusal).await;
    let expected = Undelivered::for_good(DeliveryFault::Refused, "93000 invalid webhook url");
    assert_eq!(why, expected);
    let refusal = json!({ "errcode": 310_000, "errmsg": "sign not match" });
    let why = refused(RobotKind::DingTalk, "200 OK", refusal).await;
    assert_eq!(why.said.reveal(), "310000 sign not match");
    let refusal = json!({ "code": 19021, "msg": "sign match fail" });
    let why = refused(RobotKind::Feishu, "200 OK", refusal).await;
    assert!(why.for_good);
    let too_many = json!({ "errcode": 45009, "errmsg": "api freq out of limit" });
    let why = refused(RobotKind::WeCom, "200 OK", too_many).await;
    assert_eq!((why.fault, why.for_good), (DeliveryFault::Busy, false));
    let portal = refused(RobotKind::WeCom, "200 OK", json!("sign in first")).await;
    assert_eq!(
        (portal.fault, portal.for_good),
        (DeliveryFault::Unreachable, false)
    );
}

#[tokio::test]
async fn a_server_in_trouble_is_tried_again_and_a_refusal_is_not() {
    for (status, for_good) in [
        ("500 Internal Server Error", false),
        ("503 Service Unavailable", false),
        ("429 Too Many Requests", false),
        ("301 Moved Permanently", true),
        ("404 Not Found", true),
    ] {
        let why = refused(RobotKind::Webhook, status, json!({})).await;
        assert_eq!(why.for_good, for_good, "{status}");
        assert_eq!(why.said.reveal(), &format!("HTTP {}", &status[..3]));
    }
}

#[tokio::test]
async fn a_refused_connection_is_tried_again() {
    let url = format!("http://127.0.0.1:{}/", nobody().await);
    let why = carry(&robot(RobotKind::Webhook, &url, None))
        .await
        .unwrap_err();
    assert_eq!(
        (why.fault, why.for_good),
        (DeliveryFault::Unreachable, false)
    );
}

#[tokio::test]
async fn https_to_a_server_without_a_certificate_is_not_trusted() {
    let (url, _) = http("200 OK", json!({})).await;
    let url = url.replace("http://", "https://");
    let why = carry(&robot(RobotKind::Webhook, &url, None))
        .await
        .unwrap_err();
    assert_eq!(
        (why.fault, why.for_good),
        (DeliveryFault::NotTrusted, false)
    );
}

/// A mail server for one connection that answers RCPT so; what was said to it.
async fn smtp(to_rcpt: &'static str) -> (u16, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let said = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        speak_smtp(stream, to_rcpt).await
    });
    (port, said)
}

async fn speak_smtp(stream: TcpStream, to_rcpt: &str) -> String {
    let mut stream = BufReader::new(stream);
    let mut said = String::new();
    stream
        .write_all(b"220 mail.cuihu.example\r\n")
        .await
        .unwrap();
    let mut in_data = false;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap() == 0 {
            return said;
        }
        said.push_str(&line);
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match (in_data, verb.trim()) {
            (true, _) if line == ".\r\n" => {
                in_data = false;
                "250 taken"
            }
            (true, _) => continue,
            (false, "EHLO") => "250-mail.cuihu.example\r\n250 8BITMIME",
            (false, "RCPT") => to_rcpt,
            (false, "DATA") => {
                in_data = true;
                "354 go on"
            }
            (false, "QUIT") => "221 bye",
            (false, _) => "250 ok",
        };
        stream
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .unwrap();
        if verb == "QUIT" || (verb.is_empty() && !in_data) || answer == "250 taken" {
            return said;
        }
    }
}

async fn mailed(port: u16, to: &str) -> Result<(), Undelivered> {
    let settings = MailSettings {
        server: AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1").port(port),
        from: "Huiyin <huiyin@cuihu.example>".parse().unwrap(),
    };
    let carrier = Carrier::new(Some(&settings), BASE);
    assert_eq!(carrier.mail_from(), Some("Huiyin <huiyin@cuihu.example>"));
    let to = Address::Mail(Personal::new(to.to_owned()));
    carrier.carry(&letter(to)).await
}

#[tokio::test]
async fn mail_is_handed_to_the_server() {
    let (port, said) = smtp("250 ok").await;
    mailed(port, "chen@cuihu.example").await.unwrap();
    let said = said.await.unwrap();
    for line in [
        "MAIL FROM:<huiyin@cuihu.example>",
        "RCPT TO:<chen@cuihu.example>",
        "To: chen@cuihu.example",
        "Content-Type: text/plain; charset=utf-8",
    ] {
        assert!(said.contains(line), "{line} is not in {said}");
    }
    let body = said.split_once("\r\n\r\n").unwrap().1;
    let body: String = body.lines().take_while(|line| *line != ".").collect();
    let text = STANDARD.decode(body).unwrap();
    let text = String::from_utf8(text).unwrap().replace("\r\n", "\n");
    assert_eq!(text.trim_end(), TEXT);
}

#[tokio::test]
async fn a_mailbox_that_is_not_there_is_given_up_and_a_busy_server_is_not() {
    let (port, _said) = smtp("550 5.1.1 no such user here").await;
    let why = mailed(port, "gone@cuihu.example").await.unwrap_err();
    assert_eq!((why.fault, why.for_good), (DeliveryFault::Refused, true));
    assert!(
        why.said.reveal().contains("no such user here"),
        "{}",
        why.said.reveal()
    );
    let (port, _said) = smtp("451 4.3.0 come back later").await;
    let why = mailed(port, "chen@cuihu.example").await.unwrap_err();
    assert_eq!((why.fault, why.for_good), (DeliveryFault::Busy, false));
    let why = mailed(nobody().await, "chen@cuihu.example")
        .await
        .unwrap_err();
    assert_eq!(
        (why.fault, why.for_good),
        (DeliveryFault::Unreachable, false)
    );
    let why = mailed(nobody().await, "not an address").await.unwrap_err();
    assert_eq!((why.fault, why.for_good), (DeliveryFault::BadAddress, true));
}
