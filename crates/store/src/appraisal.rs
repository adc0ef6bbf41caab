//! What serves the appraisal of staff: one basis among others, never a score.

use huiyin_domain::{Day, PersonId, Personal, ScopeId};

use crate::row::Row;
use crate::{Result, Tx};

/// The follow-ups of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AppraisalRow {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// Follow-ups assigned, by their last day.
    pub assigned: u64,
    /// Of these, recorded.
    pub done: u64,
    /// Of these, recorded in time.
    pub on_time: u64,
    /// Of these, sent back at least once.
    pub sent_back: u64,
    /// Records that may serve appraisal.
    pub serving: u64,
    /// Of these, rated satisfied.
    pub satisfied: u64,
    /// Of these, rated fairly satisfied.
    pub fairly: u64,
    /// Of these, rated dissatisfied.
    pub dissatisfied: u64,
}

const APPRAISAL: &str = "select v.person_id, p.name, count(*) as assigned, \
    sum(case when r.id is not null then 1 else 0 end) as done, \
    sum(case when r.in_time = 1 then 1 else 0 end) as on_time, \
    sum(case when exists (select 1 from record b join review w on w.record_id = b.id \
    where b.follow_up_id = f.id and w.verdict = 'sent_back') then 1 else 0 end) as sent_back, \
    sum(case when r.serves_appraisal = 1 then 1 else 0 end) as serving, \
    sum(case when r.serves_appraisal = 1 and r.rating = 'satisfied' then 1 else 0 end) as satisfied, \
    sum(case when r.serves_appraisal = 1 and r.rating = 'fairly' then 1 else 0 end) as fairly, \
    sum(case when r.serves_appraisal = 1 and r.rating = 'dissatisfied' then 1 else 0 end) as dissatisfied \
    from follow_up f join follow_up_visitor v on v.follow_up_id = f.id join person p on p.id = v.person_id \
    left join record r on r.id = f.record_id \
    where f.site_id = $1 and f.due between $2 and $3 and f.state not in ('planned', 'withdrawn') \
    and ($4 = 1 or v.person_id = $5) group by v.person_id, p.name order by v.person_id";

/// The follow-ups of everybody, or of one person alone, that were released and whose last day is from `first` to
/// `last`.
pub async fn appraisal(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    only: Option<PersonId>,
) -> Result<Vec<AppraisalRow>> {
    let read = |row: &Row| {
        Ok(AppraisalRow {
            person: row.get("person_id")?,
            name: row.get("name")?,
            assigned: row.get("assigned")?,
            done: row.get("done")?,
            on_time: row.get("on_time")?,
            sent_back: row.get("sent_back")?,
            serving: row.get("serving")?,
            satisfied: row.get("satisfied")?,
            fairly: row.get("fairly")?,
            dissatisfied: row.get("dissatisfied")?,
        })
    };
    let everybody = i64::from(only.is_none());
    tx.all(APPRAISAL, &[&site, &first, &last, &everybody, &only], read)
        .await
}

/// Follow-ups of a person among others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoadRow {
    /// The person.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// Follow-ups released to them, by their last day.
    pub assigned: u64,
    /// Of these, recorded.
    pub done: u64,
}

const LOAD: &str = "select v.person_id, p.name, count(*) as assigned, \
    sum(case when f.record_id is not null then 1 else 0 end) as done \
    from follow_up f join follow_up_visitor v on v.follow_up_id = f.id join person p on p.id = v.person_id \
    where f.site_id = $1 and f.due between $2 and $3 and f.state not in ('planned', 'withdrawn') \
    group by v.person_id, p.name order by v.person_id";

/// How many follow-ups with their last day from one day to another each person has to make, and has made.
pub async fn load(tx: &mut Tx, site: ScopeId, (first, last): (Day, Day)) -> Result<Vec<LoadRow>> {
    tx.all(LOAD, &[&site, &first, &last], |row| {
        Ok(LoadRow {
            person: row.get("person_id")?,
            name: row.get("name")?,
            assigned: row.get("assigned")?,
            done: row.get("done")?,
        })
    })
    .await
}
