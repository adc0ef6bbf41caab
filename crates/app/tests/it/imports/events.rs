//! What becomes of the rows of events and of lists.

use huiyin_app::events::{ConfirmList, CorrectEvent, EventForm, KeepConfidential, ListLineInput};
use huiyin_app::imports::Outcome;
use huiyin_app::{Error, Refusal, Right};
use huiyin_domain::entry::ImportKind;
use huiyin_domain::{Category, CommandId, EventId, ImportId, Personal, Severity};
use huiyin_store::events::EventRow;
use huiyin_store::obligations::ObligationRow;
use huiyin_store::{events, obligations};
use huiyin_testkit::on_both;

use super::files::{World, numbers};

const HEADER: &str = "event_id,site,category,kind,severity,summary,unit,customer,departments,reported_at,completed_at";

fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

async fn known(world: &World<'_>, id: &str) -> (EventRow, Vec<ObligationRow>) {
    let mut tx = world.db.read().await.unwrap();
    let event: EventId = events::of_outside_id(&mut tx, world.estate.site, id)
        .await
        .unwrap()
        .unwrap();
    let row = events::event(&mut tx, event).await.unwrap().unwrap();
    (row, obligations::of_event(&mut tx, event).await.unwrap())
}

#[tokio::test]
async fn a_row_is_refused_for_its_site_and_for_times_to_come() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = file(&[
            "R1,CY,repair,門窗,,門鎖卡死,3-1202,何女士,,2026-03-10 09:00,2026-03-11 10:00",
            "R2,HY,repair,,,別處的事,,,,2026-03-10,2026-03-11",
            "R3,CY,repair,,,明天的事,,,,2026-03-16,2026-03-17",
            "R4,CY,怪事,,,,,,,,",
        ]);
        let request = world.file(ImportKind::Events, &text);
        let (preview, told) = world.preview(&request).await;
        let report = world.run(&request).await;
        assert_eq!(preview, report.counts);
        assert_eq!(numbers(report.counts), [4, 1, 0, 0, 0, 3]);
        let findings = world.findings(report.import).await;
        assert_eq!(findings, told);
        let places: Vec<_> = findings
            .iter()
            .map(|(row, column, _)| (*row, column.as_str()))
            .collect();
        assert_eq!(places, [(3, "site"), (4, "completed_at"), (5, "category")]);
        let (event, _) = known(&world, "R1").await;
        assert_eq!(event.state.unit, Some(world.estate.units["3-1202"]));
        assert_eq!(event.state.reporter, Some(world.estate.residents["3-1202"]));
        assert_eq!(event.words_of, event.state.reporter);
        assert_eq!(event.number.number, 1);
    })
    .await;
}

#[tokio::test]
async fn an_open_event_takes_every_change_and_its_completion() {
    on_both(async |db| {
        let world = World::of(db).await;
        let open =
            file(&["C1,CY,complaint,噪音,important,夜間噪音,3-1202,何女士,前台,2026-03-10 09:00,"]);
        world.run(&world.file(ImportKind::Events, &open)).await;
        let (_, asked) = known(&world, "C1").await;
        assert!(asked.is_empty());
        let done =
            file(&["C1,CY,complaint,噪音,major,夜間施工噪音,,,前台;工程部,,2026-03-15 10:00"]);
        let request = world.file(ImportKind::Events, &done);
        let report = world.run(&request).await;
        assert_eq!(numbers(report.counts), [1, 0, 1, 0, 0, 0]);
        let (event, asked) = known(&world, "C1").await;
        assert_eq!(event.state.severity, Some(Severity::Major));
        // An empty cell cleared nothing.
        assert_eq!(event.state.unit_words.as_deref(), Some("3-1202"));
        assert_eq!(
            event.customer.map(Personal::into_inner).as_deref(),
            Some("何女士")
        );
        assert_eq!(asked.len(), 1);
        let mut tx = db.read().await.unwrap();
        let reports = events::reports(&mut tx, event.id).await.unwrap();
        assert_eq!(reports.len(), 2);
        drop(tx);
        let again = world.run(&request).await;
        assert_eq!(numbers(again.counts), [1, 0, 0, 1, 0, 0]);
    })
    .await;
}

#[tokio::test]
async fn what_the_draw_rests_on_stays_once_numbers_are_given() {
    on_both(async |db| {
        let world = World::of(db).await;
        let first =
            file(&["R1,CY,repair,門窗,,門鎖卡死,3-1202,何女士,,2026-03-10 09:00,2026-03-11 10:00"]);
        world.run(&world.file(ImportKind::Events, &first)).await;
        let (_, asked) = known(&world, "R1").await;
        assert_eq!(asked[0].number, Some(1));

        let changed =
            file(&["R1,CY,repair,電梯,,門鎖已換,3-1202,何女士,,2026-03-10 09:00,2026-03-12 10:00"]);
        let report = world.run(&world.file(ImportKind::Events, &changed)).await;
        assert_eq!(numbers(report.counts), [1, 0, 1, 0, 0, 0]);
        let columns: Vec<_> = world
            .findings(report.import)
            .await
            .into_iter()
            .map(|(_, column, _)| column)
            .collect();
        assert_eq!(columns, ["kind", "completed_at"]);
        let (event, asked_after) = known(&world, "R1").await;
        assert_eq!(
            event.summary.map(Personal::into_inner).as_deref(),
            Some("門鎖已換")
        );
        assert_eq!(event.state.kind.as_deref(), Some("門窗"));
        assert_eq!(asked, asked_after);

        let only_held = file(&["R1,CY,repair,電梯,,,,,,,"]);
        let report = world.run(&world.file(ImportKind::Events, &only_held)).await;
        assert_eq!(numbers(report.counts), [1, 0, 0, 0, 1, 0]);
        let page = world
            .app
            .import(&world.manager(), report.import, None, 0, 10)
            .await
            .unwrap();
        assert_eq!(page.rows[0].outcome, Outcome::HeldBack);
        assert_eq!(page.summary.counts.held_back, 1);
    })
    .await;
}

#[tokio::test]
async fn history_asks_nothing_unless_it_is_planned() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = file(&[
            "R0,CY,repair,門窗,,去年的事,3-1202,何女士,,2025-12-20 09:00,2025-12-31 10:00",
            "R1,CY,repair,門窗,,今年的事,3-1202,何女士,,2026-01-01 09:00,2026-01-01 10:00",
        ]);
        world.run(&world.file(ImportKind::Events, &text)).await;
        assert!(known(&world, "R0").await.1.is_empty());
        assert_eq!(known(&world, "R0").await.0.procedure, None);
        assert_eq!(known(&world, "R1").await.1.len(), 1);

        let planned =
            file(&["R9,CY,repair,門窗,,去年的事,3-1203,鄭先生,,2025-12-20 09:00,2025-12-31 10:00"]);
        let mut request = world.file(ImportKind::Events, &planned);
        request.plan_history = true;
        world.run(&request).await;
        assert_eq!(known(&world, "R9").await.1.len(), 1);
    })
    .await;
}

/// A home on a list, as somebody types it.
fn typed(unit: &str) -> ListLineInput {
    ListLineInput {
        unit_words: unit.to_owned(),
        ..ListLineInput::default()
    }
}

#[tokio::test]
async fn a_list_typed_for_history_is_planned_where_an_import_asked_for_it() {
    on_both(async |db| {
        let world = World::of(db).await;
        let event = |id: &str| {
            file(&[&format!(
                "{id},CY,activity,元旦,,遊園會,,,,,2025-12-31 21:00"
            )])
        };
        world
            .run(&world.file(ImportKind::Events, &event("A1")))
            .await;
        let mut request = world.file(ImportKind::Events, &event("A2"));
        request.plan_history = true;
        world.run(&request).await;
        let planner = world.manager();
        let confirm = async |event: EventId, lines: Vec<ListLineInput>| {
            let list = ConfirmList {
                event,
                lines,
                complete: true,
            };
            let command = CommandId::generate();
            let done = world.app.confirm_list(&planner, command, list);
            done.await.expect("the list");
            let list = world.app.event_list(&planner, event, 0);
            list.await.expect("its page").is_history
        };
        let history = known(&world, "A1").await.0.id;
        assert!(
            confirm(history, vec![typed("3-1202")]).await,
            "the page says so"
        );
        assert!(known(&world, "A1").await.1.is_empty());
        let owing = known(&world, "A2").await.0.id;
        let lines = vec![typed("3-1202"), typed("3-1203")];
        assert!(!confirm(owing, lines).await);
        let (row, owed) = known(&world, "A2").await;
        assert_eq!(owed.len(), 2);
        // Whoever corrects the hour does not turn it into history, and a late guest takes the next number.
        let correction = CorrectEvent {
            event: owing,
            version: row.version,
            why: "散會較早".to_owned(),
            completed_at: "2025-12-31 20:00".to_owned(),
            content: EventForm {
                category: Some(Category::Activity),
                kind: "元旦".to_owned(),
                ..EventForm::default()
            },
            words: None,
        };
        let command = CommandId::generate();
        let corrected = world.app.correct_event(&planner, command, correction);
        corrected.await.expect("corrected");
        confirm(owing, vec![typed("2-0501")]).await;
        let (row, owed) = known(&world, "A2").await;
        assert!(row.procedure.is_some());
        let standing = owed.iter().filter(|one| one.voided_at.is_none());
        assert_eq!(standing.count(), 3);

        // A file may ask it of the list alone; who is typed in afterwards is planned with it.
        let list = "event_id,unit,customer\nA3,3-1202,何女士\n";
        world
            .run(&world.file(ImportKind::Events, &event("A3")))
            .await;
        let mut request = world.file(ImportKind::Participants, list);
        request.plan_history = true;
        world.run(&request).await;
        let listed = known(&world, "A3").await.0.id;
        assert!(!confirm(listed, vec![typed("3-1203")]).await);
        assert_eq!(known(&world, "A3").await.1.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn lists_need_their_event_and_grow_at_the_end() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = file(&[
            "A1,CY,activity,元宵,,猜燈謎,,,,,2026-03-03 21:00",
            "R1,CY,repair,門窗,,門鎖卡死,3-1202,何女士,,2026-03-10 09:00,2026-03-11 10:00",
        ]);
        world.run(&world.file(ImportKind::Events, &text)).await;
        assert!(known(&world, "A1").await.1.is_empty());
        let list = "event_id,unit,customer,phone\n\
            A1,3-1202,何女士,\n\
            A1,9-9999,來賓,13800000051\n\
            A1,9-9999,來賓,13800000051\n\
            A9,3-1202,何女士,\n\
            R1,3-1202,何女士,\n";
        let request = world.file(ImportKind::Participants, list);
        let report = world.run(&request).await;
        assert_eq!(numbers(report.counts), [5, 3, 0, 0, 0, 2]);
        let (event, asked) = known(&world, "A1").await;
        assert!(event.list_complete);
        assert_eq!(asked.len(), 3);
        let mut tx = db.read().await.unwrap();
        let lines = events::list(&mut tx, event.id).await.unwrap();
        assert_eq!(lines[0].person, Some(world.estate.residents["3-1202"]));
        assert_eq!(lines[0].unit, Some(world.estate.units["3-1202"]));
        assert_eq!(lines[1].unit_words.as_deref(), Some("9-9999"));
        drop(tx);

        let more = "event_id,unit,customer\nA1,3-1203,鄭先生\nA1,3-1202,何女士\n";
        let report = world.run(&world.file(ImportKind::Participants, more)).await;
        assert_eq!(numbers(report.counts), [2, 1, 0, 1, 0, 0]);
        let (_, asked) = known(&world, "A1").await;
        assert_eq!(asked.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn undone_events_free_their_ids_and_void_their_numbers() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = file(&[
            "R1,CY,repair,門窗,,門鎖卡死,3-1202,何女士,,2026-03-10 09:00,2026-03-11 10:00",
            "C1,CY,complaint,噪音,major,夜間噪音,3-1203,鄭先生,,2026-03-14 09:00,2026-03-15 10:00",
        ]);
        let request = world.file(ImportKind::Events, &text);
        let report = world.run(&request).await;
        let (repair, _) = known(&world, "R1").await;
        let manager = world.manager();
        world
            .app
            .undo_import(&manager, report.import)
            .await
            .unwrap();
        let mut tx = db.read().await.unwrap();
        let voided = obligations::of_event(&mut tx, repair.id).await.unwrap();
        assert!(voided.iter().all(|one| one.voided_at.is_some()));
        assert_eq!(voided[0].number, Some(1));
        drop(tx);
        let again = world.run(&request).await;
        assert_eq!(numbers(again.counts), [2, 2, 0, 0, 0, 0]);
        let (_, asked) = known(&world, "R1").await;
        assert_eq!(asked[0].number, Some(2));
    })
    .await;
}

#[tokio::test]
async fn lists_are_not_taken_back() {
    on_both(async |db| {
        let world = World::of(db).await;
        let text = file(&["A1,CY,activity,元宵,,猜燈謎,,,,,2026-03-03 21:00"]);
        world.run(&world.file(ImportKind::Events, &text)).await;
        let list = "event_id,unit,customer\nA1,3-1202,何女士\n";
        let report = world.run(&world.file(ImportKind::Participants, list)).await;
        let refused = world.app.undo_import(&world.manager(), report.import).await;
        assert!(
            matches!(
                &refused,
                Err(Error::Refused { why: Refusal::Hanging(hanging), .. })
                    if hanging.contains(&("list_lines", 1))
            ),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_row_that_looks_like_a_complaint_told_before_says_of_which_and_is_taken() {
    on_both(async |db| {
        let world = World::of(db).await;
        let open =
            file(&["K1,CY,complaint,,,樓上空調滴水打濕衣物,3-1202,何女士,前台,2026-03-10 09:00,"]);
        world.run(&world.file(ImportKind::Events, &open)).await;
        let text = file(&[
            "K2,CY,complaint,,,楼上空调又在滴水,3-1202,何女士,,2026-03-12 09:00,",
            "K3,CY,complaint,,,樓上空調滴水,3-1203,鄭先生,,2026-03-12 09:00,",
            "K4,CY,complaint,噪音,,半夜裝修,3-1203,鄭先生,,2026-03-12 09:00,2026-03-13 09:00",
            "K5,CY,complaint,噪音,,打牆到半夜,3-1203,鄭先生,,2026-03-13 08:00,2026-03-14 09:00",
            "K6,CY,complaint,噪音,,又打牆,3-1203,鄭先生,,2026-03-14 18:00,2026-03-14 20:00",
        ]);
        let request = world.file(ImportKind::Events, &text);
        let (preview, told) = world.preview(&request).await;
        let report = world.run(&request).await;
        assert_eq!(preview, report.counts);
        assert_eq!(numbers(report.counts), [5, 5, 0, 0, 0, 0]);
        assert_eq!(world.findings(report.import).await, told);
        let likely: Vec<(u64, &str)> = told
            .iter()
            .map(|(row, column, words)| {
                assert_eq!(column, "summary");
                let of = ["K1", "K2", "K3", "K4", "K5"]
                    .into_iter()
                    .find(|id| words.contains(id));
                (*row, of.unwrap())
            })
            .collect();
        assert_eq!(likely, [(2, "K1"), (5, "K4")]);
        let (event, _) = known(&world, "K2").await;
        assert_eq!(event.merged_into, None, "nothing is merged by itself");
    })
    .await;
}

#[tokio::test]
async fn a_file_of_who_is_no_supervisor_changes_no_severity() {
    on_both(async |db| {
        let world = World::of(db).await;
        let open =
            file(&["G1,CY,complaint,噪音,general,夜間噪音,3-1202,何女士,,2026-03-10 09:00,"]);
        world.run(&world.file(ImportKind::Events, &open)).await;
        let graver =
            file(&["G1,CY,complaint,噪音,major,夜間施工噪音,3-1202,何女士,,2026-03-10 09:00,"]);
        let request = world.file(ImportKind::Events, &graver);
        let mut administrator = world.manager();
        administrator.posts[0].post = Right::ADMINISTRATOR.to_owned();
        let import = ImportId::generate();
        let report = world.app.run_import(&administrator, import, &request);
        let report = report.await.unwrap();
        let findings = world.findings(report.import).await;
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].1, "severity");
        assert!(findings[0].2.contains("supervisor"), "{}", findings[0].2);
        let (event, _) = known(&world, "G1").await;
        assert_eq!(event.state.severity, Some(Severity::General));
        assert_eq!(event.summary.unwrap().reveal(), "夜間施工噪音");
        world.run(&request).await;
        let (event, _) = known(&world, "G1").await;
        assert_eq!(
            event.state.severity,
            Some(Severity::Major),
            "the manager may"
        );
    })
    .await;
}

#[tokio::test]
async fn a_file_changes_nothing_of_a_confidential_complaint_and_tells_nothing_of_it() {
    on_both(async |db| {
        let world = World::of(db).await;
        let open =
            file(&["S1,CY,complaint,服務態度,general,索要紅包,3-1202,何女士,,2026-03-10 09:00,"]);
        world.run(&world.file(ImportKind::Events, &open)).await;
        let (event, _) = known(&world, "S1").await;
        let keep = KeepConfidential {
            event: event.id,
            confidential: true,
            accused: None,
            why: "涉及員工".to_owned(),
        };
        world
            .app
            .keep_confidential(&world.manager(), CommandId::generate(), keep)
            .await
            .unwrap();
        let other =
            file(&["S1,CY,complaint,服務態度,general,另一種說法,3-1202,何女士,,2026-03-10 09:00,"]);
        let report = world.run(&world.file(ImportKind::Events, &other)).await;
        assert_eq!(numbers(report.counts), [1, 0, 0, 0, 1, 0]);
        let findings = world.findings(report.import).await;
        assert!(findings.iter().all(|(_, _, words)| !words.contains("紅包")));
        let (event, _) = known(&world, "S1").await;
        assert_eq!(event.summary.unwrap().reveal(), "索要紅包");
    })
    .await;
}
