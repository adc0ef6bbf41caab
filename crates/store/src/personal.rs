//! Which columns hold personal data, and how they are emptied. A test lists every column of the schema with its class.

/// Columns about the person whom `words_of` of the same row names, by table.
pub(crate) const WORDS_OF: &[(&str, &[&str])] = &[
    ("event", &["summary", "customer", "phone", "notes"]),
    ("sealed", &["summary", "customer", "phone", "notes"]),
    ("event_report", &["said"]),
    ("reply", &["letter", "addressee", "handled", "why"]),
    ("invalidity", &["why", "answer"]),
    ("obligation", &["void_words"]),
    ("sign_out", &["strokes", "signed_name"]),
    ("contact_try", &["note"]),
    ("follow_up_note", &["note"]),
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
    ("nonconforming_decision", &["opinion", "signed_name"]),
    ("round_closing", &["why"]),
    ("matter", &["said", "outcome"]),
    ("settlement", &["outcome"]),
    ("archive_step", &["said", "strokes", "signed_name"]),
    ("paper_step", &["said", "strokes", "signed_name"]),
    ("paper_words", &["said"]),
    ("task", &["correction", "action"]),
    ("task_step", &["said"]),
    ("phone_shown", &["shown"]),
    ("phone_conflict", &["sent", "why"]),
    ("festival_switch", &["why"]),
    ("festival_line", &["note"]),
    (
        "public_letter",
        &[
            "title",
            "salutation",
            "matter",
            "explanation",
            "measures",
            "next_steps",
            "contact",
        ],
    ),
    ("public_letter_step", &["said"]),
    ("attachment", &["file_name", "content_sha256"]),
    ("privacy_request", &["asked", "identity_words"]),
    ("privacy_outcome", &["why"]),
    ("hold", &["why"]),
    ("hold_end", &["why"]),
    ("spot_check", &["said"]),
];

/// Where the words about follow-ups stand: tables, and which of their rows hang on the follow-ups that `THINGS` names. In
/// an order in which every row is found before what leads to it goes.
pub(crate) const OF_FOLLOW_UP: &[(&str, &str)] = &[
    (
        "settlement",
        "matter_id in (select m.id from matter m join record r on r.id = m.record_id where r.follow_up_id in (THINGS))",
    ),
    (
        "record_content",
        "record_id in (select id from record where follow_up_id in (THINGS))",
    ),
    (
        "signature",
        "record_id in (select id from record where follow_up_id in (THINGS))",
    ),
    (
        "review",
        "record_id in (select id from record where follow_up_id in (THINGS))",
    ),
    (
        "nonconforming_decision",
        "record_id in (select id from record where follow_up_id in (THINGS))",
    ),
    (
        "matter",
        "record_id in (select id from record where follow_up_id in (THINGS))",
    ),
    (
        "attachment",
        "record_id in (select id from record where follow_up_id in (THINGS))",
    ),
    (
        "spot_check",
        "record_id in (select id from record where follow_up_id in (THINGS))",
    ),
    ("record", "follow_up_id in (THINGS)"),
    (
        "phone_shown",
        "act_id in (select id from phone_act where follow_up_id in (THINGS))",
    ),
    ("phone_conflict", "follow_up_id in (THINGS)"),
    ("sign_out", "follow_up_id in (THINGS)"),
    ("contact_try", "follow_up_id in (THINGS)"),
    ("follow_up_note", "follow_up_id in (THINGS)"),
    ("round_closing", "follow_up_id in (THINGS)"),
];

/// The same for what is said of an event besides its follow-ups.
pub(crate) const OF_EVENT: &[(&str, &str)] = &[
    ("event", "id in (THINGS)"),
    ("sealed", "event_id in (THINGS)"),
    ("event_report", "event_id in (THINGS)"),
    ("reply", "event_id in (THINGS)"),
    ("invalidity", "event_id in (THINGS)"),
    ("obligation", "event_id in (THINGS)"),
    ("attachment", "event_id in (THINGS)"),
];

/// The columns of a table that hold words about people.
pub(crate) fn columns_of(table: &str) -> &'static [&'static str] {
    if table == "record_content" {
        return &["said"];
    }
    let found = WORDS_OF.iter().find(|(name, _)| *name == table);
    found.map_or(&[], |(_, columns)| columns)
}

/// Columns about the person whose row it is.
pub(crate) const PERSON: &[&str] = &["name", "phone", "hours", "mail"];

/// The other columns that hold personal data: erased along with the row above (`record_content`) or by person
/// (`journal_part`), or not journalled and short-lived.
const ELSEWHERE: &[(&str, &str)] = &[
    ("record_content", "said"),
    ("journal_part", "body"),
    ("import_finding", "value_words"),
    ("search_term", "term"),
    ("blob_chunk", "content"),
    ("archive_month_piece", "content"),
    ("pending_attachment", "file_name"),
    ("pending_attachment", "content_sha256"),
    ("phone_upload", "file_name"),
    ("phone_upload", "file_sha256"),
    ("phone_piece", "content"),
    ("draft", "body"),
    ("account", "login"),
    ("device", "name"),
    ("outbox", "payload"),
    ("outbox", "last_error"),
    ("job", "payload"),
    ("session", "data"),
    ("login_throttle", "subject"),
    ("command", "answer"),
];

/// What keeps somebody out or lets them in.
const SECRET: &[(&str, &str)] = &[
    ("account", "password_hash"),
    ("account", "totp_secret"),
    ("session", "token_hash"),
    ("one_time_link", "token_hash"),
    ("draw_secret", "draw_key"),
    ("export_secret", "secret"),
    ("robot", "address"),
    ("robot", "secret"),
];

/// What a column holds, as far as people are concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// Facts: never erased.
    Fact,
    /// Words about a person: emptied when the person is erased.
    Personal,
    /// A secret of the installation or of an account.
    Secret,
}

/// The class of a column.
pub fn class(table: &str, column: &str) -> Class {
    let words_of = WORDS_OF
        .iter()
        .any(|(name, columns)| *name == table && columns.contains(&column));
    let of_person = table == "person" && PERSON.contains(&column);
    if SECRET.contains(&(table, column)) {
        Class::Secret
    } else if words_of || of_person || ELSEWHERE.contains(&(table, column)) {
        Class::Personal
    } else {
        Class::Fact
    }
}
