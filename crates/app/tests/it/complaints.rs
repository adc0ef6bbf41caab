//! What is done with complaints besides handling them.

mod confidential;
mod grading;
mod judgement;
mod merging;
mod reply;
