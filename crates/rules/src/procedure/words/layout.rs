//! The layout of a procedure in words for a terminal.

use huiyin_domain::Lang;
use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthStr;

use super::{Line, Section};
use crate::procedure::{Basis, Procedure};

const COLUMNS: usize = 80;
const INDENT: usize = 2;
/// Longer labels stand on a line of their own.
const WIDEST_LABEL: usize = 24;

pub(super) fn show(procedure: &Procedure, lang: Lang) -> String {
    let title = procedure.title.get(lang);
    let (part, id, version) = (&procedure.part, &procedure.id, &procedure.version);
    let head = match lang {
        Lang::ZhHant => format!("{part} {title}\n{id}，第 {version} 版\n\n{HEAD_HANT}"),
        Lang::ZhHans => format!("{part} {title}\n{id}，第 {version} 版\n\n{HEAD_HANS}"),
        Lang::En => format!("{part} {title}\n{id}, version {version}\n\n{HEAD_EN}"),
    };
    let mut page = wrap(&head, 0);
    let rules = procedure.rules_in_words(lang);
    let rest = [
        procedure.clauses_in_words(lang),
        procedure.readings_in_words(lang),
    ];
    for section in rules.iter().chain(&rest) {
        page += "\n\n";
        page += &show_section(section, lang);
    }
    page.push('\n');
    page
}

const HEAD_HANT: &str =
    "每一行末尾的方括號是依據：[11.1.3] 是條文，[讀:…] 是條文沒有說或說不清時的讀法。";
const HEAD_HANS: &str =
    "每一行末尾的方括号是依据：[11.1.3] 是条文，[读:…] 是条文没有说或说不清时的读法。";
const HEAD_EN: &str = "The brackets at the end of each line say what it rests on: [11.1.3] is a clause of the \
     text, [reading:…] a decision where the text is silent or unclear.";

fn show_section(section: &Section, lang: Lang) -> String {
    let labels = section.lines.iter().map(|line| line.label.width());
    let label_width = labels
        .filter(|width| *width <= WIDEST_LABEL)
        .max()
        .unwrap_or(0);
    let mut shown = section.title.clone();
    shown.push('\n');
    shown += &"─".repeat(section.title.width());
    for line in &section.lines {
        shown.push('\n');
        shown += &show_line(line, label_width, lang);
    }
    shown
}

fn show_line(line: &Line, label_width: usize, lang: Lang) -> String {
    let tags = tags(&line.basis, lang);
    let text = match (line.text.is_empty(), tags.is_empty()) {
        (false, false) => format!("{} {tags}", line.text),
        (false, true) => line.text.clone(),
        (true, _) => tags,
    };
    let text_column = INDENT + label_width + 2;
    let wrapped = wrap(&text, text_column);
    let indent = " ".repeat(INDENT);
    let width = line.label.width();
    if width > label_width {
        let gap = " ".repeat(text_column);
        return format!("{indent}{}\n{gap}{wrapped}", line.label);
    }
    let gap = " ".repeat(label_width - width + 2);
    format!("{indent}{}{gap}{wrapped}", line.label)
}

/// What a line rests on: `[11.1.3] [讀:third_class]`.
fn tags(basis: &Basis, lang: Lang) -> String {
    let reading = match lang {
        Lang::ZhHant => "讀",
        Lang::ZhHans => "读",
        Lang::En => "reading",
    };
    let clauses = basis.clauses.iter().map(|number| format!("[{number}]"));
    let readings = basis.readings.iter().map(|id| format!("[{reading}:{id}]"));
    clauses.chain(readings).collect::<Vec<_>>().join(" ")
}

/// Breaks lines so that they end before the last column, each but the first behind `indent` blanks.
fn wrap(text: &str, indent: usize) -> String {
    let mut wrapped = String::with_capacity(text.len() + text.len() / 8);
    let mut column = indent;
    let mut start = 0;
    for (end, _) in linebreaks(text) {
        let word = &text[start..end];
        start = end;
        if column > indent && column + word.trim_end().width() > COLUMNS {
            break_line(&mut wrapped, indent);
            column = indent;
        }
        wrapped += word.trim_end_matches('\n');
        column += word.trim_end_matches('\n').width();
        if word.ends_with('\n') {
            break_line(&mut wrapped, indent);
            column = indent;
        }
    }
    wrapped.truncate(wrapped.trim_end().len());
    wrapped
}

fn break_line(text: &mut String, indent: usize) {
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}
