//! `docs/reference/clauses.md`: every clause and reading of the three procedures with the rule in its file, the actions and
//! pages where it acts, and the tests that show it. The page is written by this test, from the files, the sources and the
//! marks `// Shows kehu 11.1.3 day_zero; yezhu 四.1.` above tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use huiyin_domain::Lang;
use huiyin_rules::procedure::{Procedure, shipped};
use toml::Value;

/// Where the rules of a section act: actions of `app`, and pages. One line a section that rests on clauses.
const ACTS: &[(&str, &[&str], &[&str])] = &[
    (
        "analysis",
        &["sign_paper", "review_paper", "decide_paper"],
        &["/analysis", "/tasks/{task}"],
    ),
    ("festival", &["festivals"], &["/festivals"]),
    ("festival_list", &["release_festival"], &["/festivals"]),
    (
        "monthly_return",
        &["sign_paper", "read_return"],
        &["/analysis"],
    ),
    ("overdue_service", &["desk"], &["/"]),
    (
        "paper",
        &["record_visit", "blank_forms"],
        &["/follow-ups/{follow_up}/paper"],
    ),
    (
        "public_letter",
        &[
            "draft_letter",
            "judge_letter",
            "post_letter",
            "add_letter_photos",
        ],
        &["/letters"],
    ),
    (
        "accountable",
        &["answer_for", "desk"],
        &["/follow-ups/{follow_up}/notes", "/"],
    ),
    ("always", &["complete_events"], &["/plan", "/draw"]),
    (
        "appraisal",
        &["review_batch", "appraisal"],
        &["/archive/{batch}/review", "/appraisal"],
    ),
    (
        "archive",
        &[
            "collect_batch",
            "receive_batch",
            "propose_disposal",
            "judge_disposal",
            "dispose_batch",
        ],
        &["/archive", "/archive/{batch}"],
    ),
    (
        "assignment",
        &["complete_events", "leave"],
        &["/plan", "/follow-ups/{follow_up}"],
    ),
    ("category.always", &["complete_events"], &["/plan"]),
    (
        "category.channels",
        &["record_visit"],
        &["/follow-ups/{follow_up}/visit"],
    ),
    ("category.kind_rate", &["complete_events"], &["/draw"]),
    (
        "category.rate",
        &["complete_events", "draw", "set_rate"],
        &["/draw", "/statistics", "/plan/rate"],
    ),
    (
        "category.visitors",
        &["complete_events", "adjust_plan"],
        &["/plan", "/follow-ups/{follow_up}/adjustment"],
    ),
    (
        "category.window",
        &["complete_events", "plan"],
        &["/plan", "/"],
    ),
    (
        "confidential",
        &["keep_confidential"],
        &["/events/{event}/confidentiality"],
    ),
    (
        "content",
        &["record_visit"],
        &["/follow-ups/{follow_up}/visit", "/records/{record}"],
    ),
    ("counting", &["complete_events"], &["/plan"]),
    (
        "dissatisfied",
        &["record_visit"],
        &["/follow-ups/{follow_up}/visit"],
    ),
    (
        "document",
        &["record", "sign_out_sheet", "statistics"],
        &["/records/{record}", "/sign-out-sheet", "/statistics"],
    ),
    ("draw", &["draw", "advance"], &["/draw"]),
    ("escalation", &["advance"], &["/", "/sign-out-sheet"]),
    (
        "exempt",
        &["complete_events", "attach_reply", "judge_complaint"],
        &["/plan", "/events/{event}/reply"],
    ),
    (
        "grading",
        &["propose_grade", "correct_event"],
        &["/events/new", "/events/{event}/correction"],
    ),
    (
        "handling",
        &["settle_matter", "ledger"],
        &["/open", "/matters/{matter}"],
    ),
    (
        "lists",
        &["confirm_list"],
        &["/events/{event}/list", "/open"],
    ),
    (
        "nonconforming",
        &["review_record", "decide_nonconforming"],
        &["/records/{record}/review", "/records/{record}/decision"],
    ),
    ("not_covered", &["register_event"], &["/events/{event}"]),
    (
        "plan",
        &["release_plan", "adjust_plan"],
        &["/plan", "/plan/release"],
    ),
    ("post", &["grant_post"], &["/people"]),
    (
        "raised",
        &["record_visit", "settle_matter"],
        &["/follow-ups/{follow_up}/visit", "/matters/{matter}"],
    ),
    ("repeats", &["complete_events"], &["/plan"]),
    (
        "review",
        &["review_record", "review_queue"],
        &["/records", "/records/{record}/review"],
    ),
    (
        "rounds",
        &["record_visit", "close_round"],
        &["/follow-ups/{follow_up}", "/follow-ups/{follow_up}/closing"],
    ),
    (
        "same_complaint",
        &["join_report", "merge_event"],
        &["/events/new", "/events/{event}/merger"],
    ),
    (
        "scope",
        &["register_event", "statistics"],
        &["/events/new", "/statistics"],
    ),
    (
        "sign_out",
        &["take_forms", "return_form"],
        &["/sign-out-sheet"],
    ),
    (
        "signatures",
        &["record_visit"],
        &["/follow-ups/{follow_up}/visit"],
    ),
    (
        "site_check",
        &["record_visit"],
        &["/follow-ups/{follow_up}/visit"],
    ),
    ("signals", &["signals"], &["/signals"]),
    (
        "spot_check",
        &["spot_checks", "record_spot_check"],
        &["/spot-checks", "/records/{record}/spot-check"],
    ),
    (
        "statistics",
        &["statistics", "roll_up", "close_month"],
        &["/statistics", "/company", "/statistics/close"],
    ),
    (
        "unreachable",
        &["note_try", "replace_unreachable"],
        &[
            "/follow-ups/{follow_up}/tries",
            "/follow-ups/{follow_up}/replacement",
        ],
    ),
    (
        "voluntary",
        &["add_follow_up"],
        &["/events/{event}/follow-ups"],
    ),
];

/// What may be cited: a procedure's id, and a clause's number or a reading's id.
type Cited = (String, String);

/// A rule that rests on a clause: its section, and its place in the file in words.
struct Rule {
    section: String,
    place: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All files below a folder that end so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() && name != "node_modules" && name != "target" {
                folders.push(path);
            } else if name.ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it is text")
}

/// The rules of a file by what they rest on.
fn rules(text: &str) -> BTreeMap<String, Vec<Rule>> {
    let file: Value = toml::from_str(text).expect("it was checked");
    let mut rules = BTreeMap::new();
    let Value::Table(sections) = file else {
        return rules;
    };
    for (name, section) in &sections {
        if name != "clause" && name != "reading" {
            walk(name, name, section, &mut rules);
        }
    }
    rules
}

fn walk(section: &str, place: &str, value: &Value, rules: &mut BTreeMap<String, Vec<Rule>>) {
    match value {
        Value::Array(items) => {
            for item in items {
                let id = ["id", "by", "phase", "kind"]
                    .iter()
                    .find_map(|key| item.get(key)?.as_str());
                let place = id.map_or_else(|| place.to_owned(), |id| format!("{place} {id}"));
                walk(section, &place, item, rules);
            }
        }
        Value::Table(table) => {
            for (key, value) in table {
                if key == "basis" || key.ends_with("_basis") {
                    let names = value.as_array().into_iter().flatten();
                    for name in names.filter_map(Value::as_str) {
                        let place = key
                            .strip_suffix("_basis")
                            .map_or_else(|| place.to_owned(), |part| format!("{place}.{part}"));
                        let section = section.to_owned();
                        rules
                            .entry(name.to_owned())
                            .or_default()
                            .push(Rule { section, place });
                    }
                } else if value.is_table()
                    || value
                        .as_array()
                        .is_some_and(|it| it.iter().any(Value::is_table))
                {
                    let is_category = section == "category";
                    let section = if is_category {
                        format!("category.{key}")
                    } else {
                        section.to_owned()
                    };
                    walk(&section, &format!("{place}.{key}"), value, rules);
                }
            }
        }
        _ => {}
    }
}

/// The tests that say what they show, by what they show; `every` stands for each procedure that has it.
fn shown(known: &BTreeSet<Cited>) -> BTreeMap<Cited, BTreeSet<String>> {
    let mut shown: BTreeMap<Cited, BTreeSet<String>> = BTreeMap::new();
    let sources = files(&root().join("crates"), ".rs");
    for path in sources
        .into_iter()
        .chain(files(&root().join("e2e"), ".mjs"))
    {
        let place = path.strip_prefix(root()).unwrap_or(&path).display();
        for (mark, name) in marks(&read(&path)) {
            let cited = cited_by(&mark, known);
            for cited in cited.unwrap_or_else(|wrong| panic!("{place}: {wrong}")) {
                let line = format!("`{name}` ({place})");
                shown.entry(cited).or_default().insert(line);
            }
        }
    }
    shown
}

/// The marks of a source, each with the test that follows it.
fn marks(source: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let mut marks = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(first) = line.strip_prefix("// Shows ") else {
            continue;
        };
        let mut mark = first.to_owned();
        let mut rest = lines[at + 1..].iter();
        while !mark.ends_with('.') {
            let more = rest.next().and_then(|line| line.strip_prefix("//"));
            mark += more.unwrap_or_else(|| panic!("a mark ends with a stop: {mark}"));
        }
        let name = rest.find_map(|line| name_of_test(line));
        let name = name.unwrap_or_else(|| panic!("no test follows {mark}"));
        marks.push((mark, name));
    }
    marks
}

fn name_of_test(line: &str) -> Option<String> {
    if let Some((_, rest)) = line.split_once("fn ") {
        return rest.split(['(', '<']).next().map(str::to_owned);
    }
    let rest = line
        .strip_prefix("test(")
        .or(line.strip_prefix("describe("))?;
    rest.split(['"', '`']).nth(1).map(str::to_owned)
}

/// What a mark names. A name that no procedure has is wrong.
fn cited_by(mark: &str, known: &BTreeSet<Cited>) -> Result<Vec<Cited>, String> {
    let mut cited = Vec::new();
    for part in mark.trim_end_matches('.').split(';') {
        let mut words = part.split_whitespace();
        let of = words.next().unwrap_or_default();
        for name in words {
            let found = known
                .iter()
                .filter(|(procedure, it)| it == name && (procedure == of || of == "every"));
            let before = cited.len();
            cited.extend(found.cloned());
            if cited.len() == before {
                return Err(format!("{of} has no {name}"));
            }
        }
    }
    Ok(cited)
}

/// The clauses and readings of a procedure that ask for something, in order, with what to call them.
fn names(procedure: &Procedure) -> Vec<(String, String)> {
    let clauses = procedure.clauses.iter().filter(|clause| !clause.heading);
    let clauses = clauses.map(|clause| (clause.number.clone(), clause.number.clone()));
    let readings = procedure.readings.iter().map(|reading| {
        let title = reading
            .title
            .as_ref()
            .map_or("", |title| title.get(Lang::En));
        (reading.id.clone(), format!("*{title}* `{}`", reading.id))
    });
    clauses.chain(readings).collect()
}

fn known() -> BTreeSet<Cited> {
    let of = |procedure: &'static Procedure| {
        names(procedure)
            .into_iter()
            .map(|(name, _)| (procedure.id.clone(), name))
    };
    shipped().iter().flat_map(|it| of(&it.procedure)).collect()
}

fn joined(items: impl IntoIterator<Item = String>) -> String {
    let mut seen = BTreeSet::new();
    let items: Vec<String> = items
        .into_iter()
        .filter(|it| seen.insert(it.clone()))
        .collect();
    items.join("<br>")
}

fn page(shown: &BTreeMap<Cited, BTreeSet<String>>) -> String {
    let mut page = String::from(
        "# Every clause, and where it lives\n\n\
        Each clause and reading (*in italics*) of the three procedures: the rules in its file that rest on it, what acts on them, the\n\
        pages where people meet it, and the tests that show it. Written by `crates/rules/tests/it/clauses.rs`; run it with\n\
        `HUIYIN_WRITE=1` to write it anew.\n",
    );
    for edition in shipped() {
        let procedure = &edition.procedure;
        let rules = rules(&edition.text);
        let title = procedure.title.get(Lang::ZhHant);
        let _ = write!(
            page,
            "\n## `{}` {title}\n\n| clause | rules | actions | pages | shown by |\n|---|---|---|---|---|\n",
            procedure.id
        );
        for (name, called) in names(procedure) {
            let rests = rules.get(&name).map_or(&[][..], Vec::as_slice);
            let acts = || rests.iter().filter_map(|rule| acts_of(&rule.section));
            let tick = |it: &&str| format!("`{it}`");
            let tests = shown.get(&(procedure.id.clone(), name));
            let _ = writeln!(
                page,
                "| {called} | {} | {} | {} | {} |",
                joined(rests.iter().map(|rule| format!("`{}`", rule.place))),
                joined(acts().flat_map(|(_, actions, _)| actions.iter().map(tick))),
                joined(acts().flat_map(|(_, _, pages)| pages.iter().map(tick))),
                joined(tests.into_iter().flatten().cloned()),
            );
        }
    }
    page
}

fn acts_of(
    section: &str,
) -> Option<&'static (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
)> {
    ACTS.iter().find(|(of, ..)| *of == section)
}

#[test]
fn every_clause_and_reading_is_shown_by_a_test() {
    let known = known();
    let shown = shown(&known);
    let missing: Vec<&Cited> = known.iter().filter(|it| !shown.contains_key(it)).collect();
    assert!(missing.is_empty(), "no test shows {missing:#?}");
}

#[test]
fn every_rule_acts_somewhere_and_what_acts_is_there() {
    let sources = files(&root().join("crates/app/src"), ".rs");
    let app: String = sources.iter().map(|path| read(path)).collect();
    let sources = files(&root().join("crates/web/src"), ".rs");
    let web: String = sources.iter().map(|path| read(path)).collect();
    let mut sections = BTreeSet::new();
    for edition in shipped() {
        for rule in rules(&edition.text).into_values().flatten() {
            sections.insert(rule.section);
        }
    }
    for section in &sections {
        assert!(
            acts_of(section).is_some(),
            "where do the rules of [{section}] act?"
        );
    }
    for (section, actions, pages) in ACTS {
        assert!(sections.contains(*section), "no rule stands in [{section}]");
        for action in *actions {
            assert!(
                app.contains(&format!("pub async fn {action}(")),
                "[{section}]: no action {action}"
            );
        }
        for page in *pages {
            let route = format!("\"{page}\"");
            assert!(web.contains(&route), "[{section}]: no page {page}");
        }
    }
}

#[test]
fn the_page_of_clauses_is_the_one_written_from_them() {
    let path = root().join("docs/reference/clauses.md");
    let written = page(&shown(&known()));
    if std::env::var_os("HUIYIN_WRITE").is_some() {
        fs::write(&path, &written).expect("the page is written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == written,
        "docs/reference/clauses.md is behind: run this test with HUIYIN_WRITE=1"
    );
}

#[test]
fn a_mark_names_only_what_a_procedure_has() {
    let known = known();
    let cited =
        cited_by("kehu 11.1.1 day_zero; every contract_end.", &known).expect("they are there");
    let of: Vec<&str> = cited
        .iter()
        .map(|(procedure, _)| procedure.as_str())
        .collect();
    assert_eq!(of, ["kehu", "kehu", "wuye", "yezhu"]);
    assert_eq!(
        cited_by("kehu 四.1.", &known),
        Err("kehu has no 四.1".to_owned())
    );
}
