-- What became of a matter that was not settled on the spot: the answer that was promised, what was put right.
create table settlement (
    matter_id blob not null primary key references matter (id),
    settled_at integer not null,
    settled_by_id blob references person (id),
    outcome text,
    words_of blob
) strict;
