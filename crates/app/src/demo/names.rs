//! Names of people who do not exist.

use super::chance::Chance;

const SURNAMES: &[&str] = &[
    "陳", "林", "黃", "張", "李", "王", "吳", "劉", "蔡", "楊", "許", "鄭", "謝", "郭", "洪", "曾",
    "邱", "廖", "賴", "周", "葉", "蘇", "莊", "江", "何", "羅", "高", "潘", "簡", "朱", "鍾", "彭",
    "游", "詹", "胡", "施", "沈", "余", "趙", "盧", "梁", "馮", "鄧", "馬", "孫", "韓",
];

const GIVEN: &[&str] = &[
    "志明", "淑芬", "建國", "美玲", "文傑", "雅婷", "家豪", "惠珍", "俊宏", "秀英", "偉強", "麗華",
    "子軒", "曉彤", "國棟", "玉蘭", "明哲", "佩珊", "浩然", "嘉欣", "永康", "靜怡", "啟文", "詩韻",
    "振華", "慧敏", "宗翰", "婉儀", "德生", "金鳳", "展鵬", "若琳", "兆基", "素貞", "柏霖", "思穎",
    "耀輝", "鳳儀", "承恩", "雪梅",
];

/// A whole name.
pub(super) fn name(chance: &mut Chance) -> String {
    format!("{}{}", chance.one_of(SURNAMES), chance.one_of(GIVEN))
}

/// A telephone number that belongs to nobody: those for examples end in three free digits.
pub(super) fn phone(number: u32) -> String {
    format!("13800000{:03}", number % 1_000)
}
