use huiyin_domain::{Instant, Personal, RecordId};
use huiyin_store::Tx;
use huiyin_store::people::{self, PhoneOf};

use super::AtHand;
use crate::site::Editions;
use crate::{App, Asker, Result};

impl App {
    /// The full number of the resident of a record that the asker calls about. The look is noted like every other; none
    /// when there is no number.
    pub async fn reveal_spot_phone(
        &self,
        asker: &Asker,
        record: RecordId,
    ) -> Result<Option<Personal<String>>> {
        let now = self.clock().now();
        let input = (self.editions().clone(), asker.clone(), record, now);
        self.db()
            .write(input, |tx, (editions, asker, record, now)| {
                Box::pin(reveal(tx, editions, asker, *record, *now))
            })
            .await
    }
}

async fn reveal(
    tx: &mut Tx,
    editions: &Editions,
    asker: &Asker,
    record: RecordId,
    now: Instant,
) -> Result<Option<Personal<String>>> {
    let at_hand = AtHand::load(tx, (editions, asker), record, now).await?;
    at_hand.check()?;
    let phone = at_hand.subject.phone;
    // The number is the person's own where they have one, else that of the intake.
    let own = match at_hand.follow_up.customer {
        Some(person) => people::person(tx, person).await?,
        None => None,
    };
    let of = match own {
        Some(person) if person.phone.is_some() => PhoneOf::Person(person.id),
        _ => PhoneOf::Event(at_hand.row.event),
    };
    if let (Some(viewer), Some(_)) = (asker.person, &phone) {
        people::note_phone_view(tx, of, viewer, asker.device, now).await?;
    }
    Ok(phone)
}
