//! Records of follow-ups: the text that was signed, who signed it, and what it counts for.

use huiyin_domain::entry::facts::{
    Counted, FollowUpLettered, LetterDrafted, RecordReviewed, RecordSignature, VisitRecorded,
    VisitsCarried,
};
use huiyin_domain::entry::{
    Digest, LetterSection, SignatureKind, SignedText, Signer, Strokes, Word, Words,
};
use huiyin_domain::{Channel, Day, Instant, ObligationId, Verdict};
use huiyin_rules::record::counted;

use crate::journal::Said;
use crate::kept::End;
use crate::report::{Code, Report};
use crate::state::{Raised, Record, State};

impl State {
    pub(crate) fn record(
        &mut self,
        facts: &VisitRecorded,
        said: &Said,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) {
        report.counts.records += 1;
        check_text(facts, said, report);
        self.check_signatures(facts, said, report);
        let record = facts.record.to_string();
        if self.zone.day(facts.visited_at) != facts.visited_on {
            report.find(Code::DayWrong, &record);
        }
        match self.expected(facts.obligation, facts.visited_on) {
            None => report.find(Code::ReferenceUnknown, place),
            Some(expected) if expected != facts.counted => {
                report.find(Code::CountedWrong, &record);
            }
            Some(_) => {}
        }
        for matter in &facts.matters {
            let raised = Raised {
                settled_at: matter.settled.then_some(facts.visited_at),
                complaint: matter.event,
                answer_by: matter.promised.as_ref().map(|it| it.answer_by),
                rectification_due: matter.rectified.as_ref().map(|it| it.due),
                answered_at: None,
            };
            self.matters.insert(matter.matter, raised);
        }
        let mut matters = End::default();
        for matter in &facts.matters {
            self.raised.push(&mut matters, matter.matter);
        }
        let kept = Record {
            follow_up: facts.follow_up,
            version: facts.version,
            visited_on: facts.visited_on,
            channel: facts.channel,
            rating: facts.rating,
            refused: facts.refused,
            counted: facts.counted,
            recorded_at: at,
            verdicts: End::default(),
            matters,
        };
        let place = self.records.put(facts.record, kept);
        self.list(facts.obligation, &[place]);
    }

    /// What a visit of a day counts for; none for an obligation that is not known.
    fn expected(&self, obligation: ObligationId, day: Day) -> Option<Counted> {
        let one = self.obligations.get(obligation)?;
        Some(counted(one.asked.window, one.working_limit, day))
    }

    fn check_signatures(&self, facts: &VisitRecorded, said: &Said, report: &mut Report) {
        let record = facts.record.to_string();
        for signature in &facts.signatures {
            report.counts.signatures += 1;
            let place = format!("{record} {}", signature.number);
            if signature.text_hash != facts.text_hash {
                report.find(Code::SignatureOfOther, &place);
            }
            if !is_made(signature, said) {
                report.find(Code::SignatureEmpty, &place);
            }
        }
        let signed_by = |signer| facts.signatures.iter().any(|it| it.signer == signer);
        let wants = self
            .obligations
            .get(facts.obligation)
            .is_some_and(|one| one.asked.customer_signature);
        if wants
            && facts.channel == Channel::OnSite
            && facts.counted.completes
            && !signed_by(Signer::Customer)
            && !facts.refused
        {
            report.find(Code::RecordUnsigned, record);
        }
    }

    pub(crate) fn draft_letter(&mut self, facts: &LetterDrafted, said: &Said) {
        let hash = said.is_whole.then(|| letter_hash(&said.words));
        self.letters.insert(facts.letter, hash);
    }

    pub(crate) fn letter(
        &mut self,
        facts: &FollowUpLettered,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) {
        report.counts.records += 1;
        let record = facts.record.to_string();
        match self.letters.get(&facts.letter) {
            None => report.find(Code::ReferenceUnknown, place),
            Some(Some(hash)) => {
                report.counts.texts += 1;
                if *hash != facts.text_hash {
                    report.find(Code::TextAltered, &record);
                }
            }
            Some(None) => {}
        }
        if self.zone.day(facts.posted_at) != facts.posted_on {
            report.find(Code::DayWrong, &record);
        }
        // A procedure may say that a letter counts for nothing.
        let nothing = Counted {
            completes: false,
            in_time: false,
        };
        match self.expected(facts.obligation, facts.posted_on) {
            None => report.find(Code::ReferenceUnknown, place),
            Some(expected) if ![expected, nothing].contains(&facts.counted) => {
                report.find(Code::CountedWrong, &record);
            }
            Some(_) => {}
        }
        let mut verdicts = End::default();
        let accepted = (facts.approved_at, facts.review, Verdict::Accepted);
        self.verdicts.push(&mut verdicts, accepted);
        let kept = Record {
            follow_up: facts.follow_up,
            version: facts.version,
            visited_on: facts.posted_on,
            channel: Channel::PublicLetter,
            rating: None,
            refused: false,
            counted: facts.counted,
            recorded_at: at,
            verdicts,
            matters: End::default(),
        };
        let place = self.records.put(facts.record, kept);
        self.list(facts.obligation, &[place]);
    }

    pub(crate) fn review(
        &mut self,
        facts: &RecordReviewed,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) {
        match self.records.get_mut(facts.record) {
            Some(record) => {
                let given = (at, facts.review, facts.verdict);
                self.verdicts.push(&mut record.verdicts, given);
                if facts.last && facts.verdict == Verdict::Accepted {
                    let month = self.zone.day(at).month();
                    self.accepted.entry(month).or_default().push(facts.record);
                }
            }
            None => report.find(Code::ReferenceUnknown, place),
        }
    }

    pub(crate) fn carry(&mut self, facts: &VisitsCarried, place: &str, report: &mut Report) {
        let moved = self.unlist(facts.from);
        self.list(facts.to, &moved);
        for carried in &facts.records {
            let expected = self
                .records
                .get(carried.record)
                .and_then(|record| self.expected(facts.to, record.visited_on));
            let Some(expected) = expected else {
                report.find(Code::ReferenceUnknown, place);
                continue;
            };
            if expected != carried.counted {
                report.find(Code::CountedWrong, carried.record.to_string());
            }
            if let Some(record) = self.records.get_mut(carried.record) {
                record.counted = carried.counted;
            }
        }
    }
}

/// Puts together the text that was signed. Where words of it were erased, nobody can.
fn check_text(facts: &VisitRecorded, said: &Said, report: &mut Report) {
    if !said.is_whole {
        return;
    }
    report.counts.texts += 1;
    let text = SignedText::of_entry(facts, &said.words).hash();
    if text.ok() != Some(facts.text_hash) {
        report.find(Code::TextAltered, facts.record.to_string());
    }
}

/// Whether there is anything of a signature; where words of it were erased, nobody can tell.
fn is_made(signature: &RecordSignature, said: &Said) -> bool {
    let number = signature.number;
    let has = |word| said.words.item(word, number).is_some();
    match signature.kind {
        SignatureKind::Paper => signature.paper.is_some(),
        _ if !said.is_whole => true,
        SignatureKind::Typed => has(Word::SignedName),
        SignatureKind::Strokes => said
            .words
            .item(Word::Strokes, number)
            .is_some_and(|strokes| Strokes::read(strokes).is_ok()),
    }
}

/// The SHA-256 of the sections of a letter, one after the other, each ended by 0x1F.
fn letter_hash(words: &Words) -> Digest {
    let sections = LetterSection::ALL.iter();
    let text: Vec<String> = sections
        .map(|section| {
            let said = words.item(Word::Body, *section).unwrap_or_default();
            format!("{said}\u{1f}")
        })
        .collect();
    Digest::of(text.concat().as_bytes())
}
