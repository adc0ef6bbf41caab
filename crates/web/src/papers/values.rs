//! Values that many papers have.

use huiyin_app::Site;
use huiyin_app::paper::{Cell, Code, Form, Ink, Paper, Value};
use huiyin_domain::entry::Strokes;
use huiyin_domain::{Day, Instant, Personal, Rating};
use huiyin_rules::procedure::Procedure;

use crate::at_work::SignedInAsker;
use crate::qr;
use crate::texts::Texts;
use crate::view::Grade;

/// For whom papers are made: the texts, which name every year, because papers are kept; the site on a day; and what
/// stands at the foot of each page.
#[derive(Clone)]
pub(crate) struct Maker<'a> {
    pub(super) t: Texts,
    pub(super) site: &'a Site,
    today: Day,
    foot: String,
    /// Scheme and host by which the product is reached, where that is known.
    origin: Option<String>,
}

impl<'a> Maker<'a> {
    /// For somebody who is signed in: their name and the day stand at the foot.
    pub(crate) fn of(at: &'a SignedInAsker) -> Self {
        let t = Texts::of(at.t.lang());
        Self {
            t,
            site: &at.site,
            today: at.today,
            foot: t.papers_made(at.name(), t.date(at.today)),
            origin: Some(at.address("")),
        }
    }

    /// For a command of the shell, which nobody reaches by an address.
    pub(crate) fn of_shell(t: Texts, site: &'a Site, today: Day) -> Self {
        Self {
            t,
            site,
            today,
            foot: String::new(),
            origin: None,
        }
    }

    /// The same, where somebody reaches the product: codes lead there.
    pub(crate) fn reached_at(self, origin: Option<String>) -> Self {
        Self { origin, ..self }
    }

    /// The day on which papers are made.
    pub(crate) const fn today(&self) -> Day {
        self.today
    }

    /// The procedure in force.
    pub(super) fn procedure(&self) -> &'a Procedure {
        self.site.procedure_on(self.today)
    }

    /// A code that leads to a path here, with what stands beside it; without an address only that.
    pub(super) fn code(&self, path: &str, lines: Vec<String>) -> Option<Code> {
        let svg = match &self.origin {
            Some(origin) => qr::svg(&format!("{origin}{path}"))?,
            None => String::new(),
        };
        Some(Code { svg, lines })
    }

    /// A paper of the site.
    pub(super) fn begin(&self, form: Form, bookmark: &str, subtitle: &str) -> Paper {
        let mut paper = Paper::new(form, self.t.lang()).called(bookmark, subtitle);
        paper.foot.clone_from(&self.foot);
        paper.set("site", self.site.name());
        paper
    }

    /// A moment as it is written here.
    pub(super) fn moment(&self, moment: Instant) -> String {
        self.t.moment(self.site.zone().local(moment))
    }

    /// A moment as a cell; nothing where there is none.
    pub(super) fn moment_cell(&self, moment: Option<Instant>) -> Cell {
        moment.map_or(Cell::Empty, |it| Cell::moment(&self.site.zone().local(it)))
    }

    /// The day of a moment as a cell; nothing where there is none.
    pub(super) fn day_cell(&self, moment: Option<Instant>) -> Cell {
        Cell::some_day(moment.map(|it| self.site.day(it)))
    }
}

/// What was written; nothing where it was not.
pub(super) fn text(words: Option<&Personal<String>>) -> String {
    words.map_or_else(String::new, |it| it.reveal().clone())
}

/// What is written of several things, one beside the other; what is empty is left out.
pub(super) fn joined(words: impl IntoIterator<Item = Option<String>>, with: &str) -> String {
    let words = words.into_iter().flatten().filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join(with)
}

/// The three grades of the form, with the one that was given.
pub(super) fn grades(t: Texts, given: Option<Rating>) -> Value {
    Value::Boxes(Grade::new(t, given).grades.to_vec())
}

/// Choices, none of them made.
pub(super) fn open_boxes(words: impl IntoIterator<Item = impl Into<String>>) -> Value {
    let boxes = words.into_iter().map(|it| (it.into(), false));
    Value::Boxes(boxes.collect())
}

/// A signature: its strokes where it was drawn.
pub(super) fn ink(strokes: Option<&Personal<String>>, who: String, note: String) -> Ink {
    let strokes = strokes.and_then(|it| Strokes::read(it.reveal()).ok());
    let strokes = strokes.map_or_else(Vec::new, |it| it.iter().map(<[_]>::to_vec).collect());
    Ink { strokes, who, note }
}
