//! Trying an import out: what would come of each row, without writing anything.

use huiyin_domain::entry::ImportKind;
use huiyin_forms::events::EventRow;
use huiyin_forms::people::{DepartmentRow, ResidentRow, StaffRow};
use huiyin_forms::units::UnitRow;

use super::participants::ListedLine;
use super::piece::{Context, Importable, judge};
use super::source::Source;
use super::{Counts, Finding, ImportRequest};
use crate::{App, Asker, Error, Result};

/// What would come of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Preview {
    /// How many rows would come to what.
    pub counts: Counts,
}

impl App {
    /// Says what would come of a file, and tells every finding in order of rows. Writes nothing. [`Error::File`] when
    /// the file cannot be read to its end.
    ///
    /// Rows are held against what is in the database now; that a row rests on another of the same file is seen within
    /// pieces of 200 rows.
    pub async fn preview_import(
        &self,
        asker: &Asker,
        request: &ImportRequest,
        mut told: impl FnMut(&Finding) + Send,
    ) -> Result<Preview> {
        let (context, source) = self.prepare_import(asker, request, None).await?;
        let told = &mut told;
        let counts = match request.kind {
            ImportKind::Units => self.try_out::<UnitRow>(&context, &source, told).await,
            ImportKind::Residents => self.try_out::<ResidentRow>(&context, &source, told).await,
            ImportKind::Staff => self.try_out::<StaffRow>(&context, &source, told).await,
            ImportKind::Departments => self.try_out::<DepartmentRow>(&context, &source, told).await,
            ImportKind::Events => self.try_out::<EventRow>(&context, &source, told).await,
            ImportKind::Participants => self.try_out::<ListedLine>(&context, &source, told).await,
        }?;
        Ok(Preview { counts })
    }

    async fn try_out<K: Importable>(
        &self,
        context: &Context,
        source: &Source,
        told: &mut (impl FnMut(&Finding) + Send),
    ) -> Result<Counts> {
        source.check::<K::Row>().await.map_err(Error::File)?;
        let mut counts = Counts::default();
        let mut pieces = source.pieces::<K>();
        while let Some(lines) = pieces.recv().await {
            let lines = lines.map_err(Error::File)?;
            // A transaction for each piece: a long one would keep the database from tidying up.
            let mut tx = self.db().read().await?;
            for row in judge(&mut tx, context, &lines).await? {
                counts.add(row.outcome);
                row.findings
                    .iter()
                    .for_each(|refusal| told(&Finding::of(refusal)));
            }
        }
        Ok(counts)
    }
}
