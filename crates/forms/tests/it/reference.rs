//! The reference of files has the columns and titles that the code has.

use std::fmt::Write;
use std::path::Path;

use huiyin_domain::{Category, Lang, Rating, Role, Severity};
use huiyin_forms::people::{ContactWish, LANGUAGES};
use huiyin_forms::{Column, FileKind, Values};

use crate::header::KINDS;

const REFERENCE: &str = "../../docs/reference/files.md";

#[test]
fn the_reference_has_every_column() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(REFERENCE);
    let written = std::fs::read_to_string(&path).unwrap();
    let mut current = written.clone();
    for kind in KINDS {
        current = with_table(&current, kind);
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &current).unwrap();
    } else {
        assert!(
            written == current,
            "docs/reference/files.md is out of date; write it anew with: UPDATE_DOCS=1 cargo test -p huiyin-forms"
        );
    }
}

/// The text with the table of a kind of file between its marks.
fn with_table(text: &str, kind: &FileKind) -> String {
    let begin = format!("<!-- columns of {} -->\n", kind.name);
    let end = format!("<!-- end of {} -->", kind.name);
    let (before, rest) = text
        .split_once(&begin)
        .unwrap_or_else(|| panic!("no mark {begin}"));
    let (_, after) = rest
        .split_once(&end)
        .unwrap_or_else(|| panic!("no mark {end}"));
    format!("{before}{begin}{}{end}{after}", table(kind))
}

fn table(kind: &FileKind) -> String {
    let mut table =
        String::from("\n| column | meaning | cells | 繁體 | 简体 |\n|---|---|---|---|---|\n");
    for column in kind.columns {
        let required = if column.required { " **required**" } else { "" };
        let [traditional, simplified] = titles(column);
        let (name, meaning, values) = (column.name, column.meaning, values(column.values));
        let _ = writeln!(
            table,
            "| `{name}`{required} | {meaning} | {values} | {traditional} | {simplified} |"
        );
    }
    table + "\n"
}

/// All titles in 繁體, and all in 简体.
fn titles(column: &Column) -> [String; 2] {
    let (traditional, simplified): (Vec<_>, Vec<_>) = column.titles.iter().copied().unzip();
    [traditional, simplified].map(|titles| titles.join("、"))
}

fn values(values: Values) -> String {
    let words = |words: Vec<(&str, &str)>| {
        let words = words.iter().map(|(id, title)| format!("`{id}` {title}"));
        words.collect::<Vec<_>>().join(" · ")
    };
    macro_rules! all {
        ($words:ident) => {
            words(
                $words::ALL
                    .iter()
                    .map(|word| (word.id(), word.title(Lang::ZhHant)))
                    .collect(),
            )
        };
    }
    match values {
        Values::Text => "text".to_owned(),
        Values::LongText => "long text".to_owned(),
        Values::List => "texts separated by `;`".to_owned(),
        Values::Flag => "`true` 是 1 · `false` 否 0".to_owned(),
        Values::Moment => "day or moment".to_owned(),
        Values::Day => "day".to_owned(),
        Values::Category => all!(Category),
        Values::Severity => all!(Severity),
        Values::Rating => all!(Rating),
        Values::Role => all!(Role),
        Values::Language => words(
            LANGUAGES
                .iter()
                .map(|(lang, name)| (lang.tag(), *name))
                .collect(),
        ),
        Values::ContactWish => words(
            ContactWish::TITLES
                .iter()
                .map(|[id, hant, _]| (*id, *hant))
                .collect(),
        ),
    }
}
