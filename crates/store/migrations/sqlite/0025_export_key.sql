-- The keys that exports were signed with, from first to last.
create table export_key (
    public_key text not null primary key,
    number integer not null,
    replaces text,
    endorsement text,
    set_at integer not null,
    set_by_id blob,
    unique (number)
) strict;

-- The secret half of the key in use. Not journalled.
create table export_secret (
    public_key text not null primary key,
    secret text not null
) strict;
