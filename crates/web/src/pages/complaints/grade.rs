//! How grave a complaint is proposed to be while it is typed. The person decides.

use huiyin_app::events::GradeProposal;
use huiyin_domain::{Category, Severity};

use super::alike::telling;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::pages::events::Typed;
use crate::texts::Texts;
use crate::view::{Choice, ClauseTag, Sources};

/// The choice, with what is proposed.
pub(in crate::pages) struct Grade {
    pub(in crate::pages) choice: Choice,
    /// The severity that is proposed, so that the next look knows what the person left as it was.
    pub(in crate::pages) proposed: &'static str,
    /// What is proposed, and why; none where nothing makes it graver.
    pub(in crate::pages) sentence: Option<String>,
    /// What makes a complaint graver, by severity.
    pub(in crate::pages) criteria: Vec<(&'static str, String)>,
    /// The reading that says so; the page around it has the card.
    pub(in crate::pages) sources: Vec<ClauseTag>,
}

impl Grade {
    /// The choice for what is typed; none for what is no complaint.
    pub(in crate::pages) async fn of(
        at: &SignedInAsker,
        typed: &Typed,
    ) -> Result<Option<Self>, Failure> {
        let category = Category::of_id(&typed.category);
        if category.is_some_and(|category| category != Category::Complaint) {
            return Ok(None);
        }
        let proposal = if category.is_none() {
            None
        } else {
            let telling = telling(typed);
            let site = at.site.id();
            at.app.propose_grade(&at.asker, site, &telling).await?
        };
        Ok(Some(Self::new(at, typed, proposal.as_ref())))
    }

    fn new(at: &SignedInAsker, typed: &Typed, proposal: Option<&GradeProposal>) -> Self {
        let (t, lang) = (at.t, at.t.lang());
        let graver = proposal.filter(|it| it.severity != Severity::General);
        let proposed = graver.map_or("", |it| it.severity.id());
        let is_left = typed.severity.is_empty() || typed.severity == typed.proposed;
        let chosen = if is_left { proposed } else { &typed.severity };
        let options = Severity::ALL
            .iter()
            .map(|it| (it.id(), it.title(lang).to_owned()));
        Self {
            choice: Choice::new("severity", t.events_severity()).options(options, chosen),
            proposed,
            sentence: graver.map(|it| sentence(t, it)),
            criteria: proposal.map(|it| criteria(t, it)).unwrap_or_default(),
            sources: proposal
                .map(|it| Sources::new(at.procedure(), lang).tags(&it.basis))
                .unwrap_or_default(),
        }
    }

    /// Whether the form that was sent leaves open what is proposed to be grave.
    pub(in crate::pages) fn is_undecided(&self, typed: &Typed) -> bool {
        typed.severity.is_empty() && !self.proposed.is_empty()
    }
}

fn sentence(t: Texts, proposal: &GradeProposal) -> String {
    let because = proposal
        .because
        .iter()
        .map(|it| it.get(t.lang()).to_owned());
    let because: Vec<String> = because.collect();
    let severity = proposal.severity.title(t.lang());
    t.complaints_proposed(severity, because.join(&t.list_comma()))
}

fn criteria(t: Texts, proposal: &GradeProposal) -> Vec<(&'static str, String)> {
    let lang = t.lang();
    let of = |severity: Severity| {
        let mine = proposal.criteria.iter().filter(|it| it.0 == severity);
        let titles: Vec<String> = mine.map(|it| it.1.get(lang).to_owned()).collect();
        (!titles.is_empty()).then(|| (severity.title(lang), titles.join(&t.list_comma())))
    };
    Severity::ALL
        .iter()
        .rev()
        .filter_map(|it| of(*it))
        .collect()
}
