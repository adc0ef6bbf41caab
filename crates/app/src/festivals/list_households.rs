use huiyin_domain::entry::facts::{FestivalLine, HouseholdsListed};
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{CommandId, PersonId, Personal, UnitId};
use huiyin_store::festivals::HouseholdRow;
use huiyin_store::{Change, Draft, Tx, festivals};

use super::{FestivalOf, at_hand};
use crate::access::Right;
use crate::events::is_of_site;
use crate::fields::{Fields, LONG, NAME};
use crate::planning::PIECE;
use crate::site::Editions;
use crate::{App, Asker, Fault, Result};

/// Households for the list of a festival.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListHouseholds {
    /// The festival; its list is not released.
    pub of: FestivalOf,
    /// The households, at most 200.
    pub households: Vec<HouseholdInput>,
}

/// One household.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HouseholdInput {
    /// The unit, where it is a known one.
    pub unit: Option<UnitId>,
    /// The unit as it is written.
    pub unit_words: String,
    /// Who is named, where known.
    pub person: Option<PersonId>,
    /// Why they are visited, or what is to be known.
    pub note: Personal<String>,
}

impl App {
    /// Puts households on the list of a festival. By who plans, or releases the lists.
    pub async fn list_households(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ListHouseholds,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(list(change, editions, asker, input))
            })
            .await
    }
}

async fn list(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ListHouseholds,
) -> Result<()> {
    let of = &input.of;
    let at = at_hand(change, editions, (asker, Right::Plan), of).await?;
    at.check_open(change, of).await?;
    let known = all(change, of).await?;
    let mut fields = Fields::default();
    if input.households.is_empty() {
        fields.wrong("unit", Fault::Missing);
    }
    if input.households.len() > PIECE {
        fields.wrong("unit", Fault::TooLong(PIECE));
    }
    let first = festivals::last_number(change, of.key()).await? + 1;
    let mut lines: Vec<FestivalLine> = Vec::with_capacity(input.households.len());
    let mut notes = Vec::new();
    for (number, typed) in (first..).zip(&input.households) {
        let unit_words = fields.optional("unit", &typed.unit_words, NAME);
        let note = fields.optional("note", typed.note.reveal(), LONG);
        if typed.unit.is_none() && typed.person.is_none() && unit_words.is_none() {
            fields.wrong("unit", Fault::Missing);
        }
        if !is_of_site(change, &at.site, (typed.unit, typed.person)).await? {
            fields.wrong("unit", Fault::Unknown);
        }
        let line = FestivalLine {
            number,
            unit: typed.unit,
            unit_words,
            person: typed.person,
        };
        let again = lines.iter().any(|other| is_same(other, &line));
        if again || known.iter().any(|row| is_same(&line_of(row), &line)) {
            fields.wrong("unit", Fault::Listed);
        }
        notes.extend(note.map(|note| (line.person, number, note)));
        lines.push(line);
    }
    fields.check()?;
    append(change, of, lines, notes).await
}

/// Appends lines with the notes about them.
pub(super) async fn append(
    change: &mut Change<'_>,
    of: &FestivalOf,
    lines: Vec<FestivalLine>,
    notes: Vec<(Option<PersonId>, u32, String)>,
) -> Result<()> {
    let facts = HouseholdsListed {
        site: of.site,
        festival: of.festival.clone(),
        year: of.year,
        lines,
    };
    let mut draft = Draft::new(of.site, facts);
    for (person, number, note) in notes {
        draft = draft.about(person, Words::new().with_item(Word::Note, number, note));
    }
    change.append(draft).await?;
    Ok(())
}

/// All households on a list.
pub(super) async fn all(tx: &mut Tx, of: &FestivalOf) -> Result<Vec<HouseholdRow>> {
    Ok(festivals::households(tx, of.key(), (0, u32::MAX)).await?)
}

pub(super) fn line_of(row: &HouseholdRow) -> FestivalLine {
    FestivalLine {
        number: row.number,
        unit: row.unit_id,
        unit_words: row.unit_words.clone(),
        person: row.person,
    }
}

/// Whether two lines name the same household: its unit, or where none is known its words, and the person.
pub(crate) fn is_same(one: &FestivalLine, other: &FestivalLine) -> bool {
    let place = |line: &FestivalLine| match line.unit {
        Some(_) => None,
        None => line.unit_words.clone(),
    };
    one.unit == other.unit && place(one) == place(other) && one.person == other.person
}
