-- Photos of a public letter as it hangs, and those that were sent for one and hang on nothing yet.
alter table attachment add column letter_id bytea references public_letter (id);
create index attachment_letter on attachment (letter_id);
alter table pending_attachment add column letter_id bytea references public_letter (id);
