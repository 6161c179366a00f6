//! Writes the seeds of a property into a folder, where a search starts: `relais-fuzz turns FOLDER`.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [property, folder] = arguments.as_slice() else {
        eprintln!("usage: relais-fuzz PROPERTY FOLDER");
        return ExitCode::from(2);
    };
    match write(property, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(3)
        }
    }
}

fn write(property: &str, folder: &Path) -> io::Result<()> {
    for (number, seed) in relais_fuzz::seeds(property).into_iter().enumerate() {
        fs::write(folder.join(format!("seed-{number:02}")), seed)?;
    }
    Ok(())
}
