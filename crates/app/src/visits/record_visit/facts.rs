use huiyin_domain::entry::facts::{
    Counted, Promised, RaisedMatter, RecordFile, RecordSection, RecordSignature, Rectified,
    VisitRecorded,
};
use huiyin_domain::entry::{
    Digest, SignatureKind, SignedMatter, SignedSection, SignedText, Signer, Word, Words,
};
use huiyin_domain::{
    EventId, Instant, MatterId, PersonId, PromiseId, RecordId, RectificationId, SignatureId,
};
use huiyin_store::{Draft, Error as StoreError};

use super::form::{Form, ReadMatter};
use crate::Result;
use crate::visits::{AtHand, Ink};

/// Who signs what, in the order of the form.
struct Signing<'i> {
    signer: Signer,
    person: Option<PersonId>,
    ink: &'i Ink,
}

impl Form<'_> {
    /// The entry for the journal.
    pub(super) fn facts(
        &self,
        at_hand: &AtHand,
        version: u32,
        counted: Counted,
        complaints: &[Option<EventId>],
    ) -> Result<VisitRecorded> {
        let input = self.input;
        let follow_up = &at_hand.follow_up;
        let text_hash = self.signed_text(version).hash().map_err(StoreError::from)?;
        let matters = self.matters.iter().zip(complaints);
        Ok(VisitRecorded {
            record: RecordId::generate(),
            version,
            follow_up: follow_up.id,
            obligation: follow_up.obligation,
            event: follow_up.event,
            site: follow_up.site,
            visited_at: self.visited_at,
            visited_on: self.visited.day(),
            channel: input.channel,
            respondent: input.respondent,
            relation: input.relation,
            rating: input.rating,
            solved: input.solved,
            site_check: input.site_check,
            refused: input.refusal.is_some(),
            witness: input.refusal.as_ref().and_then(|refusal| refusal.witness),
            text_hash,
            counted,
            sections: input
                .sections
                .iter()
                .map(|section| RecordSection {
                    section: section.section,
                    rating: section.rating,
                    none: section.none,
                })
                .collect(),
            signatures: self.signatures(at_hand, text_hash),
            matters: (1..)
                .zip(matters)
                .map(|(number, (matter, complaint))| matter.facts(number, *complaint))
                .collect(),
            files: input
                .files
                .iter()
                .map(|file| RecordFile {
                    attachment: file.attachment,
                    shows: file.shows,
                    matter: file.matter,
                })
                .collect(),
        })
    }

    /// The words of the entry: the customer's in one part, each signature with whose it is.
    pub(super) fn words(&self, draft: Draft, at_hand: &AtHand) -> Draft {
        let input = self.input;
        let mut words = Words::new()
            .with(Word::Respondent, input.respondent_name.trim())
            .with(Word::SiteCheck, input.site_check_words.trim())
            .with(Word::ChannelReason, input.channel_reason.trim())
            .with(Word::Lateness, input.late_reason.trim());
        if let Some(refusal) = &input.refusal {
            words = words.with(Word::Refusal, refusal.reason.trim());
        }
        for section in &input.sections {
            words = words.with_item(Word::Said, section.section, section.said.trim());
        }
        for (number, matter) in (1_u32..).zip(&self.matters) {
            words = words
                .with_item(Word::Matter, number, matter.input.said.trim())
                .with_item(Word::Outcome, number, matter.input.outcome.trim());
        }
        let mut draft = draft.about(at_hand.follow_up.customer, words);
        for (number, signing) in (1..).zip(self.signings(at_hand)) {
            draft = draft.about(signing.person, signing.ink.words(number));
        }
        draft
    }

    fn signings(&self, at_hand: &AtHand) -> Vec<Signing<'_>> {
        let input = self.input;
        let customer = input.refusal.is_none().then_some(Signing {
            signer: Signer::Customer,
            person: input.respondent.or(at_hand.follow_up.customer),
            ink: &input.customer_signature,
        });
        let people = at_hand.people();
        let visitors = input
            .visitor_signatures
            .iter()
            .filter(|signature| people.contains(&signature.person))
            .map(|signature| Signing {
                signer: Signer::Visitor,
                person: Some(signature.person),
                ink: &signature.ink,
            });
        let witness = input.refusal.iter().map(|refusal| Signing {
            signer: Signer::Witness,
            person: refusal.witness,
            ink: &refusal.signature,
        });
        customer
            .into_iter()
            .chain(visitors)
            .chain(witness)
            .filter(|signing| !signing.ink.is_empty())
            .collect()
    }

    /// The signatures in the order of their numbers.
    pub(super) fn inks(&self, at_hand: &AtHand) -> Vec<&Ink> {
        let signings = self.signings(at_hand).into_iter();
        signings.map(|signing| signing.ink).collect()
    }

    /// When somebody signed: on a phone by its clock, corrected, and never later than it arrived.
    fn signed_at(&self, ink: &Ink) -> Instant {
        let on_phone = self.phone.zip(ink.device_time());
        on_phone.map_or(self.signed_at, |(clock, at)| {
            clock.corrected(at).min(self.received_at)
        })
    }

    fn signatures(&self, at_hand: &AtHand, text_hash: Digest) -> Vec<RecordSignature> {
        let paper = self.input.paper.as_ref().and_then(|_| self.input.sheet());
        let relation = |signer| (signer == Signer::Customer).then_some(self.input.relation);
        (1..)
            .zip(self.signings(at_hand))
            .map(|(number, signing)| RecordSignature {
                signature: SignatureId::generate(),
                number,
                signer: signing.signer,
                person: signing.person,
                relation: relation(signing.signer).flatten(),
                kind: match paper {
                    Some(_) => SignatureKind::Paper,
                    None => signing.ink.kind(),
                },
                paper,
                text_hash,
                signed_at: self.signed_at(signing.ink),
            })
            .collect()
    }

    fn signed_text(&self, version: u32) -> SignedText<'_> {
        let input = self.input;
        SignedText {
            follow_up: input.follow_up,
            version,
            visited_at: self.visited_at,
            channel: input.channel,
            channel_reason: input.channel_reason.trim(),
            lateness: input.late_reason.trim(),
            respondent: input.respondent,
            respondent_name: input.respondent_name.trim(),
            relation: input.relation,
            rating: input.rating,
            solved: input.solved,
            site_check: input.site_check,
            site_check_words: input.site_check_words.trim(),
            sections: input
                .sections
                .iter()
                .map(|section| SignedSection {
                    section: section.section,
                    rating: section.rating,
                    none: section.none,
                    said: section.said.trim(),
                })
                .collect(),
            matters: (1..)
                .zip(&self.matters)
                .map(|(number, matter)| matter.signed(number))
                .collect(),
            files: input.files.iter().map(|file| file.attachment).collect(),
        }
    }
}

impl ReadMatter<'_> {
    fn facts(&self, number: u32, complaint: Option<EventId>) -> RaisedMatter {
        RaisedMatter {
            matter: MatterId::generate(),
            number,
            kind: self.input.kind,
            dissatisfaction: self.input.dissatisfaction,
            settled: self.input.settled,
            event: complaint,
            promised: self.promised.map(|promised| Promised {
                promise: PromiseId::generate(),
                answer_by: promised.answer_by,
                owner: promised.owner,
                told_at: Some(promised.told_at),
                told_by: promised.told_by,
            }),
            rectified: self.rectified.map(|(owner, due)| Rectified {
                rectification: RectificationId::generate(),
                owner,
                due,
            }),
        }
    }

    fn signed(&self, number: u32) -> SignedMatter<'_> {
        SignedMatter {
            number,
            kind: self.input.kind,
            dissatisfaction: self.input.dissatisfaction,
            said: self.input.said.trim(),
            outcome: self.input.outcome.trim(),
            answer_by: self.promised.map(|promised| promised.answer_by),
            promise_owner: self.promised.map(|promised| promised.owner),
            rectification_owner: self.rectified.map(|(owner, _)| owner),
            rectification_due: self.rectified.map(|(_, due)| due),
        }
    }
}
