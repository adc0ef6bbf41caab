//! What goes wrong is said once, in the reader's language, with a way out; to programs as RFC 9457.

use axum::http::StatusCode;
use huiyin_web::Settings;

use crate::support::{demo, get, send, server};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn a_missing_page_has_a_way_out_in_three_languages() {
    for (lang, title, way_out) in [
        ("zh-TW", "沒有這一頁", "回今日"),
        ("zh-CN", "没有这一页", "回今日"),
        ("en", "There is no such page", "To today&#39;s page"),
    ] {
        let answer = get("/no/such/page", &[("accept-language", lang)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.text().contains(title), "{lang}");
        assert!(answer.text().contains(way_out), "{lang}: {}", answer.text());
        assert!(!answer.text().contains(answer.header("x-request-id")));
    }
}

#[tokio::test]
async fn something_broken_shows_its_number_and_nothing_of_the_cause() {
    for path in ["/look/failure/internal", "/look/failure/panic"] {
        let answer = get(path, &[("accept-language", "en")]).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.text().contains(answer.header("x-request-id")));
        assert!(!answer.text().contains("style guide"), "{path}");
    }
}

#[tokio::test]
async fn a_refusal_says_why_by_which_clause_and_what_else() {
    let answer = get("/look/refusal", &[("accept-language", "zh-TW")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    for words in ["重要投訴第 1 次只可上門", "11.1.9", "寫明原因"] {
        assert!(answer.text().contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_part_of_a_page_fails_as_a_part() {
    let answer = get("/look/failure/conflict", &[("hx-request", "true")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(!answer.text().contains("<html"));
    assert!(answer.text().contains("role=\"alert\""));
}

#[tokio::test]
async fn programs_get_problem_details() {
    let answer = get("/api/v1/nothing", &[("accept-language", "en")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["type"], "urn:huiyin:problem:not-found");
    assert_eq!(problem["title"], "There is no such page");
    assert_eq!(problem["status"], 404);
    let id = answer.header("x-request-id");
    assert_eq!(problem["instance"], format!("urn:huiyin:request:{id}"));
}

#[tokio::test]
async fn what_the_framework_refuses_is_said_in_the_same_voice() {
    let answer = send(
        demo().await,
        "DELETE",
        "/look",
        &[("accept-language", "en")],
        "",
    )
    .await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header("allow"), "GET,HEAD");
    assert!(answer.text().contains("cannot be read"));

    let answer = send(
        demo().await,
        "POST",
        "/preferences",
        &[FORM],
        "x".repeat(2_000_000),
    )
    .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("內容太大"));
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    for headers in [
        &[FORM, ("sec-fetch-site", "cross-site")][..],
        &[FORM, ("sec-fetch-site", "same-site")],
        &[FORM, ("origin", "https://evil.example")],
        &[FORM, ("origin", "null")],
    ] {
        let answer = send(demo().await, "POST", "/preferences", headers, "lang=en").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(answer.header("set-cookie").is_empty());
    }
    for headers in [
        &[FORM, ("sec-fetch-site", "same-origin")][..],
        &[FORM, ("origin", "http://huiyin.example")],
        &[FORM],
    ] {
        let answer = send(demo().await, "POST", "/preferences", headers, "lang=en").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{headers:?}");
    }
}

#[tokio::test]
async fn readiness_follows_the_database_and_keeps_its_reasons() {
    let settings = Settings::default();
    let ready = send(server(settings, true).await, "GET", "/readyz", &[], "").await;
    assert_eq!(ready.status, StatusCode::OK);
    let not = send(server(settings, false).await, "GET", "/readyz", &[], "").await;
    assert_eq!(not.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!not.text().contains("disk"));
    let alive = send(server(settings, false).await, "GET", "/healthz", &[], "").await;
    assert_eq!((alive.status, alive.text()), (StatusCode::OK, "alive\n"));
}
