//! Festivals, from the calendar to the released list.

use axum::http::StatusCode;
use huiyin_testkit::on_both;

use crate::events::{carried, desk, send};

#[tokio::test]
async fn the_manager_makes_and_releases_a_list() {
    on_both(async |db| {
        let (app, estate, mut browser) = desk(db, "kehu", "site_manager").await;
        let page = browser.ask("GET", "/festivals", "").await;
        for words in [
            "中秋",
            "datetime=\"2026-09-25\"",
            "還沒有名單",
            "11.1.6",
            "/festivals/mid_autumn/2027",
        ] {
            assert!(page.text().contains(words), "{words}");
        }
        assert!(
            browser
                .ask("GET", "/", "")
                .await
                .text()
                .contains("href=\"/festivals\"")
        );
        let here = "/festivals/dragon_boat/2026";
        let empty = browser.ask("GET", here, "").await;
        assert!(empty.text().contains("名單上還沒有人") && !empty.text().contains("/release"));
        let found = browser.ask("GET", &format!("{here}?q=hns"), "").await;
        assert!(found.text().contains("加入 何女士"));
        let (unit, person) = (estate.units["3-1202"], estate.residents["3-1202"]);
        let household = format!("unit_id={unit}&person={person}&note=%E7%8D%A8%E5%B1%85");
        let households = format!("{here}/households");
        let added = send(&mut browser, &found, &households, &household).await;
        assert_eq!(added.header("location"), here);
        let page = browser.ask("GET", here, "").await;
        for words in ["何女士", "138****0001", "獨居", "名單準備中", "放行名單"] {
            assert!(page.text().contains(words), "{words}");
        }
        // The same household again comes back with what is wrong.
        let again = send(&mut browser, &page, &households, &household).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("已經在名單上了") && again.text().contains("獨居"));
        let listed = carried(&page, "households");
        let release = format!("{here}/release");
        let done = send(
            &mut browser,
            &page,
            &release,
            &format!("households={listed}"),
        )
        .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let list = browser.ask("GET", done.header("location"), "").await;
        assert!(list.text().contains("何女士") && list.text().contains("名單已齊"));
        assert!(list.text().contains("11.1.6") && !list.text().contains("11.1.5"));
        let page = browser.ask("GET", here, "").await;
        assert!(page.text().contains("已放行") && page.text().contains("已拜訪 0 戶，共 1 戶"));
        let too_late = send(&mut browser, &empty, &households, &household).await;
        assert!(too_late.text().contains("這份名單已經放行"));
        let sheet = browser.ask("GET", &format!("{here}/sheet.csv"), "").await;
        assert!(sheet.text().contains("dragon_boat-2026"));
        // Who visits is told where and whom, also in the form.
        app.clock().move_by_seconds(24 * 60 * 60);
        app.advance(estate.site).await.unwrap();
        // A day later everybody signs in again.
        browser.cookies.clear();
        browser
            .sign_in("site_manager", "seven+herons+over+water")
            .await;
        let list = browser.ask("GET", done.header("location"), "").await;
        let (_, visit) = list.text().split_once("href=\"/follow-ups/").unwrap();
        let visit = format!("/follow-ups/{}", visit.split('"').next().unwrap());
        for path in [visit.clone(), format!("{visit}/visit")] {
            let page = browser.ask("GET", &path, "").await;
            for words in ["3-1202", "何女士", "138****0001"] {
                assert!(page.text().contains(words), "{words} on {path}");
            }
        }
        let form = browser.ask("GET", &format!("{visit}/visit"), "").await;
        assert!(
            form.text()
                .contains("name=\"respondent_name\" value=\"何女士\"")
        );
    })
    .await;
}

#[tokio::test]
async fn a_festival_is_switched_off_with_its_reason() {
    on_both(async |db| {
        let (_, _, mut browser) = desk(db, "kehu", "site_manager").await;
        let path = "/festivals/double_ninth/2026/switch";
        let form = browser.ask("GET", path, "").await;
        let without = send(&mut browser, &form, path, "why=").await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let off = send(
            &mut browser,
            &form,
            path,
            "why=%E4%BA%BA%E6%89%8B%E4%B8%8D%E8%B6%B3",
        )
        .await;
        assert_eq!(off.header("location"), "/festivals");
        let page = browser.ask("GET", "/festivals", "").await;
        assert!(page.text().contains("不拜訪") && page.text().contains("人手不足"));
        let form = browser.ask("GET", path, "").await;
        assert_eq!(carried(&form, "visited"), "yes");
        let on = send(
            &mut browser,
            &form,
            path,
            "visited=yes&why=%E6%81%A2%E5%BE%A9",
        )
        .await;
        assert_eq!(on.header("location"), "/festivals");
        let page = browser.ask("GET", "/festivals", "").await;
        assert!(!page.text().contains("人手不足"));
    })
    .await;
}

#[tokio::test]
async fn a_procedure_without_festivals_offers_nothing() {
    on_both(async |db| {
        let (_, _, mut browser) = desk(db, "yezhu", "site_manager").await;
        let page = browser.ask("GET", "/festivals", "").await;
        assert!(page.text().contains("規程未列此類") && page.text().contains("不驗證任何一項服務"));
        assert!(!page.text().contains("/festivals/mid_autumn"));
    })
    .await;
}
