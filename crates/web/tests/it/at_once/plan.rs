//! The plan, the visit and its review, rates, festivals, and the month.

use huiyin_app::Asker;
use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_domain::entry::Source;
use huiyin_domain::{Category, CommandId, Severity};
use huiyin_testkit::{TestDb, on_both};

use super::{Form, Scene, Second, encoded};
use crate::complaint::{grave_complaint, release};
use crate::events::send;
use crate::visits::WHOLE;

pub(crate) const FORMS: &[Form] = &[
    Form {
        route: "/follow-ups/{follow_up}/adjustment",
        page: "/follow-ups/{follow_up}/adjustment",
        path: "/follow-ups/{follow_up}/adjustment",
        first: "planned_day={day}&channel=on_site&visitor_0={manager}&why=",
        second: "planned_day={day}&channel=on_site&visitor_0={manager}&why=住戶改期",
        typed: "住戶改期",
        meets: Second::Told,
    },
    Form {
        route: "/plan/release",
        page: "/plan?month=2026-03",
        path: "/plan/release",
        first: "follow_ups={follow_up}",
        second: "follow_ups={follow_up}",
        typed: "",
        meets: Second::Told,
    },
    Form {
        route: "/festivals/{festival}/{year}/households",
        page: "/festivals/dragon_boat/2026?q=hns",
        path: "/festivals/dragon_boat/2026/households",
        first: "unit_id={unit}&person={resident}&note=獨居",
        second: "unit_id={unit}&person={resident}&note=行動不便",
        typed: "行動不便",
        meets: Second::AtField,
    },
    Form {
        route: "/festivals/{festival}/{year}/households",
        page: "/festivals/mid_autumn/2026?q=hns",
        path: "/festivals/mid_autumn/2026/households",
        first: "unit_id={unit}&person={resident}&note=獨居",
        second: "unit_id={unit}&person={resident}&note=行動不便",
        typed: "行動不便",
        meets: Second::AtField,
    },
    Form {
        route: "/festivals/{festival}/{year}/release",
        page: "/festivals/mid_autumn/2026",
        path: "/festivals/mid_autumn/2026/release",
        first: "",
        second: "",
        typed: "",
        meets: Second::Told,
    },
    Form {
        route: "/festivals/{festival}/{year}/strike",
        page: "/festivals/dragon_boat/2026",
        path: "/festivals/dragon_boat/2026/strike",
        first: "",
        second: "",
        typed: "",
        meets: Second::Told,
    },
    Form {
        route: "/festivals/{festival}/{year}/switch",
        page: "/festivals/double_ninth/2026/switch",
        path: "/festivals/double_ninth/2026/switch",
        first: "why=人手不足",
        second: "why=今年不辦",
        typed: "今年不辦",
        meets: Second::Told,
    },
    Form {
        route: "/procedure/adoption",
        page: "/procedure/adoption",
        path: "/procedure/adoption",
        first: "procedure=kehu&from=2099-01",
        second: "procedure=yezhu&from=2099-02",
        typed: "2099-02",
        meets: Second::Told,
    },
    Form {
        route: "/statistics/close",
        page: "/statistics/close?month=2026-03",
        path: "/statistics/close",
        first: "",
        second: "",
        typed: "",
        meets: Second::Told,
    },
];

/// Under a procedure that leaves a rate to the supervisor.
pub(crate) const RATE: &[Form] = &[Form {
    route: "/plan/rate",
    page: "/plan/rate",
    path: "/plan/rate",
    first: "category=other&from=2026-05&rate=30%25&why=人手",
    second: "category=other&from=2026-05&rate=50%25&why=抱怨多了",
    typed: "抱怨多了",
    meets: Second::Told,
}];

/// Two follow-ups of one home.
pub(crate) const TOGETHER: &[Form] = &[Form {
    route: "/plan/together",
    page: "/plan?month=2026-03",
    path: "/plan/together",
    first: "planned_day=2026-03-18",
    second: "planned_day=2026-03-19",
    typed: "2026-03-19",
    meets: Second::Told,
}];

/// What a visitor has open on two devices.
pub(crate) const SHEET: &[Form] = &[
    Form {
        route: "/sign-out-sheet",
        page: "/sign-out-sheet",
        path: "/sign-out-sheet",
        first: "follow_ups={follow_up}&signature=&name=羅",
        second: "follow_ups={follow_up}&signature=&name=羅經理代簽",
        typed: "羅經理代簽",
        meets: Second::Told,
    },
    Form {
        route: "/sign-out-sheet/{sign_out}/return",
        page: "/sign-out-sheet",
        path: "/sign-out-sheet/{sign_out}/return",
        first: "",
        second: "",
        typed: "",
        meets: Second::Told,
    },
];

/// Completions and lists.
pub(crate) const LISTS: &[Form] = &[
    Form {
        route: "/events/completion",
        page: "/events",
        path: "/events/completion",
        first: "events={activity}&completed_at=2026-03-16T08:31",
        second: "events={activity}&completed_at=2026-03-16T08:32",
        typed: "08:32",
        meets: Second::Told,
    },
    Form {
        route: "/events/{event}/list",
        page: "/events/{activity}/list",
        path: "/events/{activity}/list",
        first: "lines=3-1202&complete=yes",
        second: "complete=yes",
        typed: "",
        meets: Second::Told,
    },
];

/// What one person has open on two devices.
pub(crate) const VISIT: &[Form] = &[Form {
    route: "/follow-ups/{follow_up}/visit",
    page: "/follow-ups/{follow_up}/visit",
    path: "/follow-ups/{follow_up}/visit",
    first: WHOLE,
    second: WHOLE,
    typed: "多巡查",
    meets: Second::Told,
}];

/// Two who plan.
pub(crate) async fn scene(db: &TestDb) -> Scene<'_> {
    let mut scene = Scene::new(db, "kehu", "company_reviewer").await;
    let (event, follow_up) = grave_complaint(&scene.app, &scene.estate).await;
    scene.sign_in().await;
    scene.name("{event}", &event);
    scene.name("{follow_up}", &follow_up);
    let id = scene.estate.staff["site_manager"];
    scene.name("{manager}", &id);
    let id = scene.estate.units["3-1202"];
    scene.name("{unit}", &id);
    let id = scene.estate.residents["3-1202"];
    scene.name("{resident}", &id);
    let adjustment = format!("/follow-ups/{follow_up}/adjustment");
    let day = scene
        .found(&adjustment, "name=\"planned_day\" value=\"")
        .await;
    scene.name("{day}", &day);
    scene
}

#[tokio::test]
async fn two_who_plan() {
    on_both(async |db| {
        let mut scene = scene(db).await;
        let (close, others) = FORMS.split_last().unwrap();
        scene.all(others).await;
        scene.app.clock().move_by_seconds(20 * 24 * 60 * 60);
        scene.app.advance(scene.estate.site).await.unwrap();
        scene.sign_in().await;
        scene.both(close).await;
    })
    .await;
}

#[tokio::test]
async fn one_who_has_the_visit_open_twice() {
    on_both(async |db| {
        let mut scene = Scene::new(db, "kehu", "site_manager").await;
        let (_, follow_up) = grave_complaint(&scene.app, &scene.estate).await;
        release(&scene.app, &scene.estate, follow_up).await;
        scene.sign_in().await;
        scene.name("{follow_up}", &follow_up);
        scene.all(VISIT).await;
    })
    .await;
}

#[tokio::test]
async fn two_who_set_a_rate() {
    on_both(async |db| {
        let mut scene = Scene::new(db, "yezhu", "company_reviewer").await;
        scene.all(RATE).await;
    })
    .await;
}

#[tokio::test]
async fn two_who_make_one_visit_of_two_follow_ups() {
    on_both(async |db| {
        let mut scene = Scene::new(db, "kehu", "service_director").await;
        grave_complaint(&scene.app, &scene.estate).await;
        let other = RegisterEvent {
            site: scene.estate.site,
            event_id: String::new(),
            source: Source::Form,
            content: EventForm {
                category: Some(Category::Complaint),
                severity: Some(Severity::Major),
                unit: Some(scene.estate.units["3-1202"]),
                reporter: Some(scene.estate.residents["3-1202"]),
                reported_at: "2026-03-16 20:00".to_owned(),
                ..EventForm::default()
            },
            words: WordsForm {
                summary: "天台積水".to_owned(),
                ..WordsForm::default()
            },
            reports: Vec::new(),
            completed_at: "2026-03-16 23:00".to_owned(),
        };
        let product = Asker::product();
        let command = CommandId::generate();
        let done = scene.app.register_event(&product, command, other).await;
        done.unwrap();
        scene.pass(60).await;
        scene.all(TOGETHER).await;
    })
    .await;
}

#[tokio::test]
async fn one_who_has_the_sign_out_sheet_open_twice() {
    on_both(async |db| {
        let mut scene = Scene::of(db, "yezhu", ["site_manager"; 2]).await;
        let (_, follow_up) = grave_complaint(&scene.app, &scene.estate).await;
        release(&scene.app, &scene.estate, follow_up).await;
        scene.sign_in().await;
        scene.name("{follow_up}", &follow_up);
        let [take, back] = SHEET else {
            panic!("two forms");
        };
        scene.both(take).await;
        let line = scene
            .found("/sign-out-sheet", "action=\"/sign-out-sheet/")
            .await;
        scene.name("{sign_out}", &line);
        scene.both(back).await;
    })
    .await;
}

#[tokio::test]
async fn two_who_complete_an_activity_and_its_list() {
    on_both(async |db| {
        let mut scene = Scene::new(db, "kehu", "culture_clerk").await;
        let page = scene.second.ask("GET", "/events/new", "").await;
        let form = encoded("category=activity&summary=端午包粽子&reported_at=2026-03-16T08:00");
        let done = send(&mut scene.second, &page, "/events", &form).await;
        let event = done.header("location").trim_start_matches("/events/");
        scene.name("{activity}", &event);
        scene.all(LISTS).await;
    })
    .await;
}
