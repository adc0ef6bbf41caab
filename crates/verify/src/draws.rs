//! Every draw done again, in the order of the journal.

use huiyin_domain::entry::facts::{
    CohortClosed, KeyCommitted, KeyRevealed, ObligationReplaced, ObligationVoided,
    ObligationsArisen, Pick as Picked,
};
use huiyin_domain::export::CohortLine;
use huiyin_domain::{Instant, Month, ObligationId, Why};
use huiyin_rules::draw::{CohortDraw, DrawKey, Pick, Stratum};
use huiyin_rules::live::{Member, pick_at_close, picked_on_entry, replacement_of};

use crate::report::{Code, Report};
use crate::state::{Cohort, Key, Obligation, State};

impl State {
    pub(crate) fn commit_key(
        &mut self,
        facts: &KeyCommitted,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) {
        if self.keys.contains_key(&facts.month) {
            report.find(Code::KeyTwice, place);
            return;
        }
        let key = Key {
            sha256: facts.sha256.clone(),
            committed_at: at,
            revealed: None,
        };
        self.keys.insert(facts.month, key);
    }

    pub(crate) fn reveal_key(
        &mut self,
        facts: &KeyRevealed,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) {
        let commitment = DrawKey::from_hex(&facts.key).map(|key| key.commitment());
        match (self.keys.get_mut(&facts.month), commitment) {
            (Some(key), Ok(commitment)) if key.sha256 == commitment.as_str() => {
                key.revealed = Some((facts.key.clone(), at));
            }
            _ => report.find(Code::KeyWrong, place),
        }
    }

    pub(crate) fn arise(
        &mut self,
        facts: &ObligationsArisen,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) {
        for opened in &facts.cohorts {
            let line = CohortLine {
                category: opened.category,
                closed_at: None,
                cohort: opened.cohort,
                event: opened.event,
                month: opened.month,
                name: opened.name.clone(),
                numbers: 0,
                procedure: opened.procedure,
                rate: opened.rate,
            };
            let members = Vec::new();
            self.cohorts.put(opened.cohort, Cohort { line, members });
        }
        for arisen in &facts.obligations {
            let event = self.events.place(facts.event);
            let (Some(event), Some(cohort), false) = (
                event,
                self.cohorts.place(arisen.cohort),
                self.obligations.has(arisen.obligation),
            ) else {
                report.find(Code::ReferenceUnknown, place);
                continue;
            };
            let one = self.obligation((event, cohort), arisen, facts.procedure, at);
            match arisen.number {
                None => {
                    let of_chance = matches!(one.why, Why::Draw | Why::DrawAtClose);
                    if of_chance || one.why == Why::NotDrawn {
                        report.find(Code::NumberWrong, place);
                    }
                }
                Some(number) => self.check_number(&one, number, place, report),
            }
            let obligation = self.obligations.put(one.id, one);
            if let Some(number) = arisen.number
                && let Some(cohort) = self.cohorts.get_mut(arisen.cohort)
            {
                cohort.line.numbers = cohort.line.numbers.max(number);
                cohort.members.push(obligation);
            }
        }
    }

    /// Whether a number follows the one before it, and is picked as the key says.
    fn check_number(&self, one: &Obligation, number: u32, place: &str, report: &mut Report) {
        let month = one.due().month();
        let key = self.keys.get(&month);
        let is_spent = key.is_some_and(|key| key.revealed.is_some());
        if key.is_none() {
            report.find(Code::KeyLate, place);
        }
        let Some(cohort) = self.cohorts.at(one.cohort) else {
            return;
        };
        let at = format!("{} {number}", cohort.line.name);
        let is_list = cohort.line.event.is_some();
        let is_closed = cohort.line.closed_at.is_some();
        if number != cohort.line.numbers + 1 {
            report.find(Code::NumberWrong, &at);
        }
        if one.late_entry {
            if !is_list || one.why != Why::Always || !(is_closed || is_spent) {
                report.find(Code::NumberWrong, &at);
            }
        } else if is_closed || is_spent {
            report.find(Code::KeySpent, &at);
        } else if let Some(draw) = self.draw(cohort, month) {
            report.counts.numbers += 1;
            let number = u64::from(number);
            let picked = Stratum::of(cohort.line.rate, number).is_some_and(|stratum| {
                let before = self.members(cohort, stratum);
                picked_on_entry(&draw, stratum, &before, number)
            });
            let expected = if picked { Why::Draw } else { Why::NotDrawn };
            if one.why != expected {
                report.find(Code::PickWrong, &at);
            }
        } else {
            report.counts.numbers_waiting += 1;
        }
    }

    /// The draw of a cohort with the key of a month, once that is revealed.
    fn draw(&self, cohort: &Cohort, month: Month) -> Option<CohortDraw> {
        let key = DrawKey::from_hex(self.revealed.get(&month)?).ok()?;
        Some(CohortDraw::new(&key, &cohort.line.name))
    }

    /// The numbers of a stratum that were given so far, as they stand.
    fn members(&self, cohort: &Cohort, stratum: Stratum) -> Vec<Member> {
        let from = usize::try_from(stratum.first - 1).unwrap_or(usize::MAX);
        let until = usize::try_from(stratum.last()).unwrap_or(usize::MAX);
        let places = cohort.members.iter().skip(from).take(until - from);
        places
            .filter_map(|place| self.obligations.at(*place))
            .filter_map(|one| {
                Some(Member {
                    number: one.number?.into(),
                    picked: one.why.picked(),
                    gone: one.is_gone(),
                })
            })
            .collect()
    }

    pub(crate) fn close_cohort(
        &mut self,
        facts: &CohortClosed,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) {
        let Some(cohort) = self.cohorts.get(facts.cohort) else {
            report.find(Code::ReferenceUnknown, place);
            return;
        };
        let name = cohort.line.name.clone();
        let expected = self.last_pick(cohort);
        if facts.numbers != cohort.line.numbers {
            report.find(Code::NumberWrong, &name);
        }
        if let Some(expected) = expected {
            let found: Vec<_> = facts
                .picks
                .iter()
                .map(|it| (it.obligation, it.why))
                .collect();
            if found != expected.into_iter().collect::<Vec<_>>() {
                report.find(Code::CloseWrong, &name);
            }
        }
        for pick in &facts.picks {
            self.take_pick(pick, place, report);
        }
        if let Some(cohort) = self.cohorts.get_mut(facts.cohort) {
            cohort.line.closed_at = Some(at);
            cohort.line.numbers = facts.numbers;
        }
    }

    /// What the last stratum picks at its close: nothing, or one; none when the key is not known.
    #[expect(clippy::option_option, reason = "not known is not the same as nobody")]
    fn last_pick(&self, cohort: &Cohort) -> Option<Option<(ObligationId, Why)>> {
        let line = &cohort.line;
        let Some(stratum) = Stratum::of(line.rate, line.numbers.into()) else {
            return Some(None);
        };
        let first = cohort
            .members
            .first()
            .and_then(|place| self.obligations.at(*place));
        let Some(month) = line.month.or_else(|| first.map(|one| one.due().month())) else {
            return Some(None);
        };
        if self.keys.get(&month)?.revealed.is_some() {
            return Some(None);
        }
        let draw = self.draw(cohort, month)?;
        let members = self.members(cohort, stratum);
        let picked = pick_at_close(&draw, stratum, &members).and_then(|pick| {
            let (number, why) = match pick {
                Pick::Drawn(number) => (number, Why::Draw),
                Pick::DrawnAtClose(number) => (number, Why::DrawAtClose),
            };
            Some((self.member(cohort, number)?, why))
        });
        Some(picked)
    }

    /// The obligation of a number.
    fn member(&self, cohort: &Cohort, number: u64) -> Option<ObligationId> {
        let at = usize::try_from(number - 1).ok()?;
        let place = cohort.members.get(at)?;
        Some(self.obligations.at(*place)?.id)
    }

    pub(crate) fn void(
        &mut self,
        facts: &ObligationVoided,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) {
        let expected = self.instead_of(facts.obligation);
        let Some(one) = self.obligations.get_mut(facts.obligation) else {
            report.find(Code::ReferenceUnknown, place);
            return;
        };
        let ended = one.end();
        ended.voided = Some((at, facts.cause));
        ended.replaced_by = facts.instead.as_ref().map(|pick| pick.obligation);
        self.take_instead(expected, facts.instead.as_ref(), place, report);
    }

    pub(crate) fn replace(
        &mut self,
        facts: &ObligationReplaced,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) {
        let expected = self.instead_of(facts.obligation);
        let Some(one) = self.obligations.get_mut(facts.obligation) else {
            report.find(Code::ReferenceUnknown, place);
            return;
        };
        let ended = one.end();
        ended.unreached_at = Some(at);
        ended.replaced_by = facts.instead.as_ref().map(|pick| pick.obligation);
        self.take_instead(expected, facts.instead.as_ref(), place, report);
    }

    fn take_instead(
        &mut self,
        expected: Option<(ObligationId, Why)>,
        instead: Option<&Picked>,
        place: &str,
        report: &mut Report,
    ) {
        if instead.map(|pick| (pick.obligation, pick.why)) != expected {
            report.find(Code::ReplacementWrong, place);
        }
        if let Some(pick) = instead {
            self.take_pick(pick, place, report);
        }
    }

    /// Who takes the place of a pick that chance made.
    fn instead_of(&self, id: ObligationId) -> Option<(ObligationId, Why)> {
        let one = self.obligations.get(id)?;
        let (Why::Draw | Why::DrawAtClose, Some(number)) = (one.why, one.number) else {
            return None;
        };
        let cohort = self.cohorts.at(one.cohort)?;
        let stratum = Stratum::of(cohort.line.rate, number.into())?;
        let members = self.members(cohort, stratum);
        let next = replacement_of(stratum, &members, number.into())?;
        Some((self.member(cohort, next)?, one.why))
    }

    pub(crate) fn take_pick(&mut self, pick: &Picked, place: &str, report: &mut Report) {
        if !self.pick(pick) {
            report.find(Code::ReferenceUnknown, place);
        }
    }
}
