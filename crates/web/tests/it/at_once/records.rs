//! Records and what follows from them: reviews, decisions, promises, further rounds, who cannot be reached.

use huiyin_app::planning::ReleasePlan;
use huiyin_app::visits::{MatterInput, NoteTry, PromiseInput};
use huiyin_domain::{Channel, CommandId, FollowUpId, Matter, Rating, Severity, SiteZone};
use huiyin_testkit::on_both;

use super::{Form, Scene, Second};
use crate::complaint::{complaint, release};
use crate::statistics::satisfied;

const HOUR: i64 = 60 * 60;

pub(crate) const RECORDS: &[Form] = &[
    Form {
        route: "/records/{record}/review",
        page: "/records/{record}",
        path: "/records/{record}/review",
        first: "verdict=nonconforming&opinion=住戶說仍未修好&signed_name=羅經理",
        second: "verdict=accepted&opinion=已當面核實&signed_name=羅經理",
        typed: "已當面核實",
        meets: Second::Told,
    },
    Form {
        route: "/records/{record}/decision",
        page: "/records/{record}/decision",
        path: "/records/{record}/decision",
        first: "opinion=工程部換整段管&signed_name=羅經理",
        second: "opinion=先請外包看過&signed_name=羅經理",
        typed: "先請外包看過",
        meets: Second::Told,
    },
    Form {
        route: "/matters/{matter}",
        page: "/matters/{matter}",
        path: "/matters/{matter}",
        first: "outcome=已照價賠償",
        second: "outcome=已換新的門鎖",
        typed: "已換新的門鎖",
        meets: Second::Told,
    },
    Form {
        route: "/follow-ups/{follow_up}/closing",
        page: "/follow-ups/{next}/closing",
        path: "/follow-ups/{next}/closing",
        first: "why=住戶不願再受訪",
        second: "why=住戶已搬走",
        typed: "住戶已搬走",
        meets: Second::Told,
    },
];

/// Of somebody who was sought in vain.
pub(crate) const UNREACHABLE: &[Form] = &[Form {
    route: "/follow-ups/{follow_up}/replacement",
    page: "/follow-ups/{follow_up}/adjustment",
    path: "/follow-ups/{follow_up}/replacement",
    first: "tried=三次都找不到人",
    second: "tried=鄰居說已搬走",
    typed: "鄰居說已搬走",
    meets: Second::Told,
}];

/// Minutes before now, as a form has it.
fn ago(scene: &Scene<'_>, minutes: i64) -> String {
    let then = scene.app.clock().now().plus_seconds(-60 * minutes);
    let wall = SiteZone::default().local(then);
    wall.to_string().chars().take(16).collect()
}

/// What the director heard on a visit: something was promised, and it is not solved.
async fn visit(scene: &mut Scene<'_>) {
    let (event, follow_up) = complaint(&scene.app, &scene.estate, Severity::Important).await;
    scene.name("{event}", &event);
    release(&scene.app, &scene.estate, follow_up).await;
    let director = scene.asker("service_director").await;
    let person = scene.estate.staff["service_director"];
    let mut record = satisfied(follow_up, Rating::Fairly, person);
    record.visited_at = ago(scene, 10);
    let answer_by = scene.app.clock().now().plus_seconds(24 * HOUR);
    let answer_by = SiteZone::default().local(answer_by).to_string();
    record.matters = vec![MatterInput {
        kind: Matter::Opinion,
        dissatisfaction: false,
        said: "家具怎麼賠還沒有說法".to_owned(),
        settled: false,
        outcome: String::new(),
        promise: Some(PromiseInput {
            answer_by: answer_by.chars().take(16).collect(),
            owner: scene.estate.staff["site_manager"],
            told_at: String::new(),
            told_by: Some(person),
        }),
        rectification: None,
    }];
    let done = scene
        .app
        .record_visit(&director, CommandId::generate(), record)
        .await;
    let record = done.unwrap().record;
    scene.name("{record}", &record);
    scene.sign_in().await;
    let matter = scene.found("/open", "href=\"/matters/").await;
    scene.name("{matter}", &matter);
}

/// The round after the one that was found nonconforming.
async fn next_round(scene: &mut Scene<'_>) -> FollowUpId {
    let event = scene.fill("{event}").parse().unwrap();
    let manager = scene.asker("site_manager").await;
    let page = scene.app.event(&manager, event).await.unwrap();
    let next = page.follow_ups.iter().find(|it| it.row.round == 2);
    next.expect("a further round").row.id
}

#[tokio::test]
async fn one_who_has_a_record_open_twice() {
    on_both(async |db| {
        let mut scene = Scene::of(db, "kehu", ["site_manager"; 2]).await;
        visit(&mut scene).await;
        let [review, decision, matter, closing] = RECORDS else {
            panic!("four forms");
        };
        scene.both(review).await;
        scene.both(decision).await;
        // The director plans and the manager owes the answer: either may settle it.
        scene.are(["service_director", "site_manager"]).await;
        scene.both(matter).await;
        let next = next_round(&mut scene).await;
        scene.name("{next}", &next);
        scene.are(["company_reviewer", "site_manager"]).await;
        scene.both(closing).await;
    })
    .await;
}

#[tokio::test]
async fn two_who_give_somebody_up() {
    on_both(async |db| {
        let mut scene = Scene::new(db, "kehu", "service_director").await;
        let (_, follow_up) = complaint(&scene.app, &scene.estate, Severity::Important).await;
        let planner = scene.asker("service_director").await;
        let site = scene.estate.site;
        let follow_ups = vec![follow_up];
        let input = ReleasePlan { site, follow_ups };
        let command = CommandId::generate();
        scene
            .app
            .release_plan(&planner, command, input)
            .await
            .unwrap();
        scene.name("{follow_up}", &follow_up);
        // Twice in the evening, and on the next morning.
        scene.app.clock().move_by_seconds(11 * HOUR);
        for (channel, hours) in [
            (Channel::OnSite, 0),
            (Channel::Phone, 0),
            (Channel::Phone, 13),
        ] {
            scene.app.clock().move_by_seconds(hours * HOUR + 60);
            let tried = NoteTry {
                follow_up,
                tried_at: ago(&scene, 1),
                channel: Some(channel),
                card_left: channel == Channel::OnSite,
                note: "無人應門".to_owned(),
            };
            let command = CommandId::generate();
            scene.app.note_try(&planner, command, tried).await.unwrap();
        }
        scene.sign_in().await;
        scene.all(UNREACHABLE).await;
    })
    .await;
}
