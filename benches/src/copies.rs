//! Very many records made of few: the entries of visits that were recorded, written again under ids of their own. What
//! has none of its own is the same: the home, the customer, who visits, what was said.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use huiyin_domain::entry::{Entry, Facts, SignedText, Words};
use huiyin_domain::{CommandId, EventId, ScopeId};
use huiyin_store::{Act, Db, Draft, Location, journal, scopes, sites};
use serde_json::Value;
use uuid::Uuid;

/// As many visits are copied at a time, each once.
const COPIED: usize = 100;
/// Entries read at a time.
const PIECE: u32 = 500;
/// Where facts name what came to be with the event.
const OWN: [&str; 6] = [
    "event",
    "obligation",
    "follow_up",
    "record",
    "matter",
    "signature",
];

/// Adds copies to the visits of the one site of a database, all recorded, until there are `wanted` of them.
pub async fn copy_visits(location: &Location, wanted: usize) -> anyhow::Result<()> {
    let db = Db::open(location).await?;
    let done = copy(&db, wanted).await;
    db.close().await;
    done
}

async fn copy(db: &Db, wanted: usize) -> anyhow::Result<()> {
    let mut tx = db.read().await?;
    let installation = scopes::installation(&mut tx).await?;
    let company = installation.context("there is a company")?.company;
    let site = sites::sites(&mut tx).await?;
    let site = site.first().context("there is a site")?.id;
    drop(tx);
    let visits = recorded(db, (company, site)).await?;
    let mut known = visits.len();
    let copied = &visits[..known.min(COPIED)];
    while known < wanted {
        let some = &copied[..copied.len().min(wanted - known)];
        let mut drafts: Vec<Vec<Draft>> = Vec::new();
        for visit in some {
            known += 1;
            let ids = own(visit)?;
            for (step, entry) in visit.iter().enumerate() {
                let draft = copied_entry(entry, &ids, known)?;
                match drafts.get_mut(step) {
                    Some(of_step) => of_step.push(draft),
                    None => drafts.push(vec![draft]),
                }
            }
        }
        // The same step of all of them, as what one command writes has one moment and one who does it.
        let steps = some.first().context("there is a visit to copy")?;
        for (drafts, entry) in drafts.into_iter().zip(steps) {
            append(db, entry, drafts).await?;
        }
    }
    Ok(())
}

/// The entries of each visit that has a record.
async fn recorded(db: &Db, chains: (ScopeId, ScopeId)) -> anyhow::Result<Vec<Vec<Entry>>> {
    let mut by_event: BTreeMap<Uuid, Vec<Entry>> = BTreeMap::new();
    let mut tx = db.read().await?;
    let mut chains = journal::Together::new([chains.0, chains.1], PIECE);
    while let Some(row) = chains.next(&mut tx).await? {
        let entry = row.entry()?;
        by_event
            .entry(entry.facts.subject())
            .or_default()
            .push(entry);
    }
    let is_recorded = |entries: &Vec<Entry>| {
        let record = |entry: &Entry| matches!(entry.facts, Facts::VisitRecorded(_));
        entries.iter().any(record)
    };
    Ok(by_event.into_values().filter(is_recorded).collect())
}

/// The ids that came to be with a visit, each with a new one.
fn own(visit: &[Entry]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut found = BTreeSet::new();
    for entry in visit {
        collect(
            &serde_json::from_str(&entry.facts.canonical()?)?,
            &mut found,
        );
    }
    let new = |old| (old, EventId::generate().to_string());
    Ok(found.into_iter().map(new).collect())
}

fn collect(facts: &Value, found: &mut BTreeSet<String>) {
    match facts {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str() {
                    Some(id) if OWN.contains(&name.as_str()) => drop(found.insert(id.to_owned())),
                    _ => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

fn copied_entry(
    entry: &Entry,
    ids: &BTreeMap<String, String>,
    number: usize,
) -> anyhow::Result<Draft> {
    let mut text = entry.facts.canonical()?;
    for (old, new) in ids {
        text = text.replace(old, new);
    }
    let (kind, version) = (entry.facts.kind(), entry.facts.version());
    let mut facts = Facts::read(kind, version, serde_json::from_str(&text)?)?;
    match &mut facts {
        Facts::EventRegistered(it) => {
            it.number.number = u32::try_from(number)?;
            it.event_id = format!("copy-{number}");
        }
        // The cohort is there already; nobody in it takes a number, as all of it is followed up.
        Facts::ObligationsArisen(it) => it.cohorts.clear(),
        Facts::VisitRecorded(it) => {
            let mut words = Words::new();
            for part in &entry.parts {
                words.join(part.words.clone());
            }
            it.text_hash = SignedText::of_entry(it, &words).hash()?;
            for signature in &mut it.signatures {
                signature.text_hash = it.text_hash;
            }
        }
        _ => {}
    }
    let draft = Draft::new(entry.scope, facts);
    let parts = entry.parts.iter();
    Ok(parts.fold(draft, |draft, part| {
        draft.about(part.person, part.words.clone())
    }))
}

/// Writes entries as whoever wrote this one.
async fn append(db: &Db, as_by: &Entry, drafts: Vec<Draft>) -> anyhow::Result<()> {
    let act = Act {
        command: CommandId::generate(),
        actor: as_by.actor,
        device: as_by.device,
        at: as_by.at,
        input: None,
    };
    db.command(act, drafts, |change, drafts| {
        Box::pin(async move {
            for draft in drafts {
                change.append(draft.clone()).await?;
            }
            Ok::<(), huiyin_store::Error>(())
        })
    })
    .await?;
    Ok(())
}
