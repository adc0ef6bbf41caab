//! What is done with complaints besides handling them.

mod judgement;
mod merging;
mod reply;
