//! Residents from a file: people, and what they are to a unit. Somebody of the same name and phone number who lives in
//! another unit of the site is the same person.

use std::collections::HashMap;

use huiyin_domain::entry::facts::{OccupancySaved, PersonSaved};
use huiyin_domain::entry::{ContactWish, ImportKind, Word, Words};
use huiyin_domain::{ImportId, OccupancyId, PersonId, Personal, Role, UnitId};
use huiyin_forms::people::{ContactWish as WishCell, ResidentColumn, ResidentRow};
use huiyin_forms::{ColumnOf, Expected, Refusal};
use huiyin_store::imports::{self, KnownPerson, ResidentRow as KnownResident};
use huiyin_store::{Draft, Tx, Work};

use super::Outcome;
use super::piece::{Context, Importable, Judged, Keys, Target, said};
use crate::{Error, Result};

/// What a resident is to a unit when the file does not say: the lists that offices keep are of owners.
const ROLE_UNSAID: Role = Role::Owner;

impl Importable for ResidentRow {
    const KIND: ImportKind = ImportKind::Residents;
    type Row = Self;
    type Seen = Keys;

    fn place(row: Self, seen: &mut Keys) -> Result<Self, Refusal> {
        seen.note(
            (row.row, ResidentColumn::Name),
            &row.unit,
            row.name.reveal(),
        )?;
        Ok(row)
    }

    fn judge<'t>(
        tx: &'t mut Tx,
        context: &'t Context,
        items: &'t [Self],
    ) -> Work<'t, Vec<Judged>, Error> {
        Box::pin(async move {
            let mut known = Known::ask(tx, context, items).await?;
            Ok(items
                .iter()
                .map(|row| judge_row(context, row, &mut known))
                .collect())
        })
    }
}

/// What is known of the units and people that a piece names.
struct Known {
    units: HashMap<String, UnitId>,
    residents: HashMap<(UnitId, String), KnownResident>,
    /// By name and phone number; with those that the piece itself brings.
    people: HashMap<(String, String), KnownPerson>,
}

impl Known {
    async fn ask(tx: &mut Tx, context: &Context, items: &[ResidentRow]) -> Result<Self> {
        let site = context.site.id();
        let codes: Vec<&str> = items.iter().map(|row| &*row.unit).collect();
        let units: HashMap<_, _> = imports::units_of_codes(tx, site, &codes)
            .await?
            .into_iter()
            .map(|unit| (unit.code, unit.id))
            .collect();
        let ids: Vec<_> = units.values().copied().collect();
        let mut residents = HashMap::new();
        for resident in imports::residents_of_units(tx, &ids).await? {
            if let Some(name) = &resident.person.name {
                residents.insert((resident.unit, name.reveal().clone()), resident);
            }
        }
        let names: Vec<&str> = items
            .iter()
            .filter(|row| row.phone.is_some())
            .map(|row| &**row.name.reveal())
            .collect();
        let mut people = HashMap::new();
        for person in imports::persons_called(tx, site, &names).await? {
            if let (Some(name), Some(phone)) = (&person.name, &person.phone) {
                people.insert((name.reveal().clone(), phone.reveal().clone()), person);
            }
        }
        Ok(Self {
            units,
            residents,
            people,
        })
    }
}

fn judge_row(context: &Context, row: &ResidentRow, known: &mut Known) -> Judged {
    let Some(unit) = known.units.get(&*row.unit).copied() else {
        let column = ResidentColumn::Unit.column();
        let refusal = Refusal::new(row.row, Some(column), &row.unit, Expected::KnownUnit);
        return Judged::refused(row.row, vec![refusal]);
    };
    let name = row.name.reveal().to_string();
    let resident = known.residents.get(&(unit, name.clone()));
    let phone = row.phone.as_ref().map(|phone| phone.reveal().to_string());
    let called = phone.map(|phone| (name, phone));
    let person = match (resident, &called) {
        (Some(resident), _) => Some(&resident.person),
        (None, Some(called)) => known.people.get(called),
        (None, None) => None,
    };
    let told = person_of(context, row, person);
    let mut drafts = Vec::new();
    if person.is_none_or(|person| *person != told) {
        drafts.push(person_draft(&told));
    }
    let lives = occupancy_of(row, unit, told.id, resident, context.import);
    let target = Target {
        kind: "occupancy",
        id: lives.occupancy.uuid(),
    };
    if resident.is_none_or(|known| !is_same(&lives, known)) {
        drafts.push(Draft::new(context.site.id(), lives));
    }
    let outcome = match resident {
        None => Outcome::Created,
        Some(_) if drafts.is_empty() => Outcome::Same,
        Some(_) => Outcome::Updated,
    };
    if let Some(called) = called {
        known.people.entry(called).or_insert(told);
    }
    Judged::new(row.row, outcome, target).with(drafts)
}

/// The person as the row and what is known say together.
fn person_of(context: &Context, row: &ResidentRow, known: Option<&KnownPerson>) -> KnownPerson {
    let (wish, hours) = match &row.contact {
        None => (None, None),
        Some(WishCell::Any) => (Some(ContactWish::Any), None),
        Some(WishCell::PhoneOnly) => (Some(ContactWish::PhoneOnly), None),
        Some(WishCell::NoVisits) => (Some(ContactWish::NoVisits), None),
        Some(WishCell::Hours(hours)) => (Some(ContactWish::Hours), Some(hours.to_string())),
    };
    let phone = row
        .phone
        .as_ref()
        .map(|phone| Personal::new(phone.reveal().to_string()));
    KnownPerson {
        id: known.map_or_else(PersonId::generate, |known| known.id),
        home: known.map_or(context.site.id(), |known| known.home),
        name: Some(Personal::new(row.name.reveal().to_string())),
        phone: said(phone, known.and_then(|known| known.phone.as_ref())),
        hours: said(
            hours.map(Personal::new),
            known.and_then(|known| known.hours.as_ref()),
        ),
        mail: known.and_then(|known| known.mail.clone()),
        language: said(
            row.language,
            known.and_then(|known| known.language.as_ref()),
        ),
        wish: wish
            .or_else(|| known.map(|known| known.wish))
            .unwrap_or(ContactWish::Any),
        import: known.map_or(context.import, |known| known.import),
    }
}

fn occupancy_of(
    row: &ResidentRow,
    unit: UnitId,
    person: PersonId,
    known: Option<&KnownResident>,
    import: Option<ImportId>,
) -> OccupancySaved {
    OccupancySaved {
        occupancy: known.map_or_else(OccupancyId::generate, |known| known.occupancy),
        unit,
        person,
        role: row
            .role
            .or_else(|| known.map(|known| known.role))
            .unwrap_or(ROLE_UNSAID),
        from: said(row.from, known.and_then(|known| known.from.as_ref())),
        to: said(row.to, known.and_then(|known| known.to.as_ref())),
        import: known.map_or(import, |known| known.import),
    }
}

fn is_same(saved: &OccupancySaved, known: &KnownResident) -> bool {
    saved.role == known.role && saved.from == known.from && saved.to == known.to
}

/// The entry that saves a person as they are from now on.
pub(super) fn person_draft(person: &KnownPerson) -> Draft {
    let saved = PersonSaved {
        person: person.id,
        home: person.home,
        language: person.language,
        wish: person.wish,
        import: person.import,
    };
    let reveal = |text: &Option<Personal<String>>| text.as_ref().map(|text| text.reveal().clone());
    let words = Words::new()
        .with_some(Word::Name, reveal(&person.name))
        .with_some(Word::Phone, reveal(&person.phone))
        .with_some(Word::Hours, reveal(&person.hours))
        .with_some(Word::Mail, reveal(&person.mail));
    Draft::new(person.home, saved).about(Some(person.id), words)
}
