//! The closed vocabularies that only the journal and the tables behind it use.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::words::words;

words! {
    /// What a place in the tree of scopes is.
    ScopeKind {
        Company = "company", "公司", "公司", "Company";
        Region = "region", "區域", "区域", "Region";
        Site = "site", "管理處", "管理处", "Site";
        Zone = "zone", "責任區", "责任区", "Zone";
    }

    /// How a customer wishes to be contacted.
    ContactWish {
        Any = "any", "不限", "不限", "Any way";
        PhoneOnly = "phone_only", "只用電話", "只用电话", "By phone only";
        NoVisits = "no_visits", "不要上門", "不要上门", "No visits";
        Hours = "hours", "限定時間", "限定时间", "At certain hours";
    }

    /// How an event reached the product.
    Source {
        Form = "form", "登記", "登记", "Entered";
        Import = "import", "匯入", "导入", "Imported";
        Api = "api", "接口", "接口", "Interface";
        FollowUp = "follow_up", "回訪", "回访", "Raised in a follow-up";
    }

    /// Why an obligation no longer stands.
    VoidCause {
        Reopened = "reopened", "重新處理", "重新处理", "The event was reopened";
        Corrected = "corrected", "更正", "更正", "The event was corrected";
        Invalid = "invalid", "無效投訴", "无效投诉", "Invalid complaint";
        Merged = "merged", "併入", "并入", "Merged into another event";
        ReplyAttached = "reply_attached", "已附復函", "已附复函", "The letter of reply was attached";
        ImportUndone = "import_undone", "撤回匯入", "撤回导入", "The import was undone";
    }

    /// What was done to an archive batch. Clause 四.7.
    BatchStep {
        Collected = "collected", "收齊", "收齐", "Collected";
        Reviewed = "reviewed", "審核", "审核", "Reviewed";
        Received = "received", "接收存檔", "接收存档", "Received for keeping";
        Held = "held", "暫緩銷毀", "暂缓销毁", "Held";
        Freed = "freed", "解除暫緩", "解除暂缓", "Hold ended";
        Proposed = "proposed", "提出銷毀", "提出销毁", "Listed for disposal";
        Approved = "approved", "批准銷毀", "批准销毁", "Disposal approved";
        Refused = "refused", "不批准銷毀", "不批准销毁", "Disposal not approved";
        Disposed = "disposed", "銷毀", "销毁", "Disposed of";
    }

    /// What somebody asks for about their own data.
    RequestKind {
        Access = "access", "查閱", "查阅", "To see it";
        Correction = "correction", "更正", "更正", "To have it corrected";
        Export = "export", "取得副本", "取得副本", "To have a copy";
        Restriction = "restriction", "限制處理", "限制处理", "To have its use restricted";
        Release = "release", "解除限制", "解除限制", "To end the restriction";
        Erasure = "erasure", "刪除", "删除", "To have it erased";
    }

    /// How somebody showed that they are the person, or may speak for them.
    IdentityCheck {
        InPerson = "in_person", "當面核對", "当面核对", "In person";
        CallBack = "call_back", "致電登記號碼核對", "致电登记号码核对", "By calling the number on file";
        Written = "written", "書面申請核對簽名", "书面申请核对签名", "By the signature under a letter";
        Agent = "agent", "代理人憑授權書", "代理人凭授权书", "An agent with a written authority";
    }

    /// What a request came to.
    RequestOutcome {
        Done = "done", "已辦", "已办", "Done";
        InPart = "in_part", "部分辦理", "部分办理", "Done in part";
        Refused = "refused", "不予辦理", "不予办理", "Refused";
    }

    /// Why a request is refused, or done in part only.
    Ground {
        Held = "held", "暫緩銷毀中", "暂缓销毁中", "It is held";
        Owed = "owed", "事項未辦結", "事项未办结", "Something is still owed";
        Here = "here", "現住戶或在職人員", "现住户或在职人员", "They live or work here";
        Retention = "retention", "保存期未滿", "保存期未满", "It must be kept longer";
        Identity = "identity", "身份未能核實", "身份未能核实", "The identity could not be shown";
        OthersRights = "others_rights", "涉及他人資料", "涉及他人资料", "It is about others too";
        NothingHeld = "nothing_held", "沒有所指資料", "没有所指资料", "There is no such data";
    }

    /// Why a resident was not reached in a spot check.
    NotReached {
        NoAnswer = "no_answer", "無人接聽", "无人接听", "Nobody answered";
        NoNumber = "no_number", "沒有號碼或號碼不對", "没有号码或号码不对", "No number, or a wrong one";
        Declined = "declined", "不願回答", "不愿回答", "Did not wish to answer";
        LeftAlone = "left_alone", "要求不受打擾", "要求不受打扰", "Asked to be left alone";
        Other = "other", "其他", "其他", "Another reason";
    }

    /// A section of a public letter. Clause 11.1.10.
    LetterSection {
        Title = "title", "標題", "标题", "Title";
        Salutation = "salutation", "稱呼", "称呼", "Salutation";
        Matter = "matter", "事由", "事由", "Matter";
        Explanation = "explanation", "問題說明", "问题说明", "Explanation";
        Measures = "measures", "已採取措施", "已采取措施", "Done so far";
        NextSteps = "next_steps", "後續安排及時間", "后续安排及时间", "Next steps and dates";
        Contact = "contact", "聯繫人及電話", "联系人及电话", "Contact";
    }

    /// How far a public letter is.
    LetterState {
        Drafted = "drafted", "待批准", "待批准", "Waits for approval";
        SentBack = "sent_back", "退回修改", "退回修改", "Sent back";
        Approved = "approved", "待張貼", "待张贴", "Approved, to be put up";
        Posted = "posted", "已張貼", "已张贴", "Put up";
        Withdrawn = "withdrawn", "已撤回", "已撤回", "Given up";
    }

    /// What was done to a public letter.
    LetterStep {
        Drafted = "drafted", "擬稿", "拟稿", "Drafted";
        Approved = "approved", "批准", "批准", "Approved";
        SentBack = "sent_back", "退回修改", "退回修改", "Sent back";
        Posted = "posted", "張貼", "张贴", "Put up";
        Withdrawn = "withdrawn", "撤回", "撤回", "Given up";
    }

    /// How far a planned follow-up is.
    FollowUpState {
        Planned = "planned", "待放行", "待放行", "Planned";
        Released = "released", "已放行", "已放行", "Released";
        Taken = "taken", "待回訪", "待回访", "Form taken";
        Recorded = "recorded", "待審核", "待审核", "Recorded";
        SentBack = "sent_back", "退回補記", "退回补记", "Sent back";
        Accepted = "accepted", "合格", "合格", "Accepted";
        Nonconforming = "nonconforming", "不合格", "不合格", "Nonconforming";
        Withdrawn = "withdrawn", "已撤銷", "已撤销", "Withdrawn";
    }

    /// Why this person visits: the officer of the zone, else the last visitor, else the fewest open
    /// visits, ties by id.
    VisitorReason {
        Zone = "zone", "責任區", "责任区", "Officer of the unit's zone";
        LastVisitor = "last_visitor", "上次回訪人", "上次回访人", "Visited this household last";
        FewestOpen = "fewest_open", "在手最少", "在手最少", "Has the fewest open visits";
        OnlyHolder = "only_holder", "在職者", "在职者", "Holds the post";
        Head = "head", "部門主管", "部门主管", "Heads the department";
        OneUp = "one_up", "上一級", "上一级", "One level up";
        Named = "named", "指定", "指定", "Named by the planner";
        SameVisit = "same_visit", "同戶一次上門", "同户一次上门", "Same visit as another to this household";
        Vacant = "vacant", "空缺", "空缺", "Nobody holds the post";
    }

    /// A section of the visit record. Clauses 四.1(4), 4.4.
    Section {
        Quality = "quality", "質量評價", "质量评价", "Quality";
        Effect = "effect", "服務效果評價", "服务效果评价", "Effect";
        Satisfaction = "satisfaction", "滿意程度", "满意程度", "Satisfaction";
        Shortcomings = "shortcomings", "缺點與不足", "缺点与不足", "Shortcomings";
        Suggestions = "suggestions", "住戶建議", "住户建议", "Suggestions";
    }

    /// What looking on the spot (現場查看) showed. Clause 四.3.
    SiteCheck {
        Good = "good", "查看正常", "查看正常", "Found in order";
        Failed = "failed", "查看不合格", "查看不合格", "Found wanting";
        NotApplicable = "not_applicable", "不適用", "不适用", "Not applicable";
    }

    /// Whether the customer says that the matter is solved.
    Solved {
        Yes = "yes", "已解決", "已解决", "Solved";
        No = "no", "未解決", "未解决", "Not solved";
        Disputed = "disputed", "有爭議", "有争议", "The facts are disputed";
    }

    /// Who signs a record.
    Signer {
        Customer = "customer", "住戶", "住户", "Customer";
        Visitor = "visitor", "回訪人", "回访人", "Visitor";
        Witness = "witness", "見證人", "见证人", "Witness";
        Reviewer = "reviewer", "審核人", "审核人", "Reviewer";
    }

    /// How a signature was made.
    SignatureKind {
        Strokes = "strokes", "手寫", "手写", "Drawn";
        Typed = "typed", "鍵入姓名", "键入姓名", "Typed";
        Paper = "paper", "紙本", "纸本", "On paper";
    }

    /// What a photo or scan under a record shows.
    Shows {
        SiteCheck = "site_check", "現場查看", "现场查看", "The place";
        Matter = "matter", "提出事項", "提出事项", "Something raised";
        SignedSheet = "signed_sheet", "簽名原表", "签名原表", "The signed sheet";
    }

    /// What a visitor does on the phone.
    PhoneWork {
        TakeForm = "take_form", "簽收表單", "签收表单", "Taking the form";
        RecordVisit = "record_visit", "回訪記錄", "回访记录", "Recording the visit";
        NoteTry = "note_try", "聯繫記錄", "联系记录", "Noting a try";
    }

    /// What had changed when the work of a phone arrived.
    ConflictReason {
        Reassigned = "reassigned", "已改由他人回訪", "已改由他人回访", "Others visit now";
        Settled = "settled", "已另有記錄", "已另有记录", "Recorded otherwise";
        Reopened = "reopened", "已重新處理", "已重新处理", "The event was reopened";
        Procedure = "procedure", "適用規程已改", "适用规程已改", "Another procedure holds";
        State = "state", "進度已變", "进度已变", "It is at another step";
        Gone = "gone", "已不存在", "已不存在", "It is not there";
    }

    /// What an imported file lists.
    ImportKind {
        Events = "events", "服務事項", "服务事项", "Events";
        Units = "units", "房號", "房号", "Units";
        Residents = "residents", "住戶", "住户", "Residents";
        Staff = "staff", "員工", "员工", "Staff";
        Departments = "departments", "部門", "部门", "Departments";
        Participants = "participants", "參加名單", "参加名单", "Participants";
    }
}

impl LetterSection {
    /// Whether no letter goes without it.
    pub const fn is_required(self) -> bool {
        !matches!(self, Self::Explanation | Self::Measures)
    }
}
