use huiyin_domain::{CohortId, Instant, Month, Why};
use huiyin_rules::draw::{CohortDraw, DrawKey};
use huiyin_store::draw::{self, CohortRow, KeyRow};
use huiyin_store::plan::{self, DrawnRow, LateEntriesRow};

use super::plan::{decided, is_shown, number_text};
use super::strata::{StratumBoxes, strata};
use crate::access;
use crate::{App, Asker, Error, Result, Right, Site};

/// The draw of one cohort, explained.
#[derive(Clone, Debug)]
pub struct DrawPage {
    /// The site.
    pub site: Site,
    /// The cohort: name, rate, numbers, when it closed.
    pub cohort: CohortRow,
    /// The month whose key draws it.
    pub month: Option<Month>,
    /// The key, as far as it is published: its hash, and itself once it is revealed.
    pub key: Option<KeyRow>,
    /// The strata, each with its numbers.
    pub strata: Vec<DrawnStratum>,
    /// All obligations of the cohort, by number; those without one last.
    pub rows: Vec<DrawLine>,
    /// Who entered completions long after they happened, and how many.
    pub late_entries: Vec<LateEntriesRow>,
    /// After how many hours an entry counts as late.
    pub late_entry_hours: u32,
}

/// A stratum, and once the key is revealed the figure that decided it.
#[derive(Clone, Debug)]
pub struct DrawnStratum {
    /// Its numbers.
    pub boxes: StratumBoxes,
    /// `u`: the first 8 bytes of the keyed hash of the cohort's name and the stratum.
    pub chance: Option<u64>,
}

/// An obligation of the cohort.
#[derive(Clone, Debug)]
pub struct DrawLine {
    /// The event's number for people.
    pub number: String,
    /// The obligation.
    pub row: DrawnRow,
    /// Why it is picked, or is not; none while the pick of its stratum is open.
    pub why: Option<Why>,
}

impl App {
    /// The draw of a cohort: its numbers in order, the strata, the published hash of the key, and after the reveal the
    /// figures that anyone can work out again. At most 6 statements.
    pub async fn draw(&self, asker: &Asker, cohort: CohortId) -> Result<DrawPage> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let cohort = draw::cohort(&mut tx, cohort)
            .await?
            .ok_or(Error::NotFound)?;
        if !asker.belongs_to(cohort.site) {
            return Err(Error::NotFound);
        }
        let site = self.editions().site(&mut tx, cohort.site).await?;
        let rules = site.rules_on(site.day(now));
        access::check(&rules, asker, site.id(), Right::See)?;
        let rows = plan::drawn_of_cohort(&mut tx, cohort.id).await?;
        let month = cohort
            .month
            .or_else(|| rows.first().map(|row| row.due.month()));
        let key = match month {
            Some(month) => draw::key(&mut tx, site.id(), month).await?,
            None => None,
        };
        let late_entry_hours = rules.procedure().draw.late_entry_hours;
        let late_entries = plan::late_entries(&mut tx, cohort.id, late_entry_hours).await?;
        let revealed = key
            .as_ref()
            .and_then(|key| DrawKey::from_hex(key.key.as_deref()?).ok())
            .map(|key| CohortDraw::new(&key, &cohort.name));
        let strata: Vec<DrawnStratum> = strata(&rows, now)
            .into_iter()
            .map(|boxes| DrawnStratum {
                chance: revealed.as_ref().map(|draw| draw.chance(boxes.index)),
                boxes,
            })
            .collect();
        let lines = rows
            .into_iter()
            .map(|row| {
                let own = strata.iter().map(|stratum| &stratum.boxes).find(|stratum| {
                    stratum
                        .boxes
                        .iter()
                        .any(|one| Some(one.number) == row.number)
                });
                DrawLine {
                    number: number_text(&site, row.running),
                    why: if is_shown(&row, now) {
                        Some(row.why)
                    } else {
                        decided(&row, own)
                    },
                    row: hidden(row, now),
                }
            })
            .collect();
        Ok(DrawPage {
            site,
            cohort,
            month,
            key,
            strata,
            rows: lines,
            late_entries,
            late_entry_hours,
        })
    }
}

/// Without what would give a pick away before it is shown.
pub(crate) fn hidden(mut row: DrawnRow, now: Instant) -> DrawnRow {
    if row.why.picked() && !is_shown(&row, now) {
        row.why = Why::NotDrawn;
        row.shown_from = None;
    }
    row
}
