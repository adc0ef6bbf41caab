//! The three procedures that come with the product, and the reading of files in general.

use std::fmt::Write;

use huiyin_domain::{Category, Lang, Phase, Severity};
use huiyin_rules::procedure::{Edition, Procedure, shipped, shipped_by_id};
use proptest::prelude::*;

/// The written procedures as they were handed over.
const SEED: &str = include_str!("seed/procedures.zh-Hant.txt");

fn procedure(id: &str) -> &'static Procedure {
    &shipped_by_id(id).unwrap().procedure
}

#[test]
fn the_shipped_procedures_check_clean() {
    let ids: Vec<_> = shipped().iter().map(|it| &*it.procedure.id).collect();
    assert_eq!(ids, ["kehu", "yezhu", "wuye"]);
    for edition in shipped() {
        let told: Vec<_> = Edition::parse(&edition.text)
            .err()
            .into_iter()
            .flatten()
            .map(|problem| problem.say(Lang::En))
            .collect();
        assert!(told.is_empty(), "{}: {told:#?}", edition.procedure.id);
    }
}

/// How the text prints the number of a clause: the heads of 篇2 name each level on its own line.
fn printed_number(id: &str, number: &str) -> String {
    let last = number.rsplit('.').next().unwrap();
    match id {
        "kehu" => format!("{number} "),
        "wuye" if last == number => format!("{number}."),
        "wuye" => number.to_owned(),
        _ if last.ends_with(')') => last[last.find('(').unwrap()..].to_owned(),
        _ => match last.find(')') {
            Some(bracket) => format!("{}、", &last[bracket + 1..]),
            None => format!("{last}、"),
        },
    }
}

#[test]
fn every_clause_stands_in_its_file_word_for_word_and_in_order() {
    let mut text = String::new();
    for edition in shipped() {
        let procedure = &edition.procedure;
        if procedure.id != "kehu" {
            write!(text, "{}:", procedure.part).unwrap();
        }
        writeln!(text, "{}", procedure.title.zh_hant).unwrap();
        for clause in &procedure.clauses {
            let number = printed_number(&procedure.id, &clause.number);
            writeln!(text, "{number}{}", clause.text).unwrap();
        }
    }
    assert_eq!(text.trim_end(), SEED.trim_end());
}

#[test]
fn damaged_clauses_have_their_correction_beside_the_text() {
    let corrected = |id: &str| -> Vec<&str> {
        let clauses = procedure(id).clauses.iter();
        let damaged = clauses.filter(|clause| clause.corrected.is_some());
        damaged.map(|clause| &*clause.number).collect()
    };
    assert_eq!(corrected("kehu"), ["11.1.5", "11.1.9"]);
    assert_eq!(corrected("yezhu"), ["四.5", "四.6", "四.7"]);
    assert_eq!(corrected("wuye"), ["4.1.4", "4.1.6"]);
}

/// One line for each category: windows, rate, visitors and channels of round 1.
fn summary(id: &str) -> String {
    let mut lines = String::new();
    for rule in &procedure(id).categories {
        write!(lines, "{}", rule.id).unwrap();
        for window in &rule.windows {
            let phase = if window.phase == Phase::Completion {
                ""
            } else {
                window.phase.id()
            };
            write!(
                lines,
                " [{phase}{} {} … {}]",
                window.kind.concat(),
                window.from,
                window.to
            )
            .unwrap();
        }
        write!(lines, " {}", rule.rate.target).unwrap();
        for visitors in &rule.visitors {
            let severities = visitors.severity.iter().map(|it| Severity::id(*it));
            let severities: Vec<_> = severities.collect();
            write!(
                lines,
                " {}:{}",
                severities.join("+"),
                visitors.posts.join("+")
            )
            .unwrap();
        }
        lines.push('\n');
    }
    let not_covered = procedure(id).not_covered.iter();
    let not_covered: Vec<_> = not_covered.map(|it| Category::id(it.category)).collect();
    write!(lines, "not covered: {}", not_covered.join(" ")).unwrap();
    lines
}

#[test]
fn the_rules_of_the_three_side_by_side() {
    insta::assert_snapshot!(summary("kehu"), @r"
    complaint [ 0 days … 3 days] 50% general:patrol_inspector important:service_director major:site_manager
    repair [ 0 days … 1 month] 30% :area_officer
    activity [ 0 days … 1 month] 10% :culture_clerk
    move_in [ 0 days … 14 days] 100% :site_manager
    emergency [ 0 days … 7 days] 100% :site_manager
    festival [ -7 days … 0 days] 100% :site_manager
    not covered: contracted_service help publication other
    ");
    insta::assert_snapshot!(summary("yezhu"), @r"
    complaint [ 0 days … 3 days] 100% major:site_manager :department_head+service_officer
    repair [ 1 month … 2 months] 30% :service_officer
    contracted_service [middle 1/3 … 2/3] [end 1 day … 7 days] 30% :service_officer
    help [first_aid 0 days … 7 days] [ 0 days … 7 days] 30% :service_officer
    activity [ 0 days … 1 month] 10% :service_officer
    publication [ 0 days … 1 month] 10% :service_officer
    move_in [ 0 days … 7 days] 100% :service_officer
    emergency [ 0 days … 7 days] 100% :service_officer
    other [ 0 days … 7 days] 100% :service_officer
    not covered: festival
    ");
    insta::assert_snapshot!(summary("wuye"), @r"
    complaint [ 0 days … 3 days] 100% major:property_manager :department_head+property_assistant
    repair [ 7 days … 1 month] 30% :property_assistant
    contracted_service [middle 1/3 … 2/3] [end 1 day … 7 days] 30% :property_assistant
    help [ 0 days … 7 days] 30% :property_assistant
    activity [ 0 days … 1 month] 10% :property_assistant
    publication [ 0 days … 1 month] 10% :property_assistant
    move_in [ 0 days … 7 days] 100% :property_assistant
    emergency [ 0 days … 7 days] 100% :property_assistant
    other [ 0 days … 7 days] 100% :property_assistant
    not covered: festival
    ");
}

#[test]
fn the_hash_is_that_of_the_canonical_text() {
    let kehu = shipped_by_id("kehu").unwrap();
    assert_eq!(kehu.hash.len(), 64);
    let windows_file = format!(
        "\u{feff}{}\r\n\r\n",
        kehu.text.trim_end().replace('\n', "\r\n")
    );
    let read = Edition::parse(&windows_file).unwrap();
    assert_eq!((&read.text, &read.hash), (&kehu.text, &kehu.hash));
    let changed = Edition::parse(&kehu.text.replace("version = \"1\"", "version = \"2\"")).unwrap();
    assert_ne!(changed.hash, kehu.hash);
}

proptest! {
    #[test]
    fn no_text_breaks_the_check(text in "\\PC*") {
        prop_assert!(Procedure::parse(&text).is_err());
    }

    #[test]
    fn no_line_that_is_lost_breaks_the_check(
        id in prop::sample::select(vec!["kehu", "yezhu", "wuye"]),
        lost in prop::collection::vec(any::<prop::sample::Index>(), 1..8),
    ) {
        let text = &shipped_by_id(id).unwrap().text;
        let lines: Vec<&str> = text.lines().collect();
        let lost: Vec<usize> = lost.iter().map(|index| index.index(lines.len())).collect();
        let kept = lines.iter().enumerate().filter(|(index, _)| !lost.contains(index));
        let kept: Vec<&str> = kept.map(|(_, line)| *line).collect();
        tell(&kept.join("\n"))?;
    }

    #[test]
    fn no_word_in_the_wrong_place_breaks_the_check(
        id in prop::sample::select(vec!["kehu", "yezhu", "wuye"]),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let text = &shipped_by_id(id).unwrap().text;
        let mut lines: Vec<&str> = text.lines().collect();
        let (from, to) = (from.index(lines.len()), to.index(lines.len()));
        let value = lines[from].split_once(" = ").map_or("0", |(_, value)| value);
        let Some((key, _)) = lines[to].split_once(" = ") else {
            return Ok(());
        };
        let line = format!("{key} = {value}");
        lines[to] = &line;
        tell(&lines.join("\n"))?;
    }
}

/// Whatever is wrong is told in words, at a place that the file has.
fn tell(text: &str) -> Result<(), TestCaseError> {
    let problems = Procedure::parse(text).err().unwrap_or_default();
    let lines = text.lines().count();
    for problem in problems {
        prop_assert!(
            problem.line >= 1 && problem.line <= lines + 1,
            "{:?}",
            problem
        );
        for lang in Lang::ALL {
            prop_assert!(!problem.say(lang).is_empty());
        }
    }
    Ok(())
}
