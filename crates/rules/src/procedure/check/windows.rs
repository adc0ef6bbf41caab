//! Windows: one for every phase and kind, and none that closes before it opens.

use huiyin_domain::{Category, Day, Phase};

use super::Checker;
use crate::procedure::source::Path;
use crate::procedure::{CategoryRule, Offset, What, WindowRule};

/// Four years with one leap day: every length that a step of months can have.
const FIRST_DAY: &str = "2023-01-01";
const DAYS_TRIED: i32 = 4 * 366;
/// Contracts up to ten years.
const CONTRACT_DAYS_TRIED: i32 = 3660;

impl Checker<'_> {
    pub(super) fn windows(&mut self, rule: &CategoryRule, path: &Path) {
        if rule.id == Category::ContractedService {
            self.contract_phases(rule, path);
        } else {
            self.kinds(rule, path);
        }
        for (index, window) in rule.windows.iter().enumerate() {
            let path = path.nth("window", index);
            if window.phase == Phase::Middle {
                self.middle_window(window, &path);
            } else {
                self.plain_window(window, &path);
            }
        }
    }

    fn contract_phases(&mut self, rule: &CategoryRule, path: &Path) {
        for (index, window) in rule.windows.iter().enumerate() {
            let path = path.nth("window", index);
            if !matches!(window.phase, Phase::Middle | Phase::End) {
                self.report(&path.at("phase"), What::PhaseOutside)
                    .with("phase", &window.phase);
            }
            if !window.kind.is_empty() {
                self.report(&path.at("kind"), What::KindOutside);
            }
            if rule.windows[..index]
                .iter()
                .any(|other| other.phase == window.phase)
            {
                self.report(&path, What::NeverUsed);
            }
        }
    }

    fn kinds(&mut self, rule: &CategoryRule, path: &Path) {
        let for_all = rule
            .windows
            .iter()
            .position(|window| window.kind.is_empty());
        if for_all.is_none() {
            self.report(&path.at("window"), What::NoWindow)
                .found
                .clear();
        }
        for (index, window) in rule.windows.iter().enumerate() {
            let path = path.nth("window", index);
            if window.phase != Phase::Completion {
                self.report(&path.at("phase"), What::PhaseOutside)
                    .with("phase", &window.phase);
            }
            let before = &rule.windows[..index];
            let covered = |kind| before.iter().any(|other| other.kind.contains(kind));
            if for_all.is_some_and(|first| first < index)
                || (!window.kind.is_empty() && window.kind.iter().all(covered))
            {
                self.report(&path, What::NeverUsed);
            }
        }
    }

    fn middle_window(&mut self, window: &WindowRule, path: &Path) {
        if window.target.is_none() {
            self.report(path, What::MissingKey).lacking(["target"]);
        }
        let shortest = window.shortest_contract_days.unwrap_or(1);
        let Ok(start) = FIRST_DAY.parse::<Day>() else {
            return;
        };
        let shortest = i32::try_from(shortest).unwrap_or(i32::MAX).max(1);
        let closes_first = (shortest..=CONTRACT_DAYS_TRIED).find_map(|length| {
            let opens = window.from.of_contract(start, length).days_since(start) + 1;
            let closes = window.to.of_contract(start, length).days_since(start) + 1;
            (closes < opens).then_some((length, opens, closes))
        });
        if let Some((length, opens, closes)) = closes_first {
            self.report(&path.at("to"), What::ClosesFirstInContract)
                .with("length", &length)
                .with("opens", &opens)
                .with("closes", &closes);
        }
    }

    fn plain_window(&mut self, window: &WindowRule, path: &Path) {
        if window.target.is_some() {
            self.report(&path.at("target"), What::OnlyForMiddle);
        }
        if window.shortest_contract_days.is_some() {
            self.report(&path.at("shortest_contract_days"), What::OnlyForMiddle);
        }
        let ends = [("from", window.from), ("to", window.to)];
        for (key, _) in ends
            .iter()
            .filter(|(_, end)| matches!(end, Offset::OfContract { .. }))
        {
            self.report(&path.at(key), What::OnlyForMiddle);
        }
        let Ok(first) = FIRST_DAY.parse::<Day>() else {
            return;
        };
        let closes_first = (0..DAYS_TRIED)
            .map(|days| first.plus_days(days))
            .find_map(|from| {
                let (opens, closes) = (window.from.from(from), window.to.from(from));
                (closes < opens).then_some((from, opens, closes))
            });
        if let Some((from, opens, closes)) = closes_first {
            self.report(&path.at("to"), What::ClosesFirst)
                .with("from", &from)
                .with("opens", &opens)
                .with("closes", &closes);
        }
    }
}
