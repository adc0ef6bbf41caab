use huiyin_domain::entry::facts::{DeviceClock, PhoneAct, SentByPhone, ShownText};
use huiyin_domain::entry::{Digest, Word, Words};
use huiyin_store::{Change, Draft};

use super::{AtHand, Ink};
use crate::{Asker, Result};

/// Writes down beside what was done that it comes from a phone: its clock, and what stood above each signature. The
/// text of all of them tells what the customer said, so it is the customer's to be erased.
pub(crate) async fn by_phone(
    change: &mut Change<'_>,
    (at_hand, asker): (&AtHand, &Asker),
    (act, clock): (PhoneAct, DeviceClock),
    inks: &[&Ink],
) -> Result<()> {
    let mut words = Words::new();
    let mut shown = Vec::new();
    for (number, ink) in (1_u32..).zip(inks) {
        let text = Some(ink.shown_text.as_str()).filter(|text| !text.is_empty());
        if let Some(text) = text {
            words = words.with_item(Word::Shown, number, text);
        }
        shown.push(ShownText {
            number,
            signed_at: ink.device_time(),
            sha256: text.map(|text| Digest::of(text.as_bytes())),
        });
    }
    let facts = SentByPhone {
        follow_up: at_hand.follow_up.id,
        event: at_hand.follow_up.event,
        act,
        sent_by: asker.person,
        device: asker.device,
        clock,
        shown,
    };
    let draft = Draft::new(at_hand.follow_up.site, facts).about(at_hand.follow_up.customer, words);
    change.append(draft).await?;
    Ok(())
}
