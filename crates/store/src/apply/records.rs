use huiyin_domain::entry::facts::{
    MatterSettled, NonconformingDecided, RaisedMatter, RecordFile, RecordReviewed, RecordSection,
    RecordSignature, VisitRecorded, VisitsCarried,
};
use huiyin_domain::entry::{Entry, FollowUpState, Word};
use huiyin_domain::{ObligationId, RecordId, Step};

use super::events;
use crate::value::Bind;
use crate::{Result, Tx};

/// What the customer and the visitors said; given and erased together.
const RECORD_WORDS: &[Word] = &[
    Word::Respondent,
    Word::Said,
    Word::SiteCheck,
    Word::Refusal,
    Word::ChannelReason,
    Word::Lateness,
];

pub(super) async fn visit_recorded(
    tx: &mut Tx,
    entry: &Entry,
    facts: &VisitRecorded,
) -> Result<()> {
    const FOLLOW_UP: &str =
        "update follow_up set state = $2, record_id = $3, version = version + 1 where id = $1";
    events::lock(tx, facts.event).await?;
    insert_record(tx, entry, facts).await?;
    insert_contents(tx, entry, facts.record, &facts.sections).await?;
    insert_signatures(tx, entry, facts.record, &facts.signatures).await?;
    for matter in &facts.matters {
        insert_matter(tx, entry, facts, matter).await?;
    }
    insert_files(tx, facts.record, &facts.files).await?;
    tx.execute_one(
        FOLLOW_UP,
        &[&facts.follow_up, &FollowUpState::Recorded, &facts.record],
    )
    .await?;
    refresh_done(tx, facts.obligation).await?;
    events::refresh_due(tx, facts.event, entry.at).await
}

async fn insert_files(tx: &mut Tx, record: RecordId, files: &[RecordFile]) -> Result<()> {
    const SQL: &str = "insert into record_attachment (record_id, number, attachment_id, shows, matter_number) \
        values ($1, $2, $3, $4, $5)";
    for (number, file) in (1_i64..).zip(files) {
        let values: [&dyn Bind; 5] = [
            &record,
            &number,
            &file.attachment,
            &file.shows,
            &file.matter,
        ];
        tx.execute_one(SQL, &values).await?;
    }
    Ok(())
}

async fn insert_record(tx: &mut Tx, entry: &Entry, facts: &VisitRecorded) -> Result<()> {
    const SQL: &str = "insert into record (id, follow_up_id, obligation_id, event_id, site_id, version, visited_at, \
        visited_on, channel, respondent_id, relation, respondent_words, rating, solved, site_check, site_check_words, \
        refused, refusal_words, channel_words, witness_id, lateness_words, words_of, text_hash, completes, in_time, \
        recorded_at, recorded_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
        $23, $24, $25, $26, $27)";
    let said = entry.said(RECORD_WORDS);
    tx.execute_one(
        SQL,
        &[
            &facts.record,
            &facts.follow_up,
            &facts.obligation,
            &facts.event,
            &facts.site,
            &facts.version,
            &facts.visited_at,
            &facts.visited_on,
            &facts.channel,
            &facts.respondent,
            &facts.relation,
            &said.get(Word::Respondent),
            &facts.rating,
            &facts.solved,
            &facts.site_check,
            &said.get(Word::SiteCheck),
            &facts.refused,
            &said.get(Word::Refusal),
            &said.get(Word::ChannelReason),
            &facts.witness,
            &said.get(Word::Lateness),
            &said.of(),
            &facts.text_hash,
            &facts.counted.completes,
            &facts.counted.in_time,
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}

async fn insert_contents(
    tx: &mut Tx,
    entry: &Entry,
    record: RecordId,
    sections: &[RecordSection],
) -> Result<()> {
    const SQL: &str =
        "insert into record_content (record_id, section, rating, none_said, said) values";
    let said = entry.said(RECORD_WORDS);
    let texts: Vec<_> = sections
        .iter()
        .map(|section| (section, said.item(Word::Said, section.section)))
        .collect();
    let rows: Vec<[&dyn Bind; 5]> = texts
        .iter()
        .map(|(section, text)| -> [&dyn Bind; 5] {
            [
                &record,
                &section.section,
                &section.rating,
                &section.none,
                text,
            ]
        })
        .collect();
    tx.insert_rows(SQL, &rows).await
}

async fn insert_signatures(
    tx: &mut Tx,
    entry: &Entry,
    record: RecordId,
    signatures: &[RecordSignature],
) -> Result<()> {
    const SQL: &str = "insert into signature (id, record_id, number, signer, person_id, relation, kind, paper_id, \
        text_hash, signed_at, strokes, signed_name, words_of) values";
    let drawn: Vec<_> = signatures
        .iter()
        .map(|signature| {
            let said = entry.said_of(&[Word::Strokes, Word::SignedName], signature.number);
            (
                signature,
                said.item(Word::Strokes, signature.number),
                said.item(Word::SignedName, signature.number),
                said.of(),
            )
        })
        .collect();
    let rows: Vec<[&dyn Bind; 13]> = drawn
        .iter()
        .map(|(signature, strokes, name, of)| -> [&dyn Bind; 13] {
            [
                &signature.signature,
                &record,
                &signature.number,
                &signature.signer,
                &signature.person,
                &signature.relation,
                &signature.kind,
                &signature.paper,
                &signature.text_hash,
                &signature.signed_at,
                strokes,
                name,
                of,
            ]
        })
        .collect();
    tx.insert_rows(SQL, &rows).await
}

async fn insert_matter(
    tx: &mut Tx,
    entry: &Entry,
    facts: &VisitRecorded,
    matter: &RaisedMatter,
) -> Result<()> {
    const MATTER: &str = "insert into matter (id, record_id, event_id, site_id, number, kind, dissatisfaction, \
        settled_at, complaint_id, said, outcome, words_of, raised_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    const PROMISE: &str = "insert into promise (id, matter_id, answer_by, owner_id, told_at, told_by_id) \
        values ($1, $2, $3, $4, $5, $6)";
    const RECTIFICATION: &str =
        "insert into rectification (id, matter_id, owner_id, due) values ($1, $2, $3, $4)";
    let said = entry.said_of(&[Word::Matter, Word::Outcome], matter.number);
    let settled_at = matter.settled.then_some(facts.visited_at);
    tx.execute_one(
        MATTER,
        &[
            &matter.matter,
            &facts.record,
            &facts.event,
            &facts.site,
            &matter.number,
            &matter.kind,
            &matter.dissatisfaction,
            &settled_at,
            &matter.event,
            &said.item(Word::Matter, matter.number),
            &said.item(Word::Outcome, matter.number),
            &said.of(),
            &facts.visited_at,
        ],
    )
    .await?;
    if let Some(promised) = &matter.promised {
        tx.execute_one(
            PROMISE,
            &[
                &promised.promise,
                &matter.matter,
                &promised.answer_by,
                &promised.owner,
                &promised.told_at,
                &promised.told_by,
            ],
        )
        .await?;
    }
    if let Some(rectified) = &matter.rectified {
        tx.execute_one(
            RECTIFICATION,
            &[
                &rectified.rectification,
                &matter.matter,
                &rectified.owner,
                &rectified.due,
            ],
        )
        .await?;
    }
    Ok(())
}

pub(super) async fn visits_carried(
    tx: &mut Tx,
    entry: &Entry,
    facts: &VisitsCarried,
) -> Result<()> {
    const FOLLOW_UPS: &str = "update follow_up set obligation_id = $2 where obligation_id = $1 and record_id is not null";
    const RECORDS: &str = "update record set obligation_id = $2 where obligation_id = $1";
    const COUNTED: &str = "update record set completes = $2, in_time = $3 where id = $1";
    events::lock(tx, facts.event).await?;
    tx.execute(FOLLOW_UPS, &[&facts.from, &facts.to]).await?;
    tx.execute(RECORDS, &[&facts.from, &facts.to]).await?;
    for carried in &facts.records {
        tx.execute_one(
            COUNTED,
            &[
                &carried.record,
                &carried.counted.completes,
                &carried.counted.in_time,
            ],
        )
        .await?;
    }
    refresh_done(tx, facts.from).await?;
    refresh_done(tx, facts.to).await?;
    events::refresh_due(tx, facts.event, entry.at).await
}

pub(super) async fn record_reviewed(
    tx: &mut Tx,
    entry: &Entry,
    facts: &RecordReviewed,
) -> Result<()> {
    const REVIEW: &str = "insert into review (id, record_id, post, reviewer_id, verdict, last_needed, opinion, \
        signed_name, words_of, reviewed_at, complaint_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    const FOLLOW_UP: &str = "update follow_up set state = $2, version = version + 1 where id = $1";
    let said = entry.said(&[Word::Opinion, Word::SignedName]);
    events::lock(tx, facts.event).await?;
    tx.execute_one(
        REVIEW,
        &[
            &facts.review,
            &facts.record,
            &facts.post,
            &entry.actor,
            &facts.verdict,
            &facts.last,
            &said.get(Word::Opinion),
            &said.item(Word::SignedName, 1),
            &said.of(),
            &entry.at,
            &facts.complaint,
        ],
    )
    .await?;
    let step = Step::Review {
        verdict: facts.verdict,
        last: facts.last,
    };
    if let Some(state) = step.leads_to() {
        tx.execute_one(FOLLOW_UP, &[&facts.follow_up, &state])
            .await?;
    }
    refresh_done(tx, facts.obligation).await?;
    events::refresh_due(tx, facts.event, entry.at).await
}

pub(super) async fn nonconforming_decided(
    tx: &mut Tx,
    entry: &Entry,
    facts: &NonconformingDecided,
) -> Result<()> {
    const SQL: &str = "insert into nonconforming_decision \
        (record_id, post, decided_at, decided_by_id, opinion, signed_name, words_of) values ($1, $2, $3, $4, $5, $6, $7)";
    let said = entry.said(&[Word::Opinion, Word::SignedName]);
    tx.execute_one(
        SQL,
        &[
            &facts.record,
            &facts.post,
            &entry.at,
            &entry.actor,
            &said.get(Word::Opinion),
            &said.item(Word::SignedName, 1),
            &said.of(),
        ],
    )
    .await
}

pub(super) async fn matter_settled(
    tx: &mut Tx,
    entry: &Entry,
    facts: &MatterSettled,
) -> Result<()> {
    const SETTLEMENT: &str = "insert into settlement (matter_id, settled_at, settled_by_id, outcome, words_of) \
        values ($1, $2, $3, $4, $5)";
    const MATTER: &str = "update matter set settled_at = $2 where id = $1";
    const PROMISE: &str = "update promise set kept_at = $2 where matter_id = $1";
    const RECTIFICATION: &str = "update rectification set done_at = $2 where matter_id = $1";
    let said = entry.said_of(&[Word::Outcome], 1);
    events::lock(tx, facts.event).await?;
    tx.execute_one(
        SETTLEMENT,
        &[
            &facts.matter,
            &entry.at,
            &entry.actor,
            &said.item(Word::Outcome, 1_u32),
            &said.of(),
        ],
    )
    .await?;
    tx.execute_one(MATTER, &[&facts.matter, &entry.at]).await?;
    tx.execute(PROMISE, &[&facts.matter, &entry.at]).await?;
    tx.execute(RECTIFICATION, &[&facts.matter, &entry.at])
        .await?;
    Ok(())
}

/// Brings an obligation to the first follow-up that completes it; a record sent back completes nothing.
pub(super) async fn refresh_done(tx: &mut Tx, obligation: ObligationId) -> Result<()> {
    const SQL: &str = "update obligation set (done_on, done_channel, done_in_time, done_rating) = \
        (select r.visited_on, r.channel, r.in_time, r.rating from follow_up f join record r on r.id = f.record_id \
        where f.obligation_id = $1 and r.completes = 1 and f.state in ('recorded', 'accepted', 'nonconforming') \
        order by r.visited_on, f.round limit 1) where id = $1";
    tx.execute_one(SQL, &[&obligation]).await
}
