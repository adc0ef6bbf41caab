//! Who works on the estate, by procedure: somebody in every post, and colleagues where one is not enough.

/// Somebody of the staff, as the file of staff has them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Colleague {
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    pub(super) post: &'static str,
    /// The zone of an officer, or the department of its head.
    pub(super) of: &'static str,
}

const fn colleague(
    login: &'static str,
    name: &'static str,
    post: &'static str,
    of: &'static str,
) -> Colleague {
    Colleague {
        login,
        name,
        post,
        of,
    }
}

const KEHU: &[Colleague] = &[
    colleague("manager", "羅啟明", "site_manager", ""),
    colleague("property", "梁國華", "property_director", ""),
    colleague("service", "許慧玲", "service_director", ""),
    colleague("officer", "馮志明", "area_officer", "東區"),
    colleague("patrol", "郭強", "patrol_inspector", ""),
    colleague("culture", "潘雅文", "culture_clerk", ""),
    colleague("leader", "沈立行", "company_leader", ""),
    colleague("reviewer", "蘇文瑾", "company_reviewer", ""),
    colleague("officer.west", "鄧麗霞", "area_officer", "西區"),
    colleague("leaving", "孫兆基", "area_officer", "南區"),
    colleague("patrol.two", "葉振邦", "patrol_inspector", ""),
];

const YEZHU: &[Colleague] = &[
    colleague("manager", "羅啟明", "site_manager", ""),
    colleague("supervisor", "許慧玲", "service_supervisor", ""),
    colleague("officer", "馮志明", "service_officer", ""),
    colleague("head", "唐國棟", "department_head", "工程部"),
    colleague("assistant", "潘雅文", "manager_assistant", ""),
    colleague("office", "丁秀英", "office", ""),
    colleague("reviewer", "蘇文瑾", "company_reviewer", ""),
    colleague("officer.two", "鄧麗霞", "service_officer", ""),
    colleague("leaving", "孫兆基", "service_officer", ""),
    colleague("head.order", "葉振邦", "department_head", "秩序部"),
    colleague("head.clean", "何玉蘭", "department_head", "環境部"),
];

const WUYE: &[Colleague] = &[
    colleague("manager", "羅啟明", "property_manager", ""),
    colleague("lead", "許慧玲", "service_lead", ""),
    colleague("assistant", "馮志明", "property_assistant", ""),
    colleague("head", "唐國棟", "department_head", "工程部"),
    colleague("manager.assistant", "潘雅文", "manager_assistant", ""),
    colleague("office", "丁秀英", "office", ""),
    colleague("reviewer", "蘇文瑾", "company_reviewer", ""),
    colleague("assistant.two", "鄧麗霞", "property_assistant", ""),
    colleague("leaving", "孫兆基", "property_assistant", ""),
    colleague("head.order", "葉振邦", "department_head", "秩序部"),
    colleague("head.clean", "何玉蘭", "department_head", "環境部"),
];

/// Who leaves three weeks before the end: work in hand goes to others, and a post stands vacant.
pub(super) const LEAVING: &[&str] = &["leaving", "office"];

/// The departments, with the login of the head in those procedures that have heads; 綠化部 has none.
pub(super) const DEPARTMENTS: &[&str] = &["工程部", "秩序部", "環境部", "客服部", "綠化部"];

/// The staff of a shipped procedure.
pub(super) fn colleagues(procedure: &str) -> &'static [Colleague] {
    match procedure {
        "yezhu" => YEZHU,
        "wuye" => WUYE,
        _ => KEHU,
    }
}
