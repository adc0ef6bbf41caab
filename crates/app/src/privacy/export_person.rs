use huiyin_domain::entry::{ContactWish, Facts, Word};
use huiyin_domain::{Instant, PersonId, Personal};
use huiyin_store::people::PersonRow;
use huiyin_store::privacy::{self, HomeRow};
use huiyin_store::{Tx, journal};

use super::{number, resident, rules_at};
use crate::access::{Right, check};
use crate::confidential::may_see;
use crate::{App, Asker, Result, Site};

/// What somebody is given of their own data.
#[derive(Clone, Debug)]
pub struct PersonExport {
    /// The site.
    pub site: Site,
    /// The person, with the number in full: it is theirs.
    pub person: PersonRow,
    /// How they wish to be contacted.
    pub wish: ContactWish,
    /// Their homes.
    pub homes: Vec<HomeRow>,
    /// What was said by or about them, entry by entry, oldest first.
    pub told: Vec<Told>,
    /// The files about them, with their contents.
    pub files: Vec<ToldFile>,
    /// How many entries and files are left out, because they are of a confidential complaint that the asker may not see.
    pub left_out: u64,
}

/// Something that was said by or about somebody.
#[derive(Clone, Debug)]
pub struct Told {
    /// When.
    pub at: Instant,
    /// What happened.
    pub what: Facts,
    /// The event's number for people, where it belongs to one.
    pub number: Option<String>,
    /// The words, each under its name; drawn signatures as their strokes.
    pub words: Vec<(String, Personal<String>)>,
}

/// A file about somebody.
#[derive(Clone, Debug)]
pub struct ToldFile {
    /// Its name.
    pub name: Personal<String>,
    /// Its media type.
    pub media_type: String,
    /// Its content.
    pub content: Vec<u8>,
}

impl App {
    /// What is given to a person of their own data: the words of all parts of the journal that are about them, and no
    /// others, and the files about them. By those who manage people.
    pub async fn export_person(&self, asker: &Asker, person: PersonId) -> Result<PersonExport> {
        let mut tx = self.db().read().await?;
        let (row, site) = resident(&mut tx, self.editions(), asker, person).await?;
        let (rules, _) = rules_at!(site, self.clock().now());
        check(&rules, asker, site.id(), Right::ManagePeople)?;
        let sees = |(confidential, accused): (bool, Option<PersonId>)| {
            !confidential || may_see(&rules, asker, site.id(), accused)
        };
        let mut left_out = 0;
        let mut told = Vec::new();
        for (subject, position) in privacy::entries_about(&mut tx, person).await? {
            let event = privacy::event_of(&mut tx, subject).await?;
            if event.is_some_and(|(_, known)| !sees(known)) {
                left_out += 1;
                continue;
            }
            let number = event.map(|(it, _)| number(&site, it));
            told.extend(entry(&mut tx, person, position, number).await?);
        }
        let mut files = Vec::new();
        for file in privacy::files_of(&mut tx, person).await? {
            let event = match file.event {
                Some(event) => privacy::event_of(&mut tx, event.uuid()).await?,
                None => None,
            };
            if event.is_some_and(|(_, known)| !sees(known)) {
                left_out += 1;
                continue;
            }
            files.push(ToldFile {
                content: self.attachments.blobs.get(file.id).await?,
                name: file.name,
                media_type: file.media_type,
            });
        }
        Ok(PersonExport {
            homes: privacy::homes_of(&mut tx, person).await?,
            wish: row.wish,
            person: row,
            told,
            files,
            left_out,
            site: site.clone(),
        })
    }
}

/// What an entry says about a person.
async fn entry(
    tx: &mut Tx,
    person: PersonId,
    position: i64,
    number: Option<String>,
) -> Result<Option<Told>> {
    let lines = journal::lines(tx, position - 1, 1).await?;
    let Some(line) = lines.first().filter(|it| it.position == position) else {
        return Ok(None);
    };
    let entry = line.entry()?;
    let words = entry.words_about(person);
    // Whoever reviews signs beside what is about the customer: that name is theirs.
    let is_signed_by_them = matches!(entry.facts, Facts::VisitRecorded(_));
    let is_theirs = |name: &str| {
        let signature = [Word::SignedName, Word::Strokes];
        is_signed_by_them || !signature.iter().any(|it| name.starts_with(it.id()))
    };
    let words = words.into_iter().flat_map(huiyin_domain::entry::Words::all);
    let words = words.filter(|(name, _)| is_theirs(name));
    Ok(Some(Told {
        at: entry.at,
        number,
        words: words
            .map(|(name, text)| (name.to_owned(), Personal::new(text.to_owned())))
            .collect(),
        what: entry.facts,
    }))
}
