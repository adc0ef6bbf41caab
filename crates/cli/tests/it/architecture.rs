//! The arrows between the crates, as ARCHITECTURE.md draws them.

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Who may depend on whom, and why no more. Tests may use `testkit` besides.
const ARROWS: &[(&str, &[&str], &str)] = &[
    (
        "huiyin-domain",
        &[],
        "the words of the trade know of nothing but themselves",
    ),
    (
        "huiyin-rules",
        &["huiyin-domain"],
        "rules are pure: no database, no files, no pages",
    ),
    (
        "huiyin-store",
        &["huiyin-domain"],
        "the store keeps and finds; it decides nothing",
    ),
    (
        "huiyin-forms",
        &["huiyin-domain"],
        "forms turn files into rows and structs into paper; no database, no clock",
    ),
    (
        "huiyin-paper",
        &["huiyin-forms"],
        "drawing knows of sheets and fonts, of nothing they are about",
    ),
    (
        "huiyin-app",
        &[
            "huiyin-domain",
            "huiyin-rules",
            "huiyin-store",
            "huiyin-forms",
        ],
        "actions join rules, store and forms; they know of no page",
    ),
    (
        "huiyin-web",
        &["huiyin-app", "huiyin-domain", "huiyin-rules"],
        "pages show and ask; they never touch the database or decide a rule",
    ),
    (
        "huiyin-verify",
        &["huiyin-domain", "huiyin-rules"],
        "who checks an export needs no database, and trusts nobody who wrote one",
    ),
    (
        "huiyin",
        &[
            "huiyin-verify",
            "huiyin-web",
            "huiyin-app",
            "huiyin-store",
            "huiyin-rules",
            "huiyin-forms",
            "huiyin-paper",
            "huiyin-domain",
        ],
        "the program puts the parts together",
    ),
    (
        "huiyin-benches",
        &[
            "huiyin-web",
            "huiyin-testkit",
            "huiyin-app",
            "huiyin-store",
            "huiyin-rules",
            "huiyin-forms",
            "huiyin-paper",
            "huiyin-domain",
        ],
        "measurements measure; nothing depends on them",
    ),
    (
        "huiyin-testkit",
        &[
            "huiyin-app",
            "huiyin-store",
            "huiyin-rules",
            "huiyin-forms",
            "huiyin-domain",
        ],
        "the test kit serves tests only",
    ),
];

#[test]
fn crates_depend_only_along_the_arrows() {
    let metadata = MetadataCommand::new()
        .no_deps()
        .exec()
        .expect("cargo metadata runs");
    let ours: BTreeSet<String> = metadata
        .packages
        .iter()
        .map(|package| package.name.to_string())
        .collect();
    for package in &metadata.packages {
        let Some((_, allowed, sentence)) = ARROWS
            .iter()
            .find(|(name, ..)| *name == package.name.as_str())
        else {
            panic!("{} is not in the table of arrows", package.name);
        };
        for dependency in package
            .dependencies
            .iter()
            .filter(|dependency| ours.contains(&dependency.name))
        {
            let is_test_only = dependency.kind == DependencyKind::Development;
            // What is checked is made by the real actions.
            let makes_exports = package.name.as_str() == "huiyin-verify"
                && ["huiyin-app", "huiyin-store"].contains(&dependency.name.as_str());
            let allowed = allowed.contains(&dependency.name.as_str())
                || is_test_only && (dependency.name == "huiyin-testkit" || makes_exports);
            assert!(
                allowed,
                "{} must not depend on {}: {sentence}",
                package.name, dependency.name
            );
        }
    }
}

#[test]
fn only_the_store_speaks_to_databases() {
    let metadata = MetadataCommand::new()
        .no_deps()
        .exec()
        .expect("cargo metadata runs");
    for package in metadata
        .packages
        .iter()
        .filter(|package| package.name.as_str() != "huiyin-store")
    {
        let speaks = package.dependencies.iter().find(|dependency| {
            dependency.kind == DependencyKind::Normal && dependency.name.starts_with("sqlx")
        });
        assert!(
            speaks.is_none() || package.name.as_str() == "huiyin-testkit",
            "{} depends on sqlx",
            package.name
        );
    }
}
