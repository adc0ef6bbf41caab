//! What people ask about their own data, and what is held.

use huiyin_testkit::{TestDb, on_both};

use super::{Form, Scene, Second, encoded};

pub(crate) const FORMS: &[Form] = &[
    Form {
        route: "/residents/{person}/requests",
        page: "/residents/{resident}/requests",
        path: "/residents/{resident}/requests",
        first: "kind=access&identity=in_person&received_on=2026-01-05&identity_words=當面&asked=",
        second: "kind=export&identity=in_person&received_on=2026-01-05&identity_words=當面&asked=副本",
        typed: "副本",
        meets: Second::Both,
    },
    Form {
        route: "/holds/on/{kind}/{thing}",
        page: "/holds/on/person/{resident}",
        path: "/holds/on/person/{resident}",
        first: "until=&why=訴訟",
        second: "until=&why=查核",
        typed: "查核",
        meets: Second::Both,
    },
    Form {
        route: "/requests/{request}",
        page: "/requests/{request}",
        path: "/requests/{request}",
        first: "outcome=done&ground=&why=已當面說明",
        second: "outcome=refused&ground=identity&why=身份沒有核實清楚",
        typed: "身份沒有核實清楚",
        meets: Second::Told,
    },
    Form {
        route: "/holds/{hold}",
        page: "/holds/{hold}",
        path: "/holds/{hold}",
        first: "why=已結案",
        second: "why=調解已經結束",
        typed: "調解已經結束",
        meets: Second::Told,
    },
];

/// Two who answer for people's data, with a request and a hold.
pub(crate) async fn scene(db: &TestDb) -> Scene<'_> {
    let mut scene = Scene::new(db, "kehu", "company_reviewer").await;
    let resident = scene.estate.residents["3-1202"];
    scene.name("{resident}", &resident);
    let command = "command=01968000-0000-7000-8000-00000000000";
    let asked =
        "kind=access&identity=call_back&received_on=2026-01-05&identity_words=致電核對&asked=";
    for (number, path, body) in [
        (1, format!("/residents/{resident}/requests"), asked),
        (2, format!("/holds/on/person/{resident}"), "until=&why=訴訟"),
    ] {
        let body = encoded(body);
        let body = format!("{command}{number}&{body}");
        let done = scene.first.ask("POST", &path, &body).await;
        assert_eq!(done.status, 303, "{path}: {}", done.text());
    }
    let request = scene.found("/requests", "href=\"/requests/").await;
    scene.name("{request}", &request);
    let hold = scene.found("/holds", "href=\"/holds/").await;
    scene.name("{hold}", &hold);
    scene
}

#[tokio::test]
async fn two_who_answer_for_peoples_data() {
    on_both(async |db| {
        let mut scene = scene(db).await;
        scene.all(FORMS).await;
    })
    .await;
}
