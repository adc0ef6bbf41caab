-- Festivals: for which of them nobody is visited, the lists of households, and which list became which event.
create table festival_switch (
    site_id bytea not null references scope (id),
    festival text collate "C" not null,
    visited bigint not null,
    why text collate "C",
    words_of bytea,
    switched_at bigint not null,
    switched_by_id bytea,
    primary key (site_id, festival)
);

create table festival_line (
    site_id bytea not null references scope (id),
    festival text collate "C" not null,
    year bigint not null,
    number bigint not null,
    unit_id bytea references unit (id),
    unit_given text collate "C",
    person_id bytea references person (id),
    note text collate "C",
    words_of bytea,
    struck bigint not null,
    listed_at bigint not null,
    listed_by_id bytea,
    primary key (site_id, festival, year, number)
);

create table festival_release (
    site_id bytea not null references scope (id),
    festival text collate "C" not null,
    year bigint not null,
    day text collate "C" not null,
    event_id bytea not null references event (id),
    released_at bigint not null,
    released_by_id bytea,
    primary key (site_id, festival, year)
);
