use huiyin_domain::entry::facts::ReplyAttached;
use huiyin_domain::entry::{Facts, VoidCause, Word, Words};
use huiyin_domain::{Category, CommandId, Day, EventId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Basis, ExemptWhen};
use huiyin_store::events::EventRow;
use huiyin_store::{Change, Draft};

use super::row_at_hand;
use crate::fields::{Fields, LONG, NAME};
use crate::meanwhile::check as check_unchanged;
use crate::planning::arise_anew;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, Site, access};

/// The 復函情況 of a complaint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttachReply {
    /// The complaint.
    pub event: EventId,
    /// What went to the complainant or the authority.
    pub reply: ReplyForm,
}

/// A letter of reply; or, for an anonymous complaint without an address, why there is none. As typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReplyForm {
    /// A letter went.
    Letter {
        /// Its number, or where it is kept; required.
        letter: String,
        /// The day on it; required.
        dated: String,
        /// To whom it went; required.
        addressee: String,
    },
    /// No letter could go.
    None {
        /// How the complaint was handled; required.
        handled: String,
        /// Why no letter could go; required.
        why: String,
    },
}

impl App {
    /// Writes down the 復函情況 of a complaint that is anonymous or only wants a written reply. Until then the complaint
    /// is an open end. Once its letter is attached a reply-only complaint is exempt: what was asked for it is void, and
    /// was it picked, it is replaced.
    ///
    /// It may be written down again, where it was mistyped: the last one stands, the others stay in the history.
    ///
    /// Refused for any other complaint ([`Refusal::NoReplyAsked`]), and without a letter where an authority wants one
    /// ([`Refusal::LetterWanted`]).
    pub async fn attach_reply(
        &self,
        asker: &Asker,
        command: CommandId,
        input: AttachReply,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(attach(change, editions, asker, input))
            })
            .await
    }
}

/// What asks for the 復函情況 of a complaint; none where nothing does.
pub(super) fn reply_asked(rules: &Rules<'_>, row: &EventRow) -> Option<Basis> {
    let state = &row.state;
    let asked = state.category == Category::Complaint && (state.anonymous || state.reply_only);
    asked.then(|| reply_basis(rules, state.reply_only))
}

/// What asks for a letter of reply, or for why there is none.
pub(crate) fn reply_basis(rules: &Rules<'_>, reply_only: bool) -> Basis {
    let mut basis = Basis::default();
    for exemption in &rules.procedure().exemptions {
        // What the text says of the letter stands with the reply-only ones, for both.
        let is_it = exemption.when == ExemptWhen::ReplyOnly
            || (exemption.when == ExemptWhen::Anonymous && !reply_only);
        if is_it {
            basis.add(&exemption.basis);
        }
    }
    basis
}

/// What asks for it; refused for who may not enter it, and where nothing asks for it.
pub(super) fn check(rules: &Rules<'_>, asker: &Asker, row: &EventRow) -> Result<Basis> {
    access::check(rules, asker, row.site, Right::RegisterEvents)?;
    reply_asked(rules, row).ok_or_else(|| Error::Refused {
        why: Refusal::NoReplyAsked,
        basis: reply_basis(rules, false),
    })
}

async fn attach(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &AttachReply,
) -> Result<()> {
    // An authority wants its letter, be the complaint a part of another or not.
    let (row, site) = row_at_hand(change, editions, asker, input.event).await?;
    let rules = site.rules_on(site.day(change.at()));
    let basis = check(&rules, asker, &row)?;
    if row.state.reply_only && matches!(input.reply, ReplyForm::None { .. }) {
        return Err(Error::Refused {
            why: Refusal::LetterWanted,
            basis,
        });
    }
    check_unchanged(change, asker, row.id.uuid(), |facts| {
        matches!(facts, Facts::ReplyAttached(_))
    })
    .await?;
    let (dated, words) = read(&site, &row, site.day(change.at()), &input.reply)?;
    let about = row.state.reporter;
    let reason = words.get(Word::Letter).unwrap_or_default().to_owned();
    let attached = ReplyAttached {
        event: row.id,
        dated,
    };
    change
        .append(Draft::new(site.id(), attached).about(about, words))
        .await?;
    if row.state.reply_only && !row.state.reply_attached {
        let cause = VoidCause::ReplyAttached;
        arise_anew(change, &site, row.id, cause, (about, &reason)).await?;
    }
    Ok(())
}

fn read(
    site: &Site,
    row: &EventRow,
    today: Day,
    reply: &ReplyForm,
) -> Result<(Option<Day>, Words)> {
    let mut fields = Fields::default();
    let read = match reply {
        ReplyForm::Letter {
            letter,
            dated,
            addressee,
        } => {
            let dated: Option<Day> = fields.parsed_required("dated", dated);
            let told = row.state.reported_at.map(|at| site.day(at));
            if dated.is_some_and(|dated| dated > today) {
                fields.wrong("dated", Fault::InFuture);
            }
            if dated.zip(told).is_some_and(|(dated, told)| dated < told) {
                let other = "reported_at";
                fields.wrong("dated", Fault::Before { other });
            }
            let words = Words::new()
                .with(Word::Letter, fields.required("letter", letter, NAME))
                .with(
                    Word::Addressee,
                    fields.required("addressee", addressee, NAME),
                );
            (dated, words)
        }
        ReplyForm::None { handled, why } => {
            let words = Words::new()
                .with(Word::Handled, fields.required("handled", handled, LONG))
                .with(Word::Why, fields.required("why", why, LONG));
            (None, words)
        }
    };
    fields.check()?;
    Ok(read)
}
