use super::*;

impl History {
    /// The next thing that can happen to an event.
    pub(super) fn go_on(&mut self, at: usize) -> Vec<Draft> {
        let event = &self.events[at];
        match (event.completed, event.obligation, &event.follow_up) {
            (false, ..) => self.handle(at),
            (true, None, _) => self.arise(at),
            (true, Some(obligation), None) => match self.random.below(5) {
                0 => self.void(at, obligation),
                1 => self.pick(at, obligation),
                _ => self.plan(at, obligation, 1),
            },
            (true, Some(obligation), Some(_)) => match self.random.below(8) {
                0 => self.correct(at, obligation),
                1 => self.replace(at, obligation),
                _ => self.visit(at, obligation),
            },
        }
    }

    fn handle(&mut self, at: usize) -> Vec<Draft> {
        let (event, reporter, category) = {
            let event = &self.events[at];
            (event.id, event.reporter, event.category)
        };
        match self.random.below(10) {
            7 => {
                let confidential = self.random.chance(70);
                let accused = confidential.then(|| self.staff());
                let set = ConfidentialitySet {
                    event,
                    confidential,
                    accused,
                };
                let why = marked("涉及員工", reporter);
                vec![self.draft(set).because(reporter, why)]
            }
            6 => self.merge(at),
            5 => {
                let valid = self.random.chance(40);
                let words = Words::new()
                    .with(Word::Why, marked("鄰里糾紛", reporter))
                    .with(Word::Answer, marked("已說明", reporter));
                let judged = self.draft(ComplaintJudged { event, valid });
                vec![judged.about(reporter, words)]
            }
            4 => vec![self.reply(event, reporter)],
            0 => {
                let owner = self.staff();
                vec![self.draft(EventTakenInHand { event, owner })]
            }
            1 => {
                self.events[at].reports += 1;
                let report = self.report(self.events[at].reports);
                let words =
                    Words::new().with_item(Word::Report, report.number, marked("還在響", reporter));
                vec![
                    self.draft(ReportJoined { event, report })
                        .about(reporter, words),
                ]
            }
            2 => {
                let people = self.people.clone();
                let reporter = self.random.some(&people);
                self.events[at].reporter = reporter;
                let words_given = self.random.chance(60);
                let corrected = EventCorrected {
                    event,
                    state: self.state(category, reporter),
                    words_given,
                    completed_at: None,
                    procedure: None,
                };
                let draft = self
                    .draft(corrected)
                    .because(reporter, marked("住戶更正", reporter));
                vec![if words_given {
                    let words = self.words(reporter);
                    draft.about(reporter, words)
                } else {
                    draft
                }]
            }
            3 => {
                let id = AttachmentId::generate();
                vec![self.photo(id, Attached::Event(event), reporter)]
            }
            _ => {
                self.events[at].completed = true;
                let completed = EventCompleted {
                    event,
                    completed_at: self.now(),
                    procedure: Some(self.estate.procedure),
                };
                vec![self.draft(completed)]
            }
        }
    }

    /// Another is merged into it, or it is taken out of whatever it is in.
    fn merge(&mut self, at: usize) -> Vec<Draft> {
        let (event, reporter) = (self.events[at].id, self.events[at].reporter);
        let others: Vec<EventId> = self.events.iter().map(|other| other.id).collect();
        let other = self.random.of(&others);
        let into = (other != event && self.random.chance(60)).then_some(other);
        let noted = MergeNoted {
            event: other,
            other: event,
            merged: into.is_some(),
        };
        let why = marked("同一件事", reporter);
        vec![
            self.draft(EventMerged { event, into })
                .because(reporter, why.clone()),
            self.draft(noted).because(reporter, why),
        ]
    }

    /// The letter of reply, or why none could go.
    fn reply(&mut self, event: EventId, reporter: Option<PersonId>) -> Draft {
        let sent = self.random.chance(60);
        let words = if sent {
            Words::new()
                .with(Word::Letter, marked("物復 12 號", reporter))
                .with(Word::Addressee, marked("何女士", reporter))
        } else {
            Words::new()
                .with(Word::Handled, marked("已清洗", reporter))
                .with(Word::Why, marked("未留地址", reporter))
        };
        let attached = ReplyAttached {
            event,
            dated: sent.then(|| self.today()),
        };
        self.draft(attached).about(reporter, words)
    }

    fn arise(&mut self, at: usize) -> Vec<Draft> {
        let (event, category) = (self.events[at].id, self.events[at].category);
        let mut drafts = Vec::new();
        let mut line = 0;
        if category == Category::Activity {
            self.events[at].lines += 1;
            line = self.events[at].lines;
            let confirmed = ListConfirmed {
                event,
                lines: vec![ListLine {
                    line,
                    unit: Some(self.estate.units["3-1202"]),
                    unit_words: None,
                    person: None,
                }],
                complete: true,
            };
            drafts.push(self.draft(confirmed));
        }
        let mut cohorts = Vec::new();
        let (cohort, number) = *self.cohorts.entry(category).or_insert_with(|| {
            let cohort = CohortId::generate();
            cohorts.push(CohortOpened {
                cohort,
                name: format!("CY/{category}/{cohort}"),
                category,
                month: Some("2026-03".parse().unwrap()),
                event: None,
                rate: "30%".parse().unwrap(),
                procedure: self.estate.procedure,
            });
            (cohort, 0)
        });
        self.cohorts.insert(category, (cohort, number + 1));
        let obligation = ObligationId::generate();
        self.events[at].obligation = Some(obligation);
        let why = self.random.of(&[Why::Draw, Why::NotDrawn, Why::Always]);
        let arisen = ObligationsArisen {
            event,
            site: self.estate.site,
            procedure: self.estate.procedure,
            cohorts,
            obligations: vec![ArisenObligation {
                obligation,
                phase: if line > 0 {
                    Phase::Participant
                } else {
                    Phase::Completion
                },
                line,
                window: Window::new(self.today(), self.today().plus_days(3)).unwrap(),
                cohort,
                number: (why != Why::Always).then_some(number + 1),
                why,
                late_entry: false,
                shown_from: why.picked().then(|| self.now()),
                working_limit: None,
                visitors: vec!["patrol_inspector".to_owned()],
                channels: vec![Channel::OnSite],
                customer_signature: true,
                clauses: vec!["11.1.3".to_owned()],
                readings: Vec::new(),
            }],
        };
        drafts.push(self.draft(arisen));
        drafts
    }

    fn void(&mut self, at: usize, obligation: ObligationId) -> Vec<Draft> {
        let event = &mut self.events[at];
        event.completed = false;
        event.obligation = None;
        let (id, reporter) = (event.id, event.reporter);
        let voided = ObligationVoided {
            event: id,
            obligation,
            cause: VoidCause::Reopened,
            instead: None,
        };
        vec![
            self.draft(voided)
                .because(reporter, marked("又漏了", reporter)),
            self.draft(EventReopened { event: id }),
        ]
    }

    /// A correction that gives the event a new obligation and takes its visits along.
    fn correct(&mut self, at: usize, from: ObligationId) -> Vec<Draft> {
        let event = self.events[at].id;
        let current = self.events[at]
            .follow_up
            .as_ref()
            .and_then(|follow_up| follow_up.records.last().copied());
        let voided = ObligationVoided {
            event,
            obligation: from,
            cause: VoidCause::Corrected,
            instead: None,
        };
        let mut drafts = vec![self.draft(voided)];
        drafts.extend(self.arise(at));
        let to = self.events[at].obligation.unwrap();
        let carried = VisitsCarried {
            event,
            from,
            to,
            records: current
                .into_iter()
                .map(|record| CarriedRecord {
                    record,
                    counted: Counted {
                        completes: true,
                        in_time: false,
                    },
                })
                .collect(),
        };
        if current.is_some() {
            drafts.push(self.draft(carried));
        } else {
            self.events[at].follow_up = None;
        }
        drafts
    }

    fn pick(&mut self, at: usize, obligation: ObligationId) -> Vec<Draft> {
        let pick = Pick {
            obligation,
            why: Why::Always,
            shown_from: self.now(),
            working_limit: None,
        };
        let event = self.events[at].id;
        let shown = PicksShown {
            site: self.estate.site,
            events: vec![event],
        };
        vec![
            self.draft(ObligationPicked { event, pick }),
            self.draft(shown),
        ]
    }

    fn replace(&mut self, at: usize, obligation: ObligationId) -> Vec<Draft> {
        let instead = self
            .events
            .iter()
            .filter_map(|event| event.obligation)
            .find(|other| *other != obligation)
            .map(|obligation| Pick {
                obligation,
                why: Why::Draw,
                shown_from: self.now(),
                working_limit: None,
            });
        let replaced = ObligationReplaced {
            event: self.events[at].id,
            obligation,
            instead,
        };
        vec![self.draft(replaced)]
    }
}
