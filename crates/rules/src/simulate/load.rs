//! How much each post has to do, week by week, and its busiest day.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use huiyin_domain::Day;

use super::{Pair, Side, Simulation};
use crate::plan::Events;

/// The follow-ups that a post has to do by the end of a week. Joint visits count for each of their posts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PostWeek<'s> {
    /// The site's code.
    pub site: &'s str,
    /// The post.
    pub post: &'s str,
    /// The Monday of the week in which they are due.
    pub week: Day,
    /// How many.
    pub due: Pair<u64>,
}

/// The day on which most of a post's follow-ups are due, the first of several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Busiest<'s> {
    /// The site's code.
    pub site: &'s str,
    /// The post.
    pub post: &'s str,
    /// The day and how many are due on it; none where the procedure gives the post nothing to do.
    pub day: Pair<Most>,
}

/// A day and how much is due on it.
pub type Most = Option<(Day, u64)>;

type ByDay<'s> = HashMap<(&'s str, &'s str, Day), Pair<u64>>;

impl<'s, E: Events> Simulation<'s, E> {
    /// What each post has to do, by site, post and week, and its busiest day.
    pub fn load(&self) -> (Vec<PostWeek<'s>>, Vec<Busiest<'s>>) {
        let mut by_week: BTreeMap<(&'s str, &'s str, Day), Pair<u64>> = BTreeMap::new();
        let mut busiest: BTreeMap<(&'s str, &'s str), Pair<Most>> = BTreeMap::new();
        for ((site, post, day), due) in self.due_by_day() {
            let week = by_week.entry((site, post, day.monday())).or_default();
            week.a += due.a;
            week.b += due.b;
            let most = busiest.entry((site, post)).or_default();
            most.a = busier(most.a, (day, due.a));
            most.b = busier(most.b, (day, due.b));
        }
        let weeks = by_week
            .into_iter()
            .map(|((site, post, week), due)| PostWeek {
                site,
                post,
                week,
                due,
            });
        let busiest = busiest
            .into_iter()
            .map(|((site, post), day)| Busiest { site, post, day });
        (weeks.collect(), busiest.collect())
    }

    fn due_by_day(&self) -> ByDay<'s> {
        let mut days = ByDay::new();
        for side in [Side::A, Side::B] {
            let (rules, lines) = self.side(side);
            for line in lines.iter().filter(|line| line.why.picked()) {
                let event = self.events.event(line.event);
                let visitors = rules.visitors(event.category, event.severity);
                for post in visitors.into_iter().flat_map(|rule| &rule.posts) {
                    let day = days.entry((event.site, post.as_str(), line.window.due()));
                    *day.or_default().of(side) += 1;
                }
            }
        }
        days
    }
}

fn busier(most: Most, (day, due): (Day, u64)) -> Most {
    let better = |(first, most): (Day, u64)| due > most || (due == most && day < first);
    if due > 0 && most.is_none_or(better) {
        Some((day, due))
    } else {
        most
    }
}
