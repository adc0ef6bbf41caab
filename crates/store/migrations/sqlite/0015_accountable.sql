-- What those who are accountable for a follow-up said of it.
create table follow_up_note (
    follow_up_id blob not null references follow_up (id),
    number integer not null,
    post text not null,
    noted_at integer not null,
    noted_by_id blob references person (id),
    note text,
    words_of blob,
    primary key (follow_up_id, number)
) strict;
