// Who works under which procedure, and what differs between them in the words of the month.

const colleague = (login, name, post, of = "") => ({ login, name, post, of });

export const OFFICES = {
  kehu: {
    procedure: "篇1 客戶回訪管理規程",
    people: [
      colleague("manager", "羅啟明", "site_manager"),
      colleague("property", "梁國華", "property_director"),
      colleague("service", "許慧玲", "service_director"),
      colleague("officer", "馮志明", "area_officer", "東區"),
      colleague("patrol", "郭強", "patrol_inspector"),
      colleague("culture", "潘雅文", "culture_clerk"),
      colleague("leader", "沈立行", "company_leader"),
      colleague("reviewer", "蘇文瑾", "company_reviewer"),
      colleague("patrol.two", "葉振邦", "patrol_inspector"),
    ],
    newcomer: "patrol.two",
    planner: "service",
    keeper: "service",
  },
  yezhu: {
    procedure: "篇2 業主回訪管理作業規程(五)",
    people: [
      colleague("manager", "羅啟明", "site_manager"),
      colleague("supervisor", "許慧玲", "service_supervisor"),
      colleague("officer", "馮志明", "service_officer"),
      colleague("head", "唐國棟", "department_head", "工程部"),
      colleague("assistant", "潘雅文", "manager_assistant"),
      colleague("office", "丁秀英", "office"),
      colleague("reviewer", "蘇文瑾", "company_reviewer"),
      colleague("officer.two", "鄧麗霞", "service_officer"),
    ],
    newcomer: "officer.two",
    planner: "supervisor",
    officer: "officer",
    reader: "assistant",
    keeper: "office",
    // Repairs whose window opens after a month, and closes in the month of the story.
    repairedOn: (month) => month.plus(-2),
  },
  wuye: {
    procedure: "篇3 物業服務回訪管理規程",
    people: [
      colleague("manager", "羅啟明", "property_manager"),
      colleague("lead", "許慧玲", "service_lead"),
      colleague("assistant", "馮志明", "property_assistant"),
      colleague("head", "唐國棟", "department_head", "工程部"),
      colleague("manager.assistant", "潘雅文", "manager_assistant"),
      colleague("office", "丁秀英", "office"),
      colleague("reviewer", "蘇文瑾", "company_reviewer"),
      colleague("assistant.two", "鄧麗霞", "property_assistant"),
    ],
    newcomer: "assistant.two",
    planner: "lead",
    officer: "assistant",
    reader: "manager.assistant",
    keeper: "office",
    // After a week, and within a month.
    repairedOn: (month) => month.plus(-1),
  },
};
