//! The plan, the visit and the record.

use super::{Line, Section, Words, line, say};
use crate::procedure::{AssignBy, Escalation, OverdueService};

impl Words<'_> {
    pub(super) fn planning(self) -> Section {
        let procedure = self.procedure;
        let mut lines = Vec::new();
        if let Some(accountable) = &procedure.accountable {
            let text = self.posts_of(&accountable.posts);
            let label = self.word("責任人", "责任人", "Accountable");
            lines.push(line(label, text, &accountable.basis));
        }
        let planner = self.post(&procedure.plan.by);
        let text = say!(
            self,
            "{planner}起草、調整、放行，並通知回訪人",
            "{planner}起草、调整、放行，并通知回访人",
            "the {planner} drafts, adjusts and releases it, which notifies the visitors"
        );
        let label = self.word("回訪計劃", "回访计划", "Plan");
        lines.push(line(label, text, &procedure.plan.basis));
        let changes = self.word(
            "可以提前、增加；取消規程要求的回訪須寫明理由",
            "可以提前、增加；取消规程要求的回访须写明理由",
            "may be advanced and added to; dropping what the rules demand needs a reason",
        );
        lines.push(line(String::new(), changes, &procedure.plan.changes_basis));
        lines.extend(self.assignment());
        let lists = self.word(
            "每一行算一件應回訪；未交就一直催到時效結束",
            "每一行算一件应回访；未交就一直催到时效结束",
            "each line is one obligation; a missing list is chased until the window ends",
        );
        let label = self.word("名單", "名单", "Lists");
        let lists = [Some(lists), self.chasing()].into_iter().flatten();
        let lists = self.phrases(&lists.collect::<Vec<_>>());
        lines.push(line(label, lists, &procedure.lists.basis));
        lines.push(self.sign_out());
        Section::new(
            self.word("計劃和派發", "计划和派发", "Planning and handing out"),
            lines,
        )
    }

    fn chasing(self) -> Option<String> {
        let rule = &self.procedure.lists;
        let (by, days) = (self.post(rule.by.as_ref()?), rule.chase_every_days?);
        Some(say!(
            self,
            "由{by}交，未交每 {days} 天催一次",
            "由{by}交，未交每 {days} 天催一次",
            "handed in by the {by}, who is told every {days} days while one is missing"
        ))
    }

    fn assignment(self) -> [Line; 2] {
        let rule = &self.procedure.assignment;
        let order = rule.order.iter().map(|by| match by {
            AssignBy::Zone => self.word(
                "所在責任區的人",
                "所在责任区的人",
                "who is responsible for the zone",
            ),
            AssignBy::LastVisitor => self.word(
                "上次回訪這一戶的人",
                "上次回访这一户的人",
                "who visited the household last",
            ),
            AssignBy::FewestOpen => self.word(
                "未完成回訪最少的人",
                "未完成回访最少的人",
                "who has the fewest open visits",
            ),
        });
        let order: Vec<String> = order.collect();
        let order = order.join(&self.word("，其次", "，其次", ", else "));
        let above = self.word(
            "空缺或涉及本人時，由上一級接手",
            "空缺或涉及本人时，由上一级接手",
            "where the post is empty or its holder concerned, the one above",
        );
        [
            line(
                self.word("派給誰", "派给谁", "Who goes"),
                order,
                &rule.basis,
            ),
            line(String::new(), above, &rule.above_basis),
        ]
    }

    fn sign_out(self) -> Line {
        let rule = &self.procedure.sign_out;
        let hours = rule.chase_after_hours;
        let text = match (rule.required, rule.on_record) {
            (false, _) => self.word("不用", "不用", "none"),
            (true, true) => say!(
                self,
                "在記錄表上簽收；{hours} 小時未領就提醒",
                "在记录表上签收；{hours} 小时未领就提醒",
                "receipt is signed on the record; chased after {hours} hours"
            ),
            (true, false) => say!(
                self,
                "在簽收表上簽收；{hours} 小時未領就提醒",
                "在签收表上签收；{hours} 小时未领就提醒",
                "receipt is signed on the sheet; chased after {hours} hours"
            ),
        };
        let label = self.word("領表簽收", "领表签收", "Sign-out");
        line(label, text, &rule.basis)
    }

    pub(super) fn visiting(self) -> Section {
        let procedure = self.procedure;
        let mut lines: Vec<Line> = procedure
            .contents
            .iter()
            .map(|content| {
                let text = if content.rated {
                    self.word("評等級", "评等级", "rated")
                } else {
                    self.word(
                        "寫文字，沒有就選「沒有」",
                        "写文字，没有就选“没有”",
                        "text; \"none\" is an answer",
                    )
                };
                line(
                    content.title.get(self.lang).to_owned(),
                    text,
                    &content.basis,
                )
            })
            .collect();
        let site_check = if procedure.site_check.required {
            self.word("必須填", "必须填", "must be answered")
        } else {
            self.word("可以空著", "可以空着", "may stay empty")
        };
        let label = self.word("現場查看", "现场查看", "Looking at the place");
        lines.push(line(label, site_check, &procedure.site_check.basis));
        lines.extend(self.signatures());
        lines.extend(self.paper());
        lines.extend(self.what_comes_up());
        if let Some(escalation) = &procedure.escalation {
            lines.push(self.escalation(escalation));
        }
        if let Some(overdue) = &procedure.overdue_service {
            lines.push(self.overdue_service(overdue));
        }
        Section::new(
            self.word("回訪和記錄", "回访和记录", "The visit and its record"),
            lines,
        )
    }

    fn signatures(self) -> [Line; 4] {
        let rule = &self.procedure.signatures;
        let customer = if rule.customer_on_site {
            self.word(
                "上門必須有客戶簽名",
                "上门必须有客户签名",
                "the customer signs an on-site record",
            )
        } else {
            self.word("客戶不簽名", "客户不签名", "the customer does not sign")
        };
        let visitors = if rule.visitors {
            self.word("回訪人都簽名", "回访人都签名", "every visitor signs")
        } else {
            self.word("回訪人不簽名", "回访人不签名", "visitors do not sign")
        };
        let phone = self.word(
            "電話不要求簽名，寫明「電話回訪」",
            "电话不要求签名，写明“电话回访”",
            "a phone record needs no signature but the words 電話回訪",
        );
        let refusal = if rule.refusal_needs_witness {
            self.word(
                "拒簽：寫明原因，並由一位同事見證",
                "拒签：写明原因，并由一位同事见证",
                "declined: the reason, and a colleague as witness",
            )
        } else {
            self.word("拒簽：寫明原因", "拒签：写明原因", "declined: the reason")
        };
        [
            line(
                self.word("簽名", "签名", "Signatures"),
                customer,
                &rule.basis,
            ),
            line(String::new(), visitors, &rule.visitors_basis),
            line(String::new(), phone, &rule.phone),
            line(String::new(), refusal, &rule.refusal),
        ]
    }

    fn paper(self) -> Option<Line> {
        let rule = self.procedure.paper.as_ref()?;
        let posts = self.posts_of(&rule.posts);
        let text = say!(
            self,
            "可先記在紙上，由回訪人或{posts}代錄，並附上簽名原表的照片",
            "可先记在纸上，由回访人或{posts}代录，并附上签名原表的照片",
            "may be taken on paper and entered by the visitor or the {posts}, with a photo of the signed sheet"
        );
        let label = self.word("紙本記錄", "纸本记录", "Records on paper");
        Some(line(label, text, &rule.basis))
    }

    fn what_comes_up(self) -> [Line; 3] {
        let procedure = self.procedure;
        let raised = if procedure.raised.complaint_becomes_event {
            self.word(
                "當場答復，或約定日期和鐘點；新的投訴另立一件",
                "当场答复，或约定日期和钟点；新的投诉另立一件",
                "answered on the spot, or promised with day and time; a new complaint becomes an event of its own",
            )
        } else {
            self.word(
                "當場答復，或約定日期和鐘點",
                "当场答复，或约定日期和钟点",
                "answered on the spot, or promised with day and time",
            )
        };
        let dissatisfied = if procedure.dissatisfied.settled_in_record {
            self.word(
                "當場解決，或解釋、排定整改和下次回訪",
                "当场解决，或解释、排定整改和下次回访",
                "solved on the spot, or explained with a rectification and the next round",
            )
        } else {
            self.word(
                "記在記錄上，由審核認定",
                "记在记录上，由审核认定",
                "put on the record; the review decides",
            )
        };
        let (days, closer) = (
            procedure.rounds.next_within_days,
            self.post(&procedure.rounds.closed_by),
        );
        let rounds = say!(
            self,
            "再次處理完畢後 {days} 天內；{closer}可以寫明理由結束",
            "再次处理完毕后 {days} 天内；{closer}可以写明理由结束",
            "within {days} days of the new handling; the {closer} may close the case with a reason"
        );
        [
            line(
                self.word("新提出的", "新提出的", "Raised anew"),
                raised,
                &procedure.raised.basis,
            ),
            line(
                self.word("不滿意之處", "不满意之处", "Dissatisfied"),
                dissatisfied,
                &procedure.dissatisfied.basis,
            ),
            line(
                self.word("下次回訪", "下次回访", "Next round"),
                rounds,
                &procedure.rounds.basis,
            ),
        ]
    }

    fn escalation(self, rule: &Escalation) -> Line {
        let (days, next) = (rule.after_days, rule.after_days + 1);
        let (post, channel) = (self.post(&rule.post), rule.channel.title(self.lang));
        let mut parts = vec![say!(
            self,
            "超過 {days} 天未完成的回訪，第 {next} 日 00:00 起由{post}跟進，只可{channel}",
            "超过 {days} 天未完成的回访，第 {next} 日 00:00 起由{post}跟进，只可{channel}",
            "a follow-up unfinished for more than {days} days goes to the {post} at 00:00 of day {next}; only: {channel}"
        )];
        if let Some(told) = &rule.told {
            let told = self.post(told);
            parts.push(say!(
                self,
                "並通知{told}",
                "并通知{told}",
                "the {told} is told"
            ));
        }
        let label = self.word("超期跟進", "超期跟进", "Escalation");
        line(label, self.phrases(&parts), &rule.basis)
    }

    fn overdue_service(self, rule: &OverdueService) -> Line {
        let (days, post) = (rule.after_days, self.post(&rule.post));
        let titles = rule.categories.iter().map(|it| it.title(self.lang));
        let work = self.list(titles.map(str::to_owned));
        let text = say!(
            self,
            "{work}報事超過 {days} 天未處理完畢的，列給{post}上門跟進，不計回訪率",
            "{work}报事超过 {days} 天未处理完毕的，列给{post}上门跟进，不计回访率",
            "what is open more than {days} days after its report ({work}) is shown to a {post} as an errand, outside the rate"
        );
        let label = self.word("未完的服務", "未完的服务", "Unfinished work");
        line(label, text, &rule.basis)
    }
}
