use huiyin_domain::entry::facts::PaperRead;
use huiyin_domain::{CommandId, PaperId, PaperKind, PaperState, TaskKind};
use huiyin_store::{Change, Draft};

use super::give_task::{From, GiveTask, give, staff};
use super::{paper_at_hand, refused};
use crate::access::{self, Right};
use crate::fields::Fields;
use crate::site::Editions;
use crate::{App, Asker, Refusal, Result};

/// A return that a leader of the company read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadReturn {
    /// The return: delivered.
    pub paper: PaperId,
    /// What the leader asks for, by whom and by when; none where it is only read.
    pub note: Option<GiveTask>,
}

impl App {
    /// Notes that a leader of the company read a return (11.2.4), with what they ask for: a task with owner and day. A
    /// leader may ask for something more later.
    pub async fn read_return(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReadReturn,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(read(change, editions, asker, input))
            })
            .await
    }
}

async fn read(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReadReturn,
) -> Result<()> {
    let (row, site) = paper_at_hand(change, editions, asker, input.paper).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    access::check(&rules, asker, site.id(), Right::ReadReturn)?;
    let rule = rules.procedure().monthly_return.as_ref();
    let rule = rule.ok_or_else(|| refused(&rules, row.kind, Refusal::PaperState))?;
    let is_first = row.state == PaperState::Delivered;
    let is_there = is_first || (row.state == PaperState::Read && input.note.is_some());
    if row.kind != PaperKind::Return || !is_there {
        return Err(refused(&rules, row.kind, Refusal::PaperState));
    }
    let mut fields = Fields::default();
    let task = match &input.note {
        Some(note) => {
            let staff = staff(change, &site, today).await?;
            note.read(&mut fields, &staff, today)
        }
        None => None,
    };
    fields.check()?;
    let facts = PaperRead {
        paper: row.id,
        site: site.id(),
        post: rule.to.clone(),
    };
    change.append(Draft::new(site.id(), facts)).await?;
    if let Some(task) = task {
        let from = From {
            kind: TaskKind::Leader,
            paper: (row.id, row.kind),
            case: None,
            follows: None,
        };
        give(change, &site, asker, task, from).await?;
    }
    Ok(())
}
