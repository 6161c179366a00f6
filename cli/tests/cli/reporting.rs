//! `relais report`, which runs another program.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

use crate::relais::Place;

/// `relais` in a folder where no `relais-report` is beside it. It is linked: while a copy is written another test
/// may start a program that holds it open, and then it cannot be run.
fn alone(place: &Place) -> std::path::PathBuf {
    let program = place.path(&format!("relais{}", env::consts::EXE_SUFFIX));
    let built = env!("CARGO_BIN_EXE_relais");
    fs::hard_link(built, &program)
        .or_else(|_| fs::copy(built, &program).map(|_| ()))
        .expect("a second name");
    program
}

fn run(program: &Path, path: impl AsRef<OsStr>, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.arg("report").args(arguments).env("PATH", path).output().expect("the program runs")
}

#[test]
fn says_how_to_install_what_is_not_there() {
    let place = Place::new("no-report");
    let output = run(&alone(&place), "", &["events.ndjson"]);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("cargo install relais-report"), "{told}");
}

#[cfg(unix)]
#[test]
fn passes_everything_on_and_ends_as_the_other_program_does() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new("report");
    let program = alone(&place);
    let write = |file: &str, says: &str| {
        let file = place.path(file);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&file, format!("#!/bin/sh\necho {says} \"$@\"\nexit 7\n")).expect("a script");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("it can be run");
    };
    let arguments = ["events of today.ndjson", "--html", "page.html", "--help"];
    write("path/relais-report", "path");
    let output = run(&program, place.path("path"), &arguments);
    assert_eq!(output.status.code(), Some(7));
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(printed, "path events of today.ndjson --html page.html --help\n");
    // What was installed together with this program goes before what is elsewhere.
    write("relais-report", "beside");
    let output = run(&program, place.path("path"), &arguments);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("beside "));
}
