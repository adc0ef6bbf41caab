use huiyin_app::month::{ChangeTask, CheckTask, FinishTask, MayTask};
use huiyin_app::posts::Leave;
use huiyin_app::{Fault, Refusal};
use huiyin_domain::{TaskId, TaskState, Topic, Verdict};
use huiyin_testkit::on_both;

use super::*;
use crate::estate_at_work::{faults, refusal};
use crate::path::Path;

/// A corrective action of the officer's, due on 20 April; it is 1 April.
async fn action(path: &Path<'_>) -> TaskId {
    nonconforming(path).await;
    path.app.clock().move_by_seconds(16 * DAY);
    advance(path).await;
    let [officer, supervisor, manager] = people(path);
    let id = paper_of_march(path).await.id;
    let shown = page(path, &officer, id).await;
    sign(path, &officer, id, causes(&shown))
        .await
        .expect("signed");
    let accepted = (Some(Verdict::Accepted), "屬實");
    review(path, &supervisor, id, accepted)
        .await
        .expect("reviewed");
    let task = corrective(1, to_do(&officer, "2026-04-20"));
    decide(path, &manager, id, vec![task])
        .await
        .expect("decided");
    page(path, &manager, id).await.cases[0].tasks[0].row.id
}

async fn finish(
    path: &Path<'_>,
    asker: &Asker,
    task: TaskId,
    (done_on, outcome): (&str, &str),
) -> Result<(), Error> {
    let input = FinishTask {
        task,
        done_on: done_on.to_owned(),
        outcome: outcome.to_owned(),
    };
    path.app.finish_task(asker, new(), input).await
}

async fn check(
    path: &Path<'_>,
    asker: &Asker,
    task: TaskId,
    (effective, opinion): (Option<bool>, &str),
    next: GiveTask,
) -> Result<(), Error> {
    let input = CheckTask {
        task,
        effective,
        opinion: opinion.to_owned(),
        next,
    };
    path.app.check_task(asker, new(), input).await
}

/// An action that is late and then done, and a report that is late.
pub(crate) async fn everything_late(path: &Path<'_>) {
    let task = action(path).await;
    let [officer, ..] = people(path);
    path.app.clock().move_by_seconds(20 * DAY);
    advance(path).await;
    let done = finish(path, &officer, task, ("2026-04-21", "已換管")).await;
    done.expect("done");
    for days in [9, 4] {
        path.app.clock().move_by_seconds(days * DAY);
        advance(path).await;
    }
}

#[tokio::test]
async fn an_action_ends_only_with_an_effect_that_another_found() {
    for procedure in ["yezhu", "wuye"] {
        on_both(async |db| {
            let path = Path::new(db, procedure).await;
            let task = action(&path).await;
            let [officer, supervisor, manager] = people(&path);
            let head = path.asker("department_head");
            let foreign = finish(&path, &head, task, ("2026-04-01", "已換管")).await;
            assert!(
                matches!(foreign, Err(Error::Forbidden { .. })),
                "{foreign:?}"
            );
            let early = check(
                &path,
                &supervisor,
                task,
                (Some(true), "有效"),
                GiveTask::default(),
            );
            assert_eq!(
                refusal(&early.await.expect_err("not done")),
                &Refusal::TaskState
            );
            let empty = finish(&path, &officer, task, ("", "")).await;
            assert_eq!(
                faults(&empty.expect_err("nothing said")),
                [("outcome", Fault::Missing), ("done_on", Fault::Missing)]
            );
            let ahead = finish(&path, &officer, task, ("2026-04-02", "已換管")).await;
            let ahead = ahead.expect_err("tomorrow");
            assert_eq!(faults(&ahead), [("done_on", Fault::InFuture)]);
            finish(&path, &officer, task, ("2026-04-01", "已換管"))
                .await
                .expect("done");
            let again = finish(&path, &officer, task, ("2026-04-01", "已換管")).await;
            assert_eq!(refusal(&again.expect_err("done")), &Refusal::TaskState);
            assert!(topics(&path, &supervisor).await.contains(&Topic::TaskDone));

            let own = check(
                &path,
                &officer,
                task,
                (Some(true), "有效"),
                GiveTask::default(),
            );
            assert!(matches!(own.await, Err(Error::Forbidden { .. })));
            let silent = check(&path, &supervisor, task, (None, ""), GiveTask::default());
            assert_eq!(
                faults(&silent.await.expect_err("nothing said")),
                [("opinion", Fault::Missing), ("effective", Fault::Missing)]
            );
            let bare = check(
                &path,
                &supervisor,
                task,
                (Some(false), "又漏"),
                GiveTask::default(),
            );
            let missing = ["action", "owner", "due"].map(|field| (field, Fault::Missing));
            assert_eq!(faults(&bare.await.expect_err("nothing instead")), missing);
            let next = to_do(&supervisor, "2026-05-10");
            let checked = check(&path, &manager, task, (Some(false), "又漏"), next).await;
            checked.expect("without effect");
            let shown = path.app.task(&manager, task).await.expect("the task");
            assert_eq!(shown.line.row.state, TaskState::Ineffective);
            let next = shown.following.expect("another action").id;

            // The second is the supervisor's own: the manager checks it.
            finish(&path, &supervisor, next, ("2026-04-01", "重做防水"))
                .await
                .expect("done");
            let own = check(
                &path,
                &supervisor,
                next,
                (Some(true), "有效"),
                GiveTask::default(),
            );
            assert_eq!(refusal(&own.await.expect_err("own")), &Refusal::OwnPaper);
            let shown = path.app.task(&manager, next).await.expect("the task");
            assert_eq!(shown.may, Some(MayTask::Check));
            let checked = check(
                &path,
                &manager,
                next,
                (Some(true), "有效"),
                GiveTask::default(),
            );
            checked.await.expect("effective");
            let page = path.app.month_page(&manager, path.estate.site).await;
            let page = page.expect("the tasks");
            assert!(page.open.is_empty());
            assert_eq!(page.closed.len(), 2);
        })
        .await;
    }
}

#[tokio::test]
async fn a_late_action_stands_on_the_desk_and_is_told_once() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let task = action(&path).await;
        let [officer, supervisor, _] = people(&path);
        let desk = path
            .app
            .desk(&officer, path.estate.site)
            .await
            .expect("a desk");
        assert_eq!(desk.waiting.tasks, 1);
        let told = async || {
            path.app
                .advance(path.estate.site)
                .await
                .expect("it advances");
            let topics = topics(&path, &officer).await;
            topics.iter().filter(|it| **it == Topic::TaskLate).count()
        };
        // To the 20th, and to the 21st.
        path.app.clock().move_by_seconds(19 * DAY);
        assert_eq!(told().await, 0);
        path.app.clock().move_by_seconds(DAY);
        assert_eq!(told().await, 1);
        assert_eq!(told().await, 1);
        path.app.clock().move_by_seconds(3 * DAY);
        assert_eq!(told().await, 1, "once");
        let ledger = path.app.ledger(&supervisor, path.estate.site).await;
        let tasks = ledger.expect("the ledger").tasks;
        assert_eq!((tasks.len(), tasks[0].is_late), (1, true));
        // Whoever plans may write down that it was done.
        finish(&path, &supervisor, task, ("2026-04-24", "已換管"))
            .await
            .expect("done");
        let line = path
            .app
            .task(&supervisor, task)
            .await
            .expect("the task")
            .line;
        assert!(line.is_late, "it was done late");
    })
    .await;
}

async fn change(
    path: &Path<'_>,
    asker: &Asker,
    task: TaskId,
    (owner, due, why): (&Asker, &str, &str),
) -> Result<(), Error> {
    let input = ChangeTask {
        task,
        owner: owner.person,
        due: due.to_owned(),
        why: why.to_owned(),
    };
    path.app.change_task(asker, new(), input).await
}

#[tokio::test]
async fn who_decides_gives_an_action_to_another_with_a_reason_that_stays() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let task = action(&path).await;
        let [officer, supervisor, manager] = people(&path);
        let later = (&supervisor, "2026-05-20", "材料未到");
        let own = change(&path, &officer, task, later).await;
        assert!(matches!(own, Err(Error::Forbidden { .. })), "{own:?}");
        let nobody = Asker {
            person: None,
            ..manager.clone()
        };
        let empty = change(&path, &manager, task, (&nobody, "", "")).await;
        let missing = ["owner", "due", "why"].map(|field| (field, Fault::Missing));
        assert_eq!(faults(&empty.expect_err("nothing said")), missing);
        let past = change(&path, &manager, task, (&supervisor, "2026-03-31", "補記")).await;
        let before = Fault::Before { other: "today" };
        assert_eq!(faults(&past.expect_err("yesterday")), [("due", before)]);

        change(&path, &manager, task, later).await.expect("changed");
        let shown = path.app.task(&manager, task).await.expect("the task");
        let row = &shown.line.row;
        assert_eq!(Some(row.owner), supervisor.person);
        assert_eq!(row.due.to_string(), "2026-05-20");
        assert_eq!(row.state, TaskState::Open);
        let [step] = shown.steps.as_slice() else {
            panic!("one step: {:?}", shown.steps);
        };
        let said = step.said.as_ref().map(|it| it.reveal().as_str());
        assert_eq!(said, Some("材料未到"));
        assert_eq!(step.changed_to.as_ref().map(|to| to.1), Some(row.due));
        assert!(topics(&path, &supervisor).await.contains(&Topic::TaskGiven));
        assert!(shown.may_change);

        finish(&path, &supervisor, task, ("2026-04-01", "已換管"))
            .await
            .expect("done");
        let over = change(&path, &manager, task, later).await;
        assert_eq!(refusal(&over.expect_err("done")), &Refusal::TaskState);
    })
    .await;
}

#[tokio::test]
async fn who_leaves_hands_their_tasks_over() {
    on_both(async |db| {
        let path = Path::new(db, "yezhu").await;
        let task = action(&path).await;
        let [officer, supervisor, manager] = people(&path);
        let leave = Leave {
            site: path.estate.site,
            person: officer.person.expect("a person"),
            successor: supervisor.person,
        };
        let left = path.app.leave(&manager, new(), &leave).await;
        assert_eq!(left.expect("they leave").tasks, 1);
        let shown = path.app.task(&manager, task).await.expect("the task");
        assert_eq!(Some(shown.line.row.owner), supervisor.person);
        assert_eq!(shown.steps.len(), 1, "and it is seen on the task");
        assert!(topics(&path, &supervisor).await.contains(&Topic::TaskGiven));
    })
    .await;
}
