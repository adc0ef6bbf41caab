//! Copies of a procedure: their parameters by form fields, their text otherwise untouched, and what they may not change.

use huiyin_domain::Lang;
use huiyin_rules::procedure::parameters::{Group, Kind, Parameter, parameters, with_values};
use huiyin_rules::procedure::{Edition, Problem, What, shipped, shipped_by_id};

fn groups(text: &str) -> Vec<Group> {
    parameters(text, Lang::En).expect("it is TOML")
}

fn all(text: &str) -> Vec<Parameter> {
    groups(text)
        .into_iter()
        .flat_map(|group| group.parameters)
        .collect()
}

fn set(text: &str, place: &str, values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    with_values(text, |at| (at == place).then_some(values.as_slice())).expect("it is TOML")
}

fn kehu() -> &'static Edition {
    shipped_by_id("kehu").unwrap()
}

fn whats(problems: Result<Edition, Vec<Problem>>) -> Vec<What> {
    let problems = problems.err().unwrap_or_default();
    problems.iter().map(|problem| problem.what).collect()
}

#[test]
fn every_parameter_has_a_meaning_a_place_and_its_value() {
    for edition in shipped() {
        let groups = groups(&edition.text);
        assert!(groups.len() > 40);
        for group in &groups {
            assert!(!group.title.is_empty(), "{}", group.place);
            assert!(group.lines.start() <= group.lines.end());
        }
        let mut places: Vec<_> = all(&edition.text).into_iter().map(|it| it.place).collect();
        let count = places.len();
        places.sort();
        places.dedup();
        assert_eq!(places.len(), count, "a place stands for one parameter");
        for lang in Lang::ALL {
            for group in parameters(&edition.text, lang).unwrap() {
                assert!(group.parameters.iter().all(|it| !it.meaning.is_empty()));
            }
        }
    }
    let groups = groups(&kehu().text);
    let window = groups
        .iter()
        .find(|group| group.place == "category.0.window.0")
        .unwrap();
    assert_eq!(window.title, "Complaint · Window");
    assert_eq!(window.basis.clauses, ["11.1.3"]);
    let to = window
        .parameters
        .iter()
        .find(|it| it.place == "category.0.window.0.to")
        .unwrap();
    assert_eq!(to.values, ["3 days"]);
    let line = kehu()
        .text
        .lines()
        .nth(*to.lines.as_ref().unwrap().start() - 1);
    assert_eq!(line, Some("to = \"3 days\""));
}

#[test]
fn writing_what_is_there_changes_nothing() {
    for edition in shipped() {
        let own = all(&edition.text);
        let written = with_values(&edition.text, |place| {
            let known = own.iter().find(|it| it.place == place)?;
            Some(known.values.as_slice())
        });
        assert_eq!(written.unwrap(), edition.text);
    }
}

#[test]
fn one_value_changes_one_line_and_the_rest_stays() {
    let text = &kehu().text;
    for (place, values, line) in [
        ("category.0.window.0.to", vec!["5 days"], "to = \"5 days\""),
        ("repeats.days", vec!["60"], "days = 60"),
        (
            "counting.roll_to_next_workday",
            vec!["true"],
            "roll_to_next_workday = true",
        ),
        (
            "category.0.always.0.severity",
            vec!["major"],
            "severity = [\"major\"]",
        ),
        (
            "category.0.visitors.0.posts",
            vec!["patrol_inspector", "area_officer"],
            "posts = [\"patrol_inspector\", \"area_officer\"]",
        ),
        ("repeats.days", vec!["many"], "days = \"many\""),
        (
            "category.0.window.0.to",
            vec!["a \"b\" \\"],
            "to = \"a \\\"b\\\" \\\\\"",
        ),
    ] {
        let changed = set(text, place, &values);
        let (before, after): (Vec<_>, Vec<_>) = (text.lines().collect(), changed.lines().collect());
        assert_eq!(before.len(), after.len(), "{place}");
        let differ: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).collect();
        assert_eq!(differ.len(), 1, "{place}");
        assert_eq!(*differ[0].1, line);
    }
}

#[test]
fn what_may_be_left_out_comes_and_goes() {
    let text = &kehu().text;
    let place = "category.0.rate.set_by";
    let with = set(text, place, &["site_manager"]);
    assert!(with.contains("basis = [\"11.1.3\"]\nset_by = \"site_manager\"\n"));
    assert_eq!(with.lines().count(), text.lines().count() + 1);
    assert_eq!(
        all(&with)
            .iter()
            .find(|it| it.place == place)
            .unwrap()
            .values,
        ["site_manager"]
    );
    assert_eq!(set(&with, place, &[]), *text);
    assert_eq!(
        set(text, "category.0.window.0.to", &[""]).lines().count(),
        text.lines().count(),
        "what must be there stays, empty, for the check to say so"
    );
}

#[test]
fn a_copy_begins_under_a_name_of_its_own() {
    for edition in shipped() {
        let text = edition.copied("own", "2026-04");
        let copy = Edition::parse_copy(&text, edition).expect("a fresh copy is sound");
        assert_eq!(
            (copy.procedure.id.as_str(), copy.procedure.version.as_str()),
            ("own", "2026-04")
        );
        let base = copy.procedure.base.as_ref().unwrap();
        assert_eq!(
            (&base.id, &base.hash),
            (&edition.procedure.id, &edition.hash)
        );
        assert!(
            edition
                .procedure
                .differences(&copy.procedure, Lang::En)
                .is_empty()
        );
        let next = copy.copied("own", "2026-05");
        let next = Edition::parse_copy(&next, &copy).expect("a copy of a copy is sound");
        assert_eq!(next.procedure.base.unwrap().hash, copy.hash);
        assert_eq!(next.text.matches("[base]").count(), 1);
    }
}

#[test]
fn a_copy_keeps_the_clauses_and_has_a_name_of_its_own() {
    let base = kehu();
    let fresh = base.copied("own", "1");
    let polished = fresh.replace("客戶服務部主任制定回訪計劃", "客服主任制定計劃");
    let problems = Edition::parse_copy(&polished, base).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].what, What::ClauseChanged);
    assert_eq!(problems[0].found, "11.1.2");
    let line = polished.lines().nth(problems[0].line - 1).unwrap();
    assert!(line.starts_with("[[clause]]"), "{line}");
    for lang in Lang::ALL {
        assert!(problems[0].say(lang).contains("11.1.2"));
    }

    let lost = fresh.replacen(
        "[[clause]]\nnumber = \"11.1\"\ntext = \"回訪工作規定\"\nheading = true\n",
        "",
        1,
    );
    assert_eq!(
        whats(Edition::parse_copy(&lost, base)),
        [What::ClauseMissing]
    );
    assert_eq!(
        whats(Edition::parse_copy(&base.copied("kehu", "2"), base)),
        [What::IdOfShipped]
    );
    let copy = Edition::parse_copy(&fresh, base).unwrap();
    assert_eq!(
        whats(Edition::parse_copy(&copy.copied("own", "1"), &copy)),
        [What::VersionOfBase]
    );
    let other = shipped_by_id("wuye").unwrap();
    let whats = whats(Edition::parse_copy(&fresh, other));
    assert!(whats.contains(&What::BaseChanged) && whats.contains(&What::ClauseMissing));
}

#[test]
fn every_number_and_answer_that_changes_is_told() {
    let mut silent = Vec::new();
    for edition in shipped() {
        for parameter in all(&edition.text) {
            let Some(now) = parameter.values.first() else {
                continue;
            };
            let other = match parameter.kind {
                Kind::Number => (now.parse::<u32>().unwrap() + 1).to_string(),
                Kind::YesNo => (now != "true").to_string(),
                Kind::Time => "07:30".to_owned(),
                Kind::Rate => "77%".to_owned(),
                Kind::Step => "9 days".to_owned(),
                Kind::Share => "1/5".to_owned(),
                _ => continue,
            };
            let changed = set(&edition.text, &parameter.place, &[&other]);
            let Ok(changed) = Edition::parse(&changed) else {
                continue;
            };
            // Without a sign-out sheet, nothing is said of how it is signed.
            if parameter.place.starts_with("sign_out.") && !changed.procedure.sign_out.required {
                continue;
            }
            let told = edition
                .procedure
                .differences(&changed.procedure, Lang::ZhHant);
            if told.is_empty() {
                silent.push((edition.procedure.id.clone(), parameter.place));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn differences_say_what_was_and_what_is() {
    let changed = set(&kehu().text, "category.0.window.0.to", &["5 days"]);
    let changed = Edition::parse(&changed).unwrap();
    let told = kehu().procedure.differences(&changed.procedure, Lang::En);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0].title, "Complaint");
    let change = &told[0].changes[0];
    assert!(change.before[0].text.contains("3 days"), "{change:?}");
    assert!(change.after[0].text.contains("5 days"), "{change:?}");
    assert_eq!(change.after[0].basis.clauses, ["11.1.3"]);
}
