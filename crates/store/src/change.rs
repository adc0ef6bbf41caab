use std::any::type_name;
use std::ops::{Deref, DerefMut};

use huiyin_domain::entry::{CanonicalError, Digest, Entry, Facts, Part, Salt, Word, Words};
use huiyin_domain::{CommandId, DeviceId, EntryId, Instant, PersonId, ScopeId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::db::Work;
use crate::row::Row;
use crate::value::Bind;
use crate::{Db, Error, Result, Tx, apply, journal};

/// Who does something, when, where, and as which command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Act {
    /// The command. A repeated one has one effect, and the first one's answer.
    pub command: CommandId,
    /// Who; none when the product does, at a deadline.
    pub actor: Option<PersonId>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// When.
    pub at: Instant,
    /// The hash of what was asked, where the caller's id cannot be trusted: the same id with another content is
    /// refused.
    pub input: Option<Digest>,
}

/// A transaction that changes the journalled data: whatever is appended here is applied at once and written into the
/// journal at the commit. Reads as a [`Tx`].
pub struct Change<'c> {
    tx: &'c mut Tx,
    act: &'c Act,
    entries: Vec<Entry>,
}

/// An entry about to be appended.
#[derive(Clone, Debug)]
pub struct Draft {
    scope: ScopeId,
    facts: Facts,
    parts: Vec<(Option<PersonId>, Words)>,
}

impl Draft {
    /// An entry in the chain of a site, or of the company.
    pub fn new(scope: ScopeId, facts: impl Into<Facts>) -> Self {
        Self {
            scope,
            facts: facts.into(),
            parts: Vec::new(),
        }
    }

    /// With words about a person; none when nobody known is concerned. They form one part, to be erased as one.
    #[must_use]
    pub fn about(mut self, person: Option<PersonId>, words: Words) -> Self {
        if words.is_empty() {
            return self;
        }
        match self.parts.iter_mut().find(|part| part.0 == person) {
            Some((_, known)) => known.join(words),
            None => self.parts.push((person, words)),
        }
        self
    }

    /// With the reason that was given, as a word about the person whom the entry concerns.
    #[must_use]
    pub fn because(self, person: Option<PersonId>, why: impl Into<String>) -> Self {
        self.about(person, Words::new().with(Word::Why, why))
    }
}

impl Change<'_> {
    /// Who does this, when, as which command.
    pub const fn act(&self) -> &Act {
        self.act
    }

    /// The moment of this change.
    pub const fn at(&self) -> Instant {
        self.act.at
    }

    /// Changes the live tables as the entry says, and writes it into the journal at the commit. The only way in which
    /// journalled data changes.
    pub async fn append(&mut self, draft: Draft) -> Result<EntryId> {
        let entry = Entry {
            scope: draft.scope,
            id: EntryId::generate(),
            command: self.act.command,
            at: self.act.at,
            actor: self.act.actor,
            device: self.act.device,
            facts: draft.facts,
            parts: salted(draft.parts)?,
        };
        apply::apply(self.tx, &entry).await?;
        let id = entry.id;
        self.entries.push(entry);
        Ok(id)
    }
}

impl Deref for Change<'_> {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        self.tx
    }
}

impl DerefMut for Change<'_> {
    fn deref_mut(&mut self) -> &mut Tx {
        self.tx
    }
}

/// Gives every part 16 bytes from the system's random source.
fn salted(parts: Vec<(Option<PersonId>, Words)>) -> Result<Vec<Part>> {
    parts
        .into_iter()
        .map(|(person, words)| {
            let mut salt = [0; 16];
            getrandom::fill(&mut salt).map_err(|error| Error::Server(error.to_string()))?;
            Ok(Part {
                person,
                salt: Salt::from_bytes(salt),
                words,
            })
        })
        .collect()
}

impl From<CanonicalError> for Error {
    fn from(error: CanonicalError) -> Self {
        Self::corrupt(error)
    }
}

/// An answer that was given before.
struct Answered {
    actor: Option<PersonId>,
    input: Option<Digest>,
    answer: String,
}

impl Answered {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            actor: row.get("actor_id")?,
            input: row.get("input_hash")?,
            answer: row.get("answer")?,
        })
    }
}

/// Whoever comes second with the same command waits here for the first, and then finds its answer.
const CLAIM: &str = "insert into command (id, actor_id, input_hash, at, answer) values ($1, $2, $3, $4, '') \
    on conflict (id) do nothing";
const ANSWERED: &str = "select actor_id, input_hash, answer from command where id = $1";
const ANSWER: &str = "update command set answer = $2 where id = $1";

impl Db {
    /// Does a command: work that may append to the journal, in one transaction with its answer. The same command again
    /// changes nothing and gets the same answer.
    ///
    /// The work may be done again when it met others on the way; an error undoes it. Dropping the returned future does
    /// not stop a command that has begun.
    ///
    /// ```text
    /// db.command(act, input, |change, input| Box::pin(complete_event(change, input))).await?;
    /// ```
    pub async fn command<I, T, E, W>(&self, act: Act, input: I, work: W) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Serialize + DeserializeOwned + Send + Sync + 'static,
        E: From<Error> + Send + 'static,
        W: for<'t, 'c> Fn(&'t mut Change<'c>, &'t I) -> Work<'t, T, E> + Send + Sync + 'static,
    {
        self.write((act, input, work), |tx, (act, input, work)| {
            Box::pin(once(tx, act, input, work))
        })
        .await
    }
}

async fn once<I, T, E, W>(tx: &mut Tx, act: &Act, input: &I, work: &W) -> Result<T, E>
where
    I: Sync,
    T: Serialize + DeserializeOwned + Send + Sync,
    E: From<Error>,
    W: for<'t, 'c> Fn(&'t mut Change<'c>, &'t I) -> Work<'t, T, E> + Sync,
{
    // A command that brings no digest of its input is known by what sort of input it is: the id of one form, sent with
    // another of the same page, is not taken for the first one's.
    let sort = || Digest::of(type_name::<I>().as_bytes());
    let input_hash = Some(act.input.unwrap_or_else(sort));
    let claim: &[&dyn Bind] = &[&act.command, &act.actor, &input_hash, &act.at];
    if tx.execute(CLAIM, claim).await? == 0 {
        return Ok(answered(tx, act, input_hash).await?);
    }
    let mut change = Change {
        tx: &mut *tx,
        act,
        entries: Vec::new(),
    };
    let answer = work(&mut change, input).await?;
    let entries = change.entries;
    let text = serde_json::to_string(&answer).map_err(Error::corrupt)?;
    tx.execute_one(ANSWER, &[&act.command, &text]).await?;
    journal::seal(tx, &entries).await?;
    Ok(answer)
}

/// Forgets the answers of commands from before a time, when nobody will ask for them again; how many.
pub async fn forget_commands(tx: &mut Tx, before: Instant) -> Result<u64> {
    tx.execute("delete from command where at < $1", &[&before])
        .await
}

/// The answer of the first one, if this is the same command.
async fn answered<T: DeserializeOwned>(tx: &mut Tx, act: &Act, input: Option<Digest>) -> Result<T> {
    let before = tx.one(ANSWERED, &[&act.command], Answered::read).await?;
    // Commands of earlier versions have no digest.
    let is_other = before.input.is_some() && before.input != input;
    if before.actor != act.actor || is_other {
        return Err(Error::CommandReused);
    }
    serde_json::from_str(&before.answer).map_err(|_| Error::CommandReused)
}
