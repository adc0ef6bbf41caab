//! What is done in the office: reviews, the month's close, corrections, and who comes and goes.

use huiyin_domain::{Category, CommandId, Day, Verdict};
use huiyin_store::reviews::{self, WaitingRow};
use huiyin_store::{ledger, posts};

use super::days::{AtWork, Held};
use super::estate::Member;
use super::events::OpenEvent;
use super::people::LEAVING;
use super::stories;
use crate::planning::SetRate;
use crate::posts::{Leave, NameDeputy};
use crate::reviews::{
    DecideNonconforming, LookAt, ReviewRecord, WaitingRecord, for_asker, holders_of,
};
use crate::statistics::CloseMonth;
use crate::{Error, Result};

impl AtWork<'_> {
    /// Everybody reads the records that wait for them.
    pub(super) async fn review(&mut self, day: Day) -> Result<()> {
        let mut tx = self.app.db().read().await?;
        let site = self.app.editions().site(&mut tx, self.estate.site).await?;
        let rows = reviews::waiting(&mut tx, site.id()).await?;
        let holders = holders_of(&mut tx, site.id(), day).await?;
        drop(tx);
        for row in rows {
            let mut staff = self.estate.staff.iter();
            let found: Option<(Member, WaitingRecord)> = staff.find_map(|member| {
                let mine = for_asker(&site, &member.asker, &holders, vec![row.clone()]);
                Some((member.clone(), mine.into_iter().next()?))
            });
            if let Some((member, waiting)) = found {
                self.judge(day, &member, &row, &waiting).await?;
            }
        }
        Ok(())
    }

    /// The manager writes how what was found nonconforming is handled, the day after; of their own visit the post above.
    pub(super) async fn decide_nonconforming(&mut self, day: Day) -> Result<()> {
        let site = self.estate.site;
        let mut tx = self.app.db().read().await?;
        let at = self.app.editions().site(&mut tx, site).await?;
        let mut undecided = ledger::undecided(&mut tx, site, u32::MAX).await?;
        drop(tx);
        undecided.retain(|it| at.day(it.found_at) < day);
        for row in undecided {
            for member in self.estate.staff.clone() {
                let page = self.app.record(&member.asker, row.record).await;
                let decision = page.ok().and_then(|it| it.decision);
                if !decision.is_some_and(|it| it.is_askers_turn) {
                    continue;
                }
                let which = row.number.1 as usize % stories::DECIDED.len();
                let decision = DecideNonconforming {
                    record: row.record,
                    opinion: stories::DECIDED[which].to_owned(),
                    signed_name: member.colleague.name.to_owned(),
                };
                self.app
                    .decide_nonconforming(&member.asker, CommandId::generate(), decision)
                    .await?;
                break;
            }
        }
        Ok(())
    }

    async fn judge(
        &mut self,
        day: Day,
        member: &Member,
        row: &WaitingRow,
        waiting: &WaitingRecord,
    ) -> Result<()> {
        let follow_up = row.reviewed.follow_up;
        let bad = |mark: &LookAt| {
            matches!(
                mark,
                LookAt::Dissatisfied | LookAt::NotSolved | LookAt::FailedOnTheSpot
            )
        };
        // Nothing goes back to who has left.
        let mut visitors = row.visitors.iter();
        let here = visitors.all(|visitor| self.estate.member(visitor.person).is_some());
        let held = self.held.get(&row.reviewed.event).copied();
        let (verdict, opinion) = match held {
            Some(Held::Review) => return Ok(()),
            Some(Held::SentBack | Held::Nonconforming) if self.left(day) > 1 => return Ok(()),
            Some(Held::Nonconforming) => (Verdict::Nonconforming, stories::NONCONFORMING[0]),
            Some(Held::SentBack) => (Verdict::SentBack, stories::SENT_BACK),
            _ if waiting.look_at.iter().any(bad) => (
                Verdict::Nonconforming,
                *self.chance.one_of(stories::NONCONFORMING),
            ),
            _ if here && !self.sent_back.contains(&follow_up) && self.chance.happens(35) => {
                (Verdict::SentBack, stories::SENT_BACK)
            }
            _ => (Verdict::Accepted, *self.chance.one_of(stories::ACCEPTED)),
        };
        if verdict == Verdict::SentBack {
            self.sent_back.insert(follow_up);
        }
        let review = ReviewRecord {
            record: waiting.record,
            verdict,
            opinion: opinion.to_owned(),
            signed_name: member.colleague.name.to_owned(),
        };
        let answer = self
            .app
            .review_record(&member.asker, CommandId::generate(), review)
            .await?;
        if let Some(event) = answer.complaint {
            self.open.push(OpenEvent {
                event,
                category: Category::Complaint,
                on: day.plus_days(2),
                rating: None,
                call: None,
            });
        }
        Ok(())
    }

    /// What the office does on some days only.
    pub(super) async fn office(&mut self, day: Day) -> Result<()> {
        match day.day_of_month() {
            4 => self.close_month(day).await?,
            8 => self.call_back(day).await?,
            9 | 23 => self.correct().await?,
            16 => self.reopen(day).await?,
            18 => self.set_rate(day).await?,
            5 | 12 | 26 => self.attach_letters().await?,
            21 => self.collect_batch().await?,
            _ => {}
        }
        self.papers(day).await?;
        let archive = &self.procedure.archive;
        let (read, due) = (archive.remind_on(day.month()), archive.due(day.month()));
        if day == read || day == due {
            self.hand_over(day).await?;
        }
        match self.left(day) {
            21 => self.let_leave().await,
            3 => self.name_deputy(day).await,
            _ => Ok(()),
        }
    }

    /// Closes the month before, where the estate lived in it.
    async fn close_month(&mut self, day: Day) -> Result<()> {
        let closer = self.holder(&[&self.procedure.statistics.by])?.asker;
        let site = self.estate.site;
        let month = day.month().plus(-1);
        let missing = self.app.month_missing(&closer, site, month).await?;
        if !missing.is_over {
            return Ok(());
        }
        let close = CloseMonth {
            site,
            month,
            seen_missing: missing.total,
        };
        self.app
            .close_month(&closer, CommandId::generate(), close)
            .await?;
        Ok(())
    }

    /// Once the supervisor sets the rate of 其他, where the procedure leaves it to a post.
    async fn set_rate(&mut self, day: Day) -> Result<()> {
        let rules = self.procedure.categories.iter();
        let other = rules.clone().find(|rule| rule.id == Category::Other);
        let Some(post) = other.and_then(|rule| rule.rate.set_by.as_ref()) else {
            return Ok(());
        };
        if !self.rate_set {
            self.rate_set = true;
            let set = SetRate {
                site: self.estate.site,
                category: Category::Other,
                from: day.month().plus(2).to_string(),
                rate: "50%".to_owned(),
                why: "其他事項多屬諮詢，回訪一半".to_owned(),
            };
            let asker = self.holder(&[post])?.asker;
            self.app
                .set_rate(&asker, CommandId::generate(), set)
                .await?;
        }
        Ok(())
    }

    async fn let_leave(&mut self) -> Result<()> {
        let manager = self.manager()?.asker;
        let staff = self.estate.staff.iter();
        let leaving = staff.filter(|member| LEAVING.contains(&member.colleague.login));
        for member in leaving {
            let leave = Leave {
                site: self.estate.site,
                person: member.person,
                successor: None,
            };
            self.app
                .leave(&manager, CommandId::generate(), &leave)
                .await?;
        }
        let leaves = |login: &str| LEAVING.contains(&login);
        self.estate
            .staff
            .retain(|member| !leaves(member.colleague.login));
        Ok(())
    }

    /// The head or officer with the last login stands in for the first of their post for a week.
    async fn name_deputy(&mut self, day: Day) -> Result<()> {
        let manager = self.manager()?.asker;
        let mut tx = self.app.db().read().await?;
        let held = posts::holdings_at(&mut tx, self.estate.site, day).await?;
        drop(tx);
        let of = |login: &str| {
            let mut staff = self.estate.staff.iter();
            staff.find(|member| member.colleague.login == login)
        };
        let pairs = [
            ("officer.two", "officer"),
            ("officer.west", "officer"),
            ("assistant.two", "assistant"),
        ];
        let pair = pairs
            .iter()
            .find_map(|(away, deputy)| of(away).zip(of(deputy)));
        let (away, deputy) = pair.ok_or(Error::NotFound)?;
        let gone = away.person;
        let theirs = held.iter().find(|row| row.person == away.person);
        let named = NameDeputy {
            site: self.estate.site,
            holder: away.person,
            held: theirs.ok_or(Error::NotFound)?.id,
            person: deputy.person,
            from: day.plus_days(1).to_string(),
            to: day.plus_days(8).to_string(),
        };
        self.app
            .name_deputy(&manager, CommandId::generate(), &named)
            .await?;
        self.away = Some(gone);
        Ok(())
    }
}
