-- What imports need besides the file: profiles kept by name, all findings of a row instead of the first, and the order
-- in which obligations get their numbers, which is not the order of the file. Nothing that was kept is lost: the one
-- finding of each row moves along.

-- How one estate's own files are to be read. A setting, not journalled.
create table import_profile (
    site_id bytea not null references scope (id),
    kind text collate "C" not null,
    name text collate "C" not null,
    profile text collate "C" not null,
    saved_at bigint not null,
    saved_by_id bytea,
    primary key (site_id, kind, name)
);

-- Why a row was refused, or which of its cells were not taken; expected is JSON of the sentence in each language.
create table import_finding (
    import_id bytea not null references import (id),
    row_number bigint not null,
    place bigint not null,
    column_name text collate "C",
    value_words text collate "C",
    expected text collate "C" not null,
    primary key (import_id, row_number, place)
);

insert into import_finding (import_id, row_number, place, column_name, value_words, expected)
    select import_id, row_number, 1, column_name, value_words, expected from import_row where expected is not null;
alter table import_row drop column column_name;
alter table import_row drop column value_words;
alter table import_row drop column expected;

-- Obligations of imported events that have no number yet, in the order in which they arise: a row leaves when its
-- obligation is entered. A working paper, not journalled.
create table import_arising (
    import_id bytea not null references import (id),
    arises_at bigint not null,
    outside_id text collate "C" not null,
    phase_order bigint not null,
    line bigint not null,
    event_id bytea not null,
    primary key (import_id, arises_at, outside_id, phase_order, line)
);
