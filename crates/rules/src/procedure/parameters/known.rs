//! The parameters of the file format: every key that says a number, a choice or a post, with its meaning.
//!
//! A test holds the list against the types of the format. What is not here is changed in the text of the file: ids and
//! titles of posts, sections, festivals and documents, what rules rest on, whole rules, and the clauses, which nobody changes.

use huiyin_domain::{Category, Channel, Lang, Severity};

/// What a parameter can be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A whole number.
    Number,
    /// Yes or no.
    YesNo,
    /// A rate, `30%` or `1/3`.
    Rate,
    /// A step from a day, `3 days`.
    Step,
    /// A share of a contract, `1/3`.
    Share,
    /// A time of day, `18:30`.
    Time,
    /// One of the posts.
    Post,
    /// Some of the posts, in order.
    Posts,
    /// One of some words.
    Word(Words),
    /// Some of some words.
    Words(Words),
    /// A text in a line.
    Text,
    /// A text at length.
    Paragraph,
    /// Some texts.
    Texts,
}

/// A closed vocabulary.
#[derive(Clone, Copy, Debug)]
pub enum Words {
    /// How grave a complaint is.
    Severities,
    /// How customers are contacted.
    Channels,
    /// What was done for customers.
    Categories,
    /// Words of one place of the format, each with its title.
    Of(&'static [(&'static str, [&'static str; 3])]),
}

impl Words {
    /// The words with their titles.
    pub fn all(self, lang: Lang) -> Vec<(&'static str, &'static str)> {
        match self {
            Self::Severities => {
                let all = Severity::ALL.iter();
                all.map(|it| (it.id(), it.title(lang))).collect()
            }
            Self::Channels => {
                let all = Channel::ALL.iter();
                all.map(|it| (it.id(), it.title(lang))).collect()
            }
            Self::Categories => {
                let all = Category::ALL.iter();
                all.map(|it| (it.id(), it.title(lang))).collect()
            }
            Self::Of(words) => {
                let all = words.iter();
                all.map(|(id, titles)| (*id, in_language(titles, lang)))
                    .collect()
            }
        }
    }
}

/// A parameter of the format.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The section, as the keys that lead to it.
    pub(super) section: &'static str,
    pub(super) key: &'static str,
    pub(super) kind: Kind,
    pub(super) optional: bool,
    meaning: [&'static str; 3],
}

impl Known {
    pub(super) const fn meaning(&self, lang: Lang) -> &'static str {
        in_language(&self.meaning, lang)
    }
}

pub(super) const fn in_language(texts: &[&'static str; 3], lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHant => texts[0],
        Lang::ZhHans => texts[1],
        Lang::En => texts[2],
    }
}

/// All parameters, in the order in which forms show them.
pub(super) fn all() -> impl Iterator<Item = &'static Known> {
    KNOWN.iter()
}

/// The title of a section.
pub(super) fn title(section: &str, lang: Lang) -> &'static str {
    let found = TITLES.iter().find(|(known, _)| *known == section);
    found.map_or("", |(_, titles)| in_language(titles, lang))
}

const fn must(
    section: &'static str,
    key: &'static str,
    kind: Kind,
    meaning: [&'static str; 3],
) -> Known {
    Known {
        section,
        key,
        kind,
        optional: false,
        meaning,
    }
}

const fn may(
    section: &'static str,
    key: &'static str,
    kind: Kind,
    meaning: [&'static str; 3],
) -> Known {
    Known {
        section,
        key,
        kind,
        optional: true,
        meaning,
    }
}

use Kind::{Number, Paragraph, Post, Posts, Rate, Share, Step, Text, Texts, Time, Word, YesNo};
use Words::{Categories, Channels, Of, Severities};

const HELD_AT: Words = Of(&[
    ("company", ["全公司", "全公司", "the whole company"]),
    ("site", ["管理處", "管理处", "a site"]),
    ("zone", ["責任區", "责任区", "a zone"]),
    ("department", ["部門", "部门", "a department"]),
]);
const ORGANISES: Words = Of(&[
    (
        "goes_along",
        [
            "本人帶同員工去",
            "本人带同员工去",
            "goes, and staff may go along",
        ],
    ),
    (
        "may_send",
        [
            "也可派員工去",
            "也可派员工去",
            "may also send staff in its place",
        ],
    ),
]);
const NEEDS: Words = Of(&[
    (
        "resident_request",
        ["住戶要求", "住户要求", "the resident asks for it"],
    ),
    (
        "planner_consent",
        ["計劃人同意", "计划人同意", "the planner consents"],
    ),
]);
const CALENDAR: Words = Of(&[
    ("solar", ["公曆", "公历", "solar"]),
    ("lunar", ["農曆", "农历", "lunar"]),
]);
const ASSIGNED_BY: Words = Of(&[
    ("zone", ["責任區", "责任区", "the zone"]),
    (
        "last_visitor",
        ["上次回訪的人", "上次回访的人", "who visited last"],
    ),
    (
        "fewest_open",
        ["手上最少的人", "手上最少的人", "who has fewest open"],
    ),
]);
const NONCONFORMING: Words = Of(&[
    ("dissatisfied", ["不滿意", "不满意", "dissatisfied"]),
    ("not_solved", ["問題未解決", "问题未解决", "not solved"]),
    (
        "failed_on_the_spot",
        ["現場查看不合格", "现场查看不合格", "failed on the spot"],
    ),
    (
        "facts_disputed",
        ["事實有爭議", "事实有争议", "the facts are disputed"],
    ),
]);
const OPENS: Words = Of(&[
    (
        "rectification",
        [
            "整改，再回訪",
            "整改，再回访",
            "a rectification and the next round",
        ],
    ),
    (
        "linked_complaint",
        ["一宗關聯投訴", "一宗关联投诉", "a complaint linked to it"],
    ),
]);

#[rustfmt::skip]
const KNOWN: &[Known] = &[
    must("", "id", Text, ["編號（小寫字母、數字和 _）", "编号（小写字母、数字和 _）", "id (small letters, digits and _)"]),
    must("", "version", Text, ["版本", "版本", "version"]),
    must("title", "zh-Hant", Text, ["名稱（繁體）", "名称（繁体）", "title in 繁體"]),
    must("title", "zh-Hans", Text, ["名稱（简体）", "名称（简体）", "title in 简体"]),
    must("title", "en", Text, ["名稱（英文）", "名称（英文）", "title in English"]),
    must("reading.explanation", "zh-Hant", Paragraph, ["怎樣讀、為什麼（繁體）", "怎样读、为什么（繁体）", "what was decided and why, in 繁體"]),
    must("reading.explanation", "zh-Hans", Paragraph, ["怎樣讀、為什麼（简体）", "怎样读、为什么（简体）", "what was decided and why, in 简体"]),
    must("reading.explanation", "en", Paragraph, ["怎樣讀、為什麼（英文）", "怎样读、为什么（英文）", "what was decided and why, in English"]),
    must("post", "held_at", Word(HELD_AT), ["在哪裡任職", "在哪里任职", "where it is held"]),
    may("post", "above", Post, ["上一級", "上一级", "the post above"]),
    must("accountable", "posts", Posts, ["責任人", "责任人", "who answers for follow-ups"]),
    may("category.window", "kind", Texts, ["只限這些種類", "只限这些种类", "only for these kinds"]),
    must("category.window", "from", Step, ["從哪一天起", "从哪一天起", "the first day"]),
    must("category.window", "to", Step, ["到哪一天止（當天 24:00）", "到哪一天止（当天 24:00）", "the last day, to 24:00"]),
    may("category.window", "target", Share, ["中期回訪在合同過了幾分之幾時編號", "中期回访在合同过了几分之几时编号", "the share of the contract at which the middle visit is numbered"]),
    may("category.window", "shortest_contract_days", Number, ["少於這麼多天的合同沒有中期回訪", "少于这么多天的合同没有中期回访", "contracts of fewer days have no middle visit"]),
    must("category.rate", "target", Rate, ["回訪率", "回访率", "the follow-up rate"]),
    may("category.rate", "set_by", Post, ["誰可另定回訪率", "谁可另定回访率", "who may set another rate"]),
    may("category.rate", "shown_as_target", YesNo, ["統計表列出目標", "统计表列出目标", "statistics show the target"]),
    must("category.kind_rate", "kind", Text, ["種類", "种类", "the kind"]),
    must("category.kind_rate", "target", Rate, ["這一種類的回訪率（同本類別，或 100%）", "这一种类的回访率（同本类别，或 100%）", "the rate of the kind (its category's, or 100%)"]),
    must("category.always", "severity", Kind::Words(Severities), ["這些等級的投訴必訪", "这些等级的投诉必访", "complaints of these severities are always followed up"]),
    may("category.visitors", "severity", Kind::Words(Severities), ["只限這些等級", "只限这些等级", "only for these severities"]),
    must("category.visitors", "posts", Posts, ["回訪人（兩個崗位即同訪）", "回访人（两个岗位即同访）", "who visits (two visit jointly)"]),
    may("category.visitors", "organises", Word(ORGANISES), ["組織進行", "组织进行", "whether the post may name staff"]),
    may("category.channels", "severity", Kind::Words(Severities), ["只限這些等級", "只限这些等级", "only for these severities"]),
    may("category.channels", "from_round", Number, ["從第幾次回訪起", "从第几次回访起", "from this round on"]),
    must("category.channels", "allowed", Kind::Words(Channels), ["可用的方式", "可用的方式", "what is allowed"]),
    must("category.channels.exception", "channel", Word(Channels), ["例外可用的方式", "例外可用的方式", "what is allowed on a condition"]),
    must("category.channels.exception", "needs", Word(NEEDS), ["例外的條件", "例外的条件", "the condition"]),
    must("festival", "calendar", Word(CALENDAR), ["公曆或農曆", "公历或农历", "the calendar"]),
    must("festival", "month", Number, ["月（1 至 12）", "月（1 至 12）", "the month (1 to 12)"]),
    must("festival", "day", Number, ["日（農曆 1 至 29）", "日（农历 1 至 29）", "the day (lunar: 1 to 29)"]),
    may("festival", "days_before", Number, ["在那日之前幾天", "在那日之前几天", "how many days before that day"]),
    must("festival_list", "by", Post, ["名單由誰定", "名单由谁定", "who releases the list"]),
    must("festival_list", "remind_days_before", Number, ["提前幾天提醒", "提前几天提醒", "reminded how many days before"]),
    may("lists", "by", Post, ["名單由誰交", "名单由谁交", "who hands lists in"]),
    may("lists", "chase_every_days", Number, ["每隔幾天催交", "每隔几天催交", "chased every so many days"]),
    must("paper", "posts", Posts, ["誰可以代錄紙本記錄", "谁可以代录纸本记录", "who may enter a record from paper"]),
    must("counting", "roll_to_next_workday", YesNo, ["到期日遇假日順延", "到期日遇假日顺延", "a deadline on a holiday moves to the next working day"]),
    may("counting", "holidays", Texts, ["週六、週日以外的假期，如 2026-10-01", "周六、周日以外的假期，如 2026-10-01", "holidays besides Saturdays and Sundays, such as 2026-10-01"]),
    may("counting", "worked_weekends", Texts, ["照常上班的週六、週日（調休）", "照常上班的周六、周日（调休）", "Saturdays and Sundays that are worked"]),
    may("exempt", "set_by", Post, ["只有誰可以認定", "只有谁可以认定", "who alone may say so"]),
    may("exempt", "site_may_switch_off", YesNo, ["管理處可以不用這一項免訪", "管理处可以不用这一项免访", "a site may do without this exemption"]),
    may("exempt", "picked_without_letter", YesNo, ["時限到了仍沒有復函就要回訪", "时限到了仍没有复函就要回访", "followed up when the letter is still missing at the end of the window"]),
    may("voluntary", "kind", Texts, ["只限這些種類", "只限这些种类", "only these kinds"]),
    must("repeats", "days", Number, ["往回看多少天（每天 24 小時）", "往回看多少天（每天 24 小时）", "how many days back, of 24 hours"]),
    must("repeats", "earlier_complaints", Number, ["之前有幾宗投訴算重複", "之前有几宗投诉算重复", "how many earlier complaints make a repeat"]),
    must("repeats", "earlier_repairs", Number, ["之前有幾宗維修算重複", "之前有几宗维修算重复", "how many earlier repairs make a repeat"]),
    must("draw", "shown_from", Time, ["抽中的次日幾點起公開", "抽中的次日几点起公开", "from when on the next day a pick is shown"]),
    must("draw", "key_months_ahead", Number, ["密鑰的指紋提前幾個月公布", "密钥的指纹提前几个月公布", "how many months ahead the hashes of keys are published"]),
    must("draw", "late_entry_hours", Number, ["完畢後超過多少小時才錄入，按人計數", "完毕后超过多少小时才录入，按人计数", "completions entered later than this many hours are counted per person"]),
    must("unreachable", "tries", Number, ["最少聯繫幾次", "最少联系几次", "how many tries"]),
    must("unreachable", "on_days", Number, ["分在幾天（不多於次數）", "分在几天（不多于次数）", "on how many days (at most the tries)"]),
    must("unreachable", "at_odd_hours", Number, ["其中幾次在晚上或週末（不多於次數）", "其中几次在晚上或周末（不多于次数）", "how many in the evening or at a weekend (at most the tries)"]),
    must("unreachable", "evening_from", Time, ["晚上從幾點算起", "晚上从几点算起", "when the evening begins"]),
    must("unreachable", "door_try", YesNo, ["要上門一次並留言卡", "要上门一次并留言卡", "one try at the door, with a card left"]),
    must("unreachable", "consent_by", Post, ["誰同意結案", "谁同意结案", "whose consent closes the case"]),
    must("signals", "quiet_days", Number, ["連續幾天沒有任何記錄", "连续几天没有任何记录", "days in a row without an entry"]),
    must("signals", "minutes_apart", Number, ["同一人兩戶上門相隔不足幾分鐘", "同一人两户上门相隔不足几分钟", "visits at two homes fewer minutes apart than this"]),
    must("signals", "from_records", Number, ["一人至少幾份記錄才看占比", "一人至少几份记录才看占比", "from how many records of a person on shares are looked at"]),
    must("signals", "share", Rate, ["拒簽或電話占到多少", "拒签或电话占到多少", "the share of refusals or of phone"]),
    must("signals", "late", Number, ["一人逾期完成幾件", "一人逾期完成几件", "how many late visits of a person"]),
    must("spot_check", "share", Rate, ["公司抽查本月已通過記錄的多少", "公司抽查本月已通过记录的多少", "the share of a month's accepted records that the company calls back"]),
    must("plan", "by", Post, ["誰訂計劃並下達", "谁订计划并下达", "who makes and releases the plan"]),
    must("assignment", "order", Kind::Words(ASSIGNED_BY), ["同一崗位由誰去，依次看", "同一岗位由谁去，依次看", "what decides which person goes, in order"]),
    must("sign_out", "required", YesNo, ["回訪人簽收表格", "回访人签收表格", "visitors sign for the forms they take"]),
    must("sign_out", "on_record", YesNo, ["在記錄表上簽收", "在记录表上签收", "they sign on the record form itself"]),
    must("sign_out", "chase_after_hours", Number, ["多少小時未取表就催", "多少小时未取表就催", "after how many hours a form not taken is chased"]),
    must("content", "rated", YesNo, ["評滿意、較滿意、不滿意", "评满意、较满意、不满意", "rated; else it is text"]),
    must("site_check", "required", YesNo, ["必須現場查看", "必须现场查看", "it must be answered"]),
    must("signatures", "customer_on_site", YesNo, ["上門時客戶簽名", "上门时客户签名", "the customer signs an on-site record"]),
    must("signatures", "visitors", YesNo, ["每個回訪人簽名", "每个回访人签名", "every visitor signs"]),
    must("signatures", "refusal_needs_witness", YesNo, ["拒簽要有見證人", "拒签要有见证人", "a refusal to sign needs a witness"]),
    must("raised", "complaint_becomes_event", YesNo, ["新投訴另立一宗事項", "新投诉另立一宗事项", "a new complaint becomes an event of its own"]),
    must("dissatisfied", "settled_in_record", YesNo, ["不滿意在記錄裡一步處理", "不满意在记录里一步处理", "settled within the record itself"]),
    must("rounds", "next_within_days", Number, ["再處理後多少天內再回訪", "再处理后多少天内再回访", "within how many days the next round is due"]),
    must("rounds", "closed_by", Post, ["誰可以結案", "谁可以结案", "who may close a case whose customer is not content"]),
    must("escalation", "after_days", Number, ["超過多少天未完成", "超过多少天未完成", "after more than this many days"]),
    must("escalation", "post", Post, ["由誰上門", "由谁上门", "who must go"]),
    may("escalation", "told", Post, ["告知誰", "告知谁", "who is told"]),
    must("escalation", "channel", Word(Channels), ["只可用的方式", "只可用的方式", "the only channel left"]),
    must("overdue_service", "categories", Kind::Words(Categories), ["看哪些服務", "看哪些服务", "which sorts of work"]),
    must("overdue_service", "after_days", Number, ["超過多少天未處理完", "超过多少天未处理完", "after more than this many days"]),
    must("overdue_service", "post", Post, ["由誰去", "由谁去", "who goes"]),
    must("review", "by", Post, ["誰審閱並簽意見", "谁审阅并签意见", "who reads and signs an opinion"]),
    may("review", "of", Posts, ["只審閱這些崗位的回訪", "只审阅这些岗位的回访", "only of visits by these posts"]),
    must("nonconforming", "when", Kind::Words(NONCONFORMING), ["什麼情形要判定", "什么情形要判定", "what calls for the verdict"]),
    must("nonconforming", "decided_by", Post, ["誰決定怎樣處理", "谁决定怎样处理", "who decides on the handling"]),
    must("nonconforming", "opens", Word(OPENS), ["之後", "之后", "what follows"]),
    must("handling", "target", Rate, ["回訪處理率", "回访处理率", "the handling rate to reach"]),
    may("same_complaint", "alike", Rate, ["文字相似到多少就提示合併", "文字相似到多少就提示合并", "how alike two texts are that are offered as the same"]),
    must("grading", "changed_by", Post, ["只有誰可以改等級", "只有谁可以改等级", "who alone changes a severity"]),
    must("grading.criterion", "severity", Word(Severities), ["算作哪一等級", "算作哪一等级", "how grave it makes the complaint"]),
    may("grading.criterion", "words", Texts, ["提示用的字眼", "提示用的字眼", "words that tell of it"]),
    may("grading.criterion", "times", Number, ["第幾次投訴起", "第几次投诉起", "from which telling on"]),
    may("grading.criterion", "longer_than", Step, ["超過多久未解決", "超过多久未解决", "open for longer than this"]),
    must("confidential", "seen_by", Posts, ["只有誰可以看", "只有谁可以看", "who alone sees them"]),
    must("public_letter", "households", Number, ["多少戶同一事項就提示", "多少户同一事项就提示", "offered when this many households share a matter"]),
    must("public_letter", "approved_by", Post, ["誰批准", "谁批准", "who approves it"]),
    may("public_letter", "never_for", Kind::Words(Severities), ["不適用的等級", "不适用的等级", "severities it never settles"]),
    must("public_letter", "settles_promised", YesNo, ["可答覆已承諾個別回覆的", "可答复已承诺个别回复的", "it settles what was promised an answer of its own"]),
    must("public_letter", "counts_for_rate", YesNo, ["計入回訪率", "计入回访率", "it counts as a completed follow-up"]),
    must("statistics", "by", Post, ["誰結算統計", "谁结算统计", "who closes the month"]),
    must("monthly_return", "by", Post, ["誰簽署", "谁签署", "who signs it off"]),
    may("monthly_return", "within_days", Number, ["結算後幾天內", "结算后几天内", "within how many days of the close"]),
    must("monthly_return", "delivered_to", Post, ["送交誰", "送交谁", "who receives it"]),
    must("analysis", "complaints", Number, ["同一住戶同一事項投訴幾次", "同一住户同一事项投诉几次", "how many times one household tells of one matter"]),
    must("analysis", "repairs", Number, ["同一單元或設備同類維修幾次", "同一单元或设备同类维修几次", "how many repairs of one kind at one unit or asset"]),
    must("analysis", "days", Number, ["從月底往回看多少天", "从月底往回看多少天", "how many days back from the month's end"]),
    must("analysis", "repeat_counts_open", YesNo, ["前一次未處理完也計", "前一次未处理完也计", "tellings count while the first is still open"]),
    must("analysis", "by", Post, ["誰寫並簽署", "谁写并签署", "who completes and signs it"]),
    must("analysis", "within_days", Number, ["月底後多少天內", "月底后多少天内", "within how many days of the month's last"]),
    must("analysis", "reviewed_by", Post, ["誰審核", "谁审核", "who reviews it"]),
    must("analysis", "decided_by", Post, ["誰決定糾正和預防措施", "谁决定纠正和预防措施", "who decides on corrective and preventive action"]),
    must("archive", "day", Number, ["每月幾日前歸檔（1 至 28）", "每月几日前归档（1 至 28）", "by which day of the month (1 to 28)"]),
    must("archive", "day_inclusive", YesNo, ["當日也算", "当日也算", "that day itself still counts"]),
    must("archive", "remind_days_before", Number, ["提前幾天提醒（少於歸檔日）", "提前几天提醒（少于归档日）", "how many days before it reminders aim at (less than the day)"]),
    may("archive", "reviewed_by", Post, ["誰審核批次", "谁审核批次", "who reviews the batch"]),
    must("archive", "kept_by", Post, ["誰保管", "谁保管", "who keeps it"]),
    may("archive", "disposal_approved_by", Post, ["誰批准銷毀（不填：結案人）", "谁批准销毁（不填：结案人）", "who approves disposal (empty: who closes rounds)"]),
    must("archive", "years", Number, ["至少保管多少年", "至少保管多少年", "for how many years, at least"]),
    must("appraisal", "by", Post, ["誰標明可用於考核的記錄", "谁标明可用于考核的记录", "who marks which records may serve it"]),
];

#[rustfmt::skip]
const TITLES: &[(&str, [&str; 3])] = &[
    ("", ["規程", "规程", "The procedure"]),
    ("title", ["名稱", "名称", "Title"]),
    ("reading.explanation", ["讀法", "读法", "Reading"]),
    ("post", ["崗位", "岗位", "Post"]),
    ("accountable", ["責任人", "责任人", "Who is accountable"]),
    ("category.window", ["時限", "时限", "Window"]),
    ("category.rate", ["回訪率", "回访率", "Rate"]),
    ("category.kind_rate", ["某一種類的回訪率", "某一种类的回访率", "Rate of a kind"]),
    ("category.always", ["必訪", "必访", "Always followed up"]),
    ("category.visitors", ["回訪人", "回访人", "Visitors"]),
    ("category.channels", ["回訪方式", "回访方式", "Channels"]),
    ("category.channels.exception", ["回訪方式的例外", "回访方式的例外", "Exception to the channels"]),
    ("festival", ["節日", "节日", "Festival"]),
    ("festival_list", ["節日名單", "节日名单", "Lists of festivals"]),
    ("lists", ["參加者與領取者名單", "参加者与领取者名单", "Lists of participants and recipients"]),
    ("paper", ["紙本記錄", "纸本记录", "Records on paper"]),
    ("counting", ["日數計算", "日数计算", "Counting of days"]),
    ("exempt", ["免回訪", "免回访", "Exemption"]),
    ("voluntary", ["自願回訪", "自愿回访", "Voluntary follow-ups"]),
    ("repeats", ["重複", "重复", "Repeats"]),
    ("draw", ["抽取", "抽取", "The draw"]),
    ("unreachable", ["無法聯繫", "无法联系", "Unreachable"]),
    ("signals", ["訊號", "讯号", "Signals"]),
    ("spot_check", ["公司抽查", "公司抽查", "The company's spot check"]),
    ("plan", ["回訪計劃", "回访计划", "The plan"]),
    ("assignment", ["派人", "派人", "Who of a post goes"]),
    ("sign_out", ["簽收", "签收", "Sign-out"]),
    ("content", ["回訪內容", "回访内容", "Section of the record"]),
    ("site_check", ["現場查看", "现场查看", "Site check"]),
    ("signatures", ["簽名", "签名", "Signatures"]),
    ("raised", ["新提出的事項", "新提出的事项", "Matters raised"]),
    ("dissatisfied", ["不滿意", "不满意", "Dissatisfaction"]),
    ("rounds", ["再次回訪", "再次回访", "Further rounds"]),
    ("escalation", ["逾期上門", "逾期上门", "Escalation"]),
    ("overdue_service", ["服務逾期", "服务逾期", "Overdue service work"]),
    ("review", ["審閱", "审阅", "Review"]),
    ("nonconforming", ["不合格", "不合格", "Nonconforming"]),
    ("handling", ["回訪處理率", "回访处理率", "Handling rate"]),
    ("same_complaint", ["同一投訴", "同一投诉", "The same complaint"]),
    ("grading", ["定級", "定级", "Grading"]),
    ("grading.criterion", ["定級標準", "定级标准", "Criterion of a grade"]),
    ("confidential", ["保密投訴", "保密投诉", "Confidential complaints"]),
    ("public_letter", ["公開信", "公开信", "Public letter"]),
    ("statistics", ["統計", "统计", "Statistics"]),
    ("monthly_return", ["月報", "月报", "Monthly return"]),
    ("analysis", ["統計分析", "统计分析", "Analysis"]),
    ("archive", ["歸檔", "归档", "Archive"]),
    ("appraisal", ["考核", "考核", "Appraisal"]),
];
