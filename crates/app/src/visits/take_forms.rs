use huiyin_domain::entry::facts::{DeviceClock, FormTaken, PhoneAct};
use huiyin_domain::{CommandId, FollowUpId, PersonId, SignOutId, Step};
use huiyin_store::{Act, Change, Draft, visits};
use serde::{Deserialize, Serialize};

use super::{AtHand, Ink, by_phone};
use crate::fields::wrong;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result};

/// The forms that a visitor takes, one or many, with one signature for all.
#[derive(Clone, Debug)]
pub struct TakeForms {
    /// The follow-ups. All must be released, and the asker a visitor of each.
    pub follow_ups: Vec<FollowUpId>,
    /// The visitor's signature; may be empty where the procedure asks for no sign-out.
    pub signature: Ink,
}

/// The lines of the sign-out sheet that were written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FormsTaken {
    /// One for each form, in the order asked.
    pub sign_outs: Vec<SignOutId>,
}

impl App {
    /// Signs for the forms of follow-ups (簽收). Only who visits takes a form: nobody signs for another, the planner
    /// included ([`Refusal::NotVisitor`]). The second of two joint visitors takes the same form.
    pub async fn take_forms(
        &self,
        asker: &Asker,
        command: CommandId,
        input: TakeForms,
    ) -> Result<FormsTaken> {
        let act = asker.act(command, self.clock().now());
        self.take_forms_from(asker, act, input, None).await
    }

    /// The same as the act that is given, also from a phone.
    pub(crate) async fn take_forms_from(
        &self,
        asker: &Asker,
        act: Act,
        input: TakeForms,
        phone: Option<DeviceClock>,
    ) -> Result<FormsTaken> {
        let input = (self.editions().clone(), asker.clone(), input, phone);
        self.db()
            .command(act, input, |change, (editions, asker, input, phone)| {
                Box::pin(take(change, (editions, asker), input, *phone))
            })
            .await
    }
}

/// Takes forms in a change that may do more.
pub(crate) async fn take(
    change: &mut Change<'_>,
    (editions, asker): (&Editions, &Asker),
    input: &TakeForms,
    phone: Option<DeviceClock>,
) -> Result<FormsTaken> {
    if input.follow_ups.is_empty() {
        return Err(wrong("follow_ups", Fault::Missing));
    }
    if let Some(error) = input.signature.fault("signature") {
        return Err(Error::Invalid(vec![error]));
    }
    let mut sign_outs = Vec::new();
    for follow_up in &input.follow_ups {
        let at_hand = AtHand::load(change, editions, asker, *follow_up).await?;
        let person = may_take(&at_hand, asker, &input.signature)?;
        if visits::has_taken(change, *follow_up, person).await? {
            return Err(refused(&at_hand, Refusal::FollowUpState)?);
        }
        let sign_out = SignOutId::generate();
        let facts = FormTaken {
            sign_out,
            follow_up: *follow_up,
            event: at_hand.follow_up.event,
            person,
        };
        sign_outs.push(sign_out);
        let draft =
            Draft::new(at_hand.follow_up.site, facts).about(Some(person), input.signature.words(1));
        change.append(draft).await?;
        if let Some(clock) = phone {
            let act = PhoneAct::Form(sign_out);
            by_phone(change, (&at_hand, asker), (act, clock), &[&input.signature]).await?;
        }
    }
    Ok(FormsTaken { sign_outs })
}

fn may_take(at_hand: &AtHand, asker: &Asker, signature: &Ink) -> Result<PersonId> {
    let Some(person) = at_hand.visitor(asker) else {
        return Err(refused(at_hand, Refusal::NotVisitor)?);
    };
    if !at_hand.follow_up.state.takes(Step::Take) {
        return Err(refused(at_hand, Refusal::FollowUpState)?);
    }
    let required = at_hand.rules()?.procedure().sign_out.required;
    if required && signature.is_empty() {
        return Err(wrong("signature", Fault::Missing));
    }
    Ok(person)
}

fn refused(at_hand: &AtHand, why: Refusal) -> Result<Error> {
    Ok(Error::Refused {
        why,
        basis: at_hand.rules()?.procedure().sign_out.basis.clone(),
    })
}
