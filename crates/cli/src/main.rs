//! `huiyin`: follow-up visits for estate offices, as one program.
//!
//! Each command is a file of its own. A command that fails says in one sentence what is wrong and how to go on, and
//! ends with a status that scripts can rely on: see [`failure::Failure`].

mod archive;
mod backup;
mod copy_db;
mod courier;
mod demo;
mod doctor;
mod export;
mod failure;
mod file_events;
mod import;
mod interrupted;
mod lang;
mod layout_command;
mod layouts;
mod output;
mod plan;
mod procedure;
mod reason;
mod render;
mod report;
mod serve;
mod settings;
mod simulate;
mod user;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use huiyin_domain::Lang;

use crate::failure::Failure;

#[derive(Debug, Parser)]
#[command(
    name = "huiyin",
    version,
    about = "回音 Huiyin: every case settled, every caller answered"
)]
struct Arguments {
    /// The language of messages: zh-Hant, zh-Hans or en; without it, that of the environment
    #[arg(long, global = true, env = "HUIYIN_LANG", value_parser = lang::parse)]
    lang: Option<Lang>,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the pages until it is stopped; also without a command
    Serve(serve::ServeArguments),
    /// Serves a made-up estate to look around in; makes it first where there is none
    Demo(demo::DemoArguments),
    /// Copies an installation, also one at work, into a file
    Backup(backup::BackupArguments),
    /// Makes an installation out of a backup or a whole export, where there is none
    Restore(backup::RestoreArguments),
    /// Copies an installation into another database: from the embedded one to PostgreSQL, back, or to one of its sort
    CopyDb(copy_db::CopyDbArguments),
    /// Looks whether an installation is sound: database, journal, time zones, disk, keys
    Doctor(doctor::DoctorArguments),
    /// Takes events, units, people or lists from a file into the database; safe to repeat
    Import(import::ImportArguments),
    /// Writes a site, or a month of it, into a folder that can be read and checked without the product
    Export(export::ExportArguments),
    /// Months that were exported elsewhere, kept here to be read and never changed
    #[command(subcommand)]
    Archive(archive::ArchiveCommand),
    /// Checks an export without the database: chain, signatures, every draw, every count
    Verify(verify::VerifyArguments),
    /// Accounts from the shell: who has one, invitations, new passwords, leaving, administrators
    #[command(subcommand)]
    User(user::UserCommand),
    /// The reports of a month: 《回訪統計表》, 《客戶回訪記錄》, 統計分析報告
    #[command(subcommand)]
    Report(report::ReportCommand),
    /// The layouts of papers: what a company's own begin from, and their check
    #[command(subcommand)]
    Layout(layout_command::LayoutCommand),
    /// Draws one job into a PDF
    #[command(hide = true)]
    Render(render::RenderArguments),
    /// What a procedure asks for a file of events, without a database
    Plan(plan::PlanArguments),
    /// What two procedures ask for the same file of events, and what differs
    Simulate(simulate::SimulateArguments),
    /// The procedures in words, and the check of a procedure file
    #[command(subcommand)]
    Procedure(procedure::ProcedureCommand),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let lang = arguments.lang.unwrap_or_else(lang::of_environment);
    let command = arguments
        .command
        .unwrap_or_else(|| Command::Serve(serve::ServeArguments::of_environment()));
    let result = match command {
        Command::Serve(arguments) => serve::run(&arguments, lang),
        Command::Demo(arguments) => demo::run(&arguments, lang),
        Command::Backup(arguments) => backup::back_up(&arguments, lang),
        Command::Restore(arguments) => backup::restore(&arguments, lang),
        Command::CopyDb(arguments) => copy_db::run(&arguments, lang),
        Command::Doctor(arguments) => doctor::run(&arguments, lang),
        Command::Import(arguments) => import::run(&arguments, lang),
        Command::Export(arguments) => export::run(&arguments, lang),
        Command::Archive(command) => archive::run(&command, lang),
        Command::Verify(arguments) => verify::run(&arguments, lang),
        Command::User(command) => user::run(&command, lang),
        Command::Report(command) => report::run(&command, lang),
        Command::Layout(command) => layout_command::run(&command, lang),
        Command::Render(arguments) => render::run(&arguments),
        Command::Plan(arguments) => plan::run(&arguments, lang),
        Command::Simulate(arguments) => simulate::run(&arguments, lang),
        Command::Procedure(command) => procedure::run(&command, lang),
    };
    result.unwrap_or_else(Failure::report)
}
