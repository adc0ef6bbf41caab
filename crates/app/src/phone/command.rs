//! A command of a phone: once, in its order, and kept where it does not fit any more.

use huiyin_domain::entry::facts::DeviceClock;
use huiyin_domain::entry::{ConflictReason, Digest, PhoneWork};
use huiyin_domain::{CommandId, FollowUpId};
use huiyin_store::{Act, Tx, phone, visits};
use serde_json::Value;

use super::conflict::Kept;
use super::correct;
use super::revision::Revision;
use crate::visits::{
    AtHand, FormsTaken, Ink, NoteTry, RecordVisit, TakeForms, VisitRecordedAnswer,
};
use crate::{App, Asker, Error, Fault, FieldError, Refusal, Result};

/// What a phone sends.
#[derive(Clone, Debug)]
pub struct PhoneCommand {
    /// The command; the same one again has one effect.
    pub id: CommandId,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its place among the commands of this device about this follow-up, from 1.
    pub seq: u64,
    /// What the visitor knew of the follow-up.
    pub revision: String,
    /// The phone's clock.
    pub clock: DeviceClock,
    /// What was done.
    pub work: PhoneWork,
    /// The fields of the action, as JSON by the names of [`RecordVisit`], [`NoteTry`] or, of a form, `signature`.
    pub input: Value,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum PhoneAnswer {
    /// It is done.
    Done(PhoneDone),
    /// One before it has not arrived: that one first.
    Wait {
        /// The number that is waited for.
        next: u64,
    },
    /// It does not fit any more.
    Conflict {
        /// What had changed.
        reason: ConflictReason,
        /// What was kept; none where there is nothing that it could be kept with.
        kept: Option<Kept>,
    },
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PhoneDone {
    /// A form was taken.
    Form(FormsTaken),
    /// The asker had taken the form already.
    FormBefore,
    /// A visit was recorded.
    Record(VisitRecordedAnswer),
    /// A try was noted.
    Try,
    /// It was kept, and then entered at the desk.
    Entered(Kept),
}

/// The work of a command, read.
#[derive(Clone, Debug)]
pub(super) enum Work {
    Form(Ink),
    Record(Box<RecordVisit>),
    Try(NoteTry),
}

impl Work {
    /// Reads the fields; what is no such thing at all comes back as one fault of the field `input`.
    pub(super) fn read(
        work: PhoneWork,
        follow_up: FollowUpId,
        input: &Value,
        clock: &DeviceClock,
    ) -> Result<Self> {
        let unreadable = |_| Error::Invalid(vec![FieldError::new("input", Fault::Malformed)]);
        let mut input = input.clone();
        let Some(fields) = input.as_object_mut() else {
            return Err(Error::Invalid(vec![FieldError::new(
                "input",
                Fault::Malformed,
            )]));
        };
        if work == PhoneWork::TakeForm {
            let ink = fields.remove("signature").unwrap_or_default();
            let ink = if ink.is_null() {
                Ink::default()
            } else {
                serde_json::from_value(ink).map_err(unreadable)?
            };
            return Ok(Self::Form(ink));
        }
        fields.insert("follow_up".to_owned(), follow_up.to_string().into());
        if work == PhoneWork::NoteTry {
            let mut input: NoteTry = serde_json::from_value(input).map_err(unreadable)?;
            correct::attempt(&mut input, clock);
            return Ok(Self::Try(input));
        }
        let mut input: RecordVisit = serde_json::from_value(input).map_err(unreadable)?;
        correct::record(&mut input, clock);
        Ok(Self::Record(Box::new(input)))
    }
}

/// How things stand when a command arrives.
enum Standing {
    /// It was done before: its answer is asked for again.
    Done,
    /// It was kept before.
    Kept(Kept),
    Wait(u64),
    Conflict(ConflictReason),
    FormBefore,
    Open,
}

impl App {
    /// Does what was done on a phone, as at the desk. The same command again has the same answer; its id with another
    /// content, or from somebody else, is [`Error::Conflict`]; one that comes before its turn is told to wait; what does not fit any more is kept and answered as a conflict, and shown at
    /// the desk until it is settled there. What the procedure still asks for comes back as [`Error::Lacking`], what
    /// cannot be read as [`Error::Invalid`].
    pub async fn phone_command(&self, asker: &Asker, command: PhoneCommand) -> Result<PhoneAnswer> {
        let work = Work::read(
            command.work,
            command.follow_up,
            &command.input,
            &command.clock,
        )?;
        let answer = match self.standing(asker, &command).await? {
            Standing::Wait(next) => return Ok(PhoneAnswer::Wait { next }),
            Standing::Kept(kept) => settled_or_not(kept),
            Standing::Conflict(reason) => self.keep(asker, &command, reason).await?,
            Standing::FormBefore => PhoneAnswer::Done(PhoneDone::FormBefore),
            Standing::Done | Standing::Open => match self.act(asker, &command, work).await {
                Ok(done) => PhoneAnswer::Done(done),
                Err(error) => self.late(asker, &command, error).await?,
            },
        };
        self.note_seq(asker, &command).await?;
        Ok(answer)
    }

    async fn act(&self, asker: &Asker, command: &PhoneCommand, work: Work) -> Result<PhoneDone> {
        let clock = Some(command.clock);
        let act = Act {
            input: Some(content(command)),
            ..asker.act(command.id, self.clock().now())
        };
        Ok(match work {
            Work::Form(signature) => {
                let input = TakeForms {
                    follow_ups: vec![command.follow_up],
                    signature,
                };
                PhoneDone::Form(self.take_forms_from(asker, act, input, clock).await?)
            }
            Work::Record(input) => {
                PhoneDone::Record(self.record_visit_from(asker, act, *input, clock).await?)
            }
            Work::Try(input) => {
                self.note_try_from(asker, act, input, clock).await?;
                PhoneDone::Try
            }
        })
    }

    async fn standing(&self, asker: &Asker, command: &PhoneCommand) -> Result<Standing> {
        let mut tx = self.db().read().await?;
        if let Some(row) = phone::conflict(&mut tx, command.id).await? {
            let same = row.sent_by == asker.person
                && (row.work, row.follow_up) == (command.work, command.follow_up);
            return if same {
                Ok(Standing::Kept(Kept::of(&row)))
            } else {
                Err(Error::Conflict)
            };
        }
        if phone::is_done(&mut tx, command.id).await? {
            return Ok(Standing::Done);
        }
        if let Some(device) = asker.device {
            let next = phone::seq(&mut tx, device, command.follow_up).await? + 1;
            if command.seq != next {
                return Ok(Standing::Wait(next));
            }
        }
        let Some(now) = revision(&mut tx, command.follow_up).await? else {
            return Ok(Standing::Conflict(ConflictReason::Gone));
        };
        if command.work == PhoneWork::TakeForm
            && let Some(person) = asker.person
            && visits::has_taken(&mut tx, command.follow_up, person).await?
        {
            return Ok(Standing::FormBefore);
        }
        let form_first = self.form_first(&mut tx, command.follow_up).await?;
        let what = (command.work, asker.person, form_first);
        Ok(match now.conflict(&command.revision, what) {
            Some(reason) => Standing::Conflict(reason),
            None => Standing::Open,
        })
    }

    async fn form_first(&self, tx: &mut Tx, follow_up: FollowUpId) -> Result<bool> {
        let at_hand = AtHand::read(tx, self.editions(), &Asker::product(), follow_up).await?;
        Ok(at_hand.rules()?.procedure().sign_out.required)
    }

    /// What was refused because something changed between the look and the action is a conflict all the same.
    async fn late(
        &self,
        asker: &Asker,
        command: &PhoneCommand,
        error: Error,
    ) -> Result<PhoneAnswer> {
        let changed = matches!(
            error,
            Error::Forbidden { .. }
                | Error::NotFound
                | Error::Refused {
                    why: Refusal::NotVisitor | Refusal::FollowUpState,
                    ..
                }
        );
        if !changed {
            return Err(error);
        }
        let again = self.standing(asker, command).await?;
        match again {
            Standing::Conflict(reason) => self.keep(asker, command, reason).await,
            Standing::Kept(kept) => Ok(settled_or_not(kept)),
            Standing::FormBefore => Ok(PhoneAnswer::Done(PhoneDone::FormBefore)),
            // Whoever still visits by the plan but may not see it any more, such as a complaint that became
            // confidential.
            _ if !matches!(error, Error::Refused { .. }) => {
                self.keep(asker, command, ConflictReason::State).await
            }
            _ => Err(error),
        }
    }

    async fn note_seq(&self, asker: &Asker, command: &PhoneCommand) -> Result<()> {
        let Some(device) = asker.device else {
            return Ok(());
        };
        let mut tx = self.db().read().await?;
        let there = visits::follow_up(&mut tx, command.follow_up)
            .await?
            .is_some();
        let known = phone::seq(&mut tx, device, command.follow_up).await?;
        drop(tx);
        if !there || known >= command.seq {
            return Ok(());
        }
        let row = (device, command.follow_up, command.seq);
        self.db()
            .write(row, |tx, (device, follow_up, seq)| {
                Box::pin(async move { Ok(phone::note_seq(tx, *device, *follow_up, *seq).await?) })
            })
            .await
    }
}

/// What a command says, whatever its number and clock: the same id with another content is another command.
fn content(command: &PhoneCommand) -> Digest {
    let PhoneCommand {
        work,
        follow_up,
        input,
        ..
    } = command;
    Digest::of(format!("{} {follow_up} {input}", work.id()).as_bytes())
}

/// What was kept, as the answer to whoever sent it.
fn settled_or_not(kept: Kept) -> PhoneAnswer {
    if kept.settled.as_ref().is_some_and(|it| it.entered) {
        return PhoneAnswer::Done(PhoneDone::Entered(kept));
    }
    PhoneAnswer::Conflict {
        reason: kept.reason,
        kept: Some(kept),
    }
}

/// What a visitor should know of a follow-up now; none where there is no such thing.
pub(super) async fn revision(tx: &mut Tx, follow_up: FollowUpId) -> Result<Option<Revision>> {
    let Some(row) = visits::follow_up(tx, follow_up).await? else {
        return Ok(None);
    };
    let Some(around) = phone::around(tx, follow_up).await? else {
        return Ok(None);
    };
    let visitors = visits::visitors(tx, follow_up).await?;
    Ok(Some(Revision {
        state: row.state,
        visitors: visitors.into_iter().map(|it| it.person).collect(),
        procedure: row.procedure,
        due: row.due,
        channel: row.channel,
        completed_at: around.completed_at,
        event_version: around.event_version,
        record: row.record,
        voided: around.voided,
    }))
}
