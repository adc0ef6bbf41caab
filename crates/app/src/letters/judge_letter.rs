use huiyin_domain::entry::facts::LetterJudged;
use huiyin_domain::entry::{LetterState, Word, Words};
use huiyin_domain::{CommandId, Day, LetterId, PersonId, Topic};
use huiyin_rules::Rules;
use huiyin_store::{Change, Draft, Tx};

use super::{at_hand, drafters, refused, rule};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::notices::{News, tell_people};
use crate::reviews::holders_of;
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result, Site};

/// What somebody decides on a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JudgeLetter {
    /// The letter.
    pub letter: LetterId,
    /// The draft that was read.
    pub version: u32,
    /// Whether it may be put up; else it goes back.
    pub approved: bool,
    /// What they say of it; required where it goes back.
    pub opinion: String,
}

impl App {
    /// Approves a letter, or sends it back with the reason. By the post that the procedure names; nobody approves a letter
    /// that they drafted, it goes one level up ([`Refusal::OwnLetter`]).
    pub async fn judge_letter(
        &self,
        asker: &Asker,
        command: CommandId,
        input: JudgeLetter,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(judge(change, editions, asker, input))
            })
            .await
    }
}

async fn judge(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &JudgeLetter,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.letter).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    let rule = rule(&rules)?;
    access::check(&rules, asker, site.id(), Right::ApproveLetters)?;
    if row.state != LetterState::Drafted {
        return refused(rule, Refusal::LetterState);
    }
    if row.version != input.version {
        return Err(Error::Conflict);
    }
    let written_by = drafters(change, row.id).await?;
    if asker
        .person
        .is_some_and(|person| written_by.contains(&person))
    {
        return refused(rule, Refusal::OwnLetter);
    }
    let post = match approvers(change, &site, (&rules, today), &written_by).await? {
        Some((post, people)) if asker.person.is_some_and(|it| people.contains(&it)) => post,
        _ => return refused(rule, Refusal::NotTheirTurn),
    };
    let mut fields = Fields::default();
    let opinion = if input.approved {
        fields.optional("opinion", &input.opinion, LONG)
    } else {
        Some(fields.required("opinion", &input.opinion, LONG))
    };
    fields.check()?;
    let facts = LetterJudged {
        letter: row.id,
        site: site.id(),
        version: row.version,
        post,
        approved: input.approved,
    };
    let words = Words::new().with_some(Word::Opinion, opinion);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    let news = News {
        topic: Topic::LetterJudged,
        follow_ups: Vec::new(),
        record: None,
        events: Vec::new(),
        due: None,
        basis: rule.basis.clone(),
    };
    let people: Vec<PersonId> = row.drafted_by.into_iter().collect();
    tell_people(change, &site, &people, &news).await
}

/// Who approves a letter that these people drafted, and in which post; none when nobody is left.
pub(super) async fn approvers(
    tx: &mut Tx,
    site: &Site,
    (rules, today): (&Rules<'_>, Day),
    drafters: &[PersonId],
) -> Result<Option<(String, Vec<PersonId>)>> {
    let holders = holders_of(tx, site.id(), today).await?;
    let found = rules.takers(&rule(rules)?.approved_by, &holders, drafters);
    Ok(found.map(|(post, people)| (post.clone(), people)))
}
