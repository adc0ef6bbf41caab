//! The lists of festivals, made and released before each, and public letters where a matter is shared by many.

use huiyin_domain::entry::LetterState;
use huiyin_domain::{CommandId, Day, LetterId, Personal};

use super::days::AtWork;
use super::photos::LETTER;
use crate::attachments::MeantFor;
use crate::festivals::{
    FestivalEntry, FestivalOf, FestivalState, FestivalsPage, HouseholdInput, ListHouseholds,
    ReleaseFestival, StrikeHousehold, SwitchFestival,
};
use crate::letters::{
    AnswerLine, DraftLetter, JudgeLetter, LetterForm, LetterOffer, LetterRow, PostLetter,
    WithdrawLetter,
};
use crate::{Asker, Result};

/// Households on a list.
const HOUSEHOLDS: usize = 6;
/// How many days before its window a list is released.
const AHEAD: i32 = 2;
/// How many letters a year of the estate has, besides the one that waits at the end.
const LETTERS: usize = 3;
/// In how many last days a letter is drafted that waits for its approval.
const WAITS: i32 = 3;
/// How many days a letter hangs.
const HANGS: i32 = 14;

impl AtWork<'_> {
    /// Lists the households of a festival whose window opens soon, and releases the list; under a procedure that has them.
    pub(super) async fn prepare_festivals(&mut self, day: Day) -> Result<()> {
        let manager = self.manager()?.asker;
        let page = self.app.festivals(&manager, self.estate.site, None).await?;
        let opens = day.plus_days(AHEAD);
        let due = page.festivals.iter();
        let due: Vec<FestivalOf> = due
            .filter(|it| it.window.not_before() == opens && it.state != FestivalState::Off)
            .map(|it| it.of.clone())
            .collect();
        if !page.covered {
            return Ok(());
        }
        let planner = self.planner()?.asker;
        for of in due {
            // One more than are visited: somebody moved away, and is struck off.
            let homes = self.homes(HOUSEHOLDS + 1);
            let households = homes.iter().map(|home| HouseholdInput {
                unit: Some(home.unit),
                unit_words: String::new(),
                person: Some(home.person),
                note: Personal::new("獨居長者，每年拜訪".to_owned()),
            });
            let list = ListHouseholds {
                of: of.clone(),
                households: households.collect(),
            };
            let command = CommandId::generate();
            self.app.list_households(&planner, command, list).await?;
            let strike = StrikeHousehold {
                of: of.clone(),
                number: 1,
            };
            let command = CommandId::generate();
            self.app.strike_household(&planner, command, strike).await?;
            let release = ReleaseFestival {
                of,
                households: HOUSEHOLDS,
            };
            let command = CommandId::generate();
            self.app
                .release_festival(&manager, command, release)
                .await?;
        }
        self.switch_off(&manager, &page).await
    }

    /// The festival that is furthest away is one for which the site visits nobody; once.
    async fn switch_off(&self, manager: &Asker, page: &FestivalsPage) -> Result<()> {
        let is_off = |it: &FestivalEntry| it.switch.is_some();
        let Some(last) = page.festivals.last().filter(|it| !is_off(it)) else {
            return Ok(());
        };
        if page.festivals.iter().any(is_off) {
            return Ok(());
        }
        let switch = SwitchFestival {
            of: last.of.clone(),
            visited: false,
            why: "改在會所辦團拜，不逐戶上門".to_owned(),
        };
        let command = CommandId::generate();
        self.app.switch_festival(manager, command, switch).await
    }

    /// Answers a matter that many share by one letter: drafted by the planner, sent back once by the manager, approved,
    /// put up and photographed. One is given up again, and one waits for its approval at the end.
    pub(super) async fn write_letter(&mut self, day: Day) -> Result<()> {
        let planner = self.planner()?.asker;
        let site = self.estate.site;
        let page = self.app.public_letters(&planner, site).await?;
        let written = page.letters.len();
        let is_last = self.left(day) < WAITS;
        let drafted = |(_, row): &(String, LetterRow)| row.state == LetterState::Drafted;
        if written >= LETTERS && (!is_last || page.letters.iter().any(drafted)) {
            return Ok(());
        }
        let on_time = |it: &&AnswerLine| {
            it.obstacle.is_none() && it.row.letter.is_none() && it.row.due >= day
        };
        let enough = |offer: &&LetterOffer| {
            let rows = offer.lines.iter().filter(on_time).map(|it| &it.row);
            crate::letters::households(rows) >= page.threshold as usize
        };
        let Some(offer) = page.offers.iter().find(enough) else {
            return Ok(());
        };
        let lines = offer.lines.iter().filter(on_time);
        let draft = DraftLetter {
            site,
            replaces: None,
            form: text(offer, day),
            follow_ups: lines.map(|it| it.row.follow_up).collect(),
        };
        let command = CommandId::generate();
        let letter = self
            .app
            .draft_letter(&planner, command, draft.clone())
            .await?;
        if written == 1 {
            return self.withdraw_letter(&planner, letter).await;
        }
        if is_last {
            return Ok(());
        }
        self.judge_letter((letter, 1), "請寫明哪一天辦妥").await?;
        let again = DraftLetter {
            replaces: Some((letter, 1)),
            ..draft
        };
        let command = CommandId::generate();
        self.app.draft_letter(&planner, command, again).await?;
        self.judge_letter((letter, 2), "").await?;
        self.put_up(day, &planner, letter).await
    }

    async fn withdraw_letter(&self, planner: &Asker, letter: LetterId) -> Result<()> {
        let withdraw = WithdrawLetter {
            letter,
            version: 1,
            why: "各戶情形不同，改為逐戶答復".to_owned(),
        };
        let command = CommandId::generate();
        self.app.withdraw_letter(planner, command, withdraw).await
    }

    /// The manager approves it, or sends it back where there is something to be said.
    async fn judge_letter(&self, (letter, version): (LetterId, u32), lacks: &str) -> Result<()> {
        let judge = JudgeLetter {
            letter,
            version,
            approved: lacks.is_empty(),
            opinion: if lacks.is_empty() {
                "內容清楚，可張貼".to_owned()
            } else {
                lacks.to_owned()
            },
        };
        let manager = self.manager()?.asker;
        let command = CommandId::generate();
        self.app.judge_letter(&manager, command, judge).await
    }

    async fn put_up(&self, day: Day, planner: &Asker, letter: LetterId) -> Result<()> {
        let meant_for = MeantFor::Letter(letter);
        let photo = ("各棟大堂.jpg", LETTER);
        let photo = self.photo(planner, meant_for, photo).await?;
        let post = PostLetter {
            letter,
            version: 2,
            place: "各棟大堂公告欄".to_owned(),
            from: day.to_string(),
            until: day.plus_days(HANGS).to_string(),
            late_reason: "等候責任部門的答復，張貼稍遲".to_owned(),
            photos: vec![photo],
        };
        let command = CommandId::generate();
        self.app.post_letter(planner, command, post).await?;
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
