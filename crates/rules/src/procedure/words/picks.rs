//! Counting, exemptions, and what is picked.

use super::{Line, Section, Words, line, say};
use huiyin_domain::Severity;

use crate::procedure::{
    AlwaysWhen, Criterion, ExemptWhen, Exemption, Grading, Voluntary, VoluntaryWhen,
};

impl Words<'_> {
    pub(super) fn picks(self) -> Section {
        let procedure = self.procedure;
        let mut lines = Vec::new();
        if let Some(scope) = &procedure.scope {
            let text = self.word(
                "各類服務都可登記；統計按類別列出質量和效果",
                "各类服务都可登记；统计按类别列出质量和效果",
                "every service can be registered; statistics state quality and effect per category",
            );
            let label = self.word("目的和範圍", "目的和范围", "Purpose and scope");
            lines.push(line(label, text, &scope.basis));
        }
        lines.push(self.counting());
        lines.extend(procedure.exemptions.iter().map(|it| self.exemption(it)));
        lines.extend(procedure.grading.iter().map(|it| self.grading(it)));
        lines.extend(procedure.confidential.iter().map(|it| {
            let posts = self.posts_of(&it.seen_by);
            let text = say!(
                self,
                "涉及員工個人或隱私的，只有{posts}看得到",
                "涉及员工个人或隐私的，只有{posts}看得到",
                "about a member of the staff or about privacy: seen by the {posts} only"
            );
            line(
                self.word("保密投訴", "保密投诉", "Confidential"),
                text,
                &it.basis,
            )
        }));
        lines.extend(procedure.voluntary.iter().map(|it| self.voluntary(it)));
        lines.extend(procedure.always.iter().map(|always| {
            let text = match always.when {
                AlwaysWhen::DissatisfiedRating => self.word(
                    "工單上評「不滿意」的",
                    "工单上评“不满意”的",
                    "rated dissatisfied on the work order",
                ),
                AlwaysWhen::RepeatComplaint => {
                    self.word("重複投訴", "重复投诉", "repeat complaints")
                }
                AlwaysWhen::RepeatRepair => self.word("重複維修", "重复维修", "repeat repairs"),
            };
            line(self.word("必訪", "必访", "Always"), text, &always.basis)
        }));
        lines.push(self.repeats());
        lines.push(self.draw());
        lines.push(self.unreachable());
        Section::new(
            self.word("計算和抽取", "计算和抽取", "Counting and drawing"),
            lines,
        )
    }

    fn counting(self) -> Line {
        let rule = &self.procedure.counting;
        let text = if rule.roll_to_next_workday {
            self.word(
                "按日曆日，處理完畢當天是第 0 日；期限遇休息日順延到下一個工作日",
                "按日历日，处理完毕当天是第 0 日；期限遇休息日顺延到下一个工作日",
                "calendar days, the day of completion is day 0; a deadline on a holiday moves to the next working day",
            )
        } else {
            self.word(
                "按日曆日，處理完畢當天是第 0 日；期限遇休息日不順延",
                "按日历日，处理完毕当天是第 0 日；期限遇休息日不顺延",
                "calendar days, the day of completion is day 0; a holiday does not move a deadline",
            )
        };
        let table = rule.holidays.len() + rule.worked_weekends.len();
        let text = if table == 0 {
            text
        } else {
            let own = self.word(
                "；假期表另列天數：",
                "；假期表另列天数：",
                "; days in the table of holidays: ",
            );
            format!("{text}{own}{table}")
        };
        line(self.word("計日", "计日", "Days"), text, &rule.basis)
    }

    fn exemption(self, rule: &Exemption) -> Line {
        let mut parts = vec![match rule.when {
            ExemptWhen::Invalid => self.word("無效投訴", "无效投诉", "invalid complaints"),
            ExemptWhen::Anonymous => self.word("匿名投訴", "匿名投诉", "anonymous complaints"),
            ExemptWhen::ReplyOnly => self.word(
                "上級部門只要求復函的，附上復函之後",
                "上级部门只要求复函的，附上复函之后",
                "complaints where an authority only wants a written reply, once it is attached",
            ),
        }];
        if let Some(post) = &rule.set_by {
            let post = self.post(post);
            parts.push(say!(
                self,
                "由{post}認定",
                "由{post}认定",
                "as the {post} decides"
            ));
        }
        if rule.picked_without_letter {
            parts.push(self.word(
                "到時效結束仍未附的，選中回訪",
                "到时效结束仍未附的，选中回访",
                "picked when it is still missing at the end of the window",
            ));
        }
        if rule.site_may_switch_off {
            parts.push(self.word(
                "管理處可以關掉",
                "管理处可以关掉",
                "a site may switch this off",
            ));
        }
        let label = self.word("免回訪", "免回访", "Exempt");
        line(label, self.phrases(&parts), &rule.basis)
    }

    fn grading(self, rule: &Grading) -> Line {
        let mut parts: Vec<String> = Severity::ALL
            .iter()
            .filter_map(|severity| {
                let criteria = rule.criteria.iter();
                let titles: Vec<String> = criteria
                    .filter(|it| it.severity == *severity)
                    .map(|it| self.criterion(it))
                    .collect();
                let (grade, none) = (severity.title(self.lang), titles.is_empty());
                let of = self.list(titles);
                let text = say!(
                    self,
                    "建議「{grade}」的有{of}",
                    "建议“{grade}”的有{of}",
                    "proposed as {grade}: {of}"
                );
                (!none).then_some(text)
            })
            .collect();
        let post = self.post(&rule.changed_by);
        parts.push(say!(
            self,
            "登記人決定；登記後只由{post}寫明原因更改",
            "登记人决定；登记后只由{post}写明原因更改",
            "who registers it decides; later only the {post} changes it, with a reason"
        ));
        let label = self.word("投訴等級", "投诉等级", "Severity");
        line(label, self.phrases(&parts), &rule.basis)
    }

    /// What makes a complaint graver, with what a program looks for.
    fn criterion(self, rule: &Criterion) -> String {
        let title = rule.title.get(self.lang);
        let words = self.list(rule.words.iter().cloned());
        let length = rule.longer_than.map(|offset| self.length(offset));
        match (words.is_empty(), rule.times, length) {
            (false, ..) => say!(
                self,
                "{title}（如{words}）",
                "{title}（如{words}）",
                "{title} (such as {words})"
            ),
            (true, Some(times), _) => say!(
                self,
                "{title}（第 {times} 次起）",
                "{title}（第 {times} 次起）",
                "{title} (from time {times} on)"
            ),
            (true, None, Some(length)) => say!(
                self,
                "{title}（超過 {length}）",
                "{title}（超过 {length}）",
                "{title} (more than {length})"
            ),
            (true, None, None) => title.to_owned(),
        }
    }

    fn voluntary(self, rule: &Voluntary) -> Line {
        let text = match rule.when {
            VoluntaryWhen::Exempt => self.word("免回訪的", "免回访的", "what is exempt"),
            VoluntaryWhen::NotDrawn => {
                self.word("沒抽中的", "没抽中的", "what the draw leaves out")
            }
            VoluntaryWhen::OtherContractVisit => self.word(
                "抽中一次的合同，它的另一次",
                "抽中一次的合同，它的另一次",
                "the other visit of a contract of which one was drawn",
            ),
        };
        let text = if rule.kind.is_empty() {
            text
        } else {
            let kinds = self.list(rule.kind.iter().cloned());
            say!(
                self,
                "{kinds}：{text}",
                "{kinds}：{text}",
                "{kinds}: {text}"
            )
        };
        line(
            self.word("可自願回訪", "可自愿回访", "Voluntary"),
            text,
            &rule.basis,
        )
    }

    fn repeats(self) -> Line {
        let rule = &self.procedure.repeats;
        let (days, complaints, repairs) =
            (rule.days, rule.earlier_complaints, rule.earlier_repairs);
        let text = say!(
            self,
            "同一戶同一種，{days} 天內先前已處理完畢 {complaints} 件的投訴，先前已有 {repairs} 件的維修",
            "同一户同一种，{days} 天内先前已处理完毕 {complaints} 件的投诉，先前已有 {repairs} 件的维修",
            "same unit and kind within {days} days: a complaint after {complaints} completed one, a repair after {repairs} reported ones"
        );
        line(self.word("重複", "重复", "Repeats"), text, &rule.basis)
    }

    fn draw(self) -> Line {
        let rule = &self.procedure.draw;
        let (shown_from, months, hours) = (
            rule.shown_from,
            rule.key_months_ahead,
            rule.late_entry_hours,
        );
        let text = say!(
            self,
            "每一段抽一件，次日 {shown_from} 起可見；密鑰雜湊提前 {months} 個月公布；處理完畢超過 {hours} 小時才登記的另計",
            "每一段抽一件，次日 {shown_from} 起可见；密钥散列提前 {months} 个月公布；处理完毕超过 {hours} 小时才登记的另计",
            "one of each stratum, shown from {shown_from} the next day; hashes of keys published {months} months ahead; completions entered more than {hours} hours late are counted"
        );
        line(self.word("抽取", "抽取", "Draw"), text, &rule.basis)
    }

    fn unreachable(self) -> Line {
        let rule = &self.procedure.unreachable;
        let (tries, days, odd, evening) = (
            rule.tries,
            rule.on_days,
            rule.at_odd_hours,
            rule.evening_from,
        );
        let consent = self.post(&rule.consent_by);
        let mut parts = vec![say!(
            self,
            "聯繫 {tries} 次，分在 {days} 天，其中 {odd} 次在 {evening} 以後或週末",
            "联系 {tries} 次，分在 {days} 天，其中 {odd} 次在 {evening} 以后或周末",
            "{tries} tries on {days} days, {odd} of them after {evening} or at a weekend"
        )];
        if rule.door_try {
            parts.push(self.word(
                "無人遞補的還要上門 1 次並留下留言卡",
                "无人递补的还要上门 1 次并留下留言卡",
                "where nobody replaces the customer, one of them at the door with a card left",
            ));
        }
        parts.push(say!(
            self,
            "經{consent}同意記為「無法聯繫」",
            "经{consent}同意记为“无法联系”",
            "closed as 無法聯繫 with the consent of the {consent}"
        ));
        line(
            self.word("聯繫不上", "联系不上", "Unreachable"),
            self.phrases(&parts),
            &rule.basis,
        )
    }
}
