-- Tries to reach a customer in vain, and when an obligation was closed as 無法聯繫, replaced or not.
create table contact_try (
    follow_up_id blob not null references follow_up (id),
    number integer not null,
    tried_at integer not null,
    channel text not null,
    card_left integer not null,
    noted_at integer not null,
    noted_by_id blob references person (id),
    note text,
    words_of blob,
    primary key (follow_up_id, number)
) strict;
alter table obligation add column unreached_at integer;
