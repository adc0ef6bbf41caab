//! All three languages say the same things, and nothing that no page says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use huiyin_domain::Lang;

/// A message with the names of its arguments.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ends: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ends));
        } else if path.to_string_lossy().ends_with(ends) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The messages of one file of one language.
fn messages(path: &Path) -> Messages {
    let text = fs::read_to_string(path).unwrap();
    let resource = parser::parse(text.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
    let mut found = Messages::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            assert!(
                !matches!(entry, Entry::Term(_) | Entry::Junk { .. }),
                "{}: only plain messages",
                path.display()
            );
            continue;
        };
        let id = message.id.name.to_owned();
        assert!(message.attributes.is_empty(), "{id}: no attributes");
        let mut arguments = BTreeSet::new();
        let pattern = message
            .value
            .as_ref()
            .unwrap_or_else(|| panic!("{id} is empty"));
        arguments_of(pattern, &mut arguments);
        assert!(
            found.insert(id.clone(), arguments).is_none(),
            "{id} stands twice"
        );
    }
    found
}

fn arguments_of(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => argument_of(inline, into),
            Expression::Select { selector, variants } => {
                argument_of(selector, into);
                for variant in variants {
                    arguments_of(&variant.value, into);
                }
            }
        }
    }
}

fn argument_of(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        into.insert(id.name.to_owned());
    }
}

#[test]
fn every_language_has_every_message_with_the_same_arguments() {
    let folder = |lang: Lang| root().join("texts").join(lang.tag());
    let first = folder(Lang::ZhHant);
    for path in files(&first, ".ftl") {
        let name = path.file_name().unwrap();
        let expected = messages(&path);
        for lang in [Lang::ZhHans, Lang::En] {
            let there = messages(&folder(lang).join(name));
            assert_eq!(there, expected, "{} in {}", name.display(), lang.tag());
        }
    }
    for lang in Lang::ALL {
        assert_eq!(
            files(&folder(lang), ".ftl").len(),
            files(&first, ".ftl").len(),
            "files of {}",
            lang.tag()
        );
    }
}

#[test]
fn no_message_is_left_that_no_page_says() {
    let mut code = String::new();
    for path in files(&root().join("src"), ".rs")
        .into_iter()
        .chain(files(&root().join("templates"), ".html"))
    {
        code.push_str(&fs::read_to_string(path).unwrap());
    }
    // What the page on the phone says, its script names: `t("today-title")`.
    for path in files(&root().join("../../web/src"), ".ts") {
        code.push_str(&fs::read_to_string(path).unwrap());
    }
    let unused: Vec<String> = files(&root().join("texts/zh-Hant"), ".ftl")
        .iter()
        .flat_map(|path| messages(path).into_keys())
        .filter(|id| {
            let function = id.replace('-', "_");
            !code.contains(&format!(".{function}("))
                && !code.contains(&format!("\"{id}\""))
                && !code.contains(&format!("Messages::{function}"))
        })
        .collect();
    assert!(unused.is_empty(), "texts that nothing says: {unused:?}");
}

#[test]
fn simplified_texts_are_simplified() {
    // A sample of characters that differ in every text of any length; enough to find a file pasted in whole.
    const TRADITIONAL: &str = "訪務處規條簽記錄統計審覈歸檔區樓員長時間達標無頁設選輸請說點開關門問題應變實際標準範圍類別語說號碼";
    for path in files(&root().join("texts/zh-Hans"), ".ftl") {
        let text = fs::read_to_string(&path).unwrap();
        let text: String = text.lines().filter(|line| !line.starts_with('#')).collect();
        // The names of the languages are written each in its own script.
        let text = text.replace("繁體", "");
        let found: BTreeSet<char> = TRADITIONAL.chars().filter(|c| text.contains(*c)).collect();
        assert!(found.is_empty(), "{}: {found:?}", path.display());
    }
}

#[test]
fn every_refusal_says_how_to_go_on() {
    for lang in Lang::ALL {
        let path = root().join("texts").join(lang.tag()).join("refusal.ftl");
        let text = fs::read_to_string(path).unwrap();
        let refusals = text.lines().filter(|line| line.starts_with("refusal-"));
        // The line of a list inside another refusal is no refusal of its own.
        let refusals: Vec<&str> = refusals
            .filter(|line| !line.starts_with("refusal-hanging-one"))
            .collect();
        assert!(refusals.len() > 30, "{}", lang.tag());
        for refusal in refusals {
            let (_, words) = refusal.split_once(" = ").unwrap();
            let end = if lang == Lang::En { ". " } else { "。" };
            let (reason, next) = words.split_once(end).unwrap_or((words, ""));
            assert!(!reason.is_empty(), "{refusal}");
            let asks = match lang {
                Lang::ZhHant => next.contains('請'),
                Lang::ZhHans => next.contains('请'),
                Lang::En => next.ends_with('.'),
            };
            assert!(
                asks,
                "what stands in the way, but not what to do: {refusal}"
            );
        }
    }
}
