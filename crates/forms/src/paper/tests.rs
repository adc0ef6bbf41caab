use std::io::{self, Cursor, Read as _, Write};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use huiyin_domain::Percent;

use super::*;

fn filled() -> Paper {
    let mut paper = Paper::new(Form::VisitRecord, Lang::ZhHant).called("CY-2026-00001-1", "");
    paper.set("number", "CY-2026-00001-1");
    paper.set("summary", "#eval(\"1+1\") 樓道堆物");
    paper.set("shortcomings", Value::Nothing);
    paper.set("suggestions", "");
    let boxes = [("A 滿意".to_owned(), false), ("B 較滿意".to_owned(), true)];
    paper.set("rating", Value::Boxes(boxes.to_vec()));
    paper.set("receipt", Value::None);
    paper
}

fn list() -> Paper {
    let mut paper = Paper::new(Form::EventList, Lang::ZhHant);
    let cells = [
        ("number", Cell::text("=1+1")),
        ("summary", Cell::text("說「好」, 再\"說\"")),
        ("reported_at", Cell::Moment("2026-03-18 09:30".to_owned())),
    ];
    paper.row("events", cells);
    paper
}

fn figures() -> Paper {
    let mut paper = Paper::new(Form::Statistics, Lang::ZhHant);
    let rate = Percent::of(1, 3, None);
    let cells = [
        ("category", Cell::text("投訴")),
        ("owed", Cell::Count(3)),
        ("rate", Cell::share(rate)),
    ];
    paper.row("figures", cells);
    paper
}

fn field<'s>(sheet: &'s Sheet, id: &str) -> &'s SheetField {
    let fields = sheet.parts.iter().flat_map(|part| &part.fields);
    fields.into_iter().find(|it| it.id == id).unwrap()
}

#[test]
fn every_built_in_layout_is_one() {
    for form in Form::ALL {
        let layout = Layout::read(form.layout_text());
        let layout = layout.unwrap_or_else(|problems| panic!("{}: {problems:?}", form.id()));
        assert_eq!(layout, Layout::built_in(*form));
        assert_eq!(layout.form, *form);
        assert_eq!(Form::of_id(form.id()), Some(*form));
    }
}

#[test]
fn what_is_wrong_with_a_layout_is_said_with_its_line() {
    let text = Form::SignOutSheet.layout_text();
    let find = |found: &str| text.lines().position(|it| it.contains(found)).unwrap() + 1;
    let due = text.lines().find(|it| it.contains("id = \"due\"")).unwrap();
    let cases = [
        (
            text.replace("id = \"due\"", "id = \"deu\""),
            "deu",
            find("\"due\""),
        ),
        (
            text.replace(due, &format!("{due}\n{due}")),
            "due",
            find("\"due\"") + 1,
        ),
        (text.replace(due, ""), "due", text.lines().count()),
        (
            text.replace("en = \"Due\"", "en = \" \""),
            "due",
            find("\"due\""),
        ),
        (
            text.replace("width = 6 ", "width = 600 "),
            "late",
            find("\"late\""),
        ),
        (
            text.replace("form = \"sign_out_sheet\"", "form = \"sheet\""),
            "sheet",
            2,
        ),
        (
            text.replace("landscape = true", "landscape = 7"),
            "landscape",
            4,
        ),
        (
            format!("{text}\n[[part]]\ntable = \"people\"\n"),
            "people",
            text.lines().count() + 3,
        ),
    ];
    for (text, named, line) in cases {
        let problems = Layout::read(&text).unwrap_err();
        let first = problems.iter().find(|it| it.line == line);
        let first = first.unwrap_or_else(|| panic!("{named}, line {line}: {problems:?}"));
        let sentence = first.sentence(Lang::ZhHant);
        assert!(
            sentence.starts_with(&format!("第 {line} 行：")),
            "{sentence}"
        );
        assert!(sentence.contains("請"), "{sentence}");
        if named != "landscape" {
            assert!(sentence.contains(named), "{sentence}");
        }
    }
}

#[test]
fn what_is_not_known_is_said_and_what_was_answered_none_is_none() {
    let sheet = Layouts::default().sheet(&filled());
    assert_eq!(sheet.title, "回訪記錄表");
    assert_eq!(field(&sheet, "shortcomings").lines, ["無"]);
    assert!(!field(&sheet, "shortcomings").faint);
    for id in ["suggestions", "quality", "verdict"] {
        assert_eq!(field(&sheet, id).lines, ["未填"], "{id}");
        assert!(field(&sheet, id).faint, "{id}");
    }
    assert_eq!(field(&sheet, "rating").shown(), "B 較滿意");
    let all = sheet.parts.iter().flat_map(|part| &part.fields);
    assert!(
        all.into_iter().all(|it| it.id != "receipt"),
        "it does not apply"
    );
    let simplified = Paper {
        lang: Lang::ZhHans,
        ..filled()
    };
    let sheet = Layouts::default().sheet(&simplified);
    assert_eq!(
        (
            sheet.title.as_str(),
            &field(&sheet, "shortcomings").lines[0][..]
        ),
        ("回访记录表", "无")
    );
}

#[test]
fn a_blank_form_has_room_for_what_is_not_known() {
    let paper = Paper {
        blank: true,
        ..filled()
    };
    let sheet = Layouts::default().sheet(&paper);
    assert!(field(&sheet, "verdict").lines.is_empty());
    assert_eq!(field(&sheet, "customer_signature").value, Value::Room(19));
}

#[test]
fn a_company_renames_moves_and_hides_columns() {
    let text = Form::EventList.layout_text();
    let number = text
        .lines()
        .find(|it| it.contains("id = \"number\""))
        .unwrap();
    let kind = text
        .lines()
        .find(|it| it.contains("id = \"kind\""))
        .unwrap();
    let text = text
        .replace(kind, "")
        .replace(number, "")
        .replace("\n]", &format!("\n{}\n]", number.replace("編號", "單號")));
    let mut layouts = Layouts::default();
    layouts.replace(Layout::read(&text).unwrap());
    let sheet = layouts.sheet(&list());
    let columns = &sheet.parts[0].columns;
    assert_eq!(columns.last().map(|it| it.title.as_str()), Some("單號"));
    assert!(columns.iter().all(|it| it.id != "kind"));
    assert_eq!(sheet.parts[0].rows[0].shown.last().unwrap(), "=1+1");
}

#[test]
fn a_csv_has_its_mark_and_no_formula() {
    let text = String::from_utf8(csv(&Layouts::default().sheet(&list()))).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(text.starts_with("\u{feff}\"編號\",\"來源單號\""), "{text}");
    assert!(lines[1].starts_with("\"'=1+1\","), "{text}");
    assert!(lines[1].contains("\"說「好」, 再\"\"說\"\"\""), "{text}");
    assert!(lines[1].contains("\"2026-03-18 09:30\""), "{text}");
    let text = String::from_utf8(csv(&Layouts::default().sheet(&figures()))).unwrap();
    assert!(
        text.contains("\"投訴\",3,"),
        "numbers are not quoted: {text}"
    );
}

#[test]
fn a_workbook_has_types() {
    let layouts = Layouts::default();
    let sheets = [layouts.sheet(&list()), layouts.sheet(&figures())];
    let mut bytes = Vec::new();
    workbook(&sheets, &mut bytes).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(
        book.sheet_names(),
        [
            "服務事項",
            "回訪統計表",
            "回訪統計表 2",
            "不在本規程範圍內",
            "存證：日誌末端與抽樣密鑰承諾"
        ]
    );
    let range = book.worksheet_range("服務事項").unwrap();
    assert_eq!(
        range.get_value((0, 0)),
        Some(&Data::String("編號".to_owned()))
    );
    assert_eq!(
        range.get_value((1, 0)),
        Some(&Data::String("=1+1".to_owned()))
    );
    let Some(Data::DateTime(moment)) = range.get_value((1, 8)) else {
        panic!("{:?}", range.get_value((1, 8)));
    };
    assert_eq!(moment.to_ymd_hms_milli(), (2026, 3, 18, 9, 30, 0, 0));
    let formulas = book.worksheet_formula("服務事項").unwrap();
    assert!(formulas.is_empty(), "{formulas:?}");
    let range = book.worksheet_range("回訪統計表 2").unwrap();
    assert_eq!(range.get_value((1, 1)), Some(&Data::Float(3.0)));
    assert_eq!(range.get_value((1, 7)), Some(&Data::Float(0.333)));
}

#[test]
fn programs_read_what_people_do() {
    let sheet = Layouts::default().sheet(&figures());
    let report = json(&sheet);
    let row = &report["tables"]["figures"][0];
    assert_eq!(row["owed"], 3);
    assert_eq!(row["rate"], 0.333);
    assert_eq!(sheet.parts[1].rows[0].shown[7], "33.3%");
    assert_eq!(report["fields"]["prepared"], serde_json::Value::Null);
    let record = json(&Layouts::default().sheet(&filled()));
    assert_eq!(record["fields"]["shortcomings"], "無");
    assert_eq!(record["fields"]["suggestions"], serde_json::Value::Null);
}

#[test]
fn what_is_too_long_to_be_drawn_at_once_is_drawn_in_pieces() {
    let mut paper = figures();
    for number in 1..=2500 {
        paper.row("not_covered", [("events", Cell::Count(number))]);
    }
    let sheet = Layouts::default().sheet(&paper);
    let parts = sheet.parts.len();
    let short = Layouts::default().sheet(&filled());
    let made = pieces([short.clone(), sheet.clone(), short.clone()]);
    let shape: Vec<Vec<usize>> = made
        .iter()
        .map(|piece| piece.iter().map(Sheet::rows).collect())
        .collect();
    assert_eq!(shape, [vec![0, 1000], vec![1000], vec![501, 0]]);
    assert_eq!(made[0][0], short);
    assert!(
        made[1][0].subtitle.ends_with("(2)"),
        "{}",
        made[1][0].subtitle
    );
    let rows = |sheets: &[Sheet]| -> Vec<Row> {
        let parts = sheets.iter().flat_map(|sheet| &sheet.parts);
        parts.flat_map(|part| part.rows.clone()).collect()
    };
    let long: Vec<Sheet> = sheet.clone().split(1000);
    assert_eq!(rows(&long), rows(&[sheet]));
    let ends: Vec<usize> = long.iter().map(|sheet| sheet.parts.len()).collect();
    assert_eq!(
        ends,
        [parts - 2, 1, 3],
        "what stands after a table is on the last"
    );
    let many = vec![short; 250];
    let many: Vec<usize> = pieces(many).iter().map(Vec::len).collect();
    assert_eq!(many, [100, 100, 50]);
}

/// A disk without room.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told_from_another_failure() {
    let sheet = Layouts::default().sheet(&list());
    let failed = workbook(&[sheet], Full).unwrap_err();
    let fault = RenderFault::from(failed);
    assert!(matches!(fault, RenderFault::NoRoom(_)), "{fault:?}");
    for (kind, is_full) in [
        (io::ErrorKind::StorageFull, true),
        (io::ErrorKind::QuotaExceeded, true),
        (io::ErrorKind::FileTooLarge, true),
        (io::ErrorKind::PermissionDenied, false),
    ] {
        let fault = RenderFault::from(io::Error::from(kind));
        assert_eq!(
            matches!(fault, RenderFault::NoRoom(_)),
            is_full,
            "{fault:?}"
        );
        for lang in Lang::ALL {
            let words = fault.sentence(lang);
            assert!(
                words.contains(['請', '请']) || words.contains("Please"),
                "{words}"
            );
        }
    }
}

#[test]
fn what_was_drawn_is_read_from_its_beginning() {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(b"%PDF-1.7").unwrap();
    let mut drawn = Drawn::new(file).unwrap();
    assert_eq!(drawn.length(), 8);
    let mut text = String::new();
    drawn.read_to_string(&mut text).unwrap();
    assert_eq!(text, "%PDF-1.7");
}

#[test]
fn what_is_of_a_demo_says_so_in_every_file_and_nothing_else_does() {
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let papers = [list(), figures(), filled()].map(|paper| Paper { lang, ..paper });
        for is_demo in [false, true] {
            let mut layouts = Layouts::default();
            if is_demo {
                layouts.mark_as_demo();
            }
            let sheets = papers.each_ref().map(|paper| layouts.sheet(paper));
            let mut bytes = Vec::new();
            workbook(&sheets, &mut bytes).unwrap();
            let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
            for (name, cells) in book.worksheets() {
                let is_mark = |cell: &Data| cell.to_string().contains(&words.made_up);
                let lines = cells.rows().filter(|row| row.iter().any(is_mark)).count();
                let fields = cells.get_value((0, 1)).is_none_or(|it| *it == Data::Empty);
                let of_all = if fields { 1 } else { cells.height() - 1 };
                assert_eq!(lines, if is_demo { of_all } else { 0 }, "{name}: {cells:?}");
            }
            for sheet in &sheets {
                assert_eq!(sheet.mark().is_some(), is_demo);
                assert_eq!(json(sheet)["demo"], is_demo);
                let text = String::from_utf8(csv(sheet)).unwrap();
                let text = text.trim_start_matches('\u{feff}');
                for line in text.lines().filter(|line| !line.is_empty()) {
                    let head = format!(",\"{}\"", words.demo);
                    let mark = format!(",\"{}\"", words.made_up);
                    let says = line.ends_with(&head) || line.ends_with(&mark);
                    assert_eq!(says, is_demo, "{line}");
                }
            }
        }
    }
}
