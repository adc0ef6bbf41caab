-- The keys that exports were signed with, from first to last.
create table export_key (
    public_key text collate "C" not null primary key,
    number bigint not null,
    replaces text collate "C",
    endorsement text collate "C",
    set_at bigint not null,
    set_by_id bytea,
    unique (number)
);

-- The secret half of the key in use. Not journalled.
create table export_secret (
    public_key text collate "C" not null primary key,
    secret text collate "C" not null
);
