use huiyin_domain::{Day, Lang, Personal, Role};

use super::days;
use crate::{Cells, Expected, FileRow, Note, Word};

columns! {
    /// The columns of a file of residents.
    ResidentColumn = "residents", "住戶", "住户", "Residents";
    Unit = "unit", Required, Text, [
        ("房號", "房号"), ("房間號", "房间号"), ("房屋", "房屋"), ("房產", "房产"), ("門牌號", "门牌号"), ("戶號", "户号"),
    ], "the unit they live in or own";
    Name = "name", Required, Text, [
        ("姓名", "姓名"), ("住戶姓名", "住户姓名"), ("業主姓名", "业主姓名"), ("客戶姓名", "客户姓名"), ("住戶", "住户"),
        ("業主", "业主"), ("客戶", "客户"),
    ], "their name";
    Role = "role", Optional, Role, [
        ("與房屋關係", "与房屋关系"), ("與業主關係", "与业主关系"), ("身份", "身份"), ("關係", "关系"),
        ("住戶類型", "住户类型"),
    ], "what they are to the unit";
    Phone = "phone", Optional, Text, [
        ("電話", "电话"), ("聯繫電話", "联系电话"), ("聯絡電話", "联络电话"), ("聯繫方式", "联系方式"), ("手機", "手机"),
        ("手機號", "手机号"), ("手機號碼", "手机号码"),
    ], "their phone number";
    From = "from", Optional, Day, [
        ("入住日期", "入住日期"), ("起始日期", "起始日期"), ("開始日期", "开始日期"),
    ], "their first day in the unit";
    To = "to", Optional, Day, [
        ("遷出日期", "迁出日期"), ("搬離日期", "搬离日期"), ("結束日期", "结束日期"),
    ], "their last day in the unit";
    Language = "language", Optional, Language, [("語言", "语言")], "the language to write to them in";
    Contact = "contact", Optional, ContactWish, [
        ("聯繫意願", "联系意愿"), ("回訪意願", "回访意愿"), ("聯絡意願", "联络意愿"),
    ], "how they wish to be contacted";
}

/// One person in one unit. An empty cell never clears what is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResidentRow {
    /// The row of the file.
    pub row: u64,
    /// The unit.
    pub unit: Box<str>,
    /// Their name.
    pub name: Personal<Box<str>>,
    /// What they are to the unit.
    pub role: Option<Role>,
    /// Their phone number.
    pub phone: Option<Personal<Box<str>>>,
    /// Their first day in the unit.
    pub from: Option<Day>,
    /// Their last day in the unit, not before the first.
    pub to: Option<Day>,
    /// The language to write to them in.
    pub language: Option<Lang>,
    /// How they wish to be contacted.
    pub contact: Option<ContactWish>,
    /// The cells of columns that are not known.
    pub notes: Box<[Note]>,
}

/// How a resident wishes to be contacted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ContactWish {
    /// In any way.
    Any,
    /// By phone only.
    PhoneOnly,
    /// Not at the door.
    NoVisits,
    /// Only at these hours, in their own words; empty where none were given.
    Hours(Box<str>),
}

/// The languages with the names that people write.
pub const LANGUAGES: [(Lang, &str); 3] = [
    (Lang::ZhHant, "繁體"),
    (Lang::ZhHans, "简体"),
    (Lang::En, "English"),
];

impl FileRow for ResidentRow {
    type Column = ResidentColumn;
    type Memory = ();

    fn read(cells: &mut Cells<'_>, (): &mut ()) -> Option<Self> {
        let (from, to) = days(cells, ResidentColumn::From, ResidentColumn::To);
        Some(Self {
            row: cells.row(),
            unit: cells.required(ResidentColumn::Unit).into(),
            name: Personal::new(cells.required(ResidentColumn::Name).into()),
            role: cells.word(ResidentColumn::Role),
            phone: cells.text(ResidentColumn::Phone).map(Personal::new),
            from,
            to,
            language: cells.word(ResidentColumn::Language),
            contact: cells.word(ResidentColumn::Contact),
            notes: cells.notes(),
        })
    }
}

impl ContactWish {
    /// Each wish as id, 繁體 and 简体 title; hours are followed by which.
    pub const TITLES: [[&str; 3]; 4] = [
        ["any", "不限", "不限"],
        ["phone_only", "只用電話", "只用电话"],
        ["no_visits", "不要上門", "不要上门"],
        ["hours", "時段", "时段"],
    ];
}

impl Word for ContactWish {
    const EXPECTED: Expected = Expected::ContactWish;

    fn read(text: &str) -> Option<Self> {
        let [any, phone_only, no_visits, hours] = Self::TITLES;
        if any.contains(&text) {
            Some(Self::Any)
        } else if phone_only.contains(&text) {
            Some(Self::PhoneOnly)
        } else if no_visits.contains(&text) {
            Some(Self::NoVisits)
        } else {
            let which = hours.iter().find_map(|title| text.strip_prefix(title))?;
            let which = which.trim_start_matches([' ', ':', '：', '\u{3000}']);
            Some(Self::Hours(which.into()))
        }
    }
}

impl Word for Lang {
    const EXPECTED: Expected = Expected::Language;

    fn read(text: &str) -> Option<Self> {
        let named = LANGUAGES.iter().find(|(_, name)| *name == text);
        named.map(|(lang, _)| *lang).or_else(|| Self::of(text))
    }
}
