//! Units and who lives in them.

use huiyin_testkit::{TestDb, on_both};

use super::{Form, Scene, Second};

pub(crate) const FORMS: &[Form] = &[
    Form {
        route: "/units",
        page: "/units/new",
        path: "/units",
        first: "code=9-0101&building=9&floor=&room=&kind=&handed_over=&zone=",
        second: "code=9-0101&building=九座&floor=&room=&kind=&handed_over=&zone=",
        typed: "九座",
        meets: Second::AtField,
    },
    Form {
        route: "/units/zones",
        page: "/units/new",
        path: "/units/zones",
        first: "name=西苑",
        second: "name=西苑",
        typed: "西苑",
        meets: Second::AtField,
    },
    Form {
        route: "/units/{unit}",
        page: "/units/{unit}/edit",
        path: "/units/{unit}",
        first: "code=3-1202&building=三座&floor=12&room=02&kind=&handed_over=&zone=",
        second: "code=3-1202&building=第三座&floor=12&room=02&kind=&handed_over=&zone=",
        typed: "第三座",
        meets: Second::Told,
    },
    Form {
        route: "/units/{unit}/residents",
        page: "/units/{unit}/residents/new",
        path: "/units/{unit}/residents",
        first: "name=陳女士&role=tenant&phone=&from=&to=&wish=any&hours=&language=",
        second: "name=陳小姐&role=tenant&phone=&from=&to=&wish=any&hours=晚上&language=",
        typed: "陳小姐",
        meets: Second::Told,
    },
    Form {
        route: "/units/{unit}/residents/{occupancy}",
        page: "/units/{unit}/residents/{occupancy}",
        path: "/units/{unit}/residents/{occupancy}",
        first: "name=何太太&role=owner&phone=&from=&to=&wish=any&hours=&language=",
        second: "name=何女士&role=owner&phone=&from=&to=&wish=any&hours=週末&language=",
        typed: "週末",
        meets: Second::Told,
    },
    Form {
        route: "/units/{unit}/residents/{occupancy}/end",
        page: "/units/{unit}/residents/{occupancy}",
        path: "/units/{unit}/residents/{occupancy}/end",
        first: "to=2026-03-31",
        second: "to=2026-04-30",
        typed: "2026-04-30",
        meets: Second::Told,
    },
];

/// Two who keep the units.
pub(crate) async fn scene(db: &TestDb) -> Scene<'_> {
    let mut scene = Scene::new(db, "kehu", "company_reviewer").await;
    let unit = scene.estate.units["3-1202"];
    scene.name("{unit}", &unit);
    let residents = format!("href=\"/units/{unit}/residents/0");
    let occupancy = scene.found(&format!("/units/{unit}"), &residents).await;
    scene.name("{occupancy}", &format!("0{occupancy}"));
    scene
}

#[tokio::test]
async fn two_who_keep_the_units() {
    on_both(async |db| {
        let mut scene = scene(db).await;
        let unit = scene.estate.units["3-1202"];
        scene.all(FORMS).await;
        let page = scene.second.ask("GET", &format!("/units/{unit}"), "").await;
        for kept in ["三座", "陳女士", "何太太"] {
            assert!(page.text().contains(kept), "of the first: {kept}");
        }
    })
    .await;
}
