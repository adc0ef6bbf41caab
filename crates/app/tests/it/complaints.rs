//! What is done with complaints besides handling them.

mod grading;
mod judgement;
mod merging;
mod reply;
