//! Public letters (公開信): what waits for one, what each answers, and what was done to it.

use huiyin_domain::entry::{FollowUpState, LetterSection, LetterState, LetterStep};
use huiyin_domain::{
    AttachmentId, BatchId, Category, Day, EventId, FollowUpId, Instant, LetterId, ObligationId,
    PersonId, Personal, RecordId, ScopeId, Severity, UnitId,
};

use crate::imports::listed;
use crate::row::Row;
use crate::{Result, Tx};

/// A follow-up that a letter may answer, or why it may not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerableRow {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// Its event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// Year and number by which people call the event.
    pub number: (i32, u32),
    /// The event's category.
    pub category: Category,
    /// Its matter.
    pub kind: Option<String>,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// Whether it is confidential.
    pub confidential: bool,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// The home, where it is a known one.
    pub unit_id: Option<UnitId>,
    /// The home in words.
    pub unit: Option<String>,
    /// How far the follow-up is.
    pub state: FollowUpState,
    /// The last day in time.
    pub due: Day,
    /// The first day of the obligation's window.
    pub window_from: Day,
    /// The last day of the obligation's window.
    pub window_to: Day,
    /// The working limit of a pick that came too late for the window.
    pub working_limit: Option<Day>,
    /// Since when people may know of it.
    pub shown_from: Option<Instant>,
    /// Whether the customer was promised an answer that is not given yet.
    pub promised: bool,
    /// A letter on its way that is to answer it.
    pub letter: Option<LetterId>,
    /// The record by which a letter that was put up answered it.
    pub record: Option<RecordId>,
}

impl AnswerableRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            follow_up: row.get("id")?,
            obligation: row.get("obligation_id")?,
            event: row.get("event_id")?,
            site: row.get("site_id")?,
            number: (row.get("year")?, row.get("number")?),
            category: row.get("category")?,
            kind: row.get("kind")?,
            severity: row.get("severity")?,
            confidential: row.get("confidential")?,
            summary: row.get("summary")?,
            unit_id: row.get("unit_id")?,
            unit: row.get("unit_code")?,
            state: row.get("state")?,
            due: row.get("due")?,
            window_from: row.get("window_from")?,
            window_to: row.get("window_to")?,
            working_limit: row.get("working_limit")?,
            shown_from: row.get("shown_from")?,
            promised: row.get("promised")?,
            letter: row.get("letter_id")?,
            record: row.get("letter_record_id")?,
        })
    }
}

/// A letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LetterRow {
    /// The letter.
    pub id: LetterId,
    /// Its site.
    pub site: ScopeId,
    /// Year and number.
    pub number: (i32, u32),
    /// Which draft it is.
    pub version: u32,
    /// How far it is.
    pub state: LetterState,
    /// The category of what it answers.
    pub category: Category,
    /// The matter.
    pub kind: String,
    /// Its text, in the order of [`LetterSection::ALL`].
    pub body: Vec<Option<Personal<String>>>,
    /// When it was drafted last.
    pub drafted_at: Instant,
    /// By whom.
    pub drafted_by: Option<PersonId>,
    /// Where it hangs.
    pub place: Option<String>,
    /// The first and the last day on which it hangs.
    pub posted: Option<(Day, Day)>,
    /// How many follow-ups it is to answer.
    pub answers: u64,
}

impl LetterRow {
    /// The text of a section.
    pub fn text(&self, section: LetterSection) -> &str {
        let at = LetterSection::ALL.iter().position(|it| *it == section);
        let text = at.and_then(|at| self.body.get(at)?.as_ref());
        text.map_or("", |text| text.reveal().as_str())
    }

    fn read(row: &Row) -> Result<Self> {
        let from: Option<Day> = row.get("posted_from")?;
        let until: Option<Day> = row.get("posted_until")?;
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            number: (row.get("year")?, row.get("number")?),
            version: row.get("version")?,
            state: row.get("state")?,
            category: row.get("category")?,
            kind: row.get("kind")?,
            body: vec![
                row.get("title")?,
                row.get("salutation")?,
                row.get("matter")?,
                row.get("explanation")?,
                row.get("measures")?,
                row.get("next_steps")?,
                row.get("contact")?,
            ],
            drafted_at: row.get("drafted_at")?,
            drafted_by: row.get("drafted_by_id")?,
            place: row.get("place")?,
            posted: from.zip(until),
            answers: row.get("answers")?,
        })
    }
}

/// Something that was done to a letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LetterStepRow {
    /// What.
    pub step: LetterStep,
    /// When.
    pub done_at: Instant,
    /// Who did it.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// The post in which they did.
    pub post: Option<String>,
    /// The opinion or the reason.
    pub said: Option<Personal<String>>,
}

/// A photo of a letter as it hangs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LetterPhotoRow {
    /// The letter.
    pub letter: LetterId,
    /// The photo.
    pub attachment: AttachmentId,
    /// Its media type.
    pub media_type: String,
    /// Its name; none when it was erased.
    pub file_name: Option<Personal<String>>,
    /// When it was added.
    pub added_at: Instant,
    /// The name of who added it.
    pub added_by: Option<Personal<String>>,
}

macro_rules! answerable {
    ($rest:literal) => {
        concat!(
            "select f.id, f.obligation_id, f.event_id, f.site_id, e.year, e.number, e.category, e.kind, e.severity, \
             e.confidential, e.summary, e.unit_id, coalesce(u.code, e.unit_given) as unit_code, f.state, f.due, \
             o.not_before as window_from, o.due as window_to, o.working_limit, o.shown_from, \
             case when exists (select 1 from matter m join promise p on p.matter_id = m.id where m.event_id = e.id \
             and p.kept_at is null) then 1 else 0 end as promised, \
             (select a.letter_id from public_letter_answer a join public_letter l on l.id = a.letter_id \
             where a.follow_up_id = f.id and l.state in ('drafted', 'sent_back', 'approved') \
             order by l.year, l.number limit 1) as letter_id, \
             (select a.record_id from public_letter_answer a where a.follow_up_id = f.id and a.record_id is not null limit 1) \
             as letter_record_id \
             from follow_up f join obligation o on o.id = f.obligation_id join event e on e.id = f.event_id \
             left join unit u on u.id = e.unit_id ",
            $rest
        )
    };
}

macro_rules! letters {
    ($rest:literal) => {
        concat!(
            "select l.id, l.site_id, l.year, l.number, l.version, l.state, l.category, l.kind, l.title, l.salutation, \
             l.matter, l.explanation, l.measures, l.next_steps, l.contact, l.drafted_at, l.drafted_by_id, l.place, \
             l.posted_from, l.posted_until, \
             (select count(*) from public_letter_answer a where a.letter_id = l.id) as answers \
             from public_letter l ",
            $rest
        )
    };
}

const OPEN: &str = answerable!(
    "where f.site_id = $1 and f.state in ('planned', 'released', 'taken') and coalesce(o.shown_from, 0) <= $2 \
     and o.voided_at is null and e.kind is not null and e.confidential = 0 and e.merged_into_id is null \
     and e.category not in ('activity', 'publication', 'festival') order by e.category, e.kind, f.due, f.id"
);
const OF_LETTER: &str = answerable!(
    "join public_letter_answer x on x.follow_up_id = f.id where x.letter_id = $1 order by e.year, e.number, f.id"
);
const ANY: &str = answerable!("where f.id in");
const LETTERS: &str = letters!("where l.site_id = $1 order by l.year desc, l.number desc limit $2");
const LETTER: &str = letters!("where l.id = $1");
const OF_BATCH: &str = letters!(
    "where l.id in (select a.letter_id from public_letter_answer a join record r on r.id = a.record_id \
     where r.batch_id = $1) order by l.year, l.number"
);
const OF_OBLIGATION: &str = letters!(
    "where l.id in (select a.letter_id from public_letter_answer a join record r on r.id = a.record_id \
     where r.obligation_id = $1) order by l.year, l.number limit 1"
);
const STEPS: &str = "select s.step, s.done_at, s.done_by_id, p.name, s.post, s.said from public_letter_step s \
    left join person p on p.id = s.done_by_id where s.letter_id = $1 order by s.number";
const PHOTOS: &str = "select a.letter_id, a.id, a.media_type, a.file_name, a.added_at, p.name from attachment a \
    left join person p on p.id = a.added_by_id where a.letter_id in";
const LAST: &str =
    "select coalesce(max(number), 0) as last from public_letter where site_id = $1 and year = $2";

/// The open follow-ups of a site that have a matter and are shown by `now`; confidential ones and those of lists left out.
pub async fn open_matters(tx: &mut Tx, site: ScopeId, now: Instant) -> Result<Vec<AnswerableRow>> {
    tx.all(OPEN, &[&site, &now], AnswerableRow::read).await
}

/// Follow-ups by their ids, whatever their state.
pub async fn answerable(tx: &mut Tx, ids: &[FollowUpId]) -> Result<Vec<AnswerableRow>> {
    listed(tx, ANY, &[], ids, AnswerableRow::read).await
}

/// What a letter is to answer, or has answered, by the numbers of the events.
pub async fn answers(tx: &mut Tx, letter: LetterId) -> Result<Vec<AnswerableRow>> {
    tx.all(OF_LETTER, &[&letter], AnswerableRow::read).await
}

/// The letters of a site, the latest first, at most `limit`.
pub async fn letters(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<LetterRow>> {
    tx.all(LETTERS, &[&site, &limit], LetterRow::read).await
}

/// The letters that are archived with a batch: those that answered one of its records.
pub async fn letters_of_batch(tx: &mut Tx, batch: BatchId) -> Result<Vec<LetterRow>> {
    tx.all(OF_BATCH, &[&batch], LetterRow::read).await
}

/// The letter that made a follow-up of an obligation.
pub async fn letter_of_obligation(
    tx: &mut Tx,
    obligation: ObligationId,
) -> Result<Option<LetterRow>> {
    tx.optional(OF_OBLIGATION, &[&obligation], LetterRow::read)
        .await
}

/// A letter.
pub async fn letter(tx: &mut Tx, id: LetterId) -> Result<Option<LetterRow>> {
    tx.optional(LETTER, &[&id], LetterRow::read).await
}

/// What was done to a letter, in order.
pub async fn steps(tx: &mut Tx, id: LetterId) -> Result<Vec<LetterStepRow>> {
    tx.all(STEPS, &[&id], |row| {
        Ok(LetterStepRow {
            step: row.get("step")?,
            done_at: row.get("done_at")?,
            person: row.get("done_by_id")?,
            name: row.get("name")?,
            post: row.get("post")?,
            said: row.get("said")?,
        })
    })
    .await
}

/// The photos of some letters, in the order in which they were added.
pub async fn photos(tx: &mut Tx, letters: &[LetterId]) -> Result<Vec<LetterPhotoRow>> {
    let mut photos = listed(tx, PHOTOS, &[], letters, |row| {
        Ok(LetterPhotoRow {
            letter: row.get("letter_id")?,
            attachment: row.get("id")?,
            media_type: row.get("media_type")?,
            file_name: row.get("file_name")?,
            added_at: row.get("added_at")?,
            added_by: row.get("name")?,
        })
    })
    .await?;
    photos.sort_by_key(|it| (it.added_at, it.attachment));
    Ok(photos)
}

/// The last number that was given to a letter of a site in a year; 0 before the first.
pub async fn last_number(tx: &mut Tx, site: ScopeId, year: i32) -> Result<u32> {
    tx.one(LAST, &[&site, &year], |row| row.get("last")).await
}

/// The letters that answer an event with an obligation due from one day to another, by number; those that were given up
/// are left out.
pub async fn due_in(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
) -> Result<Vec<LetterId>> {
    const SQL: &str = "select l.id from public_letter l where l.site_id = $1 and l.state <> 'withdrawn' \
        and exists (select 1 from public_letter_answer a join obligation o on o.event_id = a.event_id \
        where a.letter_id = l.id and o.due >= $2 and o.due <= $3) order by l.year, l.number";
    tx.all(SQL, &[&site, &first, &last], |row| row.get("id"))
        .await
}
