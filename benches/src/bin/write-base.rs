//! Writes a generated knowledge base as files, to try the command line on: `write-base 10000 FOLDER`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs, io};

use relais_benches::Corpus;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [articles, folder] = arguments.as_slice() else {
        eprintln!("usage: write-base ARTICLES FOLDER");
        return ExitCode::from(2);
    };
    let Ok(articles) = articles.parse() else {
        eprintln!("`{articles}` is no number of articles");
        return ExitCode::from(2);
    };
    match write(articles, &PathBuf::from(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(3)
        }
    }
}

fn write(articles: usize, folder: &std::path::Path) -> io::Result<()> {
    for (path, text) in Corpus::new(articles).files() {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
