//! The lists of festivals, made and released before each, and public letters where a matter is shared by many.

use huiyin_domain::{CommandId, Day, FollowUpId, Personal};

use super::days::AtWork;
use crate::Result;
use crate::festivals::{FestivalOf, HouseholdInput, ListHouseholds, ReleaseFestival};
use crate::letters::{DraftLetter, JudgeLetter, LetterForm, LetterOffer, PostLetter};

/// Households on a list.
const HOUSEHOLDS: usize = 6;
/// How many days before its window a list is released.
const AHEAD: i32 = 2;
/// How many letters a year of the estate has.
const LETTERS: usize = 2;
/// How many days a letter hangs.
const HANGS: i32 = 14;

impl AtWork<'_> {
    /// Lists the households of a festival whose window opens soon, and releases the list; under a procedure that has them.
    pub(super) async fn prepare_festivals(&mut self, day: Day) -> Result<()> {
        let manager = self.manager()?.asker;
        let page = self.app.festivals(&manager, self.estate.site, None).await?;
        let opens = day.plus_days(AHEAD);
        let due = page.festivals.into_iter();
        let due: Vec<FestivalOf> = due
            .filter(|it| it.window.not_before() == opens)
            .map(|it| it.of)
            .collect();
        for of in due {
            let mut households: Vec<HouseholdInput> = Vec::new();
            while households.len() < HOUSEHOLDS {
                let at = self.home();
                let home = &self.estate.homes[at];
                if households.iter().all(|it| it.unit != Some(home.unit)) {
                    households.push(HouseholdInput {
                        unit: Some(home.unit),
                        unit_words: String::new(),
                        person: Some(home.person),
                        note: Personal::new("獨居長者，每年拜訪".to_owned()),
                    });
                }
            }
            let list = ListHouseholds {
                of: of.clone(),
                households,
            };
            let command = CommandId::generate();
            self.app.list_households(&manager, command, list).await?;
            let release = ReleaseFestival {
                of,
                households: HOUSEHOLDS,
            };
            let command = CommandId::generate();
            self.app
                .release_festival(&manager, command, release)
                .await?;
        }
        Ok(())
    }

    /// Answers a matter that many share by one letter: drafted by the planner, approved by the manager, and put up.
    pub(super) async fn write_letter(&mut self, day: Day) -> Result<()> {
        let planner = self.planner()?.asker;
        let site = self.estate.site;
        let page = self.app.public_letters(&planner, site).await?;
        let Some(offer) = page.offers.first().filter(|_| page.letters.len() < LETTERS) else {
            return Ok(());
        };
        let on_time = |it: &&crate::letters::AnswerLine| {
            it.obstacle.is_none() && it.row.letter.is_none() && it.row.due >= day
        };
        let lines: Vec<_> = offer.lines.iter().filter(on_time).collect();
        if crate::letters::households(lines.iter().map(|it| &it.row)) < page.threshold as usize {
            return Ok(());
        }
        let follow_ups: Vec<FollowUpId> = lines.iter().map(|it| it.row.follow_up).collect();
        let draft = DraftLetter {
            site,
            replaces: None,
            form: text(offer, day),
            follow_ups,
        };
        let command = CommandId::generate();
        let letter = self.app.draft_letter(&planner, command, draft).await?;
        let judge = JudgeLetter {
            letter,
            version: 1,
            approved: true,
            opinion: "內容清楚，可張貼".to_owned(),
        };
        let manager = self.manager()?.asker;
        let command = CommandId::generate();
        self.app.judge_letter(&manager, command, judge).await?;
        let post = PostLetter {
            photos: Vec::new(),
            letter,
            version: 1,
            place: "各棟大堂公告欄".to_owned(),
            from: day.to_string(),
            until: day.plus_days(HANGS).to_string(),
            late_reason: "等候責任部門的答復，張貼稍遲".to_owned(),
        };
        let command = CommandId::generate();
        self.app.post_letter(&planner, command, post).await?;
        Ok(())
    }
}

fn text(offer: &LetterOffer, day: Day) -> LetterForm {
    let by = day.plus_days(HANGS);
    LetterForm {
        title: format!("關於「{}」的答復", offer.kind),
        salutation: "致各位業主、住戶：".to_owned(),
        matter: format!("近日多戶反映「{}」，現一併答復。", offer.kind),
        explanation: "經查屬實，給各位帶來不便，謹致歉意。".to_owned(),
        measures: "已安排專人處理，並加密巡查。".to_owned(),
        next_steps: format!("{by} 前全部辦妥，屆時再行公告。"),
        contact: "客戶服務部前台".to_owned(),
    }
}
