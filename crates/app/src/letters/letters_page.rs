use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::entry::{LetterState, LetterStep};
use huiyin_domain::{Category, Day, EventId, LetterId, ScopeId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::Basis;
use huiyin_store::Tx;
use huiyin_store::letters::{self, AnswerableRow, LetterPhotoRow, LetterRow, LetterStepRow};

use super::add_letter_photos::may_add;
use super::judge_letter::approvers;
use super::{drafters, households, may_carry, obstacle};
use crate::access::{self, Right, has_right};
use crate::{App, Asker, Error, Refusal, Result, Site};

/// The most letters on the page.
const LETTERS: u32 = 60;

/// The letters of a site, and for which matters one is offered.
#[derive(Clone, Debug)]
pub struct LettersPage {
    /// The site.
    pub site: Site,
    /// Whether the procedure has letters.
    pub covered: bool,
    /// What says so.
    pub basis: Basis,
    /// From how many households on a letter is offered.
    pub threshold: u32,
    /// The matters that many share.
    pub offers: Vec<LetterOffer>,
    /// The letters, the latest first, at most 60, each with its number for people.
    pub letters: Vec<(String, LetterRow)>,
    /// Whether the asker may draft.
    pub may_draft: bool,
}

/// A matter that enough households share.
#[derive(Clone, Debug)]
pub struct LetterOffer {
    /// The category.
    pub category: Category,
    /// The matter.
    pub kind: String,
    /// How many households.
    pub households: usize,
    /// The open follow-ups, each with what stands in the way.
    pub lines: Vec<AnswerLine>,
}

/// A follow-up that a letter may answer.
#[derive(Clone, Debug)]
pub struct AnswerLine {
    /// The event's number for people.
    pub number: String,
    /// The follow-up.
    pub row: AnswerableRow,
    /// Why the letter cannot answer it, and what says so.
    pub obstacle: Option<(Refusal, Basis)>,
}

/// A letter with what it answers.
#[derive(Clone, Debug)]
pub struct LetterPage {
    /// The site.
    pub site: Site,
    /// Its number for people.
    pub number: String,
    /// The letter.
    pub row: LetterRow,
    /// What it is to answer, or has answered.
    pub answers: Vec<AnswerLine>,
    /// What was done to it, in order.
    pub steps: Vec<LetterStepRow>,
    /// Photos of it as it hangs, in the order in which they were added.
    pub photos: Vec<LetterPhotoRow>,
    /// What the asker may do with it now.
    pub may: MayLetter,
    /// What says so.
    pub basis: Basis,
}

/// What somebody may do with a letter now.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct MayLetter {
    /// Approving it, or sending it back; or drafting it anew, or putting it up.
    pub next: Option<LetterStep>,
    /// Drafting it anew.
    pub redraft: bool,
    /// Giving it up.
    pub withdraw: bool,
    /// Adding photos of it.
    pub photograph: bool,
}

impl App {
    /// The letters of a site and the matters for which one is offered.
    pub async fn public_letters(&self, asker: &Asker, site: ScopeId) -> Result<LettersPage> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(now));
        access::check(&rules, asker, site.id(), Right::See)?;
        let may_draft = has_right(&rules, asker, site.id(), Right::RegisterEvents);
        let mut page = LettersPage {
            covered: false,
            basis: Basis::default(),
            threshold: 0,
            offers: Vec::new(),
            letters: Vec::new(),
            may_draft,
            site: site.clone(),
        };
        for row in letters::letters(&mut tx, site.id(), LETTERS).await? {
            page.letters.push((letter_number(&site, row.number), row));
        }
        let Some(rule) = &rules.procedure().public_letter else {
            return Ok(page);
        };
        let rows = letters::open_matters(&mut tx, site.id(), now).await?;
        let same =
            |a: &AnswerableRow, b: &AnswerableRow| (a.category, &a.kind) == (b.category, &b.kind);
        for rows in rows.chunk_by(same) {
            let lines: Vec<AnswerLine> = rows
                .iter()
                .map(|row| line(&site, &rules, row.clone()))
                .collect();
            let free = lines.iter().filter(|it| is_free(it)).map(|it| &it.row);
            let households = households(free);
            if let Some(kind) = rows[0].kind.clone().filter(|_| rule.is_offered(households)) {
                page.offers.push(LetterOffer {
                    category: rows[0].category,
                    kind,
                    households,
                    lines,
                });
            }
        }
        page.covered = true;
        page.basis = rule.basis.clone();
        page.threshold = rule.households;
        Ok(page)
    }

    /// The matter of an event, where a letter is offered for it: to be told of on the event's page.
    pub async fn letter_offer(
        &self,
        asker: &Asker,
        site: ScopeId,
        event: EventId,
    ) -> Result<Option<LetterOffer>> {
        let page = self.public_letters(asker, site).await?;
        let has = |offer: &LetterOffer| {
            let mut lines = offer.lines.iter();
            lines.any(|it| it.row.event == event && is_free(it))
        };
        Ok(page.offers.into_iter().find(has))
    }

    /// A letter with what it answers, and what was done to it.
    pub async fn public_letter(&self, asker: &Asker, letter: LetterId) -> Result<LetterPage> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let row = letters::letter(&mut tx, letter)
            .await?
            .filter(|row| asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let rules = site.rules_on(site.day(now));
        access::check(&rules, asker, site.id(), Right::See)?;
        let answers = letters::answers(&mut tx, letter).await?;
        let rule = rules.procedure().public_letter.as_ref();
        Ok(LetterPage {
            number: letter_number(&site, row.number),
            answers: answers
                .into_iter()
                .map(|row| line(&site, &rules, row))
                .collect(),
            steps: letters::steps(&mut tx, letter).await?,
            photos: letters::photos(&mut tx, &[letter]).await?,
            may: may(&mut tx, (&site, &rules, site.day(now)), asker, &row).await?,
            basis: rule.map(|rule| rule.basis.clone()).unwrap_or_default(),
            row,
            site,
        })
    }
}

/// Whether a letter that is drafted now may answer it.
fn is_free(line: &AnswerLine) -> bool {
    line.obstacle.is_none() && line.row.letter.is_none()
}

fn line(site: &Site, rules: &Rules<'_>, row: AnswerableRow) -> AnswerLine {
    let (year, number) = row.number;
    let rule = rules.procedure().public_letter.as_ref();
    AnswerLine {
        number: RunningNumber { year, number }.text(site.code()),
        obstacle: rule.and_then(|rule| obstacle(rules, rule, &row)),
        row,
    }
}

/// The number of a letter for people, such as CY-G-2026-003: letters are counted apart from events.
pub(crate) fn letter_number(site: &Site, (year, number): (i32, u32)) -> String {
    format!("{}-G-{year:04}-{number:03}", site.code())
}

async fn may(
    tx: &mut Tx,
    (site, rules, today): (&Site, &Rules<'_>, Day),
    asker: &Asker,
    row: &LetterRow,
) -> Result<MayLetter> {
    if rules.procedure().public_letter.is_none() {
        return Ok(MayLetter::default());
    }
    let carries = may_carry(rules, asker, row);
    let drafts = has_right(rules, asker, row.site, Right::RegisterEvents);
    let open = matches!(row.state, LetterState::Drafted | LetterState::SentBack);
    let next = match row.state {
        LetterState::Approved => carries.then_some(LetterStep::Posted),
        LetterState::Drafted => {
            let written_by = drafters(tx, row.id).await?;
            let people = approvers(tx, site, (rules, today), &written_by).await?;
            let people = people.map_or_else(Vec::new, |(_, people)| people);
            let is_turn = asker.person.is_some_and(|it| people.contains(&it));
            is_turn.then_some(LetterStep::Approved)
        }
        _ => None,
    };
    Ok(MayLetter {
        next,
        redraft: open && drafts,
        withdraw: carries && (open || row.state == LetterState::Approved),
        photograph: may_add(rules, asker, row, today),
    })
}
