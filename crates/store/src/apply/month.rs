use huiyin_domain::entry::facts::{
    PaperDecided, PaperDrafted, PaperRead, PaperReviewed, PaperSigned, TaskChanged, TaskChecked,
    TaskDone, TaskGiven,
};
use huiyin_domain::entry::{Entry, Word};
use huiyin_domain::{PaperId, PaperState, PersonId, TaskId, TaskState, Verdict};

use crate::{Result, Tx};

pub(super) async fn paper_drafted(tx: &mut Tx, entry: &Entry, facts: &PaperDrafted) -> Result<()> {
    const PAPER: &str = "insert into month_paper (id, site_id, kind, month, state, due, drafted_at) \
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing";
    const CASE: &str = "insert into paper_case (paper_id, number, sort, without_action) values ($1, $2, $3, 0) \
        on conflict (paper_id, number) do nothing";
    const EVENT: &str = "insert into paper_event (paper_id, number, event_id) values ($1, $2, $3) \
        on conflict (paper_id, number, event_id) do nothing";
    tx.execute(
        PAPER,
        &[
            &facts.paper,
            &facts.site,
            &facts.kind,
            &facts.month,
            &PaperState::Drafted,
            &facts.due,
            &entry.at,
        ],
    )
    .await?;
    for case in &facts.cases {
        tx.execute(CASE, &[&facts.paper, &case.number, &case.sort])
            .await?;
        for event in &case.events {
            tx.execute(EVENT, &[&facts.paper, &case.number, event])
                .await?;
        }
    }
    Ok(())
}

pub(super) async fn paper_signed(tx: &mut Tx, entry: &Entry, facts: &PaperSigned) -> Result<()> {
    const PAPER: &str =
        "update month_paper set state = $2, signed_at = $3, signed_by_id = $4 where id = $1";
    const OF_WHOLE: [Word; 3] = [Word::Problems, Word::Proposals, Word::LastMonth];
    tx.execute_one(
        PAPER,
        &[&facts.paper, &facts.state, &entry.at, &entry.actor],
    )
    .await?;
    for word in OF_WHOLE {
        let said = entry.said(&[word]);
        write(tx, facts.paper, (0, word), said.get(word), said.of()).await?;
    }
    // A cause of the whole stands under number 0.
    for number in facts.cases.iter().copied().chain([0]) {
        let said = entry.said_of(&[Word::Cause], number);
        let text = said.item(Word::Cause, number);
        write(tx, facts.paper, (number, Word::Cause), text, said.of()).await?;
    }
    step(tx, entry, facts.paper, facts.state).await
}

pub(super) async fn paper_reviewed(
    tx: &mut Tx,
    entry: &Entry,
    facts: &PaperReviewed,
) -> Result<()> {
    let state = match facts.verdict {
        Verdict::Accepted => PaperState::Accepted,
        Verdict::SentBack | Verdict::Nonconforming => PaperState::SentBack,
    };
    move_to(tx, facts.paper, state).await?;
    step(tx, entry, facts.paper, state).await
}

pub(super) async fn paper_decided(tx: &mut Tx, entry: &Entry, facts: &PaperDecided) -> Result<()> {
    const CASE: &str =
        "update paper_case set without_action = 1 where paper_id = $1 and number = $2";
    move_to(tx, facts.paper, PaperState::Decided).await?;
    for number in facts.without_action.iter().copied() {
        tx.execute_one(CASE, &[&facts.paper, &number]).await?;
        let said = entry.said_of(&[Word::Why], number);
        let text = said.item(Word::Why, number);
        write(tx, facts.paper, (number, Word::Why), text, said.of()).await?;
    }
    step(tx, entry, facts.paper, PaperState::Decided).await
}

pub(super) async fn paper_read(tx: &mut Tx, entry: &Entry, facts: &PaperRead) -> Result<()> {
    move_to(tx, facts.paper, PaperState::Read).await?;
    step(tx, entry, facts.paper, PaperState::Read).await
}

async fn move_to(tx: &mut Tx, paper: PaperId, state: PaperState) -> Result<()> {
    const PAPER: &str = "update month_paper set state = $2 where id = $1";
    tx.execute_one(PAPER, &[&paper, &state]).await
}

async fn write(
    tx: &mut Tx,
    paper: PaperId,
    (number, word): (u32, Word),
    text: Option<&str>,
    of: Option<PersonId>,
) -> Result<()> {
    const SQL: &str = "insert into paper_words (paper_id, number, word, said, words_of) values ($1, $2, $3, $4, $5) \
        on conflict (paper_id, number, word) do update set said = excluded.said, words_of = excluded.words_of";
    tx.execute_one(SQL, &[&paper, &number, &word.id(), &text, &of])
        .await
}

async fn step(tx: &mut Tx, entry: &Entry, paper: PaperId, state: PaperState) -> Result<()> {
    const SQL: &str = "insert into paper_step (paper_id, number, state, done_at, done_by_id, said, strokes, signed_name, \
        words_of) values ($1, (select count(*) + 1 from paper_step where paper_id = $1), $2, $3, $4, $5, $6, $7, $8)";
    let said = entry.said(&[Word::Opinion, Word::Strokes, Word::SignedName]);
    tx.execute_one(
        SQL,
        &[
            &paper,
            &state,
            &entry.at,
            &entry.actor,
            &said.get(Word::Opinion),
            &said.item(Word::Strokes, 1),
            &said.item(Word::SignedName, 1),
            &said.of(),
        ],
    )
    .await
}

pub(super) async fn task_given(tx: &mut Tx, entry: &Entry, facts: &TaskGiven) -> Result<()> {
    const SQL: &str = "insert into task (id, site_id, kind, paper_id, case_number, follows_id, state, owner_id, due, \
        given_at, given_by_id, correction, action, words_of) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let said = entry.said(&[Word::Correction, Word::Action]);
    tx.execute_one(
        SQL,
        &[
            &facts.task,
            &facts.site,
            &facts.kind,
            &facts.paper,
            &facts.case,
            &facts.follows,
            &TaskState::Open,
            &facts.owner,
            &facts.due,
            &entry.at,
            &entry.actor,
            &said.get(Word::Correction),
            &said.get(Word::Action),
            &said.of(),
        ],
    )
    .await
}

pub(super) async fn task_changed(tx: &mut Tx, entry: &Entry, facts: &TaskChanged) -> Result<()> {
    const SQL: &str = "update task set owner_id = $2, due = $3 where id = $1";
    const STEP: &str = "insert into task_step (task_id, number, state, done_at, done_by_id, said, words_of, owner_id, due) \
        values ($1, (select count(*) + 1 from task_step where task_id = $1), $2, $3, $4, $5, $6, $7, $8)";
    tx.execute_one(SQL, &[&facts.task, &facts.owner, &facts.due])
        .await?;
    let said = entry.said(&[Word::Why]);
    tx.execute_one(
        STEP,
        &[
            &facts.task,
            &TaskState::Open,
            &entry.at,
            &entry.actor,
            &said.get(Word::Why),
            &said.of(),
            &facts.owner,
            &facts.due,
        ],
    )
    .await
}

pub(super) async fn task_done(tx: &mut Tx, entry: &Entry, facts: &TaskDone) -> Result<()> {
    const SQL: &str = "update task set state = $2, done_on = $3, done_by_id = $4 where id = $1";
    let state = if facts.closes {
        TaskState::Closed
    } else {
        TaskState::Done
    };
    tx.execute_one(SQL, &[&facts.task, &state, &facts.done_on, &entry.actor])
        .await?;
    task_step(tx, entry, facts.task, (state, Word::Outcome)).await
}

pub(super) async fn task_checked(tx: &mut Tx, entry: &Entry, facts: &TaskChecked) -> Result<()> {
    const SQL: &str = "update task set state = $2 where id = $1";
    let state = if facts.effective {
        TaskState::Effective
    } else {
        TaskState::Ineffective
    };
    tx.execute_one(SQL, &[&facts.task, &state]).await?;
    task_step(tx, entry, facts.task, (state, Word::Opinion)).await
}

async fn task_step(
    tx: &mut Tx,
    entry: &Entry,
    task: TaskId,
    (state, word): (TaskState, Word),
) -> Result<()> {
    const SQL: &str = "insert into task_step (task_id, number, state, done_at, done_by_id, said, words_of) \
        values ($1, (select count(*) + 1 from task_step where task_id = $1), $2, $3, $4, $5, $6)";
    let said = entry.said(&[word]);
    tx.execute_one(
        SQL,
        &[
            &task,
            &state,
            &entry.at,
            &entry.actor,
            &said.get(word),
            &said.of(),
        ],
    )
    .await
}
