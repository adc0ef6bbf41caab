//! The papers of a month, and what is to be done because of them.

use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::month::{SignPaper, WrittenPaper};
use huiyin_app::statistics::CloseMonth;
use huiyin_app::visits::Ink;
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId};
use huiyin_testkit::on_both;

use super::{Form, Scene, Second};

const DAY: i64 = 24 * 60 * 60;

pub(crate) const PAPERS: &[Form] = &[
    Form {
        route: "/analysis/{paper}/signature",
        page: "/analysis/{paper}",
        path: "/analysis/{paper}/signature",
        first: "cause.1=管道老化&proposals=&signature=&name=馮志明",
        second: "cause.1=施工不良&proposals=換管&signature=&name=羅經理",
        typed: "施工不良",
        meets: Second::Told,
    },
    Form {
        route: "/analysis/{paper}/review",
        page: "/analysis/{paper}",
        path: "/analysis/{paper}/review",
        first: "verdict=accepted&opinion=屬實&signature=&name=許主管",
        second: "verdict=sent_back&opinion=數字不對&signature=&name=羅經理",
        typed: "數字不對",
        meets: Second::Told,
    },
    Form {
        route: "/analysis/{paper}/decision",
        page: "/analysis/{paper}",
        path: "/analysis/{paper}/decision",
        first: "decision.1=corrective&correction.1=止水&action.1=換立管&owner.1={officer}&due.1=2026-04-20&why.1=&signature=&name=蘇",
        second: "decision.1=nothing&why.1=偶發的事&signature=&name=羅經理",
        typed: "偶發的事",
        meets: Second::Told,
    },
    Form {
        route: "/tasks/{task}/change",
        page: "/tasks/{task}",
        path: "/tasks/{task}/change",
        first: "owner={officer}&due=2026-04-25&why=缺料",
        second: "owner={officer}&due=2026-04-28&why=停水未定",
        typed: "停水未定",
        meets: Second::Told,
    },
    Form {
        route: "/tasks/{task}/outcome",
        page: "/tasks/{task}",
        path: "/tasks/{task}/outcome",
        first: "done_on=2026-04-01&outcome=換了兩根",
        second: "done_on=2026-04-01&outcome=全部換完",
        typed: "全部換完",
        meets: Second::Told,
    },
    Form {
        route: "/tasks/{task}/check",
        page: "/tasks/{task}",
        path: "/tasks/{task}/check",
        first: "effective=yes&opinion=一週未漏",
        second: "effective=no&opinion=頂樓又漏&action=再查&owner={officer}&due=2026-04-28",
        typed: "頂樓又漏",
        meets: Second::Told,
    },
];

pub(crate) const RETURN: &[Form] = &[Form {
    route: "/analysis/{paper}/reading",
    page: "/analysis/{paper}",
    path: "/analysis/{paper}/reading",
    first: "note=yes&action=夜間巡查&owner={officer}&due=2026-04-10",
    second: "note=yes&action=樓道加燈&owner={officer}&due=2026-04-12",
    typed: "",
    // The leader may note as much as they want: each note is a task of its own.
    meets: Second::Both,
}];

/// The same repair was reported three times in March; on 1 April the papers are drafted.
async fn april(scene: &mut Scene<'_>) {
    let planner = scene.asker(scene.posts[0]).await;
    for _ in 0..3 {
        let repair = RegisterEvent {
            site: scene.estate.site,
            event_id: String::new(),
            source: Source::Form,
            content: EventForm {
                category: Some(Category::Repair),
                kind: "給排水".to_owned(),
                unit: Some(scene.estate.units["3-1202"]),
                ..EventForm::default()
            },
            words: WordsForm {
                summary: "廚房下水又堵".to_owned(),
                ..WordsForm::default()
            },
            reports: Vec::new(),
            completed_at: String::new(),
        };
        let command = CommandId::generate();
        let done = scene.app.register_event(&planner, command, repair).await;
        done.unwrap();
    }
    scene.pass(16 * DAY).await;
    let paper = scene.found("/analysis", "href=\"/analysis/0").await;
    scene.name("{paper}", &format!("0{paper}"));
}

#[tokio::test]
async fn two_at_each_step_of_a_report_and_of_what_was_decided() {
    on_both(async |db| {
        let mut scene = Scene::new(db, "yezhu", "service_officer").await;
        let officer = scene.estate.staff["service_officer"];
        scene.name("{officer}", &officer);
        april(&mut scene).await;
        let [sign, review, decide, change, finish, check] = PAPERS else {
            panic!("six forms");
        };
        scene.both(sign).await;
        scene.are(["service_supervisor", "site_manager"]).await;
        scene.both(review).await;
        scene.are(["company_reviewer", "site_manager"]).await;
        scene.both(decide).await;
        let task = scene.found("/open", "href=\"/tasks/").await;
        scene.name("{task}", &task);
        scene.both(change).await;
        scene.are(["service_officer"; 2]).await;
        scene.both(finish).await;
        scene.are(["service_supervisor", "site_manager"]).await;
        scene.both(check).await;
    })
    .await;
}

#[tokio::test]
async fn a_leader_who_has_a_return_open_twice() {
    on_both(async |db| {
        let mut scene = Scene::of(db, "kehu", ["service_director"; 2]).await;
        let officer = scene.estate.staff["patrol_inspector"];
        scene.name("{officer}", &officer);
        april(&mut scene).await;
        let director = scene.asker("service_director").await;
        let month = "2026-03".parse().unwrap();
        let missing = scene
            .app
            .month_missing(&director, scene.estate.site, month)
            .await;
        let close = CloseMonth {
            site: scene.estate.site,
            month,
            seen_missing: missing.unwrap().total,
        };
        let command = CommandId::generate();
        scene
            .app
            .close_month(&director, command, close)
            .await
            .unwrap();
        let sign = SignPaper {
            paper: scene.fill("{paper}").parse().unwrap(),
            written: WrittenPaper {
                causes: vec![(0, "老化".to_owned())],
                problems: "電梯".to_owned(),
                proposals: "更換".to_owned(),
                last_month: "無".to_owned(),
            },
            signature: Ink::typed("許主任"),
        };
        let command = CommandId::generate();
        scene
            .app
            .sign_paper(&director, command, sign)
            .await
            .unwrap();
        scene.are(["company_leader"; 2]).await;
        scene.all(RETURN).await;
    })
    .await;
}
