use super::*;

/// The papers and tasks of the months so far.
#[derive(Default)]
pub(super) struct Papers {
    months: i32,
    last: Option<(PaperId, PaperKind, u32)>,
    task: Option<TaskId>,
}

impl History {
    /// The next thing that can happen to a paper of the month, or to what was given to do because of one.
    pub(super) fn papers(&mut self) -> Vec<Draft> {
        let (site, signer) = (self.estate.site, self.staff());
        let Some((paper, kind, cases)) = self.papers.last else {
            return vec![self.draft_paper()];
        };
        let post = || "site_manager".to_owned();
        let text = |words: &str| marked(words, Some(signer));
        let signature = Words::new()
            .with_item(Word::Strokes, 1, text("[[[1,2],[3,4]]]"))
            .with_item(Word::SignedName, 1, text("丁"));
        match self.random.below(8) {
            0 => vec![self.draft_paper()],
            1 => vec![self.find_more(paper, kind, cases)],
            2 => vec![self.sign_paper(signature, signer)],
            3 => {
                let reviewed = PaperReviewed {
                    paper,
                    site,
                    post: post(),
                    verdict: self.random.of(&[Verdict::Accepted, Verdict::SentBack]),
                };
                let words = signature.with(Word::Opinion, text("屬實"));
                vec![self.draft(reviewed).about(Some(signer), words)]
            }
            4 => {
                let without_action: Vec<u32> = (1..=cases).filter(|it| it % 2 == 0).collect();
                let words = without_action.iter().fold(signature, |words, number| {
                    words.with_item(Word::Why, *number, text("已告知"))
                });
                let decided = PaperDecided {
                    paper,
                    site,
                    post: post(),
                    without_action,
                };
                vec![self.draft(decided).about(Some(signer), words)]
            }
            5 => {
                let read = PaperRead {
                    paper,
                    site,
                    post: "company_leader".to_owned(),
                };
                vec![self.draft(read)]
            }
            _ => vec![self.go_on_with_task(paper, signer)],
        }
    }

    fn draft_paper(&mut self) -> Draft {
        self.papers.months += 1;
        let (paper, kind) = (PaperId::generate(), self.random.of(PaperKind::ALL));
        self.papers.last = Some((paper, kind, 0));
        let month = self.month().plus(-self.papers.months);
        let drafted = PaperDrafted {
            paper,
            site: self.estate.site,
            kind,
            month,
            due: self.random.some(&[self.today()]),
            cases: Vec::new(),
        };
        self.draft(drafted)
    }

    /// A case more, and another event of it where there is one.
    fn find_more(&mut self, paper: PaperId, kind: PaperKind, cases: u32) -> Draft {
        let number = cases + 1;
        self.papers.last = Some((paper, kind, number));
        let events: Vec<EventId> = self.events.iter().map(|event| event.id).take(2).collect();
        let drafted = PaperDrafted {
            paper,
            site: self.estate.site,
            kind,
            month: self.month().plus(-self.papers.months),
            due: None,
            cases: vec![FoundCase {
                number,
                sort: self.random.of(CaseSort::ALL),
                events,
            }],
        };
        self.draft(drafted)
    }

    fn sign_paper(&mut self, signature: Words, signer: PersonId) -> Draft {
        let (paper, _, cases) = self.papers.last.unwrap();
        let text = |words: &str| marked(words, Some(signer));
        let completed = PaperSigned {
            paper,
            site: self.estate.site,
            post: "service_officer".to_owned(),
            state: self.random.of(&[PaperState::Signed, PaperState::Delivered]),
            cases: (1..=cases).collect(),
        };
        let words = (0..=cases).fold(signature, |words, number| {
            words.with_item(Word::Cause, number, text("管道老化"))
        });
        let words = words
            .with(Word::Problems, text("漏水"))
            .with_some(
                Word::Proposals,
                self.random.chance(50).then(|| text("換管")),
            )
            .with(Word::LastMonth, text("已辦"));
        self.draft(completed).about(Some(signer), words)
    }

    fn go_on_with_task(&mut self, paper: PaperId, signer: PersonId) -> Draft {
        let site = self.estate.site;
        let text = |words: &str| marked(words, Some(signer));
        let Some(task) = self.papers.task else {
            return self.give_task(paper, None, signer);
        };
        match self.random.below(4) {
            0 => {
                let done = TaskDone {
                    task,
                    site,
                    done_on: self.today(),
                    closes: self.random.chance(30),
                };
                let words = Words::new().with(Word::Outcome, text("已換管"));
                self.draft(done).about(Some(signer), words)
            }
            1 => {
                let changed = TaskChanged {
                    task,
                    site,
                    owner: self.staff(),
                    due: self.today().plus_days(9),
                };
                let words = Words::new().with(Word::Why, text("材料未到"));
                self.draft(changed).about(Some(signer), words)
            }
            2 => {
                let checked = TaskChecked {
                    task,
                    site,
                    effective: self.random.chance(50),
                };
                let words = Words::new().with(Word::Opinion, text("未再發生"));
                self.draft(checked).about(Some(signer), words)
            }
            _ => self.give_task(paper, Some(task), signer),
        }
    }

    fn give_task(&mut self, paper: PaperId, follows: Option<TaskId>, signer: PersonId) -> Draft {
        let task = TaskId::generate();
        self.papers.task = Some(task);
        let given = TaskGiven {
            task,
            site: self.estate.site,
            kind: self.random.of(TaskKind::ALL),
            paper,
            case: self.random.some(&[1]),
            follows,
            owner: self.staff(),
            due: self.today().plus_days(7),
        };
        let words = Words::new()
            .with(Word::Correction, marked("先止水", Some(signer)))
            .with(Word::Action, marked("全樓換管", Some(signer)));
        self.draft(given).about(Some(signer), words)
    }
}
