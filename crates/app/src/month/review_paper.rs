use huiyin_domain::entry::Word;
use huiyin_domain::entry::facts::PaperReviewed;
use huiyin_domain::{CommandId, PaperId, PaperKind, PaperState, Topic, Verdict};
use huiyin_store::{Change, Draft};

use super::sign_paper::tell_next;
use super::{paper_at_hand, refused};
use crate::access::{self, Right};
use crate::archive::check_signature;
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::visits::Ink;
use crate::{App, Asker, Error, Fault, Refusal, Result};

/// An analysis report as it was reviewed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReviewPaper {
    /// The report: signed, and not reviewed yet.
    pub paper: PaperId,
    /// Accepted, or sent back to be completed anew; required.
    pub verdict: Option<Verdict>,
    /// What the reviewer says of it.
    pub opinion: String,
    /// Who signs the review.
    pub signature: Ink,
}

impl App {
    /// Reviews an analysis report (四.6): by the post that the procedure names, and never by who signed it
    /// ([`Refusal::OwnPaper`]).
    pub async fn review_paper(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReviewPaper,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(review(change, editions, asker, input))
            })
            .await
    }
}

async fn review(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReviewPaper,
) -> Result<()> {
    let (row, site) = paper_at_hand(change, editions, asker, input.paper).await?;
    let rules = site.rules_on(site.day(change.at()));
    access::check(&rules, asker, site.id(), Right::ReviewAnalysis)?;
    let rule = rules.procedure().analysis.as_ref();
    let rule = rule.ok_or_else(|| refused(&rules, row.kind, Refusal::PaperState))?;
    if row.kind != PaperKind::Analysis || row.state != PaperState::Signed {
        return Err(refused(&rules, row.kind, Refusal::PaperState));
    }
    if asker.person == row.signed_by {
        return Err(refused(&rules, row.kind, Refusal::OwnPaper));
    }
    let mut fields = Fields::default();
    let opinion = fields.required("opinion", &input.opinion, LONG);
    let verdict = match input.verdict {
        Some(Verdict::Nonconforming) => {
            fields.wrong("verdict", Fault::Unknown);
            None
        }
        None => {
            fields.wrong("verdict", Fault::Missing);
            None
        }
        verdict => verdict,
    };
    fields.check()?;
    let verdict = verdict.ok_or(Error::Conflict)?;
    check_signature(&input.signature)?;
    let facts = PaperReviewed {
        paper: row.id,
        site: site.id(),
        post: rule.reviewed_by.clone(),
        verdict,
    };
    let words = input.signature.words(1).with(Word::Opinion, opinion);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    let next = match verdict {
        Verdict::Accepted => &rule.decided_by,
        Verdict::SentBack | Verdict::Nonconforming => &rule.by,
    };
    tell_next(change, &site, &row, (next, Topic::PaperWaits)).await
}
