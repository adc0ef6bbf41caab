//! Complaints that may be the same as one that is being told.

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{PersonId, ScopeId, UnitId};
use huiyin_rules::procedure::Basis;
use huiyin_store::complaints::{self, AlikeRow, OfHousehold};
use huiyin_store::search;

use crate::access::{self, Right};
use crate::{App, Asker, Result};

/// A complaint as far as it is told.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Telling {
    /// The unit, where it is a known one.
    pub unit: Option<UnitId>,
    /// The unit as it was told.
    pub unit_words: String,
    /// Who reports it, where that is a known person.
    pub reporter: Option<PersonId>,
    /// Its finer sort.
    pub kind: String,
    /// What happened.
    pub summary: String,
    /// Whether an authority passed it on and wants a written reply.
    pub reply_only: bool,
    /// When it was reported, as typed; now where it is empty.
    pub reported_at: String,
    /// Whether its handling ended already.
    pub is_completed: bool,
}

/// What may be the same complaint.
#[derive(Clone, Debug)]
pub struct Alike {
    /// What says that they are one record.
    pub basis: Basis,
    /// The complaints, the most alike first.
    pub complaints: Vec<AlikeComplaint>,
}

/// A complaint that may be the same.
#[derive(Clone, Debug)]
pub struct AlikeComplaint {
    /// The number for people, such as CY-2026-00123.
    pub number: String,
    /// The complaint.
    pub row: AlikeRow,
}

/// How many complaints of a household are looked at.
const MOST_READ: u32 = 200;
/// How many are offered.
const MOST_OFFERED: usize = 5;

impl App {
    /// The open complaints that may be the same as one that is being told: of the same household, of the same kind or in
    /// similar words, 繁 and 简 alike; of nobody's household where this one is nobody's. At most 5. Nothing is joined: a
    /// person decides.
    pub async fn alike_complaints(
        &self,
        asker: &Asker,
        site: ScopeId,
        telling: &Telling,
    ) -> Result<Alike> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let unit_words = telling.unit_words.trim();
        let household = OfHousehold {
            unit: telling.unit,
            unit_words: (!unit_words.is_empty()).then_some(unit_words),
            reporter: telling.reporter,
        };
        let open =
            complaints::of_household(&mut tx, site.id(), household, false, MOST_READ).await?;
        let kind = telling.kind.trim();
        let mut alike: Vec<((u32, u32), AlikeRow)> = open
            .into_iter()
            .filter_map(|row| {
                let summary = row.summary.as_ref().map_or("", |it| it.reveal().as_str());
                let likeness = search::likeness(&telling.summary, summary);
                let same_kind = !kind.is_empty() && row.kind.as_deref() == Some(kind);
                rules
                    .is_alike(same_kind, likeness)
                    .then_some((likeness, row))
            })
            .collect();
        alike.sort_by_key(|((shared, _), row)| (std::cmp::Reverse(*shared), row.event));
        alike.truncate(MOST_OFFERED);
        let complaints = alike.into_iter().map(|(_, row)| AlikeComplaint {
            number: RunningNumber {
                year: row.number.0,
                number: row.number.1,
            }
            .text(site.code()),
            row,
        });
        Ok(Alike {
            basis: rules.procedure().same_complaint.basis.clone(),
            complaints: complaints.collect(),
        })
    }
}
