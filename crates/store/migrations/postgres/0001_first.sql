-- The first house: every decision that would be dear to change later (DESIGN in docs/design/databases.md).
--
-- Ids are 16 bytes; days ISO text; moments microseconds since 1970 UTC; enumerations, JSON and hashes in hex text;
-- yes and no 1 and 0. Which columns hold personal data is listed in src/personal.rs; words_of is whom they are about.

-- ── Scopes, procedures ──────────────────────────────────────────────────────────────────────────────────────────

create table scope (
    id bytea not null primary key,
    kind text collate "C" not null,
    parent_id bytea references scope (id),
    name text collate "C" not null,
    site_code text collate "C",
    time_zone text collate "C",
    live_from text collate "C",
    unique (parent_id, name),
    unique (site_code)
);
create unique index scope_company on scope (kind) where kind = 'company';

create table installation (
    company_id bytea not null primary key references scope (id),
    id bytea not null,
    demo bigint not null,
    opened_at bigint not null
);

create table procedure_version (
    hash bytea not null primary key,
    procedure text collate "C" not null,
    format bigint not null,
    content text collate "C" not null
);

create table site_procedure (
    site_id bytea not null references scope (id),
    from_month text collate "C" not null,
    procedure_hash bytea not null references procedure_version (hash),
    adopted_at bigint not null,
    adopted_by_id bytea,
    primary key (site_id, from_month)
);

-- ── Imports ─────────────────────────────────────────────────────────────────────────────────────────────────────

create table import (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    kind text collate "C" not null,
    source_name text collate "C" not null,
    source_hash bytea not null,
    profile text collate "C",
    opened_at bigint not null,
    opened_by_id bytea,
    rows_read bigint,
    created bigint,
    updated bigint,
    same bigint,
    refused bigint,
    done_at bigint,
    undone_at bigint
);
create index import_site on import (site_id, opened_at);

-- What was said about each row of an imported file: a working paper, not journalled.
create table import_row (
    import_id bytea not null references import (id),
    row_number bigint not null,
    outcome text collate "C" not null,
    target_kind text collate "C",
    target_id bytea,
    column_name text collate "C",
    value_words text collate "C",
    expected text collate "C",
    primary key (import_id, row_number)
);
create index import_row_target on import_row (target_id);

-- ── People, units, posts ────────────────────────────────────────────────────────────────────────────────────────

create table person (
    id bytea not null primary key,
    home_id bytea not null references scope (id),
    name text collate "C",
    phone text collate "C",
    hours text collate "C",
    language text collate "C",
    wish text collate "C" not null,
    import_id bytea references import (id),
    saved_at bigint not null,
    erased_at bigint
);
create index person_home on person (home_id, name);
create index person_phone on person (phone);

create table unit (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    code text collate "C" not null,
    building text collate "C",
    floor text collate "C",
    room text collate "C",
    zone_id bytea references scope (id),
    kind text collate "C",
    handed_over text collate "C",
    import_id bytea references import (id),
    unique (site_id, code)
);

create table occupancy (
    id bytea not null primary key,
    unit_id bytea not null references unit (id),
    person_id bytea not null references person (id),
    role text collate "C" not null,
    from_day text collate "C",
    to_day text collate "C",
    import_id bytea references import (id)
);
create index occupancy_unit on occupancy (unit_id);
create index occupancy_person on occupancy (person_id);

create table department (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    name text collate "C" not null,
    head_id bytea references person (id),
    contractor bigint not null,
    responsible_post text collate "C",
    import_id bytea references import (id),
    unique (site_id, name)
);

create table post_held (
    id bytea not null primary key,
    person_id bytea not null references person (id),
    post text collate "C" not null,
    scope_id bytea not null references scope (id),
    from_day text collate "C" not null,
    to_day text collate "C",
    deputy_for_id bytea references post_held (id)
);
create index post_held_person on post_held (person_id);
create index post_held_scope on post_held (scope_id, post);

-- ── Events ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- The last running number given (CY-2026-00123).
create table running_number (
    site_id bytea not null references scope (id),
    year bigint not null,
    last_number bigint not null,
    primary key (site_id, year)
);

-- due is the earliest due day of its open follow-ups, '9999-12-31' when nothing is due: a day rather than null, so
-- that both databases sort it alike and from an index.
create table event (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    event_id text collate "C" not null,
    year bigint not null,
    number bigint not null,
    category text collate "C" not null,
    kind text collate "C",
    severity text collate "C",
    unit_id bytea references unit (id),
    unit_given text collate "C",
    zone_id bytea references scope (id),
    zone_given text collate "C",
    reporter_id bytea references person (id),
    respondent_department_id bytea references department (id),
    respondent_given text collate "C",
    asset text collate "C",
    reported_at bigint,
    completed_at bigint,
    contract_start text collate "C",
    contract_end text collate "C",
    anonymous bigint not null,
    reply_only bigint not null,
    reply_attached bigint not null,
    valid bigint not null,
    rating text collate "C",
    summary text collate "C",
    customer text collate "C",
    phone text collate "C",
    notes text collate "C",
    words_of bytea,
    handling text collate "C" not null,
    owner_id bytea references person (id),
    procedure_hash bytea references procedure_version (hash),
    list_complete bigint not null,
    due text collate "C" not null,
    source text collate "C" not null,
    import_id bytea references import (id),
    registered_at bigint not null,
    registered_by_id bytea,
    completion_entered_at bigint,
    withdrawn_at bigint,
    version bigint not null,
    unique (site_id, year, number)
);
-- An undone import gives its outside ids free again.
create unique index event_outside_id on event (site_id, event_id) where withdrawn_at is null;
create index event_due on event (site_id, due, id);
create index event_reported on event (site_id, reported_at, id);
create index event_category on event (site_id, category, handling, due, id);
create index event_repeats on event (site_id, unit_id, category, kind, reported_at);
create index event_reporter on event (reporter_id);
create index event_owner on event (owner_id, handling);
create index event_import on event (import_id);

create table event_report (
    event_id bytea not null references event (id),
    number bigint not null,
    reported_at bigint,
    department_id bytea references department (id),
    department_given text collate "C",
    said text collate "C",
    words_of bytea,
    primary key (event_id, number)
);

create table list_line (
    event_id bytea not null references event (id),
    line bigint not null,
    unit_id bytea references unit (id),
    unit_given text collate "C",
    person_id bytea references person (id),
    primary key (event_id, line)
);

-- ── The draw ────────────────────────────────────────────────────────────────────────────────────────────────────

create table draw_key (
    site_id bytea not null references scope (id),
    month text collate "C" not null,
    sha256 text collate "C" not null,
    committed_at bigint not null,
    draw_key text collate "C",
    revealed_at bigint,
    primary key (site_id, month)
);

-- The keys that are not revealed yet: not journalled, gone from here when the month closes.
create table draw_secret (
    site_id bytea not null references scope (id),
    month text collate "C" not null,
    draw_key text collate "C" not null,
    primary key (site_id, month)
);

create table rate_setting (
    site_id bytea not null references scope (id),
    category text collate "C" not null,
    from_month text collate "C" not null,
    p bigint not null,
    q bigint not null,
    set_at bigint not null,
    set_by_id bytea,
    primary key (site_id, category, from_month)
);

create table cohort (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    name text collate "C" not null,
    category text collate "C" not null,
    month text collate "C",
    event_id bytea references event (id),
    p bigint not null,
    q bigint not null,
    procedure_hash bytea not null references procedure_version (hash),
    numbers bigint not null,
    closed_at bigint,
    unique (site_id, name)
);
create index cohort_month on cohort (site_id, month);

-- line is 0 where the obligation is no line of a list. The done_ columns are those of the follow-up that completed it.
create table obligation (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    event_id bytea not null references event (id),
    phase text collate "C" not null,
    line bigint not null,
    not_before text collate "C" not null,
    due text collate "C" not null,
    cohort_id bytea not null references cohort (id),
    number bigint,
    why text collate "C" not null,
    picked bigint not null,
    picked_at bigint,
    shown_from bigint,
    working_limit text collate "C",
    late_entry bigint not null,
    visitors text collate "C" not null,
    channels text collate "C" not null,
    customer_signature bigint not null,
    clauses text collate "C" not null,
    readings text collate "C" not null,
    procedure_hash bytea not null references procedure_version (hash),
    arisen_at bigint not null,
    voided_at bigint,
    void_cause text collate "C",
    void_words text collate "C",
    words_of bytea,
    replaced_by_id bytea references obligation (id),
    done_on text collate "C",
    done_channel text collate "C",
    done_in_time bigint,
    done_rating text collate "C",
    unique (cohort_id, number)
);
create unique index obligation_standing on obligation (event_id, phase, line) where voided_at is null;
create index obligation_due on obligation (site_id, due);

-- ── The plan ────────────────────────────────────────────────────────────────────────────────────────────────────

create table follow_up (
    id bytea not null primary key,
    obligation_id bytea not null references obligation (id),
    event_id bytea not null references event (id),
    site_id bytea not null references scope (id),
    round bigint not null,
    not_before text collate "C" not null,
    due text collate "C" not null,
    planned_day text collate "C",
    channel text collate "C" not null,
    voluntary bigint not null,
    state text collate "C" not null,
    planned_at bigint not null,
    released_at bigint,
    record_id bytea,
    version bigint not null,
    unique (obligation_id, round)
);
create index follow_up_desk on follow_up (site_id, state, due, id);
create index follow_up_event on follow_up (event_id);

create table follow_up_visitor (
    follow_up_id bytea not null references follow_up (id),
    place bigint not null,
    post text collate "C" not null,
    person_id bytea references person (id),
    reason text collate "C" not null,
    primary key (follow_up_id, place)
);
create index follow_up_visitor_person on follow_up_visitor (person_id);

create table sign_out (
    id bytea not null primary key,
    follow_up_id bytea not null references follow_up (id),
    person_id bytea not null references person (id),
    taken_at bigint not null,
    strokes text collate "C",
    signed_name text collate "C",
    words_of bytea,
    returned_at bigint,
    returned_by_id bytea references person (id)
);
create index sign_out_follow_up on sign_out (follow_up_id);
create index sign_out_person on sign_out (person_id, taken_at);

-- ── Records ─────────────────────────────────────────────────────────────────────────────────────────────────────

create table record (
    id bytea not null primary key,
    follow_up_id bytea not null references follow_up (id),
    obligation_id bytea not null references obligation (id),
    event_id bytea not null references event (id),
    site_id bytea not null references scope (id),
    version bigint not null,
    visited_at bigint not null,
    visited_on text collate "C" not null,
    channel text collate "C" not null,
    respondent_id bytea references person (id),
    relation text collate "C",
    respondent_words text collate "C",
    rating text collate "C",
    solved text collate "C",
    site_check text collate "C",
    site_check_words text collate "C",
    refused bigint not null,
    refusal_words text collate "C",
    channel_words text collate "C",
    witness_id bytea references person (id),
    lateness_words text collate "C",
    words_of bytea,
    text_hash bytea not null,
    completes bigint not null,
    in_time bigint not null,
    recorded_at bigint not null,
    recorded_by_id bytea,
    unique (follow_up_id, version)
);
create index record_event on record (event_id);
create index record_day on record (site_id, visited_on);

create table record_content (
    record_id bytea not null references record (id),
    section text collate "C" not null,
    rating text collate "C",
    none_said bigint not null,
    said text collate "C",
    primary key (record_id, section)
);

create table signature (
    id bytea not null primary key,
    record_id bytea not null references record (id),
    number bigint not null,
    signer text collate "C" not null,
    person_id bytea references person (id),
    relation text collate "C",
    kind text collate "C" not null,
    paper_id bytea,
    text_hash bytea not null,
    signed_at bigint not null,
    strokes text collate "C",
    signed_name text collate "C",
    words_of bytea,
    unique (record_id, number)
);

create table review (
    id bytea not null primary key,
    record_id bytea not null references record (id),
    post text collate "C" not null,
    reviewer_id bytea references person (id),
    verdict text collate "C" not null,
    last_needed bigint not null,
    opinion text collate "C",
    signed_name text collate "C",
    words_of bytea,
    reviewed_at bigint not null
);
create index review_record on review (record_id);

-- What customers raised in follow-ups, the answers promised for it, and what is to be put right.
create table matter (
    id bytea not null primary key,
    record_id bytea not null references record (id),
    event_id bytea not null references event (id),
    site_id bytea not null references scope (id),
    number bigint not null,
    kind text collate "C" not null,
    dissatisfaction bigint not null,
    settled_at bigint,
    complaint_id bytea references event (id),
    said text collate "C",
    outcome text collate "C",
    words_of bytea,
    raised_at bigint not null,
    unique (record_id, number)
);
create index matter_open on matter (site_id, settled_at);
create index matter_event on matter (event_id);

create table promise (
    id bytea not null primary key,
    matter_id bytea not null references matter (id),
    answer_by bigint not null,
    owner_id bytea not null references person (id),
    told_at bigint,
    told_by_id bytea references person (id),
    kept_at bigint
);
create index promise_matter on promise (matter_id);

create table rectification (
    id bytea not null primary key,
    matter_id bytea not null references matter (id),
    owner_id bytea not null references person (id),
    due text collate "C" not null,
    done_at bigint
);
create index rectification_matter on rectification (matter_id);

-- ── Months, attachments ─────────────────────────────────────────────────────────────────────────────────────────

create table month_close (
    site_id bytea not null references scope (id),
    month text collate "C" not null,
    as_of bigint not null,
    closed_at bigint not null,
    closed_by_id bytea,
    snapshot text collate "C" not null,
    primary key (site_id, month)
);

create table attachment (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    event_id bytea references event (id),
    record_id bytea references record (id),
    media_type text collate "C" not null,
    length bigint not null,
    file_name text collate "C",
    content_sha256 text collate "C",
    words_of bytea,
    added_at bigint not null,
    added_by_id bytea
);
create index attachment_event on attachment (event_id);
create index attachment_record on attachment (record_id);

-- The content of attachments, in pieces; written before the attachment is, so nothing refers to it.
create table blob_chunk (
    blob_id bytea not null,
    number bigint not null,
    content bytea not null,
    primary key (blob_id, number)
);

-- ── Search ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- Folded pairs of characters and initials: a cache.
create table search_term (
    site_id bytea not null references scope (id),
    term text collate "C" not null,
    target_kind text collate "C" not null,
    target_id bytea not null,
    primary key (site_id, term, target_kind, target_id)
);
create index search_term_target on search_term (target_id);

-- ── The journal ─────────────────────────────────────────────────────────────────────────────────────────────────

-- position is the order in which entries can be applied again; drawn last in each transaction, so an entry that
-- rests on another always has the higher one.
create table journal (
    position bigint generated by default as identity primary key,
    scope_id bytea not null,
    seq bigint not null,
    id bytea not null,
    command_id bytea not null,
    kind text collate "C" not null,
    kind_version bigint not null,
    subject_id bytea not null,
    at bigint not null,
    actor_id bytea,
    device_id bytea,
    facts text collate "C" not null,
    hash bytea not null,
    unique (scope_id, seq),
    unique (id)
);
create index journal_subject on journal (subject_id, position);
create index journal_command on journal (command_id);

-- What an entry says about one person: the part that can be erased. The hash stays.
create table journal_part (
    entry_id bytea not null references journal (id),
    number bigint not null,
    person_id bytea,
    hash bytea not null,
    salt bytea,
    body text collate "C",
    primary key (entry_id, number)
);
create index journal_part_person on journal_part (person_id);

create table chain_head (
    scope_id bytea not null primary key,
    seq bigint not null,
    hash bytea not null
);

create table erasure (
    person_id bytea not null primary key,
    entry_id bytea not null,
    erased_at bigint not null
);

-- A command and its answer: a repeated one has one effect.
create table command (
    id bytea not null primary key,
    actor_id bytea,
    input_hash bytea,
    at bigint not null,
    answer text collate "C" not null
);
create index command_at on command (at);

-- ── Not journalled: credentials, sessions, outbox, jobs, drafts ─────────────────────────────────────────────────

create table account (
    person_id bytea not null primary key references person (id),
    login text collate "C" not null,
    password_hash text collate "C",
    totp_secret text collate "C",
    language text collate "C",
    opened_at bigint not null,
    password_set_at bigint,
    last_login_at bigint,
    closed_at bigint,
    unique (login)
);

create table device (
    id bytea not null primary key,
    person_id bytea not null references person (id),
    name text collate "C" not null,
    first_seen_at bigint not null,
    last_seen_at bigint not null,
    revoked_at bigint
);
create index device_person on device (person_id);

-- token_hash is the SHA-256 of what the cookie holds.
create table session (
    token_hash bytea not null primary key,
    person_id bytea references person (id),
    device_id bytea references device (id),
    data text collate "C" not null,
    opened_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index session_person on session (person_id);
create index session_expiry on session (expires_at);

create table login_throttle (
    subject text collate "C" not null primary key,
    failures bigint not null,
    last_failure_at bigint not null,
    blocked_until bigint
);

-- Links that work once: set-up, invitation, new password.
create table one_time_link (
    token_hash bytea not null primary key,
    purpose text collate "C" not null,
    person_id bytea references person (id),
    opened_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);

create table outbox (
    id bigint generated by default as identity primary key,
    topic text collate "C" not null,
    person_id bytea,
    payload text collate "C" not null,
    queued_at bigint not null,
    due_at bigint not null,
    attempts bigint not null,
    locked_until bigint,
    sent_at bigint,
    failed_at bigint,
    last_error text collate "C"
);
create index outbox_due on outbox (sent_at, failed_at, due_at);
create index outbox_person on outbox (person_id);

-- unique_key keeps the same work from being queued twice while it waits.
create table job (
    id bigint generated by default as identity primary key,
    kind text collate "C" not null,
    payload text collate "C" not null,
    unique_key text collate "C",
    queued_at bigint not null,
    run_at bigint not null,
    attempts bigint not null,
    locked_until bigint,
    done_at bigint,
    failed_at bigint,
    last_error text collate "C"
);
create index job_due on job (done_at, failed_at, run_at);
create unique index job_waiting on job (unique_key) where done_at is null and failed_at is null;

create table draft (
    person_id bytea not null references person (id),
    form text collate "C" not null,
    subject text collate "C" not null,
    body text collate "C" not null,
    saved_at bigint not null,
    primary key (person_id, form, subject)
);
