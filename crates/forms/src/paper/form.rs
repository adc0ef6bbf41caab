use serde::{Deserialize, Serialize};

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        /// A form, or a table that is handed out like one.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Form { $($(#[$doc])* $name,)* }

        impl Form {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its id: in layouts, and in the names of files.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The form of an id.
            pub fn of_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$name),)* _ => None }
            }

            /// Its layout as it comes with the program.
            pub(super) const fn built_in(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("../../layouts/", $id, ".toml")),)* }
            }
        }
    };
}

forms! {
    /// 《回訪記錄表》
    VisitRecord = "visit_record";
    /// 《回訪記錄簽收表》
    SignOutSheet = "sign_out_sheet";
    /// 《回訪統計表》
    Statistics = "statistics";
    /// 《客戶回訪記錄》
    MonthlyReturn = "monthly_return";
    /// 統計分析報告
    Analysis = "analysis";
    /// 投訴記錄表
    ComplaintRecord = "complaint_record";
    /// 維修單
    RepairOrder = "repair_order";
    /// 公開信
    PublicLetter = "public_letter";
    /// 不合格（糾正、預防措施）報告
    Nonconformity = "nonconformity";
    /// 歸檔移交清單
    HandOver = "hand_over";
    /// 銷毀清單
    Disposal = "disposal";
    /// 服務事項, as a table.
    EventList = "event_list";
    /// 回訪計劃, as a table.
    PlanList = "plan_list";
    /// 回訪記錄 of a month, as a table.
    RecordList = "record_list";
    /// 績效考評依據, as a table.
    Appraisal = "appraisal";
    /// 公司匯總: the statistics of a part of the company over some months.
    Company = "company";
    /// 訊號 of a month.
    Signals = "signals";
    /// 公司抽查 of a month.
    SpotChecks = "spot_checks";
}

impl Form {
    /// The layout of this form that comes with the program, as a company begins its own from.
    pub const fn layout_text(self) -> &'static str {
        self.built_in()
    }
}
