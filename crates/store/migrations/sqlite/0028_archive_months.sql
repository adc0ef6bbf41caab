-- Exports of months that were made elsewhere and taken in: what they are, and what was found when they were checked.
-- checked and confidential are JSON.
create table archive_month (
    manifest_sha256 blob not null primary key,
    month text not null,
    site_id blob not null,
    site_code text not null,
    site_name text not null,
    time_zone text not null,
    installation_id blob not null,
    demo integer not null,
    made_at integer not null,
    signed_by text not null,
    anchored integer not null,
    checked text not null,
    confidential text not null,
    taken_in_at integer not null,
    taken_in_by_id blob
) strict;
create index archive_month_site on archive_month (site_code, month);

-- Their files, in pieces. Not journalled: the manifest has the hash of each, and the export can be taken in again.
create table archive_month_piece (
    manifest_sha256 blob not null,
    name text not null,
    number integer not null,
    content blob not null,
    primary key (manifest_sha256, name, number)
) strict;
