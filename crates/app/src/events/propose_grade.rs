use huiyin_domain::{Category, ScopeId, Severity, Text};
use huiyin_rules::grades::Complaint;
use huiyin_rules::procedure::Basis;
use huiyin_store::Tx;
use huiyin_store::events::{self, SameMatter};
use huiyin_store::search::Saying;

use super::alike::Telling;
use crate::access::{self, Right};
use crate::fields::Fields;
use crate::{App, Asker, Result, Site};

/// How grave a complaint is proposed to be.
#[derive(Clone, Debug)]
pub struct GradeProposal {
    /// How grave.
    pub severity: Severity,
    /// Why; nothing for what is general.
    pub because: Vec<Text>,
    /// Everything that makes a complaint graver, for the person who decides.
    pub criteria: Vec<(Severity, Text)>,
    /// The reading that says so.
    pub basis: Basis,
}

impl App {
    /// Proposes how grave a complaint is that is being told, with the reasons; none where the procedure proposes
    /// nothing. The person who registers it decides.
    pub async fn propose_grade(
        &self,
        asker: &Asker,
        site: ScopeId,
        telling: &Telling,
    ) -> Result<Option<GradeProposal>> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(now);
        let rules = site.rules_on(today);
        access::check(&rules, asker, site.id(), Right::See)?;
        let Some(grading) = &rules.procedure().grading else {
            return Ok(None);
        };
        // What cannot be read yet is told now; saving it says what is wrong.
        let told = Fields::default().time("reported_at", &telling.reported_at, site.zone());
        let told = told.unwrap_or(now).min(now);
        let days = i64::from(rules.procedure().repeats.days);
        let from = told.plus_seconds(-days * 24 * 3600);
        let before = told_before(&mut tx, &site, telling, (from, told)).await?;
        let complaint = Complaint {
            forwarded: telling.reply_only,
            told_before: u32::try_from(before.len()).unwrap_or(u32::MAX),
            repeats_settled: before
                .iter()
                .any(|one| one.completed_at.is_some_and(|settled| settled <= told)),
            told_on: site.day(told),
            open_on: (!telling.is_completed).then_some(today),
        };
        let saying = Saying::of(&telling.summary);
        let proposal = rules.grade(&complaint, |word| saying.says(word));
        Ok(proposal.map(|proposal| GradeProposal {
            severity: proposal.severity,
            because: (proposal.because.into_iter())
                .map(|criterion| criterion.title.clone())
                .collect(),
            criteria: (grading.criteria.iter())
                .map(|criterion| (criterion.severity, criterion.title.clone()))
                .collect(),
            basis: grading.basis.clone(),
        }))
    }
}

async fn told_before(
    tx: &mut Tx,
    site: &Site,
    telling: &Telling,
    (from, to): (huiyin_domain::Instant, huiyin_domain::Instant),
) -> Result<Vec<events::ToldRow>> {
    let (kind, unit_words) = (telling.kind.trim(), telling.unit_words.trim());
    if kind.is_empty() || (telling.unit.is_none() && unit_words.is_empty()) {
        return Ok(Vec::new());
    }
    let matter = SameMatter {
        site: site.id(),
        category: Category::Complaint,
        kind,
        unit: telling.unit,
        unit_words: (!unit_words.is_empty()).then_some(unit_words),
    };
    Ok(events::told(tx, matter, from, to).await?)
}
