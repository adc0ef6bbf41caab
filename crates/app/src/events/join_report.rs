use huiyin_domain::entry::facts::{Report, ReportJoined};
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{Category, CommandId, EventId, Handling};
use huiyin_store::{Change, Draft, events};

use super::at_hand;
use super::register_event::ReportForm;
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, access};

/// Another telling of a complaint that is still open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoinReport {
    /// The complaint.
    pub event: EventId,
    /// Whom it was told, when, and in which words; the words are required.
    pub report: ReportForm,
}

impl App {
    /// Adds a report to a complaint that is still open: the same complaint told again, or to another department, is one
    /// record that keeps each report's time, department and words.
    ///
    /// Refused once it is completed ([`Refusal::ToldAfter`]): what is told then is a complaint of its own.
    pub async fn join_report(
        &self,
        asker: &Asker,
        command: CommandId,
        input: JoinReport,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(join(change, editions, asker, input))
            })
            .await
    }
}

async fn join(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &JoinReport,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.event).await?;
    let now = change.at();
    let rules = site.rules_on(site.day(now));
    access::check(&rules, asker, site.id(), Right::RegisterEvents)?;
    let refused = |why| Error::Refused {
        why,
        basis: rules.procedure().same_complaint.basis.clone(),
    };
    if row.state.category != Category::Complaint {
        return Err(refused(Refusal::NotComplaint));
    }
    if row.handling == Handling::Completed {
        return Err(refused(Refusal::ToldAfter));
    }
    let form = &input.report;
    let mut fields = Fields::default();
    let reported_at = fields.time("reported_at", &form.reported_at, site.zone());
    if reported_at.is_some_and(|at| at > now) {
        fields.wrong("reported_at", Fault::InFuture);
    }
    if let Some(department) = form.department
        && events::site_of_department(change, department).await? != Some(site.id())
    {
        fields.wrong("department", Fault::Unknown);
    }
    let department_words = fields.optional("department", &form.department_words, LONG);
    let said = fields.required("summary", &form.said, LONG);
    fields.check()?;
    let known = events::reports(change, row.id).await?;
    let number = known.iter().map(|report| report.number).max().unwrap_or(0) + 1;
    let joined = ReportJoined {
        event: row.id,
        report: Report {
            number,
            reported_at: Some(reported_at.unwrap_or(now)),
            department: form.department,
            department_words,
        },
    };
    let words = Words::new().with_item(Word::Report, number, said);
    let draft = Draft::new(site.id(), joined).about(row.state.reporter, words);
    change.append(draft).await?;
    Ok(())
}
