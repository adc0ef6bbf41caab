-- What those who are accountable for a follow-up said of it.
create table follow_up_note (
    follow_up_id bytea not null references follow_up (id),
    number bigint not null,
    post text collate "C" not null,
    noted_at bigint not null,
    noted_by_id bytea references person (id),
    note text collate "C",
    words_of bytea,
    primary key (follow_up_id, number)
);
