//! What is done with complaints besides handling them.

mod reply;
