-- The 復函情況 of a complaint that is anonymous or only wants a written reply: the letter, or why none could go.
create table reply (
    event_id bytea not null primary key references event (id),
    dated text collate "C",
    letter text collate "C",
    addressee text collate "C",
    handled text collate "C",
    why text collate "C",
    words_of bytea,
    entered_at bigint not null,
    entered_by_id bytea
);
-- Why a complaint is invalid (無效投訴), and what the complainant was told.
create table invalidity (
    event_id bytea not null primary key references event (id),
    why text collate "C",
    answer text collate "C",
    words_of bytea,
    judged_at bigint not null,
    judged_by_id bytea
);
