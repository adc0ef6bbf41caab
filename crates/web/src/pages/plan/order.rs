//! In which order the plan stands: by window, or under the days, the people or the buildings.

use huiyin_app::planning::PlanLine;
use huiyin_domain::Month;

use super::text;
use crate::texts::Texts;

/// What the lines of the plan are put under.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Order {
    /// The end of the window, without headings.
    #[default]
    Due,
    /// The day they are planned for.
    Day,
    /// Who visits, or answers for it where two go.
    Person,
    /// The building.
    Building,
}

impl Order {
    const ALL: [Self; 4] = [Self::Due, Self::Day, Self::Person, Self::Building];

    /// Its name in addresses.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Day => "day",
            Self::Person => "person",
            Self::Building => "building",
        }
    }

    /// The order of a name; by window where there is none of it.
    pub(super) fn of_id(id: &str) -> Self {
        let found = Self::ALL.into_iter().find(|order| order.id() == id);
        found.unwrap_or_default()
    }

    fn title(self, t: Texts) -> String {
        match self {
            Self::Due => t.desk_window(),
            Self::Day => t.plan_by_day(),
            Self::Person => t.desk_visitor(),
            Self::Building => t.plan_by_building(),
        }
    }

    /// The plan of a month in this order.
    pub(super) fn href(self, month: Month) -> String {
        format!("/plan?month={month}&by={}", self.id())
    }

    /// The ways to every order, and which of them this is.
    pub(super) fn links(self, t: Texts, month: Month) -> Vec<(String, String, bool)> {
        let link = |order: Self| (order.href(month), order.title(t), order == self);
        Self::ALL.into_iter().map(link).collect()
    }

    /// Puts what belongs together side by side; within that, the order stays.
    pub(super) fn sort(self, lines: &mut [&PlanLine]) {
        match self {
            Self::Due => {}
            Self::Day => {
                lines.sort_by_key(|line| (line.row.planned_day.is_none(), line.row.planned_day));
            }
            Self::Person => lines.sort_by_cached_key(|line| (person(line).is_none(), person(line))),
            Self::Building => lines.sort_by_cached_key(|line| building(line)),
        }
    }

    /// Whether two lines stand under the same heading.
    pub(super) fn same(self, one: &PlanLine, other: &PlanLine) -> bool {
        match self {
            Self::Due => true,
            Self::Day => one.row.planned_day == other.row.planned_day,
            Self::Person => person(one) == person(other),
            Self::Building => one.row.building == other.row.building,
        }
    }

    /// Where the blank forms of a heading are printed: those of a day, or of a person.
    pub(super) fn forms(self, line: &PlanLine) -> Option<String> {
        match self {
            Self::Day => Some(format!("/forms?day={}", line.row.planned_day?)),
            Self::Person => Some(format!("/forms?visitor={}", line.visitors.first()?.person?)),
            Self::Due | Self::Building => None,
        }
    }

    /// The heading of a line.
    pub(super) fn heading(self, t: Texts, line: &PlanLine) -> Option<String> {
        match self {
            Self::Due => None,
            Self::Day => Some(
                line.row
                    .planned_day
                    .map_or_else(|| t.plan_no_day(), |day| t.day(day)),
            ),
            Self::Person => Some(person(line).unwrap_or_else(|| t.plan_no_person())),
            Self::Building => {
                let building = line.row.building.clone();
                Some(building.map_or_else(|| t.plan_no_building(), |it| t.plan_building(it)))
            }
        }
    }
}

fn person(line: &PlanLine) -> Option<String> {
    text(line.visitors.first()?.name.as_ref())
}

/// Buildings that are numbered stand in the order of their numbers.
fn building(line: &PlanLine) -> (bool, u32, Option<String>) {
    let building = line.row.building.clone();
    let number = building.as_deref().and_then(|it| it.parse().ok());
    (building.is_none(), number.unwrap_or(u32::MAX), building)
}
