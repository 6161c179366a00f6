//! `relais export`: a knowledge base for a site's own pages, or as a table.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use relais::{KnowledgeBase, Locale};
use relais_exchange::Loss;

use crate::args::{Export, Target};
use crate::draw::styles::{DIM, GOOD, NAME, WARNING};
use crate::exit::{Failure, Outcome};
use crate::files;
use crate::source::{self, Files};

pub(crate) fn run(args: &Export) -> Outcome {
    let files = Files::read(&source::folder(args.folder.as_deref())?);
    let base = files.load()?;
    if let Some(unknown) = args.locale.filter(|locale| !base.locales().contains(locale)) {
        let known: Vec<&str> = base.locales().iter().map(Locale::as_str).collect();
        let known = known.join(", ");
        return Err(Failure::Usage(format!("the knowledge base has {known}, and not {unknown}")));
    }
    if let Some(folder) = &args.elastic {
        return for_search_engines(&base, args.locale, folder);
    }
    let mut exported = match args.to {
        None | Some(Target::Csv) => relais_exchange::to_csv(&base, args.locale.as_slice()),
        Some(Target::Faqpage) => {
            let locale = args.locale.unwrap_or(base.locales()[0]);
            relais_exchange::to_faq_page(&base, locale, source::today())
        }
    };
    exported.tell_disabled(files.texts());
    tell(&exported.losses, args.losses.as_deref())?;
    let Some(file) = &args.output else {
        let mut out = anstream::stdout().lock();
        out.write_all(exported.text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    };
    files::replace(file, exported.text.as_bytes())
        .map_err(|error| Failure::io(file.display(), error))?;
    let mut out = anstream::stdout().lock();
    let (count, file) = (exported.articles, file.display());
    writeln!(out, "{GOOD}   exported{GOOD:#} {count} articles to {NAME}{file}{NAME:#}")?;
    Ok(ExitCode::SUCCESS)
}

/// Writes an index for each language.
fn for_search_engines(base: &KnowledgeBase, only: Option<Locale>, folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder.display(), error))?;
    let mut out = anstream::stdout().lock();
    for locale in base.locales().iter().filter(|locale| only.is_none_or(|only| only == **locale)) {
        let index = relais_exchange::to_elastic(base, *locale);
        for (name, text) in &index.files {
            let file = folder.join(name);
            files::replace(&file, text.as_bytes())
                .map_err(|error| Failure::io(file.display(), error))?;
        }
        let (count, name) = (index.documents, &index.index);
        writeln!(
            out,
            "{GOOD}   exported{GOOD:#} {count} articles and forms as {NAME}{name}{NAME:#}"
        )?;
    }
    let folder = folder.display();
    writeln!(out, "{DIM}            {folder}: docs/search-engines.md says how to load it{DIM:#}")?;
    Ok(ExitCode::SUCCESS)
}

/// Tells on the error stream what is lost: all of it where it is little, else how often each thing; and
/// writes all of it into a file where one is named.
pub(crate) fn tell(losses: &[Loss], file: Option<&Path>) -> Result<(), Failure> {
    if let Some(file) = file {
        files::replace(file, relais_exchange::table(losses).as_bytes())
            .map_err(|error| Failure::io(file.display(), error))?;
    }
    if losses.is_empty() {
        return Ok(());
    }
    if losses.len() <= SHOWN {
        for loss in losses {
            anstream::eprintln!("{WARNING}       lost{WARNING:#} {loss}");
        }
        return Ok(());
    }
    let mut counts: BTreeMap<(&str, &str), (usize, &Loss)> = BTreeMap::new();
    for loss in losses {
        counts.entry((sort(&loss.what), &loss.why)).or_insert((0, loss)).0 += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for ((what, why), (count, first)) in counts.iter().take(SHOWN) {
        anstream::eprintln!("{WARNING}{count:>6} lost{WARNING:#} {what}: {why}");
        anstream::eprintln!("{DIM}            first: {first}{DIM:#}");
    }
    if counts.len() > SHOWN {
        anstream::eprintln!(
            "{WARNING}            and {} more sorts{WARNING:#}",
            counts.len() - SHOWN
        );
    }
    if file.is_none() {
        let total = losses.len();
        anstream::eprintln!("            --losses FILE writes all {total} into a table");
    }
    Ok(())
}

/// What is lost without the words that are in quotes.
fn sort(what: &str) -> &str {
    match what.find(" `") {
        Some(at) => what[..at].trim_end_matches(':'),
        None => what,
    }
}

/// As many as a terminal shows.
const SHOWN: usize = 40;
