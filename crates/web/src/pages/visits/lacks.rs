//! What a record lacks, in words, each at its field, with the clauses that ask for it.

use huiyin_domain::entry::Section;
use huiyin_rules::procedure::{Basis, ExceptionNeeds};
use huiyin_rules::record::Lack;

use crate::pages::photos::SHEET;
use crate::texts::Texts;
use crate::view::Errors;

/// What is lacking, field by field.
pub(super) fn errors(t: Texts, lacks: &[Lack]) -> Errors {
    let mut errors = Errors::default();
    for lack in lacks {
        let (field, sentence) = sentence(t, lack);
        errors.add(field, sentence);
    }
    errors
}

/// The clauses and readings behind all of it, each once.
pub(super) fn basis(lacks: &[Lack]) -> Basis {
    let mut all = Basis::default();
    for basis in lacks.iter().filter_map(Lack::basis) {
        for clause in &basis.clauses {
            if !all.clauses.contains(clause) {
                all.clauses.push(clause.clone());
            }
        }
        for reading in &basis.readings {
            if !all.readings.contains(reading) {
                all.readings.push(reading.clone());
            }
        }
    }
    all
}

/// The field of the form at the desk, and what is lacking, in words.
pub(in crate::pages) fn sentence(t: Texts, lack: &Lack) -> (String, String) {
    let matter = |number: u32, field: &str| format!("matter_{}_{field}", number - 1);
    let (field, sentence) = match lack {
        Lack::InTheFuture => ("visited_on".to_owned(), t.lack_in_the_future()),
        Lack::CallTime { .. } => ("visited_time".to_owned(), t.lack_call_time()),
        Lack::LateWithoutReason { due } => ("late_reason".to_owned(), t.lack_late(t.day(*due))),
        Lack::Channel { allowed, .. } => {
            let allowed: Vec<&str> = allowed.iter().map(|it| it.title(t.lang())).collect();
            (
                "channel".to_owned(),
                t.lack_channel(allowed.join(&t.list_comma())),
            )
        }
        Lack::ChannelReason { needs, .. } => {
            let words = match needs {
                ExceptionNeeds::PlannerConsent => t.lack_channel_consent(),
                ExceptionNeeds::ResidentRequest => t.lack_channel_reason(),
            };
            ("channel_reason".to_owned(), words)
        }
        Lack::Respondent => ("respondent_name".to_owned(), t.lack_respondent()),
        Lack::Content { id, .. } => {
            let section = Section::of_id(id).map_or(id.as_str(), |it| it.title(t.lang()));
            (id.clone(), t.lack_content(section))
        }
        Lack::Rating { .. } => ("rating".to_owned(), t.lack_rating()),
        Lack::Solved { .. } => ("solved".to_owned(), t.lack_solved()),
        Lack::SiteCheck { .. } => ("site_check".to_owned(), t.lack_site_check()),
        Lack::MatterWords { number } => (matter(*number, "said"), t.lack_matter_words(*number)),
        Lack::MatterOutcome { number, .. } => {
            (matter(*number, "outcome"), t.lack_matter_outcome(*number))
        }
        Lack::Promise { number, .. } => (matter(*number, "answer_by"), t.lack_promise(*number)),
        Lack::Dissatisfaction { .. } => ("matter_0_said".to_owned(), t.lack_dissatisfaction()),
        Lack::Explanation { number, .. } => {
            (matter(*number, "outcome"), t.lack_explanation(*number))
        }
        Lack::Rectification { number, .. } => {
            (matter(*number, "rectify_by"), t.lack_rectification(*number))
        }
        Lack::CustomerSignature { .. } => ("customer_name".to_owned(), t.lack_customer_signature()),
        Lack::RefusalReason { .. } => ("refusal_reason".to_owned(), t.lack_refusal_reason()),
        Lack::RefusalWitness { .. } => ("witness".to_owned(), t.lack_refusal_witness()),
        Lack::SignedSheet { .. } => (format!("{SHEET}_files"), t.lack_signed_sheet()),
        Lack::VisitorSignature { number, .. } => (
            format!("visitor_name_{}", number - 1),
            t.lack_visitor_signature(),
        ),
    };
    (field, sentence)
}
