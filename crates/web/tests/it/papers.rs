//! What pages say, as forms to print and as tables for a spreadsheet. The renderer hands back the sheets as they are.

use std::sync::Arc;

use async_trait::async_trait;
use axum::http::StatusCode;
use huiyin_app::App;
use huiyin_app::paper::{Drawing, Drawn, Layouts, RenderFault, Renderer, Sheet};
use huiyin_testkit::on_both;
use huiyin_web::{Settings, router};
use serde_json::Value;

use crate::support::{Answer, AsSheets, Browser, Database};
use crate::visits::{Case, KEHU, WHOLE, WUYE, YEZHU, judge};

/// An application that prints.
pub(crate) fn printing(app: App) -> App {
    app.printing_by(Arc::new(AsSheets), Layouts::default())
}

pub(crate) async fn sheets(browser: &mut Browser, path: &str) -> Vec<Value> {
    let file = browser.ask("GET", path, "").await;
    assert_eq!(file.status, StatusCode::OK, "{path}: {}", file.text());
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(file.header("content-length"), file.body.len().to_string());
    serde_json::from_slice(&file.body).unwrap()
}

/// What a reader sees in a field: its words, what is ticked, who signed; none where the sheet has no such field.
pub(crate) fn shown(sheet: &Value, id: &str) -> Option<String> {
    let parts = sheet["parts"].as_array().unwrap().iter();
    let mut fields = parts.flat_map(|part| part["fields"].as_array().unwrap());
    let field = fields.find(|field| field["id"] == id)?;
    let lines = field["lines"].as_array().unwrap().iter();
    let lines = lines.map(|line| line.as_str().unwrap().to_owned());
    let boxes = field["boxes"].as_array().unwrap().iter();
    let boxes = boxes
        .filter(|it| it[1] == true)
        .map(|it| it[0].as_str().unwrap().to_owned());
    let inks = field["inks"].as_array().unwrap().iter();
    let inks = inks.map(|ink| {
        format!(
            "{} {}",
            ink["who"].as_str().unwrap(),
            ink["note"].as_str().unwrap()
        )
    });
    Some(
        lines
            .chain(boxes)
            .chain(inks)
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

fn is(sheet: &Value, fields: &[(&str, &str)]) {
    for (id, words) in fields {
        let found = shown(sheet, id).unwrap_or_else(|| panic!("no {id}: {sheet}"));
        assert!(found.contains(words), "{id}: {words}: {found}");
    }
}

pub(crate) fn csv(file: &Answer) -> Vec<String> {
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let text = file.text().strip_prefix('\u{feff}').expect("the mark");
    text.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_record_is_printed_as_its_page_says_it() {
    for office in [KEHU, YEZHU, WUYE] {
        on_both(async |db| {
            let case = Case::of(db, office, printing).await;
            let mut visitor = case.browser(office.visitor).await;
            let ask = format!("{}/form.pdf", case.follow_up);
            let blank = sheets(&mut visitor, &ask).await;
            assert_eq!(blank.len(), 1);
            is(
                &blank[0],
                &[
                    ("summary", "消防通道堆放電動車"),
                    ("phone", "****"),
                    ("customer_signature", ""),
                ],
            );
            assert_eq!(blank[0]["blank"], true);
            assert_eq!(blank[0]["demo"], false);
            let on_record = (office.procedure == "wuye").then_some(true);
            assert_eq!(shown(&blank[0], "receipt").is_some(), on_record.is_some());
            let code = blank[0]["code"]["svg"].as_str().unwrap();
            assert!(code.starts_with("<svg "), "{code}");
            let mine = sheets(&mut visitor, "/forms.pdf").await;
            assert_eq!(mine, blank);
            let mut stranger = case.browser(office.stranger).await;
            let refused = stranger.ask("GET", &ask, "").await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN);

            let done = case.send(&mut visitor, WHOLE).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            let record = done.header("location").to_owned();
            let page = visitor.ask("GET", &record, "").await;
            assert!(page.text().contains(&format!("href=\"{record}/form.pdf\"")));
            let printed = sheets(&mut visitor, &format!("{record}/form.pdf")).await;
            is(
                &printed[0],
                &[
                    ("summary", "消防通道堆放電動車"),
                    ("phone", "138****0001"),
                    ("visited_at", "2026年3月17日"),
                    ("channel", "上門"),
                    ("respondent", "He"),
                    ("relation", "業主"),
                    ("quality", "A 滿意"),
                    ("satisfaction", "B 較滿意"),
                    ("shortcomings", "無"),
                    ("suggestions", "多巡查"),
                    ("open_matters", "無"),
                    ("verdict", "未填"),
                    ("review", "未填"),
                    ("customer_signature", "He（業主） 住戶・鍵入姓名"),
                    ("visitor_signature", "Luo 回訪人"),
                ],
            );
            assert!(
                shown(&printed[0], "manager").is_none(),
                "nothing is nonconforming"
            );
            let receipt = shown(&printed[0], "receipt");
            let is_receipt = |it: String| it == "羅經理 2026年3月17日";
            assert_eq!(receipt.map(is_receipt), on_record, "who took the form");
            let hash = printed[0]["code"]["lines"][1].as_str().unwrap();
            let hash = hash.strip_prefix("校驗碼 ").unwrap();
            assert!(hash.len() == 12 && page.text().contains(hash), "{hash}");

            let mut reviewer = case.browser(office.reviewer).await;
            let opinion = "verdict=nonconforming&opinion=%E5%8F%88%E5%A0%86%E6%BB%BF%E4%BA%86%E9%9B%BB%E5%8B%95%E8%BB%8A";
            let answer = judge(&mut reviewer, &record, opinion).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
            let printed = sheets(&mut reviewer, &format!("{record}/form.pdf")).await;
            is(
                &printed[0],
                &[
                    ("verdict", "不合格"),
                    ("review", "不合格：又堆滿了電動車"),
                    ("manager", "未填"),
                ],
            );
            let month = sheets(&mut reviewer, "/records/forms.pdf?month=2026-03").await;
            assert_eq!(month, printed);
            assert!(
                month[0]["bookmark"]
                    .as_str()
                    .unwrap()
                    .starts_with("CY-2026-")
            );
            let none = reviewer
                .ask("GET", "/records/forms.pdf?month=2026-02", "")
                .await;
            assert_eq!(none.status, StatusCode::NOT_FOUND);
            assert!(none.text().contains("沒有您可看的記錄表"), "{}", none.text());
            for (month, offered) in [("2026-02", false), ("2026-03", true)] {
                let page = reviewer.ask("GET", &format!("/records?month={month}"), "").await;
                let link = format!("/records/forms.pdf?month={month}");
                assert_eq!(page.text().contains(&link), offered, "{month}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn a_refusal_is_printed_with_its_reason_and_witness() {
    on_both(async |db| {
        let case = Case::of(db, YEZHU, printing).await;
        let mut visitor = case.browser(YEZHU.visitor).await;
        let page = visitor
            .ask("GET", &format!("{}/visit", case.follow_up), "")
            .await;
        let witness = page
            .text()
            .split("name=\"witness\"")
            .nth(1)
            .expect("who saw it");
        let witness = witness.split("<option value=\"").nth(2).unwrap();
        let witness = witness.split('"').next().unwrap();
        let form = WHOLE.replace("&customer_name=He", "");
        let form = format!(
            "{form}&refused=yes&refusal_reason=%E5%AB%8C%E9%BA%BB%E7%85%A9&witness={witness}"
        );
        let done = case.send(&mut visitor, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let record = done.header("location").to_owned();
        let printed = sheets(&mut visitor, &format!("{record}/form.pdf")).await;
        is(
            &printed[0],
            &[("customer_signature", "拒簽：嫌麻煩，見證：")],
        );
    })
    .await;
}

#[tokio::test]
async fn the_tables_of_pages_are_files() {
    on_both(async |db| {
        let case = Case::of(db, YEZHU, printing).await;
        let mut visitor = case.browser(YEZHU.visitor).await;
        let done = case.send(&mut visitor, WHOLE).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        for (path, first, words) in [
            (
                "/events",
                "\"編號\",\"來源單號\",\"類別\"",
                "消防通道堆放電動車",
            ),
            (
                "/plan?month=2026-03",
                "\"編號\",\"類別\",\"等級\"",
                "消防通道堆放電動車",
            ),
            (
                "/records?month=2026-03",
                "\"編號\",\"類別\",\"等級\"",
                "消防通道堆放電動車",
            ),
            (
                "/sign-out-sheet?month=2026-03",
                "\"序號\",\"回訪記錄編號\"",
                "CY-2026-00001-1",
            ),
            ("/statistics?month=2026-03", "\"類別\",\"應回訪數\"", "投訴"),
        ] {
            let as_file = |ending: &str| match path.split_once('?') {
                Some((path, query)) => format!("{path}.{ending}?{query}"),
                None => format!("{path}.{ending}"),
            };
            let lines = csv(&visitor.ask("GET", &as_file("csv"), "").await);
            assert!(lines[0].starts_with(first), "{path}: {lines:?}");
            assert!(lines[1].contains(words), "{path}: {lines:?}");
            let book = visitor.ask("GET", &as_file("xlsx"), "").await;
            assert!(
                book.header("content-type").ends_with("spreadsheetml.sheet"),
                "{path}"
            );
            assert!(
                book.header("content-disposition")
                    .starts_with("attachment;")
            );
            assert!(book.body.starts_with(b"PK"), "{path}");
            let drawn = sheets(&mut visitor, &as_file("pdf")).await;
            assert!(drawn[0].to_string().contains(words), "{path}: {}", drawn[0]);
        }
        let figures = csv(&visitor
            .ask("GET", "/statistics.csv?month=2026-03", "")
            .await);
        assert!(
            figures[1].starts_with("\"投訴\",1,0,1,1,0,0,100.0%,\"100%\",\"達標\""),
            "{figures:?}"
        );
        let page = visitor.ask("GET", "/statistics?month=2026-03", "").await;
        assert!(
            page.text()
                .contains("href=\"/statistics.xlsx?month=2026-03\"")
        );
    })
    .await;
}

/// The cells of the table of a page that comes so many tables after the first, row by row: words without marks.
pub(crate) fn cells(page: &Answer, table: usize) -> Vec<Vec<String>> {
    let table = page.text().split("<table").nth(table + 1).expect("a table");
    let body = table
        .split("</table>")
        .next()
        .unwrap()
        .split("<tbody")
        .nth(1)
        .unwrap();
    let words = |cell: &str| {
        let cell = cell.split("</t").next().unwrap();
        let inside = cell.split_once('>').map_or("", |(_, inside)| inside);
        let pieces = inside.split('<').enumerate().map(|(at, piece)| match at {
            0 => piece,
            _ => piece.split_once('>').map_or("", |(_, words)| words),
        });
        pieces.collect::<Vec<_>>().join(" ").trim().to_owned()
    };
    let rows = body.split("<tr").skip(1);
    rows.map(|row| {
        let cells = row.replace("<th ", "<td ");
        cells.split("<td").skip(1).map(words).collect()
    })
    .collect()
}

/// What stands in the columns of a sheet's table, row by row, as a reader sees it.
pub(crate) fn columns(sheet: &Value, table: &str, ids: &[&str]) -> Vec<Vec<String>> {
    let parts = sheet["parts"].as_array().unwrap();
    let part = parts.iter().find(|part| part["table"] == table).unwrap();
    let columns = part["columns"].as_array().unwrap();
    let places: Vec<usize> = ids
        .iter()
        .map(|id| columns.iter().position(|it| it["id"] == *id).unwrap())
        .collect();
    let rows = part["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let shown = places.iter().map(|at| row["shown"][*at].as_str().unwrap());
        shown.map(|it| it.trim().to_owned()).collect()
    })
    .collect()
}

/// A figure without what a page and a paper write apart: the sign of percent, and the stroke where there is none.
pub(crate) fn bare(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let bare = |it: String| it.trim_end_matches('%').replace('—', "");
    let rows = rows.into_iter();
    rows.map(|row| row.into_iter().map(bare).collect())
        .collect()
}

#[tokio::test]
async fn the_paper_of_statistics_has_the_figures_of_the_page() {
    for office in [KEHU, YEZHU] {
        on_both(async |db| {
            let case = Case::of(db, office, printing).await;
            let mut visitor = case.browser(office.visitor).await;
            let done = case.send(&mut visitor, WHOLE).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            let page = visitor.ask("GET", "/statistics?month=2026-03", "").await;
            let sheet = sheets(&mut visitor, "/statistics.pdf?month=2026-03").await;
            let first = [
                "owed",
                "exempt",
                "done",
                "on_site",
                "phone",
                "letter",
                "rate",
                "target",
                "met",
                "timeliness",
                "satisfied",
                "fairly",
                "dissatisfied",
                "satisfaction",
            ];
            let shown = bare(cells(&page, 0));
            let shown: Vec<Vec<String>> = shown.into_iter().map(|row| row[1..].to_vec()).collect();
            let printed = bare(columns(&sheet[0], "figures", &first));
            assert_eq!(shown, printed);
            assert!(
                shown.len() > 1 && shown[0][..3] == ["1", "0", "1"],
                "{shown:?}"
            );
            let second = [
                (5, "on_time"),
                (8, "outstanding"),
                (12, "refused"),
                (13, "nonconforming"),
                (15, "handled"),
                (17, "handling_rate"),
            ];
            let ids: Vec<&str> = second.iter().map(|(_, id)| *id).collect();
            let shown = bare(cells(&page, 1));
            let shown: Vec<Vec<String>> = shown
                .into_iter()
                .map(|row| second.iter().map(|(at, _)| row[*at].clone()).collect())
                .collect();
            let printed = bare(columns(&sheet[0], "figures", &ids));
            let of = |category: &str| {
                let names = columns(&sheet[0], "figures", &["category"]);
                let at = names.iter().position(|it| it[0] == category).unwrap();
                printed[at].clone()
            };
            assert_eq!(shown.first(), Some(&of("投訴")));
            assert_eq!(shown.last(), Some(&of("合計")));
        })
        .await;
    }
}

#[tokio::test]
async fn where_nothing_draws_that_is_said() {
    on_both(async |db| {
        let case = Case::new(db, KEHU).await;
        let mut visitor = case.browser(KEHU.visitor).await;
        let file = visitor.ask("GET", "/events.pdf", "").await;
        assert_eq!(file.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(file.text().contains("請改用 XLSX"), "{}", file.text());
    })
    .await;
}

/// Takes sheets and cannot draw them.
struct Faulty(RenderFault);

impl Renderer for Faulty {
    fn begin(&self, _: Option<&str>) -> Result<Box<dyn Drawing>, RenderFault> {
        Ok(Box::new(Self(self.0.clone())))
    }
}

#[async_trait]
impl Drawing for Faulty {
    async fn add(&mut self, _: Sheet) -> Result<(), RenderFault> {
        Ok(())
    }

    async fn finish(self: Box<Self>) -> Result<Drawn, RenderFault> {
        Err(self.0)
    }
}

#[tokio::test]
async fn what_was_not_drawn_comes_with_a_sentence_and_the_next_is_drawn() {
    on_both(async |db| {
        let case = Case::of(db, KEHU, printing).await;
        let mut visitor = case.browser(KEHU.visitor).await;
        let done = case.send(&mut visitor, WHOLE).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let why = || "what only the log is told".to_owned();
        let internal = StatusCode::INTERNAL_SERVER_ERROR;
        for (fault, status, said) in [
            (RenderFault::Failed(why()), internal, "請再試一次"),
            (
                RenderFault::NoRoom(why()),
                internal,
                "磁碟已滿，沒有留下檔案",
            ),
            (
                RenderFault::TooSlow(60),
                StatusCode::GATEWAY_TIMEOUT,
                "請一次少列印一些",
            ),
        ] {
            let faulty = Arc::new(Faulty(fault));
            let app = case.app.clone().printing_by(faulty, Layouts::default());
            let there = Arc::new(Database { there: true });
            visitor.server = router(Settings::default(), there, app);
            // More often than files are drawn at a time: whoever fails keeps nobody waiting.
            for path in [
                "/records/forms.pdf?month=2026-03",
                "/events.pdf",
                "/plan.pdf",
            ] {
                let file = visitor.ask("GET", path, "").await;
                assert_eq!(file.status, status, "{path}: {}", file.text());
                assert!(file.text().contains(said), "{path}: {}", file.text());
                assert!(!file.text().contains(&why()), "{path}: {}", file.text());
            }
        }
        visitor.server = case.server().clone();
        let month = sheets(&mut visitor, "/records/forms.pdf?month=2026-03").await;
        assert_eq!(month.len(), 1);
    })
    .await;
}
