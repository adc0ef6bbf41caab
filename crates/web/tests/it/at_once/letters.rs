//! Public letters, from the draft to the posting.

use huiyin_app::letters::{DraftLetter, LetterForm};
use huiyin_domain::{CommandId, FollowUpId, Severity};
use huiyin_testkit::on_both;

use super::{Form, Scene, Second, encoded};
use crate::events::send;

pub(crate) const FORMS: &[Form] = &[
    Form {
        route: "/letters",
        page: "/letters/new?category=complaint&kind=%E9%9B%BB%E6%A2%AF",
        path: "/letters",
        first: "{chosen}&title=電梯維修&salutation=致各位&matter=電梯異響&next_steps=月底修好&contact=前台",
        second: "{chosen}&title=電梯公告&salutation=致各位&matter=電梯停運&next_steps=下月修好&contact=前台",
        typed: "電梯公告",
        meets: Second::AtField,
    },
    Form {
        route: "/letters",
        page: "/letters/{letter}/draft",
        path: "/letters",
        first: "{chosen}&title=電梯維修答復&salutation=致各位&matter=電梯異響&next_steps=月底修好&contact=前台",
        second: "{chosen}&title=電梯修好公告&salutation=致各位&matter=電梯異響&next_steps=月底修好&contact=前台",
        typed: "電梯修好公告",
        meets: Second::Told,
    },
    Form {
        route: "/letters/{letter}/withdrawal",
        page: "/letters/{letter}",
        path: "/letters/{letter}/withdrawal",
        first: "why=改為逐戶答復",
        second: "why=資料有誤",
        typed: "資料有誤",
        meets: Second::Told,
    },
    Form {
        route: "/letters/{letter}/judgement",
        page: "/letters/{other}",
        path: "/letters/{other}/judgement",
        first: "verdict=approved&opinion=同意",
        second: "verdict=sent_back&opinion=請寫明日期",
        typed: "請寫明日期",
        meets: Second::Told,
    },
    Form {
        route: "/letters/{letter}/posting",
        page: "/letters/{other}",
        path: "/letters/{other}/posting",
        first: "place=大堂&from=2026-03-16&until=2026-03-30",
        second: "place=地庫入口&from=2026-03-16&until=2026-03-31",
        typed: "地庫入口",
        meets: Second::Told,
    },
];

/// Three homes complain of the lift; the follow-ups that a letter may answer.
async fn complaints(scene: &mut Scene<'_>) -> Vec<FollowUpId> {
    let units = ["1-0301", "1-0302", "2-0502"].map(|code| scene.estate.units[code]);
    let severity = Severity::Important.id();
    for unit in units {
        let page = scene.second.ask("GET", "/events/new", "").await;
        let form = format!(
            "category=complaint&severity={severity}&kind=電梯&summary=電梯異響&unit={unit}\
             &completed_at=2026-03-16T08%3A00&reported_at=2026-03-15T08%3A00"
        );
        let done = send(&mut scene.second, &page, "/events", &encoded(&form)).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    let page = scene.second.ask("GET", FORMS[0].page, "").await;
    let ticked = page.text().split("name=\"follow_ups\" value=\"").skip(1);
    let ids = ticked.map(|rest| rest.split('"').next().unwrap().parse().unwrap());
    ids.collect()
}

#[tokio::test]
async fn two_at_each_step_of_a_letter() {
    on_both(async |db| {
        let mut scene = Scene::new(db, "kehu", "service_director").await;
        let follow_ups = complaints(&mut scene).await;
        assert_eq!(follow_ups.len(), 3, "three homes are offered");
        let chosen: Vec<String> = follow_ups
            .iter()
            .map(|it| format!("follow_ups={it}"))
            .collect();
        scene.name("{chosen}", &chosen.join("&"));
        let [draft, redraft, withdraw, judge, post] = FORMS else {
            panic!("five forms");
        };
        scene.both(draft).await;
        let letter = scene.found("/letters", "href=\"/letters/0").await;
        scene.name("{letter}", &format!("0{letter}"));
        scene.both(redraft).await;
        scene.both(withdraw).await;
        // What it was to answer is free again.
        let director = scene.asker("service_director").await;
        let again = DraftLetter {
            site: scene.estate.site,
            replaces: None,
            form: LetterForm {
                title: "電梯".to_owned(),
                salutation: "致各位：".to_owned(),
                matter: "電梯異響".to_owned(),
                explanation: String::new(),
                measures: String::new(),
                next_steps: "月底修好".to_owned(),
                contact: "前台".to_owned(),
            },
            follow_ups,
        };
        let command = CommandId::generate();
        let other = scene.app.draft_letter(&director, command, again).await;
        scene.name("{other}", &other.unwrap());
        scene.are(["site_manager"; 2]).await;
        scene.both(judge).await;
        scene.are(["service_director", "site_manager"]).await;
        scene.both(post).await;
    })
    .await;
}
