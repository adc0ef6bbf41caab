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
use crate::source::Unreadable;
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
        &self,
        facts: &ObligationsArisen,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
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
            self.cohorts
                .put(opened.cohort, &Cohort { line, members: 0 })?;
        }
        let has_event = self.events.has(facts.event)?;
        for asked in &facts.obligations {
            let id = asked.obligation;
            let is_new = has_event && !self.obligations.has(id)?;
            let (true, Some(mut cohort)) = (is_new, self.cohorts.get(asked.cohort)?) else {
                report.find(Code::ReferenceUnknown, place);
                continue;
            };
            let one = Obligation::new(facts.event, facts.procedure, asked, at);
            match asked.number {
                None => {
                    let of_chance = matches!(asked.why, Why::Draw | Why::DrawAtClose);
                    if of_chance || asked.why == Why::NotDrawn {
                        report.find(Code::NumberWrong, place);
                    }
                }
                Some(number) => {
                    self.check_number(&one, &cohort, number, place, report)?;
                    cohort.members += 1;
                    cohort.line.numbers = cohort.line.numbers.max(number);
                    self.members.put((asked.cohort, cohort.members), &id)?;
                    self.cohorts.put(asked.cohort, &cohort)?;
                }
            }
            self.obligations.put(id, &one)?;
            let due = one.due();
            self.by_due.put((due.month(), (due, id)), &id)?;
        }
        Ok(())
    }

    /// Whether a number follows the one before it, and is picked as the key says.
    fn check_number(
        &self,
        one: &Obligation,
        cohort: &Cohort,
        number: u32,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        let month = one.due().month();
        let key = self.keys.get(&month);
        let is_spent = key.is_some_and(|key| key.revealed.is_some());
        if key.is_none() {
            report.find(Code::KeyLate, place);
        }
        let at = format!("{} {number}", cohort.line.name);
        let is_list = cohort.line.event.is_some();
        let is_closed = cohort.line.closed_at.is_some();
        if number.checked_sub(1) != Some(cohort.line.numbers) {
            report.find(Code::NumberWrong, &at);
        }
        if one.asked.late_entry {
            if !is_list || one.asked.why != Why::Always || !(is_closed || is_spent) {
                report.find(Code::NumberWrong, &at);
            }
        } else if is_closed || is_spent {
            report.find(Code::KeySpent, &at);
        } else if let Some(draw) = self.draw(cohort, month) {
            report.counts.numbers += 1;
            let number = u64::from(number);
            let picked = match Stratum::of(cohort.line.rate, number) {
                Some(stratum) => {
                    let before = self.members(cohort, stratum)?;
                    picked_on_entry(&draw, stratum, &before, number)
                }
                None => false,
            };
            let expected = if picked { Why::Draw } else { Why::NotDrawn };
            if one.asked.why != expected {
                report.find(Code::PickWrong, &at);
            }
        } else {
            report.counts.numbers_waiting += 1;
        }
        Ok(())
    }

    /// The draw of a cohort with the key of a month, once that is revealed.
    fn draw(&self, cohort: &Cohort, month: Month) -> Option<CohortDraw> {
        let key = DrawKey::from_hex(self.revealed.get(&month)?).ok()?;
        Some(CohortDraw::new(&key, &cohort.line.name))
    }

    /// The numbers of a stratum that were given so far, as they stand.
    fn members(&self, cohort: &Cohort, stratum: Stratum) -> Result<Vec<Member>, Unreadable> {
        let mut members = Vec::new();
        for number in stratum.first..=stratum.last().min(cohort.members) {
            if let Some(id) = self.member(cohort, number)?
                && let Some(one) = self.obligations.get(id)?
                && let Some(number) = one.asked.number
            {
                members.push(Member {
                    number: number.into(),
                    picked: one.asked.why.picked(),
                    gone: one.is_gone(),
                });
            }
        }
        Ok(members)
    }

    pub(crate) fn close_cohort(
        &self,
        facts: &CohortClosed,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        let Some(mut cohort) = self.cohorts.get(facts.cohort)? else {
            report.find(Code::ReferenceUnknown, place);
            return Ok(());
        };
        let name = &cohort.line.name;
        let expected = self.last_pick(&cohort)?;
        if facts.numbers != cohort.line.numbers {
            report.find(Code::NumberWrong, name);
        }
        if let Some(expected) = expected {
            let found: Vec<_> = facts
                .picks
                .iter()
                .map(|it| (it.obligation, it.why))
                .collect();
            if found != expected.into_iter().collect::<Vec<_>>() {
                report.find(Code::CloseWrong, name);
            }
        }
        for pick in &facts.picks {
            self.take_pick(pick, place, report)?;
        }
        cohort.line.closed_at = Some(at);
        cohort.line.numbers = facts.numbers;
        self.cohorts.put(facts.cohort, &cohort)
    }

    /// What the last stratum picks at its close: nothing, or one; none when the key is not known.
    #[expect(clippy::option_option, reason = "not known is not the same as nobody")]
    fn last_pick(
        &self,
        cohort: &Cohort,
    ) -> Result<Option<Option<(ObligationId, Why)>>, Unreadable> {
        let line = &cohort.line;
        let Some(stratum) = Stratum::of(line.rate, line.numbers.into()) else {
            return Ok(Some(None));
        };
        let Some(month) = self.month_of(cohort)? else {
            return Ok(Some(None));
        };
        let Some(key) = self.keys.get(&month) else {
            return Ok(None);
        };
        if key.revealed.is_some() {
            return Ok(Some(None));
        }
        let Some(draw) = self.draw(cohort, month) else {
            return Ok(None);
        };
        let members = self.members(cohort, stratum)?;
        let (number, why) = match pick_at_close(&draw, stratum, &members) {
            Some(Pick::Drawn(number)) => (number, Why::Draw),
            Some(Pick::DrawnAtClose(number)) => (number, Why::DrawAtClose),
            None => return Ok(Some(None)),
        };
        let picked = self.member(cohort, number)?;
        Ok(Some(picked.map(|picked| (picked, why))))
    }

    /// The month whose key draws a cohort: its own, or that of its first obligation.
    fn month_of(&self, cohort: &Cohort) -> Result<Option<Month>, Unreadable> {
        if cohort.line.month.is_some() {
            return Ok(cohort.line.month);
        }
        let Some(first) = self.member(cohort, 1)? else {
            return Ok(None);
        };
        let first = self.obligations.get(first)?;
        Ok(first.map(|one| one.due().month()))
    }

    /// The obligation of a number.
    fn member(&self, cohort: &Cohort, number: u64) -> Result<Option<ObligationId>, Unreadable> {
        if number > cohort.members {
            return Ok(None);
        }
        self.members.get((cohort.line.cohort, number))
    }

    pub(crate) fn void(
        &self,
        facts: &ObligationVoided,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        let (id, instead) = (facts.obligation, facts.instead.as_ref());
        let Some(mut one) = self.obligations.get(id)? else {
            report.find(Code::ReferenceUnknown, place);
            return Ok(());
        };
        let expected = self.instead_of(&one)?;
        one.voided = Some((at, facts.cause));
        one.replaced_by = instead.map(|pick| pick.obligation);
        self.obligations.put(id, &one)?;
        self.take_instead(expected, instead, place, report)
    }

    pub(crate) fn replace(
        &self,
        facts: &ObligationReplaced,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        let (id, instead) = (facts.obligation, facts.instead.as_ref());
        let Some(mut one) = self.obligations.get(id)? else {
            report.find(Code::ReferenceUnknown, place);
            return Ok(());
        };
        let expected = self.instead_of(&one)?;
        one.unreached_at = Some(at);
        one.replaced_by = instead.map(|pick| pick.obligation);
        self.obligations.put(id, &one)?;
        self.take_instead(expected, instead, place, report)
    }

    fn take_instead(
        &self,
        expected: Option<(ObligationId, Why)>,
        instead: Option<&Picked>,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        if instead.map(|pick| (pick.obligation, pick.why)) != expected {
            report.find(Code::ReplacementWrong, place);
        }
        match instead {
            Some(pick) => self.take_pick(pick, place, report),
            None => Ok(()),
        }
    }

    /// Who takes the place of a pick that chance made.
    fn instead_of(&self, one: &Obligation) -> Result<Option<(ObligationId, Why)>, Unreadable> {
        let asked = &one.asked;
        let (Why::Draw | Why::DrawAtClose, Some(number)) = (asked.why, asked.number) else {
            return Ok(None);
        };
        let Some(cohort) = self.cohorts.get(asked.cohort)? else {
            return Ok(None);
        };
        let Some(stratum) = Stratum::of(cohort.line.rate, number.into()) else {
            return Ok(None);
        };
        let members = self.members(&cohort, stratum)?;
        let Some(next) = replacement_of(stratum, &members, number.into()) else {
            return Ok(None);
        };
        let next = self.member(&cohort, next)?;
        Ok(next.map(|next| (next, asked.why)))
    }

    /// A pick that is made after the number was given.
    pub(crate) fn take_pick(
        &self,
        pick: &Picked,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        let is_known = self.obligations.change(pick.obligation, |one| {
            one.asked.why = pick.why;
            one.asked.working_limit = pick.working_limit;
            one.asked.shown_from = Some(pick.shown_from);
        })?;
        if !is_known {
            report.find(Code::ReferenceUnknown, place);
        }
        Ok(())
    }
}
