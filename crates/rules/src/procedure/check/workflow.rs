//! Exemptions, tries, reviews, the spot check, archive and festivals.

use huiyin_domain::Day;

use super::Checker;
use crate::procedure::source::Path;
use crate::procedure::{Calendar, CriterionWhen, ExemptWhen, Festival, HeldAt, ReviewStep, What};

impl Checker<'_> {
    pub(super) fn workflow(&mut self) {
        self.exemptions();
        self.grading();
        self.numbers();
        self.unreachable();
        self.reviews();
        self.spot_check();
        self.archive();
        self.festivals();
    }

    fn exemptions(&mut self) {
        for (index, exemption) in self.procedure.exemptions.iter().enumerate() {
            if exemption.picked_without_letter && exemption.when != ExemptWhen::ReplyOnly {
                let path = self.root.nth("exempt", index).at("picked_without_letter");
                self.report(&path, What::OnlyForReplyOnly);
            }
        }
    }

    fn grading(&mut self) {
        let Some(rule) = &self.procedure.grading else {
            return;
        };
        for (index, criterion) in rule.criteria.iter().enumerate() {
            let path = self.root.at("grading").nth("criterion", index);
            let is = |when| criterion.when == when;
            let fits = is(CriterionWhen::ToldAgain) == criterion.times.is_some()
                && is(CriterionWhen::StaysOpen) == criterion.longer_than.is_some()
                && (is(CriterionWhen::Circumstance) || criterion.words.is_empty());
            if !fits {
                self.report(&path.at("when"), What::CriterionWhen);
            }
            if let Some(times) = criterion.times {
                self.not_zero(&path.at("times"), times);
            }
        }
    }

    pub(super) fn not_zero(&mut self, path: &Path, number: u32) {
        if number == 0 {
            self.report(path, What::Zero);
        }
    }

    fn numbers(&mut self) {
        let procedure = self.procedure;
        let repeats = self.root.at("repeats");
        self.not_zero(&repeats.at("days"), procedure.repeats.days);
        self.not_zero(
            &repeats.at("earlier_complaints"),
            procedure.repeats.earlier_complaints,
        );
        self.not_zero(
            &repeats.at("earlier_repairs"),
            procedure.repeats.earlier_repairs,
        );
        let unreachable = self.root.at("unreachable");
        self.not_zero(&unreachable.at("tries"), procedure.unreachable.tries);
        self.not_zero(&unreachable.at("on_days"), procedure.unreachable.on_days);
        if let Some(letter) = &procedure.public_letter {
            let path = self.root.at("public_letter").at("households");
            self.not_zero(&path, letter.households);
        }
        if let Some(analysis) = &procedure.analysis {
            let path = self.root.at("analysis");
            self.not_zero(&path.at("complaints"), analysis.complaints);
            self.not_zero(&path.at("repairs"), analysis.repairs);
            self.not_zero(&path.at("days"), analysis.days);
        }
        if let Some(signals) = &procedure.signals {
            let path = self.root.at("signals");
            self.not_zero(&path.at("quiet_days"), signals.quiet_days);
            self.not_zero(&path.at("from_records"), signals.from_records);
            self.not_zero(&path.at("late"), signals.late);
        }
        let archive = self.root.at("archive");
        self.not_zero(&archive.at("years"), procedure.archive.years);
        if let Some(days) = procedure.lists.chase_every_days {
            self.not_zero(&self.root.at("lists").at("chase_every_days"), days);
        }
    }

    fn unreachable(&mut self) {
        let rule = &self.procedure.unreachable;
        let path = self.root.at("unreachable");
        for (key, number) in [
            ("on_days", rule.on_days),
            ("at_odd_hours", rule.at_odd_hours),
        ] {
            if number > rule.tries {
                self.report(&path.at(key), What::MoreThanTries);
            }
        }
    }

    fn reviews(&mut self) {
        let procedure = self.procedure;
        for (index, step) in procedure.reviews.iter().enumerate() {
            if step.of == [step.by.clone()] {
                let path = self.root.nth("review", index).nth("of", 0);
                self.report(&path, What::ReviewsOnlyItself);
            }
        }
        for (index, post) in procedure.posts.iter().enumerate() {
            let visits = procedure
                .categories
                .iter()
                .flat_map(|rule| &rule.visitors)
                .any(|rule| rule.posts.contains(&post.id));
            if !visits {
                continue;
            }
            let path = self.root.nth("post", index).at("id");
            let reads = |step: &&ReviewStep| step.of.is_empty() || step.of.contains(&post.id);
            let mut readers = procedure.reviews.iter().filter(reads).peekable();
            if readers.peek().is_none() {
                self.report(&path, What::NobodyReviews);
            } else if post.above.is_none() && readers.any(|step| step.by == post.id) {
                self.report(&path, What::NobodyAbove);
            }
        }
    }

    fn spot_check(&mut self) {
        let mut posts = self.procedure.posts.iter();
        let calls_back = posts.any(|post| post.held_at == HeldAt::Company);
        if self.procedure.spot_check.is_some() && !calls_back {
            self.report(
                &self.root.at("spot_check").at("share"),
                What::NobodyCallsBack,
            );
        }
    }

    fn archive(&mut self) {
        let rule = &self.procedure.archive;
        let path = self.root.at("archive");
        // Every month has a 28th.
        if !(1..=28).contains(&rule.day) {
            self.report(&path.at("day"), What::ArchiveDay);
        } else if rule.remind_days_before >= rule.day {
            self.report(&path.at("remind_days_before"), What::RemindsTooEarly);
        }
    }

    fn festivals(&mut self) {
        for (index, festival) in self.procedure.festivals.iter().enumerate() {
            let path = self.root.nth("festival", index);
            if !(1..=12).contains(&festival.month) {
                self.report(&path.at("month"), What::NoSuchDate);
            } else if !is_in_every_year(festival) {
                self.report(&path.at("day"), What::NoSuchDate);
            }
        }
    }
}

fn is_in_every_year(festival: &Festival) -> bool {
    /// A year without a leap day.
    const COMMON_YEAR: i32 = 2023;
    /// Months of the lunar calendar have 29 or 30 days.
    const SHORT_LUNAR_MONTH: u32 = 29;
    match festival.calendar {
        Calendar::Solar => Day::new(COMMON_YEAR, festival.month, festival.day).is_ok(),
        Calendar::Lunar => (1..=SHORT_LUNAR_MONTH).contains(&festival.day),
    }
}
