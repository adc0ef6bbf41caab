//! What is done with complaints besides handling them.

mod judgement;
mod reply;
