-- Who does a task, and by when, may change: a step of the state open says so, with both as they are from then on.
alter table task_step add column owner_id bytea references person (id);
alter table task_step add column due text collate "C";
create index task_owner on task (owner_id, state);
