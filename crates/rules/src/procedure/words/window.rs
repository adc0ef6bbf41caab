//! Windows and rates of days in words.

use huiyin_domain::{Category, Phase};

use super::{Words, say};
use crate::procedure::{Offset, Share, WindowRule};

impl Words<'_> {
    /// 「處理完畢後 3 天內（第 0 日起，至第 3 日 24:00）」.
    pub(super) fn window(self, category: Category, window: &WindowRule) -> String {
        let text = match window.phase {
            Phase::Middle => self.middle(window),
            phase => {
                let anchor = self.anchor(category, phase);
                self.span(&anchor, window.from, window.to)
            }
        };
        if window.kind.is_empty() {
            return text;
        }
        let kinds = self.list(window.kind.iter().cloned());
        say!(
            self,
            "{kinds}：{text}",
            "{kinds}：{text}",
            "{kinds}: {text}"
        )
    }

    /// What a window is counted from.
    fn anchor(self, category: Category, phase: Phase) -> String {
        match (category, phase) {
            (_, Phase::End) => self.word("合同結束", "合同结束", "the contract's end"),
            (Category::Activity, _) => self.word("活動結束", "活动结束", "the activity's end"),
            (Category::Publication, _) => self.word("發行完畢", "发行完毕", "the issue"),
            (Category::MoveIn, _) => self.word("入伙", "入伙", "the handover"),
            (Category::Festival, _) => self.word("節日", "节日", "the festival"),
            _ => self.word("處理完畢", "处理完毕", "completion"),
        }
    }

    fn span(self, anchor: &str, from: Offset, to: Offset) -> String {
        let (after, within) = (self.length(from), self.length(to));
        let span = match (from, to) {
            (Offset::Days(..0), Offset::Days(0)) => {
                return say!(
                    self,
                    "{anchor}前 {after}起，至當天 24:00",
                    "{anchor}前 {after}起，至当天 24:00",
                    "from {after} before {anchor} to 24:00 of the day itself"
                );
            }
            (Offset::Days(1..), Offset::Days(1..)) => {
                let (first, last) = (self.day(from), self.day(to));
                return say!(
                    self,
                    "{anchor}後{first}起，至{last} 24:00",
                    "{anchor}后{first}起，至{last} 24:00",
                    "from {first} to 24:00 of {last} after {anchor}"
                );
            }
            (Offset::Days(0), to) if is_later(to) => say!(
                self,
                "{anchor}後 {within}內",
                "{anchor}后 {within}内",
                "within {within} of {anchor}"
            ),
            (from, Offset::Months(_)) if is_later(from) => say!(
                self,
                "{anchor} {after}後，{within}內",
                "{anchor} {after}后，{within}内",
                "after {after}, within {within} of {anchor}"
            ),
            _ => say!(
                self,
                "從{anchor}算起",
                "从{anchor}算起",
                "counted from {anchor}"
            ),
        };
        let (first, last) = (self.day(from), self.day(to));
        say!(
            self,
            "{span}（{first}起，至{last} 24:00）",
            "{span}（{first}起，至{last} 24:00）",
            "{span} (from {first} to 24:00 of {last})"
        )
    }

    pub(super) fn length(self, offset: Offset) -> String {
        match offset {
            Offset::Days(days) => {
                let days = days.unsigned_abs();
                match days {
                    1 => self.word("1 天", "1 天", "1 day"),
                    _ => say!(self, "{days} 天", "{days} 天", "{days} days"),
                }
            }
            Offset::Months(1) => self.word("1 個月", "1 个月", "1 month"),
            Offset::Months(months) => {
                say!(self, "{months} 個月", "{months} 个月", "{months} months")
            }
            Offset::OfContract { share, days } => self.of_contract(share, days),
        }
    }

    fn day(self, offset: Offset) -> String {
        match offset {
            Offset::Days(days @ ..0) => {
                let days = days.unsigned_abs();
                say!(self, "前 {days} 日", "前 {days} 日", "{days} days before")
            }
            Offset::Days(days) => say!(self, "第 {days} 日", "第 {days} 日", "day {days}"),
            Offset::Months(_) => {
                let months = self.length(offset);
                say!(
                    self,
                    "滿 {months}之日",
                    "满 {months}之日",
                    "the same day {months} on"
                )
            }
            Offset::OfContract { share, days } => self.of_contract(share, days),
        }
    }

    fn middle(self, window: &WindowRule) -> String {
        let day = |offset| match offset {
            Offset::OfContract { share, days } => self.of_contract(share, days),
            Offset::Days(0) => self.word("合同最後一日", "合同最后一日", "the contract's last day"),
            plain => {
                let day = self.day(plain);
                say!(
                    self,
                    "合同最後一日起{day}",
                    "合同最后一日起{day}",
                    "{day} from the contract's last day"
                )
            }
        };
        let (from, to) = (day(window.from), day(window.to));
        let mut sentences = vec![say!(
            self,
            "合同中期：{from}起，至{to} 24:00，T 是合同天數，首尾都算。",
            "合同中期：{from}起，至{to} 24:00，T 是合同天数，首尾都算。",
            "Mid-contract: from {from} to 24:00 of {to}; T is the days of the contract, both ends included."
        )];
        if let Some(share) = window.target {
            let target = self.of_contract(share, 0);
            sentences.push(say!(
                self,
                "目標日是{target}，按它編號。",
                "目标日是{target}，按它编号。",
                "It aims at {target}, by which it is numbered."
            ));
        }
        if let Some(shortest) = window.shortest_contract_days {
            sentences.push(say!(
                self,
                "不足 {shortest} 天的合同沒有這一次。",
                "不足 {shortest} 天的合同没有这一次。",
                "Contracts of fewer than {shortest} days have none."
            ));
        }
        self.sentences(sentences)
    }

    /// 開始日 + ⌊2T/3⌋.
    fn of_contract(self, share: Share, days: i32) -> String {
        let fraction = share.to_string();
        let (p, q) = fraction.split_once('/').unwrap_or((&fraction, "1"));
        let part = if p == "1" {
            format!("⌊T/{q}⌋")
        } else {
            format!("⌊{p}T/{q}⌋")
        };
        let more = if days == 0 {
            String::new()
        } else {
            format!(" + {days}")
        };
        say!(
            self,
            "開始日 + {part}{more}",
            "开始日 + {part}{more}",
            "start + {part}{more}"
        )
    }
}

const fn is_later(offset: Offset) -> bool {
    matches!(offset, Offset::Days(1..) | Offset::Months(1..))
}
