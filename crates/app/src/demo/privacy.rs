//! What people of the made-up estate ask about their own data, and what is held because of a dispute.

use huiyin_domain::entry::facts::HeldThing;
use huiyin_domain::entry::{IdentityCheck, RequestKind, RequestOutcome};
use huiyin_domain::{CommandId, Day, PersonId};

use super::days::AtWork;
use crate::privacy::{LiftHold, PlaceHold, ReceiveRequest, SettleRequest};
use crate::{Asker, Result};

impl AtWork<'_> {
    /// Last month's request is answered, somebody asks that they be left alone, and somebody wants a copy.
    pub(super) async fn ask_about_data(&self, day: Day) -> Result<()> {
        let Ok(manager) = self.holder(&[&self.procedure.rounds.closed_by]) else {
            return Ok(());
        };
        let manager = manager.asker;
        for request in self.app.requests(&manager, self.estate.site).await? {
            if request.outcome.is_none() {
                self.answer(&manager, request.id).await?;
            }
        }
        let people: Vec<PersonId> = self.estate.homes.iter().map(|it| it.person).collect();
        let [first, second, ..] = people.as_slice() else {
            return Ok(());
        };
        let restriction = received(
            day,
            *first,
            RequestKind::Restriction,
            "請不要再打電話做回訪",
        );
        let request = self
            .app
            .receive_request(&manager, CommandId::generate(), restriction)
            .await?;
        self.answer(&manager, request).await?;
        let hold = PlaceHold {
            on: HeldThing::Person(*first),
            until: String::new(),
            why: "漏水糾紛在調解，相關記錄暫緩銷毀".to_owned(),
        };
        self.app
            .place_hold(&manager, CommandId::generate(), hold)
            .await?;
        let copy = received(day, *second, RequestKind::Export, "想要一份你們記下的資料");
        self.app
            .receive_request(&manager, CommandId::generate(), copy)
            .await?;
        Ok(())
    }

    async fn answer(&self, manager: &Asker, request: huiyin_domain::RequestId) -> Result<()> {
        let settle = SettleRequest {
            request,
            outcome: Some(RequestOutcome::Done),
            ground: None,
            why: "已按申請辦理，並電話告知".to_owned(),
            also: Vec::new(),
        };
        self.app
            .settle_request(manager, CommandId::generate(), settle)
            .await
    }

    /// The dispute is over two days later.
    pub(super) async fn lift_holds(&self) -> Result<()> {
        let Ok(manager) = self.holder(&[&self.procedure.rounds.closed_by]) else {
            return Ok(());
        };
        let page = self.app.holds(&manager.asker, self.estate.site).await?;
        for (_, hold) in page.holds.into_iter().filter(|(_, it)| it.lifted.is_none()) {
            let lift = LiftHold {
                hold: hold.id,
                why: "調解已結".to_owned(),
            };
            self.app
                .lift_hold(&manager.asker, CommandId::generate(), lift)
                .await?;
        }
        Ok(())
    }
}

fn received(day: Day, person: PersonId, kind: RequestKind, asked: &str) -> ReceiveRequest {
    ReceiveRequest {
        person,
        kind: Some(kind),
        received_on: day.to_string(),
        identity: Some(IdentityCheck::CallBack),
        identity_words: "致電登記號碼，答對房號與上次報修的日期".to_owned(),
        asked: asked.to_owned(),
    }
}
