use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How one estate's own files are to be read: its titles and its values, mapped once and kept by name.
///
/// ```
/// let profile: huiyin_forms::Profile = serde_json::from_str(
///     r#"{"titles": {"工单流水": "event_id"}, "values": {"category": {"报事": "repair"}}}"#,
/// ).unwrap();
/// assert_eq!(profile.titles["工单流水"], "event_id");
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// Own title → name of the column; an empty one stands for "no column: keep it as a note". Goes before the titles
    /// that are known anyway.
    pub titles: BTreeMap<String, String>,
    /// Name of the column → own value → the value that stands for it; an empty one stands for "not known".
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}
