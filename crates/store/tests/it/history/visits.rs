use super::*;

impl History {
    pub(super) fn plan(&mut self, at: usize, obligation: ObligationId, round: u32) -> Vec<Draft> {
        let follow_up = FollowUpId::generate();
        let planned = FollowUpPlanned {
            follow_up,
            obligation,
            event: self.events[at].id,
            site: self.estate.site,
            round,
            not_before: self.today(),
            due: self.today().plus_days(3),
            planned_day: Some(self.today().plus_days(1)),
            channel: Channel::OnSite,
            voluntary: false,
            visitors: self.visitors(),
        };
        self.events[at].follow_up = Some(FollowUp {
            id: follow_up,
            round,
            sign_out: None,
            tries: 0,
            calls: 0,
            closed: false,
            decided: Vec::new(),
            records: Vec::new(),
            files: Vec::new(),
            matters: Vec::new(),
            kept: Vec::new(),
        });
        vec![self.draft(planned)]
    }

    fn visitors(&mut self) -> Vec<PlannedVisitor> {
        (0..=self.random.below(2))
            .map(|_| PlannedVisitor {
                post: "patrol_inspector".to_owned(),
                person: Some(self.staff()),
                reason: self.random.of(VisitorReason::ALL),
            })
            .collect()
    }

    /// The next thing that can happen to a planned follow-up.
    pub(super) fn visit(&mut self, at: usize, obligation: ObligationId) -> Vec<Draft> {
        let event = self.events[at].id;
        let person = self.staff();
        let open = self.events[at].follow_up.as_ref().unwrap();
        let (follow_up, round, closed) = (open.id, open.round, open.closed);
        let (records, taken) = (open.records.clone(), open.sign_out);
        if self.has_open_matter(at)
            && self.random.chance(20)
            && let Some(matter) = self.open_matter(at)
        {
            let reporter = self.events[at].reporter;
            let words = Words::new().with_item(Word::Outcome, 1, marked("已換燈泡", reporter));
            let settled = MatterSettled { matter, event };
            return vec![self.draft(settled).about(reporter, words)];
        }
        match self.random.below(10) {
            1 if !closed && self.random.chance(40) => self.close_round(at),
            9 => {
                let answered = FollowUpAnsweredFor {
                    follow_up,
                    event,
                    post: "site_manager".to_owned(),
                };
                let reporter = self.events[at].reporter;
                vec![
                    self.draft(answered)
                        .because(reporter, marked("已另約時間", reporter)),
                ]
            }
            8 => {
                let escalated = FollowUpEscalated {
                    follow_up,
                    event,
                    channel: Channel::OnSite,
                    visitors: self.visitors(),
                };
                vec![self.draft(escalated)]
            }
            7 => {
                let open = self.events[at].follow_up.as_mut().unwrap();
                open.tries += 1;
                let number = open.tries;
                let tried = ContactTried {
                    follow_up,
                    event,
                    number,
                    tried_at: self.now(),
                    channel: self.random.of(Channel::ALL),
                    card_left: self.random.chance(50),
                };
                let reporter = self.events[at].reporter;
                let act = PhoneAct::Try(number);
                let tried = self.draft(tried).because(reporter, "無人應門");
                self.perhaps_by_phone(at, tried, act)
            }
            6 if self.random.chance(40) => self.phone_work(at),
            0 => {
                let adjusted = PlanAdjusted {
                    follow_up,
                    event,
                    planned_day: Some(self.today().plus_days(2)),
                    channel: Channel::Phone,
                    visitors: self.visitors(),
                };
                vec![self.draft(adjusted).because(None, "住戶要求電話")]
            }
            1 => vec![self.draft(PlanReleased { follow_up, event })],
            2 => match taken {
                None => self.take_form(at, person),
                Some(sign_out) => vec![self.draft(FormReturned {
                    sign_out,
                    event,
                    person,
                })],
            },
            3 if !records.is_empty() && self.random.chance(40) => self.decide(at),
            3 if !records.is_empty() => self.plan(at, obligation, round + 1),
            4 | 5 if !records.is_empty() => {
                let reviewed = RecordReviewed {
                    review: ReviewId::generate(),
                    record: *records.last().unwrap(),
                    follow_up,
                    obligation,
                    event,
                    post: "service_director".to_owned(),
                    verdict: self.random.of(Verdict::ALL),
                    last: self.random.chance(70),
                    complaint: self.random.chance(20).then_some(event),
                };
                let reporter = self.events[at].reporter;
                let words = Words::new()
                    .with(Word::Opinion, marked("請補記", reporter))
                    .with_item(Word::SignedName, 1, marked("許主任", reporter));
                let reviewed = self.draft(reviewed).about(reporter, words);
                vec![reviewed, self.call_back(at)]
            }
            _ => self.record(at, obligation),
        }
    }

    /// The company calls about the last record: in turn somebody is reached, and nobody is.
    fn call_back(&mut self, at: usize) -> Draft {
        let (event, reporter) = (self.events[at].id, self.events[at].reporter);
        let open = self.events[at].follow_up.as_mut().unwrap();
        open.calls += 1;
        let (record, number) = (*open.records.last().unwrap(), open.calls);
        let why = NotReached::ALL.iter().cycle().nth(number as usize);
        let not_reached = why.copied().filter(|_| number.is_multiple_of(2));
        let checked = SpotChecked {
            record,
            event,
            site: self.estate.site,
            month: self.month(),
            number,
            called_at: self.now(),
            not_reached,
            visited: not_reached.is_none().then_some(number % 3 != 0),
            rating: (number == 1).then_some(Rating::Fairly),
        };
        let words = Words::new().with(Word::Remarks, marked("確有其事", reporter));
        self.draft(checked).about(reporter, words)
    }

    /// The manager writes on the last record, once.
    fn decide(&mut self, at: usize) -> Vec<Draft> {
        let event = self.events[at].id;
        let reporter = self.events[at].reporter;
        let open = self.events[at].follow_up.as_mut().unwrap();
        let record = *open.records.last().unwrap();
        if open.decided.contains(&record) {
            return Vec::new();
        }
        open.decided.push(record);
        let decided = NonconformingDecided {
            record,
            event,
            post: "site_manager".to_owned(),
        };
        let words = Words::new()
            .with(Word::Opinion, marked("返工後再回訪", reporter))
            .with_item(Word::SignedName, 1, marked("周經理", reporter));
        vec![self.draft(decided).about(reporter, words)]
    }

    fn close_round(&mut self, at: usize) -> Vec<Draft> {
        let event = self.events[at].id;
        let reporter = self.events[at].reporter;
        let open = self.events[at].follow_up.as_mut().unwrap();
        let follow_up = open.id;
        open.closed = true;
        let closed = RoundClosed {
            complaint: None,
            follow_up,
            event,
            post: "site_manager".to_owned(),
        };
        let why = marked("已盡力處理", reporter);
        vec![self.draft(closed).because(reporter, why)]
    }

    fn take_form(&mut self, at: usize, person: PersonId) -> Vec<Draft> {
        let sign_out = SignOutId::generate();
        let event = &mut self.events[at];
        let follow_up = event.follow_up.as_mut().unwrap();
        follow_up.sign_out = Some(sign_out);
        let taken = FormTaken {
            sign_out,
            follow_up: follow_up.id,
            event: event.id,
            person,
        };
        let words = Words::new().with_item(Word::Strokes, 1, marked("[[1,2]]", Some(person)));
        let taken = self.draft(taken).about(Some(person), words);
        self.perhaps_by_phone(at, taken, PhoneAct::Form(sign_out))
    }

    /// What was done, and now and then that it came from a phone.
    fn perhaps_by_phone(&mut self, at: usize, done: Draft, act: PhoneAct) -> Vec<Draft> {
        let comes = self.random.chance(40);
        let by_phone = comes.then(|| self.by_phone(at, act));
        std::iter::once(done).chain(by_phone).collect()
    }

    fn by_phone(&mut self, at: usize, act: PhoneAct) -> Draft {
        let reporter = self.events[at].reporter;
        let sent = SentByPhone {
            follow_up: self.events[at].follow_up.as_ref().unwrap().id,
            event: self.events[at].id,
            act,
            sent_by: Some(self.staff()),
            device: None,
            clock: self.clock(),
            shown: [1, 2]
                .map(|number| ShownText {
                    number,
                    signed_at: Some(self.now()),
                    sha256: (number == 1).then(|| Digest::of(b"shown")),
                })
                .to_vec(),
        };
        let words = Words::new().with_item(Word::Shown, 1, marked("何女士：滿意", reporter));
        self.draft(sent).about(reporter, words)
    }

    fn clock(&mut self) -> DeviceClock {
        let measured = self.random.chance(70);
        DeviceClock {
            device_at: self.now(),
            offset_ms: measured.then_some(86_400_000),
            measured_at: measured.then(|| self.now()),
        }
    }

    /// What a phone sent is kept, or settled.
    fn phone_work(&mut self, at: usize) -> Vec<Draft> {
        let event = self.events[at].id;
        let reporter = self.events[at].reporter;
        let site = self.estate.site;
        let open = self.events[at].follow_up.as_mut().unwrap();
        let follow_up = open.id;
        let record = open.records.last().copied();
        if let Some(conflict) = open.kept.pop() {
            let settled = PhoneWorkSettled {
                conflict,
                follow_up,
                event,
                entered: record.is_some(),
                record,
            };
            let why = marked("已與住戶核對", reporter);
            return vec![self.draft(settled).because(reporter, why)];
        }
        let conflict = CommandId::generate();
        open.kept.push(conflict);
        let kept = PhoneWorkKept {
            conflict,
            follow_up,
            event,
            site,
            work: self.random.of(PhoneWork::ALL),
            reason: self.random.of(ConflictReason::ALL),
            clock: self.clock(),
        };
        let words = Words::new().with(Word::Sent, marked("{}", reporter));
        vec![self.draft(kept).about(reporter, words)]
    }

    fn record(&mut self, at: usize, obligation: ObligationId) -> Vec<Draft> {
        let record = RecordId::generate();
        let event = self.events[at].id;
        let reporter = self.events[at].reporter;
        let follow_up = self.events[at].follow_up.as_mut().unwrap();
        follow_up.records.push(record);
        let version = u32::try_from(follow_up.records.len()).unwrap();
        let id = follow_up.id;
        let mut files = follow_up.files.clone();
        let photo = self.random.chance(50).then(AttachmentId::generate);
        files.extend(photo);
        let known = &mut self.events[at].follow_up.as_mut().unwrap().files;
        known.clone_from(&files);
        let visitor = self.staff();
        let recorded = VisitRecorded {
            record,
            version,
            follow_up: id,
            obligation,
            event,
            site: self.estate.site,
            visited_at: self.now(),
            visited_on: self.today(),
            channel: Channel::OnSite,
            respondent: reporter,
            relation: Some(Role::Owner),
            rating: self.random.some(Rating::ALL),
            solved: self.random.some(Solved::ALL),
            site_check: self.random.some(SiteCheck::ALL),
            refused: false,
            witness: None,
            text_hash: Digest::of(b"text"),
            counted: Counted {
                completes: self.random.chance(80),
                in_time: self.random.chance(80),
            },
            sections: Section::ALL
                .iter()
                .map(|section| RecordSection {
                    section: *section,
                    rating: self.random.some(Rating::ALL),
                    none: self.random.chance(20),
                })
                .collect(),
            signatures: vec![
                self.signature(1, Signer::Customer, reporter),
                self.signature(2, Signer::Visitor, Some(visitor)),
            ],
            matters: self.matters(at),
            files: files
                .into_iter()
                .map(|attachment| RecordFile {
                    attachment,
                    shows: self.random.of(Shows::ALL),
                    matter: self.random.chance(30).then_some(1),
                })
                .collect(),
        };
        let said = Words::new()
            .with(Word::Respondent, marked("何女士", reporter))
            .with(Word::ChannelReason, marked("住戶要求電話", reporter))
            .with_item(Word::Said, Section::Quality, marked("修好了", reporter))
            .with_item(Word::Strokes, 1, marked("[[3,4]]", reporter))
            .with_item(Word::Matter, 1, marked("燈還不亮", reporter));
        let signed = Words::new().with_item(Word::Strokes, 2, marked("[[5,6]]", Some(visitor)));
        let recorded = self
            .draft(recorded)
            .about(reporter, said)
            .about(Some(visitor), signed);
        let attached = photo.map(|photo| self.photo(photo, Attached::Record(record), reporter));
        let mut done = self.perhaps_by_phone(at, recorded, PhoneAct::Record(record));
        done.extend(attached);
        done
    }

    pub(super) fn photo(
        &self,
        attachment: AttachmentId,
        to: Attached,
        about: Option<PersonId>,
    ) -> Draft {
        let attached = AttachmentAdded {
            attachment,
            site: self.estate.site,
            to,
            media_type: "image/jpeg".to_owned(),
            length: 4096,
        };
        let words = Words::new()
            .with(Word::FileName, marked("何女士.jpg", about))
            .with(Word::FileSha256, Digest::of(b"jpg").to_string());
        self.draft(attached).about(about, words)
    }

    fn signature(
        &mut self,
        number: u32,
        signer: Signer,
        person: Option<PersonId>,
    ) -> RecordSignature {
        RecordSignature {
            signature: SignatureId::generate(),
            number,
            signer,
            person,
            relation: None,
            kind: SignatureKind::Strokes,
            paper: None,
            text_hash: Digest::of(b"text"),
            signed_at: self.now(),
        }
    }

    fn has_open_matter(&self, at: usize) -> bool {
        let follow_up = self.events[at].follow_up.as_ref();
        follow_up.is_some_and(|open| !open.matters.is_empty())
    }

    /// Takes something that is still open out of what was raised.
    fn open_matter(&mut self, at: usize) -> Option<MatterId> {
        self.events[at].follow_up.as_mut()?.matters.pop()
    }

    fn matters(&mut self, at: usize) -> Vec<RaisedMatter> {
        let owner = self.staff();
        let raised = RaisedMatter {
            matter: MatterId::generate(),
            number: 1,
            kind: self.random.of(Matter::ALL),
            dissatisfaction: self.random.chance(30),
            settled: self.random.chance(30),
            event: None,
            promised: self.random.chance(50).then(|| Promised {
                promise: PromiseId::generate(),
                answer_by: self.now().plus_seconds(86_400),
                owner,
                told_at: Some(self.now()),
                told_by: Some(owner),
            }),
            rectified: self.random.chance(50).then(|| Rectified {
                rectification: RectificationId::generate(),
                owner,
                due: self.today().plus_days(7),
            }),
        };
        if self.random.chance(40) {
            if let Some(open) = self.events[at].follow_up.as_mut() {
                open.matters.push(raised.matter);
            }
            vec![raised]
        } else {
            Vec::new()
        }
    }
}
