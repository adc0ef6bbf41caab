//! What stands around every page: the demo line, the side with navigation, the reader's choices, and the clause cards.

use crate::preferences::{Preferences, Theme};
use crate::texts::Texts;
use crate::view::{ClauseCard, ClauseCards};

/// Everything around the content of a page.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Light, dark or the system's.
    pub(crate) theme: Theme,
    /// Whether the demo line stands on top.
    pub(crate) demo: bool,
    /// The path of this page, to come back to after a choice.
    pub(crate) here: String,
    /// The site the page is about.
    pub(crate) site: Option<Site>,
    /// The navigation; empty where nobody is signed in.
    pub(crate) nav: Vec<NavGroup>,
    /// Who is signed in.
    pub(crate) me: Option<Me>,
    /// The cards that the page's clause tags open.
    pub(crate) clauses: ClauseCards,
}

/// A site with the procedure it runs on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Site {
    /// Its name.
    pub(crate) name: String,
    /// The title of the procedure.
    pub(crate) procedure: String,
    /// Code and name of the other sites that are theirs.
    pub(crate) others: Vec<(String, String)>,
}

impl Site {
    /// How many sites the switch names; the others are found through the page of the company.
    const NEAREST: usize = 6;

    /// The sites that the switch names.
    pub(crate) fn nearest(&self) -> impl Iterator<Item = &(String, String)> {
        self.others.iter().take(Self::NEAREST)
    }

    /// Whether there are more.
    pub(crate) const fn has_more(&self) -> bool {
        self.others.len() > Self::NEAREST
    }
}

/// Who is signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Me {
    /// The person's name.
    pub(crate) name: String,
    /// The post, in the procedure's word.
    pub(crate) post: String,
    /// How many of their notices are unread.
    pub(crate) unread: u64,
}

/// Entries of the navigation under one heading.
#[derive(Clone, Debug)]
pub(crate) struct NavGroup {
    /// The heading.
    pub(crate) title: String,
    /// The entries.
    pub(crate) items: Vec<NavItem>,
}

/// One entry of the navigation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct NavItem {
    /// Where it leads.
    pub(crate) href: String,
    /// Its words.
    pub(crate) words: String,
    /// Work that waits there, never news: the number, and what it counts.
    pub(crate) count: Option<(u64, String)>,
    /// Whether it is the page one is on.
    pub(crate) current: bool,
}

/// The work that waits at the places of the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct NavCounts {
    /// Late, due today, or waiting for this person.
    pub(crate) today: u64,
    /// Records that wait for this person's review.
    pub(crate) records: u64,
    /// Open ends of the site.
    pub(crate) open: u64,
    /// Analyses and rectifications that wait for this person.
    pub(crate) analysis: u64,
}

/// A place of the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// 今日
    Today,
    /// 服務事項
    Events,
    /// 回訪計劃
    Plan,
    /// 回訪記錄
    Records,
    /// 未了事項
    Open,
    /// 回訪統計
    Statistics,
    /// 分析與整改
    Analysis,
    /// 歸檔移交
    Archive,
    /// 公司匯總
    Company,
    /// 節日拜訪
    Festivals,
    /// 住戶與房號
    Units,
    /// 人員與崗位
    People,
    /// 匯入
    Imports,
    /// 規程與條文
    Procedure,
    /// 崗位指南
    Guide,
}

impl Place {
    const DAILY: [Self; 5] = [
        Self::Today,
        Self::Events,
        Self::Plan,
        Self::Records,
        Self::Open,
    ];
    const MONTHLY: [Self; 5] = [
        Self::Statistics,
        Self::Company,
        Self::Analysis,
        Self::Archive,
        Self::Festivals,
    ];
    const BOOKS: [Self; 5] = [
        Self::Units,
        Self::People,
        Self::Imports,
        Self::Procedure,
        Self::Guide,
    ];

    /// Its path.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Today => "/",
            Self::Events => "/events",
            Self::Plan => "/plan",
            Self::Records => "/records",
            Self::Open => "/open",
            Self::Statistics => "/statistics",
            Self::Analysis => "/analysis",
            Self::Archive => "/archive",
            Self::Company => "/company",
            Self::Festivals => "/festivals",
            Self::Units => "/units",
            Self::People => "/people",
            Self::Imports => "/imports",
            Self::Procedure => "/procedure",
            Self::Guide => "/guide",
        }
    }

    fn title(self, t: Texts) -> String {
        match self {
            Self::Today => t.place_today(),
            Self::Events => t.place_events(),
            Self::Plan => t.place_plan(),
            Self::Records => t.place_records(),
            Self::Open => t.place_open(),
            Self::Statistics => t.place_statistics(),
            Self::Analysis => t.place_analysis(),
            Self::Archive => t.place_archive(),
            Self::Company => t.place_company(),
            Self::Festivals => t.place_festivals(),
            Self::Units => t.place_units(),
            Self::People => t.place_people(),
            Self::Imports => t.place_imports(),
            Self::Procedure => t.place_procedure(),
            Self::Guide => t.place_guide(),
        }
    }

    fn count(self, t: Texts, counts: &NavCounts) -> Option<(u64, String)> {
        let (number, unit) = match self {
            Self::Today => (counts.today, t.place_today_unit()),
            Self::Records => (counts.records, t.place_records_unit()),
            Self::Open => (counts.open, t.place_open_unit()),
            Self::Analysis => (counts.analysis, t.place_analysis_unit()),
            _ => return None,
        };
        (number > 0).then_some((number, unit))
    }
}

impl Frame {
    /// The frame of a page for somebody who is not signed in.
    pub(crate) fn plain(preferences: Preferences, here: impl Into<String>) -> Self {
        Self {
            theme: preferences.theme,
            demo: false,
            here: here.into(),
            site: None,
            nav: Vec::new(),
            me: None,
            clauses: ClauseCards::default(),
        }
    }

    /// The same, with the demo line where the database is a demo.
    #[must_use]
    pub(crate) fn demo(self, demo: bool) -> Self {
        Self { demo, ..self }
    }

    /// The same, for somebody at work at a site.
    #[must_use]
    pub(crate) fn at_work(
        self,
        t: Texts,
        me: Me,
        site: Site,
        (place, counts): (Option<Place>, &NavCounts),
    ) -> Self {
        let group = |title: String, places: &[Place]| NavGroup {
            title,
            items: places
                .iter()
                .filter(|there| **there != Place::Company || !site.others.is_empty())
                .map(|there| NavItem {
                    href: there.path().to_owned(),
                    words: there.title(t),
                    count: there.count(t, counts),
                    current: Some(*there) == place,
                })
                .collect(),
        };
        let mut nav = vec![
            group(t.nav_daily(), &Place::DAILY),
            group(t.nav_monthly(), &Place::MONTHLY),
            group(t.nav_books(), &Place::BOOKS),
        ];
        nav.retain(|group| !group.items.is_empty());
        Self {
            site: Some(site),
            me: Some(me),
            nav,
            ..self
        }
    }

    /// The same, with the cards that the page's clause tags open.
    #[must_use]
    pub(crate) fn clauses(mut self, cards: impl IntoIterator<Item = ClauseCard>) -> Self {
        for card in cards {
            self.clauses.add(card);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Lang;

    use super::*;

    #[test]
    fn the_navigation_knows_where_one_is_and_what_waits() {
        let t = Texts::of(Lang::ZhHant);
        let me = Me {
            name: "陳婉儀".to_owned(),
            post: "客戶服務部主任".to_owned(),
            unread: 0,
        };
        let site = Site {
            name: "翠湖灣管理處".to_owned(),
            procedure: "篇1".to_owned(),
            others: Vec::new(),
        };
        let counts = NavCounts {
            today: 3,
            records: 2,
            ..NavCounts::default()
        };
        let frame = Frame::plain(Preferences::default(), "/").at_work(
            t,
            me,
            site,
            (Some(Place::Procedure), &counts),
        );
        let items: Vec<&NavItem> = frame.nav.iter().flat_map(|group| &group.items).collect();
        assert_eq!(items.len(), 14, "all but the company, which has one site");
        let current: Vec<&str> = items
            .iter()
            .filter(|item| item.current)
            .map(|item| item.href.as_str())
            .collect();
        assert_eq!(current, ["/procedure"]);
        let counted: Vec<u64> = items
            .iter()
            .filter_map(|item| Some(item.count.as_ref()?.0))
            .collect();
        assert_eq!(counted, [3, 2], "nothing that waits is not shown as 0");
    }
}
