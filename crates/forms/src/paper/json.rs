use serde_json::{Map, Value as Json, json as object};

use super::{Cell, Sheet, Value};

/// A sheet for programs: fields and rows by their ids, numbers as numbers, shares as parts of one, days as text. It says
/// whether it is of a demo.
pub fn json(sheet: &Sheet) -> Json {
    let mut fields = Map::new();
    let mut tables = Map::new();
    for part in &sheet.parts {
        for field in &part.fields {
            let value = match &field.value {
                Value::Cell(typed) => cell(typed),
                _ if field.faint || matches!(field.value, Value::Room(_) | Value::Choose(_)) => {
                    Json::Null
                }
                _ => field.shown().into(),
            };
            fields.insert(field.id.clone(), value);
        }
        if part.columns.is_empty() {
            continue;
        }
        let rows = part.rows.iter().map(|row| {
            let cells = part.columns.iter().zip(&row.cells);
            let cells = cells.map(|(column, typed)| (column.id.clone(), cell(typed)));
            Json::Object(cells.collect())
        });
        tables.insert(part.table.clone(), rows.collect());
    }
    object!({
        "form": sheet.form.id(),
        "title": sheet.title,
        "demo": sheet.demo,
        "fields": fields,
        "tables": tables,
    })
}

fn cell(cell: &Cell) -> Json {
    match cell {
        Cell::Empty => Json::Null,
        Cell::Count(count) => (*count).into(),
        Cell::Tenths(tenths) => {
            #[expect(clippy::cast_precision_loss, reason = "a share has four digits")]
            let share = *tenths as f64 / 1000.0;
            share.into()
        }
        Cell::Text(_) | Cell::Day(_) | Cell::Moment(_) | Cell::Signed(_) => cell.shown().into(),
    }
}
