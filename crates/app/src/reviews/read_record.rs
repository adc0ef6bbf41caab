use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::entry::{
    FollowUpState, SignatureKind, SignedMatter, SignedSection, SignedText, Signer,
};
use huiyin_domain::{
    Channel, Day, EventId, FollowUpId, Instant, LetterId, PersonId, Personal, RecordId, Role,
    Verdict,
};
use huiyin_rules::procedure::Basis;
use huiyin_store::letters::{self, LetterRow};
use huiyin_store::records::{
    self, ContentRow, DecisionRow, FileRow, MatterRow, RecordRow, ReviewRow, RoundRow,
    SignatureRow, SubjectRow,
};
use huiyin_store::sign_out_sheet::{self, TakenRow};
use huiyin_store::{Error as StoreError, Tx, reviews, spot_checks};

use crate::letters::{letter_number, text_hash};

use super::holders_of;
use crate::access::{self, Right};
use crate::visits::AtHand;
use crate::{App, Asker, Error, Result, Site};

/// A record with all that belongs to it.
#[derive(Clone, Debug)]
pub struct RecordPage {
    /// The event's number for people.
    pub number: String,
    /// What it is about: home, customer, summary, obligation. The phone number is masked.
    pub subject: SubjectRow,
    /// All versions of this follow-up's record, oldest first; the last is in force.
    pub versions: Vec<RecordVersion>,
    /// The rounds of the obligation.
    pub rounds: Vec<Round>,
    /// How what was found nonconforming is handled; none where nothing was.
    pub decision: Option<Decision>,
    /// The steps of the review that are still to come, in order; empty when nothing is.
    pub to_come: Vec<ReviewToCome>,
    /// Who visited, in order.
    pub visitors: Vec<PersonId>,
    /// Who took the form, where the procedure has them sign on the record itself (4.5).
    pub receipts: Vec<TakenRow>,
    /// The public letter by which it was made, with its number for people.
    pub letter: Option<(LetterId, String)>,
    /// The names of staff who occur on the page, by id.
    pub names: Vec<(PersonId, Option<String>)>,
    /// Whether the asker may keep it from disposal and erasure.
    pub may_hold: bool,
    /// Whether the company called about it, for who may read what the resident said.
    pub is_called_back: bool,
}

/// One version of a record.
#[derive(Clone, Debug)]
pub struct RecordVersion {
    /// The record itself.
    pub record: RecordRow,
    /// Its sections.
    pub sections: Vec<ShownSection>,
    /// What the customer raised.
    pub matters: Vec<ShownMatter>,
    /// Its photos and scans.
    pub files: Vec<ShownFile>,
    /// Its signatures.
    pub signatures: Vec<ShownSignature>,
    /// The opinions given on it, oldest first.
    pub reviews: Vec<ReviewGiven>,
    /// What holds of its text.
    pub standing: Standing,
}

/// What holds today of a text that was signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It is still the one that was signed (未改動).
    Unaltered,
    /// Words of it were erased by law: it cannot be held against its hash any more, which is in the journal.
    Erased,
    /// It is another one; what was signed is void (已失效).
    Altered,
}

/// How what was found nonconforming is handled (四.5).
#[derive(Clone, Debug)]
pub struct Decision {
    /// The handling opinion; none while it is still to come.
    pub given: Option<DecisionRow>,
    /// Who writes it: the post, and whoever holds it and did not visit.
    pub by: Option<(String, Vec<PersonId>)>,
    /// Whether the asker may write it now.
    pub is_askers_turn: bool,
    /// What asks for it.
    pub basis: Basis,
}

/// A section.
pub type ShownSection = ContentRow;
/// Something raised.
pub type ShownMatter = MatterRow;
/// A photo or scan.
pub type ShownFile = FileRow;

/// A signature.
#[derive(Clone, Debug)]
pub struct ShownSignature {
    /// Who signed.
    pub signer: Signer,
    /// The name under it.
    pub name: Option<Personal<String>>,
    /// What the signer is to the unit.
    pub relation: Option<Role>,
    /// How it was made.
    pub kind: SignatureKind,
    /// The strokes, as JSON.
    pub strokes: Option<Personal<String>>,
    /// When.
    pub signed_at: Instant,
    /// What holds of the text it is for.
    pub standing: Standing,
}

/// An opinion that was given.
#[derive(Clone, Debug)]
pub struct ReviewGiven {
    /// The post in which it was given.
    pub post: String,
    /// By whom.
    pub reviewer: Option<PersonId>,
    /// The verdict.
    pub verdict: Verdict,
    /// The opinion.
    pub opinion: Option<Personal<String>>,
    /// The name signed under it.
    pub signed_name: Option<Personal<String>>,
    /// When.
    pub at: Instant,
    /// The complaint that it opened.
    pub complaint: Option<EventId>,
}

/// A step of the review that is still to come.
#[derive(Clone, Debug)]
pub struct ReviewToCome {
    /// The post that the procedure names.
    pub step: String,
    /// The post that takes it, this one or one above; none when nobody is left who may.
    pub post: Option<String>,
    /// Who may take it.
    pub people: Vec<PersonId>,
    /// The clauses and readings behind it.
    pub basis: Basis,
    /// Whether the asker may take it now.
    pub is_askers_turn: bool,
}

/// A round of the obligation.
#[derive(Clone, Debug)]
pub struct Round {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Which round.
    pub round: u32,
    /// The last day in time.
    pub due: Day,
    /// How far it is.
    pub state: FollowUpState,
    /// Its record in force.
    pub record: Option<RecordId>,
    /// When the customer was visited.
    pub visited_on: Option<Day>,
}

/// All rows about the records of one obligation.
struct Rows {
    records: Vec<RecordRow>,
    contents: Vec<ContentRow>,
    matters: Vec<MatterRow>,
    files: Vec<FileRow>,
    signatures: Vec<SignatureRow>,
    reviews: Vec<ReviewRow>,
    rounds: Vec<RoundRow>,
    /// The public letter that made one of the follow-ups.
    letter: Option<LetterRow>,
}

impl App {
    /// A record with all versions, signatures, opinions and rounds, and the steps of its review that are to come.
    pub async fn record(&self, asker: &Asker, id: RecordId) -> Result<RecordPage> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let mut subject = records::subject(&mut tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        let at_hand = AtHand::read(&mut tx, self.editions(), asker, subject.follow_up).await?;
        let today = at_hand.site.day(now);
        access::check(&at_hand.rules()?, asker, subject.site, Right::See)?;
        let rows = Rows::read(&mut tx, &subject).await?;
        let versions = rows.versions(&subject)?;
        let to_come = to_come(&mut tx, &at_hand, asker, today, &versions).await?;
        let decision = decision(&mut tx, &at_hand, asker, today).await?;
        subject.phone = subject.phone.map(|phone| masked(&phone));
        Ok(RecordPage {
            number: number(&at_hand.site, &subject),
            rounds: rows.rounds(),
            receipts: if at_hand.rules()?.procedure().sign_out.on_record {
                sign_out_sheet::taken_for(&mut tx, subject.follow_up).await?
            } else {
                Vec::new()
            },
            visitors: at_hand.people(),
            names: reviews::staff_names(&mut tx).await?,
            letter: rows
                .letter
                .as_ref()
                .filter(|_| versions.iter().any(|it| is_by_letter(&it.record)))
                .map(|it| (it.id, letter_number(&at_hand.site, it.number))),
            may_hold: crate::privacy::may_hold(&at_hand.rules()?, asker, &at_hand.site),
            is_called_back: access::has_right(
                &at_hand.rules()?,
                asker,
                at_hand.site.id(),
                Right::SpotCheck,
            ) && !spot_checks::calls_of(&mut tx, id).await?.is_empty(),
            subject,
            versions,
            decision,
            to_come,
        })
    }
}

fn number(site: &Site, subject: &SubjectRow) -> String {
    let (year, number) = subject.number;
    RunningNumber { year, number }.text(site.code())
}

/// All but the first three and the last four characters covered; a short one is covered wholly.
fn masked(phone: &Personal<String>) -> Personal<String> {
    let characters: Vec<char> = phone.reveal().chars().collect();
    let (head, tail) = (3, 4);
    let shown =
        |at: usize| characters.len() > head + tail && (at < head || at >= characters.len() - tail);
    let covered = characters
        .iter()
        .enumerate()
        .map(|(at, character)| if shown(at) { *character } else { '*' });
    Personal::new(covered.collect())
}

impl Rows {
    async fn read(tx: &mut Tx, subject: &SubjectRow) -> Result<Self> {
        let obligation = subject.obligation;
        Ok(Self {
            records: records::records(tx, obligation).await?,
            contents: records::contents(tx, obligation).await?,
            matters: records::matters(tx, obligation).await?,
            files: records::files(tx, obligation).await?,
            signatures: records::signatures(tx, obligation).await?,
            reviews: records::reviews(tx, obligation).await?,
            rounds: records::rounds(tx, obligation).await?,
            letter: letters::letter_of_obligation(tx, obligation).await?,
        })
    }

    fn versions(&self, subject: &SubjectRow) -> Result<Vec<RecordVersion>> {
        self.records
            .iter()
            .filter(|record| record.follow_up == subject.follow_up)
            .map(|record| self.version(record))
            .collect()
    }

    fn version(&self, record: &RecordRow) -> Result<RecordVersion> {
        let mut sections: Vec<ContentRow> = self.contents.clone();
        sections.retain(|section| section.record == record.id);
        sections.sort_by_key(|section| section.section);
        let mut matters: Vec<MatterRow> = self.matters.clone();
        matters.retain(|matter| matter.record == record.id);
        let mut files: Vec<FileRow> = self.files.clone();
        files.retain(|file| file.record == record.id);
        let text = match self.letter.as_ref().filter(|_| is_by_letter(record)) {
            Some(letter) => text_hash(letter),
            None => text_of(record, &sections, &matters, &files)
                .hash()
                .map_err(StoreError::from)?,
        };
        let standing = match text == record.text_hash {
            true => Standing::Unaltered,
            false if record.erased => Standing::Erased,
            false => Standing::Altered,
        };
        let signatures = self.signatures.iter().filter(|it| it.record == record.id);
        let reviews = self.reviews.iter().filter(|it| it.record == record.id);
        Ok(RecordVersion {
            signatures: signatures
                .map(|row| ShownSignature {
                    signer: row.signer,
                    name: row.name.clone(),
                    relation: row.relation,
                    kind: row.kind,
                    strokes: row.strokes.clone(),
                    signed_at: row.signed_at,
                    standing: if row.text_hash == record.text_hash {
                        standing
                    } else {
                        Standing::Altered
                    },
                })
                .collect(),
            reviews: reviews
                .map(|row| ReviewGiven {
                    post: row.post.clone(),
                    reviewer: row.reviewer,
                    verdict: row.verdict,
                    opinion: row.opinion.clone(),
                    signed_name: row.signed_name.clone(),
                    at: row.reviewed_at,
                    complaint: row.complaint,
                })
                .collect(),
            record: record.clone(),
            sections,
            matters,
            files,
            standing,
        })
    }

    fn rounds(&self) -> Vec<Round> {
        let visited_on = |row: &RoundRow| {
            let of_round = |record: &&RecordRow| Some(record.id) == row.record;
            self.records.iter().find(of_round).map(|it| it.visited_on)
        };
        self.rounds
            .iter()
            .map(|row| Round {
                follow_up: row.follow_up,
                round: row.round,
                due: row.due,
                state: row.state,
                record: row.record,
                visited_on: visited_on(row),
            })
            .collect()
    }
}

/// Whether a record says that a public letter was put up: its text is the letter's.
fn is_by_letter(record: &RecordRow) -> bool {
    record.channel == Channel::PublicLetter
}

fn text_of<'r>(
    record: &'r RecordRow,
    sections: &'r [ContentRow],
    matters: &'r [MatterRow],
    files: &[FileRow],
) -> SignedText<'r> {
    let text = |words: &'r Option<Personal<String>>| -> &'r str {
        words.as_ref().map_or("", |words| words.reveal().as_str())
    };
    SignedText {
        follow_up: record.follow_up,
        version: record.version,
        visited_at: record.visited_at,
        channel: record.channel,
        channel_reason: text(&record.channel_words),
        lateness: text(&record.lateness_words),
        respondent: record.respondent,
        respondent_name: text(&record.respondent_words),
        relation: record.relation,
        rating: record.rating,
        solved: record.solved,
        site_check: record.site_check,
        site_check_words: text(&record.site_check_words),
        sections: sections
            .iter()
            .map(|row| SignedSection {
                section: row.section,
                rating: row.rating,
                none: row.none_said,
                said: text(&row.said),
            })
            .collect(),
        matters: matters
            .iter()
            .map(|row| SignedMatter {
                number: row.number,
                kind: row.kind,
                dissatisfaction: row.dissatisfaction,
                said: text(&row.said),
                outcome: text(&row.outcome),
                answer_by: row.answer_by,
                promise_owner: row.promise_owner,
                rectification_owner: row.rectification_owner,
                rectification_due: row.rectification_due,
            })
            .collect(),
        files: files.iter().map(|file| file.attachment).collect(),
    }
}

async fn decision(
    tx: &mut Tx,
    at_hand: &AtHand,
    asker: &Asker,
    today: Day,
) -> Result<Option<Decision>> {
    if at_hand.follow_up.state != FollowUpState::Nonconforming {
        return Ok(None);
    }
    let mut decisions = records::decisions(tx, at_hand.follow_up.obligation).await?;
    decisions.retain(|it| Some(it.record) == at_hand.follow_up.record);
    let given = decisions.pop();
    let rules = at_hand.rules()?;
    let holders = holders_of(tx, at_hand.site.id(), today).await?;
    let by = rules.deciders(&holders, &at_hand.people());
    let is_decider = |people: &[PersonId]| asker.person.is_some_and(|it| people.contains(&it));
    Ok(Some(Decision {
        is_askers_turn: given.is_none() && by.as_ref().is_some_and(|(_, it)| is_decider(it)),
        by: by.map(|(post, people)| (post.clone(), people)),
        given,
        basis: rules.procedure().nonconforming.basis.clone(),
    }))
}

async fn to_come(
    tx: &mut Tx,
    at_hand: &AtHand,
    asker: &Asker,
    today: Day,
    versions: &[RecordVersion],
) -> Result<Vec<ReviewToCome>> {
    if at_hand.follow_up.state != FollowUpState::Recorded {
        return Ok(Vec::new());
    }
    let current = versions
        .last()
        .ok_or_else(|| StoreError::Corrupt("a record without a version".to_owned()))?;
    let is_accepted = |given: &&ReviewGiven| given.verdict == Verdict::Accepted;
    let done = current.reviews.iter().filter(is_accepted).count();
    let rules = at_hand.rules()?;
    let posts: Vec<String> = at_hand.visitors.iter().map(|it| it.post.clone()).collect();
    let involved = at_hand.involved(current.record.recorded_by);
    let holders = holders_of(tx, at_hand.site.id(), today).await?;
    let steps = rules
        .review_steps(&posts)
        .into_iter()
        .enumerate()
        .skip(done);
    Ok(steps
        .map(|(at, step)| {
            let (post, people) = rules
                .reviewers(step, &holders, &involved)
                .map_or((None, Vec::new()), |(post, people)| {
                    (Some(post.clone()), people)
                });
            ReviewToCome {
                step: step.by.clone(),
                post,
                is_askers_turn: at == done
                    && asker.person.is_some_and(|person| people.contains(&person)),
                people,
                basis: step.basis.clone(),
            }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_covered() {
        let cover = |phone: &str| masked(&Personal::new(phone.to_owned())).into_inner();
        assert_eq!(cover("13800000001"), "138****0001");
        assert_eq!(cover("1234567"), "*******");
    }
}
