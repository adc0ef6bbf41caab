-- Who looked at which full telephone number, and when. Not journalled: a look changes nothing, and there are many.
create table phone_view (
    target_kind text collate "C" not null,
    target_id bytea not null,
    viewer_id bytea not null references person (id),
    viewed_at bigint not null,
    device_id bytea,
    primary key (target_kind, target_id, viewer_id, viewed_at)
);
create index phone_view_viewer on phone_view (viewer_id, viewed_at);
