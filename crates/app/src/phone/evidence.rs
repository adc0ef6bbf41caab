//! What speaks for a signature: who signed what, when, on which device, and where it stands in the journal.

use huiyin_domain::entry::facts::VisitRecorded;
use huiyin_domain::entry::{Digest, Facts};
use huiyin_domain::{DeviceId, Instant, PersonId, RecordId};
use huiyin_store::phone::{self, ActRow, ShownRow};
use huiyin_store::{journal, records};

use crate::reviews::{RecordPage, RecordVersion, ShownSignature, Standing};
use crate::visits::AtHand;
use crate::{App, Asker, Error, Result};

/// The signatures under all versions of a record.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The record as its page shows it.
    pub page: RecordPage,
    /// Each version, oldest first.
    pub versions: Vec<VersionEvidence>,
}

/// The signatures under one version.
#[derive(Clone, Debug)]
pub struct VersionEvidence {
    /// The record.
    pub record: RecordId,
    /// Which version.
    pub version: u32,
    /// Whether it is the one in force.
    pub in_force: bool,
    /// What holds of its text.
    pub standing: Standing,
    /// The hash of its text, as it was signed.
    pub text_hash: Digest,
    /// Its entry in the journal.
    pub entry: Option<EntryEvidence>,
    /// How it came from a phone; none where it did not.
    pub phone: Option<ActRow>,
    /// The signatures.
    pub signatures: Vec<SignatureEvidence>,
    /// What is different from the version before.
    pub changed: Vec<Changed>,
}

/// An entry of the journal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EntryEvidence {
    /// Its number in the chain of its site.
    pub seq: u64,
    /// Its hash in the chain.
    pub hash: Digest,
    /// When the server wrote it.
    pub at: Instant,
    /// Who did it.
    pub actor: Option<PersonId>,
    /// On which device.
    pub device: Option<DeviceId>,
}

/// A signature with what speaks for it.
#[derive(Clone, Debug)]
pub struct SignatureEvidence {
    /// The signature.
    pub signature: ShownSignature,
    /// What stood above it on the phone; none for one that was made elsewhere.
    pub shown: Option<ShownRow>,
    /// The hash of what stood above it, computed anew from the text that is kept; none where there is no text.
    pub hash_now: Option<Digest>,
    /// When it was signed by the phone's clock, corrected by the offset that was measured.
    pub corrected_at: Option<Instant>,
}

impl SignatureEvidence {
    /// Whether the text that is kept is the one that stood above the signature; none where there is none to compare.
    pub fn is_same_text(&self) -> Option<bool> {
        let noted = self.shown.as_ref()?.sha256?;
        Some(self.hash_now? == noted)
    }
}

/// What a later version can change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Changed {
    /// When the customer was met.
    VisitedAt,
    /// How.
    Channel,
    /// Who answered.
    Respondent,
    /// A rating, of the whole or of a section.
    Rating,
    /// What the customer said.
    Said,
    /// Whether it is solved.
    Solved,
    /// What was found at the place.
    SiteCheck,
    /// What was raised, and what was done about it.
    Matters,
    /// The photos.
    Files,
    /// Why it is late, or came by another channel, or was not signed.
    Reasons,
}

impl App {
    /// What speaks for the signatures under a record, to who may see the record.
    pub async fn evidence(&self, asker: &Asker, id: RecordId) -> Result<Evidence> {
        let page = self.record(asker, id).await?;
        let mut tx = self.db().read().await?;
        let subject = records::subject(&mut tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        let at_hand = AtHand::read(&mut tx, self.editions(), asker, subject.follow_up).await?;
        let mut entries: Vec<(VisitRecorded, EntryEvidence)> = Vec::new();
        for row in journal::history(&mut tx, at_hand.follow_up.event.uuid()).await? {
            if let Facts::VisitRecorded(facts) = row.entry()?.facts {
                let entry = EntryEvidence {
                    seq: row.line.seq,
                    hash: row.hash,
                    at: row.line.at,
                    actor: row.line.actor,
                    device: row.line.device,
                };
                entries.push((facts, entry));
            }
        }
        let mut versions = Vec::new();
        for (place, version) in page.versions.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|it| page.versions.get(it));
            let of_this = entries
                .iter()
                .find(|(facts, _)| facts.record == version.record.id);
            let act = phone::act_of_record(&mut tx, version.record.id).await?;
            let shown = phone::shown_of_record(&mut tx, version.record.id).await?;
            versions.push(VersionEvidence {
                record: version.record.id,
                version: version.record.version,
                in_force: at_hand.follow_up.record == Some(version.record.id),
                standing: version.standing,
                text_hash: version.record.text_hash,
                entry: of_this.map(|(_, entry)| *entry),
                signatures: signatures(version, act.as_ref(), &shown),
                phone: act,
                changed: before.map_or_else(Vec::new, |it| changed(it, version)),
            });
        }
        Ok(Evidence { page, versions })
    }
}

fn signatures(
    version: &RecordVersion,
    act: Option<&ActRow>,
    shown: &[ShownRow],
) -> Vec<SignatureEvidence> {
    let offset = act.and_then(|act| act.offset_ms);
    (1..)
        .zip(&version.signatures)
        .map(|(number, signature)| {
            let shown = shown.iter().find(|it| it.number == number);
            let text = shown.and_then(|it| it.shown.as_ref());
            let signed_at = shown.and_then(|it| it.signed_at);
            SignatureEvidence {
                signature: signature.clone(),
                hash_now: text.map(|text| Digest::of(text.reveal().as_bytes())),
                corrected_at: signed_at.zip(offset).map(|(at, offset)| {
                    Instant::from_micros(at.micros().saturating_add(offset.saturating_mul(1000)))
                }),
                shown: shown.cloned(),
            }
        })
        .collect()
}

fn changed(before: &RecordVersion, now: &RecordVersion) -> Vec<Changed> {
    let (old, new) = (&before.record, &now.record);
    let ratings = |version: &RecordVersion| -> Vec<_> {
        let sections = version.sections.iter();
        sections.map(|it| (it.section, it.rating)).collect()
    };
    let said = |version: &RecordVersion| -> Vec<_> {
        let sections = version.sections.iter();
        sections
            .map(|it| (it.section, it.none_said, it.said.clone()))
            .collect()
    };
    let matters = |version: &RecordVersion| -> Vec<_> {
        let matters = version.matters.iter();
        matters
            .map(|it| {
                (
                    (
                        it.kind,
                        it.dissatisfaction,
                        it.said.clone(),
                        it.outcome.clone(),
                    ),
                    (it.answer_by, it.promise_owner),
                    (it.rectification_due, it.rectification_owner),
                )
            })
            .collect()
    };
    let files = |version: &RecordVersion| -> Vec<_> {
        version.files.iter().map(|it| it.attachment).collect()
    };
    let tests = [
        (old.visited_at != new.visited_at, Changed::VisitedAt),
        (old.channel != new.channel, Changed::Channel),
        (
            (old.respondent, &old.respondent_words, old.relation)
                != (new.respondent, &new.respondent_words, new.relation),
            Changed::Respondent,
        ),
        (
            old.rating != new.rating || ratings(before) != ratings(now),
            Changed::Rating,
        ),
        (said(before) != said(now), Changed::Said),
        (old.solved != new.solved, Changed::Solved),
        (
            (old.site_check, &old.site_check_words) != (new.site_check, &new.site_check_words),
            Changed::SiteCheck,
        ),
        (matters(before) != matters(now), Changed::Matters),
        (files(before) != files(now), Changed::Files),
        (
            (&old.lateness_words, &old.channel_words, &old.refusal_words)
                != (&new.lateness_words, &new.channel_words, &new.refusal_words),
            Changed::Reasons,
        ),
    ];
    let found = tests.into_iter().filter(|(differs, _)| *differs);
    found.map(|(_, what)| what).collect()
}
