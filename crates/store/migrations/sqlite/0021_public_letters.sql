-- Public letters (公開信), what each answers, and what was done to it. Photos of a posted letter may hang on its id.
create table public_letter (
    id blob not null primary key,
    site_id blob not null references scope (id),
    year integer not null,
    number integer not null,
    version integer not null,
    state text not null,
    category text not null,
    kind text not null,
    title text,
    salutation text,
    matter text,
    explanation text,
    measures text,
    next_steps text,
    contact text,
    words_of blob,
    drafted_at integer not null,
    drafted_by_id blob,
    place text,
    posted_from text,
    posted_until text,
    posted_at integer,
    unique (site_id, year, number)
) strict;

create table public_letter_answer (
    letter_id blob not null references public_letter (id),
    follow_up_id blob not null references follow_up (id),
    event_id blob not null references event (id),
    record_id blob references record (id),
    primary key (letter_id, follow_up_id)
) strict;
create index public_letter_answer_follow_up on public_letter_answer (follow_up_id);
create index public_letter_answer_record on public_letter_answer (record_id);

create table public_letter_step (
    letter_id blob not null references public_letter (id),
    number integer not null,
    step text not null,
    done_at integer not null,
    done_by_id blob,
    post text,
    said text,
    words_of blob,
    primary key (letter_id, number)
) strict;
