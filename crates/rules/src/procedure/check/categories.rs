//! Categories: covered or not, their rates, visitors and channels.

use huiyin_domain::{Category, Channel, Rate, Severity};

use super::Checker;
use crate::procedure::source::Path;
use crate::procedure::{CategoryRule, What};

impl Checker<'_> {
    pub(super) fn categories(&mut self) {
        self.coverage();
        for (index, rule) in self.procedure.categories.iter().enumerate() {
            let path = self.root.nth("category", index);
            self.windows(rule, &path);
            self.rates(rule, &path);
            self.severities(rule, &path);
            self.visitors(rule, &path);
            self.channels(rule, &path);
        }
    }

    fn coverage(&mut self) {
        let procedure = self.procedure;
        let covered = |category| procedure.categories.iter().any(|rule| rule.id == category);
        for (index, not_covered) in procedure.not_covered.iter().enumerate() {
            if covered(not_covered.category) {
                let path = self.root.nth("not_covered", index).at("category");
                self.report(&path, What::CoveredTwice);
            }
        }
        let missing: Vec<&str> = Category::ALL
            .iter()
            .filter(|category| !covered(**category))
            .filter(|category| {
                procedure
                    .not_covered
                    .iter()
                    .all(|it| it.category != **category)
            })
            .map(|category| category.id())
            .collect();
        if !missing.is_empty() {
            let last = |list: usize| list.saturating_sub(1);
            let path = if procedure.not_covered.is_empty() {
                self.root.nth("category", last(procedure.categories.len()))
            } else {
                self.root
                    .nth("not_covered", last(procedure.not_covered.len()))
            };
            self.report(&path, What::NotMentioned).lacking(missing);
        }
        if covered(Category::Festival) && procedure.festivals.is_empty() {
            let place = procedure
                .categories
                .iter()
                .position(|rule| rule.id == Category::Festival);
            let path = self
                .root
                .nth("category", place.unwrap_or_default())
                .at("id");
            self.report(&path, What::NoFestival);
        }
    }

    fn rates(&mut self, rule: &CategoryRule, path: &Path) {
        let target = rule.rate.target;
        if target.p() == 0 {
            self.report(&path.at("rate").at("target"), What::RateOfNothing);
        }
        for (index, own) in rule.kind_rate.iter().enumerate() {
            let own_path = path.nth("kind_rate", index);
            if own.target != target && own.target != Rate::ALL {
                let problem = self.report(&own_path.at("target"), What::KindRate);
                problem.expected = vec![target.to_string(), Rate::ALL.to_string()];
            }
            if rule.kind_rate[..index]
                .iter()
                .any(|other| other.kind == own.kind)
            {
                self.report(&own_path.at("kind"), What::Duplicate);
            }
        }
    }

    /// Only complaints have a severity.
    fn severities(&mut self, rule: &CategoryRule, path: &Path) {
        if rule.id == Category::Complaint {
            return;
        }
        let always = rule.always.iter().enumerate();
        let mut outside: Vec<Path> = always.map(|(index, _)| path.nth("always", index)).collect();
        for (index, visitors) in rule.visitors.iter().enumerate() {
            if !visitors.severity.is_empty() {
                outside.push(path.nth("visitors", index));
            }
        }
        for (index, channels) in rule.channels.iter().enumerate() {
            if !channels.severity.is_empty() {
                outside.push(path.nth("channels", index));
            }
        }
        for path in outside {
            self.report(&path.at("severity"), What::SeverityOutside);
        }
    }

    fn visitors(&mut self, rule: &CategoryRule, path: &Path) {
        let mut used = vec![false; rule.visitors.len()];
        for severity in severities_of(rule.id) {
            let first = rule
                .visitors
                .iter()
                .position(|it| it.severity.is_empty() || it.severity.contains(severity));
            match first {
                Some(index) => used[index] = true,
                None => {
                    self.report(&path.at("visitors"), What::NoVisitors)
                        .with("severity", severity);
                }
            }
        }
        self.never_used(path, "visitors", &used);
    }

    fn channels(&mut self, rule: &CategoryRule, path: &Path) {
        let mut used = vec![false; rule.channels.len()];
        // Past the highest round that a rule names, nothing changes any more.
        let mut rounds: Vec<u32> = rule.channels.iter().map(|it| it.from_round).collect();
        rounds.push(1);
        rounds.sort_unstable();
        rounds.dedup();
        for severity in severities_of(rule.id) {
            for round in rounds.iter().copied().filter(|round| *round > 0) {
                let first = rule.channels.iter().position(|it| {
                    it.from_round <= round
                        && (it.severity.is_empty() || it.severity.contains(severity))
                });
                match first {
                    Some(index) => used[index] = true,
                    None => {
                        self.report(&path.at("channels"), What::NoChannels)
                            .with("severity", severity)
                            .with("round", &round);
                    }
                }
            }
        }
        self.never_used(path, "channels", &used);
        for (index, channels) in rule.channels.iter().enumerate() {
            let path = path.nth("channels", index);
            self.not_zero(&path.at("from_round"), channels.from_round);
            if let Some(place) = letter(&channels.allowed) {
                self.report(&path.nth("allowed", place), What::LetterAsChannel);
            }
            let Some(exception) = &channels.exception else {
                continue;
            };
            let path = path.at("exception").at("channel");
            if channels.allowed.contains(&exception.channel) {
                self.report(&path, What::ExceptionAllowed);
            }
            if letter(&[exception.channel]).is_some() {
                self.report(&path, What::LetterAsChannel);
            }
        }
    }

    fn never_used(&mut self, path: &Path, key: &'static str, used: &[bool]) {
        for (index, _) in used.iter().enumerate().filter(|(_, used)| !**used) {
            self.report(&path.nth(key, index), What::NeverUsed);
        }
    }
}

fn severities_of(category: Category) -> &'static [Severity] {
    if category == Category::Complaint {
        Severity::ALL
    } else {
        &[Severity::General]
    }
}

fn letter(channels: &[Channel]) -> Option<usize> {
    channels
        .iter()
        .position(|channel| *channel == Channel::PublicLetter)
}
