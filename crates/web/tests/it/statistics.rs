//! The month's figures, each with its rows, and the close of the month, on both databases.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use huiyin_app::events::{EventForm, RegisterEvent, WordsForm};
use huiyin_app::imports::ImportRequest;
use huiyin_app::planning::ReleasePlan;
use huiyin_app::visits::{
    Ink, MatterInput, RecordVisit, RefusalInput, SectionInput, TakeForms, VisitorInk,
};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::entry::{ImportKind, Section, SiteCheck, Solved, Source};
use huiyin_domain::{
    Category, Channel, CommandId, FollowUpId, ImportId, Lang, LocalTime, Matter, PersonId, Rating,
    Role, Severity, SiteZone,
};
use huiyin_testkit::{Estate, TestDb, on_both};
use huiyin_web::{Settings, router};

use crate::access::open_account;
use crate::support::{Answer, Browser, Database};

const DAY: i64 = 24 * 60 * 60;

/// A site with the example events and six complaints of April that were followed up in different ways.
pub(crate) struct Month {
    pub(crate) app: App,
    pub(crate) estate: Estate,
    server: Router,
}

impl Month {
    async fn lived(db: &TestDb) -> Self {
        Self::of(db, |app| app).await
    }

    /// The same, on an application that is set up otherwise.
    pub(crate) async fn of(db: &TestDb, set: fn(App) -> App) -> Self {
        let now: LocalTime = "2026-04-08 09:30".parse().unwrap();
        let clock = Clock::standing_at(SiteZone::default().instant(now));
        let app = set(App::new((**db).clone(), clock));
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        for post in ["service_director", "patrol_inspector"] {
            open_account(&app, &estate, post).await;
        }
        let there = Arc::new(Database { there: true });
        let server = router(Settings::default(), there, app.clone());
        let month = Self {
            app,
            estate,
            server,
        };
        month.import().await;
        month.complaints().await;
        let mut released = month.release().await.into_iter();
        let mut next = || released.next().unwrap();
        month.record(next(), Rating::Satisfied, |_| ()).await;
        month.record(next(), Rating::Fairly, Record::refused).await;
        month
            .record(next(), Rating::Dissatisfied, Record::raised)
            .await;
        month
    }

    async fn import(&self) {
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../testkit/examples");
        for (kind, file) in [
            (ImportKind::Events, "events.csv"),
            (ImportKind::Participants, "participants.csv"),
        ] {
            let request = ImportRequest {
                site: self.estate.site,
                kind,
                path: format!("{examples}/{file}").into(),
                file_name: file.to_owned(),
                profile: None,
                plan_history: true,
            };
            let import = ImportId::generate();
            self.app
                .run_import(&Asker::product(), import, &request)
                .await
                .unwrap();
        }
        self.app.advance(self.estate.site).await.unwrap();
    }

    async fn complaints(&self) {
        for (number, anonymous) in (0..6).map(|number| (number, number > 3)) {
            let event = RegisterEvent {
                site: self.estate.site,
                event_id: format!("K{number}"),
                source: Source::Form,
                content: EventForm {
                    category: Some(Category::Complaint),
                    severity: Some(Severity::Important),
                    // The second is of another home, so that its visit is minutes from those before and after.
                    unit: (!anonymous).then(|| {
                        let home = if number == 1 { "3-1203" } else { "3-1202" };
                        self.estate.units[home]
                    }),
                    anonymous,
                    reported_at: "2026-04-08 08:00".to_owned(),
                    ..EventForm::default()
                },
                words: WordsForm {
                    summary: format!("電梯異響 {number}"),
                    ..WordsForm::default()
                },
                reports: Vec::new(),
                completed_at: "2026-04-08 08:10".to_owned(),
            };
            let command = CommandId::generate();
            self.app
                .register_event(&Asker::product(), command, event)
                .await
                .unwrap();
        }
        self.app.advance(self.estate.site).await.unwrap();
    }

    async fn asker(&self, post: &str) -> Asker {
        let person = self.estate.staff[post];
        let asker = self.app.asker(person, None, Lang::ZhHant).await.unwrap();
        asker.unwrap()
    }

    /// Releases the complaints of today; gives their follow-ups.
    async fn release(&self) -> Vec<FollowUpId> {
        let asker = self.asker("service_director").await;
        let month = "2026-04".parse().unwrap();
        let plan = self
            .app
            .plan(&asker, self.estate.site, month)
            .await
            .unwrap();
        let today = plan.lines.iter().filter(|line| {
            let summary = line.row.summary.as_ref();
            summary.is_some_and(|summary| summary.reveal().starts_with("電梯異響"))
        });
        let follow_ups: Vec<FollowUpId> = today.map(|line| line.row.id).collect();
        let input = ReleasePlan {
            site: self.estate.site,
            follow_ups: follow_ups.clone(),
        };
        let released = self
            .app
            .release_plan(&asker, CommandId::generate(), input)
            .await
            .unwrap();
        assert_eq!(released.done.len(), 4, "{released:?}");
        follow_ups
    }

    async fn record(&self, follow_up: FollowUpId, rating: Rating, change: impl Fn(&mut Record)) {
        let asker = self.asker("service_director").await;
        let take = TakeForms {
            follow_ups: vec![follow_up],
            signature: Ink::typed("許"),
        };
        self.app
            .take_forms(&asker, CommandId::generate(), take)
            .await
            .unwrap();
        let mut record = Record {
            input: satisfied(follow_up, rating, self.estate.staff["service_director"]),
            witness: self.estate.staff["patrol_inspector"],
        };
        change(&mut record);
        self.app
            .record_visit(&asker, CommandId::generate(), record.input)
            .await
            .unwrap();
    }

    pub(crate) async fn sign_in(&self, post: &str) -> Browser {
        let mut browser = Browser::new(&self.server);
        let answer = browser.sign_in(post, "seven+herons+over+water").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        browser
    }
}

struct Record {
    input: RecordVisit,
    witness: PersonId,
}

impl Record {
    fn refused(&mut self) {
        self.input.customer_signature = Ink {
            strokes: String::new(),
            name: String::new(),
            ..Ink::default()
        };
        self.input.refusal = Some(RefusalInput {
            reason: "趕時間".to_owned(),
            witness: Some(self.witness),
            signature: Ink::typed("郭強"),
        });
    }

    fn raised(&mut self) {
        let matter = |dissatisfaction| MatterInput {
            kind: Matter::Opinion,
            dissatisfaction,
            said: "樓道燈太暗".to_owned(),
            settled: true,
            outcome: "已換燈泡".to_owned(),
            promise: None,
            rectification: None,
        };
        self.input.matters = vec![matter(true), matter(false)];
    }
}

/// A record that lacks nothing, of one visitor.
pub(crate) fn satisfied(follow_up: FollowUpId, rating: Rating, visitor: PersonId) -> RecordVisit {
    let section = |section: Section| {
        let rated = !matches!(section, Section::Shortcomings | Section::Suggestions);
        SectionInput {
            section,
            rating: rated.then_some(Rating::Satisfied),
            none: !rated,
            said: String::new(),
        }
    };
    RecordVisit {
        follow_up,
        visited_at: "2026-04-08 09:00".to_owned(),
        channel: Channel::OnSite,
        channel_reason: String::new(),
        late_reason: String::new(),
        respondent: None,
        respondent_name: "何女士".to_owned(),
        relation: Some(Role::Owner),
        sections: Section::ALL.iter().map(|it| section(*it)).collect(),
        rating: Some(rating),
        solved: Some(Solved::Yes),
        site_check: Some(SiteCheck::Good),
        site_check_words: String::new(),
        customer_signature: Ink {
            strokes: "[[[1,2],[3,4]]]".to_owned(),
            name: "何女士".to_owned(),
            ..Ink::default()
        },
        refusal: None,
        visitor_signatures: vec![VisitorInk {
            person: visitor,
            ink: Ink::typed("回訪人"),
        }],
        paper: None,
        files: Vec::new(),
        matters: Vec::new(),
        next_visit: String::new(),
    }
}

/// The numbers of a page that open rows: address and number.
fn figures(page: &Answer) -> Vec<(String, u64)> {
    let links = page.text().split("href=\"/statistics/rows?").skip(1);
    let figure = |link: &str| {
        let (query, rest) = link.split_once("\">").unwrap();
        let shown = rest.split("</a>").next().unwrap();
        let shown = shown.split(" → ").last().unwrap();
        let number = shown
            .trim_end_matches("</span>")
            .rsplit('>')
            .next()
            .unwrap();
        let query = query.replace("&#38;", "&");
        (format!("/statistics/rows?{query}"), number.parse().unwrap())
    };
    links.map(figure).collect()
}

/// Opens every figure of a page and counts the rows behind it; gives the names of the figures.
async fn opened(browser: &mut Browser, page: &Answer) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (href, number) in figures(page) {
        let rows = browser.ask("GET", &href, "").await;
        assert_eq!(rows.status, StatusCode::OK, "{href}");
        let name = href.split("figure=").nth(1).unwrap();
        let name = name.split('&').next().unwrap().to_owned();
        let mut lines = rows.text().matches("href=\"/events/").count() as u64;
        while lines < number && rows.text().contains("rel=\"next\"") {
            let more = browser
                .ask("GET", &format!("{href}&from={lines}"), "")
                .await;
            lines += more.text().matches("href=\"/events/").count() as u64;
        }
        if ["matters", "handled", "unhandled"].contains(&name.as_str()) {
            let weights = rows.text().split("<td class=\"num rest\">").skip(1);
            let sum: u64 = weights
                .map(|weight| weight.split('<').next().unwrap().parse::<u64>().unwrap())
                .sum();
            assert_eq!(sum, number, "{href}");
        } else {
            assert_eq!(lines, number, "{href}");
        }
        assert!(rows.text().contains(&format!("共 {number} 件")), "{href}");
        names.insert(name);
    }
    names
}

#[tokio::test]
async fn every_number_opens_as_many_rows() {
    on_both(async |db| {
        let month = Month::lived(db).await;
        let mut browser = month.sign_in("service_director").await;
        let page = browser.ask("GET", "/statistics?month=2026-04", "").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [
            "回訪統計表，2026年4月",
            "本月未過完",
            "11.1.3",
            "重要",
            "拒簽",
            "尚差",
        ] {
            assert!(page.text().contains(words), "{words}");
        }
        let names = opened(&mut browser, &page).await;
        for name in [
            "owed",
            "exempt",
            "exempt_anonymous",
            "done",
            "done_on_site",
            "picked",
            "on_time",
            "outstanding",
            "rated",
            "satisfied",
            "fairly",
            "dissatisfied",
            "refused",
            "matters",
            "handled",
        ] {
            assert!(names.contains(name), "{name} is nowhere in {names:?}");
        }
        let march = browser.ask("GET", "/statistics?month=2026-03", "").await;
        assert!(opened(&mut browser, &march).await.contains("not_covered"));
        let before = "/statistics?month=2026-04&as_of=2026-04-01T00:00";
        let before = browser.ask("GET", before, "").await;
        assert!(!before.text().contains("figure=done\""));
        opened(&mut browser, &before).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_left_of_the_month_before_is_carried_over_with_its_rows() {
    on_both(async |db| {
        let month = Month::of(db, crate::papers::printing).await;
        month.app.clock().move_by_seconds(25 * DAY);
        let mut browser = month.sign_in("service_director").await;
        // As April ended, so many were picked and not followed up.
        let ended = "/statistics?month=2026-04&as_of=2026-05-01T00:00";
        let ended = browser.ask("GET", ended, "").await;
        let left = |page: &Answer, figure: &str| {
            let figures = figures(page).into_iter();
            let mut of_all =
                figures.filter(|(href, _)| href.contains(figure) && !href.contains("category="));
            of_all.next().map_or(0, |(_, number)| number)
        };
        let outstanding = left(&ended, "figure=outstanding");
        assert!(outstanding > 0);
        let may = browser.ask("GET", "/statistics?month=2026-05", "").await;
        assert_eq!(left(&may, "figure=carried_over"), outstanding);
        assert!(opened(&mut browser, &may).await.contains("carried_over"));
        // 篇1 has no analysis of what is told again; 已再回訪 is there and nothing.
        assert!(may.text().contains("重複投訴") && !may.text().contains("figure=repeat_"));
        let paper = browser
            .ask("GET", "/statistics.json?month=2026-05", "")
            .await
            .json();
        let total = paper["tables"]["figures"]
            .as_array()
            .unwrap()
            .last()
            .unwrap()
            .clone();
        assert_eq!(total["carried_over"], outstanding, "{total}");
        assert_eq!(total["revisited"], 0);
        assert!(total["repeat_complaints"].is_null());
        let rows = "/statistics/rows?month=2026-05&figure=repeat_repairs";
        let none = browser.ask("GET", rows, "").await;
        assert!(none.text().contains("共 0 件"), "{}", none.text());
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_said() {
    on_both(async |db| {
        let month = Month::lived(db).await;
        let mut browser = month.sign_in("patrol_inspector").await;
        let wrong = browser.ask("GET", "/statistics?as_of=soon", "").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"soon\"") && wrong.text().contains("f-as_of-error"));
        for (path, status) in [
            ("/statistics?month=soon", StatusCode::BAD_REQUEST),
            (
                "/statistics/rows?month=2026-04&figure=scores",
                StatusCode::NOT_FOUND,
            ),
            (
                "/statistics/rows?month=2026-04&figure=done&category=x",
                StatusCode::NOT_FOUND,
            ),
        ] {
            assert_eq!(browser.ask("GET", path, "").await.status, status, "{path}");
        }
    })
    .await;
}

/// The value of a hidden field.
fn hidden<'a>(page: &'a Answer, name: &str) -> &'a str {
    let field = format!("name=\"{name}\" value=\"");
    let value = page.text().split(&field).nth(1).unwrap();
    value.split('"').next().unwrap()
}

#[tokio::test]
async fn a_month_is_closed_after_a_look_at_what_is_missing() {
    on_both(async |db| {
        let month = Month::lived(db).await;
        let form = |page: &Answer, missing: &str| {
            let command = hidden(page, "command");
            format!("command={command}&month=2026-04&seen_missing={missing}")
        };
        let mut early = month.sign_in("service_director").await;
        let running = early
            .ask("GET", "/statistics/close?month=2026-04", "")
            .await;
        assert!(running.text().contains("這個月還沒有過完"));
        assert!(!running.text().contains("簽署並結帳"));

        month.app.clock().move_by_seconds(30 * DAY);
        month.app.advance(month.estate.site).await.unwrap();
        let mut browser = month.sign_in("service_director").await;
        let page = browser.ask("GET", "/statistics?month=2026-04", "").await;
        assert!(page.text().contains("結本月統計") && page.text().contains("統計未結"));
        let close = browser
            .ask("GET", "/statistics/close?month=2026-04", "")
            .await;
        assert!(close.text().contains("抽中而未回訪"), "{}", close.text());
        opened(&mut browser, &close).await;
        let missing = hidden(&close, "seen_missing").to_owned();

        let mut other = month.sign_in("patrol_inspector").await;
        let refused = other
            .ask("POST", "/statistics/close", &form(&close, &missing))
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let unseen = browser
            .ask("POST", "/statistics/close", &form(&close, "0"))
            .await;
        assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unseen.text().contains("別人改過了"));
        let sent = form(&unseen, &missing);
        for _ in 0..2 {
            let closed = browser.ask("POST", "/statistics/close", &sent).await;
            assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
            assert_eq!(closed.header("location"), "/statistics?month=2026-04");
        }
        let again = browser
            .ask("POST", "/statistics/close", &form(&close, &missing))
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("這個月的統計已經結束"));

        let page = browser.ask("GET", "/statistics?month=2026-04", "").await;
        for words in ["看現在的數字", "許主任", "結帳以後沒有變動"] {
            assert!(page.text().contains(words), "{words}");
        }
        let frozen = "/statistics?month=2026-04&picture=closed";
        let frozen = browser.ask("GET", frozen, "").await;
        assert!(frozen.text().contains("結帳時的數字"));
        opened(&mut browser, &frozen).await;
        crate::summed::only_what_was_closed_is_signed(&mut browser, &page).await;
    })
    .await;
}
