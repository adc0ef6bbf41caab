-- Files that were sent and belong to nothing yet: what they are for is still being filled in. Not journalled, and gone
-- after a day. The row is written before the content, so that every content is somebody's.
create table pending_attachment (
    id blob not null primary key,
    site_id blob not null references scope (id),
    follow_up_id blob references follow_up (id),
    media_type text not null,
    length integer not null,
    file_name text not null,
    content_sha256 text not null,
    words_of blob,
    added_at integer not null,
    added_by_id blob not null
) strict;
create index pending_attachment_added on pending_attachment (added_at);

-- The photos and signed sheets that a version of a record shows. Later versions show those of earlier ones too.
create table record_attachment (
    record_id blob not null references record (id),
    number integer not null,
    attachment_id blob not null,
    shows text not null,
    matter_number integer,
    primary key (record_id, number)
) strict;

-- The documents that the procedure cites, as the site uploaded them: every version is kept.
create table document (
    site_id blob not null references scope (id),
    document text not null,
    number integer not null,
    attachment_id blob not null references attachment (id),
    uploaded_at integer not null,
    uploaded_by_id blob,
    primary key (site_id, document, number)
) strict;
