use async_trait::async_trait;
use huiyin_domain::{Category, EventId, LetterId, Month, PaperKind, RecordId, ScopeId, TaskId};
use huiyin_forms::paper::Drawn;
use huiyin_store::{events, letters, papers, record_list, tasks};

use crate::access::{self, Right};
use crate::{App, Asker, Result};

/// The printable forms of a month, drawn one file after another, so that no more than one is held at a time.
#[async_trait]
pub trait MonthForms: Send {
    /// The next file: its name within `forms/` and what was drawn; none after the last. A failure ends the export, and
    /// nothing is left of it.
    async fn next(&mut self) -> Result<Option<(String, Drawn)>>;
}

/// A form that belongs to a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormOfMonth {
    /// 《回訪記錄表》 of a record.
    Record(RecordId),
    /// 投訴記錄表 or 維修單 of an event.
    Event(EventId),
    /// 公開信.
    Letter(LetterId),
    /// 不合格(糾正、預防措施)報告 of an action.
    Action(TaskId),
}

impl App {
    /// The forms of single things that belong to a month: records, complaints and repairs of what is due in it, the
    /// letters that answer it, and the actions decided on in its papers. Those about confidential complaints are left out.
    pub async fn forms_of_month(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
    ) -> Result<Vec<FormOfMonth>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let (id, days) = (site.id(), (month.first_day(), month.last_day()));
        let records = record_list::due_in(&mut tx, id, days).await?;
        let mut forms: Vec<FormOfMonth> = records.into_iter().map(FormOfMonth::Record).collect();
        for category in [Category::Complaint, Category::Repair] {
            let found = events::due_in(&mut tx, id, category, days).await?;
            forms.extend(found.into_iter().map(FormOfMonth::Event));
        }
        let found = letters::due_in(&mut tx, id, days).await?;
        forms.extend(found.into_iter().map(FormOfMonth::Letter));
        for kind in [PaperKind::Analysis, PaperKind::Return] {
            let Some(paper) = papers::paper_of_month(&mut tx, id, kind, month).await? else {
                continue;
            };
            let found = tasks::of_paper(&mut tx, paper.id).await?.into_iter();
            let actions = found.filter(|row| row.kind.is_checked());
            forms.extend(actions.map(|row| FormOfMonth::Action(row.id)));
        }
        Ok(forms)
    }
}
