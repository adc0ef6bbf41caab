//! Papers to be drawn and tables to be written, as full as an office fills them.

use huiyin_domain::Lang;
use huiyin_forms::paper::{Cell, Code, Form, Ink, Layouts, Paper, Sheet, Value};

/// Filled-in records of visits, each with another number and another hand.
pub fn records(count: usize) -> Vec<Sheet> {
    let layouts = Layouts::default();
    (0..count)
        .map(|index| layouts.sheet(&record(index)))
        .collect()
}

fn record(index: usize) -> Paper {
    let number = format!("CY-2026-{index:05}-1");
    let unit = format!("{}-{:04}", index % 12 + 1, index / 12 % 100 + 100);
    let mut paper = Paper {
        foot: "翠湖花園".to_owned(),
        ..Paper::new(Form::VisitRecord, Lang::ZhHant).called(format!("{number} {unit}"), "")
    };
    let path = format!("https://huiyin.example/records/{index:032x}");
    paper.code = Some(Code {
        svg: huiyin_web::qr::svg(&path).unwrap_or_default(),
        lines: vec![
            "掃碼核對".to_owned(),
            format!("校驗碼 {index:012x}"),
            "內容與簽署時一致".to_owned(),
        ],
    });
    for (id, words) in [
        ("number", number.as_str()),
        ("unit", unit.as_str()),
        ("site", "翠湖花園管理處"),
        ("category", "維修／給排水"),
        ("source", "CY-2026-00001（WX-0001）"),
        ("round", "第一次回訪"),
        ("customer", "何女士"),
        ("phone", "138****0001"),
        ("respondent", "何婉儀"),
        ("relation", "業主"),
        (
            "summary",
            "廚房洗菜盆下水管滲水，師傅已到場更換密封圈並試水",
        ),
        ("completed_at", "2026-03-16 16:00"),
        ("window", "2026-03-17 – 2026-03-23"),
        ("visited_at", "2026-03-18 19:30"),
        ("channel", "上門"),
        ("shortcomings", "約好三點，師傅四點才到，沒有事先打電話。"),
        ("site_check", "查看正常，櫃底乾爽"),
        ("solved", "已解決"),
        ("photos", "2 張"),
        ("medium", "電子記錄"),
        ("open_matters", "樓道燈不亮，轉工程部"),
        ("promised", "2026-03-20 18:00 前"),
        (
            "review",
            "合格：記錄完整（客戶服務部主任 羅偉，2026-03-19 10:00）",
        ),
        ("remarks", "住戶平日七時後在家"),
    ] {
        paper.set(id, words);
    }
    paper.set("reasons", Value::None);
    paper.set("receipt", Value::None);
    paper.set("suggestions", Value::Nothing);
    paper.set("manager", Value::None);
    let grades = ["A 滿意", "B 較滿意", "C 不滿意"];
    for id in ["quality", "effect", "satisfaction", "rating"] {
        let ticked = (0..)
            .zip(grades)
            .map(|(at, it)| (it.to_owned(), at == index % 3));
        paper.set(id, Value::Boxes(ticked.collect()));
    }
    let verdicts = [("合格".to_owned(), true), ("不合格".to_owned(), false)];
    paper.set("verdict", Value::Boxes(verdicts.to_vec()));
    paper.set(
        "customer_signature",
        Value::Signed(vec![ink(index, "何婉儀（業主）")]),
    );
    paper.set(
        "visitor_signature",
        Value::Signed(vec![ink(index + 7, "羅偉（責任區管理員）")]),
    );
    paper
}

/// A signature of eight strokes with forty points each.
fn ink(index: usize, who: &str) -> Ink {
    let point = |stroke: usize, at: usize| {
        let across = stroke * 110 + at * 3;
        let down = (index * 31 + stroke * 97 + at * at * 7) % 400;
        let fits = |it: usize| u16::try_from(it).unwrap_or(u16::MAX);
        (fits(across), fits(down))
    };
    let stroke = |stroke| (0..40).map(|at| point(stroke, at)).collect();
    Ink {
        strokes: (0..8).map(stroke).collect(),
        who: who.to_owned(),
        note: "手寫，2026-03-18 19:42".to_owned(),
    }
}

/// A table of events with this many rows.
pub fn table(rows: usize) -> Sheet {
    let mut paper = Paper::new(Form::EventList, Lang::ZhHant).called("服務事項", "翠湖花園");
    let sheet = Layouts::default().sheet(&paper);
    let part = sheet.parts.iter().find(|it| !it.columns.is_empty());
    let columns = part.map_or(&[][..], |it| &it.columns);
    let name = part.map_or("", |it| &it.table);
    for index in 0..rows {
        let cells = (0..)
            .zip(columns)
            .map(|(at, column)| (column.id.as_str(), cell(index, at)));
        paper.row(name, cells);
    }
    Layouts::default().sheet(&paper)
}

/// Words, counts, days, moments and shares in turn.
fn cell(index: usize, column: usize) -> Cell {
    let day = index % 28 + 1;
    match column % 6 {
        0 => Cell::text(format!("CY-2026-{index:06}")),
        1 => Cell::Moment(format!("2026-03-{day:02} 09:{:02}", index % 60)),
        2 => Cell::text(format!("{}-{:04}", index % 12 + 1, index % 100 + 100)),
        3 => Cell::text(format!("第 {index} 件，師傅已到場查看並處理")),
        4 => Cell::Count(u64::try_from(index % 7).unwrap_or_default()),
        _ => Cell::Day(format!("2026-03-{day:02}")),
    }
}
