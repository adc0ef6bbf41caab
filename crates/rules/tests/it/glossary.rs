//! `docs/concepts/words.md` against the closed vocabularies.

use huiyin_domain::{
    Category, Channel, Differs, Handling, Lang, Matter, Phase, Rating, Role, Severity, Verdict, Why,
};

const GLOSSARY: &str = include_str!("../../../../docs/concepts/words.md");

macro_rules! rows_of {
    ($($words:ident)*) => {
        [$(
            $words::ALL
                .iter()
                .map(|word| {
                    let [hant, hans, en] = Lang::ALL.map(|lang| word.title(lang));
                    format!("| `{}` | {hant} | {hans} | {en} |", word.id())
                })
                .collect::<Vec<_>>()
                .join("\n"),
        )*]
    };
}

#[test]
fn every_fixed_word_stands_in_the_glossary() {
    for table in
        rows_of!(Category Severity Phase Channel Rating Why Differs Handling Verdict Matter Role)
    {
        let table = format!("| id | 繁體 | 简体 | English |\n|---|---|---|---|\n{table}\n");
        assert!(GLOSSARY.contains(&table), "{table}");
    }
}

#[test]
fn every_term_is_explained_once() {
    let terms = GLOSSARY.split("## Fixed words").next().unwrap();
    let mut terms: Vec<_> = terms
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .collect();
    let count = terms.len();
    terms.sort_unstable();
    terms.dedup();
    assert!(count > 50 && terms.len() == count);
}
