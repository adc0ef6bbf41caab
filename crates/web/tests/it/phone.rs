//! The page on the phone as it talks to the server: its shell, what it carries, sends and uploads; and the desk's side.

use axum::http::StatusCode;
use huiyin_app::App;
use huiyin_domain::entry::Digest;
use huiyin_domain::{AttachmentId, CommandId};
use huiyin_testkit::{on_both, phone_photo};
use serde_json::{Value, json};

use crate::support::{Answer, Browser, get};
use crate::visits::{Case, KEHU, WHOLE, YEZHU, carried};

/// The one visit that somebody carries.
pub(crate) async fn visit(browser: &mut Browser) -> Value {
    let data = browser.ask("GET", "/today/data", "").await;
    assert_eq!(data.status, StatusCode::OK, "{}", data.text());
    data.json()["visits"][0].clone()
}

/// The fields of a record that lacks nothing.
pub(crate) fn whole(visit: &Value) -> Value {
    let section = |id: &str, rated: bool| {
        if rated {
            json!({ "section": id, "rating": "satisfied" })
        } else {
            json!({ "section": id, "none": true })
        }
    };
    json!({
        "visited_at": "2026-03-16 08:30",
        "channel": "on_site",
        "respondent_name": "何女士",
        "relation": "owner",
        "sections": [
            section("quality", true), section("effect", true), section("satisfaction", true),
            section("shortcomings", false), section("suggestions", false),
        ],
        "rating": "satisfied",
        "solved": "yes",
        "site_check": "good",
        "customer_signature": {
            "strokes": "[[[20,30,0],[40,30,16]],[[60,80,400]]]",
            "name": "何女士",
            "signed_at": "2026-03-16T08:40:00+08:00",
            "shown_text": "何女士：<滿意>",
        },
        "visitor_signatures": [{
            "person": visit["visitors"][0]["person"],
            "ink": { "name": "羅經理" },
        }],
    })
}

pub(crate) fn command(visit: &Value, seq: u64, kind: &str, input: &Value) -> Value {
    json!({
        "id": CommandId::generate(),
        "follow_up": visit["follow_up"],
        "seq": seq,
        "revision": visit["revision"],
        "clock": {
            "device": "2026-03-16T08:59:00+08:00",
            "offset_ms": 60_000,
            "measured_at": "2026-03-16T08:00:00+08:00",
        },
        "kind": kind,
        "input": input,
    })
}

pub(crate) async fn send(browser: &mut Browser, command: &Value) -> (u16, Value) {
    let answer = browser.send_json("/today/commands", command).await;
    (answer.status.as_u16(), answer.json())
}

#[tokio::test]
async fn the_shell_tells_nothing_about_anybody() {
    for (lang, name) in [
        ("zh-Hant", "今日回訪"),
        ("zh-Hans", "今日回访"),
        ("en", "Today"),
    ] {
        let shell = get(&format!("/today/?lang={lang}"), &[]).await;
        assert_eq!(shell.status, StatusCode::OK);
        assert!(shell.text().contains(&format!("<html lang=\"{lang}\"")));
        let texts = shell.text().split("id=\"texts\">").nth(1).unwrap();
        let texts: Value = serde_json::from_str(texts.split("</script>").next().unwrap()).unwrap();
        assert!(texts["today-name"].as_str().unwrap().contains(name));
        let path = format!("/today/manifest.webmanifest?lang={lang}");
        let manifest = get(&path, &[]).await;
        assert!(
            manifest
                .header("content-type")
                .starts_with("application/manifest+json")
        );
        assert_eq!(manifest.json()["scope"], "/today/");
        assert_eq!(manifest.json()["lang"], lang);
        assert!(!manifest.json()["icons"].as_array().unwrap().is_empty());
    }
    let there = get("/today", &[]).await;
    assert_eq!(there.header("location"), "/today/");
}

#[tokio::test]
async fn what_is_carried_is_ones_own() {
    on_both(async |db| {
        let case = Case::new(db, YEZHU).await;
        let mut nobody = Browser::new(case.server());
        let signed_out = nobody.ask("GET", "/today/data", "").await;
        assert_eq!(signed_out.status, StatusCode::UNAUTHORIZED);
        assert_eq!(signed_out.json(), json!({ "problem": "signed_out" }));
        for post in [case.office.reviewer, case.office.stranger] {
            let mut browser = case.browser(post).await;
            let data = browser.ask("GET", "/today/data", "").await.json();
            assert_eq!(data["visits"], json!([]), "{post}");
            assert_eq!(data["colleagues"], json!([]), "{post}");
        }
        let mut browser = case.browser(case.office.visitor).await;
        let data = browser.ask("GET", "/today/data", "").await.json();
        assert_eq!(
            (&data["format"], &data["person"]["lang"]),
            (&json!(1), &json!("zh-Hant"))
        );
        for key in ["device", "session_ends", "now"] {
            assert!(data[key].is_string(), "{key}");
        }
        let visit = &data["visits"][0];
        assert_eq!(visit["state"], "taken");
        assert!(visit["number"].as_str().unwrap().starts_with("CY-2026-"));
        assert_eq!(visit["channels"][0]["channel"], "on_site");
        let number = visit["channels"][0]["clauses"][0].as_str().unwrap();
        assert!(!data["clauses"][number].as_str().unwrap().is_empty());
        assert_eq!(visit["asks"]["sections"].as_array().unwrap().len(), 5);
        assert_eq!(visit["asks"]["form_first"], json!(false));
        assert_eq!(visit["next_seq"], 1);
        assert!(
            data["sites"][0]["privacy_notice"]
                .as_str()
                .unwrap()
                .contains("翠湖灣")
        );
    })
    .await;
}

#[tokio::test]
async fn a_visit_is_sent_and_shown_with_what_speaks_for_its_signatures() {
    on_both(async |db| {
        let case = Case::new(db, YEZHU).await;
        let mut browser = case.browser(case.office.visitor).await;
        let carried = visit(&mut browser).await;
        let mut input = whole(&carried);
        input["rating"] = Value::Null;
        input["matters"] = json!([{ "kind": "opinion", "said": "" }]);
        let mut sent = command(&carried, 1, "record_visit", &input);
        let (status, lacking) = send(&mut browser, &sent).await;
        assert_eq!((status, &lacking["status"]), (422, &json!("lacking")));
        let fields = lacking["fields"].as_array().unwrap();
        let named = |name: &str| fields.iter().find(|it| it["field"] == name);
        assert!(
            !named("rating").unwrap()["clauses"]
                .as_array()
                .unwrap()
                .is_empty()
        );
        assert_eq!(named("said").unwrap()["matter"], 1);
        assert!(
            fields
                .iter()
                .all(|it| !it["words"].as_str().unwrap().is_empty())
        );

        sent["input"] = whole(&carried);
        let mut early = sent.clone();
        early["seq"] = json!(7);
        let (status, wait) = send(&mut browser, &early).await;
        assert_eq!(
            (status, &wait["status"], &wait["next"]),
            (409, &json!("wait"), &json!(1))
        );
        let (status, done) = send(&mut browser, &sent).await;
        assert_eq!((status, &done["status"]), (200, &json!("done")), "{done}");
        // The answer was lost: the same again.
        assert_eq!(send(&mut browser, &sent).await, (200, done.clone()));
        let after = visit(&mut browser).await;
        assert_eq!(after["state"], "recorded");
        assert!(after.get("customer").is_none() && after.get("summary").is_none());

        let record = done["answer"]["record"].as_str().unwrap();
        let page = browser.ask("GET", &format!("/records/{record}"), "").await;
        let evidence = format!("/records/{record}/evidence");
        assert!(page.text().contains(&evidence));
        let evidence = browser.ask("GET", &evidence, "").await;
        assert_eq!(evidence.status, StatusCode::OK);
        let hash = Digest::of("何女士：<滿意>".as_bytes()).to_string();
        assert_eq!(evidence.text().matches(&hash).count(), 2);
        assert!(evidence.text().contains("何女士：&#60;滿意&#62;"));
        assert!(evidence.text().contains("2026-03-16 08:41:00"), "corrected");
        assert!(evidence.text().contains("60000"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_said_and_changes_nothing() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut browser = case.browser(case.office.visitor).await;
        let carried = visit(&mut browser).await;
        let good = command(&carried, 1, "record_visit", &whole(&carried));
        for (key, wrong) in [
            ("id", json!("x")),
            ("seq", json!(-1)),
            ("kind", json!("dance")),
            ("clock", json!({ "device": "yesterday" })),
            ("clock", json!({ "device": "9999-01-01T00:00:00Z" })),
            (
                "clock",
                json!({ "device": "2026-03-16T09:00:00Z", "offset_ms": i64::MAX }),
            ),
            ("input", json!({ "channel": "on_site", "typo": 1 })),
            ("follow_up", json!(null)),
        ] {
            let mut bad = good.clone();
            bad[key] = wrong;
            let (status, answer) = send(&mut browser, &bad).await;
            assert_eq!(
                (status, &answer["status"]),
                (400, &json!("unreadable")),
                "{key}"
            );
        }
        let mut large = good.clone();
        large["input"]["respondent_name"] = json!("何".repeat(2_000_000));
        assert_eq!(send(&mut browser, &large).await.0, 413);
        assert_eq!(visit(&mut browser).await["state"], carried["state"]);
        let mut stranger = case.browser(case.office.stranger).await;
        let (status, refused) = send(&mut stranger, &good).await;
        assert_eq!((status, &refused["status"]), (403, &json!("refused")));
        assert!(!refused["words"].as_str().unwrap().is_empty());
        // An id that was used for something else: said, with how to go on.
        let note =
            json!({ "tried_at": "2026-03-16 08:20", "channel": "phone", "note": "無人接聽" });
        let first = command(&carried, 1, "note_try", &note);
        assert_eq!(send(&mut browser, &first).await.0, 200);
        let mut other = good.clone();
        other["id"] = first["id"].clone();
        let (status, refused) = send(&mut browser, &other).await;
        assert_eq!((status, &refused["status"]), (403, &json!("refused")));
        assert!(refused["words"].as_str().unwrap().contains("編號"));
        assert!(refused["what_now"].as_str().unwrap().contains("請"));
        assert_eq!(visit(&mut browser).await["state"], carried["state"]);
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_was_recorded_meanwhile_is_settled_at_the_desk() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut phone = case.browser(case.office.visitor).await;
        let carried_by_phone = visit(&mut phone).await;
        case.app.clock().move_by_seconds(24 * 60 * 60);
        let mut desk = case.browser(case.office.visitor).await;
        let recorded = case.send(&mut desk, WHOLE).await;
        assert_eq!(
            recorded.status,
            StatusCode::SEE_OTHER,
            "{}",
            recorded.text()
        );
        let mut phone = case.browser(case.office.visitor).await;
        let sent = command(
            &carried_by_phone,
            1,
            "record_visit",
            &whole(&carried_by_phone),
        );
        let (status, conflict) = send(&mut phone, &sent).await;
        assert_eq!(
            (status, &conflict["reason"]),
            (409, &json!("settled")),
            "{conflict}"
        );
        assert_eq!(conflict["now"]["state"], "recorded");
        assert!(conflict["kept"]["settled"].is_null());
        for key in ["words", "what_now"] {
            assert!(!conflict[key].as_str().unwrap().is_empty());
        }

        let follow_up = desk.ask("GET", &case.follow_up, "").await;
        let id = sent["id"].as_str().unwrap();
        let path = format!("{}/conflicts/{id}", case.follow_up);
        assert!(follow_up.text().contains(&path));
        let page = desk.ask("GET", &path, "").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["何女士", "<strong>He</strong>", "<svg"] {
            assert!(page.text().contains(words), "{words}");
        }
        let token = carried(&page, "command");
        let silent = desk
            .ask(
                "POST",
                &path,
                &format!("command={token}&how=set_aside&why="),
            )
            .await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let refused = desk
            .ask("POST", &path, &format!("command={token}&how=enter&why=ok"))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("value=\"set_aside\"") && refused.text().contains("ok"));
        let mut stranger = case.browser(case.office.stranger).await;
        let token = CommandId::generate();
        let form = format!("command={token}&how=set_aside&why=no");
        let theirs = stranger.ask("POST", &path, &form).await;
        assert_eq!(theirs.status, StatusCode::FORBIDDEN);
        let settled = desk
            .ask(
                "POST",
                &path,
                &format!("command={}&how=set_aside&why=twice", CommandId::generate()),
            )
            .await;
        assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.text());
        // Somebody else at the desk had it open too: who settled it is said, and what they typed stays.
        let form = format!(
            "command={}&how=set_aside&why=ours+too",
            CommandId::generate()
        );
        let second = desk.ask("POST", &path, &form).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["最近一步", "請", "ours too"] {
            assert!(second.text().contains(words), "{words}: {}", second.text());
        }
        let (status, after) = send(&mut phone, &sent).await;
        assert_eq!(status, 409);
        assert_eq!(after["kept"]["settled"]["why"], "twice");
        let data = phone.ask("GET", "/today/data", "").await.json();
        assert_eq!(data["kept"][0]["settled"]["entered"], json!(false));
        let page = desk.ask("GET", &path, "").await;
        assert!(page.text().contains("twice") && !page.text().contains("name=\"how\""));
    })
    .await;
}

fn announcement(id: AttachmentId, visit: &Value, content: &[u8], hash: Digest) -> String {
    let follow_up = visit["follow_up"].as_str().unwrap();
    let length = content.len();
    format!("/today/files/{id}?follow_up={follow_up}&name=IMG.jpg&length={length}&sha256={hash}")
}

fn progress(answer: &Answer) -> (u16, u64, bool) {
    let json = answer.json();
    (
        answer.status.as_u16(),
        json["received"].as_u64().unwrap(),
        json["done"].as_bool().unwrap(),
    )
}

fn small_files(app: App) -> App {
    app.largest_attachments(65_536)
}

#[tokio::test]
async fn a_photo_comes_in_pieces() {
    on_both(async |db| {
        let case = Case::of(db, KEHU, small_files).await;
        let mut browser = case.browser(case.office.visitor).await;
        let carried = visit(&mut browser).await;
        let photo = phone_photo(1);
        assert!(photo.len() <= 65_536, "{}", photo.len());
        let id = AttachmentId::generate();
        let path = format!("/today/files/{id}");
        let announce = announcement(id, &carried, &photo, Digest::of(&photo));
        let nothing = browser.ask("GET", &path, "").await;
        assert_eq!(progress(&nothing), (200, 0, false));
        for _ in 0..2 {
            let answer = browser.send_bytes("PUT", &announce, b"").await;
            assert_eq!(progress(&answer), (200, 0, false));
        }
        let half = photo.len() / 2;
        let first = format!("{path}?offset=0");
        let answer = browser.send_bytes("PATCH", &first, &photo[..half]).await;
        assert_eq!(progress(&answer), (200, half as u64, false));
        let answer = browser.send_bytes("PATCH", &first, &photo[..half]).await;
        assert_eq!(progress(&answer), (409, half as u64, false));
        let rest = format!("{path}?offset={half}");
        let answer = browser.send_bytes("PATCH", &rest, &photo[half..]).await;
        assert!(progress(&answer).2, "{}", answer.text());
        let shown = browser.ask("GET", &format!("/attachments/{id}"), "").await;
        assert_eq!(shown.header("content-type"), "image/jpeg");
        let answer = browser.send_bytes("PUT", &announce, b"").await;
        assert!(progress(&answer).2);

        let other = AttachmentId::generate();
        let wrong = announcement(other, &carried, &photo, Digest::of(b"x"));
        browser.send_bytes("PUT", &wrong, b"").await;
        let path = format!("/today/files/{other}?offset=0");
        let refused = browser.send_bytes("PATCH", &path, &photo).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.json()["words"].as_str().unwrap().is_empty());
        let gone = browser.send_bytes("PATCH", &path, &photo).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        let large = announcement(other, &carried, &vec![0; 65_537], Digest::of(b"x"));
        let refused = browser.send_bytes("PUT", &large, b"").await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
        let piece = vec![0; 256 * 1024 + 1];
        let refused = browser.send_bytes("PATCH", &path, &piece).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
        for bad in ["/today/files/x", "/today/files/x?offset=0"] {
            let refused = browser.send_bytes("PATCH", bad, b"x").await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        }
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_was_lost_is_told_to_forget_and_one_that_rested_to_sign_in() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut phone = case.browser(case.office.visitor).await;
        let data = phone.ask("GET", "/today/data", "").await.json();
        let device = data["device"].as_str().unwrap().to_owned();
        let mut desk = case.browser(case.office.visitor).await;
        let path = format!("/account/devices/{device}/revocation");
        let cut = desk.ask("POST", &path, "").await;
        assert_eq!(cut.status, StatusCode::SEE_OTHER);
        for (method, path) in [("GET", "/today/data"), ("POST", "/today/commands")] {
            let answer = phone.ask(method, path, "").await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            assert_eq!(answer.json(), json!({ "problem": "cut_off" }));
        }
        let shell = phone.ask("GET", "/today/", "").await;
        assert_eq!(shell.status, StatusCode::OK);
        case.app.clock().move_by_seconds(15 * 60 * 60);
        let rested = desk.ask("GET", "/today/data", "").await;
        assert_eq!(rested.json(), json!({ "problem": "signed_out" }));
        // Signed in again the phone is another device.
        phone
            .sign_in(case.office.visitor, "seven+herons+over+water")
            .await;
        let data = phone.ask("GET", "/today/data", "").await.json();
        assert_ne!(data["device"], json!(device));
    })
    .await;
}

#[tokio::test]
async fn signing_out_forgets_what_the_browser_stored_unless_something_waits() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        for (form, forgets) in [("", true), ("keep=1", false)] {
            let mut phone = case.browser(case.office.visitor).await;
            let left = phone.ask("POST", "/today/sign-out", form).await;
            assert_eq!(left.status, StatusCode::NO_CONTENT);
            assert_eq!(!left.header("clear-site-data").is_empty(), forgets);
            let data = phone.ask("GET", "/today/data", "").await;
            assert_eq!(data.status, StatusCode::UNAUTHORIZED);
        }
    })
    .await;
}
