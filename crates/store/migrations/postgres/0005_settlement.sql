-- What became of a matter that was not settled on the spot: the answer that was promised, what was put right.
create table settlement (
    matter_id bytea not null primary key references matter (id),
    settled_at bigint not null,
    settled_by_id bytea references person (id),
    outcome text collate "C",
    words_of bytea
);
