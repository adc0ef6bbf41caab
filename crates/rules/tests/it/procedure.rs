use huiyin_rules::procedure::shipped;

#[test]
fn the_shipped_procedures_are_read() {
    let ids: Vec<_> = shipped()
        .iter()
        .map(|edition| edition.procedure.id.as_str())
        .collect();
    assert_eq!(ids, ["kehu", "yezhu", "wuye"]);
}
