//! What speaks for the signatures of a phone, as the desk shows it.

use axum::http::StatusCode;
use huiyin_testkit::on_both;
use serde_json::{Value, json};

use crate::phone::{command, send, visit, whole};
use crate::visits::{Case, KEHU, judge};

/// The same record, which the customer declined to sign: a colleague saw it, and signed on the same phone.
fn declined(visit: &Value, witness: &Value) -> Value {
    let mut input = whole(visit);
    input["customer_signature"] = json!({});
    input["refusal"] = json!({
        "reason": "趕著出門",
        "witness": witness,
        "signature": {
            "strokes": "[[[10,20,0],[90,60,40]]]",
            "name": "見證的同事",
            "signed_at": "2026-03-16T08:41:00+08:00",
            "shown_text": "本人在場見證",
        },
    });
    input
}

#[tokio::test]
async fn a_witness_has_a_signature_and_a_later_version_makes_all_of_them_void() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut phone = case.browser(case.office.visitor).await;
        let data = phone.ask("GET", "/today/data", "").await.json();
        let carried = visit(&mut phone).await;
        let visitor = &carried["visitors"][0]["person"];
        let colleagues = data["colleagues"].as_array().unwrap();
        let witness = colleagues.iter().find(|it| it["id"] != *visitor).unwrap();
        let input = declined(&carried, &witness["id"]);
        let first = command(&carried, 1, "record_visit", &input);
        let (status, done) = send(&mut phone, &first).await;
        assert_eq!(status, 200, "{done}");
        let record = format!("/records/{}", done["answer"]["record"].as_str().unwrap());
        let page = phone.ask("GET", &record, "").await;
        for words in ["拒簽", "趕著出門", "見證人・"] {
            assert!(page.text().contains(words), "{words}");
        }
        let evidence = phone.ask("GET", &format!("{record}/evidence"), "").await;
        assert_eq!(evidence.status, StatusCode::OK);
        for words in ["見證人・", "本人在場見證", "文字未改動", "<svg"] {
            assert!(evidence.text().contains(words), "{words}");
        }
        assert!(!evidence.text().contains("不再有效"));

        let mut reviewer = case.browser(case.office.reviewer).await;
        let back = "verdict=sent_back&opinion=%E8%AB%8B%E8%A3%9C%E8%A8%98";
        let back = judge(&mut reviewer, &record, back).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
        let again = visit(&mut phone).await;
        let mut input = declined(&again, &witness["id"]);
        input["rating"] = json!("fairly");
        let seq = again["next_seq"].as_u64().unwrap();
        let second = command(&again, seq, "record_visit", &input);
        let (status, done) = send(&mut phone, &second).await;
        assert_eq!(status, 200, "{done}");
        let record = done["answer"]["record"].as_str().unwrap();
        let evidence = phone
            .ask("GET", &format!("/records/{record}/evidence"), "")
            .await;
        for words in ["不再有效", "第 2 版取代了這一版，改動：評價"] {
            assert!(evidence.text().contains(words), "{words}");
        }
    })
    .await;
}
