use std::collections::{BTreeSet, HashMap};

use huiyin_domain::entry::Facts;
use huiyin_domain::entry::facts::Pick;
use huiyin_domain::{
    Category, EntryId, EventId, FollowUpId, Instant, ObligationId, PersonId, Personal, Why,
    masked_phone,
};
use huiyin_rules::procedure::Basis;
use huiyin_store::complaints::{self, InvalidityRow, MergedRow, ReplyRow};
use huiyin_store::event_list::{self, AroundRow, ReportRow};
use huiyin_store::events::{self, EventRow};
use huiyin_store::follow_ups::VisitorRow;
use huiyin_store::plan::{self, DrawnRow, PlanRow};
use huiyin_store::{Tx, journal, people};

use super::attach_reply::reply_asked;
use super::judge_complaint::{invalid_basis, may_judge};
use crate::access::{self, has_right};
use crate::planning::{StratumBoxes, decided, hidden, is_shown, number_text, strata};
use crate::{App, Asker, Error, Result, Right, Site, confidential, first_aid};

/// One event with its history.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether the asker may do one thing"
)]
pub struct EventPage {
    /// The site.
    pub site: Site,
    /// The number for people, such as CY-2026-00123.
    pub number: String,
    /// The event; the phone number is masked.
    pub row: EventRow,
    /// What the things around it are called.
    pub around: AroundRow,
    /// What asks for its 復函情況; none where nothing does.
    pub reply_asked: Option<Basis>,
    /// Its 復函情況, once it is entered here.
    pub reply: Option<ReplyRow>,
    /// Why it is invalid, once that is entered here.
    pub invalidity: Option<InvalidityRow>,
    /// Whether the asker may say that it is invalid, or valid after all.
    pub may_judge: bool,
    /// What lets a complaint be invalid.
    pub invalid_basis: Basis,
    /// The number for people of the event it was merged into.
    pub merged_into: Option<(EventId, String)>,
    /// What was merged into it, each with the number for people and its reports.
    pub merged: Vec<MergedEvent>,
    /// What says when complaints are one record.
    pub same_complaint: Basis,
    /// The reports that make it up.
    pub reports: Vec<ReportRow>,
    /// How many lines its list has: participants, recipients, households.
    pub listed: usize,
    /// Whether it was completed before the site was live and no import asked to plan it: nothing is owed.
    pub is_history: bool,
    /// Whether the procedure asks for follow-ups of its category at all.
    pub covered: bool,
    /// Whether the asker may handle and complete it.
    pub may_handle: bool,
    /// Whether the asker may correct and reopen it.
    pub may_correct: bool,
    /// Whether the asker may take it out of the event it was merged into.
    pub may_separate: bool,
    /// Whether the asker may keep it from disposal and erasure.
    pub may_hold: bool,
    /// Whether the asker may make it confidential, or end that.
    pub may_keep: bool,
    /// What says who sees a confidential complaint; none where the procedure knows none.
    pub confidential_basis: Option<Basis>,
    /// What the procedure may ask for, void ones among them.
    pub obligations: Vec<EventObligation>,
    /// The follow-ups that people know of.
    pub follow_ups: Vec<EventFollowUp>,
    /// What happened, oldest first.
    pub steps: Vec<Step>,
    /// The names of the people in the steps.
    pub names: HashMap<PersonId, Option<Personal<String>>>,
}

/// An event that was merged into another.
#[derive(Clone, Debug)]
pub struct MergedEvent {
    /// The number for people.
    pub number: String,
    /// The event.
    pub row: MergedRow,
    /// Its reports.
    pub reports: Vec<ReportRow>,
}

/// An obligation of the event.
#[derive(Clone, Debug)]
pub struct EventObligation {
    /// The obligation, its cohort and number.
    pub row: DrawnRow,
    /// Why it is picked, or is not; none while the pick of its stratum is open.
    pub why: Option<Why>,
    /// The stratum it is in.
    pub stratum: Option<StratumBoxes>,
    /// Whether a voluntary follow-up of it may be added, by the asker where there is one.
    pub may_add: bool,
}

/// A follow-up of the event.
#[derive(Clone, Debug)]
pub struct EventFollowUp {
    /// The follow-up.
    pub row: PlanRow,
    /// Who visits, in order.
    pub visitors: Vec<VisitorRow>,
}

/// Something that happened to the event.
#[derive(Clone, Debug)]
pub struct Step {
    /// The entry of the journal.
    pub entry: EntryId,
    /// When.
    pub at: Instant,
    /// Who did it; none when the product did.
    pub actor: Option<PersonId>,
    /// What. A pick that is not shown yet is left out of it.
    pub what: Facts,
    /// The reason that was given.
    pub why: Option<Personal<String>>,
}

impl EventPage {
    /// Whether the asker may merge it into another.
    pub fn may_merge(&self) -> bool {
        self.may_correct && self.row.state.category == Category::Complaint
    }
}

impl App {
    /// One event: its content, reports and list, what it asks for and why, its follow-ups, and its history. At most 17
    /// statements, however long the history is; 2 more for every 50 people in it, and one for each event merged into it.
    pub async fn event(&self, asker: &Asker, event: EventId) -> Result<EventPage> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let mut row = events::event(&mut tx, event)
            .await?
            .filter(|row| row.withdrawn_at.is_none() && asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        row.phone = row
            .phone
            .map(|phone| Personal::new(masked_phone(phone.reveal())));
        let site = self.editions().site(&mut tx, row.site).await?;
        let today = site.day(now);
        let rules = site.rules_on(row.completed_at.map_or(today, |at| site.day(at)));
        access::check(&rules, asker, site.id(), Right::See)?;
        let kept = (row.confidential, row.accused);
        confidential::check(&site.newest_rules(), asker, site.id(), kept)?;
        first_aid::check_row(&mut tx, &site.newest_rules(), asker, &row).await?;

        let around = plan::drawn_around_event(&mut tx, event).await?;
        let unseen: BTreeSet<ObligationId> = around
            .iter()
            .filter(|one| one.why.picked() && !is_shown(one, now))
            .map(|one| one.obligation)
            .collect();
        let mut visitors: HashMap<FollowUpId, Vec<VisitorRow>> = HashMap::new();
        for visitor in plan::visitors_of_event(&mut tx, event).await? {
            visitors.entry(visitor.follow_up).or_default().push(visitor);
        }
        let follow_ups = plan::lines_of_event(&mut tx, event, now).await?;
        let plans = has_right(&rules, asker, site.id(), Right::Plan);
        let mut own = known_obligations(event, &around, now);
        for one in &mut own {
            let has_one = follow_ups
                .iter()
                .any(|row| row.obligation == one.row.obligation);
            one.may_add &= plans && !has_one;
        }
        let steps = steps(&mut tx, event, &unseen, now).await?;
        let actors: BTreeSet<PersonId> = steps.iter().filter_map(|step| step.actor).collect();
        let actors: Vec<PersonId> = actors.into_iter().collect();
        let names = people::people(&mut tx, &actors).await?;
        let merged_into = match row.merged_into {
            Some(into) => events::event(&mut tx, into).await?,
            None => None,
        };
        let merged = merged(&mut tx, &site, event).await?;
        Ok(EventPage {
            merged_into: merged_into.map(|into| {
                let number = (into.number.year, into.number.number);
                (into.id, number_text(&site, number))
            }),
            merged,
            same_complaint: rules.procedure().same_complaint.basis.clone(),
            number: number_text(&site, (row.number.year, row.number.number)),
            around: event_list::around(&mut tx, event).await?,
            reply_asked: reply_asked(&rules, &row),
            reply: complaints::reply(&mut tx, event).await?,
            invalidity: complaints::invalidity(&mut tx, event).await?,
            may_judge: row.state.category == Category::Complaint
                && may_judge(&rules, asker, site.id()),
            invalid_basis: invalid_basis(&rules),
            reports: event_list::reports(&mut tx, event).await?,
            listed: events::listed(&mut tx, event).await? as usize,
            is_history: super::is_history(&site, &row) && own.is_empty(),
            covered: rules.category(row.state.category).is_some(),
            may_handle: row.merged_into.is_none()
                && has_right(&rules, asker, site.id(), Right::RegisterEvents),
            may_correct: row.merged_into.is_none()
                && has_right(&rules, asker, site.id(), Right::CorrectEvents),
            may_keep: row.state.category == Category::Complaint
                && rules.procedure().confidential.is_some()
                && confidential::may_see(&rules, asker, site.id(), row.accused),
            confidential_basis: (rules.procedure().confidential.as_ref())
                .map(|rule| rule.basis.clone()),
            may_hold: crate::privacy::may_hold(&rules, asker, &site),
            may_separate: row.merged_into.is_some()
                && has_right(&rules, asker, site.id(), Right::CorrectEvents),
            obligations: own,
            follow_ups: follow_ups
                .into_iter()
                .map(|row| EventFollowUp {
                    visitors: visitors.remove(&row.id).unwrap_or_default(),
                    row,
                })
                .collect(),
            steps,
            names: names.into_iter().map(|one| (one.id, one.name)).collect(),
            row,
            site,
        })
    }
}

/// What happened to an event, as far as people may know of it.
async fn steps(
    tx: &mut Tx,
    event: EventId,
    unseen: &BTreeSet<ObligationId>,
    now: Instant,
) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    for line in journal::history(tx, event.uuid()).await? {
        let entry = line.entry()?;
        let why = entry.why().map(|why| Personal::new(why.to_owned()));
        if let Some(what) = shown(entry.facts, unseen, now) {
            steps.push(Step {
                entry: entry.id,
                at: entry.at,
                actor: entry.actor,
                what,
                why,
            });
        }
    }
    Ok(steps)
}

/// What was merged into an event.
async fn merged(tx: &mut Tx, site: &Site, event: EventId) -> Result<Vec<MergedEvent>> {
    let mut merged = Vec::new();
    for row in complaints::merged(tx, event).await? {
        merged.push(MergedEvent {
            number: number_text(site, row.number),
            reports: event_list::reports(tx, row.event).await?,
            row,
        });
    }
    Ok(merged)
}

/// The event's own obligations among all of their cohorts, as far as people may know of them.
pub(crate) fn known_obligations(
    event: EventId,
    around: &[DrawnRow],
    now: Instant,
) -> Vec<EventObligation> {
    let mut own = Vec::new();
    for cohort in around.chunk_by(|a, b| a.cohort == b.cohort) {
        let strata = strata(cohort, now);
        for row in cohort.iter().filter(|row| row.event == event) {
            let is_in = |stratum: &&StratumBoxes| {
                stratum
                    .boxes
                    .iter()
                    .any(|one| Some(one.number) == row.number)
            };
            let stratum = strata.iter().find(is_in).cloned();
            let why = if is_shown(row, now) {
                Some(row.why)
            } else {
                decided(row, stratum.as_ref())
            };
            // While the draw is open, adding one would tell of it.
            let is_free = matches!(
                why,
                Some(
                    Why::NotDrawn
                        | Why::ExemptAnonymous
                        | Why::ExemptReplyOnly
                        | Why::ExemptInvalid
                )
            );
            own.push(EventObligation {
                may_add: is_free && row.void_cause.is_none(),
                why,
                row: hidden(row.clone(), now),
                stratum,
            });
        }
    }
    own.sort_by_key(|one| (one.row.arisen_at, one.row.phase, one.row.line));
    own
}

/// A step without what would give a pick away before it is shown; none when it says nothing else.
fn shown(facts: Facts, unseen: &BTreeSet<ObligationId>, now: Instant) -> Option<Facts> {
    let seen = |pick: &Pick| pick.shown_from <= now;
    Some(match facts {
        Facts::FollowUpPlanned(planned) if unseen.contains(&planned.obligation) => return None,
        Facts::ObligationPicked(picked) if !seen(&picked.pick) => return None,
        Facts::ObligationsArisen(mut arisen) => {
            for one in &mut arisen.obligations {
                if one.shown_from.is_some_and(|from| from > now) {
                    one.why = Why::NotDrawn;
                    one.shown_from = None;
                }
            }
            Facts::ObligationsArisen(arisen)
        }
        Facts::ObligationVoided(mut voided) => {
            voided.instead = voided.instead.filter(seen);
            Facts::ObligationVoided(voided)
        }
        Facts::ObligationReplaced(mut replaced) => {
            replaced.instead = replaced.instead.filter(seen);
            Facts::ObligationReplaced(replaced)
        }
        other => other,
    })
}
