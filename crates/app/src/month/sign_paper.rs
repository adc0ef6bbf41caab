use huiyin_domain::entry::Word;
use huiyin_domain::entry::facts::PaperSigned;
use huiyin_domain::{CommandId, PaperId, PaperKind, PaperState, Topic};
use huiyin_store::papers::{self, PaperRow};
use huiyin_store::statistics;
use huiyin_store::{Change, Draft};

use super::{basis_of, paper_at_hand, refused, right_to_sign, who_holds};
use crate::access;
use crate::archive::check_signature;
use crate::fields::{Fields, LONG};
use crate::notices::{News, tell};
use crate::site::Editions;
use crate::visits::Ink;
use crate::{App, Asker, Fault, FieldError, Refusal, Result, Site};

/// A paper as it is completed.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct WrittenPaper {
    /// Why it came to each case, by the case's number; of a return, the causes of the main problems under 0.
    pub causes: Vec<(u32, String)>,
    /// The main problems; a return has them.
    pub problems: String,
    /// What is proposed to improve; a report may have it, a return must.
    pub proposals: String,
    /// What became of last month's; a return has it.
    pub last_month: String,
}

/// A paper that is completed and signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignPaper {
    /// The paper: drafted, or sent back.
    pub paper: PaperId,
    /// What is written in it.
    pub written: WrittenPaper,
    /// Who signs it.
    pub signature: Ink,
}

impl App {
    /// Completes and signs a paper, by the post that the procedure names: an analysis report goes to its reviewer
    /// (四.6), a return to the company's leaders (11.2.4).
    ///
    /// Not before the month is over ([`Refusal::MonthRunning`]); a return not before the month's statistics are closed
    /// ([`Refusal::MonthOpen`]). A report that took in a case in the meantime lacks its cause.
    pub async fn sign_paper(
        &self,
        asker: &Asker,
        command: CommandId,
        input: SignPaper,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(sign(change, editions, asker, input))
            })
            .await
    }
}

async fn sign(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &SignPaper,
) -> Result<()> {
    let (row, site) = paper_at_hand(change, editions, asker, input.paper).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    access::check(&rules, asker, site.id(), right_to_sign(row.kind))?;
    if !row.state.is_unsigned() {
        return Err(refused(&rules, row.kind, Refusal::PaperState));
    }
    if today <= row.month.last_day() {
        return Err(refused(&rules, row.kind, Refusal::MonthRunning));
    }
    let is_closed = statistics::close(change, site.id(), row.month).await?;
    if row.kind == PaperKind::Return && is_closed.is_none() {
        return Err(refused(&rules, row.kind, Refusal::MonthOpen));
    }
    let cases = papers::cases(change, row.id).await?;
    let cases: Vec<u32> = cases.iter().map(|case| case.number).collect();
    let words = read(&row, &cases, &input.written)?;
    check_signature(&input.signature)?;
    let procedure = rules.procedure();
    let (post, state, next, topic) =
        match (row.kind, &procedure.analysis, &procedure.monthly_return) {
            (PaperKind::Analysis, Some(rule), _) => (
                &rule.by,
                PaperState::Signed,
                &rule.reviewed_by,
                Topic::PaperWaits,
            ),
            (PaperKind::Return, _, Some(rule)) => (
                &rule.by,
                PaperState::Delivered,
                &rule.to,
                Topic::ReturnDelivered,
            ),
            // Another version of the procedure is in force, which knows no such paper.
            _ => return Err(refused(&rules, row.kind, Refusal::PaperState)),
        };
    let facts = PaperSigned {
        paper: row.id,
        site: site.id(),
        post: post.clone(),
        state,
        cases,
    };
    let words =
        words.into_iter().fold(
            input.signature.words(1),
            |words, (word, number, text)| match number {
                Some(number) => words.with_item(word, number, text),
                None => words.with(word, text),
            },
        );
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    tell_next(change, &site, &row, (next, topic)).await
}

/// Tells who has the next step.
pub(super) async fn tell_next(
    change: &mut Change<'_>,
    site: &Site,
    row: &PaperRow,
    (post, topic): (&str, Topic),
) -> Result<()> {
    let today = site.day(change.at());
    let people = who_holds(change, site, today, post).await?;
    let news = News {
        topic,
        follow_ups: Vec::new(),
        record: None,
        events: Vec::new(),
        due: None,
        basis: basis_of(&site.rules_on(today), row.kind),
    };
    tell(change, site, &people, &news).await
}

/// What was written, each under its name; what is missing is said all at once.
fn read(
    row: &PaperRow,
    cases: &[u32],
    written: &WrittenPaper,
) -> Result<Vec<(Word, Option<u32>, String)>> {
    let mut fields = Fields::default();
    let mut words = Vec::new();
    let cause = |number: u32| {
        let found = written.causes.iter().find(|(of, _)| *of == number);
        found.map_or("", |(_, text)| text.trim())
    };
    match row.kind {
        PaperKind::Analysis => {
            for number in cases.iter().copied() {
                let text = cause(number);
                let fault = match text.chars().count() {
                    0 => Some(Fault::Missing),
                    count if count > LONG => Some(Fault::TooLong(LONG)),
                    _ => None,
                };
                match fault {
                    Some(fault) => fields.note(FieldError::new("cause", fault).of(number)),
                    None => words.push((Word::Cause, Some(number), text.to_owned())),
                }
            }
            let proposals = fields.optional("proposals", &written.proposals, LONG);
            words.extend(proposals.map(|text| (Word::Proposals, None, text)));
        }
        PaperKind::Return => {
            let mut required = |field, word, number, text: &str| {
                words.push((word, number, fields.required(field, text, LONG)));
            };
            required("problems", Word::Problems, None, &written.problems);
            required("cause", Word::Cause, Some(0), cause(0));
            required("proposals", Word::Proposals, None, &written.proposals);
            required("last_month", Word::LastMonth, None, &written.last_month);
        }
    }
    fields.check()?;
    Ok(words)
}
