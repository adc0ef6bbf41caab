use huiyin_domain::entry::facts::ComplaintJudged;
use huiyin_domain::entry::{VoidCause, Word, Words};
use huiyin_domain::{Category, CommandId, EventId, ScopeId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Basis, ExemptWhen, Exemption};
use huiyin_store::events::EventRow;
use huiyin_store::{Change, Draft, complaints};

use super::at_hand;
use crate::fields::{Fields, LONG};
use crate::planning::{arise_anew, pick_found};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result, Right, access};

/// Whether a complaint is valid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JudgeComplaint {
    /// The complaint.
    pub event: EventId,
    /// What it is found to be.
    pub judgement: Judgement,
    /// Why; required.
    pub why: String,
}

/// What a complaint is found to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Judgement {
    /// Invalid (無效投訴).
    Invalid {
        /// What the complainant was told, or for one who left no name, why nobody was; required.
        answer: String,
    },
    /// Valid after all.
    Valid,
}

impl App {
    /// Says that a complaint is invalid (無效投訴), with the reason and the answer given to the complainant, or that it is
    /// valid after all; only by the post that the procedure names, or one above. An invalid one is exempt and listed by
    /// name: what was asked for it is void, and was it picked, it is replaced. One that is valid again gets a new number.
    ///
    /// Where only a file said that it is invalid, this writes down why.
    pub async fn judge_complaint(
        &self,
        asker: &Asker,
        command: CommandId,
        input: JudgeComplaint,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(judge(change, editions, asker, input))
            })
            .await
    }
}

/// What lets a complaint be invalid; none where the procedure knows no invalid ones.
fn exemption<'r>(rules: &Rules<'r>) -> Option<&'r Exemption> {
    let mut exemptions = rules.procedure().exemptions.iter();
    exemptions.find(|exemption| exemption.when == ExemptWhen::Invalid)
}

/// What asks for the reason of an invalid complaint.
pub(crate) fn invalid_basis(rules: &Rules<'_>) -> Basis {
    exemption(rules).map_or_else(Basis::default, |exemption| exemption.basis.clone())
}

/// The post that says so: the procedure's, or who corrects.
fn judging_post<'r>(rules: &Rules<'r>) -> &'r str {
    exemption(rules)
        .and_then(|exemption| exemption.set_by.as_deref())
        .unwrap_or(&rules.procedure().plan.by)
}

/// Whether the asker may say that a complaint is invalid.
pub(crate) fn may_judge(rules: &Rules<'_>, asker: &Asker, site: ScopeId) -> bool {
    let posts: Vec<&str> = rules
        .upwards(judging_post(rules))
        .into_iter()
        .map(String::as_str)
        .collect();
    asker.person.is_none() || asker.holds(site, &posts)
}

/// Refuses who may not say so, and what is no complaint.
pub(super) fn check(rules: &Rules<'_>, asker: &Asker, row: &EventRow) -> Result<()> {
    access::check(rules, asker, row.site, Right::See)?;
    if !may_judge(rules, asker, row.site) {
        return Err(Error::Forbidden {
            right: Right::CorrectEvents,
            posts: vec![judging_post(rules).to_owned()],
            basis: invalid_basis(rules),
        });
    }
    if row.state.category != Category::Complaint {
        return Err(Error::Refused {
            why: Refusal::EventState,
            basis: invalid_basis(rules),
        });
    }
    Ok(())
}

async fn judge(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &JudgeComplaint,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.event).await?;
    let rules = site.rules_on(site.day(change.at()));
    check(&rules, asker, &row)?;
    let mut fields = Fields::default();
    let mut words = Words::new().with(Word::Why, fields.required("why", &input.why, LONG));
    let valid = match &input.judgement {
        Judgement::Invalid { answer } => {
            words = words.with(Word::Answer, fields.required("answer", answer, LONG));
            false
        }
        Judgement::Valid => true,
    };
    fields.check()?;
    let reason_lacks = !row.state.valid && complaints::invalidity(change, row.id).await?.is_none();
    let is_so = row.state.valid == valid && (valid || !reason_lacks);
    if is_so {
        return Err(Error::Refused {
            why: Refusal::EventState,
            basis: invalid_basis(&rules),
        });
    }
    let about = row.state.reporter;
    let judged = ComplaintJudged {
        event: row.id,
        valid,
    };
    change
        .append(Draft::new(site.id(), judged).about(about, words))
        .await?;
    if row.state.valid != valid {
        let cause = if valid {
            VoidCause::Corrected
        } else {
            VoidCause::Invalid
        };
        arise_anew(change, &site, row.id, cause, (about, &input.why)).await?;
        pick_found(change, &site, row.id).await?;
    }
    Ok(())
}
