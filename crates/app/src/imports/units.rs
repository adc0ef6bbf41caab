//! Units from a file; zones that it names for the first time are opened with them.

use std::collections::HashMap;

use huiyin_domain::entry::facts::{ScopeOpened, UnitSaved};
use huiyin_domain::entry::{ImportKind, ScopeKind};
use huiyin_domain::{ScopeId, UnitId};
use huiyin_forms::Refusal;
use huiyin_forms::units::{UnitColumn, UnitRow};
use huiyin_store::imports::{self, UnitRow as KnownUnit};
use huiyin_store::{Draft, Tx, Work};

use super::Outcome;
use super::piece::{Context, Importable, Judged, Keys, Target, said};
use crate::{Error, Result};

impl Importable for UnitRow {
    const KIND: ImportKind = ImportKind::Units;
    type Row = Self;
    type Seen = Keys;

    fn place(row: Self, seen: &mut Keys) -> Result<Self, Refusal> {
        seen.note((row.row, UnitColumn::Unit), "", &row.unit)?;
        Ok(row)
    }

    fn judge<'t>(
        tx: &'t mut Tx,
        context: &'t Context,
        items: &'t [Self],
    ) -> Work<'t, Vec<Judged>, Error> {
        Box::pin(async move {
            let codes: Vec<&str> = items.iter().map(|row| &*row.unit).collect();
            let known = imports::units_of_codes(tx, context.site.id(), &codes).await?;
            let known: HashMap<&str, &KnownUnit> = known
                .iter()
                .map(|unit| (unit.code.as_str(), unit))
                .collect();
            let mut zones = Zones {
                of: imports::zones(tx, context.site.id())
                    .await?
                    .into_iter()
                    .collect(),
                site: context.site.id(),
            };
            Ok(items
                .iter()
                .map(|row| judge_row(context, row, known.get(&*row.unit).copied(), &mut zones))
                .collect())
        })
    }
}

/// The zones of a site, those about to be opened included.
struct Zones {
    of: HashMap<String, ScopeId>,
    site: ScopeId,
}

impl Zones {
    /// The zone of a name; when there is none, one is opened by the draft given along.
    fn get_or_open(&mut self, name: &str) -> (ScopeId, Option<Draft>) {
        if let Some(zone) = self.of.get(name) {
            return (*zone, None);
        }
        let opened = ScopeOpened {
            scope: ScopeId::generate(),
            kind: ScopeKind::Zone,
            parent: self.site,
            name: name.to_owned(),
        };
        let zone = opened.scope;
        self.of.insert(name.to_owned(), zone);
        (zone, Some(Draft::new(self.site, opened)))
    }
}

fn judge_row(
    context: &Context,
    row: &UnitRow,
    known: Option<&KnownUnit>,
    zones: &mut Zones,
) -> Judged {
    let mut drafts = Vec::new();
    let zone = row.zone.as_deref().map(|name| {
        let (zone, opened) = zones.get_or_open(name);
        drafts.extend(opened);
        zone
    });
    let text = |cell: &Option<Box<str>>, known: Option<&Option<String>>| {
        said(
            cell.as_deref().map(str::to_owned),
            known.and_then(Option::as_ref),
        )
    };
    let saved = UnitSaved {
        unit: known.map_or_else(UnitId::generate, |known| known.id),
        site: context.site.id(),
        code: row.unit.to_string(),
        building: text(&row.building, known.map(|known| &known.building)),
        floor: text(&row.floor, known.map(|known| &known.floor)),
        room: text(&row.room, known.map(|known| &known.room)),
        zone: said(zone, known.and_then(|known| known.zone.as_ref())),
        kind: text(&row.kind, known.map(|known| &known.kind)),
        handed_over: said(
            row.handed_over,
            known.and_then(|known| known.handed_over.as_ref()),
        ),
        import: known.map_or(context.import, |known| known.import),
    };
    let outcome = match known {
        None => Outcome::Created,
        Some(known) if is_same(&saved, known) => Outcome::Same,
        Some(_) => Outcome::Updated,
    };
    let target = Target {
        kind: "unit",
        id: saved.unit.uuid(),
    };
    if outcome != Outcome::Same {
        drafts.push(Draft::new(context.site.id(), saved));
    }
    Judged::new(row.row, outcome, target).with(drafts)
}

fn is_same(saved: &UnitSaved, known: &KnownUnit) -> bool {
    saved.building == known.building
        && saved.floor == known.floor
        && saved.room == known.room
        && saved.zone == known.zone
        && saved.kind == known.kind
        && saved.handed_over == known.handed_over
}
