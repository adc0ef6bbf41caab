use super::*;

impl History {
    /// What people ask about their own data, what is held, and what is erased for others than one person.
    pub(super) fn privacy(&mut self) -> Vec<Draft> {
        match self.random.below(5) {
            0 => self.request(),
            1 => self.hold(),
            2 => vec![self.erase_batch()],
            _ => self.erase_some(),
        }
    }

    /// Somebody asks, and is answered.
    fn request(&mut self) -> Vec<Draft> {
        let (request, signer) = (RequestId::generate(), self.staff());
        let person = self.random.of(&self.people.clone());
        let received = RequestReceived {
            request,
            site: self.estate.site,
            person,
            kind: self.random.of(RequestKind::ALL),
            received_on: self.today(),
            due: self.today().plus_days(30),
            law: "pipl".to_owned(),
            identity: self.random.of(IdentityCheck::ALL),
        };
        let words = Words::new()
            .with(Word::Asked, marked("請刪除", Some(person)))
            .with(Word::Identity, marked("當面", Some(person)));
        let mut drafts = vec![
            self.save(person),
            self.draft(received).about(Some(person), words),
        ];
        if self.random.chance(70) {
            let restricted = self.random.chance(50);
            let restriction = PersonRestricted {
                person,
                request,
                restricted,
            };
            let settled = RequestSettled {
                request,
                person,
                outcome: self.random.of(RequestOutcome::ALL),
                ground: self.random.some(Ground::ALL),
                rest_from: self.random.chance(50).then(|| self.today()),
            };
            let why = marked("已核對", Some(signer));
            drafts.push(self.draft(restriction));
            drafts.push(self.draft(settled).because(Some(signer), why));
        }
        drafts
    }

    fn hold(&mut self) -> Vec<Draft> {
        let (hold, site, signer) = (HoldId::generate(), self.estate.site, self.staff());
        let people = self.people.clone();
        let mut things = vec![HeldThing::Person(self.random.of(&people))];
        things.extend(self.events.iter().map(|event| HeldThing::Event(event.id)));
        let records = self.records().into_iter();
        things.extend(records.map(HeldThing::Record));
        let placed = HoldPlaced {
            hold,
            site,
            on: self.random.of(&things),
            until: self.random.chance(50).then(|| self.today()),
        };
        let why = marked("有訴訟", Some(signer));
        let mut drafts = vec![self.draft(placed).because(Some(signer), why)];
        if self.random.chance(50) {
            let why = marked("已結案", Some(signer));
            let lifted = HoldLifted { hold, site };
            drafts.push(self.draft(lifted).because(Some(signer), why));
        }
        drafts
    }

    /// The words of a batch's follow-ups.
    fn erase_batch(&mut self) -> Draft {
        let Some(batch) = self.batch else {
            return self.collect(BatchId::generate());
        };
        let follow_ups = self.events.iter().filter_map(|it| it.follow_up.as_ref());
        let erased = WordsErased {
            site: self.estate.site,
            because: ErasedFor::Batch(batch),
            person: None,
            events: Vec::new(),
            follow_ups: follow_ups.take(4).map(|it| it.id).collect(),
        };
        self.draft(erased)
    }

    /// Erases what was said of every follow-up, in a command of its own.
    pub(crate) async fn erase_follow_ups(&mut self, db: &Db) {
        let batch = BatchId::generate();
        let collected = self.collect(batch);
        let follow_ups = self.events.iter().filter_map(|it| it.follow_up.as_ref());
        let erased = WordsErased {
            site: self.estate.site,
            because: ErasedFor::Batch(batch),
            person: None,
            events: Vec::new(),
            follow_ups: follow_ups.map(|it| it.id).collect(),
        };
        self.commit(db, vec![collected, self.draft(erased)]).await;
    }

    /// Erases what was said of every event, in a command of its own.
    pub(crate) async fn erase_events(&self, db: &Db) {
        let erased = WordsErased {
            site: self.estate.site,
            because: ErasedFor::Request(RequestId::generate()),
            person: None,
            events: self.events.iter().map(|it| it.id).collect(),
            follow_ups: Vec::new(),
        };
        self.commit(db, vec![self.draft(erased)]).await;
    }

    /// An event as a whole, and the name of somebody.
    fn erase_some(&mut self) -> Vec<Draft> {
        if self.events.is_empty() {
            return vec![self.register()];
        }
        let at = self.random.below(self.events.len());
        let people = self.people.clone();
        let person = self.random.of(&people);
        let erased = WordsErased {
            site: self.estate.site,
            because: ErasedFor::Request(RequestId::generate()),
            person: self.random.chance(50).then_some(person),
            events: vec![self.events[at].id],
            follow_ups: Vec::new(),
        };
        vec![self.save(person), self.draft(erased)]
    }
}
