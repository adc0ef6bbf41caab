use huiyin_domain::{Day, Personal};

use super::days;
use crate::{Cells, FileRow, Note};

columns! {
    /// The columns of a file of staff.
    StaffColumn = "staff", "員工", "员工", "Staff";
    Login = "login", Required, Text, [
        ("登錄名", "登录名"), ("帳號", "账号"), ("工號", "工号"), ("員工編號", "员工编号"),
    ], "what they sign in with, unique in the company";
    Name = "name", Required, Text, [("姓名", "姓名"), ("員工姓名", "员工姓名")], "their name";
    Phone = "phone", Optional, Text, [
        ("電話", "电话"), ("聯繫電話", "联系电话"), ("聯絡電話", "联络电话"), ("手機", "手机"), ("手機號", "手机号"),
        ("手機號碼", "手机号码"),
    ], "their phone number";
    Posts = "posts", Optional, List, [
        ("崗位", "岗位"), ("職務", "职务"), ("職位", "职位"),
    ], "ids or titles of the posts they hold";
    Zones = "zones", Optional, List, [
        ("責任區", "责任区"), ("片區", "片区"), ("區域", "区域"),
    ], "the areas they answer for";
    Department = "department", Optional, Text, [("部門", "部门"), ("所屬部門", "所属部门")], "the department they work in";
    From = "from", Optional, Day, [
        ("入職日期", "入职日期"), ("到崗日期", "到岗日期"), ("起始日期", "起始日期"), ("開始日期", "开始日期"),
    ], "the first day in these posts";
    To = "to", Optional, Day, [
        ("離職日期", "离职日期"), ("離崗日期", "离岗日期"), ("結束日期", "结束日期"),
    ], "the last day in these posts";
}

/// One member of staff. An empty cell never clears what is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffRow {
    /// The row of the file.
    pub row: u64,
    /// What they sign in with.
    pub login: Box<str>,
    /// Their name.
    pub name: Personal<Box<str>>,
    /// Their phone number.
    pub phone: Option<Personal<Box<str>>>,
    /// The posts they hold, as ids or titles; which there are, the procedure says.
    pub posts: Box<[Box<str>]>,
    /// The areas they answer for.
    pub zones: Box<[Box<str>]>,
    /// The department they work in.
    pub department: Option<Box<str>>,
    /// The first day in these posts.
    pub from: Option<Day>,
    /// The last day in these posts, not before the first.
    pub to: Option<Day>,
    /// The cells of columns that are not known.
    pub notes: Box<[Note]>,
}

impl FileRow for StaffRow {
    type Column = StaffColumn;
    type Memory = ();

    fn read(cells: &mut Cells<'_>, (): &mut ()) -> Option<Self> {
        let (from, to) = days(cells, StaffColumn::From, StaffColumn::To);
        Some(Self {
            row: cells.row(),
            login: cells.required(StaffColumn::Login).into(),
            name: Personal::new(cells.required(StaffColumn::Name).into()),
            phone: cells.text(StaffColumn::Phone).map(Personal::new),
            posts: cells.list(StaffColumn::Posts),
            zones: cells.list(StaffColumn::Zones),
            department: cells.text(StaffColumn::Department),
            from,
            to,
            notes: cells.notes(),
        })
    }
}
