//! The same events in every encoding are the same rows.

use encoding_rs::{BIG5, Encoding, GB18030};
use huiyin_forms::events::EventRow;
use huiyin_forms::table::Table;
use huiyin_forms::{FileError, Options, Rows};

use crate::files::{TestFile, events, example, fault};

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable, "{} cannot write this", encoding.name());
    bytes.into_owned()
}

fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(to_bytes)
        .collect()
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let text = example("events.csv");
    let plain = events(&text).rows;
    for (encoding, bytes) in [
        ("UTF-8", text.clone().into_bytes()),
        ("UTF-8", format!("\u{FEFF}{text}").into_bytes()),
        ("UTF-16LE", utf_16(&text, u16::to_le_bytes)),
        ("UTF-16BE", utf_16(&text, u16::to_be_bytes)),
        ("gb18030", encoded(&text, GB18030)),
        ("Big5", encoded(&text, BIG5)),
    ] {
        let file = TestFile::new("events.csv", bytes);
        assert_eq!(Table::open(file.path()).unwrap().encoding(), encoding);
        let rows: Vec<EventRow> = Rows::open(file.path(), Options::default())
            .unwrap()
            .map(|row| row.unwrap().unwrap())
            .collect();
        assert_eq!(rows, plain, "in {encoding}");
    }
}

#[test]
fn json_lines_have_encodings_too() {
    let line = r#"{"編號": "C1", "管理處": "CY", "類別": "投訴", "摘要": "電梯異響"}"#;
    let plain = TestFile::new("events.jsonl", line);
    let plain = crate::files::read::<EventRow>(plain.path()).unwrap().rows;
    for bytes in [
        utf_16(line, u16::to_le_bytes),
        encoded(line, BIG5),
        encoded(line, GB18030),
    ] {
        let file = TestFile::new("events.jsonl", bytes);
        assert_eq!(
            crate::files::read::<EventRow>(file.path()).unwrap().rows,
            plain
        );
    }
}

/// A single row says little: these are as short as real first files are.
#[test]
fn short_texts_tell_their_encoding() {
    for (text, encoding) in [
        ("单号,小区,类别\nW1,阳光花园,维修\n", GB18030),
        ("编号,管理处,类别,房号\nC1,CY,投诉,3-1202\n", GB18030),
        (
            "编号,管理处,类别,摘要\nC1,CY,投诉,楼上空调滴水打湿阳台衣物，物业去过一次还在滴\n",
            GB18030,
        ),
        ("編號,管理處,類別\nC1,陽光花園,維修\n", BIG5),
        ("編號,管理處,類別,房號\nC1,CY,投訴,3-1202\n", BIG5),
        (
            "編號,管理處,類別,摘要\nC1,CY,投訴,電梯運行時異響並在8樓突然停了約半分鐘\n",
            BIG5,
        ),
        (
            "編號,管理處,類別,摘要\nC1,CY,投訴,電梯運行時異響並在8樓突然停了約半分鐘\n",
            GB18030,
        ),
        (
            "event_id,site,category,customer\nC1,CY,complaint,何女士\n",
            BIG5,
        ),
        (
            "event_id,site,category,customer\nC1,CY,complaint,陈先生\n",
            GB18030,
        ),
        (
            "event_id,site,category,unit\nC1,CY,complaint,1座15A\n",
            BIG5,
        ),
        (
            "event_id,site,category,unit\nC1,CY,complaint,1栋301\n",
            GB18030,
        ),
    ] {
        let rows = events(encoded(text, encoding)).rows;
        assert_eq!(rows, events(text).rows, "{text} in {}", encoding.name());
    }
}

#[test]
fn rare_characters_survive() {
    let text = "編號,管理處,類別,客戶\nC1,CY,投訴,𠮷田㐂\n";
    assert_eq!(events(encoded(text, GB18030)).rows, events(text).rows);
}

#[test]
fn a_letter_at_every_border_of_what_is_read_at_once_survives() {
    let title = "event_id,site,category,summary\n";
    let filler = "a".repeat(64 * 1024 - title.len() - "C1,CY,repair,".len() - 2);
    for shift in 0..4 {
        let text = format!(
            "{title}C1,CY,repair,{}電梯\n",
            &filler[..filler.len() - shift]
        );
        for encoding in [encoding_rs::UTF_8, GB18030, BIG5] {
            let file = TestFile::new("rows.csv", encoded(&text, encoding));
            let mut table = Table::open(file.path()).unwrap();
            let row = table.next_row().unwrap().unwrap().unwrap();
            assert!(
                row.cell(3).ends_with("a電梯"),
                "shift {shift} in {}",
                encoding.name()
            );
        }
    }
}

#[test]
fn text_in_no_encoding_is_refused() {
    let bytes = b"event_id,site,category\nC1,CY,\xFF\xFE\xFF\n";
    assert!(matches!(
        fault("events.csv", bytes),
        FileError::Encoding { byte: 29 }
    ));
    let half = utf_16("event_id", u16::to_le_bytes);
    assert!(matches!(
        fault("events.csv", &half[..half.len() - 1]),
        FileError::Encoding { .. }
    ));
}
