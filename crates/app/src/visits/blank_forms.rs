use huiyin_domain::entry::FollowUpState;
use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{Channel, Day, FollowUpId, PersonId, Personal, ScopeId, Text, masked_phone};
use huiyin_rules::procedure::Basis;
use huiyin_store::blank_forms::{self, BlankFormRow};
use huiyin_store::{Tx, people};

use super::AtHand;
use crate::access::{self, Right, has_right};
use crate::{App, Asker, Error, Refusal, Result};

/// Which forms are to be printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhichForms {
    /// That of one follow-up.
    Of(FollowUpId),
    /// Those of a day at a site: for who plans all of them, for others those they visit.
    Day(ScopeId, Day),
    /// Those that somebody has to visit at a site; none is the asker.
    Visitor(ScopeId, Option<PersonId>),
}

/// The most forms printed at once.
const MOST: u32 = 60;

/// Forms to be taken along: 《回訪記錄表》 with what is known, and space for the rest.
#[derive(Clone, Debug)]
pub struct BlankForms {
    /// One for each follow-up, the first due first.
    pub forms: Vec<BlankForm>,
    /// Whether there are more than can be printed at once.
    pub more: bool,
}

/// One form.
#[derive(Clone, Debug)]
pub struct BlankForm {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The event's number for people.
    pub number: String,
    /// Which round.
    pub round: u32,
    /// What is known of the event; the phone number is masked.
    pub known: BlankFormRow,
    /// The last day in time.
    pub due: Day,
    /// How the customer is to be contacted.
    pub channel: Channel,
    /// Who visits: the post and the name.
    pub visitors: Vec<(String, Option<Personal<String>>)>,
    /// The sections, each with whether it is rated.
    pub sections: Vec<(Text, bool)>,
    /// Whether the customer signs.
    pub customer_signs: bool,
    /// Whether the visitor signs on it for having taken it, not on a sign-out sheet.
    pub receipt: bool,
    /// What asks for the record.
    pub basis: Basis,
}

impl App {
    /// Blank forms to be printed, at most 60. A form names a resident: it is printed by who visits and by who plans,
    /// and of a confidential complaint only by whom that is open to.
    pub async fn blank_forms(&self, asker: &Asker, which: WhichForms) -> Result<BlankForms> {
        let mut tx = self.db().read().await?;
        let limit = MOST + 1;
        let ids = match which {
            WhichForms::Of(id) => {
                let at_hand = AtHand::read(&mut tx, self.editions(), asker, id).await?;
                let rules = at_hand.rules()?;
                if at_hand.visitor(asker).is_none() {
                    access::check(&rules, asker, at_hand.site.id(), Right::Plan)?;
                }
                if !is_open(&at_hand) {
                    return Err(Error::Refused {
                        why: Refusal::FollowUpState,
                        basis: rules.procedure().plan.basis.clone(),
                    });
                }
                vec![id]
            }
            WhichForms::Day(site, day) => blank_forms::of_day(&mut tx, site, day, limit).await?,
            WhichForms::Visitor(site, visitor) => {
                let visitor = visitor.or(asker.person).ok_or(Error::NotFound)?;
                blank_forms::of_visitor(&mut tx, site, visitor, limit).await?
            }
        };
        let most = usize::try_from(MOST).unwrap_or(usize::MAX);
        let mut forms = Vec::new();
        for id in ids.iter().take(most) {
            // In a batch, what the asker may not see is left out.
            let at_hand = match AtHand::read(&mut tx, self.editions(), asker, *id).await {
                Err(Error::Forbidden { .. } | Error::NotFound) => continue,
                at_hand => at_hand?,
            };
            if may_print(&at_hand, asker)? {
                forms.push(form(&mut tx, &at_hand).await?);
            }
        }
        Ok(BlankForms {
            forms,
            more: ids.len() > most,
        })
    }
}

pub(super) fn may_print(at_hand: &AtHand, asker: &Asker) -> Result<bool> {
    let plans = has_right(&at_hand.rules()?, asker, at_hand.site.id(), Right::Plan);
    Ok(is_open(at_hand) && (plans || at_hand.visitor(asker).is_some()))
}

/// Whether a record is still to come.
const fn is_open(at_hand: &AtHand) -> bool {
    matches!(
        at_hand.follow_up.state,
        FollowUpState::Planned
            | FollowUpState::Released
            | FollowUpState::Taken
            | FollowUpState::SentBack
    )
}

async fn form(tx: &mut Tx, at_hand: &AtHand) -> Result<BlankForm> {
    let row = &at_hand.follow_up;
    let known = blank_forms::blank_form(tx, row.id).await?;
    let mut known = known.ok_or(Error::NotFound)?;
    known.phone = known
        .phone
        .map(|phone| Personal::new(masked_phone(phone.reveal())));
    let names = people::people(tx, &at_hand.people()).await?;
    let name = |person: Option<PersonId>| {
        let found = names.iter().find(|known| Some(known.id) == person);
        found.and_then(|known| known.name.clone())
    };
    let rules = at_hand.rules()?;
    let procedure = rules.procedure();
    let (year, number) = known.number;
    Ok(BlankForm {
        follow_up: row.id,
        number: RunningNumber { year, number }.text(at_hand.site.code()),
        round: row.round,
        due: row.due,
        channel: row.channel,
        visitors: at_hand
            .visitors
            .iter()
            .map(|visitor| (visitor.post.clone(), name(visitor.person)))
            .collect(),
        sections: procedure
            .contents
            .iter()
            .map(|content| (content.title.clone(), content.rated))
            .collect(),
        customer_signs: rules.customer_signs(row.channel),
        receipt: procedure.sign_out.required && procedure.sign_out.on_record,
        basis: procedure.signatures.basis.clone(),
        known,
    })
}
