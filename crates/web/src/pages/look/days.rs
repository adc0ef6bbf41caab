//! Days in the style guide.

use huiyin_domain::{Day, LocalTime, Window};

use crate::texts::Texts;
use crate::view::{DayHead, MonthStrip, Pager, Slot, Timetable, TimetableRow};

use super::sample::say;

pub(super) struct DayParts {
    pub(super) title: String,
    pub(super) written: Vec<String>,
    pub(super) people: Timetable,
    pub(super) month: MonthStrip,
    pub(super) pager: Pager,
}

impl DayParts {
    pub(super) fn new(t: Texts, today: Day) -> Self {
        let visit = |unit: &str, key: &str| vec![Slot::link("#h-draw", say(t, unit), say(t, key))];
        let busy = vec![
            visit("3棟1202|3栋1202|3-1202", "訴・門|诉・门|C on site"),
            vec![],
            visit("1座15A|1座15A|1-15A", "修・話|修・话|R phone"),
            vec![],
            vec![],
            vec![],
            vec![],
        ];
        let row = |name, post, cells: Vec<Vec<Slot>>, sum: &str| TimetableRow {
            head: say(t, name),
            sub: say(t, post),
            cells,
            sum: Some(sum.to_owned()),
        };
        let counts = [(5, 2), (2, 0), (5, 1), (5, 1), (2, 0), (0, 0), (1, 0)];
        Self {
            title: t.month_of_year(today.month()),
            written: written(t, today),
            people: Timetable {
                corner: say(t, "回訪人|回访人|Visitor"),
                days: DayHead::days(t, today, 7, today),
                rows: vec![
                    row(
                        "陳婉儀|陈婉仪|Chen Wanyi",
                        "客戶服務部主任|客户服务部主任|Director",
                        busy,
                        "2",
                    ),
                    row(
                        "許嘉敏|许嘉敏|Xu Jiamin",
                        "社區文化文員|社区文化文员|Culture clerk",
                        vec![vec![]; 7],
                        "—",
                    ),
                ],
                total: Some(TimetableRow {
                    head: t.sum(),
                    sub: String::new(),
                    cells: counts.map(|(all, mine)| Slot::count(all, mine)).into(),
                    sum: Some("20".to_owned()),
                }),
            },
            month: MonthStrip::new(
                t,
                today.month(),
                today,
                Window::new(today, today.plus_days(6)).ok(),
                |day| ("#h-days".to_owned(), u64::from(day.day_of_month() * 7 % 5)),
            ),
            pager: Pager {
                words: say(
                    t,
                    "第 51–100 件，共 126 件|第 51–100 件，共 126 件|51–100 of 126",
                ),
                previous: Some("#h-tables".to_owned()),
                next: Some("#h-tables".to_owned()),
            },
        }
    }
}

/// Days, windows and moments as they are written.
fn written(t: Texts, today: Day) -> Vec<String> {
    let window = |days| Window::new(today, today.plus_days(days)).ok();
    let mut written = vec![
        t.day(today),
        t.day(today.plus_days(-365)),
        t.month(today.month().plus(-1)),
    ];
    written.extend(
        [window(3), window(10)]
            .into_iter()
            .flatten()
            .map(|window| t.days(window)),
    );
    written.extend(LocalTime::at(today, 9, 31).map(|time| t.moment(time)));
    written
}
