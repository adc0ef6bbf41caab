//! The small words: the state of a thing, why somebody is visited, and the clause that asked for it.

use huiyin_app::reviews::Standing;
use huiyin_domain::{Day, Why};

use crate::texts::Texts;

/// The shape before a state's word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MarkKind {
    /// ▲ late.
    Late,
    /// ◆ due today.
    Today,
    /// ○ days are left.
    Left,
    /// ◐ somebody must look at it.
    Review,
    /// ✓ done, reached.
    Done,
    /// — exempt, not asked for.
    Exempt,
    /// □ still open.
    Open,
    /// × failed, missed.
    Fail,
}

impl MarkKind {
    /// All of them, for the style guide.
    pub(crate) const ALL: [Self; 8] = [
        Self::Late,
        Self::Today,
        Self::Left,
        Self::Review,
        Self::Done,
        Self::Exempt,
        Self::Open,
        Self::Fail,
    ];

    /// Its class.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Today => "today",
            Self::Left => "left",
            Self::Review => "review",
            Self::Done => "done",
            Self::Exempt => "exempt",
            Self::Open => "open",
            Self::Fail => "fail",
        }
    }
}

/// A state: a shape, then a word; colour comes third.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    /// The shape.
    pub(crate) kind: MarkKind,
    /// The word.
    pub(crate) words: String,
}

impl Mark {
    /// A state in these words.
    pub(crate) fn new(kind: MarkKind, words: impl Into<String>) -> Self {
        Self {
            kind,
            words: words.into(),
        }
    }

    /// What holds of a text that was signed: 未改動, 已依法清除, 已失效.
    pub(crate) fn of_text(t: Texts, standing: Standing) -> Self {
        match standing {
            Standing::Unaltered => Self::new(MarkKind::Done, t.records_unaltered()),
            Standing::Erased => Self::new(MarkKind::Exempt, t.records_erased()),
            Standing::Altered => Self::new(MarkKind::Fail, t.records_void()),
        }
    }

    /// How a last day stands today: 逾期 3 天, 今日到期, 剩 2 天.
    pub(crate) fn due(t: Texts, due: Day, today: Day) -> Self {
        let days = due.days_since(today);
        match days {
            ..0 => Self::new(MarkKind::Late, t.mark_late(-days)),
            0 => Self::new(MarkKind::Today, t.mark_today()),
            1.. => Self::new(MarkKind::Left, t.mark_left(days)),
        }
    }
}

/// A small square label that says why somebody is visited; states have marks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Tag {
    /// The class that frames or colours it; empty for a plain one.
    pub(crate) class: &'static str,
    /// The word.
    pub(crate) words: String,
}

impl Tag {
    /// A plain label.
    pub(crate) fn plain(words: impl Into<String>) -> Self {
        Self {
            class: "",
            words: words.into(),
        }
    }

    /// Why an obligation is picked or is not: 抽中 in the accent, 必訪 framed, the rest plain.
    pub(crate) fn why(t: Texts, why: Why) -> Self {
        let class = match why {
            Why::Draw | Why::DrawAtClose => "accent",
            Why::Always | Why::Rate100 => "must",
            _ => "",
        };
        Self {
            class,
            words: why.title(t.lang()).to_owned(),
        }
    }
}

/// The clause that asked for something, or our reading of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ClauseTag {
    /// Its number in the procedure's own form: `11.1.4`, `四.1(1)b`.
    pub(crate) clause: String,
    /// The id of its card on the page.
    pub(crate) anchor: String,
    /// Whether it is our reading rather than the text.
    pub(crate) reading: bool,
}

impl ClauseTag {
    /// A clause of a procedure.
    pub(crate) fn new(procedure: &str, clause: &str) -> Self {
        Self {
            clause: clause.to_owned(),
            anchor: anchor(procedure, clause),
            reading: false,
        }
    }

    /// A reading of a clause.
    pub(crate) fn reading(procedure: &str, clause: &str) -> Self {
        Self {
            reading: true,
            ..Self::new(procedure, clause)
        }
    }
}

/// Ids may not contain white space; everything else of a clause's number may stand in one.
pub(super) fn anchor(procedure: &str, clause: &str) -> String {
    let clause: String = clause.split_whitespace().collect();
    format!("c-{procedure}-{clause}")
}

/// What a clause says, in the procedure's own words, never polished.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ClauseCard {
    /// The id that its tags name.
    pub(crate) anchor: String,
    /// Its number.
    pub(crate) clause: String,
    /// The title of the procedure.
    pub(crate) procedure: String,
    /// The words of the text.
    pub(crate) words: String,
    /// Where the text is damaged: the correction, with its reason.
    pub(crate) correction: Option<String>,
    /// How it is read where the text is silent or unclear.
    pub(crate) readings: Vec<String>,
}

impl ClauseCard {
    /// The card of a clause, without correction or readings.
    pub(crate) fn new(procedure: &str, title: &str, clause: &str, words: &str) -> Self {
        Self {
            anchor: anchor(procedure, clause),
            clause: clause.to_owned(),
            procedure: title.to_owned(),
            words: words.to_owned(),
            correction: None,
            readings: Vec::new(),
        }
    }
}

/// The cards of a page, each once, however many tags name it.
#[derive(Clone, Default, Debug)]
pub(crate) struct ClauseCards(Vec<ClauseCard>);

impl ClauseCards {
    /// Adds a card, unless it is there already.
    pub(crate) fn add(&mut self, card: ClauseCard) {
        if self.0.iter().all(|there| there.anchor != card.anchor) {
            self.0.push(card);
        }
    }

    /// The cards, in the order in which the page first needed them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &ClauseCard> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Lang;

    use super::*;

    #[test]
    fn a_last_day_is_late_only_from_the_day_after() {
        let due: Day = "2026-11-23".parse().unwrap();
        let mark = |today: &str| Mark::due(Texts::of(Lang::ZhHant), due, today.parse().unwrap());
        assert_eq!(mark("2026-11-26"), Mark::new(MarkKind::Late, "逾期 3 天"));
        assert_eq!(mark("2026-11-23"), Mark::new(MarkKind::Today, "今日到期"));
        assert_eq!(mark("2026-11-21"), Mark::new(MarkKind::Left, "剩 2 天"));
        let english = Mark::due(Texts::of(Lang::En), due, due.plus_days(1));
        assert_eq!(english.words, "1 day late");
    }

    #[test]
    fn a_card_is_on_the_page_once() {
        let mut cards = ClauseCards::default();
        for _ in 0..2 {
            cards.add(ClauseCard::new("yezhu", "篇2", "四.1 (1)b", "…"));
        }
        cards.add(ClauseCard::new("kehu", "篇1", "11.1.4", "…"));
        let anchors: Vec<&str> = cards.iter().map(|card| card.anchor.as_str()).collect();
        assert_eq!(anchors, ["c-yezhu-四.1(1)b", "c-kehu-11.1.4"]);
        assert_eq!(ClauseTag::reading("kehu", "11.1.4").anchor, anchors[1]);
    }
}
