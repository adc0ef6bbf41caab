//! What stands beside a complaint: the letter of reply (復函情況), why it is invalid.

use huiyin_domain::{Day, EventId, Instant, Personal, ScopeId, Why};

use crate::{Result, Tx};

/// The 復函情況 of a complaint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplyRow {
    /// The day on the letter; none where no letter could go.
    pub dated: Option<Day>,
    /// Its number, or where it is kept.
    pub letter: Option<Personal<String>>,
    /// To whom it went.
    pub addressee: Option<Personal<String>>,
    /// Without a letter: how the complaint was handled.
    pub handled: Option<Personal<String>>,
    /// Without a letter: why none could go.
    pub why: Option<Personal<String>>,
    /// When it was entered.
    pub entered_at: Instant,
    /// The name of who entered it.
    pub entered_by: Option<Personal<String>>,
}

/// Why a complaint is invalid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidityRow {
    /// Why.
    pub why: Option<Personal<String>>,
    /// What the complainant was told.
    pub answer: Option<Personal<String>>,
    /// When it was judged so.
    pub judged_at: Instant,
    /// The name of who judged.
    pub judged_by: Option<Personal<String>>,
}

/// A follow-up that may be left out (免回訪), and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExemptRow {
    /// The event.
    pub event: EventId,
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// The home.
    pub unit: Option<String>,
    /// Who complained.
    pub customer: Option<Personal<String>>,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// Why it may be left out.
    pub exempt: Why,
    /// The last day of its window.
    pub due: Day,
    /// Of an invalid complaint, why.
    pub why: Option<Personal<String>>,
    /// Of an invalid complaint, what the complainant was told.
    pub answer: Option<Personal<String>>,
}

const REPLY: &str = "select r.dated, r.letter, r.addressee, r.handled, r.why, r.entered_at, p.name as entered_by_name \
    from reply r left join person p on p.id = r.entered_by_id where r.event_id = $1";

const INVALIDITY: &str = "select v.why, v.answer, v.judged_at, p.name as judged_by_name \
    from invalidity v left join person p on p.id = v.judged_by_id where v.event_id = $1";
const EXEMPT: &str = "select o.event_id, e.year, e.number, coalesce(u.code, e.unit_given) as unit_code, \
    coalesce(p.name, e.customer) as customer_name, e.summary, o.why as exempt, o.due, v.why, v.answer \
    from obligation o join event e on e.id = o.event_id left join unit u on u.id = e.unit_id \
    left join person p on p.id = e.reporter_id \
    left join invalidity v on v.event_id = e.id and o.why = 'exempt_invalid' \
    where o.site_id = $1 and o.due between $2 and $3 and o.voided_at is null \
    and o.why in ('exempt_invalid', 'exempt_anonymous', 'exempt_reply_only') order by o.why, o.due, e.year, e.number";

/// Why a complaint is invalid; none where it is valid, or only a file says that it is not.
pub async fn invalidity(tx: &mut Tx, event: EventId) -> Result<Option<InvalidityRow>> {
    tx.optional(INVALIDITY, &[&event], |row| {
        Ok(InvalidityRow {
            why: row.get("why")?,
            answer: row.get("answer")?,
            judged_at: row.get("judged_at")?,
            judged_by: row.get("judged_by_name")?,
        })
    })
    .await
}

/// What may be left out of the follow-ups due from one day to another, both included, by reason and day.
pub async fn exempt(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
) -> Result<Vec<ExemptRow>> {
    tx.all(EXEMPT, &[&site, &first, &last], |row| {
        Ok(ExemptRow {
            event: row.get("event_id")?,
            number: (row.get("year")?, row.get("number")?),
            unit: row.get("unit_code")?,
            customer: row.get("customer_name")?,
            summary: row.get("summary")?,
            exempt: row.get("exempt")?,
            due: row.get("due")?,
            why: row.get("why")?,
            answer: row.get("answer")?,
        })
    })
    .await
}

/// The 復函情況 of a complaint; none while it is not entered here.
pub async fn reply(tx: &mut Tx, event: EventId) -> Result<Option<ReplyRow>> {
    tx.optional(REPLY, &[&event], |row| {
        Ok(ReplyRow {
            dated: row.get("dated")?,
            letter: row.get("letter")?,
            addressee: row.get("addressee")?,
            handled: row.get("handled")?,
            why: row.get("why")?,
            entered_at: row.get("entered_at")?,
            entered_by: row.get("entered_by_name")?,
        })
    })
    .await
}
