//! `docs/reference/procedures.md` against the types of the format: every section, key and word, no more and no less.

use std::collections::BTreeMap;

use huiyin_domain::{Category, Channel, Lang, Phase, Severity};
use huiyin_rules::procedure::parameters::parameters;
use huiyin_rules::procedure::{Procedure, shipped, shipped_by_id};

const REFERENCE: &str = include_str!("../../../../docs/reference/procedures.md");

const MODEL: &str = concat!(
    include_str!("../../src/procedure/model/mod.rs"),
    include_str!("../../src/procedure/model/category.rs"),
    include_str!("../../src/procedure/model/counting.rs"),
    include_str!("../../src/procedure/model/grading.rs"),
    include_str!("../../src/procedure/model/month.rs"),
    include_str!("../../src/procedure/model/review.rs"),
    include_str!("../../src/procedure/model/visits.rs"),
);

/// The fields of every struct of the model as (key, type), and the words of every enumeration as (word, "").
fn types() -> BTreeMap<String, Vec<(String, String)>> {
    let mut types: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut current = None;
    let mut renamed = None;
    for line in MODEL.lines() {
        let name = |rest: &str| rest.trim_end_matches([' ', '{']).to_owned();
        if let Some(rest) = line
            .strip_prefix("pub struct ")
            .or(line.strip_prefix("pub enum "))
        {
            current = Some(name(rest));
        } else if line == "}" {
            current = None;
        } else if let Some((_, rest)) = line.split_once("#[serde(rename = \"") {
            renamed = rest.split('"').next().map(str::to_owned);
        } else if let Some(of) = &current
            && !line.trim().starts_with(['/', '#'])
        {
            let item = line.trim().trim_end_matches(',');
            let field = item
                .strip_prefix("pub ")
                .and_then(|field| field.split_once(": "));
            let (key, kind) =
                field.map_or((snake_case(item), ""), |(key, kind)| (key.to_owned(), kind));
            let key = renamed.take().unwrap_or(key);
            types
                .entry(of.clone())
                .or_default()
                .push((key, kind.to_owned()));
        }
    }
    types
}

fn snake_case(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push('_');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

fn inner(kind: &str) -> &str {
    let of = |outer: &str| kind.strip_prefix(outer)?.strip_suffix('>');
    of("Vec<").or_else(|| of("Option<")).unwrap_or(kind)
}

/// The sections of a file: heading → keys with their types.
fn sections() -> BTreeMap<String, Vec<(String, String)>> {
    let types = types();
    let mut sections = BTreeMap::new();
    let mut open = vec![(String::new(), "Procedure".to_owned())];
    while let Some((path, of)) = open.pop() {
        for (key, kind) in &types[&of] {
            let is_section = types
                .get(inner(kind))
                .is_some_and(|keys| !keys[0].1.is_empty());
            if !is_section {
                continue;
            }
            let path = if path.is_empty() {
                key.clone()
            } else {
                format!("{path}.{key}")
            };
            let heading = if kind.starts_with("Vec<") {
                format!("[[{path}]]")
            } else {
                format!("[{path}]")
            };
            sections.insert(heading, types[inner(kind)].clone());
            open.push((path, inner(kind).to_owned()));
        }
    }
    sections
}

/// The sections of the reference: heading → rows of its table as (key, value).
fn documented() -> BTreeMap<String, Vec<(String, String)>> {
    let mut documented = BTreeMap::new();
    for section in REFERENCE.split("\n### `").skip(1) {
        let (heading, rest) = section.split_once('`').unwrap();
        let own = rest.split("\n## ").next().unwrap();
        documented.insert(heading.to_owned(), rows(own));
    }
    documented
}

fn rows(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

fn words_of(kind: &str, types: &BTreeMap<String, Vec<(String, String)>>) -> Vec<String> {
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    match kind {
        "Category" => ids(&Category::ALL.iter().map(|it| it.id()).collect::<Vec<_>>()),
        "Channel" => ids(&Channel::ALL.iter().map(|it| it.id()).collect::<Vec<_>>()),
        "Phase" => ids(&Phase::ALL.iter().map(|it| it.id()).collect::<Vec<_>>()),
        "Severity" => ids(&Severity::ALL.iter().map(|it| it.id()).collect::<Vec<_>>()),
        _ => types.get(kind).map_or_else(Vec::new, |words| {
            let words = words.iter().filter(|(_, kind)| kind.is_empty());
            words.map(|(word, _)| word.clone()).collect()
        }),
    }
}

#[test]
fn the_reference_has_every_section_and_key_and_no_other() {
    let keys =
        |sections: BTreeMap<String, Vec<(String, String)>>| -> BTreeMap<String, Vec<String>> {
            let keys = |rows: Vec<(String, String)>| rows.into_iter().map(|(key, _)| key).collect();
            sections
                .into_iter()
                .map(|(heading, rows)| (heading, keys(rows)))
                .collect()
        };
    let sections = keys(sections());
    assert!(sections.len() > 40, "{sections:?}");
    assert_eq!(keys(documented()), sections);

    let head = REFERENCE.split("## The head of the file").nth(1).unwrap();
    let head = rows(head.split("\n##").next().unwrap());
    let head: Vec<_> = head.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(head, ["format", "id", "version", "part", "title"]);
}

/// What no form changes: names, titles, what rules rest on, conditions that say which rule it is, and the text itself.
const NOT_IN_FORMS: [&str; 8] = [
    "id", "title", "when", "kind", "phase", "number", "category", "clause",
];

#[test]
fn every_key_that_sets_something_has_a_field() {
    let text: String = shipped()
        .iter()
        .map(|edition| edition.text.as_str())
        .collect();
    let mut known: Vec<(String, String)> = Vec::new();
    for edition in shipped() {
        for group in parameters(&edition.text, Lang::En).unwrap() {
            for parameter in group.parameters {
                let path: Vec<_> = parameter.place.split('.').collect();
                let (key, section) = path.split_last().unwrap();
                let section: Vec<_> = section
                    .iter()
                    .filter(|step| step.parse::<usize>().is_err())
                    .copied()
                    .collect();
                known.push((section.join("."), (*key).to_owned()));
            }
        }
    }
    for (heading, keys) in sections() {
        let section = heading.trim_matches(['[', ']']);
        let in_use = text.contains(&format!("\n{heading}\n"));
        if !in_use || ["clause", "base", "reading"].contains(&section) {
            continue;
        }
        for (key, _) in keys {
            let is_section = heading_of(section, &key);
            let is_name = NOT_IN_FORMS.contains(&key.as_str()) || key.ends_with("basis");
            let has_field = known.contains(&(section.to_owned(), key.clone()));
            assert!(has_field || is_name || is_section, "{section}.{key}");
        }
    }
}

/// Whether the key of a section is a section itself.
fn heading_of(section: &str, key: &str) -> bool {
    let inner = format!("{section}.{key}");
    sections()
        .keys()
        .any(|heading| heading.trim_matches(['[', ']']) == inner)
}

#[test]
fn the_reference_has_every_word_that_a_key_can_take() {
    let types = types();
    let documented = documented();
    let mut checked = 0;
    for (heading, keys) in sections() {
        for ((key, kind), (_, value)) in keys.iter().zip(&documented[&heading]) {
            for word in words_of(inner(kind), &types) {
                assert!(
                    value.contains(&format!("`{word}`")),
                    "{heading} {key}: {word}"
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 60, "{checked}");
}

/// The text in which what begins with `from` and ends before the next `to` gives way to `by`.
fn replace(text: &str, from: &str, to: &str, by: &str) -> String {
    let start = text.find(from).unwrap();
    let after_start = start + from.len();
    let end = after_start + text[after_start..].find(to).unwrap();
    format!("{}{by}{}", &text[..start], &text[end..])
}

#[test]
fn the_example_of_the_reference_can_be_put_in_its_place() {
    let example = REFERENCE.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let wuye = &shipped_by_id("wuye").unwrap().text;
    let middle = "[[category.window]]\nphase = \"middle\"";
    let mut literal = replace(wuye, middle, "[category.rate]", &format!("{example}\n"));
    assert!(!literal.contains("phase = \"end\""));
    for unused in [
        "[[reading]]\nid = \"contract_middle\"\n",
        "[[reading]]\nid = \"contract_end\"\n",
        "[[voluntary]]\nwhen = \"other_contract_visit\"\n",
    ] {
        literal = replace(&literal, unused, "[[", "");
    }
    let told: Vec<_> = Procedure::parse(&literal)
        .err()
        .into_iter()
        .flatten()
        .map(|problem| problem.say(Lang::En))
        .collect();
    assert!(told.is_empty(), "{told:#?}");
}
