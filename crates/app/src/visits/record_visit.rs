//! Putting down a visit.

mod facts;
mod files;
mod form;
mod input;

use huiyin_domain::entry::facts::{Counted, DeviceClock, PhoneAct, VisitRecorded};
use huiyin_domain::{AttachmentId, CommandId, Day, EventId, FollowUpId, RecordId, Step, Window};
use huiyin_rules::record::counted;
use huiyin_store::records::{self, MatterRow};
use huiyin_store::{Act, Change, Draft, Error as StoreError};
use serde::{Deserialize, Serialize};

pub use input::{
    FileInput, MatterInput, PaperInput, PromiseInput, RecordVisit, RectificationInput,
    RefusalInput, SectionInput, VisitorInk,
};

use self::files::Files;
use self::form::Form;
use super::{About, AtHand, NextRound, by_phone, plan_next_round, register_linked_complaint};
use crate::reviews::tell_next_reviewers;
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result};

/// What came of recording a visit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VisitRecordedAnswer {
    /// The record.
    pub record: RecordId,
    /// Which version of it.
    pub version: u32,
    /// What it counts for.
    pub counted: Counted,
    /// The next round it asked for.
    pub next_round: Option<FollowUpId>,
    /// The complaints it gave rise to.
    pub complaints: Vec<EventId>,
}

/// What an earlier version of the record left behind.
struct Earlier {
    versions: u32,
    matters: Vec<MatterRow>,
    files: Vec<AttachmentId>,
}

impl App {
    /// Hands in the record of a visit, or a new version of one that was sent back: no signature carries over.
    ///
    /// One of the visitors hands it in, with the signatures of all; one that was taken on paper also whoever the
    /// procedure lets enter it for them ([`Refusal::NotVisitor`], [`Refusal::NotOnPaper`],
    /// [`Refusal::FormNotTaken`], [`Refusal::FollowUpState`]). Photos are sent before ([`App::keep_attachment`]) or are
    /// those of an earlier version. What the procedure still asks for comes back as
    /// [`Error::Lacking`], what cannot be read as [`Error::Invalid`].
    pub async fn record_visit(
        &self,
        asker: &Asker,
        command: CommandId,
        input: RecordVisit,
    ) -> Result<VisitRecordedAnswer> {
        let act = asker.act(command, self.clock().now());
        self.record_visit_from(asker, act, input, None).await
    }

    /// The same as the act that is given, also from a phone.
    pub(crate) async fn record_visit_from(
        &self,
        asker: &Asker,
        act: Act,
        input: RecordVisit,
        phone: Option<DeviceClock>,
    ) -> Result<VisitRecordedAnswer> {
        let input = (self.editions().clone(), asker.clone(), input, phone);
        self.db()
            .command(act, input, |change, (editions, asker, input, phone)| {
                Box::pin(record(change, (editions, asker), input, *phone))
            })
            .await
    }
}

/// Records a visit in a change that may do more. Who hands it in is the asker; who does this is the change's actor.
pub(crate) async fn record(
    change: &mut Change<'_>,
    (editions, asker): (&Editions, &Asker),
    input: &RecordVisit,
    phone: Option<DeviceClock>,
) -> Result<VisitRecordedAnswer> {
    let at_hand = AtHand::load(change, editions, asker, input.follow_up).await?;
    check_may_record(&at_hand, asker, input.paper.is_some())?;
    let form = Form::read(input, (&at_hand.site, phone), change.at())?;
    let lacks = form.lacks(&at_hand, at_hand.site.zone().local(change.at()))?;
    if !lacks.is_empty() {
        return Err(Error::Lacking(lacks));
    }
    let earlier = earlier(change, &at_hand).await?;
    let files = Files::find(change, &at_hand, asker.person, input, &earlier.files).await?;
    let complaints = register_complaints(change, &at_hand, &form, &earlier).await?;
    let facts = form.facts(
        &at_hand,
        earlier.versions + 1,
        counts(&at_hand, &form)?,
        &complaints,
    )?;
    let answer = answer_of(&facts, &complaints);
    let draft = form.words(Draft::new(at_hand.follow_up.site, facts), &at_hand);
    change.append(draft).await?;
    if let Some(clock) = phone {
        let act = PhoneAct::Record(answer.record);
        by_phone(
            change,
            (&at_hand, asker),
            (act, clock),
            &form.inks(&at_hand),
        )
        .await?;
    }
    files.attach(change, answer.record).await?;
    tell_next_reviewers(change, &at_hand, (answer.record, asker.person), 0).await?;
    let next_round = match form.next_due(&at_hand.rules()?) {
        Some(due) => plan_next_round(change, &at_hand, next(&form, due)).await?,
        None => None,
    };
    Ok(VisitRecordedAnswer {
        next_round,
        ..answer
    })
}

fn answer_of(facts: &VisitRecorded, complaints: &[Option<EventId>]) -> VisitRecordedAnswer {
    VisitRecordedAnswer {
        record: facts.record,
        version: facts.version,
        counted: facts.counted,
        next_round: None,
        complaints: complaints.iter().copied().flatten().collect(),
    }
}

fn next(form: &Form<'_>, due: Day) -> NextRound {
    NextRound {
        from: form.visited.day(),
        due,
    }
}

pub(super) fn check_may_record(at_hand: &AtHand, asker: &Asker, on_paper: bool) -> Result<()> {
    let rules = at_hand.rules()?;
    let procedure = rules.procedure();
    let refuse = |why, basis: &huiyin_rules::procedure::Basis| {
        Err(Error::Refused {
            why,
            basis: basis.clone(),
        })
    };
    if on_paper && procedure.paper.is_none() {
        return refuse(Refusal::NotOnPaper, &procedure.signatures.basis);
    }
    let enters = on_paper && at_hand.may_enter_from_paper(asker)?;
    if at_hand.visitor(asker).is_none() && !enters {
        return refuse(Refusal::NotVisitor, &procedure.plan.basis);
    }
    let state = at_hand.follow_up.state;
    let form_first = procedure.sign_out.required;
    if state.takes(Step::Record { form_first }) {
        Ok(())
    } else if state.takes(Step::Take) {
        refuse(Refusal::FormNotTaken, &procedure.sign_out.basis)
    } else {
        refuse(Refusal::FollowUpState, &procedure.plan.basis)
    }
}

fn counts(at_hand: &AtHand, form: &Form<'_>) -> Result<Counted> {
    let follow_up = &at_hand.follow_up;
    let window = Window::new(follow_up.window_from, follow_up.window_to)
        .map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(counted(window, follow_up.working_limit, form.visited.day()))
}

async fn earlier(change: &mut Change<'_>, at_hand: &AtHand) -> Result<Earlier> {
    let follow_up = &at_hand.follow_up;
    let Some(current) = follow_up.record else {
        return Ok(Earlier {
            versions: 0,
            matters: Vec::new(),
            files: Vec::new(),
        });
    };
    let records = records::records(change, follow_up.obligation).await?;
    let of_this = records
        .iter()
        .filter(|record| record.follow_up == follow_up.id);
    let versions = of_this.clone().map(|record| record.version).max();
    let of_this: Vec<RecordId> = of_this.map(|record| record.id).collect();
    let files = records::files(change, follow_up.obligation).await?;
    let files = files.iter().filter(|it| of_this.contains(&it.record));
    let files = files.map(|it| it.attachment).collect();
    let mut matters = records::matters(change, follow_up.obligation).await?;
    matters.retain(|matter| matter.record == current);
    Ok(Earlier {
        versions: versions.unwrap_or(0),
        matters,
        files,
    })
}

/// Registers what was raised as a complaint, matter by matter; what an earlier version registered stands.
async fn register_complaints(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    form: &Form<'_>,
    earlier: &Earlier,
) -> Result<Vec<Option<EventId>>> {
    let mut complaints = Vec::new();
    for (number, matter) in (1..).zip(&form.matters) {
        let before = earlier
            .matters
            .iter()
            .find(|before| before.number == number)
            .and_then(|before| before.complaint);
        let becomes_event = at_hand
            .rules()?
            .becomes_event(matter.input.kind, matter.input.dissatisfaction);
        complaints.push(match before {
            _ if !becomes_event => None,
            Some(known) => Some(known),
            None => {
                let said = matter.input.said.trim();
                Some(
                    register_linked_complaint(
                        change,
                        at_hand,
                        said,
                        (form.visited_at, About::Another),
                    )
                    .await?,
                )
            }
        });
    }
    Ok(complaints)
}
