//! The signals of people, counted again from the entries alone.

use std::collections::{BTreeMap, HashMap};

use huiyin_app::{App, Asker};
use huiyin_domain::entry::Facts;
use huiyin_domain::{Channel, FollowUpId, Month, PersonId, Rating, RecordId, ScopeId};
use huiyin_rules::procedure::Procedure;
use huiyin_rules::signals::SignalOf;
use huiyin_testkit::TestDb;

/// What a version of a record says.
struct Visit {
    record: RecordId,
    follow_up: FollowUpId,
    month: Month,
    channel: Channel,
    rating: Option<Rating>,
    refused: bool,
    in_time: bool,
}

/// Who was to visit in the end, and the records in force.
async fn entered(db: &TestDb) -> (HashMap<FollowUpId, Vec<PersonId>>, Vec<Visit>) {
    let mut visitors = HashMap::new();
    let mut visits: HashMap<FollowUpId, Visit> = HashMap::new();
    for entry in db.journal().await {
        let (follow_up, named) = match entry.facts {
            Facts::FollowUpPlanned(it) => (it.follow_up, it.visitors),
            Facts::PlanAdjusted(it) => (it.follow_up, it.visitors),
            Facts::FollowUpEscalated(it) => (it.follow_up, it.visitors),
            Facts::VisitRecorded(it) => {
                let visit = Visit {
                    record: it.record,
                    follow_up: it.follow_up,
                    month: it.visited_on.month(),
                    channel: it.channel,
                    rating: it.rating,
                    refused: it.refused,
                    in_time: it.counted.in_time,
                };
                visits.insert(it.follow_up, visit);
                continue;
            }
            Facts::VisitsCarried(it) => {
                for carried in &it.records {
                    let visit = visits.values_mut().find(|it| it.record == carried.record);
                    if let Some(visit) = visit {
                        visit.in_time = carried.counted.in_time;
                    }
                }
                continue;
            }
            _ => continue,
        };
        let people = named.iter().filter_map(|it| it.person).collect();
        visitors.insert(follow_up, people);
    }
    (visitors, visits.into_values().collect())
}

/// What the entries say of the signals of a month, but for homes visited minutes apart: by person and signal, how many of
/// how many.
async fn counted(
    db: &TestDb,
    procedure: &Procedure,
    month: Month,
) -> BTreeMap<(PersonId, SignalOf), (u64, u64)> {
    let (visitors, visits) = entered(db).await;
    let mut by_person: BTreeMap<PersonId, Vec<&Visit>> = BTreeMap::new();
    for visit in &visits {
        if visit.month == month && visit.channel != Channel::PublicLetter {
            for person in &visitors[&visit.follow_up] {
                by_person.entry(*person).or_default().push(visit);
            }
        }
    }
    let rule = procedure.signals.as_ref().expect("signals");
    let enough = u64::from(rule.from_records);
    let mut found = BTreeMap::new();
    for (person, visits) in by_person {
        let count =
            |holds: &dyn Fn(&Visit) -> bool| visits.iter().filter(|it| holds(it)).count() as u64;
        let share =
            |part: u64, whole: u64| whole >= enough && rule.share.met(part, whole) == Some(true);
        let rated = count(&|it| it.rating.is_some());
        let satisfied = count(&|it| it.rating == Some(Rating::Satisfied));
        let at_door = count(&|it| it.channel == Channel::OnSite);
        let refused = count(&|it| it.channel == Channel::OnSite && it.refused);
        let by_phone = count(&|it| it.channel == Channel::Phone);
        let late = count(&|it| !it.in_time);
        let all = visits.len() as u64;
        let is_late = late >= u64::from(rule.late);
        let signals = [
            (
                SignalOf::AllSatisfied,
                (satisfied, rated),
                rated >= enough && satisfied == rated,
            ),
            (
                SignalOf::Refused,
                (refused, at_door),
                share(refused, at_door),
            ),
            (SignalOf::ByPhone, (by_phone, all), share(by_phone, all)),
            (SignalOf::Late, (late, all), is_late),
        ];
        let signals = signals.into_iter().filter(|(.., is)| *is);
        found.extend(signals.map(|(what, share, _)| ((person, what), share)));
    }
    found
}

/// The signals of a made-up estate are those that its entries come to; how many there are.
pub(crate) async fn are_what_the_entries_say(
    (app, db): (&App, &TestDb),
    procedure: &Procedure,
    (site, month): (ScopeId, Month),
) -> usize {
    let shown = app.signals(&Asker::product(), site, month).await;
    let shown = shown.expect("the signals").of_people.into_iter();
    let shown = shown.filter(|it| it.what != SignalOf::MinutesApart);
    let shown: BTreeMap<_, _> = shown
        .map(|it| {
            assert_eq!(it.rows.len() as u64, it.share.0, "each opens its rows");
            ((it.person, it.what), it.share)
        })
        .collect();
    assert_eq!(shown, counted(db, procedure, month).await);
    shown.len()
}
