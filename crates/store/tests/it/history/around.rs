use super::*;

impl History {
    /// One thing that has nothing to do with an event.
    pub(super) fn around(&mut self) -> Vec<Draft> {
        let site = self.estate.site;
        match self.random.below(36) {
            21 => {
                let mut drafts = self.upload_document();
                drafts.push(self.change_export_key());
                drafts.extend(self.take_in_month());
                drafts
            }
            0 => {
                self.keys += 1;
                let month = self.month().plus(self.keys.cast_signed());
                let committed = KeyCommitted {
                    site,
                    month,
                    sha256: Digest::of(b"key").to_string(),
                };
                let mut drafts = vec![self.draft(committed)];
                if self.random.chance(50) {
                    let key = "00".repeat(32);
                    drafts.push(self.draft(KeyRevealed { site, month, key }));
                }
                drafts
            }
            1 => {
                let rate = RateSet {
                    site,
                    category: Category::Other,
                    from: self.month(),
                    rate: self.random.of(&[Rate::ALL, "30%".parse().unwrap()]),
                };
                vec![self.draft(rate).because(None, "人手不足")]
            }
            2 | 3 => self.save_or_erase_person(),
            6 => self.change_site(),
            7 => self.change_home(),
            8 => self.end_post(),
            4 => self.import(),
            5 => {
                let closed = MonthClosed {
                    site,
                    month: self.closed_month(),
                    as_of: self.now(),
                    snapshot: serde_json::json!({"due": 3, "done": 2}),
                };
                vec![self.draft(closed)]
            }
            9..=12 => self.archive(),
            13..=16 => self.festival(),
            17..=20 => self.letter(),
            22..=27 | 31..=35 => self.papers(),
            29 | 30 => self.privacy(),
            _ => self.close_cohort(),
        }
    }

    /// A month that no other was: from a fixed one backwards, since the clock goes on.
    fn closed_month(&mut self) -> Month {
        self.keys += 1;
        let first = Month::new(2020, 1).expect("a month");
        first.plus(-self.keys.cast_signed())
    }

    fn save_or_erase_person(&mut self) -> Vec<Draft> {
        let person = self.random.of(&self.people.clone());
        if self.random.chance(40) {
            self.people.retain(|known| *known != person);
            if self.people.is_empty() {
                self.people.push(PersonId::generate());
                let newcomer = self.people[0];
                return vec![self.save(newcomer)];
            }
            let erased = PersonErased { person };
            return vec![Draft::new(self.estate.company, erased)];
        }
        vec![self.save(person)]
    }

    pub(super) fn save(&mut self, person: PersonId) -> Draft {
        let saved = PersonSaved {
            person,
            home: self.estate.site,
            language: None,
            wish: self.random.of(ContactWish::ALL),
            import: None,
        };
        let words = Words::new()
            .with(Word::Name, marked("何太太", Some(person)))
            .with_some(Word::Hours, self.random.chance(50).then_some("晚上"))
            .with_some(
                Word::Mail,
                self.random
                    .chance(50)
                    .then(|| marked("he@cuihu", Some(person))),
            );
        self.draft(saved).about(Some(person), words)
    }

    /// A version of a document that the procedure cites.
    fn upload_document(&mut self) -> Vec<Draft> {
        self.documents += 1;
        let attachment = AttachmentId::generate();
        let uploaded = DocumentUploaded {
            site: self.estate.site,
            document: "complaint_procedure".to_owned(),
            number: self.documents,
            attachment,
        };
        vec![
            self.photo(attachment, Attached::Site(self.estate.site), None),
            self.draft(uploaded),
        ]
    }

    /// The next key that exports are signed with.
    fn change_export_key(&mut self) -> Draft {
        let key = |number: u32| format!("{number:064x}");
        self.export_keys += 1;
        let before = (self.export_keys > 1).then(|| key(self.export_keys - 1));
        let set = ExportKeySet {
            company: self.estate.company,
            public_key: key(self.export_keys),
            endorsement: before.as_ref().map(|_| "00".repeat(64)),
            replaces: before,
        };
        Draft::new(self.estate.company, set)
    }

    /// A month of elsewhere, once checked alone and once against what was noted outside.
    fn take_in_month(&mut self) -> [Draft; 2] {
        let taken_in = |anchored| ArchiveMonthTakenIn {
            company: self.estate.company,
            manifest_sha256: Digest::of(&self.export_keys.to_be_bytes()),
            month: Month::new(2025, 3).expect("a month"),
            site: ScopeId::from_bytes([7; 16]),
            site_code: "LH".to_owned(),
            site_name: "麗湖".to_owned(),
            time_zone: "Asia/Shanghai".to_owned(),
            installation: InstallationId::from_bytes([8; 16]),
            demo: false,
            made_at: self.now(),
            signed_by: "00".repeat(32),
            anchored,
            checked: BTreeMap::from([("entries".to_owned(), 3)]),
            confidential: vec![EventId::from_bytes([9; 16])],
        };
        [false, true].map(|anchored| Draft::new(self.estate.company, taken_in(anchored)))
    }

    fn change_site(&mut self) -> Vec<Draft> {
        let changed = SiteChanged {
            site: self.estate.site,
            name: "翠湖灣二期".to_owned(),
            time_zone: "Asia/Shanghai".to_owned(),
            live_from: self.today(),
        };
        vec![self.draft(changed)]
    }

    /// Somebody moves in, and out again.
    fn change_home(&mut self) -> Vec<Draft> {
        let occupancy = OccupancyId::generate();
        let unit = self.estate.units["3-1203"];
        let person = self.random.of(&self.people.clone());
        let moved_in = OccupancySaved {
            occupancy,
            unit,
            person,
            role: self.random.of(Role::ALL),
            from: Some(self.today()),
            to: None,
            import: None,
        };
        let moved_out = OccupancyEnded {
            occupancy,
            unit,
            to: self.today().plus_days(30),
        };
        vec![self.draft(moved_in), self.draft(moved_out)]
    }

    /// A deputy for some days, who is sent home early.
    fn end_post(&mut self) -> Vec<Draft> {
        let held = PostHeldId::generate();
        let person = self.staff();
        let granted = PostGranted {
            held,
            person,
            post: "service_director".to_owned(),
            scope: self.estate.site,
            from: self.today(),
            to: Some(self.today().plus_days(14)),
            deputy_for: None,
        };
        let to = self.today().plus_days(2);
        vec![
            self.draft(granted),
            self.draft(PostEnded { held, person, to }),
        ]
    }

    fn import(&mut self) -> Vec<Draft> {
        let import = ImportId::generate();
        let person = PersonId::generate();
        let opened = ImportOpened {
            import,
            site: self.estate.site,
            kind: ImportKind::Residents,
            file_name: "住戶.csv".to_owned(),
            file_hash: Digest::of(b"csv"),
            profile: None,
        };
        let saved = PersonSaved {
            person,
            home: self.estate.site,
            language: None,
            wish: ContactWish::Any,
            import: Some(import),
        };
        let saved = self
            .draft(saved)
            .about(Some(person), Words::new().with(Word::Name, "臨時"));
        let done = ImportDone {
            import,
            rows: 2,
            created: 1,
            updated: 0,
            same: 0,
            refused: 1,
        };
        let mut drafts = vec![self.draft(opened), saved, self.draft(done)];
        if self.random.chance(50) {
            let undone = ImportUndone {
                import,
                withdrawn: vec![Imported::Person(person)],
                complete: true,
            };
            drafts.push(self.draft(undone));
        } else {
            self.people.push(person);
        }
        drafts
    }

    fn close_cohort(&mut self) -> Vec<Draft> {
        let Some((category, (cohort, numbers))) = self.cohorts.pop_first() else {
            return vec![self.register()];
        };
        let picks = self
            .events
            .iter()
            .filter(|event| event.category == category)
            .filter_map(|event| event.obligation)
            .take(1)
            .map(|obligation| Pick {
                obligation,
                why: Why::DrawAtClose,
                shown_from: self.now(),
                working_limit: Some(self.today().plus_days(3)),
            })
            .collect();
        let closed = CohortClosed {
            cohort,
            numbers,
            picks,
        };
        vec![self.draft(closed)]
    }
}
