//! Lists of events: participants of activities, recipients of publications, households of festivals.

use huiyin_domain::Personal;

use crate::{Cells, FileRow, Note};

columns! {
    /// The columns of a file of lists.
    ParticipantColumn = "participants", "名單", "名单", "Participants and recipients";
    EventId = "event_id", Required, Text, [
        ("編號", "编号"), ("事項編號", "事项编号"), ("活動編號", "活动编号"), ("單號", "单号"),
    ], "the event that the list is of; lines are numbered in the order of the file";
    Site = "site", Optional, Text, [
        ("管理處", "管理处"), ("管理處代碼", "管理处代码"), ("小區", "小区"), ("項目", "项目"), ("服務中心", "服务中心"),
        ("屋苑", "屋苑"),
    ], "the site's code, where several sites are in the file of events";
    Unit = "unit", Optional, Text, [
        ("房號", "房号"), ("房間號", "房间号"), ("房屋", "房屋"), ("房產", "房产"), ("門牌號", "门牌号"), ("戶號", "户号"),
    ], "the home, shop or office";
    Customer = "customer", Optional, Text, [
        ("客戶", "客户"), ("客戶姓名", "客户姓名"), ("參加人", "参加人"), ("收件人", "收件人"), ("業主", "业主"),
        ("業主姓名", "业主姓名"), ("住戶", "住户"), ("住戶姓名", "住户姓名"), ("姓名", "姓名"),
    ], "who took part, received it or is to be visited";
    Phone = "phone", Optional, Text, [
        ("電話", "电话"), ("聯繫電話", "联系电话"), ("聯絡電話", "联络电话"), ("聯繫方式", "联系方式"), ("手機", "手机"),
        ("手機號", "手机号"), ("手機號碼", "手机号码"),
    ], "their phone number";
}

/// One line of an event's list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParticipantRow {
    /// The row of the file.
    pub row: u64,
    /// The event.
    pub event_id: Box<str>,
    /// Its site, where the file says it.
    pub site: Option<Box<str>>,
    /// The home, shop or office.
    pub unit: Option<Box<str>>,
    /// Who took part, received it or is to be visited.
    pub customer: Option<Personal<Box<str>>>,
    /// Their phone number.
    pub phone: Option<Personal<Box<str>>>,
    /// The cells of columns that are not known.
    pub notes: Box<[Note]>,
}

impl FileRow for ParticipantRow {
    type Column = ParticipantColumn;
    type Memory = ();

    fn read(cells: &mut Cells<'_>, (): &mut ()) -> Option<Self> {
        use ParticipantColumn as Column;
        Some(Self {
            row: cells.row(),
            event_id: cells.required(Column::EventId).into(),
            site: cells.text(Column::Site),
            unit: cells.text(Column::Unit),
            customer: cells.text(Column::Customer).map(Personal::new),
            phone: cells.text(Column::Phone).map(Personal::new),
            notes: cells.notes(),
        })
    }
}
