use huiyin_domain::entry::Digest;
use huiyin_domain::entry::facts::CohortOpened;
use huiyin_domain::{Category, CohortId, EventId, Rate, Why, Window};
use huiyin_rules::draw::{CohortDraw, Stratum};
use huiyin_rules::live::{Member, picked_on_entry};
use huiyin_store::draw::{self, CohortRow};
use huiyin_store::{Change, Error as StoreError, Tx, obligations};

use super::keys;
use crate::{Result, Site};

/// The cohorts that a change gives numbers in, each read once.
#[derive(Default)]
pub(super) struct Cohorts(Vec<Numbering>);

/// A cohort while numbers are given in it.
pub(super) struct Numbering {
    pub(super) cohort: CohortRow,
    /// Said once, with the first obligation.
    opened: Option<CohortOpened>,
    /// None when the key is revealed: nothing can be drawn any more.
    draw: Option<CohortDraw>,
    /// The numbers of the stratum that the last number is in.
    members: Vec<Member>,
}

/// What a cohort is known by.
pub(super) struct CohortOf<'c> {
    pub(super) category: Category,
    pub(super) window: Window,
    /// The event and its outside id, where the cohort is that event's list.
    pub(super) list: Option<(EventId, &'c str)>,
    pub(super) procedure: Digest,
    pub(super) rate: Rate,
}

/// A place in the draw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) number: Option<u32>,
    pub(super) why: Why,
    pub(super) late_entry: bool,
}

impl Cohorts {
    /// The cohort an obligation belongs to, found or opened. The site must be locked.
    pub(super) async fn of(
        &mut self,
        change: &mut Change<'_>,
        site: &Site,
        of: &CohortOf<'_>,
    ) -> Result<&mut Numbering> {
        let known = self.0.iter().position(|known| known.is(of));
        let at = match known {
            Some(at) => at,
            None => {
                self.0.push(Numbering::load(change, site, of).await?);
                self.0.len() - 1
            }
        };
        Ok(&mut self.0[at])
    }
}

impl Numbering {
    fn is(&self, of: &CohortOf<'_>) -> bool {
        is(&self.cohort, of)
    }

    async fn load(change: &mut Change<'_>, site: &Site, of: &CohortOf<'_>) -> Result<Self> {
        // Before any number: the hash of the key must be out.
        let key = keys::key_of(change, site, of.window.due().month()).await?;
        let month = of.window.due().month();
        let found = match of.list {
            Some((event, _)) => draw::cohorts_of_event(change, site.id(), event).await?,
            None => draw::cohorts_of_month(change, site.id(), month).await?,
        };
        let (cohort, opened) = match found.into_iter().find(|cohort| is(cohort, of)) {
            Some(cohort) => (cohort, None),
            None => {
                let cohort = new(change, site, of).await?;
                let opened = CohortOpened {
                    cohort: cohort.id,
                    name: cohort.name.clone(),
                    category: cohort.category,
                    month: cohort.month,
                    event: cohort.event,
                    rate: cohort.rate,
                    procedure: cohort.procedure,
                };
                (cohort, Some(opened))
            }
        };
        let members = last_stratum(change, &cohort).await?;
        let draw = key.map(|key| CohortDraw::new(&key, &cohort.name));
        Ok(Self {
            cohort,
            opened,
            draw,
            members,
        })
    }

    /// That the cohort came to be, the first time it is asked.
    pub(super) fn opened(&mut self) -> Option<CohortOpened> {
        self.opened.take()
    }

    /// Gives the next number, and says whether it is picked. Once the cohort is drawn out, or its key is revealed,
    /// everything is picked: as an addition to a list with a number, else without.
    pub(super) fn next(&mut self) -> Place {
        let number = self.cohort.numbers + 1;
        let draw = self.draw.as_ref();
        let Some(draw) = draw.filter(|_| self.cohort.closed_at.is_none()) else {
            let is_list = self.cohort.event.is_some();
            if is_list {
                self.cohort.numbers = number;
            }
            return Place {
                number: is_list.then_some(number),
                why: Why::Always,
                late_entry: true,
            };
        };
        self.cohort.numbers = number;
        let number = u64::from(number);
        let mut why = Why::NotDrawn;
        if let Some(stratum) = Stratum::of(self.cohort.rate, number) {
            self.members.retain(|member| member.number >= stratum.first);
            let picked = picked_on_entry(draw, stratum, &self.members, number);
            self.members.push(Member {
                number,
                picked,
                gone: false,
            });
            if picked {
                why = Why::Draw;
            }
        }
        Place {
            number: Some(self.cohort.numbers),
            why,
            late_entry: false,
        }
    }
}

fn is(cohort: &CohortRow, of: &CohortOf<'_>) -> bool {
    let same_place = match of.list {
        Some((event, _)) => cohort.event == Some(event),
        None => cohort.month == Some(of.window.due().month()),
    };
    same_place && cohort.category == of.category && cohort.procedure == of.procedure
}

/// A new cohort. The first of its month or event has the plain name; one of a later version is named `…@N`.
async fn new(tx: &mut Tx, site: &Site, of: &CohortOf<'_>) -> Result<CohortRow> {
    let month = of.window.due().month();
    let plain = match of.list {
        Some((_, event_id)) => format!("{}/{}/{event_id}", site.code(), of.category),
        None => format!("{}/{}/{month}", site.code(), of.category),
    };
    let mut name = plain.clone();
    let mut version = 1;
    while draw::cohort_of_name(tx, site.id(), &name).await?.is_some() {
        version += 1;
        name = format!("{plain}@{version}");
    }
    Ok(CohortRow {
        id: CohortId::generate(),
        site: site.id(),
        name,
        category: of.category,
        month: of.list.is_none().then_some(month),
        event: of.list.map(|(event, _)| event),
        rate: of.rate,
        procedure: of.procedure,
        numbers: 0,
        closed_at: None,
    })
}

/// The numbers given so far of the stratum that the cohort's last number is in.
pub(super) async fn last_stratum(tx: &mut Tx, cohort: &CohortRow) -> Result<Vec<Member>> {
    match Stratum::of(cohort.rate, u64::from(cohort.numbers)) {
        Some(stratum) => members(tx, cohort, stratum).await,
        None => Ok(Vec::new()),
    }
}

/// The numbers given so far of a stratum.
pub(super) async fn members(
    tx: &mut Tx,
    cohort: &CohortRow,
    stratum: Stratum,
) -> Result<Vec<Member>> {
    let number =
        |number: u64| u32::try_from(number).map_err(|error| StoreError::Corrupt(error.to_string()));
    let last = stratum.last().min(u64::from(cohort.numbers));
    let rows = obligations::numbers(tx, cohort.id, number(stratum.first)?, number(last)?).await?;
    let members = rows.into_iter().map(|row| Member {
        number: row.number.into(),
        picked: row.picked,
        gone: row.gone,
    });
    Ok(members.collect())
}
