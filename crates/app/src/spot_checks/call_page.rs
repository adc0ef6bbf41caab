use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{Channel, EventId, LocalTime, Month, Personal, Rating, RecordId, masked_phone};
use huiyin_rules::procedure::Basis;
use huiyin_store::spot_checks;

use super::{Answer, AtHand, CallRow, answer};
use crate::{App, Asker, Refusal, Result, Site};

/// A record that is called back, with the calls about it.
#[derive(Clone, Debug)]
pub struct SpotCall {
    /// The record.
    pub record: RecordId,
    /// Its event.
    pub event: EventId,
    /// The event's number for people.
    pub number: String,
    /// The site.
    pub site: Site,
    /// The month of whose sample it is.
    pub month: Month,
    /// The home.
    pub unit: Option<String>,
    /// Who is called; none where the name was not given or is erased.
    pub customer: Option<Personal<String>>,
    /// Their number, masked.
    pub phone_masked: Option<String>,
    /// Whether they asked that the use of their data be restricted: they are not called.
    pub restricted: bool,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// When the customer was met or called.
    pub at: LocalTime,
    /// How.
    pub channel: Channel,
    /// Who visited; none for who is erased.
    pub visitors: Vec<Option<Personal<String>>>,
    /// The rating of the whole in the record.
    pub rating: Option<Rating>,
    /// The calls, in the order in which they were made.
    pub calls: Vec<CallRow>,
    /// What came of them; none where nobody was reached yet.
    pub answer: Option<Answer>,
    /// Why the asker cannot enter a call; none where they can.
    pub barred: Option<Refusal>,
    /// What says that records are called back.
    pub basis: Basis,
}

impl App {
    /// A record of the sample of a closed month, for who may call back. [`Refusal::SpotNotDrawn`] where nothing is drawn
    /// yet, [`Refusal::NotSampled`] where it is not in the sample.
    pub async fn spot_check(&self, asker: &Asker, record: RecordId) -> Result<SpotCall> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let at_hand = AtHand::load(&mut tx, (self.editions(), asker), record, now).await?;
        let visitors = spot_checks::visitors(&mut tx, &[record]).await?;
        let AtHand {
            site,
            subject,
            follow_up,
            row,
            month,
            calls,
            barred,
            since: _,
        } = at_hand;
        let (year, number) = subject.number;
        let rule = site.procedure_on(month.last_day()).spot_check.as_ref();
        Ok(SpotCall {
            record,
            event: row.event,
            number: RunningNumber { year, number }.text(site.code()),
            month,
            unit: subject.unit,
            customer: subject.customer,
            phone_masked: subject.phone.map(|phone| masked_phone(phone.reveal())),
            restricted: follow_up.restricted,
            summary: subject.summary,
            at: site.zone().local(row.visited_at),
            channel: row.channel,
            visitors: visitors.into_iter().map(|it| it.name).collect(),
            rating: row.rating,
            answer: answer(row.rating, &calls),
            calls,
            barred,
            basis: rule.map_or_else(Basis::default, |rule| rule.basis.clone()),
            site,
        })
    }
}
