//! Review, what follows from it, the month's papers, festivals and documents.

use super::{Line, Section, Words, line, say};
use crate::procedure::{
    Analysis, Archive, Calendar, DocumentKind, FestivalList, NonconformingOpens, NonconformingWhen,
    PublicLetter, ReviewStep, Signals, SpotCheck,
};

impl Words<'_> {
    pub(super) fn reviewing(self) -> Section {
        let procedure = self.procedure;
        let mut lines: Vec<Line> = procedure.reviews.iter().map(|it| self.review(it)).collect();
        lines.push(self.nonconforming());
        let target = procedure.handling.target;
        let handling = say!(
            self,
            "{target}：每一件都有結果，或有未過期的答復約定",
            "{target}：每一件都有结果，或有未过期的答复约定",
            "{target}: every matter has an outcome, or a promise that is not overdue"
        );
        let label = self.word("回訪處理率", "回访处理率", "Handling rate");
        lines.push(line(label, handling, &procedure.handling.basis));
        let same = self.same_complaint();
        let label = self.word("同一投訴", "同一投诉", "Same complaint");
        lines.push(line(label, same, &procedure.same_complaint.basis));
        lines.extend(procedure.public_letter.as_ref().map(|it| self.letter(it)));
        lines.extend(procedure.signals.as_ref().map(|it| self.signals(it)));
        lines.extend(procedure.spot_check.as_ref().map(|it| self.spot_check(it)));
        Section::new(
            self.word("審閱和處理", "审阅和处理", "Review and handling"),
            lines,
        )
    }

    fn signals(self, rule: &Signals) -> Line {
        let (quiet, minutes, records, share, late) = (
            rule.quiet_days,
            rule.minutes_apart,
            rule.from_records,
            rule.share,
            rule.late,
        );
        let text = say!(
            self,
            "連續 {quiet} 天沒有記錄；一人 {records} 份起評價全部滿意，或拒簽、電話占 {share} 以上；兩戶上門相隔不足 {minutes} 分鐘；一人逾期完成 {late} 件",
            "连续 {quiet} 天没有记录；一人 {records} 份起评价全部满意，或拒签、电话占 {share} 以上；两户上门相隔不足 {minutes} 分钟；一人逾期完成 {late} 件",
            "{quiet} days in a row without an entry; from {records} records of a person on, all satisfied, or {share} or more without a signature or by phone; two homes fewer than {minutes} minutes apart; {late} late visits of a person"
        );
        line(self.word("訊號", "讯号", "Signals"), text, &rule.basis)
    }

    fn spot_check(self, rule: &SpotCheck) -> Line {
        let share = rule.share;
        let text = say!(
            self,
            "月份結帳後，公司按公布的密鑰從當月審閱通過的記錄中抽 {share}，打電話給住戶核對；找不到的，按同一次序補下一份",
            "月份结账后，公司按公布的密钥从当月审阅通过的记录中抽 {share}，打电话给住户核对；找不到的，按同一次序补下一份",
            "once a month is closed, the company calls back {share} of the records accepted in it, drawn by the published key; for who is not reached the next in the same order is called besides"
        );
        line(
            self.word("公司抽查", "公司抽查", "Spot check"),
            text,
            &rule.basis,
        )
    }

    fn same_complaint(self) -> String {
        let one = self.word(
            "同一問題向幾個部門反映，合為一件",
            "同一问题向几个部门反映，合为一件",
            "told to several departments, it is one record",
        );
        match self.procedure.same_complaint.alike {
            Some(share) => say!(
                self,
                "{one}；同一戶的話有 {share} 相同，就提示疑似重複",
                "{one}；同一户的话有 {share} 相同，就提示疑似重复",
                "{one}; from {share} of the words alike, a household's complaints are offered as the same"
            ),
            None => one,
        }
    }

    fn review(self, step: &ReviewStep) -> Line {
        let by = self.post(&step.by);
        let text = if step.of.is_empty() {
            say!(
                self,
                "{by}審閱全部記錄並簽署意見",
                "{by}审阅全部记录并签署意见",
                "the {by} reads every record and signs an opinion"
            )
        } else {
            let of = self.posts_of(&step.of);
            say!(
                self,
                "{by}檢查{of}的回訪並簽署意見",
                "{by}检查{of}的回访并签署意见",
                "the {by} checks the follow-ups of the {of} and signs an opinion"
            )
        };
        line(self.word("審閱", "审阅", "Review"), text, &step.basis)
    }

    fn nonconforming(self) -> Line {
        let rule = &self.procedure.nonconforming;
        let when = self.list(rule.when.iter().map(|when| match when {
            NonconformingWhen::Dissatisfied => self.word("不滿意", "不满意", "dissatisfied"),
            NonconformingWhen::NotSolved => self.word("未解決", "未解决", "not solved"),
            NonconformingWhen::FailedOnTheSpot => {
                self.word("現場查看不合格", "现场查看不合格", "failed on the spot")
            }
            NonconformingWhen::FactsDisputed => {
                self.word("事實有爭議", "事实有争议", "facts disputed")
            }
        }));
        let by = self.post(&rule.decided_by);
        let text = match rule.opens {
            NonconformingOpens::Rectification => say!(
                self,
                "{when}：{by}決定，排定整改和下次回訪",
                "{when}：{by}决定，排定整改和下次回访",
                "{when}: the {by} decides; a rectification and the next round"
            ),
            NonconformingOpens::LinkedComplaint => say!(
                self,
                "{when}：報{by}決定，作為相連的投訴處理，它的回訪就是下次回訪",
                "{when}：报{by}决定，作为相连的投诉处理，它的回访就是下次回访",
                "{when}: the {by} decides; handled as a linked complaint, whose follow-up is the next round"
            ),
        };
        let label = self.word("不合格", "不合格", "Nonconforming");
        line(label, text, &rule.basis)
    }

    fn letter(self, rule: &PublicLetter) -> Line {
        let (households, by) = (rule.households, self.post(&rule.approved_by));
        let mut parts = vec![say!(
            self,
            "涉及 {households} 戶以上，由{by}批准",
            "涉及 {households} 户以上，由{by}批准",
            "for {households} or more households, approved by the {by}"
        )];
        if !rule.never_for.is_empty() {
            let severities = self.severities(&rule.never_for);
            parts.push(say!(
                self,
                "{severities}投訴除外",
                "{severities}投诉除外",
                "never for: {severities}"
            ));
        }
        if !rule.settles_promised {
            parts.push(self.word(
                "約定了個別答復的除外",
                "约定了个别答复的除外",
                "not for what was promised an answer of its own",
            ));
        }
        parts.push(if rule.counts_for_rate {
            self.word("計入回訪率", "计入回访率", "counts for the rate")
        } else {
            self.word(
                "不計入回訪率",
                "不计入回访率",
                "does not count for the rate",
            )
        });
        let label = self.word("公開信", "公开信", "Public letter");
        line(label, self.phrases(&parts), &rule.basis)
    }

    pub(super) fn month(self) -> Section {
        let procedure = self.procedure;
        let by = self.post(&procedure.statistics.by);
        let statistics = say!(self, "由{by}結算", "由{by}结算", "closed by the {by}");
        let label = self.word("月度統計", "月度统计", "Statistics");
        let mut lines = vec![line(label, statistics, &procedure.statistics.basis)];
        if let Some(monthly) = &procedure.monthly_return {
            let (by, to) = (self.post(&monthly.by), self.post(&monthly.to));
            let text = match monthly.within_days {
                Some(within) => say!(
                    self,
                    "{by} {within} 天內簽署，送{to}",
                    "{by} {within} 天内签署，送{to}",
                    "signed off by the {by} within {within} days, delivered to: {to}"
                ),
                None => say!(
                    self,
                    "{by}簽署，送{to}",
                    "{by}签署，送{to}",
                    "signed off by the {by}, delivered to: {to}"
                ),
            };
            let label = self.word("月度報送", "月度报送", "Monthly return");
            lines.push(line(label, text, &monthly.basis));
        }
        lines.extend(procedure.analysis.as_ref().map(|it| self.analysis(it)));
        lines.push(self.archive(&procedure.archive));
        if let Some(appraisal) = &procedure.appraisal {
            let by = self.post(&appraisal.by);
            let text = say!(
                self,
                "{by}標出可供考評的記錄",
                "{by}标出可供考评的记录",
                "the {by} marks which records may serve it"
            );
            let label = self.word("績效考評", "绩效考评", "Appraisal");
            lines.push(line(label, text, &appraisal.basis));
        }
        Section::new(
            self.word(
                "月度、歸檔和考評",
                "月度、归档和考评",
                "Month, archive and appraisal",
            ),
            lines,
        )
    }

    fn analysis(self, rule: &Analysis) -> Line {
        let (complaints, repairs, days) = (rule.complaints, rule.repairs, rule.days);
        let within = rule.within_days;
        let (by, reviewer) = (self.post(&rule.by), self.post(&rule.reviewed_by));
        let decider = self.post(&rule.decided_by);
        let what = say!(
            self,
            "到月底為止 {days} 天：同一事項投訴 {complaints} 次以上，同一種維修 {repairs} 次以上",
            "到月底为止 {days} 天：同一事项投诉 {complaints} 次以上，同一种维修 {repairs} 次以上",
            "the {days} days to the month's end: the same matter complained of {complaints} times or more, the same repair {repairs} times or more"
        );
        let open = if rule.repeat_counts_open {
            self.word(
                "未處理完又反映的也算",
                "未处理完又反映的也算",
                "told again while still open counts too",
            )
        } else {
            self.word(
                "未處理完又反映的不算",
                "未处理完又反映的不算",
                "told again while still open does not count",
            )
        };
        let who = say!(
            self,
            "{by} {within} 天內寫成，{reviewer}審核，{decider}決定",
            "{by} {within} 天内写成，{reviewer}审核，{decider}决定",
            "completed by the {by} within {within} days, reviewed by the {reviewer}, decided on by the {decider}"
        );
        let label = self.word("統計分析", "统计分析", "Analysis");
        line(label, self.phrases(&[what, open, who]), &rule.basis)
    }

    fn archive(self, rule: &Archive) -> Line {
        let (day, years) = (rule.day, rule.years);
        let keeper = self.post(&rule.kept_by);
        let mut parts = vec![if rule.day_inclusive {
            say!(
                self,
                "每月 {day} 日前（含當日）",
                "每月 {day} 日前（含当日）",
                "each month by the {day}th, that day included"
            )
        } else {
            say!(
                self,
                "每月 {day} 日前（不含當日）",
                "每月 {day} 日前（不含当日）",
                "each month before the {day}th"
            )
        }];
        let remind = rule.remind_days_before;
        if remind > 0 {
            parts.push(say!(
                self,
                "提前 {remind} 天提醒",
                "提前 {remind} 天提醒",
                "reminded {remind} day(s) before"
            ));
        }
        if let Some(reviewer) = &rule.reviewed_by {
            let reviewer = self.post(reviewer);
            parts.push(say!(
                self,
                "{reviewer}審核",
                "{reviewer}审核",
                "reviewed by the {reviewer}"
            ));
        }
        parts.push(say!(
            self,
            "{keeper}保管 {years} 年",
            "{keeper}保管 {years} 年",
            "kept by the {keeper} for {years} years"
        ));
        let approver = self.post(self.procedure.approves_disposal());
        parts.push(say!(
            self,
            "到期由{approver}批准銷毀",
            "到期由{approver}批准销毁",
            "then disposed of once the {approver} approves"
        ));
        let label = self.word("歸檔", "归档", "Archive");
        line(label, self.phrases(&parts), &rule.basis)
    }

    pub(super) fn festivals(self) -> Section {
        let mut lines: Vec<Line> = self
            .procedure
            .festival_list
            .iter()
            .map(|it| self.festival_list(it))
            .collect();
        lines.extend(self.procedure.festivals.iter().map(|festival| {
            let (month, day) = (festival.month, festival.day);
            let mut text = match festival.calendar {
                Calendar::Solar => say!(
                    self,
                    "公曆 {month} 月 {day} 日",
                    "公历 {month} 月 {day} 日",
                    "solar calendar, month {month} day {day}"
                ),
                Calendar::Lunar => say!(
                    self,
                    "農曆 {month} 月 {day} 日",
                    "农历 {month} 月 {day} 日",
                    "lunar calendar, month {month} day {day}"
                ),
            };
            let days = festival.days_before;
            if days > 0 {
                let before = say!(self, "前 {days} 天", "前 {days} 天", "{days} day(s) before");
                text = self.phrases(&[text, before]);
            }
            let label = festival.title.get(self.lang).to_owned();
            line(label, text, &festival.basis)
        }));
        Section::new(self.word("節日", "节日", "Festivals"), lines)
    }

    fn festival_list(self, rule: &FestivalList) -> Line {
        let (by, days) = (self.post(&rule.by), rule.remind_days_before);
        let text = say!(
            self,
            "{by}放行；還沒有放行的，節日前 {days} 天提醒",
            "{by}放行；还没有放行的，节日前 {days} 天提醒",
            "released by the {by}, who is told {days} days before a festival without one"
        );
        let label = self.word("拜訪名單", "拜访名单", "Visit list");
        line(label, text, &rule.basis)
    }

    pub(super) fn documents(self) -> Section {
        let lines = self.procedure.documents.iter().map(|document| {
            let text = match document.kind {
                DocumentKind::Form => self.word("系統列印", "系统打印", "printed by the program"),
                DocumentKind::Uploaded => {
                    self.word("管理處自行上載", "管理处自行上传", "uploaded by the site")
                }
            };
            let label = document.title.get(self.lang).to_owned();
            line(label, text, &document.basis)
        });
        Section::new(
            self.word("表單和文件", "表单和文件", "Forms and documents"),
            lines.collect(),
        )
    }
}
