//! The company's spot check (抽查): a drawn share of the records accepted in a closed month is called back by somebody of
//! the company, and what the residents say is held beside the records. No verdict on anybody: each difference opens the
//! record and the call.

mod call_page;
mod record_spot_check;
mod reveal_phone;
mod spot_checks_page;

pub use call_page::SpotCall;
pub use huiyin_rules::spot_check::{Agreement, Answer};
pub use huiyin_store::spot_checks::CallRow;
pub use record_spot_check::{CallOutcome, RecordSpotCheck};
pub use spot_checks_page::{SiteSpotChecks, SpotChecks, SpotLine, SpotState, VisitorAgreement};

use std::collections::{BTreeMap, HashMap, HashSet};

use huiyin_domain::{EventId, Instant, Month, Rating, RecordId, ScopeId};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::spot_check::SpotSample;
use huiyin_store::records::{self, SubjectRow};
use huiyin_store::spot_checks::{self, SampledRow};
use huiyin_store::statistics::SiteRange;
use huiyin_store::visits::{self, FollowUpRow};
use huiyin_store::{Error as StoreError, Tx};

use crate::access::{self, Right};
use crate::site::Editions;
use crate::{Asker, Error, Refusal, Result, Site, confidential};

/// How many sites are read at once.
const AT_ONCE: usize = 100;

/// The sample of a month at a site, with the calls that were made.
pub(crate) struct Drawn {
    sample: SpotSample,
    /// The records that are called, in their order.
    offered: Vec<RecordId>,
    /// The calls, by record, each in the order in which they were made.
    calls: HashMap<RecordId, Vec<CallRow>>,
    /// Since when it can be known: the month is closed and its key revealed.
    since: Instant,
}

/// The samples of a month at sites; none where the procedure asks for none, where the month is not closed, or where its
/// key is not revealed yet. Three statements for each hundred sites of one time zone.
async fn drawn(tx: &mut Tx, sites: &[&Site], month: Month) -> Result<HashMap<ScopeId, Drawn>> {
    let mut by_zone: BTreeMap<String, Vec<&Site>> = BTreeMap::new();
    for site in sites {
        let zone = site.zone().to_string();
        by_zone.entry(zone).or_default().push(site);
    }
    let mut found = HashMap::new();
    for mut of_zone in by_zone.into_values() {
        of_zone.sort_by_key(|site| site.id());
        for some in of_zone.chunks(AT_ONCE) {
            drawn_of_some(tx, some, month, &mut found).await?;
        }
    }
    Ok(found)
}

/// The same of sites of one time zone, in the order of their ids.
async fn drawn_of_some(
    tx: &mut Tx,
    some: &[&Site],
    month: Month,
    found: &mut HashMap<ScopeId, Drawn>,
) -> Result<()> {
    let (Some(first), Some(last)) = (some.first(), some.last()) else {
        return Ok(());
    };
    let range = SiteRange {
        first: first.id(),
        last: last.id(),
    };
    let zone = first.zone();
    let span = (
        zone.start_of(month.first_day()),
        zone.start_of(month.plus(1).first_day()),
    );
    let months = spot_checks::months(tx, range, month).await?;
    let mut accepted: HashMap<ScopeId, Vec<RecordId>> = HashMap::new();
    for (site, record) in spot_checks::accepted(tx, range, span).await? {
        accepted.entry(site).or_default().push(record);
    }
    let mut calls: HashMap<RecordId, Vec<CallRow>> = HashMap::new();
    for call in spot_checks::calls(tx, range, month).await? {
        calls.entry(call.record).or_default().push(call);
    }
    let not_reached = not_reached(calls.values().flatten());
    for site in some {
        let rule = site.procedure_on(month.last_day()).spot_check.as_ref();
        let row = months.iter().find(|row| row.site == site.id());
        let known = row.and_then(|row| {
            let since = row.closed_at?.max(row.revealed_at?);
            Some((row.key.as_deref()?, since))
        });
        let (Some(rule), Some((key, since))) = (rule, known) else {
            continue;
        };
        let key = DrawKey::from_hex(key)
            .map_err(|error| StoreError::Corrupt(format!("the key of {month}: {error}")))?;
        let of_site = accepted.remove(&site.id()).unwrap_or_default();
        let sample = SpotSample::draw(rule, &key, month, of_site);
        let offered = sample.offered(&not_reached).to_vec();
        let calls = offered
            .iter()
            .filter_map(|record| Some((*record, calls.remove(record)?)));
        let calls = calls.collect();
        let drawn = Drawn {
            sample,
            offered,
            calls,
            since,
        };
        found.insert(site.id(), drawn);
    }
    Ok(())
}

/// The records about which a call was in vain.
fn not_reached<'c>(calls: impl IntoIterator<Item = &'c CallRow>) -> HashSet<RecordId> {
    let in_vain = calls.into_iter().filter(|call| call.not_reached.is_some());
    in_vain.map(|call| call.record).collect()
}

/// What the resident said in the call that reached them; none where nobody was reached yet.
fn answer(recorded: Option<Rating>, calls: &[CallRow]) -> Option<Answer> {
    let reached = calls.iter().find(|call| call.not_reached.is_none())?;
    Some(Answer {
        recorded,
        visited: reached.visited?,
        told: reached.rating,
    })
}

/// A record that somebody of the company calls about.
struct AtHand {
    site: Site,
    subject: SubjectRow,
    follow_up: FollowUpRow,
    row: SampledRow,
    month: Month,
    calls: Vec<CallRow>,
    /// Since when it can be known that it is called about.
    since: Instant,
    /// Why the asker cannot enter a call about it; none where they can.
    barred: Option<Refusal>,
}

impl AtHand {
    /// [`Error::NotFound`] for who has nothing to do with the site, [`Error::Forbidden`] for who is not of the company or
    /// may not read what the record is about, [`Refusal::SpotNotDrawn`] and [`Refusal::NotSampled`] where nobody calls.
    async fn load(
        tx: &mut Tx,
        (editions, asker): (&Editions, &Asker),
        record: RecordId,
        now: Instant,
    ) -> Result<Self> {
        let subject = records::subject(tx, record).await?;
        let subject = subject.filter(|it| asker.belongs_to(it.site));
        let subject = subject.ok_or(Error::NotFound)?;
        let site = editions.site(tx, subject.site).await?;
        let rules = site.rules_on(site.day(now));
        access::check(&rules, asker, site.id(), Right::SpotCheck)?;
        let follow_up = visits::follow_up(tx, subject.follow_up).await?;
        let follow_up = follow_up.ok_or(Error::NotFound)?;
        let event: EventId = follow_up.event;
        confidential::check_event(tx, &site, asker, event, &site.newest_rules()).await?;
        let Some(accepted_at) = spot_checks::accepted_at(tx, record).await? else {
            return Err(refused(&site, site.day(now).month(), Refusal::NotSampled));
        };
        let month = site.day(accepted_at).month();
        let mut drawn = drawn(tx, &[&site], month).await?;
        let Some(mut drawn) = drawn.remove(&site.id()) else {
            return Err(refused(&site, month, Refusal::SpotNotDrawn));
        };
        if !drawn.offered.contains(&record) {
            return Err(refused(&site, month, Refusal::NotSampled));
        }
        let row = spot_checks::sampled(tx, &[record]).await?;
        let row = row.into_iter().next().ok_or(Error::NotFound)?;
        let calls = drawn.calls.remove(&record).unwrap_or_default();
        let is_reached = calls.iter().any(|call| call.not_reached.is_none());
        let barred = match asker.person {
            _ if is_reached => Some(Refusal::SpotChecked),
            Some(person) if spot_checks::had_a_hand(tx, record, person).await? => {
                Some(Refusal::OwnSpotCheck)
            }
            _ => None,
        };
        Ok(Self {
            site,
            subject,
            follow_up,
            row,
            month,
            calls,
            since: drawn.since,
            barred,
        })
    }

    /// Refuses where the asker cannot enter a call.
    fn check(&self) -> Result<()> {
        match &self.barred {
            None => Ok(()),
            Some(why) => Err(refused(&self.site, self.month, why.clone())),
        }
    }
}

/// A refusal, with what says that records are called back.
fn refused(site: &Site, month: Month, why: Refusal) -> Error {
    let rule = site.procedure_on(month.last_day()).spot_check.as_ref();
    Error::Refused {
        why,
        basis: rule.map_or_else(Default::default, |rule| rule.basis.clone()),
    }
}
