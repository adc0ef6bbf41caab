//! The procedures in words: anybody may read what the house works by.

use axum::http::StatusCode;

use crate::support::get;

const PROCEDURES: [(&str, &str); 3] = [
    ("kehu", "客戶回訪管理規程"),
    ("yezhu", "業主回訪管理作業規程"),
    ("wuye", "物業服務回訪管理規程"),
];

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let after = page.split(start.as_str()).skip(1);
    after.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn the_list_leads_to_every_procedure_in_every_language() {
    for lang in ["zh-TW", "zh-CN", "en"] {
        let list = get("/procedure", &[("accept-language", lang)]).await;
        assert_eq!(list.status, StatusCode::OK);
        for (id, _) in PROCEDURES {
            let path = format!("/procedure/{id}");
            assert!(values(list.text(), "href").contains(&path.as_str()), "{id}");
            let page = get(&path, &[("accept-language", lang)]).await;
            assert_eq!(page.status, StatusCode::OK, "{id} in {lang}");
        }
    }
    assert_eq!(
        get("/procedure/none", &[]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn every_tag_opens_a_card_and_every_link_has_a_place() {
    for (id, title) in PROCEDURES {
        let page = get(&format!("/procedure/{id}"), &[("accept-language", "zh-TW")]).await;
        let page = page.text();
        assert!(page.contains(title), "{id}");
        let ids = values(page, "id");
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{id}: an id stands twice");
        let tags = values(page, "popovertarget");
        assert!(tags.len() > 40, "{id}: {} tags", tags.len());
        for tag in tags {
            assert!(ids.contains(&tag), "{id}: {tag} opens nothing");
        }
        for link in values(page, "href") {
            if let Some(place) = link.strip_prefix('#') {
                assert!(ids.contains(&place), "{id}: {link} leads nowhere");
            }
        }
    }
}

#[tokio::test]
async fn a_clause_stands_verbatim_with_its_correction_and_reading() {
    let page = get("/procedure/kehu", &[("accept-language", "zh-TW")]).await;
    for words in [
        "id=\"clause-11.1.9\"",
        "在第二次以后的不屬于第三類投訴的回訪可采用電話在回訪形式",
        "「在」字是誤入的字",
        "SHA-256",
    ] {
        assert!(page.text().contains(words), "{words}");
    }
}
