use huiyin_domain::entry::facts::{LetterAnswer, LetterDrafted, RunningNumber};
use huiyin_domain::entry::{LetterSection, LetterState, Word, Words};
use huiyin_domain::{CommandId, FollowUpId, LetterId, ScopeId, Topic};
use huiyin_rules::Rules;
use huiyin_rules::procedure::PublicLetter;
use huiyin_store::letters::LetterRow;
use huiyin_store::{Change, Draft, draw, letters};

use super::judge_letter::approvers;
use super::{at_hand, drafters, households, is_known, obstacle, refused, rule};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG, NAME};
use crate::notices::{News, tell_people};
use crate::planning::PIECE;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Site};

/// A letter as it is drafted, or drafted anew after it was sent back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftLetter {
    /// The site.
    pub site: ScopeId,
    /// The letter and the draft that is replaced; none for a new one.
    pub replaces: Option<(LetterId, u32)>,
    /// Its text.
    pub form: LetterForm,
    /// The follow-ups it is to answer: all of one matter, at most 200.
    pub follow_ups: Vec<FollowUpId>,
}

/// The text of a letter, as typed.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct LetterForm {
    /// 標題
    pub title: String,
    /// 稱呼
    pub salutation: String,
    /// 事由
    pub matter: String,
    /// 問題說明
    pub explanation: String,
    /// 已採取措施
    pub measures: String,
    /// 後續安排及時間
    pub next_steps: String,
    /// 聯繫人及電話
    pub contact: String,
}

impl LetterForm {
    /// Each section with its text.
    fn sections(&self) -> [(LetterSection, &'static str, &str); 7] {
        [
            (LetterSection::Title, "title", &self.title),
            (LetterSection::Salutation, "salutation", &self.salutation),
            (LetterSection::Matter, "matter", &self.matter),
            (LetterSection::Explanation, "explanation", &self.explanation),
            (LetterSection::Measures, "measures", &self.measures),
            (LetterSection::NextSteps, "next_steps", &self.next_steps),
            (LetterSection::Contact, "contact", &self.contact),
        ]
    }

    fn read(&self, fields: &mut Fields) -> Words {
        let mut words = Words::new();
        for (section, name, typed) in self.sections() {
            let longest = if section == LetterSection::Title {
                NAME
            } else {
                LONG
            };
            let text = if section.is_required() {
                Some(fields.required(name, typed, longest))
            } else {
                fields.optional(name, typed, longest)
            };
            if let Some(text) = text {
                words = words.with_item(Word::Body, section, text);
            }
        }
        words
    }
}

impl App {
    /// Drafts a letter; who approves it is told. Every follow-up that it cannot answer refuses it, with the clause:
    /// [`Refusal::LetterGrave`], [`Refusal::LetterPromised`], [`Refusal::LetterConfidential`], [`Refusal::NotOneMatter`],
    /// [`Refusal::FewHouseholds`].
    pub async fn draft_letter(
        &self,
        asker: &Asker,
        command: CommandId,
        input: DraftLetter,
    ) -> Result<LetterId> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(draft(change, editions, asker, input))
            })
            .await
    }

    /// Whether the asker may draft a letter anew now; else what it would be refused for.
    pub async fn check_redraft(&self, asker: &Asker, letter: LetterId) -> Result<()> {
        let mut tx = self.db().read().await?;
        let row = letters::letter(&mut tx, letter)
            .await?
            .filter(|row| asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        let rule = rule(&rules)?;
        access::check(&rules, asker, site.id(), Right::RegisterEvents)?;
        check_open(rule, &row)
    }
}

async fn draft(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &DraftLetter,
) -> Result<LetterId> {
    if !asker.belongs_to(input.site) {
        return Err(Error::NotFound);
    }
    draw::lock_site(change, input.site).await?;
    let site = editions.site(change, input.site).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    let rule = rule(&rules)?;
    access::check(&rules, asker, site.id(), Right::RegisterEvents)?;
    let (letter, number, version) = which(change, editions, (asker, &site, rule), input).await?;
    let mut fields = Fields::default();
    let words = input.form.read(&mut fields);
    if input.follow_ups.is_empty() {
        fields.wrong("follow_ups", Fault::Missing);
    }
    if input.follow_ups.len() > PIECE {
        fields.wrong("follow_ups", Fault::TooLong(PIECE));
    }
    fields.check()?;
    let mut facts = LetterDrafted {
        letter,
        site: site.id(),
        number,
        version,
        category: huiyin_domain::Category::Complaint,
        kind: String::new(),
        answers: Vec::new(),
    };
    choose(change, (&rules, rule), input, &mut facts).await?;
    let events = facts.answers.iter().map(|it| it.event).collect();
    // What hangs in public is about nobody: no name of a resident belongs in it.
    change
        .append(Draft::new(site.id(), facts).about(None, words))
        .await?;
    let written_by = drafters(change, letter).await?;
    let news = News {
        topic: Topic::LetterWaits,
        follow_ups: Vec::new(),
        record: None,
        events,
        due: None,
        basis: rule.basis.clone(),
    };
    if let Some((_, people)) = approvers(change, &site, (&rules, today), &written_by).await? {
        tell_people(change, &site, &people, &news).await?;
    }
    Ok(letter)
}

/// Whether a letter takes another draft; else refused.
fn check_open(rule: &PublicLetter, row: &LetterRow) -> Result<()> {
    if matches!(row.state, LetterState::Drafted | LetterState::SentBack) {
        return Ok(());
    }
    refused(rule, Refusal::LetterState)
}

/// The letter with its number and the draft that comes now.
async fn which(
    change: &mut Change<'_>,
    editions: &Editions,
    (asker, site, rule): (&Asker, &Site, &PublicLetter),
    input: &DraftLetter,
) -> Result<(LetterId, RunningNumber, u32)> {
    let Some((letter, replaced)) = input.replaces else {
        let year = site.day(change.at()).month().year();
        let number = letters::last_number(change, site.id(), year).await? + 1;
        let number = RunningNumber { year, number };
        return Ok((LetterId::generate(), number, 1));
    };
    let (row, _) = at_hand(change, editions, asker, letter).await?;
    if row.site != site.id() {
        return Err(Error::NotFound);
    }
    check_open(rule, &row)?;
    if row.version != replaced {
        return Err(Error::Conflict);
    }
    let (year, number) = row.number;
    Ok((letter, RunningNumber { year, number }, row.version + 1))
}

/// Checks what was chosen and puts it into the entry.
async fn choose(
    change: &mut Change<'_>,
    (rules, rule): (&Rules<'_>, &PublicLetter),
    input: &DraftLetter,
    facts: &mut LetterDrafted,
) -> Result<()> {
    let now = change.at();
    let rows = letters::answerable(change, &input.follow_ups).await?;
    for id in &input.follow_ups {
        let row = rows.iter().find(|row| row.follow_up == *id);
        let row = row.filter(|row| row.site == input.site && is_known(row, now));
        let row = row.ok_or(Error::NotFound)?;
        if let Some((why, basis)) = obstacle(rules, rule, row) {
            return Err(Error::Refused { why, basis });
        }
        if row.letter.is_some_and(|other| other != facts.letter) {
            return refused(rule, Refusal::OtherLetter);
        }
        let Some(kind) = &row.kind else {
            return refused(rule, Refusal::NotOneMatter);
        };
        if facts.answers.is_empty() {
            facts.category = row.category;
            facts.kind.clone_from(kind);
        }
        if (facts.category, &facts.kind) != (row.category, kind) {
            return refused(rule, Refusal::NotOneMatter);
        }
        let answer = LetterAnswer {
            follow_up: row.follow_up,
            event: row.event,
        };
        if !facts.answers.contains(&answer) {
            facts.answers.push(answer);
        }
    }
    if !rule.is_offered(households(rows.iter())) {
        return refused(rule, Refusal::FewHouseholds(rule.households));
    }
    Ok(())
}
