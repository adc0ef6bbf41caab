//! The closed vocabularies: each word with its id, as files and the database have it, and its title in three languages.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Lang;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident {
        $($(#[$word_doc:meta])* $word:ident = $id:literal, $hant:literal, $hans:literal, $en:literal;)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum $name {
            $(
                #[doc = concat!($hant, ", `", $id, "`. ")]
                $(#[$word_doc])*
                #[serde(rename = $id)]
                $word,
            )*
        }

        impl $name {
            /// All words, in the order in which lists and tables show them.
            pub const ALL: &'static [Self] = &[$(Self::$word),*];

            /// The id in files, the database and the interfaces.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$word => $id,)* }
            }

            /// The title in a language.
            pub const fn title(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$word, Lang::ZhHant) => $hant,
                        (Self::$word, Lang::ZhHans) => $hans,
                        (Self::$word, Lang::En) => $en,
                    )*
                }
            }

            /// The word of an id.
            pub fn of_id(id: &str) -> Option<Self> {
                match id {
                    $($id => Some(Self::$word),)*
                    _ => None,
                }
            }

            /// The word of an id or of a 繁體 or 简体 title, as people write them in their files.
            pub fn read(text: &str) -> Option<Self> {
                Self::of_id(text).or_else(|| Self::ALL.iter().copied().find(|word| {
                    text == word.title(Lang::ZhHant) || text == word.title(Lang::ZhHans)
                }))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.id())
            }
        }
    )*};
}

pub(crate) use words;

words! {
    /// What sort of service an event is. Clauses 11.1.3 – 11.1.6, 四.1(1), 4.1.
    Category {
        Complaint = "complaint", "投訴", "投诉", "Complaint";
        Repair = "repair", "維修", "维修", "Repair";
        ContractedService = "contracted_service", "特約服務", "特约服务", "Contracted service";
        Help = "help", "求助", "求助", "Help call";
        Activity = "activity", "文體活動", "文体活动", "Activity";
        Publication = "publication", "報刊雜誌", "报刊杂志", "Publication";
        MoveIn = "move_in", "入伙", "入伙", "Move-in";
        Emergency = "emergency", "突發事件", "突发事件", "Emergency";
        Festival = "festival", "節日拜訪", "节日拜访", "Festival visit";
        Other = "other", "其他", "其他", "Other";
    }

    /// How grave a complaint is. Clause 11.1.3; 第三類投訴 is read as `major`.
    Severity {
        General = "general", "一般", "一般", "General";
        Important = "important", "重要", "重要", "Important";
        Major = "major", "重大", "重大", "Major";
    }

    /// Which of an event's obligations this is.
    Phase {
        Completion = "completion", "處理完畢", "处理完毕", "After completion";
        Middle = "middle", "合同中期", "合同中期", "Mid-contract";
        End = "end", "合同結束", "合同结束", "After the contract's end";
        Participant = "participant", "名單", "名单", "Listed household";
    }

    /// How a customer is contacted (回訪方式).
    Channel {
        OnSite = "on_site", "上門", "上门", "On site";
        Phone = "phone", "電話", "电话", "Phone";
        PublicLetter = "public_letter", "公開信", "公开信", "Public letter";
    }

    /// What the customer says of the service: A, B, C on paper.
    Rating {
        Satisfied = "satisfied", "滿意", "满意", "Satisfied";
        Fairly = "fairly", "較滿意", "较满意", "Fairly satisfied";
        Dissatisfied = "dissatisfied", "不滿意", "不满意", "Dissatisfied";
    }

    /// Why an obligation is picked, or is not.
    Why {
        Always = "always", "必訪", "必访", "Always followed up";
        Rate100 = "rate_100", "全數回訪", "全数回访", "All are followed up";
        Draw = "draw", "抽中", "抽中", "Drawn";
        DrawAtClose = "draw_at_close", "月末補抽", "月末补抽", "Drawn at the close";
        NotDrawn = "not_drawn", "未抽中", "未抽中", "Not drawn";
        ExemptAnonymous = "exempt_anonymous", "免回訪:匿名", "免回访:匿名", "Exempt: anonymous";
        ExemptReplyOnly = "exempt_reply_only", "免回訪:只要復函", "免回访:只要复函", "Exempt: written reply only";
        ExemptInvalid = "exempt_invalid", "免回訪:無效投訴", "免回访:无效投诉", "Exempt: invalid complaint";
        WaitForReply = "wait_for_reply", "待附復函", "待附复函", "Waiting for the letter of reply";
    }

    /// How the answers of two procedures, A and B, differ for one follow-up.
    Differs {
        OwedByAOnly = "owed_by_a_only", "B 不再要求", "B 不再要求", "no longer owed under B";
        OwedByBOnly = "owed_by_b_only", "B 新要求", "B 新要求", "newly owed under B";
        PickedByAOnly = "picked_by_a_only", "B 不再回訪", "B 不再回访", "no longer followed up under B";
        PickedByBOnly = "picked_by_b_only", "B 改為回訪", "B 改为回访", "followed up under B";
        Why = "why", "理由不同", "理由不同", "another reason";
        Window = "window", "時限不同", "时限不同", "another window";
        Visitors = "visitors", "回訪人不同", "回访人不同", "other visitors";
        Channels = "channels", "方式不同", "方式不同", "other channels";
    }

    /// How far the handling of an event is; nothing more, this is no dispatch system.
    Handling {
        Reported = "reported", "已受理", "已受理", "Reported";
        InHand = "in_hand", "處理中", "处理中", "In hand";
        Completed = "completed", "處理完畢", "处理完毕", "Completed";
    }

    /// What a reviewer decides on a record. Clauses 11.1.8, 11.2.4, 四.5.
    Verdict {
        Accepted = "accepted", "合格", "合格", "Accepted";
        SentBack = "sent_back", "退回補記", "退回补记", "Sent back";
        Nonconforming = "nonconforming", "不合格", "不合格", "Nonconforming";
    }

    /// A paper that is drafted for every month.
    PaperKind {
        Analysis = "analysis", "統計分析報告", "统计分析报告", "Analysis report";
        Return = "return", "客戶回訪記錄", "客户回访记录", "Monthly return";
    }

    /// How far a paper of the month is. Clauses 四.6, 11.2.4.
    PaperState {
        Drafted = "drafted", "待填寫", "待填写", "Drafted";
        Signed = "signed", "待審核", "待审核", "Signed";
        SentBack = "sent_back", "退回補寫", "退回补写", "Sent back";
        Accepted = "accepted", "待決定", "待决定", "Reviewed";
        Decided = "decided", "已決定", "已决定", "Decided on";
        Delivered = "delivered", "已送達", "已送达", "Delivered";
        Read = "read", "領導已閱", "领导已阅", "Read by a leader";
    }

    /// Why something is a case of the month's analysis. Clause 四.6.
    CaseSort {
        Nonconforming = "nonconforming", "不合格事項", "不合格事项", "Nonconforming";
        RepeatComplaint = "repeat_complaint", "重複投訴", "重复投诉", "Repeat complaint";
        RepeatRepair = "repeat_repair", "重複維修", "重复维修", "Repeat repair";
    }

    /// What sort of thing somebody was given to do.
    TaskKind {
        Corrective = "corrective", "糾正措施", "纠正措施", "Corrective action";
        Preventive = "preventive", "預防措施", "预防措施", "Preventive action";
        Leader = "leader", "領導批示", "领导批示", "A leader's note";
    }

    /// How far it is.
    TaskState {
        Open = "open", "辦理中", "办理中", "Open";
        Done = "done", "待驗證", "待验证", "To be checked";
        Effective = "effective", "驗證有效", "验证有效", "Effective";
        Ineffective = "ineffective", "驗證無效", "验证无效", "Not effective";
        Closed = "closed", "已完成", "已完成", "Done";
    }

    /// What a customer raises during a follow-up. Clause 11.1.9.
    Matter {
        Opinion = "opinion", "意見", "意见", "Opinion";
        Suggestion = "suggestion", "建議", "建议", "Suggestion";
        Complaint = "complaint", "投訴", "投诉", "Complaint";
    }

    /// What a person is to a unit.
    Role {
        Owner = "owner", "業主", "业主", "Owner";
        Tenant = "tenant", "租客", "租客", "Tenant";
        Family = "family", "家屬", "家属", "Family";
        Agent = "agent", "代理人", "代理人", "Agent";
    }
}

impl Channel {
    /// What a record says of how the follow-up was made: a call as 電話回訪, on screen, in print and in exports (11.1.7, 四.3).
    pub const fn recorded(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Phone, Lang::ZhHant) => "電話回訪",
            (Self::Phone, Lang::ZhHans) => "电话回访",
            (Self::Phone, Lang::En) => "Phone follow-up",
            (Self::OnSite | Self::PublicLetter, lang) => self.title(lang),
        }
    }
}

impl Category {
    /// Whether the obligations are the lines of a list: participants, recipients, households.
    pub const fn has_list(self) -> bool {
        matches!(self, Self::Activity | Self::Publication | Self::Festival)
    }
}

impl PaperState {
    /// Whether it waits for who completes it.
    pub const fn is_unsigned(self) -> bool {
        matches!(self, Self::Drafted | Self::SentBack)
    }

    /// Whether somebody still has a step to do.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Decided | Self::Read)
    }
}

impl TaskKind {
    /// Whether somebody else checks its effect.
    pub const fn is_checked(self) -> bool {
        matches!(self, Self::Corrective | Self::Preventive)
    }
}

impl TaskState {
    /// Whether somebody still has a step to do.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Done)
    }
}

impl Why {
    /// Whether the obligation is to be followed up.
    pub const fn picked(self) -> bool {
        matches!(
            self,
            Self::Always | Self::Rate100 | Self::Draw | Self::DrawAtClose
        )
    }

    /// Whether the obligation is exempt and leaves the rate.
    pub const fn exempt(self) -> bool {
        matches!(
            self,
            Self::ExemptAnonymous | Self::ExemptReplyOnly | Self::ExemptInvalid
        )
    }
}
