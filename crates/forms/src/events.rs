//! Files of service events (服務事項).

use huiyin_domain::{Category, Day, LocalTime, Personal, Rating, Severity};

use crate::{Cells, ColumnOf, EventIds, Expected, FileRow, Note};

columns! {
    /// The columns of a file of events.
    EventColumn = "events", "服務事項", "服务事项", "Service events";
    EventId = "event_id", Required, Text, [
        ("編號", "编号"), ("事項編號", "事项编号"), ("單號", "单号"), ("工單號", "工单号"), ("工單編號", "工单编号"),
        ("派工單號", "派工单号"), ("來源單號", "来源单号"), ("投訴編號", "投诉编号"), ("報修單號", "报修单号"),
        ("維修單號", "维修单号"),
    ], "the event's id, unique in the site";
    Site = "site", Required, Text, [
        ("管理處", "管理处"), ("管理處代碼", "管理处代码"), ("小區", "小区"), ("項目", "项目"), ("服務中心", "服务中心"),
        ("屋苑", "屋苑"),
    ], "the site's code";
    Category = "category", Required, Category, [
        ("類別", "类别"), ("事項類別", "事项类别"), ("服務類別", "服务类别"), ("回訪類別", "回访类别"),
    ], "what sort of service it is";
    Kind = "kind", Optional, Text, [
        ("細類", "细类"), ("小類", "小类"), ("類型", "类型"), ("投訴類別", "投诉类别"), ("維修類別", "维修类别"),
        ("報修類別", "报修类别"),
    ], "finer sort: the matter of a complaint, the sort of a repair, `first_aid` for help";
    Severity = "severity", Optional, Severity, [
        ("等級", "等级"), ("級別", "级别"), ("投訴等級", "投诉等级"), ("投訴級別", "投诉级别"),
        ("嚴重程度", "严重程度"),
    ], "how grave a complaint is; empty means `general`";
    Summary = "summary", Optional, LongText, [
        ("事項摘要", "事项摘要"), ("摘要", "摘要"), ("內容", "内容"), ("事項內容", "事项内容"), ("原事項摘要", "原事项摘要"),
        ("投訴內容", "投诉内容"), ("報修內容", "报修内容"), ("故障描述", "故障描述"), ("描述", "描述"), ("事由", "事由"),
    ], "what happened";
    Unit = "unit", Optional, Text, [
        ("房號", "房号"), ("房間號", "房间号"), ("房屋", "房屋"), ("房產", "房产"), ("門牌號", "门牌号"), ("戶號", "户号"),
    ], "the home, shop or office";
    Zone = "zone", Optional, Text, [
        ("責任區", "责任区"), ("片區", "片区"), ("區域", "区域"),
    ], "the officer's area that the unit is in";
    Customer = "customer", Optional, Text, [
        ("客戶", "客户"), ("客戶姓名", "客户姓名"), ("業主", "业主"), ("業主姓名", "业主姓名"), ("住戶", "住户"),
        ("住戶姓名", "住户姓名"), ("投訴人", "投诉人"), ("報修人", "报修人"), ("聯繫人", "联系人"), ("姓名", "姓名"),
    ], "who asked for it";
    Phone = "phone", Optional, Text, [
        ("電話", "电话"), ("聯繫電話", "联系电话"), ("聯絡電話", "联络电话"), ("聯繫方式", "联系方式"), ("手機", "手机"),
        ("手機號", "手机号"), ("手機號碼", "手机号码"),
    ], "their phone number";
    Departments = "departments", Optional, List, [
        ("受理部門", "受理部门"), ("反映部門", "反映部门"), ("接報部門", "接报部门"),
    ], "the departments that the report reached";
    RespondentDepartment = "respondent_department", Optional, Text, [
        ("被投訴部門", "被投诉部门"), ("責任部門", "责任部门"),
    ], "the department complained about; empty: the planner names it before release";
    Asset = "asset", Optional, Text, [
        ("公共設備", "公共设备"), ("設備", "设备"), ("設施設備", "设施设备"), ("設備名稱", "设备名称"),
    ], "public equipment concerned; stands in the place of an empty unit in the month's analysis";
    ReportedAt = "reported_at", Optional, Moment, [
        ("受理時間", "受理时间"), ("受理日期", "受理日期"), ("報修時間", "报修时间"), ("投訴時間", "投诉时间"),
        ("報事時間", "报事时间"), ("接報時間", "接报时间"), ("登記時間", "登记时间"),
    ], "when it was reported";
    CompletedAt = "completed_at", Optional, Moment, [
        ("處理完畢時間", "处理完毕时间"), ("完成時間", "完成时间"), ("完成日期", "完成日期"), ("完工時間", "完工时间"),
        ("辦結時間", "办结时间"), ("結案時間", "结案时间"),
    ], "when its handling ended; empty: not completed";
    ContractStart = "contract_start", Optional, Day, [
        ("合同首日", "合同首日"), ("合同開始日期", "合同开始日期"), ("合同起始日期", "合同起始日期"),
        ("合同開始日", "合同开始日"), ("合約開始日期", "合约开始日期"),
    ], "first day of a contracted service, which needs it";
    ContractEnd = "contract_end", Optional, Day, [
        ("合同末日", "合同末日"), ("合同結束日期", "合同结束日期"), ("合同到期日", "合同到期日"),
        ("合同結束日", "合同结束日"), ("合約結束日期", "合约结束日期"),
    ], "last day of a contracted service, which needs it";
    Anonymous = "anonymous", Optional, Flag, [
        ("匿名", "匿名"), ("是否匿名", "是否匿名"),
    ], "the complainant left no name; empty: false";
    ReplyOnly = "reply_only", Optional, Flag, [
        ("只要復函", "只要复函"), ("只需復函", "只需复函"), ("只要書面答復", "只要书面答复"),
    ], "an authority only wants a written reply; empty: false";
    ReplyAttached = "reply_attached", Optional, Flag, [
        ("已附復函", "已附复函"), ("復函已附", "复函已附"),
    ], "that reply is attached; empty: false";
    Valid = "valid", Optional, Flag, [
        ("有效", "有效"), ("是否有效", "是否有效"), ("有效投訴", "有效投诉"),
    ], "false for an invalid complaint; empty: true";
    Rating = "rating", Optional, Rating, [
        ("滿意程度", "满意程度"), ("滿意度", "满意度"), ("評價", "评价"), ("客戶評價", "客户评价"),
        ("業主評價", "业主评价"),
    ], "what the customer said on the work order";
}

/// One event as a file has it, with everything that the import keeps.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four columns that are true or false"
)]
pub struct EventRow {
    /// The row of the file.
    pub row: u64,
    /// Unique in the site.
    pub event_id: Box<str>,
    /// The site's code.
    pub site: Box<str>,
    /// What sort of service it is.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<Box<str>>,
    /// How grave a complaint is; `general` for everything else.
    pub severity: Severity,
    /// What happened.
    pub summary: Option<Personal<Box<str>>>,
    /// The home, shop or office.
    pub unit: Option<Box<str>>,
    /// The officer's area.
    pub zone: Option<Box<str>>,
    /// Who asked for it.
    pub customer: Option<Personal<Box<str>>>,
    /// Their phone number.
    pub phone: Option<Personal<Box<str>>>,
    /// The departments that the report reached.
    pub departments: Box<[Box<str>]>,
    /// The department complained about.
    pub respondent_department: Option<Box<str>>,
    /// Public equipment concerned.
    pub asset: Option<Box<str>>,
    /// When it was reported, as wall time of the site.
    pub reported_at: Option<LocalTime>,
    /// When its handling ended, as wall time of the site; not before it was reported.
    pub completed_at: Option<LocalTime>,
    /// First and last day of a contract; always there for a contracted service, the last not before the first.
    pub contract: Option<(Day, Day)>,
    /// The complainant left no name.
    pub anonymous: bool,
    /// An authority only wants a written reply.
    pub reply_only: bool,
    /// That reply is attached.
    pub reply_attached: bool,
    /// False: an invalid complaint.
    pub valid: bool,
    /// What the customer said on the work order.
    pub rating: Option<Rating>,
    /// Which of the cells with a default say it themselves.
    pub said: Said,
    /// The cells of columns that are not known.
    pub notes: Box<[Note]>,
}

/// Which cells of an event are filled, of those that mean something when they are empty: an empty cell never clears
/// what is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "one for each column")]
pub struct Said {
    /// `severity` is filled.
    pub severity: bool,
    /// `anonymous` is filled.
    pub anonymous: bool,
    /// `reply_only` is filled.
    pub reply_only: bool,
    /// `reply_attached` is filled.
    pub reply_attached: bool,
    /// `valid` is filled.
    pub valid: bool,
}

impl Said {
    fn read(cells: &Cells<'_>) -> Self {
        let said = |column| !cells.is_empty(column);
        Self {
            severity: said(EventColumn::Severity),
            anonymous: said(EventColumn::Anonymous),
            reply_only: said(EventColumn::ReplyOnly),
            reply_attached: said(EventColumn::ReplyAttached),
            valid: said(EventColumn::Valid),
        }
    }
}

impl FileRow for EventRow {
    type Column = EventColumn;
    type Memory = EventIds;

    fn read(cells: &mut Cells<'_>, seen: &mut EventIds) -> Option<Self> {
        use EventColumn as Column;
        let facts = EventFacts::read(cells, seen);
        let row = Self {
            row: cells.row(),
            event_id: facts.event_id.into(),
            site: facts.site.into(),
            category: facts.category?,
            kind: facts.kind.map(Box::from),
            severity: facts.severity,
            summary: cells.text(Column::Summary).map(Personal::new),
            unit: facts.unit.map(Box::from),
            zone: cells.text(Column::Zone),
            customer: cells.text(Column::Customer).map(Personal::new),
            phone: cells.text(Column::Phone).map(Personal::new),
            departments: cells.list(Column::Departments),
            respondent_department: cells.text(Column::RespondentDepartment),
            asset: cells.text(Column::Asset),
            reported_at: facts.reported_at,
            completed_at: facts.completed_at,
            contract: facts.contract,
            anonymous: facts.anonymous,
            reply_only: facts.reply_only,
            reply_attached: facts.reply_attached,
            valid: facts.valid,
            rating: facts.rating,
            said: Said::read(cells),
            notes: cells.notes(),
        };
        if cells.is_sound() {
            seen.add(facts.site, facts.event_id, cells.row());
        }
        Some(row)
    }
}

/// What the rules ask of an event, in the texts of the row; with the checks that make it a valid one.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four columns that are true or false"
)]
pub(crate) struct EventFacts<'r> {
    pub(crate) event_id: &'r str,
    pub(crate) site: &'r str,
    pub(crate) category: Option<Category>,
    pub(crate) kind: Option<&'r str>,
    pub(crate) severity: Severity,
    pub(crate) unit: Option<&'r str>,
    pub(crate) reported_at: Option<LocalTime>,
    pub(crate) completed_at: Option<LocalTime>,
    pub(crate) contract: Option<(Day, Day)>,
    pub(crate) anonymous: bool,
    pub(crate) reply_only: bool,
    pub(crate) reply_attached: bool,
    pub(crate) valid: bool,
    pub(crate) rating: Option<Rating>,
}

impl<'r> EventFacts<'r> {
    pub(crate) fn read(cells: &mut Cells<'r>, seen: &EventIds) -> Self {
        use EventColumn as Column;
        let event_id = cells.required(Column::EventId);
        let site = cells.required(Column::Site);
        let category = cells.required_word(Column::Category);
        let severity = cells.word(Column::Severity).unwrap_or(Severity::General);
        if let Some(row) = seen.row_of(site, event_id) {
            cells.refuse(Column::EventId, Expected::FreshId { row });
        }
        let known = |text: &'r str| (!text.is_empty()).then_some(text);
        let (reported_at, completed_at) = moments(cells);
        Self {
            event_id,
            site,
            category,
            kind: known(cells.get(Column::Kind)),
            severity: match category {
                Some(Category::Complaint) => severity,
                _ => Severity::General,
            },
            unit: known(cells.get(Column::Unit)),
            reported_at,
            completed_at,
            contract: contract(cells, category),
            anonymous: cells.flag(Column::Anonymous, false),
            reply_only: cells.flag(Column::ReplyOnly, false),
            reply_attached: cells.flag(Column::ReplyAttached, false),
            valid: cells.flag(Column::Valid, true),
            rating: cells.word(Column::Rating),
        }
    }
}

fn moments(cells: &mut Cells<'_>) -> (Option<LocalTime>, Option<LocalTime>) {
    let reported_at = cells.moment(EventColumn::ReportedAt);
    let completed_at = cells.moment(EventColumn::CompletedAt);
    if completed_at.is_some() && completed_at < reported_at {
        let reported = EventColumn::ReportedAt.column();
        cells.refuse(EventColumn::CompletedAt, Expected::NotBefore(reported));
    }
    (reported_at, completed_at)
}

/// The days of a contract: both or none, the last not before the first, and both for a contracted service.
fn contract(cells: &mut Cells<'_>, category: Option<Category>) -> Option<(Day, Day)> {
    let ends = [EventColumn::ContractStart, EventColumn::ContractEnd];
    let [first, last] = ends.map(|end| cells.day(end));
    if category == Some(Category::ContractedService) {
        for end in ends {
            if cells.is_empty(end) {
                cells.refuse(end, Expected::ContractDays);
            }
        }
    }
    let (first, last) = (first?, last?);
    if last < first {
        let start = EventColumn::ContractStart.column();
        cells.refuse(EventColumn::ContractEnd, Expected::NotBefore(start));
    }
    Some((first, last))
}
