use super::*;

impl History {
    /// The next thing that can happen to a public letter.
    pub(super) fn letter(&mut self) -> Vec<Draft> {
        let (site, actor) = (self.estate.site, self.staff());
        let Some((letter, version)) = self.letter else {
            self.letters += 1;
            return vec![self.draft_letter(LetterId::generate(), 1)];
        };
        match self.random.below(5) {
            0 => vec![self.draft_letter(letter, version + 1)],
            1 => {
                let approved = self.random.chance(60);
                let judged = LetterJudged {
                    letter,
                    site,
                    version,
                    post: "site_manager".to_owned(),
                    approved,
                };
                let words = Words::new().with(Word::Opinion, marked("可以", Some(actor)));
                vec![self.draft(judged).about(Some(actor), words)]
            }
            2 => {
                self.letter = None;
                let why = marked("已逐戶答復", Some(actor));
                let withdrawn = LetterWithdrawn { letter, site };
                vec![self.draft(withdrawn).because(Some(actor), why)]
            }
            _ => {
                self.letter = None;
                let posted = LetterPosted {
                    letter,
                    site,
                    place: "大堂".to_owned(),
                    from: self.today(),
                    until: self.today().plus_days(14),
                };
                let photo = AttachmentId::generate();
                let mut drafts = vec![self.draft(posted)];
                drafts.push(self.photo(photo, Attached::Letter(letter), None));
                drafts.extend(self.lettered(letter));
                drafts
            }
        }
    }

    fn draft_letter(&mut self, letter: LetterId, version: u32) -> Draft {
        self.letter = Some((letter, version));
        self.chosen = self.answers();
        let drafted = LetterDrafted {
            letter,
            site: self.estate.site,
            number: RunningNumber {
                year: 2026,
                number: self.letters,
            },
            version,
            category: Category::Complaint,
            kind: "電梯".to_owned(),
            answers: self.chosen.clone(),
        };
        let mut words = Words::new();
        for section in LetterSection::ALL {
            words = words.with_item(Word::Body, *section, "電梯本週修復");
        }
        self.draft(drafted).about(None, words)
    }

    fn answers(&self) -> Vec<LetterAnswer> {
        let of = |event: &Event| {
            Some(LetterAnswer {
                follow_up: event.follow_up.as_ref()?.id,
                event: event.id,
            })
        };
        self.events.iter().filter_map(of).take(3).collect()
    }

    /// One of the follow-ups is made by the letter.
    fn lettered(&mut self, letter: LetterId) -> Option<Draft> {
        let (site, actor) = (self.estate.site, self.staff());
        let (now, today) = (self.now(), self.today());
        let chosen = self.chosen.clone();
        let is_chosen = |event: &&mut Event| {
            let follow_up = event.follow_up.as_ref();
            let is_it = |it: &LetterAnswer| follow_up.is_some_and(|known| known.id == it.follow_up);
            event.obligation.is_some() && chosen.iter().any(is_it)
        };
        let event = self.events.iter_mut().find(is_chosen)?;
        let (obligation, id) = (event.obligation?, event.id);
        let follow_up = event.follow_up.as_mut()?;
        let record = RecordId::generate();
        follow_up.records.push(record);
        let facts = FollowUpLettered {
            letter,
            record,
            version: u32::try_from(follow_up.records.len()).unwrap(),
            follow_up: follow_up.id,
            obligation,
            event: id,
            site,
            posted_at: now,
            posted_on: today,
            text_hash: Digest::of(b"text"),
            counted: Counted {
                completes: true,
                in_time: false,
            },
            review: ReviewId::generate(),
            post: "site_manager".to_owned(),
            approved_by: Some(actor),
            approved_at: now,
        };
        let words = Words::new().with(Word::Lateness, marked("等配件", Some(actor)));
        Some(self.draft(facts).about(Some(actor), words))
    }
}
