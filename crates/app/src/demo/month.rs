//! The month's papers, and what was given to do because of them.

use huiyin_domain::{CommandId, Day, PaperKind, PaperState, TaskState, Verdict};

use super::days::AtWork;
use super::estate::Member;
use crate::month::{
    CaseDecision, ChangeTask, CheckTask, DecidePaper, Decision, FinishTask, GiveTask, Paper,
    ReadReturn, ReviewPaper, SignPaper, Task, WrittenPaper,
};
use crate::visits::Ink;
use crate::{Error, Result};

/// Why it came to that, by turns.
const CAUSES: &[&str] = &[
    "立管使用多年，接口老化，前幾次只作局部疏通",
    "夜班只有一人，巡查間隔過長",
    "外判單位換件未按原型號，用不久又壞",
];
/// What is decided, by turns.
const ACTIONS: &[&str] = &[
    "整段更換立管，驗收後拍照留底",
    "夜間增加一次巡查，並登記到場時間",
    "改用原廠配件，完工由工程部主管驗收",
];
/// Days after which what was given is due.
const DUE: i32 = 14;
/// The papers that are in hand when the story ends, and the tasks that are late then, are those of so many days.
const LAST: i32 = 30;
/// The case whose action is never done in the last two months.
const LEFT: u32 = 2;
/// Of so many cases, nothing is done about one.
const NOTHING_OF: u32 = 3;

impl AtWork<'_> {
    /// Whoever has the next step of a paper or a task does it, two days into the month and from then on; those of the
    /// last month stay as far as they came.
    pub(super) async fn papers(&mut self, day: Day) -> Result<()> {
        let site = self.estate.site;
        let page = self.app.month_page(&self.planner()?.asker, site).await?;
        for line in page.papers {
            self.paper(day, line.row).await?;
        }
        for line in page.open {
            self.task(day, &line.row).await?;
        }
        Ok(())
    }

    async fn paper(&mut self, day: Day, row: Paper) -> Result<()> {
        // A step on each of these days of the month after; the last step of the last month is left to do.
        let on = day.day_of_month();
        let is_last = self.left(day) < LAST;
        match (row.kind, row.state) {
            (PaperKind::Analysis, PaperState::Drafted) if on == 2 => self.sign(row).await,
            // Sent back once, and made up.
            (PaperKind::Analysis, PaperState::Signed) if on == 3 => {
                self.review_paper(row, Verdict::SentBack).await
            }
            (PaperKind::Analysis, PaperState::SentBack) if on == 4 => self.sign(row).await,
            (PaperKind::Analysis, PaperState::Signed) if on == 5 => {
                self.review_paper(row, Verdict::Accepted).await
            }
            (PaperKind::Analysis, PaperState::Accepted) if on == 6 && !is_last => {
                self.decide(day, row).await
            }
            (PaperKind::Return, PaperState::Drafted) if on == 5 => self.sign(row).await,
            (PaperKind::Return, PaperState::Delivered) if on == 8 && !is_last => {
                self.read(day, row).await
            }
            _ => Ok(()),
        }
    }

    async fn sign(&self, row: Paper) -> Result<()> {
        let analysis = self.procedure.analysis.as_ref().map(|rule| &rule.by);
        let monthly = self.procedure.monthly_return.as_ref().map(|rule| &rule.by);
        let post = match row.kind {
            PaperKind::Analysis => analysis,
            PaperKind::Return => monthly,
        };
        let member = self.holder(&[post.ok_or(Error::NotFound)?])?;
        let page = self.app.paper(&member.asker, row.id).await?;
        let causes = page.cases.iter().zip(CAUSES.iter().cycle());
        let causes = causes.map(|(case, text)| (case.row.number, (*text).to_owned()));
        let is_return = row.kind == PaperKind::Return;
        let text = |text: &str| {
            if is_return {
                text.to_owned()
            } else {
                String::new()
            }
        };
        let input = SignPaper {
            paper: row.id,
            written: WrittenPaper {
                causes: causes.chain([(0, text(CAUSES[1]))]).collect(),
                problems: text("電梯與夜間噪音的投訴較多，部分維修反覆"),
                proposals: "與外判單位約定返修期限；夜間巡查改為兩次".to_owned(),
                last_month: text("上月各項已辦，噪音投訴有所減少"),
            },
            signature: Ink::typed(member.colleague.name),
        };
        let command = CommandId::generate();
        match self.app.sign_paper(&member.asker, command, input).await {
            // The statistics of the first months of the story were never closed.
            Err(Error::Refused { .. }) => Ok(()),
            done => done,
        }
    }

    async fn review_paper(&self, row: Paper, verdict: Verdict) -> Result<()> {
        let rule = self.procedure.analysis.as_ref().ok_or(Error::NotFound)?;
        let member = self.holder(&[&rule.reviewed_by])?;
        let input = ReviewPaper {
            paper: row.id,
            verdict: Some(verdict),
            opinion: if verdict == Verdict::SentBack {
                "原因寫得太籠統，請對照現場再寫".to_owned()
            } else {
                "原因分析屬實，請經理決定".to_owned()
            },
            signature: Ink::typed(member.colleague.name),
        };
        let command = CommandId::generate();
        self.app.review_paper(&member.asker, command, input).await
    }

    async fn decide(&self, day: Day, row: Paper) -> Result<()> {
        let rule = self.procedure.analysis.as_ref().ok_or(Error::NotFound)?;
        let member = self.holder(&[&rule.decided_by])?;
        let owner = self.holder(&[&rule.by])?;
        let page = self.app.paper(&member.asker, row.id).await?;
        let cases = page.cases.iter().zip(ACTIONS.iter().cycle());
        let cases = cases.map(|(case, action)| {
            let number = case.row.number;
            let is_nothing = number.is_multiple_of(NOTHING_OF);
            CaseDecision {
                number,
                decision: Some(match number {
                    _ if is_nothing => Decision::Nothing,
                    _ if number.is_multiple_of(2) => Decision::Preventive,
                    _ => Decision::Corrective,
                }),
                why: "已返修並回訪，住戶滿意，不再另採措施".to_owned(),
                task: give(&owner, action, day.plus_days(DUE)),
            }
        });
        let input = DecidePaper {
            paper: row.id,
            cases: cases.collect(),
            opinion: "同意，措施按期完成".to_owned(),
            signature: Ink::typed(member.colleague.name),
        };
        let command = CommandId::generate();
        self.app.decide_paper(&member.asker, command, input).await
    }

    async fn read(&self, day: Day, row: Paper) -> Result<()> {
        let rule = self
            .procedure
            .monthly_return
            .as_ref()
            .ok_or(Error::NotFound)?;
        let member = self.holder(&[&rule.to])?;
        let owner = self.planner()?;
        let action = "兩週內提出夜間巡查的排班方案";
        let input = ReadReturn {
            paper: row.id,
            note: Some(give(&owner, action, day.plus_days(DUE))),
        };
        let command = CommandId::generate();
        self.app.read_return(&member.asker, command, input).await
    }

    /// Who gave a task moves its last day once: the materials are late.
    async fn give_more_time(&self, row: &Task) -> Result<()> {
        let analysis = self.procedure.analysis.as_ref().map(|it| &it.decided_by);
        let returned = self.procedure.monthly_return.as_ref().map(|it| &it.to);
        let by = match row.paper_kind {
            PaperKind::Analysis => analysis,
            PaperKind::Return => returned,
        };
        let giver = self.holder(&[by.ok_or(Error::NotFound)?])?.asker;
        if !self.app.task(&giver, row.id).await?.steps.is_empty() {
            return Ok(());
        }
        let input = ChangeTask {
            task: row.id,
            owner: Some(row.owner),
            due: row.due.plus_days(3).to_string(),
            why: "材料未到，順延三日".to_owned(),
        };
        self.app
            .change_task(&giver, CommandId::generate(), input)
            .await
    }

    /// Done a few days before it is due, and checked on the day; some of the last are late.
    async fn task(&self, day: Day, row: &Task) -> Result<()> {
        let left = row.due.days_since(day);
        let is_left = match row.case {
            Some(case) => case == LEFT && self.left(day) < 2 * LAST,
            // What leaders asked for a month ago is being done.
            None => self.left(day) < LAST + DUE,
        };
        if is_left {
            return Ok(());
        }
        let member = |person| self.estate.member(person).cloned();
        match row.state {
            TaskState::Open if (5..=7).contains(&left) && row.follows.is_none() => {
                self.give_more_time(row).await
            }
            TaskState::Open if (0..=4).contains(&left) => {
                let owner = member(row.owner).map_or_else(|| self.planner(), Ok)?;
                let input = FinishTask {
                    task: row.id,
                    done_on: day.to_string(),
                    outcome: "已按要求辦妥，附現場照片".to_owned(),
                };
                let command = CommandId::generate();
                self.app.finish_task(&owner.asker, command, input).await
            }
            TaskState::Done if left <= 0 => {
                let rule = self.procedure.analysis.as_ref().ok_or(Error::NotFound)?;
                let checker = self.holder(&[&rule.reviewed_by])?;
                if checker.person == row.owner || Some(checker.person) == row.done_by {
                    return Ok(());
                }
                // The first of a month does not help at once, and another follows.
                let helps = row.case != Some(1) || row.follows.is_some();
                let owner = self.holder(&[&rule.by])?;
                let input = CheckTask {
                    task: row.id,
                    effective: Some(helps),
                    opinion: if helps {
                        "兩週內沒有再發生".to_owned()
                    } else {
                        "措施做了一半，同樣的事又發生一次".to_owned()
                    },
                    next: if helps {
                        GiveTask::default()
                    } else {
                        give(&owner, ACTIONS[2], day.plus_days(DUE))
                    },
                };
                let command = CommandId::generate();
                self.app.check_task(&checker.asker, command, input).await
            }
            _ => Ok(()),
        }
    }
}

fn give(owner: &Member, action: &str, due: Day) -> GiveTask {
    GiveTask {
        correction: String::new(),
        action: action.to_owned(),
        owner: Some(owner.person),
        due: due.to_string(),
    }
}
