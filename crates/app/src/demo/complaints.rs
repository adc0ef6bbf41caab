//! Complaints that are told twice, told by mistake as two, or not for everybody's eyes.

use huiyin_domain::{Category, CommandId, Day, EventId, Severity};

use super::days::AtWork;
use super::events::{Call, Shape};
use super::stories;
use crate::events::{
    JoinReport, KeepConfidential, MergeEvent, ReportForm, SeparateEvent, TakeInHand,
};
use crate::{Error, Result};

/// How many homes tell of one matter.
const SHARE: usize = 5;

impl AtWork<'_> {
    /// What only some days bring.
    pub(super) async fn told_again(&mut self, day: Day) -> Result<()> {
        match day.day_of_month() {
            7 => self.tell_again(day).await?,
            11 => self.told_as_two(day, false).await?,
            24 => self.told_as_two(day, true).await?,
            _ => {}
        }
        if self.left(day) == 4 {
            self.tell_in_confidence(day).await?;
        }
        Ok(())
    }

    /// A complaint that is put down now; of a home, and always followed up.
    async fn complain(&mut self, day: Day, home: usize) -> Result<EventId> {
        let call = Call {
            story: stories::GRAVE[0],
            home: Some(home),
            days: Some(1),
            ..Call::of(Category::Complaint)
        };
        self.register(day, &call).await?;
        let event = self.open.last().map(|open| open.event);
        event.ok_or(Error::NotFound)
    }

    /// The same is told to another department while it is being handled.
    async fn tell_again(&mut self, day: Day) -> Result<()> {
        let home = self.home();
        let event = self.complain(day, home).await?;
        let who = self.somebody()?.asker;
        let report = ReportForm {
            department: self.estate.departments.get("客服部").copied(),
            said: "住戶到前台再問，電梯還是有異響".to_owned(),
            ..ReportForm::default()
        };
        let join = JoinReport { event, report };
        self.app
            .join_report(&who, CommandId::generate(), join)
            .await
    }

    /// Two of a household are registered for one, and merged; `by_mistake`, and separated again.
    async fn told_as_two(&mut self, day: Day, by_mistake: bool) -> Result<()> {
        let home = self.home();
        let into = self.complain(day, home).await?;
        let event = self.complain(day, home).await?;
        self.complete_all(&[into, event], None).await?;
        let planner = self.planner()?.asker;
        let merge = MergeEvent {
            event,
            into,
            why: "同一住戶同一件事，分別向前台和門崗反映".to_owned(),
        };
        self.app
            .merge_event(&planner, CommandId::generate(), merge)
            .await?;
        self.done.retain(|done| done.event != event);
        if by_mistake {
            let separate = SeparateEvent {
                event,
                why: "查明是兩部電梯，不是同一件事".to_owned(),
            };
            self.app
                .separate_event(&planner, CommandId::generate(), separate)
                .await?;
        }
        Ok(())
    }

    /// A complaint about somebody of the staff, which only few see; the manager has it in hand.
    async fn tell_in_confidence(&mut self, day: Day) -> Result<()> {
        let home = self.home();
        let event = self.complain(day, home).await?;
        self.open.retain(|open| open.event != event);
        let manager = self.manager()?;
        let accused = self.estate.staff.iter().rfind(|member| {
            let of_site = |post: &crate::asker::HeldPost| post.site == Some(self.estate.site);
            member.person != manager.person && member.asker.posts.iter().any(of_site)
        });
        let keep = KeepConfidential {
            event,
            confidential: true,
            accused: accused.map(|member| member.person),
            why: "投訴人要求保密，涉及員工的言行".to_owned(),
        };
        self.app
            .keep_confidential(&manager.asker, CommandId::generate(), keep)
            .await?;
        let hand = TakeInHand { event, owner: None };
        self.app
            .take_in_hand(&manager.asker, CommandId::generate(), hand)
            .await
    }

    /// Calls that each month has, so that no sort is missing: somebody who does not give a name, who wants a letter,
    /// who has a grave complaint, and what nobody expects.
    pub(super) fn calls_of_the_month(&mut self, day: Day) -> Vec<Call> {
        let complaint = |shape: Shape, home: Option<usize>, days: i32| Call {
            story: *stories::of(Category::Complaint)
                .first()
                .unwrap_or(&stories::GRAVE[0]),
            home,
            days: Some(days),
            shape,
            ..Call::of(Category::Complaint)
        };
        let home = Some(self.home());
        let by_letter = Shape {
            reply: Some(false),
            ..Shape::default()
        };
        let mut calls = match day.day_of_month() {
            3 => {
                let anonymous = Shape {
                    anonymous: true,
                    ..Shape::default()
                };
                vec![complaint(anonymous, None, 1)]
            }
            14 => vec![self.call(Category::Emergency)],
            17 => {
                let of_all = stories::of(Category::Complaint).iter();
                let mut grave = of_all.filter(|story| story.severity == Severity::Major);
                let story = grave.next().copied().unwrap_or(stories::GRAVE[0]);
                vec![Call {
                    story,
                    ..complaint(Shape::default(), home, 1)
                }]
            }
            27 => vec![complaint(by_letter, home, 1)],
            _ => Vec::new(),
        };
        // One matter of several homes: a public letter may answer it.
        let shared = match (day.day_of_month(), self.left(day)) {
            (_, 4) => Some(stories::GRAVE[5]),
            (9, _) => Some(stories::GRAVE[0]),
            (19, _) => Some(stories::GRAVE[4]),
            _ => None,
        };
        if let Some(story) = shared.filter(|_| self.procedure.public_letter.is_some()) {
            for _ in 0..SHARE {
                calls.push(Call {
                    story,
                    home: Some(self.home()),
                    days: Some(0),
                    ..Call::of(Category::Complaint)
                });
            }
        }
        // Its letter is still to come.
        if self.left(day) == 2 {
            calls.push(complaint(by_letter, home, 1));
        }
        calls
    }
}
