//! Records of follow-ups: the text that was signed, who signed it, and what it counts for.

use huiyin_domain::entry::facts::{
    Counted, FollowUpLettered, LetterDrafted, RecordReviewed, RecordSignature, VisitRecorded,
    VisitsCarried,
};
use huiyin_domain::entry::{
    Digest, LetterSection, SignatureKind, SignedText, Signer, Strokes, Word, Words,
};
use huiyin_domain::{Channel, Day, Instant, Verdict};
use huiyin_rules::record::counted;

use crate::journal::Said;
use crate::report::{Code, Report};
use crate::source::Unreadable;
use crate::state::{Obligation, Raised, Record, State};

impl State {
    pub(crate) fn record(
        &self,
        facts: &VisitRecorded,
        said: &Said,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        report.counts.records += 1;
        check_text(facts, said, report);
        let owed = self.obligations.get(facts.obligation)?;
        check_signatures(facts, owed.as_ref(), said, report);
        let record = facts.record.to_string();
        if self.zone.day(facts.visited_at) != facts.visited_on {
            report.find(Code::DayWrong, &record);
        }
        match owed.map(|one| one.expects(facts.visited_on)) {
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
            self.matters.put(matter.matter, &raised)?;
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
            verdicts: Vec::new(),
            matters: facts.matters.iter().map(|it| it.matter).collect(),
            calls: 0,
        };
        self.records.put(facts.record, &kept)?;
        self.list(facts.obligation, [facts.record])
    }

    pub(crate) fn draft_letter(
        &self,
        facts: &LetterDrafted,
        said: &Said,
    ) -> Result<(), Unreadable> {
        let hash = said.is_whole.then(|| letter_hash(&said.words));
        self.letters.put(facts.letter, &hash)
    }

    pub(crate) fn letter(
        &self,
        facts: &FollowUpLettered,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        report.counts.records += 1;
        let record = facts.record.to_string();
        match self.letters.get(facts.letter)? {
            None => report.find(Code::ReferenceUnknown, place),
            Some(Some(hash)) => {
                report.counts.texts += 1;
                if hash != facts.text_hash {
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
        let owed = self.obligations.get(facts.obligation)?;
        match owed.map(|one| one.expects(facts.posted_on)) {
            None => report.find(Code::ReferenceUnknown, place),
            Some(expected) if ![expected, nothing].contains(&facts.counted) => {
                report.find(Code::CountedWrong, &record);
            }
            Some(_) => {}
        }
        let kept = Record {
            follow_up: facts.follow_up,
            version: facts.version,
            visited_on: facts.posted_on,
            channel: Channel::PublicLetter,
            rating: None,
            refused: false,
            counted: facts.counted,
            recorded_at: at,
            verdicts: vec![(facts.approved_at, facts.review, Verdict::Accepted)],
            matters: Vec::new(),
            calls: 0,
        };
        self.records.put(facts.record, &kept)?;
        self.list(facts.obligation, [facts.record])
    }

    pub(crate) fn review(
        &mut self,
        facts: &RecordReviewed,
        at: Instant,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        let given = (at, facts.review, facts.verdict);
        let is_known = self
            .records
            .change(facts.record, |record| record.verdicts.push(given))?;
        if !is_known {
            report.find(Code::ReferenceUnknown, place);
        } else if facts.last && facts.verdict == Verdict::Accepted {
            let month = self.zone.day(at).month();
            self.accepted.put((month, facts.record), &facts.record)?;
            self.sample = None;
        }
        Ok(())
    }

    pub(crate) fn carry(
        &self,
        facts: &VisitsCarried,
        place: &str,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        let moved = self.records_of.take(facts.from)?;
        self.list(facts.to, moved.unwrap_or_default())?;
        let owed = self.obligations.get(facts.to)?;
        for carried in &facts.records {
            let (Some(owed), Some(mut record)) = (&owed, self.records.get(carried.record)?) else {
                report.find(Code::ReferenceUnknown, place);
                continue;
            };
            if owed.expects(record.visited_on) != carried.counted {
                report.find(Code::CountedWrong, carried.record.to_string());
            }
            record.counted = carried.counted;
            self.records.put(carried.record, &record)?;
        }
        Ok(())
    }
}

impl Obligation {
    /// What a visit of a day counts for.
    fn expects(&self, day: Day) -> Counted {
        counted(self.asked.window, self.asked.working_limit, day)
    }
}

fn check_signatures(
    facts: &VisitRecorded,
    owed: Option<&Obligation>,
    said: &Said,
    report: &mut Report,
) {
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
    if owed.is_some_and(|one| one.asked.customer_signature)
        && facts.channel == Channel::OnSite
        && facts.counted.completes
        && !signed_by(Signer::Customer)
        && !facts.refused
    {
        report.find(Code::RecordUnsigned, record);
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
