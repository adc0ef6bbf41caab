//! The program from outside, and the shape of the workspace.

mod architecture;
mod plan;
mod procedure;
mod run;
mod serve;
