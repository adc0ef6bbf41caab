-- What was done on a phone: its clock, and what stood above each signature while it was drawn.
create table phone_act (
    id bytea not null primary key,
    follow_up_id bytea not null references follow_up (id),
    event_id bytea not null references event (id),
    record_id bytea references record (id),
    sign_out_id bytea references sign_out (id),
    try_number bigint,
    sent_by_id bytea references person (id),
    device_id bytea,
    device_at bigint not null,
    offset_ms bigint,
    measured_at bigint,
    received_at bigint not null
);
create index phone_act_record on phone_act (record_id);

create table phone_shown (
    act_id bytea not null references phone_act (id),
    number bigint not null,
    signed_at bigint,
    sha256 bytea,
    shown text collate "C",
    words_of bytea,
    primary key (act_id, number)
);

-- What a phone sent and could not be taken as it was meant, until somebody settles it.
create table phone_conflict (
    id bytea not null primary key,
    follow_up_id bytea not null references follow_up (id),
    event_id bytea not null references event (id),
    site_id bytea not null references scope (id),
    work text collate "C" not null,
    reason text collate "C" not null,
    sent_by_id bytea references person (id),
    device_id bytea,
    device_at bigint not null,
    offset_ms bigint,
    measured_at bigint,
    kept_at bigint not null,
    sent text collate "C",
    settled_at bigint,
    settled_by_id bytea references person (id),
    entered bigint,
    record_id bytea references record (id),
    why text collate "C",
    words_of bytea
);
create index phone_conflict_follow_up on phone_conflict (follow_up_id);
create index phone_conflict_sent_by on phone_conflict (sent_by_id, kept_at);
create index phone_conflict_open on phone_conflict (site_id, kept_at) where settled_at is null;

-- How far the commands of a phone about a follow-up are done. Not journalled: what they did is.
create table phone_seq (
    device_id bytea not null,
    follow_up_id bytea not null references follow_up (id),
    seq bigint not null,
    primary key (device_id, follow_up_id)
);

-- Files on their way from a phone, piece by piece. Not journalled: they become attachments.
create table phone_upload (
    id bytea not null primary key,
    follow_up_id bytea not null references follow_up (id),
    sent_by_id bytea not null,
    file_name text collate "C" not null,
    length bigint not null,
    file_sha256 bytea not null,
    received bigint not null,
    words_of bytea,
    changed_at bigint not null
);
create index phone_upload_changed on phone_upload (changed_at);

create table phone_piece (
    upload_id bytea not null references phone_upload (id),
    starts_at bigint not null,
    content bytea not null,
    primary key (upload_id, starts_at)
);
