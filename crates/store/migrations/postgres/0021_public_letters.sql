-- Public letters (公開信), what each answers, and what was done to it. Photos of a posted letter may hang on its id.
create table public_letter (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    year bigint not null,
    number bigint not null,
    version bigint not null,
    state text collate "C" not null,
    category text collate "C" not null,
    kind text collate "C" not null,
    title text collate "C",
    salutation text collate "C",
    matter text collate "C",
    explanation text collate "C",
    measures text collate "C",
    next_steps text collate "C",
    contact text collate "C",
    words_of bytea,
    drafted_at bigint not null,
    drafted_by_id bytea,
    place text collate "C",
    posted_from text collate "C",
    posted_until text collate "C",
    posted_at bigint,
    unique (site_id, year, number)
);

create table public_letter_answer (
    letter_id bytea not null references public_letter (id),
    follow_up_id bytea not null references follow_up (id),
    event_id bytea not null references event (id),
    record_id bytea references record (id),
    primary key (letter_id, follow_up_id)
);
create index public_letter_answer_follow_up on public_letter_answer (follow_up_id);
create index public_letter_answer_record on public_letter_answer (record_id);

create table public_letter_step (
    letter_id bytea not null references public_letter (id),
    number bigint not null,
    step text collate "C" not null,
    done_at bigint not null,
    done_by_id bytea,
    post text collate "C",
    said text collate "C",
    words_of bytea,
    primary key (letter_id, number)
);
