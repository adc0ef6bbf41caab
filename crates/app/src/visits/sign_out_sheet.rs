use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{Instant, Month, ScopeId, SignOutId};
use huiyin_store::sign_out_sheet::{self, LeftRow, SheetRow};

use crate::access::{self, Right, has_right};
use crate::{App, Asker, Result, Site};

/// The sign-out sheet of a month (回訪記錄簽收表), and what the asker has to take.
#[derive(Clone, Debug)]
pub struct SignOutSheet {
    /// The forms the asker has to take, whatever their month, by due day.
    pub to_take: Vec<SheetLine>,
    /// Who took which form in the month, a page of it, the latest first.
    pub taken: Vec<SheetLine>,
    /// The forms that a visitor left for longer than the procedure allows, the longest waiting first.
    pub left: Vec<LeftForm>,
    /// Whether there are more forms to take than are listed; they come up as the first are taken.
    pub more_to_take: bool,
    /// Whether there is a page after this one of those taken.
    pub more_taken: bool,
}

/// A form on the sheet.
#[derive(Clone, Debug)]
pub struct SheetLine {
    /// The event's number for people.
    pub number: String,
    /// Whether the asker may bring it back: who took it, or who plans.
    pub may_return: bool,
    /// The form.
    pub row: SheetRow,
}

/// A form that waits for too long to be taken.
#[derive(Clone, Debug)]
pub struct LeftForm {
    /// The event's number for people.
    pub number: String,
    /// The form, and who has not taken it.
    pub row: LeftRow,
}

/// The most lines of each sort on a page.
const LINES: u32 = 100;

impl App {
    /// A page, from 0, of the sign-out sheet of a month at a site. Three statements besides those of the site.
    pub async fn sign_out_sheet(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
        page: u32,
    ) -> Result<SignOutSheet> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let plans = has_right(&rules, asker, site.id(), Right::Plan);
        let mut to_take = match asker.person {
            Some(person) => sign_out_sheet::to_take(&mut tx, site.id(), person, LINES + 1).await?,
            None => Vec::new(),
        };
        let span = span_of(&site, month);
        let part = (page.saturating_mul(LINES), LINES + 1);
        let mut taken = sign_out_sheet::taken(&mut tx, site.id(), span, part).await?;
        let more_to_take = cut(&mut to_take);
        let more_taken = cut(&mut taken);
        let hours = i64::from(rules.procedure().sign_out.chase_after_hours);
        let before = self.clock().now().plus_seconds(-hours * 60 * 60);
        let left = if rules.procedure().sign_out.required {
            sign_out_sheet::left(&mut tx, site.id(), before, LINES).await?
        } else {
            Vec::new()
        };
        let left = left.into_iter().map(|row| {
            let (year, number) = row.row.number;
            LeftForm {
                number: RunningNumber { year, number }.text(site.code()),
                row,
            }
        });
        let left = left.collect();
        let line = |row: SheetRow| {
            let (year, number) = row.number;
            let out = row.taken.as_ref().filter(|it| it.returned_at.is_none());
            SheetLine {
                number: RunningNumber { year, number }.text(site.code()),
                may_return: out.is_some_and(|it| plans || Some(it.person) == asker.person),
                row,
            }
        };
        Ok(SignOutSheet {
            to_take: to_take.into_iter().map(line).collect(),
            taken: taken.into_iter().map(line).collect(),
            left,
            more_to_take,
            more_taken,
        })
    }
}

impl App {
    /// Who took which form in a month, the first first: `most` of them, the first ones or those after another of them.
    pub async fn sign_outs_after(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
        after: Option<(Instant, SignOutId)>,
        most: u32,
    ) -> Result<Vec<SheetLine>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let span = span_of(&site, month);
        let before_all = (span.0.plus_seconds(-1), SignOutId::from_bytes([0; 16]));
        let after = after.unwrap_or(before_all);
        let taken = sign_out_sheet::taken_after(&mut tx, site.id(), span, after, most).await?;
        Ok(taken.into_iter().map(|row| line_of(&site, row)).collect())
    }
}

/// The moments from which and until before which a month lasts.
fn span_of(site: &Site, month: Month) -> (Instant, Instant) {
    let zone = site.zone();
    (
        zone.start_of(month.first_day()),
        zone.start_of(month.plus(1).first_day()),
    )
}

/// A line that only says what was done.
fn line_of(site: &Site, row: SheetRow) -> SheetLine {
    let (year, number) = row.number;
    SheetLine {
        number: RunningNumber { year, number }.text(site.code()),
        may_return: false,
        row,
    }
}

/// Keeps a page of the lines, and tells whether there are more.
fn cut(lines: &mut Vec<SheetRow>) -> bool {
    let most = usize::try_from(LINES).unwrap_or(usize::MAX);
    let more = lines.len() > most;
    lines.truncate(most);
    more
}
