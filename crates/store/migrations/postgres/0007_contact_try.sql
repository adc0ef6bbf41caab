-- Tries to reach a customer in vain, and when an obligation was closed as 無法聯繫, replaced or not.
create table contact_try (
    follow_up_id bytea not null references follow_up (id),
    number bigint not null,
    tried_at bigint not null,
    channel text collate "C" not null,
    card_left bigint not null,
    noted_at bigint not null,
    noted_by_id bytea references person (id),
    note text collate "C",
    words_of bytea,
    primary key (follow_up_id, number)
);
alter table obligation add column unreached_at bigint;
