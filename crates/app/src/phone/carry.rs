//! What a visitor carries: their visits with all that they need at the door, and nobody else's.

use std::collections::{BTreeSet, HashMap};

use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{
    Channel, Day, FollowUpId, Instant, PersonId, Personal, RecordId, ScopeId, Severity, UnitId,
};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Basis, ExceptionNeeds};
use huiyin_store::my_visits::{
    self, MyResidentRow, MyTryRow, MyVisitRow, MyVisitorRow, PromiseRow, SaidRow,
};
use huiyin_store::{Error as StoreError, Tx, follow_ups, people, phone};

use super::conflict::Kept;
use super::revision::Revision;
use crate::reviews::input_of_record;
use crate::visits::RecordVisit;
use crate::{App, Asker, Error, Result, Site, confidential};

/// How long what was kept of somebody's work is told to their phone, in seconds.
const TOLD_FOR: i64 = 30 * 24 * 60 * 60;

/// What somebody carries on the phone.
#[derive(Clone, Debug)]
pub struct Carried {
    /// Now.
    pub now: Instant,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// The sites of the visits.
    pub sites: Vec<CarriedSite>,
    /// The visits, the first due first.
    pub visits: Vec<CarriedVisit>,
    /// What of their work did not fit any more and was kept, in the last 30 days.
    pub kept: Vec<CarriedKept>,
}

/// A site.
#[derive(Clone, Debug)]
pub struct CarriedSite {
    /// The site.
    pub site: Site,
    /// Today there.
    pub today: Day,
    /// Who may own a promise there or witness a refusal.
    pub colleagues: Vec<(PersonId, Option<Personal<String>>)>,
}

/// What was kept, and how it was settled.
pub type CarriedKept = Kept;

/// A visit.
#[derive(Clone, Debug)]
pub struct CarriedVisit {
    /// The event's number for people.
    pub number: String,
    /// What it is about. Of one that is in review nothing personal is carried any more.
    pub row: MyVisitRow,
    /// What the visitor knows by this; opaque.
    pub revision: String,
    /// The number of the next command of this device about it.
    pub next_seq: u64,
    /// Days past the last day; negative before it.
    pub days_late: i32,
    /// Who visits, in order.
    pub visitors: Vec<MyVisitorRow>,
    /// Who lives there.
    pub residents: Vec<MyResidentRow>,
    /// The records of earlier rounds.
    pub earlier: Vec<EarlierVisit>,
    /// What was promised and is still owed.
    pub promises: Vec<PromiseRow>,
    /// The tries to reach the customer in vain.
    pub tries: Vec<MyTryRow>,
    /// The channels that are allowed.
    pub channels: Vec<CarriedChannel>,
    /// Why it came back.
    pub sent_back: Option<SentBack>,
}

/// A channel by which the customer may be contacted.
#[derive(Clone, Debug)]
pub struct CarriedChannel {
    /// The channel.
    pub channel: Channel,
    /// On which condition.
    pub needs: Option<ExceptionNeeds>,
    /// What says so.
    pub basis: Basis,
}

/// An earlier round.
#[derive(Clone, Debug)]
pub struct EarlierVisit {
    /// Which.
    pub round: u32,
    /// When the customer was met.
    pub visited_at: Instant,
    /// How.
    pub channel: Channel,
    /// The rating of the whole.
    pub rating: Option<huiyin_domain::Rating>,
    /// How far it is.
    pub state: FollowUpState,
    /// Who visited.
    pub visitors: Vec<Option<Personal<String>>>,
    /// What was said, by section.
    pub said: Vec<SaidRow>,
}

/// Why a record came back, and what it said.
#[derive(Clone, Debug)]
pub struct SentBack {
    /// Who sent it back.
    pub by: Option<Personal<String>>,
    /// The opinion.
    pub opinion: Option<Personal<String>>,
    /// When.
    pub at: Instant,
    /// What the record said, without its signatures: none of them carries over.
    pub record: Option<RecordVisit>,
}

/// All rows, by what they belong to.
struct Rows {
    visitors: HashMap<FollowUpId, Vec<MyVisitorRow>>,
    residents: HashMap<UnitId, Vec<MyResidentRow>>,
    earlier: HashMap<huiyin_domain::ObligationId, Vec<my_visits::EarlierRow>>,
    earlier_visitors: HashMap<RecordId, Vec<my_visits::EarlierVisitorRow>>,
    said: HashMap<RecordId, Vec<SaidRow>>,
    promises: HashMap<huiyin_domain::EventId, Vec<PromiseRow>>,
    tries: HashMap<FollowUpId, Vec<MyTryRow>>,
    sent_back: HashMap<RecordId, Vec<my_visits::SentBackRow>>,
    seqs: HashMap<FollowUpId, u64>,
}

impl App {
    /// What the asker carries on the phone: their own visits between release and review, and of nobody else. 12
    /// statements, and for each site 4 more, for each record that came back 4; the looks at full numbers are noted, once a day for each
    /// device.
    pub async fn carried(&self, asker: &Asker) -> Result<Carried> {
        let person = asker.person.ok_or(Error::NotFound)?;
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let name = people::person(&mut tx, person).await?;
        let name = name.and_then(|it| it.name);
        let mut rows = my_visits::visits(&mut tx, person, now).await?;
        rows.retain(|row| asker.belongs_to(row.site));
        let sites = self.sites_of(&mut tx, &rows, now).await?;
        rows.retain(|row| may_see(&sites, asker, row));
        // Sites of one company are in one zone; by the first of them it is decided who lives somewhere today.
        let today = sites.values().map(|it| it.today).min();
        let today = today.unwrap_or_else(|| huiyin_domain::SiteZone::default().day(now));
        let all = Rows::read(&mut tx, (person, asker.device), (now, today)).await?;
        let kept = phone::conflicts_of(&mut tx, person, now.plus_seconds(-TOLD_FOR)).await?;
        let mut visits = Vec::new();
        for row in rows {
            let site = sites.get(&row.site).ok_or(Error::NotFound)?;
            let mut visit = all.visit(row, site)?;
            if let (Some(back), Some(record)) = (&mut visit.sent_back, visit.row.record) {
                back.record =
                    Some(input_of_record(&mut tx, &site.site, visit.row.obligation, record).await?);
            }
            visits.push(visit);
        }
        drop(tx);
        self.note_numbers(asker, person, &visits, (now, &sites))
            .await?;
        let mut sites: Vec<CarriedSite> = sites.into_values().collect();
        sites.sort_by(|one, other| one.site.code().cmp(other.site.code()));
        Ok(Carried {
            now,
            name,
            sites,
            visits,
            kept: kept.iter().map(Kept::of).collect(),
        })
    }

    async fn sites_of(
        &self,
        tx: &mut Tx,
        rows: &[MyVisitRow],
        now: Instant,
    ) -> Result<HashMap<ScopeId, CarriedSite>> {
        let ids: BTreeSet<ScopeId> = rows.iter().map(|row| row.site).collect();
        let mut sites = HashMap::new();
        for id in ids {
            let site = self.editions().site(tx, id).await?;
            let today = site.day(now);
            let holders = follow_ups::holders(tx, id, today).await?;
            let staff: BTreeSet<PersonId> = holders.iter().map(|it| it.person).collect();
            let staff: Vec<PersonId> = staff.into_iter().collect();
            let names = people::people(tx, &staff).await?;
            let carried = CarriedSite {
                site,
                today,
                colleagues: names.into_iter().map(|it| (it.id, it.name)).collect(),
            };
            sites.insert(id, carried);
        }
        Ok(sites)
    }

    /// Whoever gets a full number has looked at it.
    async fn note_numbers(
        &self,
        asker: &Asker,
        person: PersonId,
        visits: &[CarriedVisit],
        (now, sites): (Instant, &HashMap<ScopeId, CarriedSite>),
    ) -> Result<()> {
        let phones: Vec<_> = visits
            .iter()
            .filter_map(|visit| visit.row.phone().map(|(_, of)| of))
            .collect();
        let Some(start) = sites
            .values()
            .map(|it| it.site.zone().start_of(it.today))
            .min()
        else {
            return Ok(());
        };
        if phones.is_empty() {
            return Ok(());
        }
        let input = (phones, (person, asker.device), (start, now));
        self.db()
            .write(input, |tx, (phones, who, when)| {
                Box::pin(async move {
                    phone::note_phones(tx, phones, *who, *when).await?;
                    Ok::<_, Error>(())
                })
            })
            .await
    }
}

fn may_see(sites: &HashMap<ScopeId, CarriedSite>, asker: &Asker, row: &MyVisitRow) -> bool {
    let (is_confidential, accused) = row.confidential;
    sites.get(&row.site).is_some_and(|it| {
        let rules = it.site.newest_rules();
        !is_confidential || confidential::may_see(&rules, asker, row.site, accused)
    })
}

fn by<K: std::hash::Hash + Eq, T>(rows: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut map: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        map.entry(key(&row)).or_default().push(row);
    }
    map
}

impl Rows {
    async fn read(
        tx: &mut Tx,
        (person, device): (PersonId, Option<huiyin_domain::DeviceId>),
        (now, today): (Instant, Day),
    ) -> Result<Self> {
        let visitors = my_visits::visitors(tx, person, now).await?;
        let residents = my_visits::residents(tx, person, now, today).await?;
        let earlier = my_visits::earlier(tx, person, now).await?;
        let earlier_visitors = my_visits::earlier_visitors(tx, person, now).await?;
        let said = my_visits::said(tx, person, now).await?;
        let promises = my_visits::promises(tx, person, now).await?;
        let tries = my_visits::tries(tx, person, now).await?;
        let sent_back = my_visits::sent_back(tx, person, now).await?;
        let seqs = match device {
            Some(device) => my_visits::seqs(tx, person, now, device).await?,
            None => Vec::new(),
        };
        Ok(Self {
            visitors: by(visitors, |it| it.follow_up),
            residents: by(residents, |it| it.unit),
            earlier: by(earlier, |it| it.obligation),
            earlier_visitors: by(earlier_visitors, |it| it.record),
            said: by(said, |it| it.record),
            promises: by(promises, |it| it.event),
            tries: by(tries, |it| it.follow_up),
            sent_back: by(sent_back, |it| it.record),
            seqs: seqs.into_iter().collect(),
        })
    }

    fn visit(&self, row: MyVisitRow, site: &CarriedSite) -> Result<CarriedVisit> {
        let of = |map: &HashMap<FollowUpId, Vec<MyVisitorRow>>| {
            map.get(&row.id).cloned().unwrap_or_default()
        };
        let visitors = of(&self.visitors);
        let revision = revision(&row, &visitors).to_string();
        let next_seq = self.seqs.get(&row.id).copied().unwrap_or(0) + 1;
        let number = row.number.text(site.site.code());
        let days_late = site.today.days_since(row.due);
        if row.state == FollowUpState::Recorded {
            return Ok(CarriedVisit {
                number,
                row: bare(row),
                revision,
                next_seq,
                days_late,
                visitors: Vec::new(),
                residents: Vec::new(),
                earlier: Vec::new(),
                promises: Vec::new(),
                tries: Vec::new(),
                channels: Vec::new(),
                sent_back: None,
            });
        }
        let edition = site
            .site
            .version(row.procedure)
            .ok_or_else(|| StoreError::Corrupt("a version that was never adopted".to_owned()))?;
        let rules = Rules::new(&edition.procedure, huiyin_rules::Workdays::default());
        let residents = row.unit.and_then(|unit| self.residents.get(&unit));
        let earlier = self.earlier.get(&row.obligation);
        Ok(CarriedVisit {
            number,
            revision,
            next_seq,
            days_late,
            residents: residents.cloned().unwrap_or_default(),
            earlier: earlier
                .into_iter()
                .flatten()
                .filter(|it| it.round < row.round)
                .map(|it| self.earlier(it))
                .collect(),
            promises: self.promises.get(&row.event).cloned().unwrap_or_default(),
            tries: self.tries.get(&row.id).cloned().unwrap_or_default(),
            channels: channels(&rules, &row),
            sent_back: self.sent_back(&row),
            visitors,
            row,
        })
    }

    fn earlier(&self, row: &my_visits::EarlierRow) -> EarlierVisit {
        let visitors = self.earlier_visitors.get(&row.record);
        EarlierVisit {
            round: row.round,
            visited_at: row.visited_at,
            channel: row.channel,
            rating: row.rating,
            state: row.state,
            visitors: visitors
                .into_iter()
                .flatten()
                .map(|it| it.name.clone())
                .collect(),
            said: self.said.get(&row.record).cloned().unwrap_or_default(),
        }
    }

    fn sent_back(&self, row: &MyVisitRow) -> Option<SentBack> {
        if row.state != FollowUpState::SentBack {
            return None;
        }
        let last = self.sent_back.get(&row.record?)?.last()?;
        Some(SentBack {
            by: last.by.clone(),
            opinion: last.opinion.clone(),
            at: last.at,
            record: None,
        })
    }
}

fn revision(row: &MyVisitRow, visitors: &[MyVisitorRow]) -> Revision {
    Revision {
        state: row.state,
        visitors: visitors.iter().map(|it| it.person).collect(),
        procedure: row.procedure,
        due: row.due,
        channel: row.channel,
        completed_at: row.completed_at,
        event_version: row.event_version,
        record: row.record,
        voided: None,
    }
}

/// What is left of a visit that is in review: its number, and nothing about anybody.
fn bare(row: MyVisitRow) -> MyVisitRow {
    MyVisitRow {
        summary: None,
        unit: None,
        unit_text: None,
        building: None,
        floor: None,
        room: None,
        zone: None,
        customer: None,
        customer_name: None,
        phone_of_person: None,
        phone_of_event: None,
        wish: None,
        hours: None,
        restricted: false,
        department: None,
        ..row
    }
}

fn channels(rules: &Rules<'_>, row: &MyVisitRow) -> Vec<CarriedChannel> {
    let escalation = rules.procedure().escalation.as_ref();
    if let Some(rule) = escalation.filter(|_| row.escalated_at.is_some()) {
        return vec![CarriedChannel {
            channel: rule.channel,
            needs: None,
            basis: rule.basis.clone(),
        }];
    }
    let severity = row.severity.unwrap_or(Severity::General);
    let Some(rule) = rules.channels(row.category, severity, row.round) else {
        return Vec::new();
    };
    let is_visit = |channel: &Channel| matches!(channel, Channel::OnSite | Channel::Phone);
    let allowed = rule.allowed.iter().copied().filter(is_visit);
    let mut channels: Vec<CarriedChannel> = allowed
        .map(|channel| CarriedChannel {
            channel,
            needs: None,
            basis: rule.basis.clone(),
        })
        .collect();
    let exception = rule.exception.iter().filter(|it| is_visit(&it.channel));
    channels.extend(exception.map(|it| {
        CarriedChannel {
            channel: it.channel,
            // The planner consents by planning it so.
            needs: (it.needs != ExceptionNeeds::PlannerConsent || row.channel != it.channel)
                .then_some(it.needs),
            basis: it.basis.clone(),
        }
    }));
    channels
}
