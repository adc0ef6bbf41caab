-- Copies of procedures that a site is editing. Not journalled: what is adopted is.
create table procedure_draft (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    base text collate "C" not null,
    content text collate "C" not null,
    version bigint not null,
    begun_at bigint not null,
    begun_by_id bytea references person (id),
    changed_at bigint not null,
    changed_by_id bytea references person (id)
);
create index procedure_draft_site on procedure_draft (site_id, begun_at, id);
