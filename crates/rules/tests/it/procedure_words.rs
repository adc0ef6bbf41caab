//! Procedures in words, as `huiyin procedure show` prints them.

use huiyin_domain::Lang;
use huiyin_rules::procedure::shipped;
use unicode_width::UnicodeWidthStr;

#[test]
fn each_procedure_reads_like_this() {
    for edition in shipped() {
        for lang in Lang::ALL {
            let name = format!("{}.{}", edition.procedure.id, lang.tag());
            insta::assert_snapshot!(name, edition.procedure.show(lang));
        }
    }
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    for edition in shipped() {
        for lang in Lang::ALL {
            let shown = edition.procedure.show(lang);
            let wide = shown.lines().find(|line| line.width() > 80);
            assert_eq!(wide, None);
            assert!(!shown.contains(" \n"));
        }
    }
}

/// The names in the lists of `basis` and its like, as the file has them.
fn bases(text: &str) -> Vec<&str> {
    let is_basis = |key: &str| key == "basis" || key.ends_with("_basis");
    text.lines()
        .filter_map(|line| line.split_once(" = "))
        .filter(|(key, _)| is_basis(key))
        .flat_map(|(_, list)| list.split('"').skip(1).step_by(2))
        .collect()
}

#[test]
fn every_rule_is_told_with_all_it_rests_on() {
    for edition in shipped() {
        let told: Vec<String> = edition
            .procedure
            .rules_in_words(Lang::ZhHant)
            .into_iter()
            .flat_map(|section| section.lines)
            .flat_map(|line| [line.basis.clauses, line.basis.readings].concat())
            .collect();
        let mut told: Vec<&str> = told.iter().map(String::as_str).collect();
        let mut written = bases(&edition.text);
        told.sort_unstable();
        written.sort_unstable();
        assert_eq!(told, written, "{}", edition.procedure.id);
    }
}

#[test]
fn every_language_tells_the_same_rules() {
    for edition in shipped() {
        let bases = |lang| -> Vec<_> {
            let sections = edition.procedure.rules_in_words(lang);
            let lines = sections.into_iter().flat_map(|section| section.lines);
            lines.map(|line| line.basis).collect()
        };
        assert_eq!(bases(Lang::ZhHant), bases(Lang::ZhHans));
        assert_eq!(bases(Lang::ZhHant), bases(Lang::En));
    }
}

#[test]
fn the_text_is_shown_word_for_word_with_its_corrections() {
    for edition in shipped() {
        let section = edition.procedure.clauses_in_words(Lang::En);
        let mut lines = section.lines.iter();
        for clause in &edition.procedure.clauses {
            let line = lines.next().unwrap();
            assert_eq!((&line.label, &line.text), (&clause.number, &clause.text));
            if let (Some(corrected), Some(because)) = (&clause.corrected, &clause.because) {
                let line = lines.next().unwrap();
                assert_eq!(line.text, format!("{corrected}\n{}", because.en));
            }
        }
        assert_eq!(lines.next(), None);
    }
}
