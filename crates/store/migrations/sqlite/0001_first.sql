-- The first house: every decision that would be dear to change later (DESIGN in docs/design/databases.md).
--
-- Ids are 16 bytes; days ISO text; moments microseconds since 1970 UTC; enumerations, JSON and hashes in hex text;
-- yes and no 1 and 0. Which columns hold personal data is listed in src/personal.rs; words_of is whom they are about.

-- ── Scopes, procedures ──────────────────────────────────────────────────────────────────────────────────────────

create table scope (
    id blob not null primary key,
    kind text not null,
    parent_id blob references scope (id),
    name text not null,
    site_code text,
    time_zone text,
    live_from text,
    unique (parent_id, name),
    unique (site_code)
) strict;
create unique index scope_company on scope (kind) where kind = 'company';

create table installation (
    company_id blob not null primary key references scope (id),
    id blob not null,
    demo integer not null,
    opened_at integer not null
) strict;

create table procedure_version (
    hash blob not null primary key,
    procedure text not null,
    format integer not null,
    content text not null
) strict;

create table site_procedure (
    site_id blob not null references scope (id),
    from_month text not null,
    procedure_hash blob not null references procedure_version (hash),
    adopted_at integer not null,
    adopted_by_id blob,
    primary key (site_id, from_month)
) strict;

-- ── Imports ─────────────────────────────────────────────────────────────────────────────────────────────────────

create table import (
    id blob not null primary key,
    site_id blob not null references scope (id),
    kind text not null,
    source_name text not null,
    source_hash blob not null,
    profile text,
    opened_at integer not null,
    opened_by_id blob,
    rows_read integer,
    created integer,
    updated integer,
    same integer,
    refused integer,
    done_at integer,
    undone_at integer
) strict;
create index import_site on import (site_id, opened_at);

-- What was said about each row of an imported file: a working paper, not journalled.
create table import_row (
    import_id blob not null references import (id),
    row_number integer not null,
    outcome text not null,
    target_kind text,
    target_id blob,
    column_name text,
    value_words text,
    expected text,
    primary key (import_id, row_number)
) strict;
create index import_row_target on import_row (target_id);

-- ── People, units, posts ────────────────────────────────────────────────────────────────────────────────────────

create table person (
    id blob not null primary key,
    home_id blob not null references scope (id),
    name text,
    phone text,
    hours text,
    language text,
    wish text not null,
    import_id blob references import (id),
    saved_at integer not null,
    erased_at integer
) strict;
create index person_home on person (home_id, name);
create index person_phone on person (phone);

create table unit (
    id blob not null primary key,
    site_id blob not null references scope (id),
    code text not null,
    building text,
    floor text,
    room text,
    zone_id blob references scope (id),
    kind text,
    handed_over text,
    import_id blob references import (id),
    unique (site_id, code)
) strict;

create table occupancy (
    id blob not null primary key,
    unit_id blob not null references unit (id),
    person_id blob not null references person (id),
    role text not null,
    from_day text,
    to_day text,
    import_id blob references import (id)
) strict;
create index occupancy_unit on occupancy (unit_id);
create index occupancy_person on occupancy (person_id);

create table department (
    id blob not null primary key,
    site_id blob not null references scope (id),
    name text not null,
    head_id blob references person (id),
    contractor integer not null,
    responsible_post text,
    import_id blob references import (id),
    unique (site_id, name)
) strict;

create table post_held (
    id blob not null primary key,
    person_id blob not null references person (id),
    post text not null,
    scope_id blob not null references scope (id),
    from_day text not null,
    to_day text,
    deputy_for_id blob references post_held (id)
) strict;
create index post_held_person on post_held (person_id);
create index post_held_scope on post_held (scope_id, post);

-- ── Events ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- The last running number given (CY-2026-00123).
create table running_number (
    site_id blob not null references scope (id),
    year integer not null,
    last_number integer not null,
    primary key (site_id, year)
) strict;

-- due is the earliest due day of its open follow-ups, '9999-12-31' when nothing is due: a day rather than null, so
-- that both databases sort it alike and from an index.
create table event (
    id blob not null primary key,
    site_id blob not null references scope (id),
    event_id text not null,
    year integer not null,
    number integer not null,
    category text not null,
    kind text,
    severity text,
    unit_id blob references unit (id),
    unit_given text,
    zone_id blob references scope (id),
    zone_given text,
    reporter_id blob references person (id),
    respondent_department_id blob references department (id),
    respondent_given text,
    asset text,
    reported_at integer,
    completed_at integer,
    contract_start text,
    contract_end text,
    anonymous integer not null,
    reply_only integer not null,
    reply_attached integer not null,
    valid integer not null,
    rating text,
    summary text,
    customer text,
    phone text,
    notes text,
    words_of blob,
    handling text not null,
    owner_id blob references person (id),
    procedure_hash blob references procedure_version (hash),
    list_complete integer not null,
    due text not null,
    source text not null,
    import_id blob references import (id),
    registered_at integer not null,
    registered_by_id blob,
    completion_entered_at integer,
    withdrawn_at integer,
    version integer not null,
    unique (site_id, year, number)
) strict;
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
    event_id blob not null references event (id),
    number integer not null,
    reported_at integer,
    department_id blob references department (id),
    department_given text,
    said text,
    words_of blob,
    primary key (event_id, number)
) strict;

create table list_line (
    event_id blob not null references event (id),
    line integer not null,
    unit_id blob references unit (id),
    unit_given text,
    person_id blob references person (id),
    primary key (event_id, line)
) strict;

-- ── The draw ────────────────────────────────────────────────────────────────────────────────────────────────────

create table draw_key (
    site_id blob not null references scope (id),
    month text not null,
    sha256 text not null,
    committed_at integer not null,
    draw_key text,
    revealed_at integer,
    primary key (site_id, month)
) strict;

-- The keys that are not revealed yet: not journalled, gone from here when the month closes.
create table draw_secret (
    site_id blob not null references scope (id),
    month text not null,
    draw_key text not null,
    primary key (site_id, month)
) strict;

create table rate_setting (
    site_id blob not null references scope (id),
    category text not null,
    from_month text not null,
    p integer not null,
    q integer not null,
    set_at integer not null,
    set_by_id blob,
    primary key (site_id, category, from_month)
) strict;

create table cohort (
    id blob not null primary key,
    site_id blob not null references scope (id),
    name text not null,
    category text not null,
    month text,
    event_id blob references event (id),
    p integer not null,
    q integer not null,
    procedure_hash blob not null references procedure_version (hash),
    numbers integer not null,
    closed_at integer,
    unique (site_id, name)
) strict;
create index cohort_month on cohort (site_id, month);

-- line is 0 where the obligation is no line of a list. The done_ columns are those of the follow-up that completed it.
create table obligation (
    id blob not null primary key,
    site_id blob not null references scope (id),
    event_id blob not null references event (id),
    phase text not null,
    line integer not null,
    not_before text not null,
    due text not null,
    cohort_id blob not null references cohort (id),
    number integer,
    why text not null,
    picked integer not null,
    picked_at integer,
    shown_from integer,
    working_limit text,
    late_entry integer not null,
    visitors text not null,
    channels text not null,
    customer_signature integer not null,
    clauses text not null,
    readings text not null,
    procedure_hash blob not null references procedure_version (hash),
    arisen_at integer not null,
    voided_at integer,
    void_cause text,
    void_words text,
    words_of blob,
    replaced_by_id blob references obligation (id),
    done_on text,
    done_channel text,
    done_in_time integer,
    done_rating text,
    unique (cohort_id, number)
) strict;
create unique index obligation_standing on obligation (event_id, phase, line) where voided_at is null;
create index obligation_due on obligation (site_id, due);

-- ── The plan ────────────────────────────────────────────────────────────────────────────────────────────────────

create table follow_up (
    id blob not null primary key,
    obligation_id blob not null references obligation (id),
    event_id blob not null references event (id),
    site_id blob not null references scope (id),
    round integer not null,
    not_before text not null,
    due text not null,
    planned_day text,
    channel text not null,
    voluntary integer not null,
    state text not null,
    planned_at integer not null,
    released_at integer,
    record_id blob,
    version integer not null,
    unique (obligation_id, round)
) strict;
create index follow_up_desk on follow_up (site_id, state, due, id);
create index follow_up_event on follow_up (event_id);

create table follow_up_visitor (
    follow_up_id blob not null references follow_up (id),
    place integer not null,
    post text not null,
    person_id blob references person (id),
    reason text not null,
    primary key (follow_up_id, place)
) strict;
create index follow_up_visitor_person on follow_up_visitor (person_id);

create table sign_out (
    id blob not null primary key,
    follow_up_id blob not null references follow_up (id),
    person_id blob not null references person (id),
    taken_at integer not null,
    strokes text,
    signed_name text,
    words_of blob,
    returned_at integer,
    returned_by_id blob references person (id)
) strict;
create index sign_out_follow_up on sign_out (follow_up_id);
create index sign_out_person on sign_out (person_id, taken_at);

-- ── Records ─────────────────────────────────────────────────────────────────────────────────────────────────────

create table record (
    id blob not null primary key,
    follow_up_id blob not null references follow_up (id),
    obligation_id blob not null references obligation (id),
    event_id blob not null references event (id),
    site_id blob not null references scope (id),
    version integer not null,
    visited_at integer not null,
    visited_on text not null,
    channel text not null,
    respondent_id blob references person (id),
    relation text,
    respondent_words text,
    rating text,
    solved text,
    site_check text,
    site_check_words text,
    refused integer not null,
    refusal_words text,
    channel_words text,
    witness_id blob references person (id),
    lateness_words text,
    words_of blob,
    text_hash blob not null,
    completes integer not null,
    in_time integer not null,
    recorded_at integer not null,
    recorded_by_id blob,
    unique (follow_up_id, version)
) strict;
create index record_event on record (event_id);
create index record_day on record (site_id, visited_on);

create table record_content (
    record_id blob not null references record (id),
    section text not null,
    rating text,
    none_said integer not null,
    said text,
    primary key (record_id, section)
) strict;

create table signature (
    id blob not null primary key,
    record_id blob not null references record (id),
    number integer not null,
    signer text not null,
    person_id blob references person (id),
    relation text,
    kind text not null,
    paper_id blob,
    text_hash blob not null,
    signed_at integer not null,
    strokes text,
    signed_name text,
    words_of blob,
    unique (record_id, number)
) strict;

create table review (
    id blob not null primary key,
    record_id blob not null references record (id),
    post text not null,
    reviewer_id blob references person (id),
    verdict text not null,
    last_needed integer not null,
    opinion text,
    signed_name text,
    words_of blob,
    reviewed_at integer not null
) strict;
create index review_record on review (record_id);

-- What customers raised in follow-ups, the answers promised for it, and what is to be put right.
create table matter (
    id blob not null primary key,
    record_id blob not null references record (id),
    event_id blob not null references event (id),
    site_id blob not null references scope (id),
    number integer not null,
    kind text not null,
    dissatisfaction integer not null,
    settled_at integer,
    complaint_id blob references event (id),
    said text,
    outcome text,
    words_of blob,
    raised_at integer not null,
    unique (record_id, number)
) strict;
create index matter_open on matter (site_id, settled_at);
create index matter_event on matter (event_id);

create table promise (
    id blob not null primary key,
    matter_id blob not null references matter (id),
    answer_by integer not null,
    owner_id blob not null references person (id),
    told_at integer,
    told_by_id blob references person (id),
    kept_at integer
) strict;
create index promise_matter on promise (matter_id);

create table rectification (
    id blob not null primary key,
    matter_id blob not null references matter (id),
    owner_id blob not null references person (id),
    due text not null,
    done_at integer
) strict;
create index rectification_matter on rectification (matter_id);

-- ── Months, attachments ─────────────────────────────────────────────────────────────────────────────────────────

create table month_close (
    site_id blob not null references scope (id),
    month text not null,
    as_of integer not null,
    closed_at integer not null,
    closed_by_id blob,
    snapshot text not null,
    primary key (site_id, month)
) strict;

create table attachment (
    id blob not null primary key,
    site_id blob not null references scope (id),
    event_id blob references event (id),
    record_id blob references record (id),
    media_type text not null,
    length integer not null,
    file_name text,
    content_sha256 text,
    words_of blob,
    added_at integer not null,
    added_by_id blob
) strict;
create index attachment_event on attachment (event_id);
create index attachment_record on attachment (record_id);

-- The content of attachments, in pieces; written before the attachment is, so nothing refers to it.
create table blob_chunk (
    blob_id blob not null,
    number integer not null,
    content blob not null,
    primary key (blob_id, number)
) strict;

-- ── Search ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- Folded pairs of characters and initials: a cache.
create table search_term (
    site_id blob not null references scope (id),
    term text not null,
    target_kind text not null,
    target_id blob not null,
    primary key (site_id, term, target_kind, target_id)
) strict, without rowid;
create index search_term_target on search_term (target_id);

-- ── The journal ─────────────────────────────────────────────────────────────────────────────────────────────────

-- position is the order in which entries can be applied again; drawn last in each transaction, so an entry that
-- rests on another always has the higher one.
create table journal (
    position integer not null primary key,
    scope_id blob not null,
    seq integer not null,
    id blob not null,
    command_id blob not null,
    kind text not null,
    kind_version integer not null,
    subject_id blob not null,
    at integer not null,
    actor_id blob,
    device_id blob,
    facts text not null,
    hash blob not null,
    unique (scope_id, seq),
    unique (id)
) strict;
create index journal_subject on journal (subject_id, position);
create index journal_command on journal (command_id);

-- What an entry says about one person: the part that can be erased. The hash stays.
create table journal_part (
    entry_id blob not null references journal (id),
    number integer not null,
    person_id blob,
    hash blob not null,
    salt blob,
    body text,
    primary key (entry_id, number)
) strict;
create index journal_part_person on journal_part (person_id);

create table chain_head (
    scope_id blob not null primary key,
    seq integer not null,
    hash blob not null
) strict;

create table erasure (
    person_id blob not null primary key,
    entry_id blob not null,
    erased_at integer not null
) strict;

-- A command and its answer: a repeated one has one effect.
create table command (
    id blob not null primary key,
    actor_id blob,
    input_hash blob,
    at integer not null,
    answer text not null
) strict;
create index command_at on command (at);

-- ── Not journalled: credentials, sessions, outbox, jobs, drafts ─────────────────────────────────────────────────

create table account (
    person_id blob not null primary key references person (id),
    login text not null,
    password_hash text,
    totp_secret text,
    language text,
    opened_at integer not null,
    password_set_at integer,
    last_login_at integer,
    closed_at integer,
    unique (login)
) strict;

create table device (
    id blob not null primary key,
    person_id blob not null references person (id),
    name text not null,
    first_seen_at integer not null,
    last_seen_at integer not null,
    revoked_at integer
) strict;
create index device_person on device (person_id);

-- token_hash is the SHA-256 of what the cookie holds.
create table session (
    token_hash blob not null primary key,
    person_id blob references person (id),
    device_id blob references device (id),
    data text not null,
    opened_at integer not null,
    seen_at integer not null,
    expires_at integer not null
) strict;
create index session_person on session (person_id);
create index session_expiry on session (expires_at);

create table login_throttle (
    subject text not null primary key,
    failures integer not null,
    last_failure_at integer not null,
    blocked_until integer
) strict;

-- Links that work once: set-up, invitation, new password.
create table one_time_link (
    token_hash blob not null primary key,
    purpose text not null,
    person_id blob references person (id),
    opened_at integer not null,
    expires_at integer not null,
    used_at integer
) strict;

create table outbox (
    id integer not null primary key,
    topic text not null,
    person_id blob,
    payload text not null,
    queued_at integer not null,
    due_at integer not null,
    attempts integer not null,
    locked_until integer,
    sent_at integer,
    failed_at integer,
    last_error text
) strict;
create index outbox_due on outbox (sent_at, failed_at, due_at);
create index outbox_person on outbox (person_id);

-- unique_key keeps the same work from being queued twice while it waits.
create table job (
    id integer not null primary key,
    kind text not null,
    payload text not null,
    unique_key text,
    queued_at integer not null,
    run_at integer not null,
    attempts integer not null,
    locked_until integer,
    done_at integer,
    failed_at integer,
    last_error text
) strict;
create index job_due on job (done_at, failed_at, run_at);
create unique index job_waiting on job (unique_key) where done_at is null and failed_at is null;

create table draft (
    person_id blob not null references person (id),
    form text not null,
    subject text not null,
    body text not null,
    saved_at integer not null,
    primary key (person_id, form, subject)
) strict;
