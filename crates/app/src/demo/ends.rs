//! What is brought to an end, or kept open: promises, further rounds, forms, batches; and what the site keeps in order.

use std::fmt::Write as _;

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{Category, CommandId, Day, Role};
use huiyin_rules::procedure::DocumentKind;
use huiyin_store::desk::OpenRow;

use super::days::AtWork;
use super::estate;
use crate::archive::HoldBatch;
use crate::attachments::{FileKind, KeepAttachment, MeantFor};
use crate::documents::UploadDocument;
use crate::people::EndOccupancy;
use crate::visits::{AnswerFor, CloseRound, ReturnForm, SettleMatter};
use crate::{Error, Result};

/// Days that a form stays with its visitor.
const WITH_VISITOR: i32 = 3;
/// A hold that began in the last so many days still stands.
const HELD: i32 = 30;
/// Repairs that were brought in twice, as a file from another program.
const TWICE: [&str; 2] = ["廚房水槽下水堵塞", "玄關頂燈不亮"];

impl AtWork<'_> {
    /// What some days bring in the office.
    pub(super) async fn ends(&mut self, day: Day) -> Result<()> {
        self.settle_matters(day).await?;
        if day.day_of_month().is_multiple_of(2) {
            self.return_forms(day).await?;
        }
        match day.day_of_month() {
            2 => self.upload_documents().await?,
            6 => {
                self.hold_batches(day, false).await?;
                self.import_twice(day).await?;
            }
            10 => self.move_out(day).await?,
            12 => self.ask_about_data(day).await?,
            14 => self.lift_holds().await?,
            27 => self.hold_batches(day, true).await?,
            _ => {}
        }
        Ok(())
    }

    /// Whoever promised answers on the day, and of every second thing to be put right somebody says that it is.
    async fn settle_matters(&self, day: Day) -> Result<()> {
        let planner = self.planner()?.asker;
        let ledger = self.app.ledger(&planner, self.estate.site).await?;
        for matter in ledger.matters {
            let is_due = matter.due.is_some_and(|due| due <= day);
            if !is_due || !matter.row.number.1.is_multiple_of(2) {
                continue;
            }
            let owner = matter.row.owner.and_then(|it| self.estate.member(it));
            let settle = SettleMatter {
                matter: matter.row.id,
                outcome: "已當面答復住戶，住戶認可".to_owned(),
            };
            let who = owner.map_or(&planner, |member| &member.asker);
            self.app
                .settle_matter(who, CommandId::generate(), &settle)
                .await?;
        }
        Ok(())
    }

    /// Visitors bring their forms back some days after they took them.
    async fn return_forms(&self, day: Day) -> Result<()> {
        if !self.procedure.sign_out.required {
            return Ok(());
        }
        let planner = self.planner()?.asker;
        let (site, month) = (self.estate.site, day.month());
        let sheet = self.app.sign_out_sheet(&planner, site, month, 0).await?;
        for line in sheet.taken {
            let Some(taken) = line.row.taken.filter(|it| it.returned_at.is_none()) else {
                continue;
            };
            let on = self.zone.day(taken.taken_at);
            if day.days_since(on) < WITH_VISITOR {
                continue;
            }
            let who = self.estate.member(taken.person);
            let who = who.map_or(&planner, |member| &member.asker);
            let input = ReturnForm {
                sign_out: taken.sign_out,
            };
            self.app
                .return_form(who, CommandId::generate(), input)
                .await?;
        }
        Ok(())
    }

    /// Who keeps the archive holds what they received last, for a dispute; and ends it when that is settled.
    async fn hold_batches(&self, day: Day, held: bool) -> Result<()> {
        if !held && self.left(day) < HELD {
            return Ok(());
        }
        let keeper = self.holder(&[&self.procedure.archive.kept_by]);
        let keeper = keeper.or_else(|_| self.planner())?.asker;
        let page = self.app.archive(&keeper, self.estate.site).await?;
        let mut batches = page.batches.into_iter().map(|(batch, _)| batch);
        let received = batches.find(|it| it.received_at.is_some() && it.held != held);
        let Some(batch) = received else {
            return Ok(());
        };
        // Once the office is vacant nobody may.
        let page = self.app.batch(&keeper, batch.id).await?;
        if !page.may.hold {
            return Ok(());
        }
        let why = if held {
            "一戶漏水糾紛在調解，涉及本批記錄"
        } else {
            "調解已結"
        };
        let input = HoldBatch {
            batch: batch.id,
            held,
            why: why.to_owned(),
        };
        self.app
            .hold_batch(&keeper, CommandId::generate(), input)
            .await
    }

    /// The procedures of the house that clauses refer to; once.
    async fn upload_documents(&self) -> Result<()> {
        let manager = self.manager()?.asker;
        let site = self.estate.site;
        for document in &self.procedure.documents {
            if document.kind != DocumentKind::Uploaded {
                continue;
            }
            let known = self.app.documents(&manager, site).await?.documents;
            let known = known.into_iter().find(|it| it.id == document.id);
            if known.is_some_and(|it| !it.versions.is_empty()) {
                continue;
            }
            let title = document.title.get(huiyin_domain::Lang::ZhHant);
            let file = KeepAttachment {
                meant_for: MeantFor::Document(site),
                kinds: FileKind::DOCUMENT,
                file_name: format!("{title}.txt"),
                content: format!("{title}\n\n（虛構文件，供瀏覽。）\n").into_bytes(),
            };
            let file = self.app.keep_attachment(&manager, file).await?;
            let upload = UploadDocument {
                site,
                document: document.id.clone(),
                seen: 0,
                file: Some(file),
            };
            self.app
                .upload_document(&manager, CommandId::generate(), upload)
                .await?;
        }
        Ok(())
    }

    /// A tenant moves out.
    async fn move_out(&mut self, day: Day) -> Result<()> {
        let who = self.planner()?.asker;
        let homes = self.estate.homes.iter();
        let Some(at) = homes
            .enumerate()
            .find_map(|(at, home)| home.tenant.then_some(at))
        else {
            return Ok(());
        };
        let home = self.estate.homes[at].clone();
        let household = self.app.household(&who, home.unit).await?;
        let mut occupants = household.occupants.into_iter();
        let theirs = occupants.find(|it| it.person == home.person && it.role == Some(Role::Tenant));
        if let Some(occupancy) = theirs.and_then(|it| it.occupancy) {
            let end = EndOccupancy {
                occupancy,
                to: day.to_string(),
            };
            self.app
                .end_occupancy(&who, CommandId::generate(), &end)
                .await?;
        }
        // Nobody asks them any more; others of the home stay.
        self.estate.homes[at].tenant = false;
        Ok(())
    }

    /// A file of what was put down already is brought in, and taken back on the same day.
    async fn import_twice(&self, day: Day) -> Result<()> {
        let planner = self.planner()?.asker;
        let mut text = "event_id,site,category,summary,unit,completed_at\n".to_owned();
        for (number, summary) in (1..).zip(TWICE) {
            let home = &self.estate.homes[number];
            let category = Category::Repair.id();
            let on = day.plus_days(-1);
            let _ = writeln!(
                text,
                "T{day}-{number},CY,{category},{summary},{},{on} 15:00",
                home.code
            );
        }
        let site = self.estate.site;
        let import = estate::import(&self.app, (&planner, site), ImportKind::Events, &text).await?;
        self.app.advance(site).await?;
        self.app.undo_import(&planner, import).await?;
        Ok(())
    }

    /// Who is accountable writes how the follow-up stands that has waited longest; under a procedure that holds somebody so.
    pub(super) async fn answer_for_first(&self, rows: &[OpenRow]) -> Result<()> {
        let Some(rule) = &self.procedure.accountable else {
            return Ok(());
        };
        let posts: Vec<&str> = rule.posts.iter().map(String::as_str).collect();
        let who = self.holder(&posts)?.asker;
        let open = rows.iter().filter(|row| row.state.is_open());
        let Some(row) = open.min_by_key(|row| row.due) else {
            return Ok(());
        };
        let answer = AnswerFor {
            follow_up: row.id,
            note: "住戶出差未歸，已約週末上門".to_owned(),
        };
        self.app
            .answer_for(&who, CommandId::generate(), answer)
            .await
    }

    /// The manager closes a further round that would change nothing.
    pub(super) async fn close_round(&self, row: &OpenRow) -> Result<bool> {
        let manager = self.manager()?.asker;
        let close = CloseRound {
            follow_up: row.id,
            why: "責任在開發商，已書面轉告並當面說明，再訪也不會改變".to_owned(),
        };
        let closed = self
            .app
            .close_round(&manager, CommandId::generate(), close)
            .await;
        match closed {
            Ok(()) => Ok(true),
            Err(Error::Refused { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
