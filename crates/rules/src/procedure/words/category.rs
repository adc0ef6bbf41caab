//! What is asked for each category.

use huiyin_domain::{Channel, Severity};

use super::{Line, Section, Words, line, say};
use crate::procedure::{
    CategoryRule, ChannelRule, ExceptionNeeds, Organises, RateRule, VisitorRule,
};

impl Words<'_> {
    pub(super) fn category(self, rule: &CategoryRule) -> Section {
        let mut lines = Vec::new();
        for window in &rule.windows {
            let label = self.word("時效", "时效", "Window");
            lines.push(line(label, self.window(rule.id, window), &window.basis));
        }
        lines.push(self.rate(&rule.rate));
        lines.extend(self.kind_rates(rule));
        for always in &rule.always {
            let severities = self.severities(&always.severity);
            let text = say!(
                self,
                "{severities}：一律回訪，不參加抽取",
                "{severities}：一律回访，不参加抽取",
                "{severities}: followed up always, outside the draw"
            );
            lines.push(line(
                self.word("必訪", "必访", "Always"),
                text,
                &always.basis,
            ));
        }
        for visitors in &rule.visitors {
            let label = self.word("回訪人", "回访人", "Visitors");
            lines.push(line(label, self.visitors(visitors), &visitors.basis));
        }
        for channels in &rule.channels {
            let label = self.word("回訪方式", "回访方式", "Channels");
            lines.push(line(label, self.channels(channels), &channels.basis));
            lines.extend(self.exception(channels));
        }
        Section::new(rule.id.title(self.lang).to_owned(), lines)
    }

    pub(super) fn not_covered(self) -> Section {
        let lines = self.procedure.not_covered.iter().map(|not_covered| {
            let text = self.word(
                "照常受理、處理、計數，不產生應回訪",
                "照常受理、处理、计数，不产生应回访",
                "accepted, handled and counted, without an obligation",
            );
            let label = not_covered.category.title(self.lang).to_owned();
            line(label, text, &not_covered.basis)
        });
        Section::new(
            self.word("不適用", "不适用", "Not covered"),
            lines.collect(),
        )
    }

    fn rate(self, rule: &RateRule) -> Line {
        let target = rule.target.to_string();
        let mut parts = vec![if rule.target.is_all() {
            self.word(
                "100%，全部回訪",
                "100%，全部回访",
                "100%: all are followed up",
            )
        } else {
            target
        }];
        if let Some(post) = &rule.set_by {
            let post = self.post(post);
            parts.push(say!(
                self,
                "{post}可以為下一批次另定",
                "{post}可以为下一批次另定",
                "the {post} may set another for the next cohort"
            ));
        }
        if !rule.shown_as_target {
            parts.push(self.word(
                "統計不列目標",
                "统计不列目标",
                "no target in the statistics",
            ));
        }
        let text = self.phrases(&parts);
        line(self.word("回訪率", "回访率", "Rate"), text, &rule.basis)
    }

    fn kind_rates(self, rule: &CategoryRule) -> impl Iterator<Item = Line> {
        rule.kind_rate.iter().map(move |own| {
            let (kind, target) = (&own.kind, own.target);
            let text = if own.target == rule.rate.target {
                say!(
                    self,
                    "{kind} 同為 {target}，一起抽取",
                    "{kind} 同为 {target}，一起抽取",
                    "{kind}: {target} as well, in the same draw"
                )
            } else {
                say!(
                    self,
                    "{kind} 是 {target}，不參加抽取",
                    "{kind} 是 {target}，不参加抽取",
                    "{kind}: {target}, outside the draw"
                )
            };
            line(String::new(), text, &own.basis)
        })
    }

    fn visitors(self, rule: &VisitorRule) -> String {
        let posts = self.posts_of(&rule.posts);
        let mut text = self.of_severities(&rule.severity, &posts);
        if rule.posts.len() > 1 {
            text += &self.word(
                "，共同進行，都簽名",
                "，共同进行，都签名",
                ", jointly; each signs",
            );
        }
        text += &match rule.organises {
            None => String::new(),
            Some(Organises::GoesAlong) => self.word(
                "，組織進行：可以指定人員同去，本人必到",
                "，组织进行：可以指定人员同去，本人必到",
                "; may name staff to go along, and goes in person",
            ),
            Some(Organises::MaySend) => self.word(
                "，組織進行：可以指定人員同去或代去",
                "，组织进行：可以指定人员同去或代去",
                "; may name staff to go along or instead",
            ),
        };
        text
    }

    fn channels(self, rule: &ChannelRule) -> String {
        let allowed = self.list(rule.allowed.iter().map(|it| self.channel(*it)));
        let allowed = if rule.from_round > 1 {
            let round = rule.from_round;
            say!(
                self,
                "第 {round} 次起{allowed}",
                "第 {round} 次起{allowed}",
                "from round {round} on: {allowed}"
            )
        } else {
            allowed
        };
        self.of_severities(&rule.severity, &allowed)
    }

    fn exception(self, rule: &ChannelRule) -> Option<Line> {
        let exception = rule.exception.as_ref()?;
        let channel = self.channel(exception.channel);
        let text = match exception.needs {
            ExceptionNeeds::ResidentRequest => say!(
                self,
                "例外：住戶要求時可用{channel}，寫明原因",
                "例外：住户要求时可用{channel}，写明原因",
                "except: {channel} at the resident's request, with the reason"
            ),
            ExceptionNeeds::PlannerConsent => {
                let planner = self.post(&self.procedure.plan.by);
                say!(
                    self,
                    "例外：{planner}同意時可用{channel}",
                    "例外：{planner}同意时可用{channel}",
                    "except: {channel} with the consent of the {planner}"
                )
            }
        };
        Some(line(String::new(), text, &exception.basis))
    }

    fn channel(self, channel: Channel) -> String {
        channel.title(self.lang).to_owned()
    }

    fn of_severities(self, severities: &[Severity], text: &str) -> String {
        if severities.is_empty() {
            return text.to_owned();
        }
        let severities = self.severities(severities);
        say!(
            self,
            "{severities}：{text}",
            "{severities}：{text}",
            "{severities}: {text}"
        )
    }

    pub(super) fn severities(self, severities: &[Severity]) -> String {
        self.list(severities.iter().map(|it| it.title(self.lang).to_owned()))
    }
}
