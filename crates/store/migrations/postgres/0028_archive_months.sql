-- Exports of months that were made elsewhere and taken in: what they are, and what was found when they were checked.
-- checked and confidential are JSON.
create table archive_month (
    manifest_sha256 bytea not null primary key,
    month text collate "C" not null,
    site_id bytea not null,
    site_code text collate "C" not null,
    site_name text collate "C" not null,
    time_zone text collate "C" not null,
    installation_id bytea not null,
    demo bigint not null,
    made_at bigint not null,
    signed_by text collate "C" not null,
    anchored bigint not null,
    checked text collate "C" not null,
    confidential text collate "C" not null,
    taken_in_at bigint not null,
    taken_in_by_id bytea
);
create index archive_month_site on archive_month (site_code, month);

-- Their files, in pieces. Not journalled: the manifest has the hash of each, and the export can be taken in again.
create table archive_month_piece (
    manifest_sha256 bytea not null,
    name text collate "C" not null,
    number bigint not null,
    content bytea not null,
    primary key (manifest_sha256, name, number)
);
