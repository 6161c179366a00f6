//! `relais`: what authors and operators use.
//!
//! This file parses and dispatches. `args` is what can be typed, `commands` what is done, `source`
//! where a knowledge base comes from, `mend` how it is mended and `learn` how it learns, `draw` how things
//! look in a terminal, and `report` on a page.

#![forbid(unsafe_code)]

mod args;
mod cache;
mod commands;
mod draw;
mod exit;
mod files;
mod learn;
mod mend;
mod rebuild;
mod report;
mod source;

use clap::Parser;

use crate::args::{Args, Command};
use crate::exit::Failure;

fn main() -> std::process::ExitCode {
    let args = Args::parse();
    let done = match args.command.unwrap_or_default() {
        Command::New(args) => commands::new::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Build(args) => commands::build::run(&args),
        Command::Keygen(args) => commands::keygen::run(&args),
        Command::Verify(args) => commands::verify::run(&args),
        Command::Chat(args) => commands::chat::run(&args),
        Command::Ask(args) => commands::ask::run(&args),
        Command::Test(args) => commands::test::run(&args),
        Command::Watch(args) => commands::watch::run(&args),
        Command::Eval(args) => commands::eval::run(&args),
        Command::Schema(args) => commands::schema::run(&args),
        Command::Import(args) => commands::import::run(&args),
        Command::Export(args) => commands::export::run(&args),
        Command::Suggest(args) => commands::suggest::run(&args),
        Command::Report(args) => commands::report::run(&args),
    };
    done.unwrap_or_else(Failure::report)
}
