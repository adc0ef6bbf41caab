//! `docs/guides` against the procedures that come with the product: the same guides, as files.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use huiyin_app::Right;
use huiyin_domain::Lang;
use huiyin_rules::procedure::{Procedure, shipped};

use super::text::{Guide, GuideLine};
use crate::texts::Texts;
use crate::view::Sources;

fn guides(t: Texts, procedure: &Procedure) -> Vec<Guide> {
    let posts = procedure.posts.iter().map(|post| post.id.as_str());
    posts
        .chain([Right::ADMINISTRATOR])
        .map(|post| Guide::of(t, procedure, post).expect("every post has a guide"))
        .collect()
}

/// A line as a file has it: the words, the clauses behind them, and the path of the page.
fn line(procedure: &Procedure, lang: Lang, line: &GuideLine) -> String {
    let tags = Sources::new(procedure, lang).tags(&line.basis);
    let mark = Texts::of(lang).reading_mark();
    let named: Vec<String> = tags
        .iter()
        .map(|tag| {
            if tag.reading {
                format!("[{mark}: {}]", tag.clause)
            } else {
                format!("[{}]", tag.clause)
            }
        })
        .collect();
    let href = line.href.map(|href| format!("`{href}`"));
    let all = [Some(line.words.clone()), href, Some(named.join(" "))];
    let all: Vec<String> = all
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    all.join(" ")
}

fn document(procedure: &Procedure, lang: Lang) -> String {
    let t = Texts::of(lang);
    let title = procedure.title.get(lang);
    let mut text = format!("# {} {title}\n\n{}\n", procedure.part, t.guide_generated());
    for guide in guides(t, procedure) {
        write!(text, "\n## {}\n\n{}\n\n", guide.post, guide.line).unwrap();
        for (number, day) in (1..).zip(&guide.day) {
            writeln!(text, "{number}. {}", line(procedure, lang, day)).unwrap();
        }
        text.push('\n');
        for duty in &guide.duties {
            writeln!(text, "* {}", line(procedure, lang, duty)).unwrap();
        }
    }
    text
}

#[test]
fn the_guides_in_the_documentation_are_current() {
    let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/guides");
    for lang in Lang::ALL {
        for edition in shipped() {
            let procedure = &edition.procedure;
            let expected = document(procedure, lang);
            let path = docs.join(lang.tag()).join(format!("{}.md", procedure.id));
            if env::var_os("UPDATE_DOCS").is_some() {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, &expected).unwrap();
            }
            let there = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                there == expected,
                "{} is out of date; write it anew with: UPDATE_DOCS=1 cargo test -p huiyin-web --lib",
                path.display()
            );
        }
    }
}

/// What fits on a printed page of A4 with its head, as `print.css` sets it: characters, Han ones twice as wide.
const ONE_PAGE: usize = 4200;

#[test]
fn every_post_of_every_procedure_has_a_guide_of_at_most_a_page() {
    let width = |text: &str| -> usize {
        let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
        text.chars().map(wide).sum()
    };
    for lang in Lang::ALL {
        for edition in shipped() {
            let procedure = &edition.procedure;
            for guide in guides(Texts::of(lang), procedure) {
                let of = format!("{} {} {}", lang.tag(), procedure.id, guide.id);
                assert_eq!(guide.day.len(), 5, "{of}");
                assert!(!guide.duties.is_empty(), "{of}");
                let lines = guide.day.iter().chain(&guide.duties);
                let long: usize = lines.map(|it| width(&line(procedure, lang, it)) + 40).sum();
                assert!(long <= ONE_PAGE, "{of}: {long}");
            }
        }
    }
}
