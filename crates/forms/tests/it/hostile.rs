//! Files that are broken, that are something else, or that mean harm.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use huiyin_domain::Lang;
use huiyin_forms::FileError;
use huiyin_forms::events::EventRow;
use huiyin_forms::table::{Content, Table};
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::files::{TestFile, fault, read};

#[track_caller]
fn unreadable(name: &str, bytes: impl AsRef<[u8]>, content: Content) {
    let fault = fault(name, bytes);
    assert!(
        matches!(fault, FileError::Unreadable(found) if found == content),
        "{name}: {fault}"
    );
}

#[track_caller]
fn misnamed(name: &str, bytes: impl AsRef<[u8]>, content: Content) {
    let fault = fault(name, bytes);
    assert!(
        matches!(fault, FileError::OtherThanNamed { found, .. } if found == content),
        "{name}: {fault}"
    );
}

#[track_caller]
fn damaged(bytes: impl AsRef<[u8]>) -> String {
    match fault("events.xlsx", bytes) {
        FileError::DamagedWorkbook { detail } => detail.into(),
        other => panic!("{other}"),
    }
}

const TITLES: &str = "event_id,site,category\n";

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_row(0, 0, ["event_id", "site", "category"])
        .unwrap();
    sheet.write_row(1, 0, ["C1", "CY", "help"]).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// The workbook with one part written anew.
pub(crate) fn workbook_with(part: &str, content: &dyn Fn(String) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = false;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        writer
            .start_file(&*name, SimpleFileOptions::default())
            .unwrap();
        if name == part {
            found = true;
            writer.write_all(&content(text)).unwrap();
        } else {
            writer.write_all(text.as_bytes()).unwrap();
        }
    }
    assert!(found, "no part is called {part}");
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_file_that_is_not_there_or_no_file_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Table::open(&folder.path().join("events.csv"));
    assert!(matches!(missing, Err(FileError::NotFound)));
    assert!(matches!(
        Table::open(folder.path()),
        Err(FileError::NotAFile)
    ));
}

#[test]
fn empty_files_are_said_to_be_empty() {
    for text in ["", "\n\r\n", "\u{FEFF}", "   \n", ",,,\n"] {
        assert!(
            matches!(fault("events.csv", text), FileError::Empty),
            "{text:?}"
        );
    }
    let mut empty = Workbook::new();
    empty.add_worksheet();
    let empty = empty.save_to_buffer().unwrap();
    assert!(matches!(fault("events.xlsx", empty), FileError::Empty));
}

#[test]
fn titles_alone_are_no_rows() {
    let file = TestFile::new("events.csv", TITLES);
    assert!(read::<EventRow>(file.path()).unwrap().rows.is_empty());
}

#[test]
fn other_documents_are_named() {
    unreadable("events.csv", "%PDF-1.7\n%âãÏÓ", Content::Pdf);
    unreadable(
        "events.csv",
        b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
        Content::Image,
    );
    unreadable("events.xlsx", b"\xFF\xD8\xFF\xE0\0\x10JFIF", Content::Image);
    unreadable(
        "events.xlsx",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more",
        Content::OldExcel,
    );
    unreadable("events.csv", b"\x1F\x8B\x08 and more", Content::Archive);
    unreadable(
        "events.csv",
        "<?xml version=\"1.0\"?><Workbook/>",
        Content::Xml,
    );
    unreadable("events.xls", "<html><table><tr><td>單號", Content::WebPage);
    unreadable("events.csv", "{\\rtf1\\ansi", Content::RichText);
    unreadable("events.json", "[{\"event_id\": 1}]", Content::Json);
    unreadable("events.csv", "event_id\0,site\n", Content::Binary);
    unreadable("events.csv", b"e\0v\0e\0n\0t\0\n\0", Content::Binary);
}

#[test]
fn a_file_must_be_what_its_name_says() {
    misnamed("events.xlsx", TITLES, Content::Csv);
    misnamed("events.XLS", TITLES, Content::Csv);
    misnamed("events.jsonl", TITLES, Content::Csv);
    misnamed("events.csv", workbook(), Content::Xlsx);
    misnamed("events.csv", "{\"event_id\": 1}", Content::JsonLines);
    for name in [
        "events",
        "events.txt",
        "events.CSV",
        "events.tsv",
        "events.export",
    ] {
        assert!(
            Table::open(TestFile::new(name, TITLES).path()).is_ok(),
            "{name}"
        );
    }
    for name in ["events", "events.xlsx", "events.xlsm"] {
        assert!(
            Table::open(TestFile::new(name, workbook()).path()).is_ok(),
            "{name}"
        );
    }
}

#[test]
fn an_archive_of_something_else_is_no_workbook() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("events.csv", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(TITLES.as_bytes()).unwrap();
    unreadable(
        "events.xlsx",
        writer.finish().unwrap().into_inner(),
        Content::Zip,
    );
}

#[test]
fn a_truncated_workbook_is_damaged_wherever_it_ends() {
    let whole = workbook();
    for part in 1..20 {
        let length = whole.len() * part / 20;
        damaged(&whole[..length]);
    }
    damaged(&whole[..4]);
}

#[test]
fn a_sheet_that_breaks_off_is_damaged() {
    damaged(workbook_with("xl/worksheets/sheet1.xml", &|text| {
        let end = text.find("</sheetData>").unwrap();
        text.as_bytes()[..end].to_vec()
    }));
}

#[test]
fn a_workbook_that_contradicts_itself_is_damaged_and_no_crash() {
    for (from, to) in [
        ("A1:C2", "C2:A1"),
        ("A1:C2", "A1:"),
        ("\"A1\"", "\"A99999999999\""),
        ("<v>0</v>", "<v>99</v>"),
    ] {
        damaged(workbook_with("xl/worksheets/sheet1.xml", &|text| {
            assert!(text.contains(from), "{from} is not in {text}");
            text.replacen(from, to, 1).into_bytes()
        }));
    }
}

#[test]
fn more_texts_than_there_are_cannot_be_announced() {
    for count in ["999999999999", "18446744073709551615"] {
        damaged(workbook_with("xl/sharedStrings.xml", &|text| {
            let announced = text.split("uniqueCount=\"").nth(1).unwrap();
            let announced = announced.split('"').next().unwrap().to_owned();
            text.replace(
                &format!("uniqueCount=\"{announced}\""),
                &format!("uniqueCount=\"{count}\""),
            )
            .into_bytes()
        }));
    }
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let blanks = vec![b' '; 80 << 20];
    let bomb = workbook_with("xl/worksheets/sheet1.xml", &|text| {
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(&blanks);
        bytes
    });
    assert!(bomb.len() < 1 << 20);
    let error = fault("events.xlsx", &bomb);
    assert!(
        matches!(error, FileError::WorkbookTooLarge { megabytes: 64 }),
        "{error}"
    );
    // A size that the archive states of itself is not believed.
    let size = u32::try_from(blanks.len()).unwrap();
    let mut lying = bomb.clone();
    let mut lies = 0;
    for at in 0..lying.len() - 4 {
        let stated = u32::from_le_bytes(lying[at..at + 4].try_into().unwrap());
        if stated > size && stated < size + 10_000 {
            lying[at..at + 4].copy_from_slice(&700_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert!(lies >= 1, "the size of the sheet is stated somewhere");
    let error = fault("events.xlsx", &lying);
    assert!(
        matches!(
            error,
            FileError::WorkbookTooLarge { .. } | FileError::DamagedWorkbook { .. }
        ),
        "{error}"
    );
}

#[test]
fn a_large_part_that_would_be_held_in_memory_is_refused() {
    let mut noise = String::from("<!-- ");
    let mut number = 1_u64;
    while noise.len() < 40 << 20 {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let _ = write!(noise, "{number:x}");
    }
    let styles = workbook_with("xl/styles.xml", &|text| {
        (text + &noise + " -->").into_bytes()
    });
    let error = fault("events.xlsx", styles);
    assert!(
        matches!(error, FileError::WorkbookTooLarge { megabytes: 32 }),
        "{error}"
    );
}

#[test]
fn titles_that_cannot_be_read_are_a_fault_of_the_file() {
    let error = fault(
        "events.csv",
        "event_id,site,\"category\nC1,CY,help\nC2,CY,help\n",
    );
    assert!(matches!(error, FileError::Titles { row: 1, .. }), "{error}");
    assert!(error.sentence(Lang::ZhHant).starts_with("第 1 行應為欄名"));
}

#[test]
fn a_row_of_a_workbook_that_is_too_long_is_one_refusal() {
    let long = "x".repeat(32_767);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_row(0, 0, ["event_id", "site", "category"])
        .unwrap();
    sheet.write_row(1, 0, vec![long; 200]).unwrap();
    sheet.write_row(2, 0, ["C2", "CY", "help"]).unwrap();
    let file = TestFile::new("events.xlsx", workbook.save_to_buffer().unwrap());
    let outcome = read::<EventRow>(file.path()).unwrap();
    assert_eq!(outcome.reasons(), ["2 - ShorterRow"]);
    assert_eq!(outcome.rows[0].row, 3);
}
