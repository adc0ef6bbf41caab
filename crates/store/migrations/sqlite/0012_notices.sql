-- Notices: each person's own in the product, by e-mail to who has an address, by robot to the groups of a site.
alter table person add column mail text;

-- Whoever knows address and secret can post there: credentials, so not journalled. topics is JSON.
create table robot (
    id blob not null primary key,
    site_id blob not null references scope (id),
    kind text not null,
    name text not null,
    address text not null,
    secret text,
    language text not null,
    topics text not null,
    saved_at integer not null,
    saved_by_id blob references person (id),
    unique (site_id, name)
) strict;

-- Nothing was ever sent from the outbox of earlier versions. What waits in it is old news, which the desk has shown
-- ever since; it must not go out all at once now.
drop table outbox;
create table outbox (
    id integer not null primary key,
    topic text not null,
    site_id blob not null,
    person_id blob,
    robot_id blob references robot (id),
    payload text not null,
    queued_at integer not null,
    due_at integer not null,
    attempts integer not null,
    locked_until integer,
    sent_at integer,
    way text,
    failed_at integer,
    last_error text,
    read_at integer
) strict;
create index outbox_due on outbox (sent_at, failed_at, due_at);
create index outbox_person on outbox (person_id, id);
create index outbox_unread on outbox (person_id) where read_at is null;
create index outbox_failed on outbox (site_id, failed_at) where failed_at is not null;
create index outbox_robot on outbox (robot_id);
