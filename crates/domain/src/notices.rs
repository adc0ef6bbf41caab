//! The closed vocabularies of notices: what they are about, and how they get out.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::words::words;

words! {
    /// What a notice is about.
    Topic {
        PlanReleased = "plan_released", "回訪放行", "回访放行", "Follow-ups released";
        FollowUpEscalated = "follow_up_escalated", "逾期上門", "逾期上门", "Sent to the door";
        RecordWaits = "record_waits", "記錄待審核", "记录待审核", "Records to review";
        RecordSentBack = "record_sent_back", "記錄退回", "记录退回", "Records sent back";
        RecordNonconforming = "record_nonconforming", "判為不合格", "判为不合格", "Found nonconforming";
        PaperWaits = "paper_waits", "月度報告待辦", "月度报告待办", "Month's paper to do";
        ReturnDelivered = "return_delivered", "客戶回訪記錄送達", "客户回访记录送达", "Monthly return delivered";
        PaperLate = "paper_late", "月度報告逾期", "月度报告逾期", "Month's paper late";
        TaskGiven = "task_given", "任務交辦", "任务交办", "Task given";
        TaskDone = "task_done", "措施待驗證", "措施待验证", "Task to be checked";
        TaskLate = "task_late", "任務逾期", "任务逾期", "Tasks late";
        ListMissing = "list_missing", "名單未交", "名单未交", "List missing";
        FestivalNear = "festival_near", "節日將到", "节日将到", "Festival near";
        LetterWaits = "letter_waits", "公開信待批准", "公开信待批准", "Letter to approve";
        LetterJudged = "letter_judged", "公開信已審", "公开信已审", "Letter read";
        PhoneWorkKept = "phone_work_kept", "手機內容待處理", "手机内容待处理", "Phone's work to settle";
        PhoneWorkSettled = "phone_work_settled", "手機內容已處理", "手机内容已处理", "Phone's work settled";
        RequestDue = "request_due", "個人資料申請將到期", "个人资料申请将到期", "Request on personal data due";
        ArchiveDue = "archive_due", "歸檔將到期", "归档将到期", "Archive hand-over due";
        HeadsNoted = "heads_noted", "外部留存", "外部留存", "Notes kept outside";
    }

    /// What a site's notices are posted to, besides the people whom they concern.
    RobotKind {
        WeCom = "wecom", "企業微信群機器人", "企业微信群机器人", "WeCom group robot";
        DingTalk = "dingtalk", "釘釘群機器人", "钉钉群机器人", "DingTalk group robot";
        Feishu = "feishu", "飛書群機器人", "飞书群机器人", "Feishu group robot";
        Webhook = "webhook", "通用 Webhook", "通用 Webhook", "Plain webhook";
        Mail = "mail", "電子郵件", "电子邮件", "E-mail";
    }

    /// Where a notice ended up.
    Way {
        Mail = "mail", "電子郵件", "电子邮件", "E-mail";
        Robot = "robot", "群機器人", "群机器人", "Robot";
        Product = "product", "只在系統內", "只在系统内", "In the product only";
    }

    /// Why a notice could not be delivered.
    DeliveryFault {
        Unreachable = "unreachable", "連不上對方", "连不上对方", "Cannot be reached";
        TimedOut = "timed_out", "對方太久沒有回應", "对方太久没有回应", "No answer in time";
        NotTrusted = "not_trusted", "對方的憑證不可信", "对方的证书不可信", "Its certificate is not trusted";
        Refused = "refused", "對方拒收", "对方拒收", "Refused";
        Busy = "busy", "對方暫時不收", "对方暂时不收", "Not accepted for now";
        BadAddress = "bad_address", "地址寫法不對", "地址写法不对", "The address is not one";
    }
}
