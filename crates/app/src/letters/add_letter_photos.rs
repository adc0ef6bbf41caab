use huiyin_domain::entry::LetterState;
use huiyin_domain::entry::facts::Attached;
use huiyin_domain::{AttachmentId, CommandId, Day, LetterId, PersonId, ScopeId};
use huiyin_rules::Rules;
use huiyin_store::attachments::{self, PendingRow};
use huiyin_store::letters::LetterRow;
use huiyin_store::{Change, Tx, letters};

use super::{at_hand, may_carry, refused, rule};
use crate::access::{self, Right};
use crate::attachments::attach;
use crate::fields::wrong;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, FieldError, Refusal, Result};

/// The most photos of one letter.
const MOST: u64 = 20;

/// The field of the photos.
const PHOTOS: &str = "photos";

/// Photos of a letter that hangs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddLetterPhotos {
    /// The letter.
    pub letter: LetterId,
    /// The photos, sent before ([`App::keep_attachment`]).
    pub photos: Vec<AttachmentId>,
}

impl App {
    /// Adds photos to a letter while it hangs. By who drafted it, or who plans; before it is put up, and after it was
    /// taken down, there is nothing to be photographed ([`Refusal::LetterDown`]).
    pub async fn add_letter_photos(
        &self,
        asker: &Asker,
        command: CommandId,
        input: AddLetterPhotos,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(add(change, editions, asker, input))
            })
            .await
    }

    /// The site of a letter, where the asker may send a photo of it: it is put up, or about to be.
    pub(crate) async fn check_letter_photo(
        &self,
        tx: &mut Tx,
        asker: &Asker,
        letter: LetterId,
    ) -> Result<ScopeId> {
        let row = letters::letter(tx, letter)
            .await?
            .filter(|row| asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(tx, row.site).await?;
        let today = site.day(self.clock().now());
        let rules = site.rules_on(today);
        check(&rules, asker, &row)?;
        if row.state != LetterState::Approved {
            check_hangs(&rules, &row, today)?;
        }
        Ok(site.id())
    }
}

async fn add(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &AddLetterPhotos,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.letter).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    check(&rules, asker, &row)?;
    check_hangs(&rules, &row, today)?;
    if input.photos.is_empty() {
        return Err(wrong(PHOTOS, Fault::Missing));
    }
    Photos::find(change, row.id, asker.person, &input.photos)
        .await?
        .attach(change, row.id)
        .await
}

/// Whether the asker is one of those who put the letter up.
fn check(rules: &Rules<'_>, asker: &Asker, row: &LetterRow) -> Result<()> {
    rule(rules)?;
    if may_carry(rules, asker, row) {
        return Ok(());
    }
    access::check(rules, asker, row.site, Right::Plan)
}

fn check_hangs(rules: &Rules<'_>, row: &LetterRow, today: Day) -> Result<()> {
    let rule = rule(rules)?;
    match row.posted {
        Some((_, until)) if until < today => refused(rule, Refusal::LetterDown),
        Some(_) => Ok(()),
        None => refused(rule, Refusal::LetterState),
    }
}

/// Whether the asker may add photos to a letter now.
pub(super) fn may_add(rules: &Rules<'_>, asker: &Asker, row: &LetterRow, today: Day) -> bool {
    may_carry(rules, asker, row) && check_hangs(rules, row, today).is_ok()
}

/// The photos that were sent of a letter, to be hung on it.
pub(super) struct Photos(Vec<PendingRow>);

impl Photos {
    /// Finds each: it was sent by the asker for this letter, and waits.
    pub(super) async fn find(
        tx: &mut Tx,
        letter: LetterId,
        sender: Option<PersonId>,
        photos: &[AttachmentId],
    ) -> Result<Self> {
        let there = letters::photos(tx, &[letter]).await?.len();
        if (there + photos.len()) as u64 > MOST {
            return Err(wrong(PHOTOS, Fault::TooManyFiles(MOST)));
        }
        let mut found: Vec<PendingRow> = Vec::new();
        for (number, photo) in (1..).zip(photos) {
            let row = match sender {
                Some(sender) => attachments::pending(tx, *photo, sender).await?,
                None => None,
            };
            let twice = found.iter().any(|known| known.id == *photo);
            match row.filter(|row| row.letter == Some(letter) && !twice) {
                Some(row) => found.push(row),
                None => {
                    let gone = FieldError::new(PHOTOS, Fault::FileGone).of(number);
                    return Err(Error::Invalid(vec![gone]));
                }
            }
        }
        Ok(Self(found))
    }

    /// Hangs them on the letter.
    pub(super) async fn attach(&self, change: &mut Change<'_>, letter: LetterId) -> Result<()> {
        for photo in &self.0 {
            attach(change, photo, Attached::Letter(letter)).await?;
        }
        Ok(())
    }
}
