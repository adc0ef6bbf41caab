//! Units, residents, staff, departments and lists.

use huiyin_domain::{Lang, Role};
use huiyin_forms::participants::ParticipantRow;
use huiyin_forms::people::{ContactWish, DepartmentRow, ResidentRow, StaffRow};
use huiyin_forms::units::UnitRow;

use crate::files::{example_path, read, read_csv};

#[test]
fn lists_keep_their_order() {
    let list = read::<ParticipantRow>(&example_path("participants.csv")).unwrap();
    assert_eq!(list.reasons(), [""; 0]);
    assert!(list.rows.is_sorted_by_key(|line| line.row));
    let first = &list.rows[0];
    assert_eq!(
        (first.row, &*first.event_id, first.site.as_deref()),
        (2, "A001", None)
    );
    assert_eq!(
        first.customer.as_ref().unwrap().reveal().as_ref(),
        "參加戶1"
    );
    assert_eq!(first.phone, None);
}

#[test]
fn a_list_line_needs_its_event() {
    let list = read_csv::<ParticipantRow>("編號,房號,管理處\nA1,1-101,CY\n,1-102,\n");
    assert_eq!(list.reasons(), ["3 event_id Filled"]);
    assert_eq!(list.rows[0].site.as_deref(), Some("CY"));
}

#[test]
fn units_are_read() {
    let units = read_csv::<UnitRow>(
        "房號,樓棟,樓層,室,責任區,房屋類型,交付日期,朝向\n3-1202,3,12,02,東區,住宅,2020-05-01,南\n,3,,,,,2020-13-01,\n",
    );
    assert_eq!(units.reasons(), ["3 unit Filled", "3 handed_over RealDay"]);
    let unit = &units.rows[0];
    assert_eq!(
        (&*unit.unit, unit.building.as_deref(), unit.room.as_deref()),
        ("3-1202", Some("3"), Some("02"))
    );
    assert_eq!(unit.handed_over.unwrap().to_string(), "2020-05-01");
    assert_eq!(&*unit.notes[0].title, "朝向");
}

#[test]
fn residents_are_read() {
    let residents = read_csv::<ResidentRow>(
        "unit,name,role,phone,from,to,language,contact\n\
         3-1202,何女士,owner,13800000001,2020-05-01,,zh-Hant,any\n\
         3-1203,Smith,租客,,2024-01-01,2023-01-01,English,hours 18:00-20:00\n\
         3-1204,李先生,家属,,,,简体,只用电话\n\
         3-1205,王先生,guest,,,,French,never\n\
         3-1206,周先生,代理人,,,,,時段：晚上\n",
    );
    assert_eq!(
        residents.reasons(),
        [
            "3 to NotBefore",
            "5 role Role",
            "5 language Language",
            "5 contact ContactWish"
        ]
    );
    let read: Vec<_> = residents
        .rows
        .iter()
        .map(|row| (row.role, row.language, row.contact.clone()))
        .collect();
    assert_eq!(
        read,
        [
            (
                Some(Role::Owner),
                Some(Lang::ZhHant),
                Some(ContactWish::Any)
            ),
            (
                Some(Role::Family),
                Some(Lang::ZhHans),
                Some(ContactWish::PhoneOnly)
            ),
            (
                Some(Role::Agent),
                None,
                Some(ContactWish::Hours("晚上".into()))
            ),
        ]
    );
    assert_eq!(format!("{:?}", residents.rows[0].name), "[personal]");
}

#[test]
fn staff_are_read() {
    let staff = read_csv::<StaffRow>(
        "工號,姓名,手機,崗位,責任區,部門,入職日期,離職日期\n\
         lin,林主任,13900000001,service_director; 責任區管理員 ,東區；西區,客服部,2024-01-01,\n\
         ,無名,,,,,,\n",
    );
    assert_eq!(staff.reasons(), ["3 login Filled"]);
    assert_eq!(
        &*staff.rows[0].posts,
        ["service_director".into(), "責任區管理員".into()]
    );
    assert_eq!(staff.rows[0].zones.len(), 2);
}

#[test]
fn departments_are_read() {
    let departments = read_csv::<DepartmentRow>(
        "部門,主管,外包\n工程部,zhang,否\n電梯公司,,是\n保潔,,\n綠化,,也許\n",
    );
    assert_eq!(departments.reasons(), ["5 contractor Flag"]);
    let read: Vec<_> = departments
        .rows
        .iter()
        .map(|row| (row.head.as_deref(), row.contractor))
        .collect();
    assert_eq!(
        read,
        [
            (Some("zhang"), Some(false)),
            (None, Some(true)),
            (None, None)
        ]
    );
}
