//! The lists of activities, publications and festivals.

use std::fmt::Write as _;
use std::mem;

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{Category, CommandId, Day, EventId};

use super::days::{AtWork, ListOf};
use super::estate::{self, Home};
use crate::Result;
use crate::events::{ConfirmList, ListLineInput};

impl AtWork<'_> {
    /// The lists of activities, publications and festivals whose day has come: of an activity in two parts, of a
    /// publication by a file.
    pub(super) async fn hand_in_lists(&mut self, day: Day) -> Result<()> {
        let lists = mem::take(&mut self.lists);
        let (due, later) = lists.into_iter().partition(|(on, ..)| *on <= day);
        self.lists = later;
        let due: Vec<(Day, ListOf, usize)> = due;
        for (_, list, count) in due {
            let homes = self.homes(count);
            if list.category == Category::Publication {
                self.import_list(&list, &homes).await?;
                continue;
            }
            let first = if list.category == Category::Activity {
                count / 2
            } else {
                0
            };
            let (before, rest) = homes.split_at(first);
            if !before.is_empty() {
                self.list(list.event, before, false).await?;
            }
            self.list(list.event, rest, true).await?;
        }
        Ok(())
    }

    /// So many homes, each once.
    pub(super) fn homes(&mut self, count: usize) -> Vec<Home> {
        let mut homes: Vec<Home> = Vec::with_capacity(count);
        while homes.len() < count {
            let at = self.home();
            let home = &self.estate.homes[at];
            if homes.iter().all(|other| other.unit != home.unit) {
                homes.push(home.clone());
            }
        }
        homes
    }

    async fn list(&mut self, event: EventId, homes: &[Home], complete: bool) -> Result<()> {
        let who = self.somebody()?.asker;
        let lines = homes.iter().map(|home| ListLineInput {
            unit: Some(home.unit),
            person: Some(home.person),
            ..ListLineInput::default()
        });
        let list = ConfirmList {
            event,
            lines: lines.collect(),
            complete,
        };
        self.app
            .confirm_list(&who, CommandId::generate(), list)
            .await
    }

    async fn import_list(&self, list: &ListOf, homes: &[Home]) -> Result<()> {
        let planner = self.planner()?.asker;
        let mut text = "event_id,unit,customer\n".to_owned();
        for home in homes {
            let _ = writeln!(text, "{},{},{}", list.event_id, home.code, home.name);
        }
        let at = (&planner, self.estate.site);
        estate::import(&self.app, at, ImportKind::Participants, &text).await?;
        Ok(())
    }
}
