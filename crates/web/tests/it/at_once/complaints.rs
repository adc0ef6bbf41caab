//! Complaints: handling, corrections, judgements, replies, mergers.

use huiyin_testkit::{TestDb, on_both};

use super::{Form, Scene, Second};
use crate::events::registered;

pub(crate) const FORMS: &[Form] = &[
    Form {
        route: "/events/{event}/hand",
        page: "/events/{event}",
        path: "/events/{event}/hand",
        first: "",
        second: "",
        typed: "",
        meets: Second::Told,
    },
    Form {
        route: "/events/{event}/correction",
        page: "/events/{event}/correction",
        path: "/events/{event}/correction",
        first: "category=complaint&severity=general&unit={unit}&person={resident}&summary=門禁失靈&why=記錯",
        second: "category=complaint&severity=general&unit={unit}&person={resident}&summary=對講失靈&why=聽錯",
        typed: "對講失靈",
        meets: Second::Told,
    },
    Form {
        route: "/events/{event}/completion",
        page: "/events/{event}",
        path: "/events/{event}/completion",
        first: "completed_at=2026-03-16T09:01",
        second: "completed_at=2026-03-16T09:02",
        typed: "09:02",
        meets: Second::Told,
    },
    Form {
        route: "/events/{event}/reopening",
        page: "/events/{event}",
        path: "/events/{event}/reopening",
        first: "why=又壞了",
        second: "why=住戶說還在響",
        typed: "住戶說還在響",
        meets: Second::Told,
    },
    Form {
        route: "/events/{event}/judgement",
        page: "/events/{event}/judgement",
        path: "/events/{event}/judgement",
        first: "why=不屬物業&answer=已告知",
        second: "why=屬市政管轄&answer=已轉市政",
        typed: "屬市政管轄",
        meets: Second::Told,
    },
    Form {
        route: "/events/{event}/reply",
        page: "/events/{anonymous}/reply",
        path: "/events/{anonymous}/reply",
        first: "how=none&handled=已公告&why=沒有地址",
        second: "how=none&handled=已在大堂說明&why=沒有地址",
        typed: "已在大堂說明",
        meets: Second::Told,
    },
    Form {
        route: "/events/{event}/merger",
        page: "/events/{other}/merger",
        path: "/events/{other}/merger",
        first: "into={into}&why=同一件",
        second: "into={into}&why=同一戶同一事",
        typed: "同一戶同一事",
        meets: Second::Told,
    },
    Form {
        route: "/events/{event}/separation",
        page: "/events/{other}/separation",
        path: "/events/{other}/separation",
        first: "why=不是同一件",
        second: "why=細看是兩件",
        typed: "細看是兩件",
        meets: Second::Told,
    },
    Form {
        route: "/events/{event}/confidentiality",
        page: "/events/{other}/confidentiality",
        path: "/events/{other}/confidentiality",
        first: "accused=&why=涉及員工",
        second: "accused={clerk}&why=涉及文化專員",
        typed: "涉及文化專員",
        meets: Second::Told,
    },
];

/// Two who handle complaints.
pub(crate) async fn scene(db: &TestDb) -> Scene<'_> {
    let mut scene = Scene::new(db, "kehu", "service_director").await;
    let id = scene.estate.units["3-1202"];
    scene.name("{unit}", &id);
    let id = scene.estate.residents["3-1202"];
    scene.name("{resident}", &id);
    let id = scene.estate.staff["culture_clerk"];
    scene.name("{clerk}", &id);
    let events = [
        ("{event}", ""),
        ("{anonymous}", "&anonymous=yes"),
        ("{other}", "&details=a"),
        ("{into}", "&details=b"),
    ];
    for (name, more) in events {
        let event = registered(&mut scene.second, &scene.estate, more).await;
        scene.name(name, &event.trim_start_matches("/events/"));
    }
    scene
}

#[tokio::test]
async fn two_who_handle_complaints() {
    on_both(async |db| {
        let mut scene = scene(db).await;
        scene.all(FORMS).await;
    })
    .await;
}
