//! Titles: ours, theirs in 繁體 and 简体, and those of a profile.

use huiyin_domain::{Category, Lang};
use huiyin_forms::events::{EventColumn, EventRow};
use huiyin_forms::participants::ParticipantColumn;
use huiyin_forms::people::{DepartmentColumn, ResidentColumn, StaffColumn};
use huiyin_forms::units::UnitColumn;
use huiyin_forms::{ColumnOf, FileError, FileKind, Options, Profile, Rows};

use crate::files::{TestFile, events, fault, read_with};

pub(crate) const KINDS: [&FileKind; 6] = [
    EventColumn::FILE,
    ParticipantColumn::FILE,
    UnitColumn::FILE,
    ResidentColumn::FILE,
    StaffColumn::FILE,
    DepartmentColumn::FILE,
];

#[test]
fn a_title_means_one_column() {
    for kind in KINDS {
        for (index, column) in kind.columns.iter().enumerate() {
            for title in column.accepted() {
                assert_eq!(
                    kind.column_called(title),
                    Some(index),
                    "{title} in {}",
                    kind.name
                );
            }
        }
    }
}

#[test]
fn titles_may_be_traditional_or_simplified_and_in_any_order() {
    let names = "category,event_id,completed_at,site,unit\nrepair,R1,2026-03-15,CY,3-1202\n";
    for titles in [
        "類別,編號,處理完畢時間,管理處,房號",
        "类别,编号,处理完毕时间,管理处,房号",
        "类别,工单号,完成时间,小区,房间号",
        "Category,Event ID,completed-at, SITE ,unit*",
        "類別*,編號（必填）,完成日期,管理處：,房號",
    ] {
        let text = names.replace("category,event_id,completed_at,site,unit", titles);
        let text = text.replace("編號（必填）", "編號");
        assert_eq!(events(text).rows, events(names).rows, "{titles}");
    }
}

#[test]
fn unknown_columns_become_notes() {
    let rows = events("event_id,site,category,天氣,,天氣\nC1,CY,help,雨, x ,\n").rows;
    let notes: Vec<_> = rows[0]
        .notes
        .iter()
        .map(|note| (&*note.title, &*note.text))
        .collect();
    assert_eq!(notes, [("天氣", "雨"), ("E", "x")]);
}

#[test]
fn a_slip_in_an_optional_column_can_be_warned_of() {
    let titles = "event_id,site,category,complete_at,天氣,滿意成度\n";
    let file = TestFile::new("events.csv", titles);
    let rows = Rows::<EventRow>::open(file.path(), Options::default()).unwrap();
    let slips: Vec<_> = rows
        .header()
        .likely_slips()
        .map(|(title, column)| (title, column.name))
        .collect();
    assert_eq!(
        slips,
        [("complete_at", "completed_at"), ("滿意成度", "rating")]
    );
}

#[test]
fn a_missing_column_is_named_with_what_comes_nearest() {
    let error = fault("events.csv", "event_id,sit,類型,房號\nC1,CY,help,1\n");
    assert_eq!(
        error.sentence(Lang::ZhHant),
        "缺少管理處（site）欄，「sit」最接近；缺少類別（category）欄；找到的欄名：「event_id」、「sit」、「類型」、「房號」。\
         請改欄名，或建立欄名對照。"
    );
    let FileError::Columns(fault) = error else {
        panic!("{error}")
    };
    assert_eq!(fault.missing.len(), 2);
}

#[test]
fn a_file_without_titles_says_what_its_first_row_was() {
    let error = fault("events.csv", "C1,CY,complaint\nC2,CY,complaint\n");
    assert!(
        error
            .sentence(Lang::En)
            .contains("found “C1”, “CY”, “complaint”")
    );
}

#[test]
fn the_same_column_twice_is_refused() {
    for titles in [
        "event_id,site,category,單號",
        "event_id,site,category,event_id",
    ] {
        let FileError::Columns(fault) = fault("events.csv", format!("{titles}\nC1,CY,help,C1\n"))
        else {
            panic!("taken")
        };
        assert_eq!((fault.missing.len(), fault.twice.len()), (0, 1));
        assert_eq!(fault.twice[0].0.name, "event_id");
    }
}

#[test]
fn json_lines_with_a_misspelt_key_are_refused_as_a_file() {
    let line = r#"{"event_id": "C1", "site": "CY", "catagory": "help"}"#;
    let FileError::Columns(fault) = fault("events.jsonl", line) else {
        panic!("taken")
    };
    assert_eq!(fault.missing[0].1.as_deref(), Some("catagory"));
    let other = r#"{"name": "x"}"#;
    assert!(matches!(
        crate::files::fault("events.jsonl", other),
        FileError::Columns(_)
    ));
}

#[test]
fn a_later_key_may_not_be_a_second_name_of_a_column() {
    let lines = "{\"event_id\":\"C1\",\"site\":\"CY\",\"category\":\"help\"}\n\
        {\"單號\":\"C2\",\"site\":\"CY\",\"category\":\"help\"}";
    let FileError::Columns(fault) = fault("events.jsonl", lines) else {
        panic!("taken")
    };
    assert_eq!(fault.twice[0].0.name, "event_id");
}

fn profile(text: &str) -> Profile {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_profile_keeps_a_known_title_as_a_note() {
    let profile = profile(r#"{"titles": {"單號": "event_id", "類別": "", "大類": "category"}}"#);
    let file = TestFile::new("events.csv", "單號,site,類別,大類\n1,CY,甲,help\n");
    let options = Options {
        profile: Some(&profile),
        ..Options::default()
    };
    let outcome = read_with::<EventRow>(file.path(), options).unwrap();
    assert_eq!(outcome.reasons(), [""; 0]);
    assert_eq!(outcome.rows[0].category, Category::Help);
}

#[test]
fn a_profile_goes_first() {
    let profile = profile(
        r#"{"titles": {"流水號": "event_id", "類別": "kind", "大類": "category", "項目名": "site"},
            "values": {"category": {"报事": "repair", "客诉": "complaint"}, "site": {"阳光花园": "CY"},
                       "rating": {"5": "satisfied", "未評": ""}}}"#,
    );
    let text = "流水號,項目名,大類,類別,評價\n1,阳光花园, 客诉 ,電梯,5\n2,阳光花园,报事,水管,未評\n3,HY,help,,滿意\n";
    let file = TestFile::new("events.csv", text);
    let options = Options {
        profile: Some(&profile),
        ..Options::default()
    };
    let outcome = read_with::<EventRow>(file.path(), options).unwrap();
    assert_eq!(outcome.reasons(), [""; 0]);
    let read: Vec<_> = outcome
        .rows
        .iter()
        .map(|row| {
            (
                row.category,
                &*row.site,
                row.kind.as_deref(),
                row.rating.is_some(),
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            (Category::Complaint, "CY", Some("電梯"), true),
            (Category::Repair, "CY", Some("水管"), false),
            (Category::Help, "HY", None, true),
        ]
    );
    let header = Rows::<EventRow>::open(file.path(), options).unwrap();
    let mapped: Vec<_> = header
        .header()
        .titles()
        .map(|(title, column)| (title, column.map(|column| column.name)))
        .collect();
    assert_eq!(mapped[0], ("流水號", Some("event_id")));
    assert_eq!(mapped[3], ("類別", Some("kind")));
}

#[test]
fn a_profile_that_names_no_column_is_refused() {
    let file = TestFile::new("events.csv", "event_id,site,category\n");
    for text in [
        r#"{"titles": {"大類": "categroy"}}"#,
        r#"{"values": {"categroy": {}}}"#,
    ] {
        let profile = profile(text);
        let options = Options {
            profile: Some(&profile),
            ..Options::default()
        };
        let error = read_with::<EventRow>(file.path(), options).unwrap_err();
        assert!(
            error
                .sentence(Lang::En)
                .contains("The nearest is category."),
            "{error}"
        );
    }
}
