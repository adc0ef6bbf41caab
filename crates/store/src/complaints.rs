//! What stands beside a complaint: the letter of reply (復函情況).

use huiyin_domain::{Day, EventId, Instant, Personal};

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

const REPLY: &str = "select r.dated, r.letter, r.addressee, r.handled, r.why, r.entered_at, p.name as entered_by_name \
    from reply r left join person p on p.id = r.entered_by_id where r.event_id = $1";

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
