use huiyin_domain::{Instant, ObligationId, Personal, RecordId};
use huiyin_store::Tx;
use huiyin_store::records::{self, MatterRow};

use crate::visits::{
    FileInput, Ink, MatterInput, PromiseInput, RecordVisit, RectificationInput, RefusalInput,
    SectionInput,
};
use crate::{Error, Result, Site};

/// What a record said, as it would be sent again: without signatures, since none carries over. 4 statements.
pub(crate) async fn input_of_record(
    tx: &mut Tx,
    site: &Site,
    obligation: ObligationId,
    record: RecordId,
) -> Result<RecordVisit> {
    let rows = records::records(tx, obligation).await?;
    let row = rows.into_iter().find(|row| row.id == record);
    let row = row.ok_or(Error::NotFound)?;
    let mut sections = records::contents(tx, obligation).await?;
    sections.retain(|it| it.record == record);
    sections.sort_by_key(|it| it.section);
    let mut matters = records::matters(tx, obligation).await?;
    matters.retain(|it| it.record == record);
    let mut files = records::files(tx, obligation).await?;
    files.retain(|it| it.record == record);
    Ok(RecordVisit {
        follow_up: row.follow_up,
        visited_at: wall(site, row.visited_at),
        channel: row.channel,
        channel_reason: words(row.channel_words.as_ref()),
        late_reason: words(row.lateness_words.as_ref()),
        respondent: row.respondent,
        respondent_name: words(row.respondent_words.as_ref()),
        relation: row.relation,
        sections: sections
            .iter()
            .map(|it| SectionInput {
                section: it.section,
                rating: it.rating,
                none: it.none_said,
                said: words(it.said.as_ref()),
            })
            .collect(),
        rating: row.rating,
        solved: row.solved,
        site_check: row.site_check,
        site_check_words: words(row.site_check_words.as_ref()),
        customer_signature: Ink::default(),
        refusal: row.refused.then(|| RefusalInput {
            reason: words(row.refusal_words.as_ref()),
            witness: row.witness,
            signature: Ink::default(),
        }),
        visitor_signatures: Vec::new(),
        paper: None,
        files: files
            .iter()
            .map(|it| FileInput {
                attachment: it.attachment,
                shows: it.shows,
                matter: it.matter,
            })
            .collect(),
        matters: matters.iter().map(|it| matter(site, it)).collect(),
        next_visit: String::new(),
    })
}

fn matter(site: &Site, row: &MatterRow) -> MatterInput {
    let open = row.settled_at.is_none();
    let promise = row.answer_by.zip(row.promise_owner).filter(|_| open);
    let rectification = row
        .rectification_due
        .zip(row.rectification_owner)
        .filter(|_| open);
    MatterInput {
        kind: row.kind,
        dissatisfaction: row.dissatisfaction,
        said: words(row.said.as_ref()),
        settled: !open,
        outcome: words(row.outcome.as_ref()),
        promise: promise.map(|(answer_by, owner)| PromiseInput {
            answer_by: wall(site, answer_by),
            owner,
            told_at: row.told_at.map(|at| wall(site, at)).unwrap_or_default(),
            told_by: row.told_by,
        }),
        rectification: rectification.map(|(due, owner)| RectificationInput {
            owner,
            due: due.to_string(),
        }),
    }
}

/// `YYYY-MM-DD HH:MM` on the site's clock.
fn wall(site: &Site, at: Instant) -> String {
    let local = site.zone().local(at);
    let (hour, minute) = local.clock();
    format!("{} {hour:02}:{minute:02}", local.day())
}

fn words(text: Option<&Personal<String>>) -> String {
    text.map_or_else(String::new, |text| text.reveal().clone())
}
