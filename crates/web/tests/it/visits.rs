//! From the release to the accepted record, as the people of an office do it, under two procedures.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use huiyin_app::{App, Clock};
use huiyin_domain::{CommandId, LocalTime, SiteZone};
use huiyin_testkit::{Estate, TestDb, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::complaint::{grave_complaint, release};
use crate::support::{Answer, Browser, Database};

/// Who does what under a procedure.
#[derive(Clone, Copy)]
pub(crate) struct Office {
    pub(crate) procedure: &'static str,
    /// Grave enough to be visited by one person alone.
    pub(crate) visitor: &'static str,
    pub(crate) reviewer: &'static str,
    pub(crate) stranger: &'static str,
}

pub(crate) const KEHU: Office = Office {
    procedure: "kehu",
    visitor: "site_manager",
    reviewer: "service_director",
    stranger: "patrol_inspector",
};
pub(crate) const YEZHU: Office = Office {
    procedure: "yezhu",
    visitor: "site_manager",
    reviewer: "service_supervisor",
    stranger: "manager_assistant",
};

pub(crate) const WUYE: Office = Office {
    procedure: "wuye",
    visitor: "property_manager",
    reviewer: "service_lead",
    stranger: "property_assistant",
};

/// A released follow-up of a grave complaint, and where it is.
pub(crate) struct Case {
    pub(crate) office: Office,
    pub(crate) app: App,
    server: Router,
    pub(crate) follow_up: String,
}

impl Case {
    pub(crate) async fn new(db: &TestDb, office: Office) -> Self {
        Self::of(db, office, |app| app).await
    }

    /// The same, on an application that is set up otherwise.
    pub(crate) async fn of(db: &TestDb, office: Office, set: fn(App) -> App) -> Self {
        let wall: LocalTime = "2026-03-16 09:00".parse().unwrap();
        let clock = Clock::standing_at(SiteZone::default().instant(wall));
        let app = set(App::new((*db).clone(), clock));
        let estate = Estate::build(db, office.procedure, app.clock().now()).await;
        for post in [office.visitor, office.reviewer, office.stranger] {
            open_account(&app, &estate, post).await;
        }
        let (_, follow_up) = grave_complaint(&app, &estate).await;
        release(&app, &estate, follow_up).await;
        let there = Arc::new(Database { there: true });
        let case = Self {
            server: router(Settings::default(), there, app.clone()),
            app: app.clone(),
            follow_up: format!("/follow-ups/{follow_up}"),
            office,
        };
        if case.office.procedure != "kehu" {
            case.take(&follow_up.to_string()).await;
        }
        case
    }

    pub(crate) const fn server(&self) -> &Router {
        &self.server
    }

    pub(crate) async fn browser(&self, post: &str) -> Browser {
        let mut browser = Browser::new(&self.server);
        let answer = browser.sign_in(post, "seven+herons+over+water").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{post}");
        browser
    }

    /// The visitor signs for the form.
    async fn take(&self, follow_up: &str) {
        let mut visitor = self.browser(self.office.visitor).await;
        let early = visitor.ask("GET", &self.follow_up, "").await;
        assert!(
            early.text().contains("/sign-out-sheet"),
            "the form comes first"
        );
        let sheet = visitor.ask("GET", "/sign-out-sheet", "").await;
        let command = carried(&sheet, "command");
        let form = format!("command={command}&follow_ups={follow_up}&signature=&name=Luo");
        let taken = visitor.ask("POST", "/sign-out-sheet", &form).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    }

    /// Sends the form of the visit, with the command of a fresh page.
    pub(crate) async fn send(&self, browser: &mut Browser, form: &str) -> Answer {
        let path = format!("{}/visit", self.follow_up);
        let page = browser.ask("GET", &path, "").await;
        let command = carried(&page, "command");
        browser
            .ask("POST", &path, &format!("command={command}&{form}"))
            .await
    }
}

pub(crate) fn carried(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let rest = page.text().split(&mark).nth(1).expect("the form has it");
    rest.split('"').next().unwrap().to_owned()
}

/// A record that lacks nothing.
pub(crate) const WHOLE: &str = "visited_on=2026-03-17&visited_time=08%3A30&channel=on_site&respondent_name=He&relation=owner\
    &quality=satisfied&effect=satisfied&satisfaction=fairly&shortcomings_none=yes&suggestions=%E5%A4%9A%E5%B7%A1%E6%9F%A5\
    &rating=satisfied&solved=yes&site_check=good&matters=1&customer_name=He&visitor_name_0=Luo";

/// Reviews the record that a page shows.
pub(crate) async fn judge(browser: &mut Browser, record: &str, form: &str) -> Answer {
    let page = browser.ask("GET", record, "").await;
    let command = carried(&page, "command");
    let form = format!("command={command}&signed_name=Xu&{form}");
    browser
        .ask("POST", &format!("{record}/review"), &form)
        .await
}

// Shows kehu 11.3.1; yezhu 四.3 四.4 四.5 五; every five_contents.
#[tokio::test]
async fn a_visit_is_recorded_sent_back_made_up_and_accepted() {
    for office in [KEHU, YEZHU] {
        on_both(async |db| {
            let case = Case::new(db, office).await;
            let mut visitor = case.browser(case.office.visitor).await;
            let mut reviewer = case.browser(case.office.reviewer).await;
            let done = case.send(&mut visitor, WHOLE).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            let record = done.header("location").to_owned();
            let page = visitor.ask("GET", &record, "").await;
            for words in ["消防通道堆放電動車", "多巡查", "未改動", "待審核"] {
                assert!(page.text().contains(words), "{words}");
            }
            let queue = reviewer.ask("GET", "/records?month=2026-03", "").await;
            assert_eq!(
                queue.text().matches(&record).count(),
                2,
                "it waits, and is of the month"
            );
            let without = judge(&mut reviewer, &record, "verdict=sent_back&opinion=").await;
            assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
            let back = "verdict=sent_back&opinion=%E8%AB%8B%E8%A3%9C%E8%A8%98%E7%8F%BE%E5%A0%B4";
            let back = judge(&mut reviewer, &record, back).await;
            assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
            let form = visitor
                .ask("GET", &format!("{}/visit", case.follow_up), "")
                .await;
            assert!(
                form.text().contains("多巡查"),
                "what it said is there again"
            );
            let unsigned = form.text().matches("_name\" value=\"\"").count();
            assert_eq!(unsigned, 1, "no signature carries over: {}", form.text());
            let follow_up = visitor.ask("GET", &case.follow_up, "").await;
            assert!(follow_up.text().contains(&record), "the record is near");
            let again = case.send(&mut visitor, WHOLE).await;
            assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
            let record = again.header("location").to_owned();
            let page = visitor.ask("GET", &record, "").await;
            assert!(page.text().contains("第 2 版"));
            let accepted = judge(
                &mut reviewer,
                &record,
                "verdict=accepted&opinion=%E5%B7%B2%E9%96%B1",
            )
            .await;
            assert_eq!(
                accepted.status,
                StatusCode::SEE_OTHER,
                "{}",
                accepted.text()
            );
            let page = visitor.ask("GET", &record, "").await;
            assert!(page.text().contains("已閱"));
        })
        .await;
    }
}

#[tokio::test]
async fn what_a_record_lacks_stands_at_its_field_and_nothing_typed_is_lost() {
    on_both(async |db| {
        let case = Case::new(db, YEZHU).await;
        let mut visitor = case.browser(case.office.visitor).await;
        let form = "visited_on=2026-03-17&visited_time=08%3A30&channel=phone&respondent_name=He&matters=1\
            &customer_strokes=%5B%5B%5B1%2C2%5D%2C%5B30%2C40%5D%5D%5D&suggestions=%E5%A4%9A%E5%B7%A1%E6%9F%A5\
            &matter_0_said=%E7%87%88%E5%A4%AA%E6%9A%97";
        let lacking = case.send(&mut visitor, form).await;
        assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["channel", "quality", "rating", "matter_0_outcome", "visitor_name_0"] {
            let named = lacking.text().contains(&format!("href=\"#f-{field}"));
            assert!(named, "{field}: {}", lacking.text());
        }
        for kept in ["多巡查", "燈太暗", "[[[1,2],[30,40]]]", "四.3"] {
            assert!(lacking.text().contains(kept), "{kept}");
        }
        let said = "&matter_0_kind=complaint&matter_0_said=x&matter_0_outcome=y";
        let dated = "&matter_0_answer_by=2026-03-19T10%3A00";
        for (half, field) in [("", "owner"), ("&matter_0_settled=yes", "answer_by")] {
            let half = format!("{WHOLE}{said}{dated}{half}");
            let half = case.send(&mut visitor, &half).await;
            assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            let named = format!("href=\"#f-matter_0_{field}\"");
            assert!(half.text().contains(&named), "{field}");
            assert!(half.text().contains("2026-03-19T10:00"), "the promise stays");
        }
        let more = format!("{form}&more=yes");
        let more = case.send(&mut visitor, &more).await;
        assert!(more.text().contains("matter_1_said") && more.text().contains("燈太暗"));
        let future = WHOLE.replace("2026-03-17", "2027-03-17");
        let future = case.send(&mut visitor, &future).await;
        assert!(future.text().contains("不能晚於現在"));
    })
    .await;
}

/// The first colleague of a choice on the form of the visit.
pub(crate) async fn colleague(case: &Case, browser: &mut Browser, choice: &str) -> String {
    let page = browser
        .ask("GET", &format!("{}/visit", case.follow_up), "")
        .await;
    let options = page.text().split(&format!("name=\"{choice}\"")).nth(1);
    let first = options.unwrap().split("<option value=\"").nth(2).unwrap();
    first.split('"').next().unwrap().to_owned()
}

// Shows kehu 11.1.9 11.2.3 settled_in_one_step; every raised_matters.
#[tokio::test]
async fn what_is_promised_or_put_right_is_kept_under_its_number() {
    for office in [KEHU, YEZHU] {
        on_both(async |db| {
            let case = Case::new(db, office).await;
            let mut visitor = case.browser(case.office.visitor).await;
            let owner = colleague(&case, &mut visitor, "matter_0_owner").await;
            // The second block stays empty: the third is the second matter.
            let raised = format!(
                "{}&matter_0_kind=suggestion&matter_0_said=%E5%8A%A0%E7%87%88&matter_0_owner={owner}\
                 &matter_0_answer_by=2026-03-19T10%3A00&matter_0_told_by={owner}&matter_1_kind=opinion\
                 &matter_2_kind=opinion&matter_2_outcome=%E5%B7%B2%E8%A7%A3%E9%87%8B&matter_2_dissatisfaction=yes\
                 &matter_2_owner={owner}&matter_2_rectify_by=2026-03-20",
                WHOLE
                    .replace("matters=1", "matters=3")
                    .replace("rating=satisfied", "rating=dissatisfied"),
            );
            let without = case.send(&mut visitor, &raised).await;
            assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
            let link = "href=\"#f-matter_1_said\"";
            assert!(without.text().contains(link), "{}", without.text());
            assert!(without.text().contains("name=\"matter_1_outcome\" value=\"已解釋\""));
            let whole = format!("{raised}&matter_2_said=%E9%82%84%E6%98%AF%E4%BA%82");
            let done = case.send(&mut visitor, &whole).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            let record = done.header("location").to_owned();
            let page = visitor.ask("GET", &record, "").await;
            for words in ["加燈", "還是亂", "已解釋"] {
                assert!(page.text().contains(words), "{words}");
            }
            let follow_up = visitor.ask("GET", &case.follow_up, "").await;
            assert!(follow_up.text().contains("第 2 次回訪"), "another round is owed");
            let open = visitor.ask("GET", "/open", "").await;
            assert!(open.text().contains("加燈"), "{}", open.text());
        })
        .await;
    }
}

// Shows kehu 11.2.3 nonconforming next_round; yezhu 四.5 nonconforming settled_by_review.
#[tokio::test]
async fn what_does_not_meet_the_procedure_opens_what_it_asks_for() {
    for office in [KEHU, YEZHU] {
        on_both(async |db| {
            let case = Case::new(db, office).await;
            let mut visitor = case.browser(case.office.visitor).await;
            let unsolved = WHOLE.replace("solved=yes", "solved=no");
            let done = case.send(&mut visitor, &unsolved).await;
            let record = done.header("location").to_owned();
            let mut reviewer = case.browser(case.office.reviewer).await;
            let verdict = "verdict=nonconforming&opinion=%E9%80%9A%E9%81%93%E4%BB%8D%E7%84%B6%E5%A0%B5%E5%A1%9E";
            let judged = judge(&mut reviewer, &record, verdict).await;
            assert_eq!(judged.status, StatusCode::SEE_OTHER, "{}", judged.text());
            let page = reviewer.ask("GET", &record, "").await;
            assert!(page.text().contains("不合格") && page.text().contains("通道仍然堵塞"));
            let (opened, words) = match office.procedure {
                "kehu" => (case.follow_up.as_str(), "第 2 次回訪"),
                _ => ("/events", "通道仍然堵塞"),
            };
            let opened = visitor.ask("GET", opened, "").await;
            assert!(opened.text().contains(words), "{}", opened.text());

            let open = reviewer.ask("GET", "/open", "").await;
            assert!(open.text().contains(&record), "{}", open.text());
            let decision = format!("{record}/decision");
            if office.procedure != "kehu" {
                // Who decides there is the manager, who visited.
                let own = visitor.ask("GET", &decision, "").await;
                assert_eq!(own.status, StatusCode::CONFLICT);
                return;
            }
            let mut manager = case.browser("service_director").await;
            let form = manager.ask("GET", &decision, "").await;
            let command = carried(&form, "command");
            let blank = format!("command={command}&opinion=&signed_name=Zhou+of+the+office");
            let blank = manager.ask("POST", &decision, &blank).await;
            assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(blank.text().contains("Zhou of the office"), "what was typed is kept");
            let opinion = "%E4%B8%89%E6%97%A5%E5%85%A7%E8%BF%94%E5%B7%A5";
            let whole = format!("command={command}&opinion={opinion}&signed_name=Zhou");
            let done = manager.ask("POST", &decision, &whole).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            let page = reviewer.ask("GET", &record, "").await;
            assert!(page.text().contains("三日內返工"), "{}", page.text());
            let open = manager.ask("GET", "/open", "").await;
            assert!(!open.text().contains(&record), "{}", open.text());
            let gone = manager.ask("GET", &decision, "").await;
            assert_eq!(gone.status, StatusCode::CONFLICT);
        })
        .await;
    }
}

// Shows kehu next_round.
#[tokio::test]
async fn the_manager_closes_a_further_round_with_a_reason() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut visitor = case.browser(case.office.visitor).await;
        let unsolved = WHOLE.replace("solved=yes", "solved=no");
        let done = case.send(&mut visitor, &unsolved).await;
        let record = done.header("location").to_owned();
        let mut reviewer = case.browser(case.office.reviewer).await;
        judge(
            &mut reviewer,
            &record,
            "verdict=nonconforming&opinion=still+blocked",
        )
        .await;
        let first = visitor.ask("GET", &case.follow_up, "").await;
        let mut links = first.text().split("href=\"/follow-ups/").skip(1);
        let next = links
            .find_map(|it| it.split('"').next().filter(|id| id.len() == 36))
            .expect("the next round");
        let mut manager = case.browser("site_manager").await;
        let path = format!("/follow-ups/{next}/closing");
        let page = manager.ask("GET", &format!("/follow-ups/{next}"), "").await;
        assert!(page.text().contains(&path), "{}", page.text());
        let form = manager.ask("GET", &path, "").await;
        let command = carried(&form, "command");
        let blank = manager
            .ask("POST", &path, &format!("command={command}&why=+"))
            .await;
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
        let why = format!("command={command}&why=moved+abroad");
        let done = manager.ask("POST", &path, &why).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let page = visitor.ask("GET", &format!("/follow-ups/{next}"), "").await;
        assert!(page.text().contains("moved abroad") && !page.text().contains(&path));
        let theirs = visitor.ask("GET", &path, "").await;
        assert_eq!(theirs.status, StatusCode::CONFLICT);
    })
    .await;
}

// Shows kehu 11.1.7; every refusal_to_sign.
#[tokio::test]
async fn who_declines_to_sign_has_a_reason_and_a_witness() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut visitor = case.browser(case.office.visitor).await;
        let declined = WHOLE.replace("customer_name=He", "refused=yes");
        let without = case.send(&mut visitor, &declined).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.text().contains("拒簽原因") && without.text().contains("f-witness"));
        let options = without.text().split("name=\"witness\"").nth(1).unwrap();
        let witness = options.split("<option value=\"").nth(2).unwrap();
        let witness = witness.split('"').next().unwrap();
        let whole =
            format!("{declined}&refusal_reason=%E4%B8%8D%E8%AD%98%E5%AD%97&witness={witness}");
        let done = case.send(&mut visitor, &whole).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let mut reviewer = case.browser(case.office.reviewer).await;
        let queue = reviewer.ask("GET", "/records", "").await;
        assert!(
            queue.text().contains("拒簽"),
            "the reviewer is told to look at it"
        );
    })
    .await;
}

#[tokio::test]
async fn who_does_not_visit_is_told_so_and_nobody_reviews_their_own_visit() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut stranger = case.browser(case.office.stranger).await;
        let page = stranger.ask("GET", &case.follow_up, "").await;
        assert!(page.text().contains("您不是這次的回訪人"));
        let form = format!("{}/visit", case.follow_up);
        let form = stranger.ask("GET", &form, "").await;
        assert!(
            form.text().contains("您不是這次回訪的回訪人"),
            "said at once"
        );
        let refused = case.send(&mut stranger, WHOLE).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("您不是這次回訪的回訪人"));
        let mut visitor = case.browser(case.office.visitor).await;
        let done = case.send(&mut visitor, WHOLE).await;
        let record = done.header("location").to_owned();
        let own = format!(
            "command={}&signed_name=Luo&verdict=accepted&opinion=ok",
            CommandId::generate()
        );
        let own = visitor.ask("POST", &format!("{record}/review"), &own).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            own.text().contains("自己的回訪不能自己審"),
            "{}",
            own.text()
        );
    })
    .await;
}
