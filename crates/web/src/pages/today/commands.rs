//! `POST /today/commands`: what was done on a phone.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use huiyin_app::phone::{Kept, PhoneAnswer, PhoneCommand, PhoneDone};
use huiyin_app::{Error, FieldError};
use huiyin_domain::entry::facts::DeviceClock;
use huiyin_domain::entry::{ConflictReason, PhoneWork};
use huiyin_domain::{CommandId, FollowUpId, Instant};
use huiyin_rules::record::Lack;

use super::carrier::{Carrier, answer, refused};
use super::data;
use crate::failure::Failure;
use crate::pages::visits::lacks;
use crate::texts::Texts;
use crate::view::Errors;

/// What a phone sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    id: CommandId,
    follow_up: FollowUpId,
    seq: u64,
    #[serde(default)]
    revision: String,
    clock: Clock,
    kind: PhoneWork,
    input: Value,
}

#[derive(Deserialize)]
struct Clock {
    device: String,
    #[serde(default)]
    offset_ms: Option<i64>,
    #[serde(default)]
    measured_at: Option<String>,
}

/// No clock is off by more: ten years, in milliseconds.
const FURTHEST_OFF: i64 = 10 * 366 * 24 * 60 * 60 * 1000;

impl Clock {
    fn read(&self) -> Option<DeviceClock> {
        if self.offset_ms.is_some_and(|it| it.abs() > FURTHEST_OFF) {
            return None;
        }
        let measured_at = match &self.measured_at {
            Some(text) => Some(Instant::read(text).ok()?),
            None => None,
        };
        Some(DeviceClock {
            device_at: Instant::read(&self.device).ok()?,
            // An offset that was never measured is none.
            offset_ms: self.offset_ms.filter(|_| measured_at.is_some()),
            measured_at,
        })
    }
}

/// `POST /today/commands`
pub(super) async fn take(
    at: Carrier,
    sent: Result<Json<Sent>, JsonRejection>,
) -> Result<Response, Failure> {
    let t = at.t;
    let sent = match sent {
        Ok(Json(sent)) => sent,
        Err(rejection) if rejection.status().as_u16() == 413 => {
            return Ok(answer(413, json!({ "words": t.phone_too_large() })));
        }
        Err(rejection) => {
            tracing::debug!(%rejection, "a command of a phone is not readable");
            return Ok(unreadable(t));
        }
    };
    let Some(clock) = sent.clock.read() else {
        return Ok(unreadable(t));
    };
    let follow_up = sent.follow_up;
    let command = PhoneCommand {
        id: sent.id,
        follow_up,
        seq: sent.seq,
        revision: sent.revision,
        clock,
        work: sent.kind,
        input: sent.input,
    };
    match at.app.phone_command(&at.asker, command).await {
        Ok(PhoneAnswer::Done(done)) => Ok(answer(
            200,
            json!({ "status": "done", "answer": told(t, &done) }),
        )),
        Ok(PhoneAnswer::Wait { next }) => Ok(answer(
            409,
            json!({ "status": "wait", "next": next, "words": t.phone_wait() }),
        )),
        Ok(PhoneAnswer::Conflict { reason, kept }) => {
            conflict(&at, follow_up, reason, kept.as_ref()).await
        }
        Err(Error::Lacking(lacks)) => {
            let fields: Vec<Value> = lacks.iter().map(|it| lacking(t, it)).collect();
            Ok(answer(
                422,
                json!({ "status": "lacking", "fields": fields }),
            ))
        }
        Err(Error::Invalid(wrong)) if wrong.iter().any(|it| it.field == "input") => {
            Ok(unreadable(t))
        }
        Err(Error::Invalid(wrong)) => {
            let fields: Vec<Value> = wrong.iter().map(|it| invalid(t, it)).collect();
            Ok(answer(
                422,
                json!({ "status": "lacking", "fields": fields }),
            ))
        }
        // Its id was used for something else, or by somebody else.
        Err(Error::Conflict) => Ok(answer(
            403,
            json!({
                "status": "refused",
                "words": t.phone_reused(),
                "clauses": [],
                "what_now": t.phone_reused_next(),
            }),
        )),
        Err(error) => Ok(refused(t, error)),
    }
}

fn unreadable(t: Texts) -> Response {
    answer(
        400,
        json!({ "status": "unreadable", "words": t.phone_unreadable() }),
    )
}

fn told(t: Texts, done: &PhoneDone) -> Value {
    match done {
        PhoneDone::Form(taken) => json!({ "sign_outs": taken.sign_outs, "before": false }),
        PhoneDone::FormBefore => json!({ "sign_outs": [], "before": true }),
        PhoneDone::Record(recorded) => json!({
            "record": recorded.record,
            "version": recorded.version,
            "completes": recorded.counted.completes,
            "in_time": recorded.counted.in_time,
            "next_round": recorded.next_round,
            "complaints": recorded.complaints,
        }),
        PhoneDone::Try => json!({}),
        PhoneDone::Entered(kept) => json!({ "entered_at_desk": data::kept(t, kept) }),
    }
}

async fn conflict(
    at: &Carrier,
    follow_up: FollowUpId,
    reason: ConflictReason,
    kept: Option<&Kept>,
) -> Result<Response, Failure> {
    let t = at.t;
    let carried = at.app.carried(&at.asker).await?;
    let settled = kept.is_some_and(|it| it.settled.is_some());
    let what_now = match kept {
        None => t.phone_conflict_not_kept(),
        Some(_) if settled => t.phone_conflict_set_aside(),
        Some(_) => t.phone_conflict_next(),
    };
    Ok(answer(
        409,
        json!({
            "status": "conflict",
            "reason": reason,
            "words": reason_words(t, reason),
            "what_now": what_now,
            "kept": kept.map(|it| data::kept(t, it)),
            "now": data::one(t, &carried, follow_up),
        }),
    ))
}

/// What had changed, in a sentence.
pub(super) fn reason_words(t: Texts, reason: ConflictReason) -> String {
    match reason {
        ConflictReason::Reassigned => t.phone_conflict_reassigned(),
        ConflictReason::Settled => t.phone_conflict_settled(),
        ConflictReason::Reopened => t.phone_conflict_reopened(),
        ConflictReason::Procedure => t.phone_conflict_procedure(),
        ConflictReason::State => t.phone_conflict_state(),
        ConflictReason::Gone => t.phone_conflict_gone(),
    }
}

/// What a record lacks: the field by its name in the input, with the section or the number it belongs to.
fn lacking(t: Texts, lack: &Lack) -> Value {
    let (_, words) = lacks::sentence(t, lack);
    let (field, section, number) = place(lack);
    let clauses = lack.basis().map(|it| it.clauses.clone());
    let of_matter = matches!(
        lack,
        Lack::MatterWords { .. }
            | Lack::MatterOutcome { .. }
            | Lack::Promise { .. }
            | Lack::Dissatisfaction { .. }
            | Lack::Explanation { .. }
            | Lack::Rectification { .. }
    );
    json!({
        "field": field,
        "section": section,
        "matter": number.filter(|_| of_matter),
        "number": number.filter(|_| !of_matter),
        "words": words,
        "clauses": clauses.unwrap_or_default(),
    })
}

fn place(lack: &Lack) -> (&'static str, Option<&str>, Option<u32>) {
    match lack {
        Lack::InTheFuture | Lack::CallTime { .. } => ("visited_at", None, None),
        Lack::LateWithoutReason { .. } => ("late_reason", None, None),
        Lack::Channel { .. } => ("channel", None, None),
        Lack::ChannelReason { .. } => ("channel_reason", None, None),
        Lack::Respondent => ("respondent_name", None, None),
        Lack::Content { id, .. } => ("sections", Some(id), None),
        Lack::Rating { .. } => ("rating", None, None),
        Lack::Solved { .. } => ("solved", None, None),
        Lack::SiteCheck { .. } => ("site_check", None, None),
        Lack::MatterWords { number } => ("said", None, Some(*number)),
        Lack::MatterOutcome { number, .. } | Lack::Explanation { number, .. } => {
            ("outcome", None, Some(*number))
        }
        Lack::Promise { number, .. } => ("promise", None, Some(*number)),
        Lack::Dissatisfaction { .. } => ("matters", None, None),
        Lack::Rectification { number, .. } => ("rectification", None, Some(*number)),
        Lack::CustomerSignature { .. } => ("customer_signature", None, None),
        Lack::RefusalReason { .. } => ("refusal.reason", None, None),
        Lack::RefusalWitness { .. } => ("refusal.witness", None, None),
        Lack::SignedSheet { .. } => ("files", None, None),
        Lack::VisitorSignature { number, .. } => ("visitor_signatures", None, Some(*number)),
    }
}

fn invalid(t: Texts, wrong: &FieldError) -> Value {
    let errors = Errors::of_fields(t, std::slice::from_ref(wrong));
    let words = errors.iter().next().map(|(_, words)| words.clone());
    let of_matter = !matches!(wrong.field, "visitor_signature" | "files");
    json!({
        "field": wrong.field,
        "section": huiyin_domain::entry::Section::of_id(wrong.field),
        "matter": wrong.number.filter(|_| of_matter),
        "number": wrong.number.filter(|_| !of_matter),
        "words": words.unwrap_or_default(),
        "clauses": [],
    })
}
