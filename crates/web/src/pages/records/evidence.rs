//! What speaks for the signatures under a record: what stood above them, when, on which device, and where it stands in
//! the journal.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};

use huiyin_app::phone::{Changed, Evidence, SignatureEvidence, VersionEvidence};
use huiyin_domain::Instant;

use super::one::{id, name, signature};
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Crumb, Frame, Head, Mark, MarkKind, NavCounts, Place, Signature};

#[derive(Template)]
#[template(path = "records/evidence.html")]
struct EvidencePage {
    t: Texts,
    frame: Frame,
    head: Head,
    versions: Vec<Version>,
}

/// A version with its signatures.
struct Version {
    title: String,
    mark: Mark,
    facts: Vec<(String, String)>,
    changed: Option<String>,
    signatures: Vec<Line>,
}

/// A signature with what speaks for it.
struct Line {
    sign: Signature,
    facts: Vec<(String, String)>,
    /// What stood above it.
    shown: Option<String>,
    mark: Option<Mark>,
}

/// `GET /records/{record}/evidence`
pub(super) async fn show(
    at: SignedInAsker,
    Path(record): Path<String>,
) -> Result<Response, Failure> {
    let evidence = at.app.evidence(&at.asker, id(&record)?).await?;
    let t = at.t;
    let number = evidence.page.number.clone();
    let versions = evidence.versions.iter().rev();
    let view = EvidencePage {
        t,
        frame: at.frame(Some(Place::Records), &NavCounts::default()),
        head: Head::new(t.evidence_title()).crumbs([
            Crumb::link("/records", t.place_records()),
            Crumb::link(format!("/records/{record}"), number),
            Crumb::here(t.evidence_title()),
        ]),
        versions: versions.map(|it| version(&at, &evidence, it)).collect(),
    };
    Ok(Page::new(view).into_response())
}

fn version(at: &SignedInAsker, evidence: &Evidence, it: &VersionEvidence) -> Version {
    let t = at.t;
    let later = evidence
        .versions
        .iter()
        .find(|other| other.version == it.version + 1);
    let mark = if it.in_force {
        Mark::of_text(t, it.standing)
    } else {
        Mark::new(MarkKind::Fail, t.evidence_void())
    };
    Version {
        title: t.evidence_version(it.version),
        mark,
        facts: version_facts(at, evidence, it),
        changed: later.map(|later| {
            let words: Vec<String> = later.changed.iter().map(|it| changed(t, *it)).collect();
            t.evidence_void_by(later.version, words.join(&t.list_comma()))
        }),
        signatures: it
            .signatures
            .iter()
            .map(|one| line(at, one, it.in_force))
            .collect(),
    }
}

/// A moment with its seconds, as the site has it.
fn exact(at: &SignedInAsker, moment: Instant) -> String {
    at.site.zone().local(moment).to_string()
}

fn version_facts(
    at: &SignedInAsker,
    evidence: &Evidence,
    it: &VersionEvidence,
) -> Vec<(String, String)> {
    let t = at.t;
    let mut facts = vec![(t.evidence_record_hash(), it.text_hash.to_string())];
    if let Some(entry) = &it.entry {
        facts.extend([
            (t.evidence_server_time(), exact(at, entry.at)),
            (
                t.evidence_entry(),
                t.evidence_entry_n(entry.seq.to_string()),
            ),
            (t.evidence_entry_hash(), entry.hash.to_string()),
            (t.evidence_by(), name(&evidence.page, entry.actor)),
        ]);
    }
    let Some(act) = &it.phone else {
        facts.push((t.evidence_device(), t.evidence_at_desk()));
        return facts;
    };
    let device = act.device_name.as_ref().map(|it| it.reveal().clone());
    let id = act.device.map(|it| it.to_string()).unwrap_or_default();
    let device = [device.unwrap_or_default(), id];
    let device: Vec<String> = device.into_iter().filter(|it| !it.is_empty()).collect();
    facts.extend([
        (t.evidence_sent_by(), name(&evidence.page, act.sent_by)),
        (t.evidence_device(), device.join("・")),
        (t.evidence_device_time(), exact(at, act.device_at)),
        (
            t.evidence_offset(),
            match (act.offset_ms, act.measured_at) {
                (Some(offset), Some(measured)) => {
                    t.evidence_offset_ms(offset.to_string(), exact(at, measured))
                }
                _ => t.evidence_not_measured(),
            },
        ),
    ]);
    facts
}

fn line(at: &SignedInAsker, it: &SignatureEvidence, in_force: bool) -> Line {
    let t = at.t;
    let mut sign = signature(at, &it.signature);
    if !in_force {
        sign.mark = Some(Mark::new(MarkKind::Fail, t.evidence_void()));
    }
    let mut facts = vec![(t.evidence_signed_at(), exact(at, it.signature.signed_at))];
    let shown = it.shown.as_ref();
    if let Some(signed_at) = shown.and_then(|it| it.signed_at) {
        facts.push((t.evidence_signed_device(), exact(at, signed_at)));
    }
    if let Some(hash) = shown.and_then(|it| it.sha256) {
        facts.push((t.evidence_shown_hash(), hash.to_string()));
        let now = it.hash_now.map(|it| it.to_string());
        facts.push((
            t.evidence_hash_now(),
            now.unwrap_or_else(|| t.events_erased()),
        ));
    }
    Line {
        sign,
        facts,
        shown: shown
            .and_then(|it| it.shown.as_ref())
            .map(|it| it.reveal().clone()),
        mark: it.is_same_text().map(|same| {
            if same {
                Mark::new(MarkKind::Done, t.evidence_same())
            } else {
                Mark::new(MarkKind::Fail, t.evidence_differs())
            }
        }),
    }
}

fn changed(t: Texts, what: Changed) -> String {
    match what {
        Changed::VisitedAt => t.visits_visited_on(),
        Changed::Channel => t.visits_channel(),
        Changed::Respondent => t.visits_respondent(),
        Changed::Rating => t.evidence_ratings(),
        Changed::Said => t.visits_content(),
        Changed::Solved => t.visits_solved(),
        Changed::SiteCheck => t.visits_site_check(),
        Changed::Matters => t.evidence_matters(),
        Changed::Files => t.evidence_photos(),
        Changed::Reasons => t.evidence_reasons(),
    }
}
