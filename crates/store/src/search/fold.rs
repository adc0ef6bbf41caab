//! Folding texts for search: 繁 and 简, wide and narrow, upper and lower case, and the initials of the pinyin.
//!
//! Characters are folded one by one, never by phrase, so that a piece of a text folds as it does within the whole.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use pinyin::ToPinyinMulti as _;
use unicode_normalization::UnicodeNormalization as _;

/// How much of a text is looked at. What an intake says at length is rarely searched by its end.
const LONGEST: usize = 80;

/// The dictionary 繁 → 简, unpacked on first use. It is a part of the program; one that cannot be read folds nothing.
static SIMPLIFIED: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// The letters and digits of a text, folded.
pub(super) fn folded(text: &str) -> Vec<char> {
    text.nfkc()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(simplified)
        .take(LONGEST)
        .collect()
}

/// All letters and digits of a text, folded, however long it is.
pub(super) fn all(text: &str) -> String {
    text.nfkc()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(simplified)
        .collect()
}

fn simplified(character: char) -> char {
    if character.is_ascii() {
        return character;
    }
    let mut buffer = [0; 4];
    SIMPLIFIED
        .as_ref()
        .and_then(|dictionary| {
            dictionary
                .convert(character.encode_utf8(&mut buffer))
                .chars()
                .next()
        })
        .unwrap_or(character)
}

/// The pairs of neighbouring characters, and the last one alone: whatever begins with a character finds it anywhere.
pub(super) fn pairs(folded: &[char]) -> BTreeSet<String> {
    let mut pairs: BTreeSet<String> = folded
        .windows(2)
        .map(|pair| pair.iter().collect())
        .collect();
    pairs.extend(folded.last().map(char::to_string));
    pairs
}

/// How much of a name its initials are taken of, and how many ways of reading it are kept.
const LONGEST_NAME: usize = 8;
const MOST_READINGS: usize = 16;

/// The initials of a name's pinyin in all its readings; none when it has no Chinese characters.
pub(super) fn initials(name: &str) -> BTreeSet<String> {
    let folded = folded(name);
    let mut readings = BTreeSet::from([String::new()]);
    if folded.iter().all(char::is_ascii) {
        return BTreeSet::new();
    }
    for character in folded.into_iter().take(LONGEST_NAME) {
        let letters = initials_of(character);
        readings = readings
            .iter()
            .flat_map(|begun| letters.iter().map(move |letter| format!("{begun}{letter}")))
            .take(MOST_READINGS)
            .collect();
    }
    readings
}

fn initials_of(character: char) -> BTreeSet<char> {
    match character.to_pinyin_multi() {
        Some(readings) => readings
            .into_iter()
            .filter_map(|reading| reading.plain().chars().next())
            .collect(),
        None => BTreeSet::from([character]),
    }
}

/// Words that stand around the numbers of a unit: 3棟1202室 is 3-1202.
const UNIT_WORDS: &str = "栋幢座楼层室号房单元苑区";

/// The code of a unit without what people write or leave out between its numbers, and once more without the leading
/// zeros of each.
pub(super) fn codes(code: &str) -> BTreeSet<String> {
    let normal: String = code
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(simplified)
        .collect();
    let runs: Vec<&str> = normal
        .split(|character: char| !character.is_alphanumeric() || UNIT_WORDS.contains(character))
        .filter(|run| !run.is_empty())
        .collect();
    let bare: String = runs
        .iter()
        .map(|run| match run.trim_start_matches('0') {
            "" => "0",
            rest => rest,
        })
        .collect();
    [runs.concat(), bare]
        .into_iter()
        .filter(|code| !code.is_empty())
        .collect()
}

/// The numbers of a telephone field, digits only.
pub(super) fn numbers(phone: &str) -> Vec<String> {
    phone
        .nfkc()
        .collect::<String>()
        .split(['/', ',', ';', '、', '|'])
        .map(|number| number.chars().filter(char::is_ascii_digit).collect())
        .filter(|number: &String| number.len() >= SHORTEST_NUMBER)
        .collect()
}

/// Fewer digits find everybody.
pub(super) const SHORTEST_NUMBER: usize = 3;

/// A text and all its ends that have at least `shortest` characters: whatever begins one is found anywhere.
pub(super) fn ends(text: &str, shortest: usize) -> impl Iterator<Item = &str> {
    let count = text.chars().count();
    text.char_indices()
        .enumerate()
        .filter(move |(place, _)| count - place >= shortest)
        .map(|(_, (start, _))| &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(folded: &[char]) -> String {
        folded.iter().collect()
    }

    #[test]
    fn scripts_widths_and_cases_fold_into_one() {
        assert_eq!(text(&folded("馮志明")), "冯志明");
        assert_eq!(text(&folded("冯志明")), "冯志明");
        assert_eq!(text(&folded("ＡＢＣ　Ｃafé１２")), "abccafé12");
        assert_eq!(text(&folded("何女士(業主)")), "何女士业主");
    }

    #[test]
    fn a_piece_folds_as_within_the_whole() {
        let whole = text(&folded("乾隆年間的麵條和頭髮,皇后的後花園"));
        for piece in ["乾隆", "麵條", "頭髮", "皇后", "後花園"] {
            assert!(whole.contains(&text(&folded(piece))), "{piece}");
        }
    }

    #[test]
    fn initials_know_every_reading() {
        assert!(initials("何女士").contains("hns"));
        let readings = initials("單先生");
        assert!(readings.contains("sxs") && readings.contains("dxs"));
        assert!(initials("重慶").contains("cq"), "重 is chong and zhong");
        assert_eq!(initials("Chan Tai Man"), BTreeSet::new());
    }

    #[test]
    fn codes_forget_what_stands_between_numbers() {
        for written in ["3-1202", "3棟1202室", "3栋1202", "３－１２０２"] {
            assert_eq!(
                codes(written),
                BTreeSet::from(["31202".to_owned()]),
                "{written}"
            );
        }
        assert!(codes("1-0301").contains("1301") && codes("1-0301").contains("10301"));
    }

    #[test]
    fn pairs_end_with_the_last_character() {
        let pairs = pairs(&folded("何女士"));
        assert_eq!(
            pairs.into_iter().collect::<Vec<_>>(),
            ["何女", "士", "女士"]
        );
    }

    #[test]
    fn ends_have_a_shortest_length() {
        assert_eq!(ends("1380", 3).collect::<Vec<_>>(), ["1380", "380"]);
        assert_eq!(ends("ab", 3).count(), 0);
    }

    #[test]
    fn a_field_may_hold_several_numbers() {
        assert_eq!(
            numbers("+86 138-0000-0001 / 2788 1234"),
            ["8613800000001", "27881234"]
        );
    }
}
