-- The papers of the month: the analysis report and the return to the company's leaders; what was found for them, what
-- was done to them, and what somebody was given to do because of them.
create table month_paper (
    id blob not null primary key,
    site_id blob not null references scope (id),
    kind text not null,
    month text not null,
    state text not null,
    due text,
    drafted_at integer not null,
    signed_at integer,
    signed_by_id blob references person (id),
    unique (site_id, kind, month)
) strict;

create table paper_step (
    paper_id blob not null references month_paper (id),
    number integer not null,
    state text not null,
    done_at integer not null,
    done_by_id blob references person (id),
    said text,
    strokes text,
    signed_name text,
    words_of blob,
    primary key (paper_id, number)
) strict;

create table paper_case (
    paper_id blob not null references month_paper (id),
    number integer not null,
    sort text not null,
    without_action integer not null,
    primary key (paper_id, number)
) strict;

create table paper_event (
    paper_id blob not null references month_paper (id),
    number integer not null,
    event_id blob not null references event (id),
    primary key (paper_id, number, event_id)
) strict;
create index paper_event_event on paper_event (event_id);

create table paper_words (
    paper_id blob not null references month_paper (id),
    number integer not null,
    word text not null,
    said text,
    words_of blob,
    primary key (paper_id, number, word)
) strict;

create table task (
    id blob not null primary key,
    site_id blob not null references scope (id),
    kind text not null,
    paper_id blob not null references month_paper (id),
    case_number integer,
    follows_id blob references task (id),
    state text not null,
    owner_id blob not null references person (id),
    due text not null,
    given_at integer not null,
    given_by_id blob references person (id),
    done_on text,
    done_by_id blob references person (id),
    correction text,
    action text,
    words_of blob
) strict;
create index task_open on task (site_id, state, due);
create index task_paper on task (paper_id);
create index task_follows on task (follows_id);

create table task_step (
    task_id blob not null references task (id),
    number integer not null,
    state text not null,
    done_at integer not null,
    done_by_id blob references person (id),
    said text,
    words_of blob,
    primary key (task_id, number)
) strict;
