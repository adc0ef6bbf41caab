//! `huiyin procedure list|show|check`.

use tempfile::tempdir;

use crate::run::{file, huiyin, text};

#[test]
fn the_shipped_procedures_are_listed_and_shown() {
    let list = huiyin(&["procedure", "list"]);
    assert_eq!(list.status, 0);
    for (id, clause) in [("kehu", "11.1.3"), ("yezhu", "四.1(2)b"), ("wuye", "4.6")] {
        assert!(list.stdout.contains(id), "{}", list.stdout);
        let show = huiyin(&["procedure", "show", id]);
        assert_eq!(show.status, 0, "{}", show.stderr);
        assert!(show.stdout.contains(clause), "{id}");
    }
}

#[test]
fn a_good_file_is_checked_and_a_bad_one_refused_with_its_place() {
    let folder = tempdir().unwrap();
    let shipped = include_str!("../../../../procedures/kehu.toml");
    let good = huiyin(&[
        "procedure",
        "check",
        &text(&file(&folder, "good.toml", shipped)),
    ]);
    assert_eq!(good.status, 0, "{}", good.stderr);

    let line = shipped
        .lines()
        .position(|line| line.contains("target = \"50%\""))
        .unwrap()
        + 1;
    let bad = file(
        &folder,
        "bad.toml",
        shipped.replacen("target = \"50%\"", "target = \"150%\"", 1),
    );
    let run = huiyin(&["procedure", "check", &text(&bad)]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains(&format!("line {line}, column")),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("bad.toml"), "{}", run.stderr);

    let missing = huiyin(&["procedure", "show", "kehhu"]);
    assert_eq!(missing.status, 2);
    assert!(
        missing.stderr.contains("kehu, yezhu, wuye"),
        "{}",
        missing.stderr
    );
}
