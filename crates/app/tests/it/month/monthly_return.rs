use huiyin_app::month::{PaperStep, ReadReturn};
use huiyin_app::{Fault, Refusal};
use huiyin_domain::entry::Word;
use huiyin_domain::{PaperKind, PaperState, TaskKind, TaskState, Topic};
use huiyin_testkit::on_both;

use super::*;
use crate::estate_at_work::{faults, refusal};
use crate::path::{Path, day};

fn written() -> WrittenPaper {
    WrittenPaper {
        causes: vec![(0, "巡查班次不足".to_owned())],
        problems: "電梯投訴增加".to_owned(),
        proposals: "增加夜班巡查".to_owned(),
        last_month: "上月各項已辦".to_owned(),
    }
}

async fn read(
    path: &Path<'_>,
    asker: &Asker,
    paper: PaperId,
    note: Option<GiveTask>,
) -> Result<(), Error> {
    let input = ReadReturn { paper, note };
    path.app.read_return(asker, new(), input).await
}

/// A return that reached the leaders.
pub(crate) async fn delivered(path: &Path<'_>) {
    path.app.clock().move_by_seconds(16 * DAY);
    advance(path).await;
    close_march(path).await;
    let march = paper_of_march(path).await.id;
    let signed = sign(path, &path.planner(), march, written()).await;
    signed.expect("signed");
}

// Shows kehu 11.2.4 11.3.2 monthly_return.
#[tokio::test]
async fn a_return_rests_on_the_closed_month_and_reaches_the_leaders() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        path.hand_in(path.record(made, &case)).await.expect("taken");
        path.app.clock().move_by_seconds(16 * DAY);
        advance(&path).await;
        let row = paper_of_march(&path).await;
        assert_eq!(
            (row.kind, row.due),
            (PaperKind::Return, Some(day("2026-04-06")))
        );
        let (director, leader) = (path.planner(), path.asker("company_leader"));
        let open = sign(&path, &director, row.id, written()).await;
        assert_eq!(refusal(&open.expect_err("not closed")), &Refusal::MonthOpen);
        close_march(&path).await;

        let visitor = sign(&path, &path.visitor(), row.id, written()).await;
        assert!(
            matches!(visitor, Err(Error::Forbidden { .. })),
            "{visitor:?}"
        );
        let empty = sign(&path, &director, row.id, WrittenPaper::default()).await;
        let missing = ["problems", "cause", "proposals", "last_month"];
        let missing = missing.map(|field| (field, Fault::Missing));
        assert_eq!(faults(&empty.expect_err("nothing written")), missing);
        let early = read(&path, &leader, row.id, None).await;
        assert_eq!(refusal(&early.expect_err("a draft")), &Refusal::PaperState);
        sign(&path, &director, row.id, written())
            .await
            .expect("signed");
        let again = sign(&path, &director, row.id, written()).await;
        assert_eq!(refusal(&again.expect_err("signed")), &Refusal::PaperState);

        assert!(
            topics(&path, &leader)
                .await
                .contains(&Topic::ReturnDelivered)
        );
        let desk = path
            .app
            .desk(&leader, path.estate.site)
            .await
            .expect("a desk");
        assert_eq!(desk.waiting.returns, 1);
        let shown = page(&path, &leader, row.id).await;
        assert_eq!(shown.line.row.state, PaperState::Delivered);
        assert_eq!(shown.next, Some(PaperStep::Read));
        assert_eq!(shown.visits.len(), 1);
        let problems = shown.said(Word::Problems, 0);
        assert_eq!(
            problems.map(|it| it.reveal().as_str()),
            Some("電梯投訴增加")
        );
        assert!(shown.last.is_none(), "nothing was drafted for February");

        // A visit that comes later changes the month, not the return.
        path.released(&case).await;
        let later = page(&path, &leader, row.id).await.figures;
        assert_eq!(later.this, shown.figures.this);
        assert!(!later.later.is_empty());
        a_note_becomes_a_task(&path, row.id).await;
    })
    .await;
}

async fn a_note_becomes_a_task(path: &Path<'_>, paper: PaperId) {
    let (director, leader) = (path.planner(), path.asker("company_leader"));
    let patrol = path.visitor();
    let foreign = read(path, &director, paper, None).await;
    assert!(
        matches!(foreign, Err(Error::Forbidden { .. })),
        "{foreign:?}"
    );
    let blank = read(path, &leader, paper, Some(GiveTask::default())).await;
    let missing = ["action", "owner", "due"].map(|field| (field, Fault::Missing));
    assert_eq!(faults(&blank.expect_err("blank")), missing);
    let note = Some(to_do(&patrol, "2026-04-10"));
    read(path, &leader, paper, note).await.expect("a note");
    let only_read = read(path, &leader, paper, None).await;
    assert_eq!(refusal(&only_read.expect_err("read")), &Refusal::PaperState);
    let more = Some(to_do(&director, "2026-04-30"));
    read(path, &leader, paper, more)
        .await
        .expect("another note");
    let shown = page(path, &leader, paper).await;
    assert_eq!(shown.line.row.state, PaperState::Read);
    let notes: Vec<_> = shown
        .notes
        .iter()
        .map(|it| (it.row.kind, it.row.state))
        .collect();
    assert_eq!(notes, [(TaskKind::Leader, TaskState::Open); 2]);
    let desk = path
        .app
        .desk(&patrol, path.estate.site)
        .await
        .expect("a desk");
    assert_eq!(desk.waiting.tasks, 1);
    let desk = path
        .app
        .desk(&leader, path.estate.site)
        .await
        .expect("a desk");
    assert_eq!(desk.waiting.returns, 0, "read");

    let done = |task| huiyin_app::month::FinishTask {
        task,
        done_on: "2026-04-01".to_owned(),
        outcome: "夜班加派一人".to_owned(),
    };
    let task = shown
        .notes
        .iter()
        .find(|it| Some(it.row.owner) == patrol.person);
    let task = task.expect("the patrol's").row.id;
    let finished = path.app.finish_task(&patrol, new(), done(task)).await;
    finished.expect("done");
    let task = path.app.task(&patrol, task).await.expect("the task");
    assert_eq!(task.line.row.state, TaskState::Closed, "nobody checks it");
    assert_eq!(task.may, None);
    let ledger = path.app.ledger(&director, path.estate.site).await;
    assert_eq!(
        ledger.expect("the ledger").tasks.len(),
        1,
        "the other is open"
    );
}

#[tokio::test]
async fn the_next_return_shows_what_the_last_proposed() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        path.app.clock().move_by_seconds(16 * DAY);
        advance(&path).await;
        let march = paper_of_march(&path).await.id;
        close_march(&path).await;
        let director = path.planner();
        sign(&path, &director, march, written())
            .await
            .expect("signed");
        // To the last of April.
        path.app.clock().move_by_seconds(29 * DAY);
        advance(&path).await;
        let papers = path.app.month_page(&director, path.estate.site).await;
        let april = papers.expect("the papers").papers[0].row;
        assert_eq!(april.month.to_string(), "2026-04");
        let last = page(&path, &director, april.id)
            .await
            .last
            .expect("March's");
        assert_eq!(last.row.id, march);
        let proposals = last.proposals.map(|it| it.reveal().clone());
        assert_eq!(proposals.as_deref(), Some("增加夜班巡查"));
    })
    .await;
}
