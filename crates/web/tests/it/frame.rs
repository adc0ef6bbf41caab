//! What is around every page: headers, assets, language, theme, the demo line.

use axum::http::StatusCode;
use huiyin_web::Settings;

use crate::support::{demo, get, send, server};

const PAGES: [&str; 4] = ["/look", "/look/phone", "/look/phone/visit", "/look/sign-in"];

/// The addresses of assets in a page.
fn assets(page: &str) -> Vec<&str> {
    page.split('"')
        .filter(|part| part.starts_with("/assets/"))
        .collect()
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    for path in ["/look", "/no/such/page", "/healthz", "/look/failure/panic"] {
        let answer = get(path, &[]).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "private, no-cache");
        assert_eq!(answer.header("x-request-id").len(), 9, "{path}");
    }
}

#[tokio::test]
async fn pages_have_nothing_that_the_content_policy_forbids() {
    for path in PAGES {
        let answer = get(path, &[]).await;
        let page = answer.text();
        for forbidden in [
            " style=",
            "<style",
            "<script>",
            "javascript:",
            "data:",
            " onclick=",
        ] {
            assert!(!page.contains(forbidden), "{path}: {forbidden}");
        }
        assert!(
            !page.contains("http://") && !page.contains("https://"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_sent_small() {
    let page = get("/look", &[]).await;
    let found = assets(page.text());
    assert_eq!(found.len(), 4, "icon, styles, two scripts: {found:?}");
    for path in found {
        let plain = get(path, &[]).await;
        assert_eq!(plain.status, StatusCode::OK);
        assert!(plain.header("cache-control").ends_with("immutable"));
        assert_eq!(plain.header("content-encoding"), "");
        let small = get(path, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(small.header("content-encoding"), "gzip");
        assert_eq!(small.header("vary"), "accept-encoding");
        assert!(small.body.len() < plain.body.len(), "{path}");
    }
    let missing = get("/assets/app-000000000000.css", &[]).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(!missing.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn pages_are_sent_small_to_those_who_take_it() {
    let plain = get("/look", &[]).await;
    let small = get("/look", &[("accept-encoding", "gzip")]).await;
    assert_eq!(small.header("content-encoding"), "gzip");
    assert!(small.body.len() * 3 < plain.body.len());
}

#[tokio::test]
async fn a_choice_is_kept_and_leads_back() {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let choose = async |settings, body: &'static str| {
        send(
            server(settings, true).await,
            "POST",
            "/preferences",
            &form,
            body,
        )
        .await
    };
    let plain = choose(Settings::default(), "lang=en&back=/plan").await;
    assert_eq!(plain.status, StatusCode::SEE_OTHER);
    assert_eq!(plain.header("location"), "/plan");
    let cookie = plain.header("set-cookie");
    assert!(cookie.starts_with("huiyin_lang=en; Path=/;"), "{cookie}");
    assert!(cookie.contains("SameSite=Lax") && !cookie.contains("Secure"));

    let settings = Settings {
        https: true,
        ..Settings::default()
    };
    let secure = choose(settings, "theme=dark&back=//evil.example").await;
    assert_eq!(secure.header("location"), "/");
    assert!(secure.header("set-cookie").ends_with("; Secure"));
    let nonsense = choose(settings, "lang=tlh&theme=pink").await;
    assert_eq!(nonsense.header("set-cookie"), "");
}

#[tokio::test]
async fn a_page_is_in_the_chosen_language_and_theme() {
    let page = get(
        "/look",
        &[("cookie", "huiyin_lang=zh-Hans; huiyin_theme=dark")],
    )
    .await;
    assert!(
        page.text()
            .contains("<html lang=\"zh-Hans\" data-theme=\"dark\">")
    );
    assert!(page.text().contains("周一") && !page.text().contains("週一"));
}

#[tokio::test]
async fn the_demo_line_is_on_every_page_of_a_demo_and_on_no_other() {
    for path in PAGES.into_iter().chain(["/no/such/page"]) {
        let page = send(demo().await, "GET", path, &[], "").await;
        assert!(page.text().contains("class=\"demo\""), "{path}");
        let settings = Settings {
            look: true,
            ..Settings::default()
        };
        let page = send(server(settings, true).await, "GET", path, &[], "").await;
        assert!(!page.text().contains("class=\"demo\""), "{path}");
    }
}

#[tokio::test]
async fn a_real_installation_has_no_style_guide() {
    for path in PAGES {
        let page = send(
            server(Settings::default(), true).await,
            "GET",
            path,
            &[],
            "",
        )
        .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn no_page_opens_a_session_by_itself() {
    for path in PAGES {
        assert_eq!(get(path, &[]).await.header("set-cookie"), "", "{path}");
    }
}
