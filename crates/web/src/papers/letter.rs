//! 公開信.

use huiyin_app::letters::LetterPage;
use huiyin_app::paper::{Form, Paper, Value};
use huiyin_domain::entry::{LetterSection, LetterStep};

use super::values::{Maker, text};

/// A letter as it is put up.
pub(crate) fn letter(maker: &Maker<'_>, page: &LetterPage) -> Paper {
    let (t, row) = (maker.t, &page.row);
    let title = row.text(LetterSection::Title);
    let mut paper = maker.begin(Form::PublicLetter, &page.number, title);
    paper.set("number", page.number.as_str());
    paper.set("title", title);
    let sections = [
        ("salutation", LetterSection::Salutation),
        ("matter", LetterSection::Matter),
        ("explanation", LetterSection::Explanation),
        ("done", LetterSection::Measures),
        ("next", LetterSection::NextSteps),
        ("contact", LetterSection::Contact),
    ];
    for (id, section) in sections {
        paper.set(id, row.text(section));
    }
    let step = |of: LetterStep| page.steps.iter().rev().find(|it| it.step == of);
    let approved = step(LetterStep::Approved);
    let day = row.posted.map(|(from, _)| from);
    let day = day.or_else(|| approved.map(|it| maker.site.day(it.done_at)));
    let day = day.map_or_else(|| t.letters_is_draft(), |day| t.date(day));
    paper.set("signed", format!("{}\n{day}", maker.site.name()));
    let place = row.place.clone();
    paper.set("place", place.map_or(Value::Room(7), Value::Text));
    let posted = row.posted;
    let posted = posted.map(|(from, to)| format!("{} – {}", t.date(from), t.date(to)));
    paper.set("posted", posted.map_or(Value::Room(7), Value::Text));
    // Where else it was published is not kept by the program: room for a hand.
    paper.set("channels", Value::Room(7));
    paper.set("photos", t.papers_photos(page.photos.len()));
    let answers = page.answers.iter().map(|it| it.number.as_str());
    paper.set("answers", answers.collect::<Vec<_>>().join(&t.list_comma()));
    let who = |of| step(of).map(|it| text(it.name.as_ref()));
    paper.set("drafted", who(LetterStep::Drafted));
    paper.set(
        "approved",
        who(LetterStep::Approved).map_or(Value::Room(7), Value::Text),
    );
    paper
}
