//! The company's sums and the month's signals: the page, every file of it, and what is counted again from the journal.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader as _, Xlsx};
use huiyin_domain::entry::Facts;
use huiyin_domain::{Category, CohortId, Lang, ObligationId, Rating};
use huiyin_testkit::{TestDb, on_both};
use serde_json::Value;

use crate::papers::{bare, cells, columns, csv, printing, sheets};
use crate::statistics::Month;
use crate::support::{Answer, Browser};
use crate::visits::{Case, KEHU, WHOLE, colleague};

/// What the journal comes to, of a category in one month.
#[derive(Default, PartialEq, Eq, Debug)]
struct Counted {
    owed: u64,
    done: u64,
    rated: u64,
    content: u64,
    dissatisfied: u64,
}

/// Counts the obligations of a month from the entries alone.
async fn counted(db: &TestDb, month: &str) -> BTreeMap<Category, Counted> {
    let mut categories: HashMap<CohortId, Category> = HashMap::new();
    let mut owed: HashMap<ObligationId, Category> = HashMap::new();
    let mut done: HashMap<ObligationId, Option<Rating>> = HashMap::new();
    for entry in db.journal().await {
        match entry.facts {
            Facts::ObligationsArisen(it) => {
                let opened = it.cohorts.iter().map(|it| (it.cohort, it.category));
                categories.extend(opened);
                for one in it.obligations {
                    let is_of_month = one.window.due().month().to_string() == month;
                    if is_of_month && !one.why.exempt() {
                        owed.insert(one.obligation, categories[&one.cohort]);
                    }
                }
            }
            Facts::ObligationVoided(it) => {
                owed.remove(&it.obligation);
            }
            Facts::VisitRecorded(it) if it.counted.completes => {
                done.insert(it.obligation, it.rating);
            }
            _ => {}
        }
    }
    let mut counted: BTreeMap<Category, Counted> = BTreeMap::new();
    for (obligation, category) in owed {
        let line = counted.entry(category).or_default();
        line.owed += 1;
        let Some(rating) = done.get(&obligation) else {
            continue;
        };
        line.done += 1;
        line.rated += u64::from(rating.is_some());
        line.dissatisfied += u64::from(*rating == Some(Rating::Dissatisfied));
        let content = [Some(Rating::Satisfied), Some(Rating::Fairly)].contains(rating);
        line.content += u64::from(content);
    }
    counted
}

/// The rows of a table of a file for programs.
pub(crate) fn rows<'j>(json: &'j Value, table: &str) -> &'j Vec<Value> {
    json["tables"][table]
        .as_array()
        .unwrap_or_else(|| panic!("no {table}: {json}"))
}

/// The cells of a workbook, row by row, without empty ones; numbers as they are.
pub(crate) fn workbook(file: &Answer) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(file.body.clone())).expect("a workbook");
    let mut found = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        for row in range.rows() {
            let cells = row.iter().filter(|cell| !matches!(cell, Data::Empty));
            found.push(cells.map(ToString::to_string).collect());
        }
    }
    found
}

/// The columns of the page of a company, which its paper has in the same order.
const COLUMNS: [&str; 11] = [
    "owed",
    "done",
    "rate",
    "target",
    "met",
    "timeliness",
    "satisfaction",
    "dissatisfied",
    "handling_rate",
    "unhandled",
    "unreachable",
];

pub(crate) async fn file(browser: &mut Browser, path: &str, ending: &str) -> Answer {
    let (page, query) = path.split_once('?').unwrap();
    let file = browser
        .ask("GET", &format!("{page}.{ending}?{query}"), "")
        .await;
    assert_eq!(
        file.status,
        StatusCode::OK,
        "{path} {ending}: {}",
        file.text()
    );
    file
}

#[tokio::test]
async fn the_company_is_the_same_as_page_and_file_and_in_the_journal() {
    on_both(async |db| {
        let month = Month::of(db, printing).await;
        let mut director = month.sign_in("service_director").await;
        let path = "/company?from=2026-04&to=2026-04";
        let page = director.ask("GET", path, "").await;
        for ending in ["pdf", "xlsx"] {
            let link = format!("href=\"/company.{ending}?from=2026-04&#38;to=2026-04\"");
            assert!(page.text().contains(&link), "{link}: {}", page.text());
        }
        // The page marks what is of few with a star; the paper says which shares these are.
        let shown = cells(&page, 0);
        let names: Vec<String> = shown.iter().map(|row| row[0].clone()).collect();
        let is_few = shown.iter().any(|row| row[3].ends_with('*'));
        let star = |it: String| it.trim_end_matches('*').to_owned();
        let shown = shown
            .into_iter()
            .map(|row| row.into_iter().skip(1).map(star).collect());
        let shown = bare(shown.collect());
        let drawn = sheets(&mut director, "/company.pdf?from=2026-04&to=2026-04").await;
        assert_eq!(drawn.len(), 1);
        assert_eq!(shown, bare(columns(&drawn[0], "categories", &COLUMNS)));
        let few = columns(&drawn[0], "categories", &["few"]);
        assert!(
            is_few && few.iter().any(|it| it[0].contains("回訪率")),
            "{few:?}"
        );

        let json = file(&mut director, path, "json").await.json();
        assert_eq!(json["fields"]["sites"], 1);
        assert_eq!(json["fields"]["only"], Value::Null);
        let again = counted(db, "2026-04").await;
        assert!(again[&Category::Complaint].done == 3, "{again:?}");
        let lines = rows(&json, "categories");
        let total = lines.last().unwrap();
        assert_eq!(lines.len(), again.len() + 1, "{json}");
        assert_eq!(lines.len(), names.len());
        for (line, (category, counted)) in lines.iter().zip(&again) {
            assert_eq!(line["name"], category.title(Lang::ZhHant));
            assert_eq!(line["owed"], counted.owed, "{category}");
            assert_eq!(line["done"], counted.done, "{category}");
            assert_eq!(line["dissatisfied"], counted.dissatisfied, "{category}");
            // Half up, in tenths of a percent.
            let share = |part: u64, whole: u64| {
                let tenths = (whole > 0).then(|| (part * 2000 + whole) / (whole * 2));
                tenths.map(|it| format!("{}.{}", it / 10, it % 10))
            };
            let tenths = |it: &Value| it.as_f64().map(|it| format!("{:.1}", it * 100.0));
            assert_eq!(
                tenths(&line["satisfaction"]),
                share(counted.content, counted.rated)
            );
            assert_eq!(tenths(&line["rate"]), share(counted.done, counted.owed));
        }
        let sum = |of: fn(&Counted) -> u64| again.values().map(of).sum::<u64>();
        assert_eq!(total["name"], "合計");
        assert_eq!(total["owed"], sum(|it| it.owed));
        assert_eq!(total["done"], sum(|it| it.done));
        assert_eq!(total["rate"], Value::Null, "no rate over all");

        let book = workbook(&file(&mut director, path, "xlsx").await);
        let table = csv(&file(&mut director, path, "csv").await);
        for line in lines {
            let (name, owed) = (line["name"].as_str().unwrap(), line["owed"].to_string());
            let done = line["done"].to_string();
            let here = book
                .iter()
                .any(|row| row.starts_with(&[name.to_owned(), owed.clone(), done.clone()]));
            assert!(here, "{name}: {book:?}");
            let start = format!("\"{name}\",{owed},{done},");
            assert!(
                table.iter().any(|it| it.starts_with(&start)),
                "{start}: {table:?}"
            );
        }
        // Over two months there is a table of months, and one category alone has no other beside it.
        let path = "/company?from=2026-03&to=2026-04&category=complaint";
        let json = file(&mut director, path, "json").await.json();
        assert_eq!(json["fields"]["only"], "投訴");
        assert_eq!(rows(&json, "categories").len(), 1);
        let months = rows(&json, "months");
        let march = counted(db, "2026-03").await;
        let owed =
            |of: &BTreeMap<Category, Counted>| of.get(&Category::Complaint).map_or(0, |it| it.owed);
        assert_eq!(months[0]["owed"], owed(&march));
        assert_eq!(months[1]["owed"], owed(&again));
        assert_eq!(months[2]["owed"], owed(&march) + owed(&again));
    })
    .await;
}

#[tokio::test]
async fn the_signals_are_the_same_as_page_and_file_and_in_the_journal() {
    on_both(async |db| {
        let month = Month::of(db, printing).await;
        month.app.clock().move_by_seconds(5 * 24 * 60 * 60);
        let mut director = month.sign_in("service_director").await;
        let path = "/signals?month=2026-04";
        let page = director.ask("GET", path, "").await;
        assert_eq!(page.status, StatusCode::OK);
        for ending in ["pdf", "xlsx"] {
            let link = format!("href=\"/signals.{ending}?month=2026-04\"");
            assert!(page.text().contains(&link), "{link}");
        }
        let json = file(&mut director, path, "json").await.json();
        // Days of the month that are over on which nobody, but at most the product, entered anything.
        let zone = huiyin_domain::SiteZone::default();
        let told = db.journal().await;
        let told = told
            .iter()
            .filter(|it| it.actor.is_some() && it.scope == month.estate.site);
        let told: BTreeSet<String> = told.map(|it| zone.day(it.at).to_string()).collect();
        let quiet = rows(&json, "quiet");
        assert!(!quiet.is_empty(), "{json}");
        for run in quiet {
            let (from, to) = (run["from"].as_str().unwrap(), run["to"].as_str().unwrap());
            assert!(run["days"].as_u64().unwrap() >= 3);
            assert!(
                !told
                    .iter()
                    .any(|day| from <= day.as_str() && day.as_str() <= to),
                "{run}"
            );
        }
        assert_eq!(quiet.last().unwrap()["from"], "2026-04-09");
        assert_eq!(quiet.last().unwrap()["to"], "2026-04-12");
        let people = rows(&json, "people");
        assert_eq!(people.len(), page.text().matches("<details>").count());
        let spoken: u64 = people.iter().map(|it| it["count"].as_u64().unwrap()).sum();
        let records = rows(&json, "records");
        assert_eq!(records.len() as u64, spoken);
        let opened = page.text().matches("href=\"/records/").count() as u64;
        assert_eq!(opened, spoken, "every row opens its record");
        assert!(spoken > 0, "{json}");

        let drawn = sheets(&mut director, "/signals.pdf?month=2026-04").await;
        let numbers: Vec<String> = records
            .iter()
            .map(|it| it["number"].as_str().unwrap().to_owned())
            .collect();
        let printed = columns(&drawn[0], "records", &["number"]);
        assert_eq!(printed.concat(), numbers);
        let book = workbook(&file(&mut director, path, "xlsx").await);
        let table = csv(&file(&mut director, path, "csv").await);
        for person in people {
            let words = person["signal"].as_str().unwrap();
            assert!(page.text().contains(words), "{words}");
            let row = [
                words.to_owned(),
                person["count"].to_string(),
                person["of"].to_string(),
            ];
            assert!(book.contains(&row.to_vec()), "{row:?}: {book:?}");
            let line = format!("\"{words}\",{},{}", row[1], row[2]);
            assert!(table.contains(&line), "{line}: {table:?}");
        }
        let wrong = director.ask("GET", "/signals.csv?month=April", "").await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
        let mut visitor = month.sign_in("patrol_inspector").await;
        let refused = visitor.ask("GET", "/signals.json?month=2026-04", "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    })
    .await;
}

/// The rows of the table under a heading: what each is of, and its numbers; none where there is no such heading.
fn measured(page: &Answer, heading: &str) -> Option<Vec<(String, Vec<u64>)>> {
    let section = page.text().split(&format!("id=\"h-{heading}\"")).nth(1)?;
    let table = section.split("</table>").next()?;
    let row = |row: &str| {
        let numbers = row.split("<td class=\"num\">").skip(1);
        let numbers = numbers.map(|it| it.split('<').next().unwrap().parse().unwrap());
        (row.split('<').next().unwrap().to_owned(), numbers.collect())
    };
    Some(table.split("<th scope=\"row\">").skip(1).map(row).collect())
}

#[tokio::test]
async fn every_chart_has_its_title_its_words_and_its_numbers_beside_it() {
    on_both(async |db| {
        let month = Month::of(db, printing).await;
        let mut director = month.sign_in("service_director").await;
        for path in [
            "/statistics?month=2026-04",
            "/company?from=2025-05&to=2026-04",
        ] {
            let page = director.ask("GET", path, "").await;
            let text = page.text();
            assert_eq!(page.status, StatusCode::OK);
            let charts = text.matches("<svg class=\"chart\"").count();
            assert!(charts >= 3, "{path}: rate, timeliness, satisfaction");
            for word in [
                "aria-labelledby=\"chart-",
                "aria-describedby=\"chart-",
                "<title id=\"chart-",
                "<desc id=\"chart-",
            ] {
                assert_eq!(text.matches(word).count(), charts, "{path}: {word}");
            }
            // Twelve columns and twelve rows; the last is the month itself, as the journal has it.
            let chart = text.split("<svg class=\"chart\"").nth(1).unwrap();
            let chart = chart.split("</svg>").next().unwrap();
            assert_eq!(chart.matches("<rect ").count(), 12, "{path}");
            let table = text.split("<caption class=\"vh\">").nth(1).unwrap();
            let table = table.split("</table>").next().unwrap();
            assert_eq!(table.matches("<th scope=\"row\">").count(), 12, "{path}");
            let again = counted(db, "2026-04").await;
            let complaints = &again[&Category::Complaint];
            let last = table.rsplit("<th scope=\"row\">").next().unwrap();
            let numbers = format!(
                "<span class=\"sub\">{}/{}</span>",
                complaints.done, complaints.owed
            );
            assert!(
                last.starts_with("4月") && last.contains(&numbers),
                "{path}: {last}"
            );
            let rated: u64 = again.values().map(|it| it.rated).sum();
            let content: u64 = again.values().map(|it| it.content).sum();
            let satisfied = format!("<span class=\"sub\">{content}/{rated}</span>");
            assert!(last.contains(&satisfied), "{path}: {last}");
        }
        let page = director.ask("GET", "/statistics?month=2026-04", "").await;
        let load = measured(&page, "load").expect("the load");
        assert_eq!(load.len(), 1, "{load:?}");
        assert_eq!(load[0].1, [4, 3], "four are to be made, three are");
        assert!(measured(&page, "ages").is_none(), "nothing stands open");
        let mut visitor = month.sign_in("patrol_inspector").await;
        let page = visitor.ask("GET", "/statistics?month=2026-04", "").await;
        assert!(
            measured(&page, "load").is_none(),
            "who closes the month sees the load"
        );
        let then = "/statistics?month=2026-04&as_of=2026-04-08T09:00";
        let page = director.ask("GET", then, "").await;
        assert!(
            measured(&page, "load").is_none(),
            "what is at hand is of now"
        );
    })
    .await;
}

#[tokio::test]
async fn what_stands_open_grows_older_in_the_steps_of_the_procedure() {
    on_both(async |db| {
        let case = Case::of(db, KEHU, printing).await;
        let mut visitor = case.browser(KEHU.visitor).await;
        let owner = colleague(&case, &mut visitor, "matter_0_owner").await;
        let raised = format!(
            "{WHOLE}&matter_0_kind=suggestion&matter_0_said=%E5%8A%A0%E7%87%88&matter_0_owner={owner}\
             &matter_0_answer_by=2026-03-19T10%3A00&matter_0_told_by={owner}"
        );
        let done = case.send(&mut visitor, &raised).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let (mut at, mut is_oldest) = (None, false);
        for days in [0, 4, 400] {
            case.app.clock().move_by_seconds(days * 24 * 60 * 60);
            let mut visitor = case.browser(KEHU.visitor).await;
            let page = visitor.ask("GET", "/statistics?month=2026-03", "").await;
            let ages = measured(&page, "ages").expect("what stands open");
            let counts: Vec<u64> = ages.iter().map(|it| it.1[0]).collect();
            assert_eq!(counts.iter().sum::<u64>(), 1, "{ages:?}");
            let now = counts.iter().position(|it| *it == 1);
            assert!(now > at, "older than before: {ages:?}");
            assert_eq!(ages[0].0, "3 天內");
            is_oldest = now == Some(ages.len() - 1);
            at = now;
        }
        assert!(is_oldest, "older than any window");
    })
    .await;
}

/// A closed month shows what was closed, on the page and in its files, with who closed it; the figures of now and of another
/// moment have files of their own, without a name under them.
pub(crate) async fn only_what_was_closed_is_signed(browser: &mut Browser, page: &Answer) {
    assert!(page.text().contains("結帳時的數字"));
    let pictures = [
        ("", "&picture=closed", true),
        ("&picture=live", "&picture=live", false),
        ("&as_of=2026-04-08T09:00", "&as_of=2026-04-08T09:00", false),
    ];
    for (asked, of_file, is_signed) in pictures {
        let path = format!("/statistics?month=2026-04{asked}");
        let page = browser.ask("GET", &path, "").await;
        let file = format!("?month=2026-04{of_file}");
        let link = format!("/statistics.pdf{}", file.replace('&', "&#38;"));
        assert!(page.text().contains(&link), "{link}: {}", page.text());
        let unsigned = page.text().contains("未簽");
        assert_eq!(unsigned, !is_signed, "{asked}: {}", page.text());
        let paper = browser
            .ask("GET", &format!("/statistics.json{file}"), "")
            .await;
        let paper: Value = serde_json::from_str(paper.text()).unwrap();
        let fields = &paper["fields"];
        for id in ["prepared", "date"] {
            assert_eq!(
                fields[id].is_string(),
                is_signed,
                "{id} of {asked}: {fields}"
            );
        }
    }
}
