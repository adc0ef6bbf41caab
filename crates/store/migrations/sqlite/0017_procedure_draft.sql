-- Copies of procedures that a site is editing. Not journalled: what is adopted is.
create table procedure_draft (
    id blob not null primary key,
    site_id blob not null references scope (id),
    base text not null,
    content text not null,
    version integer not null,
    begun_at integer not null,
    begun_by_id blob references person (id),
    changed_at integer not null,
    changed_by_id blob references person (id)
) strict;
create index procedure_draft_site on procedure_draft (site_id, begun_at, id);
