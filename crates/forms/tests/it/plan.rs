//! Events for the planner: the same as for the import, in few bytes.

use huiyin_forms::events::EventRow;
use huiyin_forms::participants::ParticipantRow;
use huiyin_forms::plan::{PlanEvents, PlanRow};
use huiyin_forms::{Options, Refusal, Rows};

use crate::files::{TestFile, example_path, read};

fn plan_of(events: &TestFile, lists: &TestFile) -> (PlanEvents, Vec<Refusal>) {
    let mut refusals = Vec::new();
    let rows = Rows::<PlanRow>::open(events.path(), Options::default()).unwrap();
    let mut plan = PlanEvents::read(rows, |refusal| refusals.push(refusal)).unwrap();
    let lines = Rows::<ParticipantRow>::open(lists.path(), Options::default()).unwrap();
    plan.read_lists(lines, |refusal| refusals.push(refusal))
        .unwrap();
    (plan, refusals)
}

#[test]
fn the_planner_reads_what_the_import_reads() {
    let rows = Rows::<PlanRow>::open(&example_path("events.csv"), Options::default()).unwrap();
    let mut plan = PlanEvents::read(rows, |refusal| panic!("{refusal}")).unwrap();
    let lists = Rows::<ParticipantRow>::open(&example_path("participants.csv"), Options::default());
    plan.read_lists(lists.unwrap(), |refusal| panic!("{refusal}"))
        .unwrap();
    let events = read::<EventRow>(&example_path("events.csv")).unwrap().rows;
    assert_eq!(plan.rows().len(), events.len());
    let names = plan.names();
    for (row, event) in plan.rows().iter().zip(&events) {
        assert_eq!(names.get(row.event_id), &*event.event_id);
        assert_eq!(names.get(row.site), &*event.site);
        assert_eq!(row.kind.map(|kind| names.get(kind)), event.kind.as_deref());
        assert_eq!(row.unit.map(|unit| names.get(unit)), event.unit.as_deref());
        assert_eq!(
            (row.category, row.severity, row.rating, row.contract),
            (event.category, event.severity, event.rating, event.contract)
        );
        assert_eq!(
            (row.reported_at, row.completed_at),
            (event.reported_at, event.completed_at)
        );
        assert_eq!(
            [row.anonymous, row.reply_only, row.reply_attached, row.valid],
            [
                event.anonymous,
                event.reply_only,
                event.reply_attached,
                event.valid
            ]
        );
    }
    let listed: Vec<_> = plan
        .rows()
        .iter()
        .filter(|row| row.listed > 0)
        .map(|row| (names.get(row.event_id), row.listed))
        .collect();
    let lines = read::<ParticipantRow>(&example_path("participants.csv"))
        .unwrap()
        .rows;
    let count = |id: &str| {
        u32::try_from(lines.iter().filter(|line| *line.event_id == *id).count()).unwrap()
    };
    assert_eq!(listed, ["A001", "P001", "F001"].map(|id| (id, count(id))));
}

#[test]
fn a_row_of_the_planner_is_small() {
    assert!(size_of::<PlanRow>() <= 52, "{} bytes", size_of::<PlanRow>());
}

#[test]
fn list_lines_of_unknown_events_are_refused() {
    let events = TestFile::new(
        "events.csv",
        "event_id,site,category\nA1,CY,activity\nA1,HY,activity\nA2,CY,sports\nA3,CY,activity\n",
    );
    let lists = TestFile::new(
        "lists.csv",
        "event_id,site,unit\nA1,,1\nA1,HY,2\nA2,,3\nA1,XX,4\n,,5\nCY,,6\nA3,CY,7\n",
    );
    let (plan, refusals) = plan_of(&events, &lists);
    let listed: Vec<u32> = plan.rows().iter().map(|row| row.listed).collect();
    assert_eq!(listed, [1, 2, 1]);
    let told: Vec<_> = refusals
        .iter()
        .map(|refusal| {
            (
                refusal.row,
                &*refusal.value,
                format!("{:?}", refusal.expected),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (4, "sports", "Category".to_owned()),
            (4, "A2", "KnownEvent".to_owned()),
            (5, "A1", "KnownEvent".to_owned()),
            (6, "", "Filled".to_owned()),
            (7, "CY", "KnownEvent".to_owned()),
        ]
    );
}
