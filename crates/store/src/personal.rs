//! Which columns hold personal data, and how they are emptied. A test lists every column of the schema with its class.

/// Columns about the person whom `words_of` of the same row names, by table.
pub(crate) const WORDS_OF: &[(&str, &[&str])] = &[
    ("event", &["summary", "customer", "phone", "notes"]),
    ("event_report", &["said"]),
    ("obligation", &["void_words"]),
    ("sign_out", &["strokes", "signed_name"]),
    (
        "record",
        &[
            "respondent_words",
            "site_check_words",
            "refusal_words",
            "channel_words",
            "lateness_words",
        ],
    ),
    ("signature", &["strokes", "signed_name"]),
    ("review", &["opinion", "signed_name"]),
    ("matter", &["said", "outcome"]),
    ("attachment", &["file_name", "content_sha256"]),
];

/// Columns about the person whose row it is.
pub(crate) const PERSON: &[&str] = &["name", "phone", "hours"];

/// The other tables that hold personal data: the journal's own parts, which are erased by person, and what is not
/// journalled.
pub const ELSEWHERE: &[(&str, &str)] = &[
    ("record_content", "said"),
    ("journal_part", "body"),
    ("import_finding", "value_words"),
    ("search_term", "term"),
    ("blob_chunk", "content"),
    ("draft", "body"),
    ("account", "login"),
    ("device", "name"),
    ("outbox", "payload"),
    ("job", "payload"),
    ("session", "data"),
    ("login_throttle", "subject"),
];
