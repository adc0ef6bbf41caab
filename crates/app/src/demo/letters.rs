//! The letters of reply of the made-up estate, and its invalid complaints.

use std::mem;

use huiyin_domain::{CommandId, EventId};

use super::days::AtWork;
use super::events::DoneEvent;
use crate::events::{AttachReply, JudgeComplaint, Judgement, ReplyForm};
use crate::{Asker, Result};

impl AtWork<'_> {
    /// Attaches the letters of reply that were sent since, and writes down what became of anonymous complaints.
    pub(super) async fn attach_letters(&mut self) -> Result<()> {
        let planner = self.planner()?.asker;
        let waiting = |done: &DoneEvent| {
            let shape = done.call.shape;
            shape.reply == Some(false) || shape.anonymous
        };
        let (waiting, done): (Vec<_>, Vec<_>) =
            mem::take(&mut self.done).into_iter().partition(waiting);
        self.done = done;
        for done in waiting {
            if done.call.shape.anonymous {
                let reply = ReplyForm::None {
                    handled: "已查明處理，並在公告欄張貼處理結果".to_owned(),
                    why: "來信未留姓名和地址".to_owned(),
                };
                self.attach_reply(&planner, done.event, reply).await?;
            } else {
                self.attach_letter(&planner, done.event).await?;
            }
        }
        Ok(())
    }

    /// Attaches the letter that went today to the authority that had asked for it.
    pub(super) async fn attach_letter(&self, who: &Asker, event: EventId) -> Result<()> {
        let today = self.zone.local(self.app.clock().now()).day();
        let reply = ReplyForm::Letter {
            letter: format!(
                "物復〔{}〕{} 號",
                today.month().year(),
                today.to_string().replace('-', "")
            ),
            dated: today.to_string(),
            addressee: "街道辦事處信訪辦".to_owned(),
        };
        self.attach_reply(who, event, reply).await
    }

    async fn attach_reply(&self, who: &Asker, event: EventId, reply: ReplyForm) -> Result<()> {
        self.app
            .attach_reply(who, CommandId::generate(), AttachReply { event, reply })
            .await
    }

    /// Says that a complaint is invalid.
    pub(super) async fn judge_invalid(&self, who: &Asker, event: EventId) -> Result<()> {
        let input = JudgeComplaint {
            event,
            judgement: Judgement::Invalid {
                answer: "已當面說明物業的職責範圍，並告知可向居委會求助".to_owned(),
            },
            why: "查證屬鄰里私人糾紛，非服務投訴".to_owned(),
        };
        self.app
            .judge_complaint(who, CommandId::generate(), input)
            .await
    }
}
