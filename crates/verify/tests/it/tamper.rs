//! What somebody may do to an export, from a flipped bit to hashing everything anew.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use huiyin_domain::entry::{ChainHead, Digest, canonical};
use huiyin_domain::export::{
    Derived, ExportedLine, FileNote, JOURNAL, MANIFEST, Manifest, MonthScope, NotedHead, SEAL,
    derived, hex, sealed_text,
};
use huiyin_domain::{ScopeId, SiteZone};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde_json::Value;

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for inside in fs::read_dir(from).unwrap() {
        let inside = inside.unwrap();
        let target = to.join(inside.file_name());
        if inside.file_type().unwrap().is_dir() {
            copy(&inside.path(), &target);
        } else {
            fs::copy(inside.path(), target).unwrap();
        }
    }
}

/// The lines of a file.
pub(crate) fn lines(folder: &Path, name: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    text.lines().map(str::to_owned).collect()
}

pub(crate) fn write_lines(folder: &Path, name: &str, lines: &[String]) {
    let mut text = lines.join("\n");
    if !lines.is_empty() {
        text.push('\n');
    }
    fs::write(folder.join(name), text).unwrap();
}

/// Gives a value another; it did something.
pub(crate) fn set(place: &mut Value, to: Value) -> bool {
    *place = to;
    true
}

/// Replaces a text once in the first line of a file that holds it.
pub(crate) fn replace(folder: &Path, name: &str, from: &str, to: &str) {
    let mut all = lines(folder, name);
    let line = all.iter_mut().find(|line| line.contains(from));
    let line = line.unwrap_or_else(|| panic!("{name} holds no {from}"));
    *line = line.replacen(from, to, 1);
    write_lines(folder, name, &all);
}

/// Changes the first entry of a kind for which the change says that it did something.
pub(crate) fn change(folder: &Path, kind: &str, mut change: impl FnMut(&mut Value) -> bool) {
    let mut all = lines(folder, JOURNAL);
    for line in &mut all {
        let mut entry: Value = serde_json::from_str(line).unwrap();
        if entry["kind"] == kind && change(&mut entry) {
            *line = canonical(&entry).unwrap();
            write_lines(folder, JOURNAL, &all);
            return;
        }
    }
    panic!("no {kind} to change");
}

/// Leaves the words of an entry out, as if it were of another month.
pub(crate) fn withhold(entry: &mut Value) -> bool {
    let parts = entry["parts"].as_array_mut().unwrap();
    for part in &mut *parts {
        part["state"] = "withheld".into();
        part["salt"] = Value::Null;
        part["words"] = Value::Null;
    }
    !parts.is_empty()
}

/// Makes everything that can be made without the key fit together again: parts, chain, readable lines, manifest.
pub(crate) fn hash_anew(folder: &Path) {
    let mut heads: HashMap<ScopeId, ChainHead> = HashMap::new();
    let mut readable: HashMap<Derived, Vec<String>> = HashMap::new();
    let mut all = Vec::new();
    let scope = scope(folder);
    for line in lines(folder, JOURNAL) {
        let mut entry: Value = serde_json::from_str(&line).unwrap();
        for part in entry["parts"].as_array_mut().unwrap() {
            if part["state"] == "here" {
                let salt: [u8; 16] =
                    huiyin_domain::export::unhex(part["salt"].as_str().unwrap()).unwrap();
                let body = canonical(&part["words"]).unwrap();
                part["hash"] = Digest::of_pieces([&salt, body.as_bytes()])
                    .to_string()
                    .into();
            }
        }
        let mut exported = ExportedLine::read(&canonical(&entry).unwrap()).unwrap();
        let head = heads.entry(exported.line.scope).or_default();
        exported.line.seq = head.seq + 1;
        exported.hash = exported.line.hash(head.hash);
        *head = ChainHead {
            seq: exported.line.seq,
            hash: exported.hash,
        };
        let facts = exported.line.read().map(|entry| entry.facts);
        let belongs = match (&scope, facts) {
            (Some(scope), Ok(facts)) => scope.has(&facts),
            (Some(_), Err(_)) => false,
            (None, _) => true,
        };
        if belongs && let Some((file, text)) = derived(&exported.line, SiteZone::default()) {
            readable.entry(file).or_default().push(text);
        }
        // What was left out is written as it is said to be; a line that is read does not tell it from what was erased.
        entry["seq"] = exported.line.seq.into();
        entry["hash"] = exported.hash.to_string().into();
        all.push(canonical(&entry).unwrap());
    }
    write_lines(folder, JOURNAL, &all);
    for (file, lines) in &readable {
        write_lines(folder, file.file(), lines);
    }
    list_anew(folder, &heads);
}

fn manifest(folder: &Path) -> Manifest {
    serde_json::from_str(&fs::read_to_string(folder.join(MANIFEST)).unwrap()).unwrap()
}

/// What belongs to the month of an export of one.
fn scope(folder: &Path) -> Option<MonthScope> {
    let mut scope = MonthScope::new(manifest(folder).month?);
    for again in [false, true] {
        for line in lines(folder, JOURNAL) {
            let line = ExportedLine::read(&line).map(|exported| exported.line.read());
            if let Ok(Ok(entry)) = line {
                scope.learn(&entry.facts, again);
            }
        }
    }
    Some(scope)
}

/// Lists the files as they are.
fn list_anew(folder: &Path, heads: &HashMap<ScopeId, ChainHead>) {
    let mut manifest = manifest(folder);
    for head in &mut manifest.heads {
        let end = heads[&head.scope];
        *head = NotedHead {
            scope: head.scope,
            seq: end.seq,
            hash: end.hash,
        };
    }
    for note in &mut manifest.files {
        let content = fs::read(folder.join(&note.name)).unwrap();
        *note = FileNote {
            name: note.name.clone(),
            length: content.len() as u64,
            sha256: Digest::of(&content),
        };
    }
    let text = format!("{}\n", canonical(&manifest).unwrap());
    fs::write(folder.join(MANIFEST), text).unwrap();
}

/// The key of somebody else.
fn other_key() -> (Ed25519KeyPair, String) {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let public_key = hex(pair.public_key().as_ref());
    (pair, public_key)
}

/// Takes the place of the key that the journal has in use, and signs everything with another.
pub(crate) fn sign_anew(folder: &Path) {
    change(folder, "export_key_set", |entry| {
        set(&mut entry["facts"]["public_key"], other_key().1.into())
    });
    hash_anew(folder);
    seal_anew(folder);
}

/// Signs the manifest as it is with another key.
pub(crate) fn seal_anew(folder: &Path) {
    let (pair, public_key) = other_key();
    let manifest = fs::read(folder.join(MANIFEST)).unwrap();
    let seal = huiyin_domain::export::Seal {
        algorithm: "ed25519".to_owned(),
        public_key,
        signature: hex(pair.sign(&sealed_text(&manifest)).as_ref()),
    };
    fs::write(folder.join(SEAL), canonical(&seal).unwrap()).unwrap();
}

/// Changes the manifest, and signs it with another key.
pub(crate) fn change_manifest(folder: &Path, change: impl FnOnce(&mut Value)) {
    let path = folder.join(MANIFEST);
    let mut manifest = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut manifest);
    fs::write(path, format!("{}\n", canonical(&manifest).unwrap())).unwrap();
    seal_anew(folder);
}

/// Takes a file away, from the list too, and signs it with another key.
pub(crate) fn take_away(folder: &Path, name: &str) {
    fs::remove_file(folder.join(name)).unwrap();
    change_manifest(folder, |manifest| {
        let files = manifest["files"].as_array_mut().unwrap();
        files.retain(|note| note["name"] != name);
    });
}
