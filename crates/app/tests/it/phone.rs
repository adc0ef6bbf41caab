//! What a visitor does on the phone: carried, sent once and in order, kept where it does not fit, and settled.

mod carried;
mod conflicts;
mod evidence;
mod files;
mod sending;

use huiyin_app::phone::{PhoneAnswer, PhoneCommand, PhoneDone, SettleConflict};
use huiyin_app::visits::{Ink, RecordVisit};
use huiyin_app::{Asker, Result};
use huiyin_domain::entry::PhoneWork;
use huiyin_domain::entry::facts::DeviceClock;
use huiyin_domain::{CommandId, DeviceId, FollowUpId, Instant};
use serde_json::{Value, json};

use crate::path::{Case, Made, Path};

/// Somebody's phone.
pub(crate) struct Phone {
    pub(crate) asker: Asker,
    /// How many seconds its clock is behind the server's, and whether that was measured.
    pub(crate) behind: (i64, bool),
}

impl Phone {
    pub(crate) fn of(asker: Asker) -> Self {
        let device = Some(DeviceId::generate());
        Self {
            asker: Asker { device, ..asker },
            behind: (0, true),
        }
    }

    /// Of the first who visits.
    pub(crate) fn of_visitor(path: &Path<'_>) -> Self {
        Self::of(path.visitor())
    }

    pub(crate) fn clock(&self, path: &Path<'_>) -> DeviceClock {
        let (seconds, measured) = self.behind;
        let device_at = path.app.clock().now().plus_seconds(-seconds);
        DeviceClock {
            device_at,
            offset_ms: measured.then_some(seconds * 1000),
            measured_at: measured.then_some(device_at),
        }
    }

    /// What the phone knows of a follow-up: its revision, and the number of the next command.
    pub(crate) async fn knows(&self, path: &Path<'_>, id: FollowUpId) -> (String, u64) {
        let carried = path.app.carried(&self.asker).await.unwrap();
        let found = carried.visits.iter().find(|it| it.row.id == id);
        found.map_or((String::new(), 1), |it| (it.revision.clone(), it.next_seq))
    }

    pub(crate) fn command(
        &self,
        path: &Path<'_>,
        follow_up: FollowUpId,
        (revision, seq): (&str, u64),
        (work, input): (PhoneWork, Value),
    ) -> PhoneCommand {
        PhoneCommand {
            id: CommandId::generate(),
            follow_up,
            seq,
            revision: revision.to_owned(),
            clock: self.clock(path),
            work,
            input,
        }
    }

    pub(crate) async fn send(
        &self,
        path: &Path<'_>,
        command: &PhoneCommand,
    ) -> Result<PhoneAnswer> {
        path.app.phone_command(&self.asker, command.clone()).await
    }
}

/// A record as a phone sends it: the fields of the action without the follow-up.
pub(crate) fn sent(record: &RecordVisit) -> Value {
    let mut fields = serde_json::to_value(record).unwrap();
    fields.as_object_mut().unwrap().remove("follow_up");
    fields
}

/// A record that lacks nothing, with what stood above the customer's signature.
pub(crate) fn visit(path: &Path<'_>, made: Made, case: &Case) -> (PhoneWork, Value) {
    let record = RecordVisit {
        customer_signature: Ink {
            strokes: "[[[1,2,0],[3,4,16]]]".to_owned(),
            name: "何女士".to_owned(),
            signed_at: "2026-03-16T08:40:00+08:00".to_owned(),
            shown_text: "電梯異響　滿意".to_owned(),
        },
        ..path.record(made, case)
    };
    (PhoneWork::RecordVisit, sent(&record))
}

pub(crate) fn form(name: &str) -> (PhoneWork, Value) {
    (
        PhoneWork::TakeForm,
        json!({ "signature": { "name": name } }),
    )
}

pub(crate) fn attempt(tried_at: &str) -> (PhoneWork, Value) {
    let input = json!({ "tried_at": tried_at, "channel": "on_site", "note": "無人應門" });
    (PhoneWork::NoteTry, input)
}

pub(crate) fn done(answer: Result<PhoneAnswer>) -> PhoneDone {
    match answer {
        Ok(PhoneAnswer::Done(done)) => done,
        other => panic!("it is not done: {other:?}"),
    }
}

pub(crate) fn recorded(answer: Result<PhoneAnswer>) -> huiyin_app::visits::VisitRecordedAnswer {
    match done(answer) {
        PhoneDone::Record(recorded) => recorded,
        other => panic!("no record: {other:?}"),
    }
}

/// A moment of the site's wall clock.
pub(crate) fn moment(text: &str) -> Instant {
    Instant::read(&format!("{}:00+08:00", text.replacen(' ', "T", 1))).unwrap()
}

/// A visit that the desk recorded before the phone's arrived, and that is set aside.
pub(crate) async fn kept_and_set_aside(path: &Path<'_>) {
    let case = path.case();
    let made = path.released(&case).await;
    path.take(made, &case).await;
    let phone = Phone::of_visitor(path);
    let (revision, _) = phone.knows(path, made.follow_up).await;
    path.hand_in(path.record(made, &case)).await.unwrap();
    let what = visit(path, made, &case);
    let command = phone.command(path, made.follow_up, (&revision, 1), what);
    let answer = phone.send(path, &command).await.unwrap();
    assert!(matches!(answer, PhoneAnswer::Conflict { .. }));
    let settle = SettleConflict {
        conflict: command.id,
        enter: false,
        why: "何女士說已記過".to_owned(),
    };
    path.app
        .settle_conflict(&path.planner(), CommandId::generate(), settle)
        .await
        .unwrap();
}
