use huiyin_domain::entry::facts::RequestReceived;
use huiyin_domain::entry::{IdentityCheck, RequestKind, Word, Words};
use huiyin_domain::{CommandId, Day, PersonId, Personal, RequestId};
use huiyin_store::{Change, Draft};

use super::{law_of, resident, rules_at};
use crate::access::{Right, check};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Fault, Result, Site};

/// Somebody asks for something about their own data, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceiveRequest {
    /// Whose data it is about.
    pub person: PersonId,
    /// What is asked for.
    pub kind: Option<RequestKind>,
    /// The day on which it came in; not in the future.
    pub received_on: String,
    /// How it was seen that they are who they say.
    pub identity: Option<IdentityCheck>,
    /// The same in words; always required. No number of a document belongs here.
    pub identity_words: String,
    /// What was asked for in words; may be empty.
    pub asked: String,
}

impl App {
    /// The name of somebody whose request the asker may enter; none where it was erased.
    pub async fn asks_about(
        &self,
        asker: &Asker,
        person: PersonId,
    ) -> Result<Option<Personal<String>>> {
        let mut tx = self.db().read().await?;
        let (person, site) = resident(&mut tx, self.editions(), asker, person).await?;
        let (rules, _) = rules_at!(site, self.clock().now());
        check_receives(&rules, asker, &site)?;
        Ok(person.name)
    }

    /// Enters a request, with the last day for its answer by the law of the place. By whoever registers events.
    pub async fn receive_request(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReceiveRequest,
    ) -> Result<RequestId> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(receive(change, editions, asker, input))
            })
            .await
    }
}

/// Whoever registers events may enter a request, and whoever answers it.
fn check_receives(rules: &huiyin_rules::Rules<'_>, asker: &Asker, site: &Site) -> Result<()> {
    check(rules, asker, site.id(), Right::RegisterEvents)
        .or_else(|_| check(rules, asker, site.id(), Right::ManagePeople))
}

async fn receive(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReceiveRequest,
) -> Result<RequestId> {
    let (person, site) = resident(change, editions, asker, input.person).await?;
    let (rules, today) = rules_at!(site, change.at());
    check_receives(&rules, asker, &site)?;
    let mut fields = Fields::default();
    if input.kind.is_none() {
        fields.wrong("kind", Fault::Missing);
    }
    if input.identity.is_none() {
        fields.wrong("identity", Fault::Missing);
    }
    let received_on: Option<Day> = fields.parsed_required("received_on", &input.received_on);
    if received_on.is_some_and(|day| day > today) {
        fields.wrong("received_on", Fault::InFuture);
    }
    let identity_words = fields.required("identity_words", &input.identity_words, LONG);
    let said = fields.optional("asked", &input.asked, LONG);
    fields.check()?;
    let (Some(kind), Some(identity), Some(received_on)) = (input.kind, input.identity, received_on)
    else {
        return Err(crate::Error::NotFound);
    };
    let law = law_of(&site);
    let facts = RequestReceived {
        request: RequestId::generate(),
        site: site.id(),
        person: person.id,
        kind,
        received_on,
        due: law.due(kind, received_on),
        law: law.id.clone(),
        identity,
    };
    let request = facts.request;
    let words = Words::new()
        .with(Word::Identity, identity_words)
        .with_some(Word::Asked, said);
    change
        .append(Draft::new(site.id(), facts).about(Some(person.id), words))
        .await?;
    Ok(request)
}
