-- What imports need besides the file: profiles kept by name, all findings of a row instead of the first, and the order
-- in which obligations get their numbers, which is not the order of the file. Nothing that was kept is lost: the one
-- finding of each row moves along.

-- How one estate's own files are to be read. A setting, not journalled.
create table import_profile (
    site_id blob not null references scope (id),
    kind text not null,
    name text not null,
    profile text not null,
    saved_at integer not null,
    saved_by_id blob,
    primary key (site_id, kind, name)
) strict;

-- Why a row was refused, or which of its cells were not taken; expected is JSON of the sentence in each language.
create table import_finding (
    import_id blob not null references import (id),
    row_number integer not null,
    place integer not null,
    column_name text,
    value_words text,
    expected text not null,
    primary key (import_id, row_number, place)
) strict;

insert into import_finding (import_id, row_number, place, column_name, value_words, expected)
    select import_id, row_number, 1, column_name, value_words, expected from import_row where expected is not null;
alter table import_row drop column column_name;
alter table import_row drop column value_words;
alter table import_row drop column expected;

-- Obligations of imported events that have no number yet, in the order in which they arise: a row leaves when its
-- obligation is entered. A working paper, not journalled.
create table import_arising (
    import_id blob not null references import (id),
    arises_at integer not null,
    outside_id text not null,
    phase_order integer not null,
    line integer not null,
    event_id blob not null,
    primary key (import_id, arises_at, outside_id, phase_order, line)
) strict;
