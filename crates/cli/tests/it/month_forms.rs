//! The forms of a month for an export, drawn so that no more is held than is drawn at once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use huiyin_app::demo::MakeDemo;
use huiyin_app::exports::MonthForms as _;
use huiyin_app::paper::{
    Drawing, Drawn, LINES, Layouts, PIECE, ROWS, RenderFault, Renderer, Sheet, pieces,
};
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::{Lang, SiteZone};
use huiyin_store::sites;
use huiyin_testkit::on_both;
use huiyin_web::report::{Forms, monthly};

/// Draws nothing, and keeps the largest job it was handed: sheets, rows, and pieces to be joined.
#[derive(Clone, Default)]
struct Scales(Arc<Mutex<(usize, usize, usize)>>);

/// A job on the scales: its file is the sheets themselves.
struct Job(Scales, Vec<Sheet>);

impl Renderer for Scales {
    fn begin(&self, _: Option<&str>) -> Result<Box<dyn Drawing>, RenderFault> {
        Ok(Box::new(Job(self.clone(), Vec::new())))
    }
}

#[async_trait]
impl Drawing for Job {
    async fn add(&mut self, sheet: Sheet) -> Result<(), RenderFault> {
        self.1.push(sheet);
        Ok(())
    }

    async fn finish(self: Box<Self>) -> Result<Drawn, RenderFault> {
        let Self(Scales(most), sheets) = *self;
        let rows = sheets.iter().map(Sheet::rows).sum();
        let joined = pieces(sheets.iter().cloned()).len();
        {
            let mut most = most.lock().unwrap();
            *most = (
                most.0.max(sheets.len()),
                most.1.max(rows),
                most.2.max(joined),
            );
        }
        let file = tempfile::tempfile()?;
        let written = serde_json::to_writer(&file, &sheets);
        written.map_err(|error| RenderFault::Failed(error.to_string()))?;
        Drawn::new(file)
    }
}

/// The rows of a table over several sheets, and the sheets' other parts, in their order.
fn apart(sheets: &[Sheet], table: &str) -> (Vec<Vec<String>>, Vec<String>) {
    let parts: Vec<_> = sheets.iter().flat_map(|sheet| &sheet.parts).collect();
    let (of_table, others): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|part| part.table == table);
    let rows = of_table.into_iter().flat_map(|part| &part.rows);
    let others = others.into_iter().map(|part| {
        let fields = part.fields.iter().map(|field| field.id.as_str());
        let rows = part.rows.len();
        format!(
            "{} {} {rows}",
            part.table,
            fields.collect::<Vec<_>>().join(" ")
        )
    });
    (
        rows.map(|row| row.shown.clone()).collect(),
        others.collect(),
    )
}

#[tokio::test]
async fn a_long_report_is_drawn_in_files_of_bounded_size() {
    on_both(async |db| {
        let scales = Scales::default();
        let clock = Clock::standing_at(huiyin_testkit::Clock::default().now());
        let app = App::new((*db).clone(), clock)
            .printing_by(Arc::new(scales.clone()), Layouts::default());
        let demo = MakeDemo {
            procedure: "yezhu".to_owned(),
            months: 1,
            until: app.clock().now(),
        };
        app.make_demo(&demo, drop).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let site = sites::sites(&mut tx).await.unwrap()[0].id;
        drop(tx);
        let month = SiteZone::default().day(app.clock().now()).month().plus(-1);
        let (shell, lang) = (Asker::product(), Lang::ZhHant);

        let whole = monthly(&app, &shell, site, month, lang).await.unwrap();
        let whole = app.sheets(whole.into_iter().skip(1).take(1)).await;
        let whole = whole.unwrap();
        let (visits, besides) = apart(&whole, "visits");
        let most = visits.len() / 3;
        assert!(most > 1, "{} visits", visits.len());
        let forms = Forms::of_month(&app, &shell, site, month, lang).await;
        let mut forms = forms.unwrap().in_files_of(most);
        let mut files: BTreeMap<String, Vec<Sheet>> = BTreeMap::new();
        while let Some((name, content)) = forms.next().await.unwrap() {
            let sheets = serde_json::from_reader(content).unwrap();
            assert!(files.insert(name, sheets).is_none());
        }

        let of = |form: &str| -> Vec<&Vec<Sheet>> {
            let named = files.iter().filter(|(name, _)| name.starts_with(form));
            named.map(|(_, sheets)| sheets).collect()
        };
        let returned = of("monthly_return-");
        assert_eq!(returned.len(), visits.len().div_ceil(most));
        assert!(!files.contains_key("monthly_return.pdf"));
        for sheets in &returned {
            let lines = apart(sheets, "visits").0.len();
            assert!(sheets.len() == 1 && lines <= most, "{lines}");
        }
        let together: Vec<Sheet> = returned.into_iter().flatten().cloned().collect();
        assert_eq!(apart(&together, "visits"), (visits, besides.clone()));
        let sheets: Vec<Sheet> = of("sign_out_sheet")
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        let (signed_out, _) = apart(&sheets, "forms");
        assert!(signed_out.len() > most, "{} forms", signed_out.len());
        assert_eq!(sheets.len(), signed_out.len().div_ceil(most));
        let numbers = signed_out.iter().map(|row| row[0].parse().unwrap());
        let numbers: Vec<usize> = numbers.collect();
        assert!(
            numbers.iter().copied().eq(1..=signed_out.len()),
            "{numbers:?}"
        );

        // With as many lines as are drawn at once, the rest of the sheet has room besides.
        let others: usize = whole[0].rows() - apart(&whole, "visits").0.len();
        assert!(LINES + others <= ROWS, "{others} rows besides");
        let (sheets, rows, joined) = *scales.0.lock().unwrap();
        assert!(
            sheets <= PIECE && rows <= ROWS && joined == 1,
            "{sheets} {rows} {joined}"
        );
    })
    .await;
}
