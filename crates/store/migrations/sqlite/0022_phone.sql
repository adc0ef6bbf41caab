-- What was done on a phone: its clock, and what stood above each signature while it was drawn.
create table phone_act (
    id blob not null primary key,
    follow_up_id blob not null references follow_up (id),
    event_id blob not null references event (id),
    record_id blob references record (id),
    sign_out_id blob references sign_out (id),
    try_number integer,
    sent_by_id blob references person (id),
    device_id blob,
    device_at integer not null,
    offset_ms integer,
    measured_at integer,
    received_at integer not null
) strict;
create index phone_act_record on phone_act (record_id);

create table phone_shown (
    act_id blob not null references phone_act (id),
    number integer not null,
    signed_at integer,
    sha256 blob,
    shown text,
    words_of blob,
    primary key (act_id, number)
) strict;

-- What a phone sent and could not be taken as it was meant, until somebody settles it.
create table phone_conflict (
    id blob not null primary key,
    follow_up_id blob not null references follow_up (id),
    event_id blob not null references event (id),
    site_id blob not null references scope (id),
    work text not null,
    reason text not null,
    sent_by_id blob references person (id),
    device_id blob,
    device_at integer not null,
    offset_ms integer,
    measured_at integer,
    kept_at integer not null,
    sent text,
    settled_at integer,
    settled_by_id blob references person (id),
    entered integer,
    record_id blob references record (id),
    why text,
    words_of blob
) strict;
create index phone_conflict_follow_up on phone_conflict (follow_up_id);
create index phone_conflict_sent_by on phone_conflict (sent_by_id, kept_at);
create index phone_conflict_open on phone_conflict (site_id, kept_at) where settled_at is null;

-- How far the commands of a phone about a follow-up are done. Not journalled: what they did is.
create table phone_seq (
    device_id blob not null,
    follow_up_id blob not null references follow_up (id),
    seq integer not null,
    primary key (device_id, follow_up_id)
) strict;

-- Files on their way from a phone, piece by piece. Not journalled: they become attachments.
create table phone_upload (
    id blob not null primary key,
    follow_up_id blob not null references follow_up (id),
    sent_by_id blob not null,
    file_name text not null,
    length integer not null,
    file_sha256 blob not null,
    received integer not null,
    words_of blob,
    changed_at integer not null
) strict;
create index phone_upload_changed on phone_upload (changed_at);

create table phone_piece (
    upload_id blob not null references phone_upload (id),
    starts_at integer not null,
    content blob not null,
    primary key (upload_id, starts_at)
) strict;
