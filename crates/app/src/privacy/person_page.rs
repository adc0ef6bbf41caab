use std::collections::BTreeMap;

use huiyin_domain::entry::{ContactWish, Facts, Word};
use huiyin_domain::{Instant, PersonId, Personal, masked_phone};
use huiyin_store::people::{self, PersonRow};
use huiyin_store::privacy::{self, HoldRow, HomeRow, LookRow, RequestRow};
use huiyin_store::{Tx, journal};

use super::{Erasing, Law, law_of, resident, rules_at};
use crate::access::{Right, check, has_right};
use crate::{App, Asker, Result, Site};

/// Everything that is held about somebody.
#[derive(Clone, Debug)]
pub struct PersonPage {
    /// The site whose people they are of.
    pub site: Site,
    /// The person; the phone in full, to be masked.
    pub person: PersonRow,
    /// Their homes, those they left among them.
    pub homes: Vec<HomeRow>,
    /// The versions of their name, number and wishes, the latest first.
    pub versions: Vec<Version>,
    /// What is held, and what of it could be erased today.
    pub held: Erasing,
    /// Files about them that are still there.
    pub files: u64,
    /// Who looked at their number in full, the latest first, at most 50.
    pub looks: Vec<LookRow>,
    /// What they asked for, the latest first.
    pub requests: Vec<RequestRow>,
    /// The law by which their requests are answered.
    pub law: &'static Law,
    /// The holds on everything about them that are in force, the latest first.
    pub holds: Vec<HoldRow>,
    /// Whether the asker may hold what is about them.
    pub may_hold: bool,
}

/// A version of what is known of somebody.
#[derive(Clone, Debug)]
pub struct Version {
    /// When it was saved.
    pub at: Instant,
    /// By whom; none for the product, or an erased name.
    pub by: Option<Personal<String>>,
    /// The name; none when it was erased.
    pub name: Option<String>,
    /// The phone with its middle hidden.
    pub phone_masked: Option<String>,
    /// How they wish to be contacted.
    pub wish: ContactWish,
    /// At which hours.
    pub hours: Option<String>,
}

/// The most looks on the page.
const LOOKS: u32 = 50;

impl App {
    /// Everything that is held about a resident: for those who manage people.
    pub async fn person_page(&self, asker: &Asker, person: PersonId) -> Result<PersonPage> {
        let mut tx = self.db().read().await?;
        let (row, site) = resident(&mut tx, self.editions(), asker, person).await?;
        let (rules, today) = rules_at!(site, self.clock().now());
        check(&rules, asker, site.id(), Right::ManagePeople)?;
        let files = privacy::files_of(&mut tx, person).await?;
        Ok(PersonPage {
            homes: privacy::homes_of(&mut tx, person).await?,
            versions: versions(&mut tx, person).await?,
            held: Erasing::of(&mut tx, (&site, &rules), asker, (person, today)).await?,
            files: files.len() as u64,
            looks: privacy::looks_at(&mut tx, person, LOOKS).await?,
            requests: privacy::requests_of(&mut tx, person).await?,
            holds: privacy::holds_on(&mut tx, person.uuid(), today).await?,
            law: law_of(&site),
            may_hold: has_right(&rules, asker, site.id(), Right::ManagePeople),
            person: row,
            site: site.clone(),
        })
    }
}

/// The versions of what is known of somebody, the latest first.
async fn versions(tx: &mut Tx, person: PersonId) -> Result<Vec<Version>> {
    let mut entries = Vec::new();
    for line in journal::history(tx, person.uuid()).await? {
        entries.push(line.entry()?);
    }
    let mut by: Vec<PersonId> = entries.iter().filter_map(|it| it.actor).collect();
    by.sort_unstable();
    by.dedup();
    let known = people::people(tx, &by).await?;
    let names: BTreeMap<PersonId, Option<Personal<String>>> =
        known.into_iter().map(|it| (it.id, it.name)).collect();
    let mut versions = Vec::new();
    for entry in entries.iter().rev() {
        let Facts::PersonSaved(saved) = &entry.facts else {
            continue;
        };
        let words = entry.words_about(person);
        let word = |word| words.and_then(|it| it.get(word)).map(str::to_owned);
        versions.push(Version {
            at: entry.at,
            by: entry.actor.and_then(|it| names.get(&it).cloned().flatten()),
            name: word(Word::Name),
            phone_masked: word(Word::Phone).map(|phone| masked_phone(&phone)),
            wish: saved.wish,
            hours: word(Word::Hours),
        });
    }
    Ok(versions)
}
