-- The papers of the month: the analysis report and the return to the company's leaders; what was found for them, what
-- was done to them, and what somebody was given to do because of them.
create table month_paper (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    kind text collate "C" not null,
    month text collate "C" not null,
    state text collate "C" not null,
    due text collate "C",
    drafted_at bigint not null,
    signed_at bigint,
    signed_by_id bytea references person (id),
    unique (site_id, kind, month)
);

create table paper_step (
    paper_id bytea not null references month_paper (id),
    number bigint not null,
    state text collate "C" not null,
    done_at bigint not null,
    done_by_id bytea references person (id),
    said text collate "C",
    strokes text collate "C",
    signed_name text collate "C",
    words_of bytea,
    primary key (paper_id, number)
);

create table paper_case (
    paper_id bytea not null references month_paper (id),
    number bigint not null,
    sort text collate "C" not null,
    without_action bigint not null,
    primary key (paper_id, number)
);

create table paper_event (
    paper_id bytea not null references month_paper (id),
    number bigint not null,
    event_id bytea not null references event (id),
    primary key (paper_id, number, event_id)
);
create index paper_event_event on paper_event (event_id);

create table paper_words (
    paper_id bytea not null references month_paper (id),
    number bigint not null,
    word text collate "C" not null,
    said text collate "C",
    words_of bytea,
    primary key (paper_id, number, word)
);

create table task (
    id bytea not null primary key,
    site_id bytea not null references scope (id),
    kind text collate "C" not null,
    paper_id bytea not null references month_paper (id),
    case_number bigint,
    follows_id bytea references task (id),
    state text collate "C" not null,
    owner_id bytea not null references person (id),
    due text collate "C" not null,
    given_at bigint not null,
    given_by_id bytea references person (id),
    done_on text collate "C",
    done_by_id bytea references person (id),
    correction text collate "C",
    action text collate "C",
    words_of bytea
);
create index task_open on task (site_id, state, due);
create index task_paper on task (paper_id);
create index task_follows on task (follows_id);

create table task_step (
    task_id bytea not null references task (id),
    number bigint not null,
    state text collate "C" not null,
    done_at bigint not null,
    done_by_id bytea references person (id),
    said text collate "C",
    words_of bytea,
    primary key (task_id, number)
);
