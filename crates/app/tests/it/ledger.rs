//! Open ends: what was raised stays until its outcome is written down.

use huiyin_app::ledger::Ledger;
use huiyin_app::visits::{MatterInput, PromiseInput, RectificationInput, SettleMatter};
use huiyin_app::{Error, Fault, Refusal};
use huiyin_domain::{CommandId, Matter, MatterId};
use huiyin_testkit::on_both;

use crate::estate_at_work::{faults, refusal};
use crate::path::{Path, answered};

async fn ledger(path: &Path<'_>) -> Ledger {
    path.app
        .ledger(&path.visitor(), path.estate.site)
        .await
        .expect("the ledger")
}

fn settle(matter: MatterId, outcome: &str) -> SettleMatter {
    SettleMatter {
        matter,
        outcome: outcome.to_owned(),
    }
}

// Shows kehu 11.1.11; every handling_rate.
#[tokio::test]
async fn what_was_raised_stays_open_until_its_owner_writes_the_outcome() {
    on_both(async |db| {
        let path = Path::new(db, "kehu").await;
        let case = path.case();
        let made = path.released(&case).await;
        let owner = path.estate.staff["area_officer"];
        let mut record = path.record(made, &case);
        let open = |kind| MatterInput {
            settled: false,
            ..answered(kind)
        };
        record.matters = vec![
            answered(Matter::Opinion),
            MatterInput {
                promise: Some(PromiseInput {
                    answer_by: "2026-03-18 18:00".to_owned(),
                    owner,
                    told_at: String::new(),
                    told_by: Some(path.estate.staff["patrol_inspector"]),
                }),
                ..open(Matter::Suggestion)
            },
            MatterInput {
                dissatisfaction: true,
                rectification: Some(RectificationInput {
                    owner,
                    due: "2026-03-20".to_owned(),
                }),
                ..open(Matter::Opinion)
            },
        ];
        path.hand_in(record).await.expect("it is recorded");

        let before = ledger(&path).await;
        assert_eq!(before.matters.len(), 2, "what was answered is not open");
        let dues: Vec<String> = before
            .matters
            .iter()
            .filter_map(|it| Some(it.due?.to_string()))
            .collect();
        assert_eq!(dues, ["2026-03-18", "2026-03-20"]);
        let desk = path
            .app
            .desk(&path.planner(), path.estate.site)
            .await
            .expect("the desk");
        let counted: u64 = desk.open_ends.iter().map(|(_, count)| count.open).sum();
        assert_eq!(counted, 2, "the desk counts the lines of the ledger");

        let (promised, wrong) = (before.matters[0].row.id, before.matters[1].row.id);
        let app = &path.app;
        let empty = app
            .settle_matter(
                &path.planner(),
                CommandId::generate(),
                &settle(promised, " "),
            )
            .await
            .expect_err("an outcome is needed");
        assert_eq!(faults(&empty), [("outcome", Fault::Missing)]);
        let colleague = app
            .settle_matter(
                &path.visitor(),
                CommandId::generate(),
                &settle(promised, "已答復"),
            )
            .await;
        assert!(matches!(colleague, Err(Error::Forbidden { .. })));

        let owner = path.asker("area_officer");
        app.settle_matter(&owner, CommandId::generate(), &settle(promised, "已答復"))
            .await
            .expect("who promised answers");
        let again = app
            .settle_matter(&owner, CommandId::generate(), &settle(promised, "再答復"))
            .await
            .expect_err("it is settled");
        assert_eq!(refusal(&again), &Refusal::Settled);
        app.settle_matter(
            &path.planner(),
            CommandId::generate(),
            &settle(wrong, "已換燈泡"),
        )
        .await
        .expect("the planner settles too");
        assert!(ledger(&path).await.matters.is_empty());
    })
    .await;
}
