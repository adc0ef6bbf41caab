use std::time::Duration;

use huiyin_domain::{DeliveryFault, Lang, Topic, Way};
use huiyin_store::outbox::{self, Failed, Recipient, Taken};
use huiyin_store::{Error as StoreError, accounts, people, robots};

use super::courier::{Address, Courier, Letter, Says, Undelivered};
use super::heads::heads;
use super::told::{Notice, Told};
use crate::{App, Result};

/// How many messages are taken at a time.
const TAKEN: u32 = 20;
/// For how many seconds they are this sender's: longer than it takes to give all of them up.
const LEASE: i64 = 20 * 60;
/// How long one letter may be under way.
const PATIENCE: Duration = Duration::from_secs(30);
/// The wait in seconds after the first failure. Each further one is twice as long.
const FIRST_WAIT: i64 = 60;
/// After so many failures, about eight hours and a half after the first, a message is given up.
const ATTEMPTS: u32 = 10;

/// What became of the messages that were due.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct SentNotices {
    /// Letters that went out.
    pub sent: usize,
    /// Messages that are in the product only: nobody to write to, or a demo.
    pub kept: usize,
    /// Messages that will be tried again.
    pub postponed: usize,
    /// Messages that were given up.
    pub given_up: usize,
}

/// Messages that go to the same place about the same: one letter.
struct Bundle {
    messages: Vec<Taken>,
    told: Told,
}

impl App {
    /// Sends what is due, at least once. Several servers may do so at a time; nothing is locked while a letter is
    /// under way. From a demo nothing leaves the house.
    pub async fn send_due_notices(&self) -> Result<SentNotices> {
        let mut done = SentNotices::default();
        let Some(courier) = &self.courier().0 else {
            return Ok(done);
        };
        let is_demo = self.installation().await?.is_some_and(|it| it.demo);
        loop {
            let now = self.clock().now();
            let taken: Vec<Taken> = self
                .db()
                .write(now, |tx, now| {
                    Box::pin(outbox::take(tx, *now, now.plus_seconds(LEASE), TAKEN))
                })
                .await
                .map_err(|error: StoreError| error)?;
            if taken.is_empty() {
                return Ok(done);
            }
            for bundle in bundles(taken)? {
                let letter = if is_demo {
                    None
                } else {
                    self.letter(courier.as_ref(), &bundle).await?
                };
                let outcome = match &letter {
                    None => Ok(Way::Product),
                    Some(letter) => carry(courier.as_ref(), letter).await,
                };
                self.note_outcome(bundle, outcome, &mut done).await?;
            }
        }
    }

    /// The letter of a bundle; none for who has no address, or cannot be written to.
    async fn letter(&self, courier: &dyn Courier, bundle: &Bundle) -> Result<Option<Letter>> {
        let Some(first) = bundle.messages.first() else {
            return Ok(None);
        };
        let mut tx = self.db().read().await?;
        let to = match first.message.to {
            Recipient::Robot(robot) => robots::robot(&mut tx, robot).await?.map(|robot| {
                let lang = robot.language;
                (Address::of(robot), lang)
            }),
            Recipient::Person(_) if courier.mail_from().is_none() => None,
            Recipient::Person(person) => {
                let account = accounts::account(&mut tx, person).await?;
                let known = people::person(&mut tx, person).await?;
                let has_left = account.as_ref().is_some_and(|it| it.closed_at.is_some());
                let chosen = account.and_then(|account| account.language);
                known.filter(|_| !has_left).and_then(|known| {
                    let lang = chosen.or(known.language).unwrap_or(Lang::ZhHant);
                    known.mail.map(|mail| (Address::Mail(mail), lang))
                })
            }
        };
        let Some((to, lang)) = to else {
            return Ok(None);
        };
        let site = self.editions().site(&mut tx, first.message.site).await?;
        let mut notice = Notice::of(first.message.topic, &site, bundle.told.clone());
        if notice.topic == Topic::HeadsNoted {
            notice.noted = heads(&mut tx, &site, self.clock().now()).await?;
        }
        Ok(Some(Letter {
            to,
            lang,
            says: Says::Notice(notice),
            at: self.clock().now(),
        }))
    }

    async fn note_outcome(
        &self,
        bundle: Bundle,
        outcome: Result<Way, Undelivered>,
        done: &mut SentNotices,
    ) -> Result<()> {
        let count = bundle.messages.len();
        let now = self.clock().now();
        let given_up = match &outcome {
            Ok(Way::Product) => {
                done.kept += count;
                0
            }
            Ok(_) => {
                done.sent += 1;
                0
            }
            Err(why) => {
                let last = |it: &&Taken| why.for_good || it.attempts >= ATTEMPTS;
                bundle.messages.iter().filter(last).count()
            }
        };
        done.given_up += given_up;
        if outcome.is_err() {
            done.postponed += count - given_up;
        }
        self.db()
            .write(
                (bundle.messages, outcome),
                move |tx, (messages, outcome)| {
                    Box::pin(async move {
                        for taken in messages {
                            match outcome {
                                Ok(way) => outbox::sent(tx, taken, *way, now).await?,
                                Err(why) => {
                                    let failed = Failed {
                                        fault: why.fault,
                                        said: why.said.clone(),
                                    };
                                    let again = !why.for_good && taken.attempts < ATTEMPTS;
                                    let again =
                                        again.then(|| now.plus_seconds(wait(taken.attempts)));
                                    outbox::failed(tx, taken, &failed, again, now).await?;
                                }
                            }
                        }
                        Ok(())
                    })
                },
            )
            .await
            .map_err(|error: StoreError| error.into())
    }
}

/// Carries a letter, and gives up on a courier that does not come back.
pub(super) async fn carry(courier: &dyn Courier, letter: &Letter) -> Result<Way, Undelivered> {
    let carried = tokio::time::timeout(PATIENCE, courier.carry(letter)).await;
    carried.unwrap_or_else(|_| Err(Undelivered::for_now(DeliveryFault::TimedOut, "")))?;
    Ok(match letter.to {
        Address::Mail(_) => Way::Mail,
        Address::Robot { .. } => Way::Robot,
    })
}

/// How many seconds pass after so many failures.
const fn wait(failures: u32) -> i64 {
    FIRST_WAIT << failures.saturating_sub(1)
}

/// A group gets one letter for what it is told in the same minute, and so does somebody whose mail was away for hours.
fn bundles(taken: Vec<Taken>) -> Result<Vec<Bundle>> {
    let mut bundles: Vec<Bundle> = Vec::new();
    let place = |it: &Taken| -> (Recipient, Topic, _) {
        (it.message.to, it.message.topic, it.message.site)
    };
    for it in taken {
        let told = Told::read(&it.message.payload)?;
        let same = |bundle: &&mut Bundle| {
            bundle
                .messages
                .first()
                .is_some_and(|first| place(first) == place(&it))
        };
        match bundles.iter_mut().find(same) {
            Some(bundle) => {
                bundle.told.join(told);
                bundle.messages.push(it);
            }
            None => bundles.push(Bundle {
                messages: vec![it],
                told,
            }),
        }
    }
    Ok(bundles)
}
