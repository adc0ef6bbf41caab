//! 《回訪記錄簽收表》 of a month.

use huiyin_app::paper::{Cell, Form, Paper};
use huiyin_app::visits::SheetLine;
use huiyin_domain::{Day, Month};

use super::values::{Maker, ink, text};

/// The sheet of a month: who took which form, and when it came back.
pub(crate) fn sign_out_sheet(
    maker: &Maker<'_>,
    month: Month,
    lines: &[SheetLine],
    today: Day,
) -> Paper {
    let t = maker.t;
    let month = t.month_of_year(month);
    let subtitle = format!("{}　{month}", maker.site.name());
    let mut paper = maker.begin(Form::SignOutSheet, &month, &subtitle);
    paper.set("month", month);
    paper.blank = lines.is_empty();
    forms(maker, &mut paper, 1, lines, today);
    paper
}

/// The table of the sheet that has the forms.
pub(crate) const FORMS: &str = "forms";

/// Who took which form, a line each, numbered from the first one.
pub(crate) fn forms(
    maker: &Maker<'_>,
    paper: &mut Paper,
    first: u64,
    lines: &[SheetLine],
    today: Day,
) {
    let t = maker.t;
    for (number, line) in (first..).zip(lines) {
        let row = &line.row;
        let taken = row.taken.as_ref();
        let receipt = taken.map(|it| {
            let name = text(it.name.as_ref());
            ink(it.strokes.as_ref(), name, String::new())
        });
        let returned = taken.and_then(|it| it.returned_at);
        let back = returned.map_or(today, |it| maker.site.day(it));
        let late = u64::try_from(back.days_since(row.due)).unwrap_or(0);
        // Who took it brings it back; where somebody else wrote that down, they received it.
        let noted = taken.and_then(|it| Some((it, it.return_noted_by.as_ref()?)));
        let returned_by = noted.map(|(it, _)| text(it.name.as_ref()));
        let received = noted.filter(|(it, (person, _))| it.person != *person);
        let checked_in = received.map(|(_, (_, name))| text(name.as_ref()));
        let cells = [
            ("line", Cell::Count(number)),
            (
                "number",
                Cell::text(format!("{}-{}", line.number, row.round)),
            ),
            ("category", Cell::text(row.category.title(t.lang()))),
            ("unit", Cell::text(row.unit.clone().unwrap_or_default())),
            ("issued", maker.day_cell(taken.map(|it| it.taken_at))),
            ("receipt", Cell::Signed(receipt.into_iter().collect())),
            ("due", Cell::day(row.due)),
            ("returned", maker.day_cell(returned)),
            ("returned_by", Cell::text(returned_by.unwrap_or_default())),
            ("checked_in", Cell::text(checked_in.unwrap_or_default())),
            ("late", Cell::Count(late)),
        ];
        paper.row(FORMS, cells);
    }
}
