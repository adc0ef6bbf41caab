//! What the style guide shows: an estate that does not exist, on the morning of 23 November 2026.

use huiyin_domain::{Day, Lang, Why};

use crate::texts::Texts;
use crate::view::{Action, ClauseCard, ClauseTag, Crumb, Head, Mark, MarkKind, Me, Site, Tag};

/// The procedure of the sample site.
pub(super) const KEHU: &str = "kehu";

/// Made-up words in the reader's language: `繁體|简体|English`.
pub(super) fn say(t: Texts, words: &str) -> String {
    let place = Lang::ALL.iter().position(|lang| *lang == t.lang());
    let words = place.and_then(|place| words.split('|').nth(place));
    words.unwrap_or_default().to_owned()
}

pub(super) fn me(t: Texts) -> Me {
    Me {
        name: say(t, "陳婉儀|陈婉仪|Chen Wanyi"),
        post: say(t, "客戶服務部主任|客户服务部主任|Customer service director"),
        unread: 2,
    }
}

pub(super) fn site(t: Texts) -> Site {
    Site {
        name: say(t, "翠湖灣管理處|翠湖湾管理处|Cuihu Bay"),
        procedure: say(
            t,
            "篇1 客戶回訪管理規程|篇1 客户回访管理规程|1 Customer follow-ups",
        ),
        others: Vec::new(),
    }
}

pub(super) fn clauses(t: Texts) -> [ClauseCard; 3] {
    let title = site(t).procedure;
    let card = |clause, words| ClauseCard::new(KEHU, &title, clause, words);
    [
        ClauseCard {
            readings: vec![say(
                t,
                "處理完畢當日為第 0 日，至第 3 日 24:00 止。|处理完毕当日为第 0 日，至第 3 日 24:00 止。|The day of completion is day 0; the window ends at 24:00 of day 3.",
            )],
            ..card(
                "11.1.3",
                "投訴事情處理完畢后三天內進行回訪,回訪率達50%,一般投訴由物業巡查員回訪,重要投訴由客戶服務部主任回訪,重大投訴由管理處經理回訪。",
            )
        },
        ClauseCard {
            correction: Some(say(
                t,
                "「后」為「後」之誤。|「后」为「後」之误。|「后」 stands for 「後」.",
            )),
            ..card(
                "11.1.4",
                "維修工程處理完畢后一個月內進行回訪,回訪率達30%,具體由責任區管理員負責。",
            )
        },
        ClauseCard {
            readings: vec![say(
                t,
                "入伙 14 天內，全數回訪。|入伙 14 天内，全数回访。|Move-ins within 14 days, all of them.",
            )],
            ..card(
                "11.1.6",
                "重大節日拜訪由管理處經理組織進行,入伙回訪、突發事件處理完畢后回訪。",
            )
        },
    ]
}

pub(super) fn head(t: Texts) -> Head {
    Head::new(t.look_title())
        .crumbs([
            Crumb::link("/look", t.look_title()),
            Crumb::here(t.look_words()),
        ])
        .actions([
            Action::new("/look/phone", t.look_phone()),
            Action::new("/look/sign-in", t.sign_in_title()),
            Action::new("#h-forms", say(t, "登記事項|登记事项|Register an event"))
                .primary()
                .key('N'),
        ])
}

pub(super) struct WordParts {
    pub(super) marks: Vec<Mark>,
    pub(super) tags: Vec<Tag>,
    pub(super) clause: ClauseTag,
    pub(super) reading: ClauseTag,
}

impl WordParts {
    pub(super) fn new(t: Texts) -> Self {
        let words = [
            t.mark_late(3),
            t.mark_today(),
            t.mark_left(1),
            say(t, "待審|待审|To review"),
            t.gauge_reached(),
            say(t, "免回訪|免回访|Exempt"),
            t.place_open(),
            t.gauge_missed(1),
        ];
        Self {
            marks: MarkKind::ALL
                .into_iter()
                .zip(words)
                .map(|(kind, words)| Mark::new(kind, words))
                .collect(),
            tags: vec![
                Tag::why(t, Why::Draw),
                Tag::why(t, Why::Always),
                Tag::plain(say(t, "併 3 次|并 3 次|3 reports")),
            ],
            clause: ClauseTag::new(KEHU, "11.1.4"),
            reading: ClauseTag::reading(KEHU, "11.1.6"),
        }
    }
}

/// A row of the desk's list.
pub(super) struct LedgerRow {
    pub(super) due: Day,
    pub(super) mark: Mark,
    pub(super) unit: String,
    pub(super) name: String,
    pub(super) what: String,
    pub(super) sort: String,
    pub(super) tag: Option<Tag>,
    pub(super) clause: ClauseTag,
    pub(super) visitor: String,
    pub(super) channel: String,
}

impl LedgerRow {
    pub(super) fn all(t: Texts, today: Day) -> [Self; 3] {
        let on_site = || say(t, "上門|上门|On site");
        let row = |days, unit: &str, name: &str, what: &str, sort: &str, clause| {
            let due = today.plus_days(days);
            Self {
                due,
                mark: Mark::due(t, due, today),
                unit: say(t, unit),
                name: say(t, name),
                what: say(t, what),
                sort: say(t, sort),
                tag: None,
                clause,
                visitor: say(t, "林佩珊|林佩珊|Lin Peishan"),
                channel: on_site(),
            }
        };
        [
            Self {
                tag: Some(Tag::why(t, Why::Draw)),
                ..row(
                    -3,
                    "11棟0703|11栋0703|11-0703",
                    "羅慧珍|罗慧珍|Luo Huizhen",
                    "衛生間頂部滲水，疑樓上防水層破損|卫生间顶部渗水，疑楼上防水层破损|Water from the bathroom ceiling, perhaps the floor above",
                    "維修・防水|维修・防水|Repair, waterproofing",
                    ClauseTag::new(KEHU, "11.1.4"),
                )
            },
            row(
                0,
                "3棟1202|3栋1202|3-1202",
                "黃淑賢|黄淑贤|Huang Shuxian",
                "電梯運行時異響，在 8 樓停約半分鐘，老人受驚|电梯运行时异响，在 8 楼停约半分钟，老人受惊|The lift made a noise and stopped at floor 8 for half a minute; an old man was frightened",
                "投訴・重要|投诉・重要|Complaint, important",
                ClauseTag::new(KEHU, "11.1.3"),
            ),
            row(
                1,
                "13棟0201|13栋0201|13-0201",
                "葉俊傑|叶俊杰|Ye Junjie",
                "新業主入伙，驗房三處整改已完成|新业主入伙，验房三处整改已完成|New owner; three defects of the hand-over are mended",
                "入伙|入伙|Move-in",
                ClauseTag::reading(KEHU, "11.1.6"),
            ),
        ]
    }
}
