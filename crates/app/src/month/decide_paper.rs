use huiyin_domain::entry::Word;
use huiyin_domain::entry::facts::PaperDecided;
use huiyin_domain::{CommandId, Day, PaperId, PaperKind, PaperState, PersonId, TaskKind};
use huiyin_store::papers;
use huiyin_store::{Change, Draft};

use super::give_task::{From, GiveTask, Readable, give, staff};
use super::{paper_at_hand, refused};
use crate::access::{self, Right};
use crate::archive::check_signature;
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::visits::Ink;
use crate::{App, Asker, Fault, Refusal, Result};

/// What is decided on an analysis report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecidePaper {
    /// The report: reviewed, and not decided on yet.
    pub paper: PaperId,
    /// What is decided for each case.
    pub cases: Vec<CaseDecision>,
    /// What is said of the whole; may be left out.
    pub opinion: String,
    /// Who signs the decision.
    pub signature: Ink,
}

/// What is decided for a case.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct CaseDecision {
    /// The number of the case.
    pub number: u32,
    /// What; required.
    pub decision: Option<Decision>,
    /// Why nothing is done.
    pub why: String,
    /// What is done.
    pub task: GiveTask,
}

/// Whether something is done about a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// So that it does not happen again.
    Corrective,
    /// So that it does not happen elsewhere.
    Preventive,
    /// Nothing, for a reason.
    Nothing,
}

/// A case with its decision, read.
enum Read {
    Nothing(u32, String),
    Action(u32, TaskKind, Readable),
}

impl App {
    /// Decides on an analysis report (四.6): for each case a corrective or preventive action with who does it and by
    /// when, or none, with the reason. By the post that the procedure names, and never by who signed the report
    /// ([`Refusal::OwnPaper`]).
    pub async fn decide_paper(
        &self,
        asker: &Asker,
        command: CommandId,
        input: DecidePaper,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(decide(change, editions, asker, input))
            })
            .await
    }
}

async fn decide(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &DecidePaper,
) -> Result<()> {
    let (row, site) = paper_at_hand(change, editions, asker, input.paper).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    access::check(&rules, asker, site.id(), Right::DecideAnalysis)?;
    let rule = rules.procedure().analysis.as_ref();
    let rule = rule.ok_or_else(|| refused(&rules, row.kind, Refusal::PaperState))?;
    if row.kind != PaperKind::Analysis || row.state != PaperState::Accepted {
        return Err(refused(&rules, row.kind, Refusal::PaperState));
    }
    if asker.person == row.signed_by {
        return Err(refused(&rules, row.kind, Refusal::OwnPaper));
    }
    let cases = papers::cases(change, row.id).await?;
    let staff = staff(change, &site, today).await?;
    let mut fields = Fields::default();
    let opinion = fields.optional("opinion", &input.opinion, LONG);
    let mut read = Vec::new();
    for case in cases {
        let found = input.cases.iter().find(|it| it.number == case.number);
        let mut of_case = Fields::default();
        let decided = CaseDecision {
            number: case.number,
            ..CaseDecision::default()
        };
        read.extend(found.unwrap_or(&decided).read(&mut of_case, &staff, today));
        fields.join(of_case, case.number);
    }
    fields.check()?;
    check_signature(&input.signature)?;
    let nothing = read.iter().filter_map(|case| match case {
        Read::Nothing(number, why) => Some((*number, why.clone())),
        Read::Action(..) => None,
    });
    let nothing: Vec<(u32, String)> = nothing.collect();
    let facts = PaperDecided {
        paper: row.id,
        site: site.id(),
        post: rule.decided_by.clone(),
        without_action: nothing.iter().map(|(number, _)| *number).collect(),
    };
    let words = input.signature.words(1).with_some(Word::Opinion, opinion);
    let words = nothing.into_iter().fold(words, |words, (number, why)| {
        words.with_item(Word::Why, number, why)
    });
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    for case in read {
        if let Read::Action(number, kind, task) = case {
            let from = From {
                kind,
                paper: (row.id, row.kind),
                case: Some(number),
                follows: None,
            };
            give(change, &site, asker, task, from).await?;
        }
    }
    Ok(())
}

impl CaseDecision {
    fn read(&self, fields: &mut Fields, staff: &[PersonId], today: Day) -> Option<Read> {
        let kind = match self.decision {
            None => {
                fields.wrong("decision", Fault::Missing);
                return None;
            }
            Some(Decision::Nothing) => {
                let why = fields.required("why", &self.why, LONG);
                return Some(Read::Nothing(self.number, why));
            }
            Some(Decision::Corrective) => TaskKind::Corrective,
            Some(Decision::Preventive) => TaskKind::Preventive,
        };
        let task = self.task.read(fields, staff, today)?;
        Some(Read::Action(self.number, kind, task))
    }
}
