//! `relais-report`: what conversations came to, from the terminal.

#![forbid(unsafe_code)]

mod args;

use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::Parser;
use relais_report::{Error, Figures, Inputs, Lang, Options, page, sql, text};

use crate::args::Args;

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            anstream::eprintln!("{ERROR}error{ERROR:#}: {message}");
            ExitCode::from(IO)
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    if let Some(named) = &args.sql {
        let queries = match named {
            Some(query) => vec![*query],
            None => sql::all().collect(),
        };
        let texts: Vec<String> = queries.iter().map(titled).collect();
        return print(&texts.join("\n"));
    }
    let figures = figures(args).map_err(|error| error.to_string())?;
    let lang = args.lang();
    if let Some(file) = &args.html {
        let page = page(&figures, lang).map_err(|error| error.to_string())?;
        std::fs::write(file, page).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    match (args.json, &args.html) {
        (true, _) => print(&format!("{}\n", figures.to_json())),
        (false, None) => print(&text(&figures, lang, WIDTH)),
        (false, Some(file)) => {
            let said = match lang {
                Lang::En => format!("The report is in {}.\n", file.display()),
                Lang::Fr => format!("Le rapport est dans {}.\n", file.display()),
            };
            print(&said)
        }
    }
}

fn figures(args: &Args) -> Result<Figures, Error> {
    let options = Options {
        time_zone: args.time_zone.clone(),
        memory: args.memory,
        skip_bad_lines: args.skip_bad_lines,
    };
    Figures::of(&Inputs::find(&args.events)?, &options)
}

/// A query under the name of its file.
fn titled(query: &sql::Query) -> String {
    format!("-- {}.sql\n{}", query.name, query.text)
}

/// Prints without a word where nobody reads on, as `head` does not.
fn print(text: &str) -> Result<(), String> {
    match anstream::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const IO: u8 = 3;
/// As wide as people read with ease, and as the other commands print.
const WIDTH: usize = 100;
