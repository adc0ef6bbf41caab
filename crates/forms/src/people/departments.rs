use crate::{Cells, FileRow, Note};

columns! {
    /// The columns of a file of departments.
    DepartmentColumn = "departments", "部門", "部门", "Departments";
    Department = "department", Required, Text, [
        ("部門", "部门"), ("部門名稱", "部门名称"), ("名稱", "名称"),
    ], "its name, unique in the site";
    Head = "head", Optional, Text, [
        ("主管", "主管"), ("負責人", "负责人"), ("部門主管", "部门主管"), ("部門負責人", "部门负责人"),
    ], "the login of its head; for a contractor the post that answers for it";
    Contractor = "contractor", Optional, Flag, [
        ("外包", "外包"), ("是否外包", "是否外包"), ("外判", "外判"),
    ], "true for an outside contractor";
}

/// One department. An empty cell never clears what is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DepartmentRow {
    /// The row of the file.
    pub row: u64,
    /// Its name, unique in the site.
    pub department: Box<str>,
    /// The login of its head; for a contractor the post that answers for it.
    pub head: Option<Box<str>>,
    /// Whether it is an outside contractor, where the file says so.
    pub contractor: Option<bool>,
    /// The cells of columns that are not known.
    pub notes: Box<[Note]>,
}

impl FileRow for DepartmentRow {
    type Column = DepartmentColumn;
    type Memory = ();

    fn read(cells: &mut Cells<'_>, (): &mut ()) -> Option<Self> {
        Some(Self {
            row: cells.row(),
            department: cells.required(DepartmentColumn::Department).into(),
            head: cells.text(DepartmentColumn::Head),
            contractor: cells.flag_if_known(DepartmentColumn::Contractor),
            notes: cells.notes(),
        })
    }
}
