-- Festivals: for which of them nobody is visited, the lists of households, and which list became which event.
create table festival_switch (
    site_id blob not null references scope (id),
    festival text not null,
    visited integer not null,
    why text,
    words_of blob,
    switched_at integer not null,
    switched_by_id blob,
    primary key (site_id, festival)
) strict;

create table festival_line (
    site_id blob not null references scope (id),
    festival text not null,
    year integer not null,
    number integer not null,
    unit_id blob references unit (id),
    unit_given text,
    person_id blob references person (id),
    note text,
    words_of blob,
    struck integer not null,
    listed_at integer not null,
    listed_by_id blob,
    primary key (site_id, festival, year, number)
) strict;

create table festival_release (
    site_id blob not null references scope (id),
    festival text not null,
    year integer not null,
    day text not null,
    event_id blob not null references event (id),
    released_at integer not null,
    released_by_id blob,
    primary key (site_id, festival, year)
) strict;
