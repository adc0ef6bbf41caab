//! The morning: the plan is released, forms are taken, and it is settled who goes where today.

use std::collections::BTreeMap;

use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{Channel, CommandId, Day, FollowUpId, PersonId, Rating};
use huiyin_store::desk::{self, OpenRow};

use super::days::{AtWork, Held};
use super::estate::Member;
use super::stories;
use crate::planning::{AdjustPlan, ReleasePlan, ReplaceUnreachable, VisitorChoice};
use crate::visits::{Ink, NoteTry, TakeForms};
use crate::{Asker, Error, Result};

/// What is to come of a follow-up.
#[derive(Clone, Debug)]
pub(super) struct Fate {
    /// The day it is done.
    pub(super) on: Day,
    /// What the customer will say of the whole.
    pub(super) rating: Rating,
    /// When it was done, as it was put down.
    pub(super) visited_at: Option<String>,
}

/// How far ahead the plan is looked at, in days.
const AHEAD: i32 = 65;
/// Of so many one is dissatisfied.
const DISSATISFIED_OF: usize = 14;
/// Of so many further rounds the manager closes one.
const CLOSED_OF: usize = 4;
/// More follow-ups than an estate has open at once.
const MANY: u32 = 2_000;

impl AtWork<'_> {
    /// Releases, takes forms, and answers with the visits of the day.
    pub(super) async fn morning(&mut self, day: Day) -> Result<Vec<OpenRow>> {
        let mut rows = self.open_rows(day).await?;
        self.name_visitors(day, &mut rows).await?;
        self.release(day, &mut rows).await?;
        self.consent(day, &mut rows).await?;
        self.take(day, &mut rows).await?;
        if self.left(day) == 2 {
            self.answer_for_first(&rows).await?;
        }
        Ok(self.visits(day, &rows))
    }

    async fn open_rows(&self, day: Day) -> Result<Vec<OpenRow>> {
        let mut tx = self.app.db().read().await?;
        let (site, now) = (self.estate.site, self.app.clock().now());
        Ok(desk::open(&mut tx, site, day.plus_days(AHEAD), now, MANY).await?)
    }

    /// The planner names somebody where a department complained of was not known, or has no head.
    async fn name_visitors(&mut self, day: Day, rows: &mut [OpenRow]) -> Result<()> {
        // The last ones are still to be named.
        if self.left(day) < 3 {
            return Ok(());
        }
        let planner = self.planner()?.asker;
        for row in rows.iter_mut() {
            let vacant = row.visitors.iter().any(|visitor| visitor.person.is_none());
            if row.state != FollowUpState::Planned || !vacant {
                continue;
            }
            for visitor in &mut row.visitors {
                let of_post: Vec<&Member> = self
                    .estate
                    .staff
                    .iter()
                    .filter(|member| member.colleague.post == visitor.post)
                    .collect();
                if visitor.person.is_none() && !of_post.is_empty() {
                    visitor.person = Some(self.chance.one_of(&of_post).person);
                }
            }
            let adjust = AdjustPlan {
                follow_up: row.id,
                planned_day: row.planned_day.unwrap_or(row.due).to_string(),
                channel: row.channel,
                visitors: choices(row),
                why: "核實後確定責任部門".to_owned(),
            };
            self.app
                .adjust_plan(&planner, CommandId::generate(), adjust)
                .await?;
        }
        Ok(())
    }

    async fn release(&mut self, day: Day, rows: &mut [OpenRow]) -> Result<()> {
        // The day that is opened on has something left to release.
        let until = match self.left(day) {
            0 => return Ok(()),
            1 => day.plus_days(2),
            _ => day.plus_days(AHEAD),
        };
        let mut releasing = Vec::new();
        for row in rows.iter_mut() {
            let named = row.visitors.iter().all(|visitor| visitor.person.is_some());
            let to_release = row.state == FollowUpState::Planned && row.due <= until;
            if to_release && named && !row.visitors.is_empty() {
                row.state = FollowUpState::Released;
                releasing.push(row.id);
            }
        }
        let planner = self.planner()?.asker;
        for follow_ups in releasing.chunks(200) {
            let release = ReleasePlan {
                site: self.estate.site,
                follow_ups: follow_ups.to_vec(),
            };
            self.app
                .release_plan(&planner, CommandId::generate(), release)
                .await?;
        }
        Ok(())
    }

    /// Three tries on two days: at the door with a card, a call in the evening, and one in the morning.
    async fn seek_in_vain(&self, planner: &Asker, follow_up: FollowUpId, day: Day) -> Result<()> {
        let times = [
            (-1, "19:10", Channel::OnSite, "按鈴無人應門，已留言卡"),
            (-1, "20:05", Channel::Phone, "響鈴不接"),
            (0, "08:10", Channel::Phone, "響鈴不接"),
        ];
        for (days, clock, channel, note) in times {
            let tried = NoteTry {
                follow_up,
                tried_at: format!("{} {clock}", day.plus_days(days)),
                channel: Some(channel),
                card_left: channel == Channel::OnSite,
                note: note.to_owned(),
            };
            self.app
                .note_try(planner, CommandId::generate(), tried)
                .await?;
        }
        Ok(())
    }

    /// The planner consents to the phone here and there, where the procedure leaves that to the planner; and who cannot
    /// be reached gives way to the next.
    async fn consent(&mut self, day: Day, rows: &mut [OpenRow]) -> Result<()> {
        let planner = self.planner()?.asker;
        for row in rows.iter_mut() {
            let is_new = row.state == FollowUpState::Released && !self.fates.contains_key(&row.id);
            if !is_new || self.held.contains_key(&row.event) {
                continue;
            }
            if row.round > 1 {
                self.further += 1;
                if self.further % CLOSED_OF == 1 && self.close_round(row).await? {
                    row.state = FollowUpState::Withdrawn;
                    continue;
                }
            }
            if self.chance.happens(15) {
                self.seek_in_vain(&planner, row.id, day).await?;
                let replace = ReplaceUnreachable {
                    follow_up: row.id,
                    why: "多次致電與上門均無人，已留言卡".to_owned(),
                };
                let replaced = self
                    .app
                    .replace_unreachable(&planner, CommandId::generate(), replace)
                    .await;
                match replaced {
                    Ok(_) => row.state = FollowUpState::Withdrawn,
                    Err(Error::Refused { .. }) => {}
                    Err(error) => return Err(error),
                }
            } else if self.procedure.sign_out.required && self.chance.happens(60) {
                let adjust = AdjustPlan {
                    follow_up: row.id,
                    planned_day: row
                        .planned_day
                        .unwrap_or(row.due)
                        .max(day)
                        .min(row.due.max(day))
                        .to_string(),
                    channel: Channel::Phone,
                    visitors: choices(row),
                    why: (*self.chance.one_of(stories::BY_PHONE)).to_owned(),
                };
                let adjusted = self
                    .app
                    .adjust_plan(&planner, CommandId::generate(), adjust)
                    .await;
                match adjusted {
                    Ok(()) => row.channel = Channel::Phone,
                    Err(Error::Refused { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    /// Everybody signs for the forms of their next visits, once for all of them.
    async fn take(&mut self, day: Day, rows: &mut [OpenRow]) -> Result<()> {
        if !self.procedure.sign_out.required || self.left(day) == 0 {
            return Ok(());
        }
        let (soon, left) = (day.plus_days(2), self.left(day));
        let mut by_person: BTreeMap<PersonId, Vec<FollowUpId>> = BTreeMap::new();
        for row in rows.iter_mut() {
            let near = row.planned_day.is_some_and(|on| on <= soon) || row.due <= soon;
            let now = left > 1 || row.due <= day.plus_days(1);
            if row.state != FollowUpState::Released || !near || !now {
                continue;
            }
            row.state = FollowUpState::Taken;
            for person in row.visitors.iter().filter_map(|visitor| visitor.person) {
                by_person.entry(person).or_default().push(row.id);
            }
        }
        for (person, follow_ups) in by_person {
            let here = self.estate.member(person);
            let Some(member) = here.filter(|it| Some(it.person) != self.away).cloned() else {
                continue;
            };
            let take = TakeForms {
                follow_ups,
                signature: Ink::typed(member.colleague.name),
            };
            self.app
                .take_forms(&member.asker, CommandId::generate(), take)
                .await?;
        }
        Ok(())
    }

    /// The follow-ups whose day it is.
    fn visits(&mut self, day: Day, rows: &[OpenRow]) -> Vec<OpenRow> {
        let sign_out = self.procedure.sign_out.required;
        let mut visits = Vec::new();
        for row in rows {
            let ready = match row.state {
                FollowUpState::Taken | FollowUpState::SentBack => true,
                FollowUpState::Released => !sign_out,
                _ => false,
            };
            if !ready {
                if row.state == FollowUpState::Released {
                    self.fate(row, day);
                }
                continue;
            }
            let held = self.held.get(&row.event);
            let stays = held == Some(&Held::Visit)
                || (held == Some(&Held::SentBack) && row.state == FollowUpState::SentBack);
            let on = self.fate(row, day);
            if on <= day && !stays {
                visits.push(row.clone());
            }
        }
        visits
    }

    /// The day on which it is done, settled when it is first looked at.
    fn fate(&mut self, row: &OpenRow, day: Day) -> Day {
        if let Some(fate) = self.fates.get(&row.id) {
            return fate.on;
        }
        let planned = row.planned_day.unwrap_or(row.due).max(day);
        let held = self.held.contains_key(&row.event);
        let on = match self.chance.below(100) {
            _ if held => planned,
            0..12 => row.due.max(day),
            12..18 => {
                let late = self.chance.between(1, 4);
                row.due.max(day).plus_days(i32::try_from(late).unwrap_or(1))
            }
            18..28 => planned.plus_days(1).min(row.due.max(day)),
            _ => planned,
        };
        self.foreseen += usize::from(!held && row.round == 1);
        let rating = match self.foreseen % DISSATISFIED_OF {
            _ if row.round > 1 => Rating::Satisfied,
            5 if !held => Rating::Dissatisfied,
            1 | 8 => Rating::Fairly,
            _ => Rating::Satisfied,
        };
        let fate = Fate {
            on,
            rating,
            visited_at: None,
        };
        self.fates.insert(row.id, fate);
        on
    }
}

/// Who visits, as the plan has them.
fn choices(row: &OpenRow) -> Vec<VisitorChoice> {
    let visitors = row.visitors.iter();
    visitors
        .map(|visitor| VisitorChoice {
            post: visitor.post.clone(),
            person: visitor.person,
        })
        .collect()
}
