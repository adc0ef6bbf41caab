-- Files that were sent and belong to nothing yet: what they are for is still being filled in. Not journalled, and gone
-- after a day. The row is written before the content, so that every content is somebody's.
create table pending_attachment (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    follow_up_id bytea references follow_up (id),
    media_type text collate "C" not null,
    length bigint not null,
    file_name text collate "C" not null,
    content_sha256 text collate "C" not null,
    words_of bytea,
    added_at bigint not null,
    added_by_id bytea not null
);
create index pending_attachment_added on pending_attachment (added_at);

-- The photos and signed sheets that a version of a record shows. Later versions show those of earlier ones too.
create table record_attachment (
    record_id bytea not null references record (id),
    number bigint not null,
    attachment_id bytea not null,
    shows text collate "C" not null,
    matter_number bigint,
    primary key (record_id, number)
);

-- The documents that the procedure cites, as the site uploaded them: every version is kept.
create table document (
    site_id bytea not null references scope (id),
    document text collate "C" not null,
    number bigint not null,
    attachment_id bytea not null references attachment (id),
    uploaded_at bigint not null,
    uploaded_by_id bytea,
    primary key (site_id, document, number)
);
