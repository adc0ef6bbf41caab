//! What is left of a person who was erased.

use std::collections::BTreeSet;

use huiyin_domain::entry::Word;
use huiyin_domain::entry::facts::PersonErased;
use huiyin_domain::{CommandId, PersonId};
use huiyin_store::dump::Cell;
use huiyin_store::journal::verify_chains;
use huiyin_store::schema;
use huiyin_store::{Act, Db, Draft, Error, personal};
use huiyin_testkit::{Clock, on_both};

use crate::history::{History, mark};
use crate::rebuild::{assert_rebuilds, contents};

async fn erase(db: &Db, history: &History, person: PersonId) {
    let act = Act {
        command: CommandId::generate(),
        actor: None,
        device: None,
        at: Clock::default().now(),
        input: None,
    };
    let draft = Draft::new(history.company(), PersonErased { person });
    db.command(act, draft, |change, draft| {
        Box::pin(async move {
            change.append(draft.clone()).await?;
            Ok::<_, Error>(())
        })
    })
    .await
    .unwrap();
}

/// Every place of the database in which one of these texts stands.
async fn places_of(db: &Db, texts: &[&str]) -> BTreeSet<String> {
    let tables = schema::tables(&mut db.read().await.unwrap()).await.unwrap();
    let names: Vec<_> = tables.iter().map(|table| table.name.as_str()).collect();
    let mut places = BTreeSet::new();
    for (name, (table, rows)) in contents(db, &names).await.unwrap() {
        for row in rows {
            for (cell, column) in row.iter().zip(&table.columns) {
                if let Cell::Text(text) = cell
                    && texts.iter().any(|needle| text.contains(needle))
                {
                    places.insert(format!("{name}.{}", column.name));
                }
            }
        }
    }
    places
}

#[tokio::test]
async fn nothing_of_what_was_said_of_an_erased_person_is_left() {
    on_both(async |db| {
        let mut history = History::begin(db, 21).await;
        for _ in 0..150 {
            history.step(db).await;
        }
        let everybody = history.everybody();
        let spoken_of = async |people: &[PersonId]| {
            let marks: Vec<_> = people.iter().map(|person| mark(*person)).collect();
            let marks: Vec<_> = marks.iter().map(String::as_str).collect();
            places_of(db, &marks).await
        };
        let before = spoken_of(&everybody).await;
        for place in ["event.summary", "record_content.said", "journal_part.body"] {
            assert!(before.contains(place), "the history does not touch {place}");
        }
        for person in &everybody {
            erase(db, &history, *person).await;
        }
        let after = spoken_of(&everybody).await;
        assert!(after.is_empty(), "{after:?}");
        let reports = verify_chains(&mut db.read().await.unwrap()).await.unwrap();
        assert!(reports.iter().all(|report| report.broken.is_none()));
        assert_rebuilds(db, "everybody was erased").await;
    })
    .await;
}

#[tokio::test]
async fn every_column_has_its_class() {
    let db = huiyin_testkit::TestDb::sqlite().await;
    let tables = schema::tables(&mut db.read().await.unwrap()).await.unwrap();
    let mut classes = Vec::new();
    for table in tables {
        for column in &table.columns {
            let class = personal::class(&table.name, &column.name);
            classes.push(format!("{}.{}: {class:?}", table.name, column.name));
        }
    }
    let words: Vec<_> = Word::ALL.iter().map(|word| word.id()).collect();
    classes.push(format!("the words of an entry: {}", words.join(", ")));
    insta::assert_snapshot!(classes.join("\n"));
}

/// Everything said of every event and follow-up goes, whoever it is about, and nothing else does.
#[tokio::test]
async fn nothing_of_what_was_said_of_erased_events_is_left() {
    on_both(async |db| {
        let mut history = History::begin(db, 33).await;
        for _ in 0..240 {
            history.step(db).await;
        }
        let everybody = history.everybody();
        let marks: Vec<_> = everybody.iter().map(|person| mark(*person)).collect();
        let marks: Vec<_> = marks.iter().map(String::as_str).collect();
        let of_follow_ups = [
            "record_content.said",
            "signature.strokes",
            "matter.said",
            "contact_try.note",
            "sign_out.strokes",
            "spot_check.said",
        ];
        let of_events = ["event.summary", "sealed.summary", "event_report.said"];
        let elsewhere = ["person.name"];
        let before = places_of(db, &marks).await;
        for place in of_events.iter().chain(&elsewhere) {
            assert!(
                before.contains(*place),
                "the history does not touch {place}"
            );
        }
        assert!(
            of_follow_ups.iter().any(|it| before.contains(*it)),
            "{before:?}"
        );

        history.erase_follow_ups(db).await;
        let between = places_of(db, &marks).await;
        for place in of_follow_ups {
            assert!(!between.contains(place), "{place} is left");
        }
        for place in of_events.iter().chain(&elsewhere) {
            assert!(between.contains(*place), "{place} is gone");
        }
        assert_rebuilds(db, "the follow-ups were erased").await;

        history.erase_events(db).await;
        let after = places_of(db, &marks).await;
        for place in of_follow_ups.iter().chain(&of_events) {
            assert!(!after.contains(*place), "{place} is left");
        }
        for place in elsewhere {
            assert!(after.contains(place), "{place} is gone");
        }
        assert_rebuilds(db, "the events were erased").await;
        let reports = verify_chains(&mut db.read().await.unwrap()).await.unwrap();
        assert!(reports.iter().all(|report| report.broken.is_none()));
    })
    .await;
}
