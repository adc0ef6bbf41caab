//! What is shown beside a planned follow-up: who visits, how, and which clauses asked for it.

use std::collections::BTreeMap;

use huiyin_domain::{Category, Channel, Phase, Severity};

use crate::obligations::{EventFacts, Rules, Standing};
use crate::procedure::{Basis, PostId};

/// What is shown beside a planned follow-up in its first round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Description<'a> {
    /// The posts that visit, in order; two visit jointly.
    pub visitors: &'a [PostId],
    /// What is allowed without an exception.
    pub channels: &'a [Channel],
    /// Whether an on-site record needs the customer's signature.
    pub customer_signature: bool,
    /// The clauses and readings behind all of it.
    pub basis: Basis,
}

/// Describes follow-ups, working each sort of case out once.
#[derive(Debug)]
pub struct Describer<'a> {
    rules: &'a Rules<'a>,
    numbers: BTreeMap<Case, usize>,
    known: Vec<Description<'a>>,
}

/// What a description depends on; the kind is its place among those that the category's rules name.
type Case = (Category, Severity, Phase, Standing, Option<usize>);

impl<'a> Describer<'a> {
    /// A describer for these rules.
    pub const fn new(rules: &'a Rules<'a>) -> Self {
        Self {
            rules,
            numbers: BTreeMap::new(),
            known: Vec::new(),
        }
    }

    /// The description of one of an event's obligations, and its number among those given so far, from 0: what is
    /// described alike has the same.
    pub fn describe(
        &mut self,
        event: &EventFacts<'_>,
        phase: Phase,
        standing: Standing,
    ) -> (usize, &Description<'a>) {
        let rules = self.rules;
        let case = (
            event.category,
            event.severity,
            phase,
            standing,
            rules.named_kind(event),
        );
        let known = &mut self.known;
        let number = *self.numbers.entry(case).or_insert_with(|| {
            known.push(rules.describe(event, phase, standing));
            known.len() - 1
        });
        (number, &known[number])
    }
}

impl<'a> Rules<'a> {
    /// The description of one of an event's obligations in its first round.
    pub fn describe(
        &self,
        event: &EventFacts<'_>,
        phase: Phase,
        standing: Standing,
    ) -> Description<'a> {
        let visitors = self.visitors(event.category, event.severity);
        let channels = self.channels(event.category, event.severity, 1);
        Description {
            visitors: visitors.map_or(&[], |rule| &rule.posts),
            channels: channels.map_or(&[], |rule| &rule.allowed),
            customer_signature: self.customer_signs(Channel::OnSite),
            basis: self.basis(event, phase, standing),
        }
    }

    fn named_kind(&self, event: &EventFacts<'_>) -> Option<usize> {
        let (rule, kind) = (self.category(event.category)?, event.kind?);
        let in_windows = rule.windows.iter().flat_map(|window| &window.kind);
        let in_rates = rule.kind_rate.iter().map(|own| &own.kind);
        in_windows.chain(in_rates).position(|named| named == kind)
    }
}
