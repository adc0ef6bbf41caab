-- The 復函情況 of a complaint that is anonymous or only wants a written reply: the letter, or why none could go.
create table reply (
    event_id blob not null primary key references event (id),
    dated text,
    letter text,
    addressee text,
    handled text,
    why text,
    words_of blob,
    entered_at integer not null,
    entered_by_id blob
) strict;
-- Why a complaint is invalid (無效投訴), and what the complainant was told.
create table invalidity (
    event_id blob not null primary key references event (id),
    why text,
    answer text,
    words_of blob,
    judged_at integer not null,
    judged_by_id blob
) strict;
