-- Who looked at which full telephone number, and when. Not journalled: a look changes nothing, and there are many.
create table phone_view (
    target_kind text not null,
    target_id blob not null,
    viewer_id blob not null references person (id),
    viewed_at integer not null,
    device_id blob,
    primary key (target_kind, target_id, viewer_id, viewed_at)
) strict;
create index phone_view_viewer on phone_view (viewer_id, viewed_at);
