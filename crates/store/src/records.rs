//! Records of visits as pages and forms show them.

use huiyin_domain::entry::{
    Digest, FollowUpState, Section, Shows, SignatureKind, Signer, SiteCheck, Solved,
};
use huiyin_domain::{
    AttachmentId, Category, Channel, Day, EventId, FollowUpId, Instant, Matter, MatterId,
    ObligationId, PersonId, Personal, Rating, RecordId, Role, ScopeId, Severity, SignatureId,
    Verdict,
};

use crate::row::Row;
use crate::{Result, Tx};

/// One version of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordRow {
    /// The record.
    pub id: RecordId,
    /// Its follow-up.
    pub follow_up: FollowUpId,
    /// Which version, from 1.
    pub version: u32,
    /// When the customer was met or called.
    pub visited_at: Instant,
    /// The day of it.
    pub visited_on: Day,
    /// How.
    pub channel: Channel,
    /// Who answered, where known.
    pub respondent: Option<PersonId>,
    /// What they are to the unit.
    pub relation: Option<Role>,
    /// Who answered, in words.
    pub respondent_words: Option<Personal<String>>,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// Whether it is solved.
    pub solved: Option<Solved>,
    /// What was found at the place.
    pub site_check: Option<SiteCheck>,
    /// What was seen there.
    pub site_check_words: Option<Personal<String>>,
    /// Whether the customer declined to sign.
    pub refused: bool,
    /// Why.
    pub refusal_words: Option<Personal<String>>,
    /// Why another channel was used.
    pub channel_words: Option<Personal<String>>,
    /// The name of the colleague who saw the refusal.
    pub witness_name: Option<Personal<String>>,
    /// Who that is.
    pub witness: Option<PersonId>,
    /// Why it is late.
    pub lateness_words: Option<Personal<String>>,
    /// The hash of the text that was signed.
    pub text_hash: Digest,
    /// When it was handed in.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: Option<PersonId>,
    /// Whether words of its entry in the journal were erased.
    pub erased: bool,
}

/// A section of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContentRow {
    /// The record.
    pub record: RecordId,
    /// Which section.
    pub section: Section,
    /// The rating.
    pub rating: Option<Rating>,
    /// Whether the customer had nothing to say.
    pub none_said: bool,
    /// What the customer said.
    pub said: Option<Personal<String>>,
}

/// A signature under a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignatureRow {
    /// The signature.
    pub id: SignatureId,
    /// The record.
    pub record: RecordId,
    /// Who signed.
    pub signer: Signer,
    /// The person, where known.
    pub person: Option<PersonId>,
    /// What the signer is to the unit.
    pub relation: Option<Role>,
    /// How it was made.
    pub kind: SignatureKind,
    /// The hash of the text that was signed.
    pub text_hash: Digest,
    /// When.
    pub signed_at: Instant,
    /// The strokes, as JSON.
    pub strokes: Option<Personal<String>>,
    /// The name under it; the person's where none was given.
    pub name: Option<Personal<String>>,
}

/// Something the customer raised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatterRow {
    /// The matter.
    pub id: MatterId,
    /// The record.
    pub record: RecordId,
    /// Its number under the record, from 1.
    pub number: u32,
    /// Opinion, suggestion or complaint.
    pub kind: Matter,
    /// Whether it is dissatisfaction with what was done.
    pub dissatisfaction: bool,
    /// When it was settled.
    pub settled_at: Option<Instant>,
    /// The complaint it became.
    pub complaint: Option<EventId>,
    /// What was said.
    pub said: Option<Personal<String>>,
    /// What was answered, done or explained.
    pub outcome: Option<Personal<String>>,
    /// By when an answer is promised.
    pub answer_by: Option<Instant>,
    /// Who owes the answer.
    pub promise_owner: Option<PersonId>,
    /// When the customer was told.
    pub told_at: Option<Instant>,
    /// Who told the customer.
    pub told_by: Option<PersonId>,
    /// When the promise was kept.
    pub kept_at: Option<Instant>,
    /// Who puts it right.
    pub rectification_owner: Option<PersonId>,
    /// By which day.
    pub rectification_due: Option<Day>,
    /// When it was put right.
    pub rectified_at: Option<Instant>,
}

/// A reviewer's opinion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReviewRow {
    /// The record.
    pub record: RecordId,
    /// The post in which it was given.
    pub post: String,
    /// Who gave it.
    pub reviewer: Option<PersonId>,
    /// The verdict.
    pub verdict: Verdict,
    /// The opinion.
    pub opinion: Option<Personal<String>>,
    /// The name signed under it.
    pub signed_name: Option<Personal<String>>,
    /// When.
    pub reviewed_at: Instant,
    /// The complaint that it opened.
    pub complaint: Option<EventId>,
}

/// How the manager handles what was found nonconforming.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionRow {
    /// The record.
    pub record: RecordId,
    /// The post in which it was decided.
    pub post: String,
    /// By whom.
    pub decided_by: Option<PersonId>,
    /// The opinion.
    pub opinion: Option<Personal<String>>,
    /// The name signed under it.
    pub signed_name: Option<Personal<String>>,
    /// When.
    pub decided_at: Instant,
}

/// One round of an obligation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoundRow {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Which round.
    pub round: u32,
    /// The first day on which it counts.
    pub not_before: Day,
    /// The last day in time.
    pub due: Day,
    /// The channel it is planned for.
    pub channel: Channel,
    /// How far it is.
    pub state: FollowUpState,
    /// The version of its record in force.
    pub record: Option<RecordId>,
}

/// A photo or scan under a version of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileRow {
    /// The record.
    pub record: RecordId,
    /// The attachment.
    pub attachment: AttachmentId,
    /// What it shows.
    pub shows: Shows,
    /// Which of the things raised, where it shows one.
    pub matter: Option<u32>,
    /// Its media type.
    pub media_type: String,
    /// Its name; none when it was erased.
    pub file_name: Option<Personal<String>>,
}

/// What a record is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SubjectRow {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its site.
    pub site: ScopeId,
    /// The obligation.
    pub obligation: ObligationId,
    /// The clauses behind the obligation.
    pub clauses: Vec<String>,
    /// The readings behind the obligation.
    pub readings: Vec<String>,
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// The event's id outside.
    pub event_id: String,
    /// Its category.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<String>,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// The first and the last day in time.
    pub window: (Day, Day),
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// The customer's name.
    pub customer: Option<Personal<String>>,
    /// The customer's phone number, in full.
    pub phone: Option<Personal<String>>,
    /// When the handling ended.
    pub completed_at: Option<Instant>,
}

const SUBJECT: &str = "select r.follow_up_id, r.site_id, r.obligation_id, o.clauses, o.readings, e.year, e.number, \
    e.event_id, e.category, coalesce(e.kind, s.kind) as kind, e.severity, f.not_before, f.due, \
    coalesce(u.code, l.unit_given, e.unit_given, s.unit_given) as unit_code, \
    coalesce(e.summary, s.summary) as summary, coalesce(p.name, e.customer, s.customer) as customer, \
    coalesce(p.phone, e.phone, s.phone) as phone, e.completed_at from record r join obligation o on o.id = r.obligation_id join event e on e.id = r.event_id \
    join follow_up f on f.id = r.follow_up_id left join sealed s on s.event_id = e.id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id, s.unit_id) \
    left join person p on p.id = coalesce(l.person_id, e.reporter_id, s.reporter_id) where r.id = $1";
const RECORDS: &str = "select r.id, r.follow_up_id, r.version, r.visited_at, r.visited_on, r.channel, r.respondent_id, \
    r.relation, r.respondent_words, r.rating, r.solved, r.site_check, r.site_check_words, r.refused, r.refusal_words, \
    r.channel_words, r.witness_id, p.name as witness_name, r.lateness_words, r.text_hash, \
    r.recorded_at, r.recorded_by_id, case when exists (select 1 from journal j join journal_part w on w.entry_id = j.id \
    where j.subject_id = r.event_id and j.kind = 'visit_recorded' and j.at = r.recorded_at and w.body is null) \
    then 1 else 0 end as erased from record r join follow_up f on f.id = r.follow_up_id \
    left join person p on p.id = r.witness_id \
    where r.obligation_id = $1 order by f.round, r.version";
const CONTENTS: &str = "select c.record_id, c.section, c.rating, c.none_said, c.said from record r \
    join record_content c on c.record_id = r.id where r.obligation_id = $1";
const SIGNATURES: &str = "select s.id, s.record_id, s.signer, s.person_id, s.relation, s.kind, s.text_hash, s.signed_at, \
    s.strokes, coalesce(s.signed_name, p.name) as name from record r join signature s on s.record_id = r.id \
    left join person p on p.id = s.person_id where r.obligation_id = $1 order by s.record_id, s.number";
const MATTERS: &str = "select m.id, m.record_id, m.number, m.kind, m.dissatisfaction, m.settled_at, m.complaint_id, \
    m.said, m.outcome, p.answer_by, p.owner_id as promise_owner, p.told_at, p.told_by_id, p.kept_at, \
    t.owner_id as rectification_owner, t.due, t.done_at from record r join matter m on m.record_id = r.id \
    left join promise p on p.matter_id = m.id left join rectification t on t.matter_id = m.id \
    where r.obligation_id = $1 order by m.record_id, m.number";
const REVIEWS: &str = "select v.record_id, v.post, v.reviewer_id, v.verdict, v.opinion, v.signed_name, v.reviewed_at, \
    v.complaint_id from record r join review v on v.record_id = r.id where r.obligation_id = $1 order by v.reviewed_at, v.id";
const DECISIONS: &str = "select d.record_id, d.post, d.decided_by_id, d.opinion, d.signed_name, d.decided_at \
    from record r join nonconforming_decision d on d.record_id = r.id where r.obligation_id = $1";
const ROUNDS: &str = "select id, round, not_before, due, channel, state, record_id from follow_up \
    where obligation_id = $1 order by round";

/// The photos and scans under all records of an obligation, in order.
pub async fn files(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<FileRow>> {
    const SQL: &str = "select f.record_id, f.attachment_id, f.shows, f.matter_number, a.media_type, a.file_name \
        from record r join record_attachment f on f.record_id = r.id join attachment a on a.id = f.attachment_id \
        where r.obligation_id = $1 order by f.record_id, f.number";
    tx.all(SQL, &[&obligation], |row| {
        Ok(FileRow {
            record: row.get("record_id")?,
            attachment: row.get("attachment_id")?,
            shows: row.get("shows")?,
            matter: row.get("matter_number")?,
            media_type: row.get("media_type")?,
            file_name: row.get("file_name")?,
        })
    })
    .await
}

/// What a record is about.
pub async fn subject(tx: &mut Tx, record: RecordId) -> Result<Option<SubjectRow>> {
    tx.optional(SUBJECT, &[&record], |row| {
        Ok(SubjectRow {
            follow_up: row.get("follow_up_id")?,
            site: row.get("site_id")?,
            obligation: row.get("obligation_id")?,
            clauses: row.json("clauses")?,
            readings: row.json("readings")?,
            number: (row.get("year")?, row.get("number")?),
            event_id: row.get("event_id")?,
            category: row.get("category")?,
            kind: row.get("kind")?,
            severity: row.get("severity")?,
            window: (row.get("not_before")?, row.get("due")?),
            unit: row.get("unit_code")?,
            summary: row.get("summary")?,
            customer: row.get("customer")?,
            phone: row.get("phone")?,
            completed_at: row.get("completed_at")?,
        })
    })
    .await
}

/// All versions of the records of an obligation, round by round.
pub async fn records(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<RecordRow>> {
    tx.all(RECORDS, &[&obligation], read_record).await
}

fn read_record(row: &Row) -> Result<RecordRow> {
    Ok(RecordRow {
        id: row.get("id")?,
        follow_up: row.get("follow_up_id")?,
        version: row.get("version")?,
        visited_at: row.get("visited_at")?,
        visited_on: row.get("visited_on")?,
        channel: row.get("channel")?,
        respondent: row.get("respondent_id")?,
        relation: row.get("relation")?,
        respondent_words: row.get("respondent_words")?,
        rating: row.get("rating")?,
        solved: row.get("solved")?,
        site_check: row.get("site_check")?,
        site_check_words: row.get("site_check_words")?,
        refused: row.get("refused")?,
        refusal_words: row.get("refusal_words")?,
        channel_words: row.get("channel_words")?,
        witness_name: row.get("witness_name")?,
        witness: row.get("witness_id")?,
        lateness_words: row.get("lateness_words")?,
        text_hash: row.get("text_hash")?,
        recorded_at: row.get("recorded_at")?,
        recorded_by: row.get("recorded_by_id")?,
        erased: row.get("erased")?,
    })
}

/// The sections of all records of an obligation.
pub async fn contents(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<ContentRow>> {
    tx.all(CONTENTS, &[&obligation], |row| {
        Ok(ContentRow {
            record: row.get("record_id")?,
            section: row.get("section")?,
            rating: row.get("rating")?,
            none_said: row.get("none_said")?,
            said: row.get("said")?,
        })
    })
    .await
}

/// The signatures under all records of an obligation, in order.
pub async fn signatures(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<SignatureRow>> {
    tx.all(SIGNATURES, &[&obligation], |row| {
        Ok(SignatureRow {
            id: row.get("id")?,
            record: row.get("record_id")?,
            signer: row.get("signer")?,
            person: row.get("person_id")?,
            relation: row.get("relation")?,
            kind: row.get("kind")?,
            text_hash: row.get("text_hash")?,
            signed_at: row.get("signed_at")?,
            strokes: row.get("strokes")?,
            name: row.get("name")?,
        })
    })
    .await
}

/// What customers raised in all records of an obligation, in order.
pub async fn matters(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<MatterRow>> {
    tx.all(MATTERS, &[&obligation], |row| {
        Ok(MatterRow {
            id: row.get("id")?,
            record: row.get("record_id")?,
            number: row.get("number")?,
            kind: row.get("kind")?,
            dissatisfaction: row.get("dissatisfaction")?,
            settled_at: row.get("settled_at")?,
            complaint: row.get("complaint_id")?,
            said: row.get("said")?,
            outcome: row.get("outcome")?,
            answer_by: row.get("answer_by")?,
            promise_owner: row.get("promise_owner")?,
            told_at: row.get("told_at")?,
            told_by: row.get("told_by_id")?,
            kept_at: row.get("kept_at")?,
            rectification_owner: row.get("rectification_owner")?,
            rectification_due: row.get("due")?,
            rectified_at: row.get("done_at")?,
        })
    })
    .await
}

/// The opinions on all records of an obligation, oldest first.
pub async fn reviews(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<ReviewRow>> {
    tx.all(REVIEWS, &[&obligation], |row| {
        Ok(ReviewRow {
            record: row.get("record_id")?,
            post: row.get("post")?,
            reviewer: row.get("reviewer_id")?,
            verdict: row.get("verdict")?,
            opinion: row.get("opinion")?,
            signed_name: row.get("signed_name")?,
            reviewed_at: row.get("reviewed_at")?,
            complaint: row.get("complaint_id")?,
        })
    })
    .await
}

/// The decisions on the records of an obligation.
pub async fn decisions(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<DecisionRow>> {
    tx.all(DECISIONS, &[&obligation], |row| {
        Ok(DecisionRow {
            record: row.get("record_id")?,
            post: row.get("post")?,
            decided_by: row.get("decided_by_id")?,
            opinion: row.get("opinion")?,
            signed_name: row.get("signed_name")?,
            decided_at: row.get("decided_at")?,
        })
    })
    .await
}

/// The rounds of an obligation, in order.
pub async fn rounds(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<RoundRow>> {
    tx.all(ROUNDS, &[&obligation], |row| {
        Ok(RoundRow {
            follow_up: row.get("id")?,
            round: row.get("round")?,
            not_before: row.get("not_before")?,
            due: row.get("due")?,
            channel: row.get("channel")?,
            state: row.get("state")?,
            record: row.get("record_id")?,
        })
    })
    .await
}
