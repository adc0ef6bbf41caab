-- What the installation keeps in mind besides its journal, such as how far the clock of a demonstration was put on.
create table setting (
    name text collate "C" not null primary key,
    value bigint not null
);
