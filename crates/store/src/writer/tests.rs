//! Tests of the group commit; those of what is written are in `tests/it`.
