use huiyin_domain::entry::facts::{
    FollowUpLettered, LetterDrafted, LetterJudged, LetterPosted, LetterWithdrawn,
};
use huiyin_domain::entry::{Entry, FollowUpState, LetterSection, LetterState, LetterStep, Word};
use huiyin_domain::{Channel, LetterId, Verdict};

use super::events;
use super::records::refresh_done;
use crate::value::Bind;
use crate::{Result, Tx};

pub(super) async fn letter_drafted(
    tx: &mut Tx,
    entry: &Entry,
    facts: &LetterDrafted,
) -> Result<()> {
    const LETTER: &str = "insert into public_letter (id, site_id, year, number, version, state, category, kind, title, \
        salutation, matter, explanation, measures, next_steps, contact, words_of, drafted_at, drafted_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
        on conflict (id) do update set version = excluded.version, state = excluded.state, title = excluded.title, \
        salutation = excluded.salutation, matter = excluded.matter, explanation = excluded.explanation, \
        measures = excluded.measures, next_steps = excluded.next_steps, contact = excluded.contact, \
        words_of = excluded.words_of, drafted_at = excluded.drafted_at, drafted_by_id = excluded.drafted_by_id";
    const FORGET: &str = "delete from public_letter_answer where letter_id = $1";
    const ANSWERS: &str =
        "insert into public_letter_answer (letter_id, follow_up_id, event_id) values";
    let said = entry.said_of(&[Word::Body], LetterSection::Title);
    let body = LetterSection::ALL
        .iter()
        .map(|section| said.item(Word::Body, *section))
        .collect::<Vec<_>>();
    let of = said.of();
    let mut params: Vec<&dyn Bind> = vec![
        &facts.letter,
        &facts.site,
        &facts.number.year,
        &facts.number.number,
        &facts.version,
        &LetterState::Drafted,
        &facts.category,
        &facts.kind,
    ];
    params.extend(body.iter().map(|text| -> &dyn Bind { text }));
    params.extend::<[&dyn Bind; 3]>([&of, &entry.at, &entry.actor]);
    tx.execute_one(LETTER, &params).await?;
    tx.execute(FORGET, &[&facts.letter]).await?;
    let rows: Vec<[&dyn Bind; 3]> = facts
        .answers
        .iter()
        .map(|it| -> [&dyn Bind; 3] { [&facts.letter, &it.follow_up, &it.event] })
        .collect();
    tx.insert_rows(ANSWERS, &rows).await?;
    step(tx, entry, facts.letter, (LetterStep::Drafted, None)).await
}

pub(super) async fn letter_judged(tx: &mut Tx, entry: &Entry, facts: &LetterJudged) -> Result<()> {
    let (state, done) = if facts.approved {
        (LetterState::Approved, LetterStep::Approved)
    } else {
        (LetterState::SentBack, LetterStep::SentBack)
    };
    set_state(tx, facts.letter, state).await?;
    step(tx, entry, facts.letter, (done, Some(&facts.post))).await
}

pub(super) async fn letter_posted(tx: &mut Tx, entry: &Entry, facts: &LetterPosted) -> Result<()> {
    const SQL: &str = "update public_letter set place = $2, posted_from = $3, posted_until = $4, \
        posted_at = $5 where id = $1";
    let posted: [&dyn Bind; 5] = [
        &facts.letter,
        &facts.place,
        &facts.from,
        &facts.until,
        &entry.at,
    ];
    tx.execute_one(SQL, &posted).await?;
    set_state(tx, facts.letter, LetterState::Posted).await?;
    step(tx, entry, facts.letter, (LetterStep::Posted, None)).await
}

pub(super) async fn letter_withdrawn(
    tx: &mut Tx,
    entry: &Entry,
    facts: &LetterWithdrawn,
) -> Result<()> {
    set_state(tx, facts.letter, LetterState::Withdrawn).await?;
    step(tx, entry, facts.letter, (LetterStep::Withdrawn, None)).await
}

pub(super) async fn follow_up_lettered(
    tx: &mut Tx,
    entry: &Entry,
    facts: &FollowUpLettered,
) -> Result<()> {
    const RECORD: &str = "insert into record (id, follow_up_id, obligation_id, event_id, site_id, version, visited_at, \
        visited_on, channel, refused, lateness_words, words_of, text_hash, completes, in_time, recorded_at, recorded_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    const REVIEW: &str = "insert into review (id, record_id, post, reviewer_id, verdict, last_needed, reviewed_at) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    const FOLLOW_UP: &str =
        "update follow_up set state = $2, record_id = $3, version = version + 1 where id = $1";
    const ANSWER: &str =
        "update public_letter_answer set record_id = $3 where letter_id = $1 and follow_up_id = $2";
    let said = entry.said(&[Word::Lateness]);
    events::lock(tx, facts.event).await?;
    let record: [&dyn Bind; 17] = [
        &facts.record,
        &facts.follow_up,
        &facts.obligation,
        &facts.event,
        &facts.site,
        &facts.version,
        &facts.posted_at,
        &facts.posted_on,
        &Channel::PublicLetter,
        &false,
        &said.get(Word::Lateness),
        &said.of(),
        &facts.text_hash,
        &facts.counted.completes,
        &facts.counted.in_time,
        &entry.at,
        &entry.actor,
    ];
    tx.execute_one(RECORD, &record).await?;
    let review: [&dyn Bind; 7] = [
        &facts.review,
        &facts.record,
        &facts.post,
        &facts.approved_by,
        &Verdict::Accepted,
        &true,
        &facts.approved_at,
    ];
    tx.execute_one(REVIEW, &review).await?;
    let accepted: [&dyn Bind; 3] = [&facts.follow_up, &FollowUpState::Accepted, &facts.record];
    tx.execute_one(FOLLOW_UP, &accepted).await?;
    tx.execute_one(ANSWER, &[&facts.letter, &facts.follow_up, &facts.record])
        .await?;
    refresh_done(tx, facts.obligation).await?;
    events::refresh_due(tx, facts.event, entry.at).await
}

async fn set_state(tx: &mut Tx, letter: LetterId, state: LetterState) -> Result<()> {
    const SQL: &str = "update public_letter set state = $2 where id = $1";
    tx.execute_one(SQL, &[&letter, &state]).await
}

async fn step(
    tx: &mut Tx,
    entry: &Entry,
    letter: LetterId,
    (step, post): (LetterStep, Option<&String>),
) -> Result<()> {
    const SQL: &str = "insert into public_letter_step (letter_id, number, step, done_at, done_by_id, post, said, words_of) \
        values ($1, (select count(*) + 1 from public_letter_step where letter_id = $1), $2, $3, $4, $5, $6, $7)";
    let said = entry.said(&[Word::Opinion, Word::Why]);
    let words = said.get(Word::Opinion).or(said.get(Word::Why));
    let post = post.map(String::as_str);
    let params: [&dyn Bind; 7] = [
        &letter,
        &step,
        &entry.at,
        &entry.actor,
        &post,
        &words,
        &said.of(),
    ];
    tx.execute_one(SQL, &params).await
}
