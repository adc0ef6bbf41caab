//! A batch from the collecting to its disposal.

use huiyin_app::archive::HoldBatch;
use huiyin_domain::CommandId;
use huiyin_testkit::on_both;

use super::{Form, Scene, Second};
use crate::archive::accepted;

const DAY: i64 = 24 * 60 * 60;

pub(crate) const FORMS: &[Form] = &[
    Form {
        route: "/archive/collect",
        page: "/archive",
        path: "/archive/collect",
        first: "",
        second: "",
        typed: "",
        meets: Second::Told,
    },
    Form {
        route: "/archive/{batch}/review",
        page: "/archive/{batch}",
        path: "/archive/{batch}/review",
        first: "opinion=各份齊全",
        second: "opinion=第三份缺一頁",
        typed: "第三份缺一頁",
        meets: Second::Told,
    },
    Form {
        route: "/archive/{batch}/receipt",
        page: "/archive/{batch}",
        path: "/archive/{batch}/receipt",
        first: "signature=&name=丁",
        second: "signature=&name=羅經理代收",
        typed: "羅經理代收",
        meets: Second::Told,
    },
    Form {
        route: "/archive/{batch}/hold",
        page: "/archive/{batch}",
        path: "/archive/{batch}/hold",
        first: "why=訴訟未結",
        second: "why=仲裁未結",
        typed: "仲裁未結",
        meets: Second::Told,
    },
    Form {
        route: "/archive/{batch}/proposal",
        page: "/archive/{batch}",
        path: "/archive/{batch}/proposal",
        first: "how=碎紙",
        second: "how=送廠化漿，兩人押車",
        typed: "送廠化漿，兩人押車",
        meets: Second::Told,
    },
    Form {
        route: "/archive/{batch}/judgement",
        page: "/archive/{batch}",
        path: "/archive/{batch}/judgement",
        first: "verdict=approved&signature=&name=羅經理",
        second: "verdict=refused&opinion=第三份要再查",
        typed: "第三份要再查",
        meets: Second::Told,
    },
    Form {
        route: "/archive/{batch}/disposal",
        page: "/archive/{batch}",
        path: "/archive/{batch}/disposal",
        first: "how=碎紙&signature=&name=丁",
        second: "how=送廠化漿&signature=&name=羅經理",
        typed: "送廠化漿",
        meets: Second::Told,
    },
];

#[tokio::test]
async fn two_at_each_step_of_a_batch() {
    on_both(async |db| {
        let mut scene = Scene::new(db, "yezhu", "service_supervisor").await;
        scene.open("company_reviewer").await;
        accepted(&scene.app, &scene.estate).await;
        scene.sign_in().await;
        let [collect, review, receive, hold, propose, judge, dispose] = FORMS else {
            panic!("seven forms");
        };
        scene.both(collect).await;
        let batch = scene.found("/archive", "href=\"/archive/0").await;
        scene.name("{batch}", &format!("0{batch}"));
        scene.are(["manager_assistant", "site_manager"]).await;
        scene.both(review).await;
        scene.are(["office", "site_manager"]).await;
        scene.both(receive).await;
        scene.both(hold).await;
        let office = scene.asker("office").await;
        let freed = HoldBatch {
            batch: scene.fill("{batch}").parse().unwrap(),
            held: false,
            why: "訴訟已結".to_owned(),
        };
        let command = CommandId::generate();
        scene.app.hold_batch(&office, command, freed).await.unwrap();
        scene.app.clock().move_by_seconds(3 * 366 * DAY);
        scene.sign_in().await;
        scene.both(propose).await;
        scene.are(["site_manager", "company_reviewer"]).await;
        scene.both(judge).await;
        scene.are(["office", "site_manager"]).await;
        scene.both(dispose).await;
    })
    .await;
}
