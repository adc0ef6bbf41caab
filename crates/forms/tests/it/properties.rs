//! Nothing that a file can hold makes the reader stop, loop or lose a row without a word.

use huiyin_forms::events::EventRow;
use huiyin_forms::table::Table;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::files::{TestFile, cells, read};
use crate::hostile::workbook_with;

/// Bytes that are often at the borders of things.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let telling =
        prop::sample::select(b",;\t\"\"\"\n\n\r {}[]:<P\0\xEF\xBB\xBF\xFE\xFF\xA4\x40".as_slice());
    prop::collection::vec(prop_oneof![4 => telling, 1 => any::<u8>()], 0..400)
}

/// A cell without blanks at its ends, which are trimmed. Lines with commas within a cell are taken for rows that an open
/// quote swallowed, on purpose: so either lines or commas.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z電梯,\"'; ]{0,12}", "[a-z電梯\"'; \n\r]{0,12}"]
        .prop_map(|cell: String| cell.trim().to_owned())
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in bytes(), name in prop::sample::select(vec!["f", "f.csv", "f.jsonl", "f.xlsx"])) {
        let file = TestFile::new(name, bytes);
        let _ = read::<EventRow>(file.path());
    }

    #[test]
    fn any_bytes_below_good_titles_are_read_or_refused(bytes in bytes()) {
        let mut text = b"event_id,site,category,summary\n".to_vec();
        text.extend(bytes);
        if let Ok(outcome) = read::<EventRow>(TestFile::new("f.csv", text).path()) {
            let rows = outcome.refusals.iter().map(|refusal| refusal.row);
            prop_assert!(rows.clone().all(|row| row > 1));
            prop_assert!(rows.is_sorted());
        }
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_row(0, 0, ["event_id", "site", "category"]).unwrap();
        sheet.write_row(1, 0, ["C1", "CY", "help"]).unwrap();
        let mut bytes = workbook.save_to_buffer().unwrap();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read::<EventRow>(TestFile::new("f.xlsx", bytes).path());
    }

    #[test]
    fn a_workbook_with_damaged_parts_is_read_or_refused(
        part in prop::sample::select(vec![
            "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels", "_rels/.rels",
        ]),
        hits in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"\0\"'<>/ 0129AZr=&;-".as_slice())), 1..6),
    ) {
        let bytes = workbook_with(part, &|text| {
            let mut bytes = text.into_bytes();
            for (at, byte) in &hits {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            bytes
        });
        let _ = read::<EventRow>(TestFile::new("f.xlsx", bytes).path());
    }

    #[test]
    fn what_is_written_with_quotes_is_read_back(
        rows in prop::collection::vec(prop::collection::vec(cell(), 3), 1..20),
        ends in prop::collection::vec(prop::sample::select(vec!["\n", "\r\n", "\r"]), 21),
    ) {
        let mut text = format!("a,b,c{}", ends[0]);
        for (row, end) in rows.iter().zip(&ends[1..]) {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            text += &cells.join(",");
            text += end;
        }
        let file = TestFile::new("f.csv", &text);
        let filled: Vec<Vec<String>> = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        prop_assert_eq!(&cells(file.path()).unwrap()[1..], &filled[..], "{}", text);
    }

    #[test]
    fn every_line_without_quotes_is_a_row_of_its_number(lines in prop::collection::vec("[a-z]{0,3}", 0..30)) {
        let file = TestFile::new("f.csv", format!("title\n{}", lines.join("\n")));
        let mut table = Table::open(file.path()).unwrap();
        for (number, line) in (2..).zip(&lines).filter(|(_, line)| !line.is_empty()) {
            let row = table.next_row().unwrap().unwrap().unwrap();
            prop_assert_eq!((row.number(), row.cell(0)), (number, line.as_str()));
        }
        prop_assert!(table.next_row().unwrap().is_none());
    }
}
