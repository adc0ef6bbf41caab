//! Transactions, group commit, and commands that come twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use huiyin_domain::entry::facts::{PersonSaved, UnitSaved};
use huiyin_domain::entry::{ContactWish, Digest, Word, Words};
use huiyin_domain::{CommandId, ScopeId, UnitId};
use huiyin_store::journal::{heads, history, verify_chains};
use huiyin_store::{Act, Change, Db, Draft, Error};
use huiyin_testkit::{Clock, Estate, TestDb, on_both};
use tokio::sync::Barrier;

use crate::open::raw;
use crate::rebuild::contents;

fn act(command: CommandId) -> Act {
    Act {
        command,
        actor: None,
        device: None,
        at: Clock::default().now(),
        input: None,
    }
}

fn unit(site: ScopeId, code: &str) -> UnitSaved {
    UnitSaved {
        unit: UnitId::generate(),
        site,
        code: code.to_owned(),
        building: None,
        floor: None,
        room: None,
        zone: None,
        kind: None,
        handed_over: None,
        import: None,
    }
}

/// Saves a unit, and then fails when its code says so.
async fn save(change: &mut Change<'_>, facts: &UnitSaved) -> Result<UnitId, Error> {
    change.append(Draft::new(facts.site, facts.clone())).await?;
    assert!(!facts.code.starts_with("panic"), "thrown by the work");
    if facts.code.starts_with("refuse") {
        return Err(Error::NotFound);
    }
    Ok(facts.unit)
}

async fn save_unit(db: &Db, facts: UnitSaved) -> Result<UnitId, Error> {
    db.command(act(CommandId::generate()), facts, |change, facts| {
        Box::pin(save(change, facts))
    })
    .await
}

async fn estate(db: &Db) -> Estate {
    Estate::build(db, "kehu", Clock::default().now()).await
}

async fn units(db: &Db) -> usize {
    contents(db, &["unit"]).await.unwrap()["unit"].1.len()
}

#[tokio::test]
async fn work_done_together_is_kept_or_undone_each_by_itself() {
    on_both(async |db| {
        let site = estate(db).await.site;
        let before = units(db).await;
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..48 {
            let db: Db = Db::clone(db);
            let code = if number % 3 == 0 {
                format!("refuse-{number}")
            } else {
                format!("9-{number:04}")
            };
            tasks.spawn(async move { save_unit(&db, unit(site, &code)).await.is_ok() });
        }
        let kept = tasks
            .join_all()
            .await
            .into_iter()
            .filter(|kept| *kept)
            .count();
        assert_eq!(kept, 32);
        assert_eq!(units(db).await, before + 32);
        let mut tx = db.read().await.unwrap();
        let reports = verify_chains(&mut tx).await.unwrap();
        assert!(reports.iter().all(|report| report.broken.is_none()));
    })
    .await;
}

#[tokio::test]
async fn work_that_panics_harms_nobody_else() {
    on_both(async |db| {
        let site = estate(db).await.site;
        let own: Db = Db::clone(db);
        let thrown = tokio::spawn(async move { save_unit(&own, unit(site, "panic")).await }).await;
        assert!(thrown.unwrap_err().is_panic(), "the caller learns of it");
        save_unit(db, unit(site, "9-0001")).await.unwrap();
        let codes = contents(db, &["unit"]).await.unwrap();
        assert!(!format!("{codes:?}").contains("panic"));
    })
    .await;
}

#[tokio::test]
async fn a_command_that_comes_twice_has_one_effect_and_one_answer() {
    on_both(async |db| {
        let site = estate(db).await.site;
        let before = units(db).await;
        // Connections are opened beforehand, or the first one would be done before the others begin.
        let mut open = Vec::new();
        for _ in 0..4 {
            open.push(db.read().await.unwrap());
        }
        drop(open);
        let command = CommandId::generate();
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..8 {
            // The same command eight times at once, as a phone sends it that heard no answer.
            let db: Db = Db::clone(db);
            let facts = unit(site, &format!("9-000{number}"));
            tasks.spawn(async move {
                db.command(act(command), facts, |change, facts| {
                    Box::pin(save(change, facts))
                })
                .await
                .unwrap()
            });
        }
        let answers = tasks.join_all().await;
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        assert_eq!(units(db).await, before + 1);
    })
    .await;
}

#[tokio::test]
async fn a_command_that_failed_may_come_again() {
    on_both(async |db| {
        let site = estate(db).await.site;
        let command = CommandId::generate();
        for (code, succeeds) in [("refuse-1", false), ("9-0001", true)] {
            let answer = db
                .command(act(command), unit(site, code), |change, facts| {
                    Box::pin(save(change, facts))
                })
                .await;
            assert_eq!(answer.is_ok(), succeeds, "{code}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_id_that_was_used_for_something_else_is_refused() {
    on_both(async |db| {
        let site = estate(db).await.site;
        let command = CommandId::generate();
        let send = async |input: &str, code: &str| {
            let act = Act {
                input: Some(Digest::of(input.as_bytes())),
                ..act(command)
            };
            db.command(act, unit(site, code), |change, facts| {
                Box::pin(save(change, facts))
            })
            .await
        };
        send("one", "9-0001").await.unwrap();
        let error = send("two", "9-0002").await.unwrap_err();
        assert!(matches!(error, Error::CommandReused), "{error:?}");
    })
    .await;
}

#[tokio::test]
async fn the_id_of_one_sort_of_command_does_not_answer_another() {
    on_both(async |db| {
        let site = estate(db).await.site;
        let command = CommandId::generate();
        let first = db
            .command(act(command), unit(site, "9-0001"), |change, facts| {
                Box::pin(save(change, facts))
            })
            .await;
        first.unwrap();
        let other: Result<(), Error> = db
            .command(act(command), site, |_, _| Box::pin(async { Ok(()) }))
            .await;
        assert!(matches!(other, Err(Error::CommandReused)), "{other:?}");
    })
    .await;
}

#[tokio::test]
async fn what_must_be_unique_is_named_alike_on_both() {
    on_both(async |db| {
        let site = estate(db).await.site;
        save_unit(db, unit(site, "9-0001")).await.unwrap();
        let error = save_unit(db, unit(site, "9-0001")).await.unwrap_err();
        assert!(
            matches!(&error, Error::Duplicate(which) if which == "unit(site_id, code)"),
            "{error:?}"
        );
        let error = save_unit(db, unit(ScopeId::generate(), "9-0002"))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Referenced), "{error:?}");
    })
    .await;
}

#[tokio::test]
async fn after_a_failed_statement_nothing_more_is_kept() {
    on_both(async |db| {
        let site = estate(db).await.site;
        let before = units(db).await;
        let twice = [
            unit(site, "9-0001"),
            unit(site, "9-0001"),
            unit(site, "9-0002"),
        ];
        let answer: Result<(), Error> = db
            .command(act(CommandId::generate()), twice, |change, units| {
                Box::pin(async move {
                    for facts in units {
                        // Overlooked on purpose.
                        let _ = change.append(Draft::new(facts.site, facts.clone())).await;
                    }
                    Ok(())
                })
            })
            .await;
        assert!(matches!(answer, Err(Error::Duplicate(_))), "{answer:?}");
        assert_eq!(units(db).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_transaction_for_reading_sees_one_state_and_cannot_write() {
    on_both(async |db| {
        let estate = estate(db).await;
        let mut tx = db.read().await.unwrap();
        let before = heads(&mut tx).await.unwrap();
        save_unit(db, unit(estate.site, "9-0001")).await.unwrap();
        assert_eq!(heads(&mut tx).await.unwrap(), before);
        drop(tx);
        let mut tx = db.read().await.unwrap();
        assert_ne!(heads(&mut tx).await.unwrap(), before);
        let refused = huiyin_store::journal::rebuild(&mut tx).await;
        assert!(refused.is_err(), "a rebuild writes");
    })
    .await;
}

#[tokio::test]
async fn the_history_of_a_thing_can_be_read_with_its_words() {
    on_both(async |db| {
        let estate = estate(db).await;
        let person = estate.residents["3-1202"];
        let saved = PersonSaved {
            person,
            home: estate.site,
            language: None,
            wish: ContactWish::PhoneOnly,
            import: None,
        };
        let words = Words::new().with(Word::Name, "何太太");
        let draft = Draft::new(estate.site, saved)
            .about(Some(person), words)
            .because(Some(person), "住戶更正");
        db.command(act(CommandId::generate()), draft, |change, draft| {
            Box::pin(async move { change.append(draft.clone()).await })
        })
        .await
        .unwrap();
        let lines = history(&mut db.read().await.unwrap(), person.uuid())
            .await
            .unwrap();
        let entries: Vec<_> = lines.iter().map(|line| line.entry().unwrap()).collect();
        let kinds: Vec<_> = entries.iter().map(|entry| entry.facts.kind()).collect();
        assert_eq!(kinds, ["person_saved", "person_saved"]);
        assert_eq!(entries[1].why(), Some("住戶更正"));
        assert_eq!(
            entries[0].said(&[Word::Name]).get(Word::Name),
            Some("何女士")
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_accepted_is_done_before_the_database_closes() {
    on_both(async |db| {
        let site = estate(db).await.site;
        let own: Db = Db::clone(db);
        let tasks: Vec<_> = (0..16)
            .map(|number| {
                let db = own.clone();
                tokio::spawn(
                    async move { save_unit(&db, unit(site, &format!("9-{number}"))).await },
                )
            })
            .collect();
        tokio::task::yield_now().await;
        let second = Db::open(db.location()).await.unwrap();
        own.close().await;
        let mut kept = 0;
        for task in tasks {
            kept += usize::from(task.await.unwrap().is_ok());
        }
        assert_eq!(units(&second).await, 10 + kept);
        let closed = save_unit(&own, unit(site, "9-0999")).await;
        assert!(matches!(closed, Err(Error::Closed)), "{closed:?}");
        second.close().await;
    })
    .await;
}

/// Saves two units, one after the other; the first time, both wait until each has its first.
async fn save_both(
    change: &mut Change<'_>,
    both: &(UnitSaved, UnitSaved, Meet),
) -> Result<(), Error> {
    let (first, second, meet) = both;
    change.append(Draft::new(first.site, first.clone())).await?;
    meet.once().await;
    change
        .append(Draft::new(second.site, second.clone()))
        .await?;
    Ok(())
}

/// Where two pieces of work meet, the first time each comes by.
struct Meet(Arc<Barrier>, AtomicBool);

impl Meet {
    async fn once(&self) {
        if !self.1.swap(true, Ordering::SeqCst) {
            self.0.wait().await;
        }
    }
}

#[tokio::test]
async fn two_who_lock_the_same_things_crosswise_both_get_done() {
    let db = TestDb::postgres().await;
    let site = estate(&db).await.site;
    let (one, other) = (unit(site, "9-0001"), unit(site, "9-0002"));
    for facts in [&one, &other] {
        save_unit(&db, facts.clone()).await.unwrap();
    }
    let barrier = Arc::new(Barrier::new(2));
    let cross = |first: &UnitSaved, second: &UnitSaved| {
        let meet = Meet(Arc::clone(&barrier), AtomicBool::new(false));
        let both = (first.clone(), second.clone(), meet);
        db.command(act(CommandId::generate()), both, |change, both| {
            Box::pin(save_both(change, both))
        })
    };
    let (forth, back) = tokio::join!(cross(&one, &other), cross(&other, &one));
    forth.unwrap();
    back.unwrap();
    let reports = verify_chains(&mut db.read().await.unwrap()).await.unwrap();
    assert!(reports.iter().all(|report| report.broken.is_none()));
    db.remove().await;
}

#[tokio::test]
async fn a_server_that_was_restarted_is_found_again() {
    let db = TestDb::postgres().await;
    let site = estate(&db).await.site;
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(db.read().await.unwrap());
    }
    drop(open);
    raw(
        db.location(),
        "select pg_terminate_backend(pid) from pg_stat_activity \
         where datname = current_database() and pid <> pg_backend_pid()",
    )
    .await;
    save_unit(&db, unit(site, "9-0001")).await.unwrap();
    db.read().await.unwrap();
    db.remove().await;
}
