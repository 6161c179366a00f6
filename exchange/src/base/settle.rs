use std::collections::{BTreeMap, BTreeSet};

use relais::{Diagnostic, KnowledgeBase, Locale};

use super::article::{Articles, WHOLE};
use super::existing::Existing;
use super::{Options, folder, write};
use crate::error::Error;
use crate::format::Format;
use crate::loss::{Losses, shortened};

/// The files, once the checker has nothing against them.
pub(super) struct Settled {
    pub(super) files: Vec<(String, String)>,
    pub(super) articles: usize,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) locales: Vec<Locale>,
}

/// Asks the checker, takes out the wordings that it refuses, and asks again.
///
/// It compares wordings as the engine does, so `order status` and `Orders, status?` are one: whichever
/// comes later in the input has to go. What existed before always stays.
pub(super) fn settle(
    mut articles: Articles,
    existing: &Existing,
    options: &Options,
    format: Format,
    losses: &mut Losses,
) -> Result<Settled, Error> {
    let locales = articles.locales();
    let of_base = if existing.is_there() { existing.locales() } else { &locales };
    let name = options.name.clone().unwrap_or_else(|| "My knowledge base".to_owned());
    let topics: Vec<_> = articles.topics().into_iter().cloned().collect();
    let settings = (!existing.is_there())
        .then(|| ("relais.yaml".to_owned(), folder::settings(&name, &locales, &topics)));
    loop {
        let mut files: BTreeMap<String, String> = settings.iter().cloned().collect();
        for article in &articles.all {
            files.insert(path(&article.id), write::article(article, of_base, format));
        }
        let all = options.existing.iter().cloned();
        let all = all.chain(files.iter().map(|(path, text)| (path.clone(), text.clone())));
        let problems = match KnowledgeBase::from_files(all) {
            Ok((_, problems)) | Err(problems) => problems,
        };
        if let Some(problem) = problems.iter().find(|problem| problem.code == "missing-message") {
            return Err(no_sentences(problem, &locales));
        }
        let refused = refused(&articles, &files, &problems);
        if refused.is_empty() {
            let count = articles.all.len();
            let files = files.into_iter().collect();
            return Ok(Settled { files, articles: count, problems, locales });
        }
        take_out(&mut articles, refused, losses);
    }
}

/// A wording to take out: the number of the article, the locale, the number of the wording, and why.
type Refused = BTreeMap<(usize, Locale, usize), String>;

fn refused(
    articles: &Articles,
    files: &BTreeMap<String, String>,
    problems: &[Diagnostic],
) -> Refused {
    let by_path: BTreeMap<String, usize> =
        articles.all.iter().enumerate().map(|(index, a)| (path(&a.id), index)).collect();
    let mut refused = Refused::new();
    for problem in problems {
        let Some(span) = &problem.span else { continue };
        if !matches!(problem.code, "ambiguous-wording" | "reserved-wording") {
            continue;
        }
        let here = by_path.get(&span.file).and_then(|index| {
            let text = files.get(&span.file).map(String::as_str).unwrap_or_default();
            let (locale, number) = wording_at(text, span.line)?;
            Some((*index, locale.parse().ok()?, number))
        });
        // What existed stays, and of two new ones the one that comes first in the input.
        let found = here.max(named_in(articles, &by_path, &problem.message));
        if let Some(place) = found {
            refused.entry(place).or_insert_with(|| problem.message.clone());
        }
    }
    refused
}

/// The locale and the number of the wording at a line of an article that [`write`] wrote.
fn wording_at(text: &str, line: usize) -> Option<(String, usize)> {
    let above: Vec<&str> = text.lines().take(line).collect();
    // A wording is on one line, and every line of the list is one.
    let number = above.iter().rev().take_while(|line| line.starts_with("  - ")).count();
    let locale = above.iter().rev().find(|line| !line.starts_with([' ', '#']))?;
    let locale = locale.trim_end().trim_end_matches(':').trim_matches(['\'', '"']);
    Some((locale.to_owned(), number.checked_sub(1)?))
}

/// The wording of a new article that a problem names: `a` is also a wording of `topic/id` (`b`).
fn named_in(
    articles: &Articles,
    by_path: &BTreeMap<String, usize>,
    message: &str,
) -> Option<(usize, Locale, usize)> {
    const NAMES: &str = " is also a wording of `";
    let named = message.match_indices(NAMES).filter_map(|(at, _)| {
        let id = message[at + NAMES.len()..].split('`').next()?;
        by_path.get(&path(id)).copied()
    });
    let index = named.last()?;
    articles.all[index].texts.iter().find_map(|(locale, text)| {
        let named = |wording: &String| message.ends_with(&format!("(`{wording}`)"));
        Some((index, *locale, text.questions.iter().position(named)?))
    })
}

fn take_out(articles: &mut Articles, refused: Refused, losses: &mut Losses) {
    // From the last one on, so that the numbers before it hold.
    for ((index, locale, number), why) in refused.into_iter().rev() {
        let Some(text) = articles.all[index].texts.get_mut(&locale) else { continue };
        if number < text.questions.len() {
            let wording = text.questions.remove(number);
            let what = format!("the question `{}`", shortened(&wording, 80));
            losses.add(&text.origin, what, why);
        }
        if text.questions.is_empty() {
            losses.add(&text.origin, WHOLE, "no question of its own is left to reach it by");
            articles.all[index].texts.remove(&locale);
        }
    }
    let gone: BTreeSet<String> = articles
        .all
        .iter()
        .filter(|article| article.texts.is_empty())
        .map(|article| article.id.clone())
        .collect();
    articles.all.retain(|article| !article.texts.is_empty());
    for article in &mut articles.all {
        for next in article.next.iter().filter(|next| gone.contains(*next)) {
            losses.add(
                &article.origin,
                format!("what comes next: `{next}`"),
                "it did not come over",
            );
        }
        article.next.retain(|next| !gone.contains(next));
    }
}

fn no_sentences(problem: &Diagnostic, locales: &[Locale]) -> Error {
    let tags: Vec<&str> = locales.iter().map(Locale::as_str).collect();
    Error::new(format!("{} (the import is in {})", problem.message, tags.join(", "))).hint(
        "Relais speaks French and English by itself: say --locale if the input is in one of them, \
         or make a knowledge base with a messages.yaml first and import into it",
    )
}

fn path(id: &str) -> String {
    format!("articles/{id}.yaml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_traced_to_its_wording() {
        let text = "# from x\nen:\n  title: T\n  questions:\n  - a\n  - b\n  answer: |-\n    - x\nfr:\n  \
                    title: T\n  questions:\n  - c\n";
        assert_eq!(wording_at(text, 5), Some(("en".into(), 0)));
        assert_eq!(wording_at(text, 6), Some(("en".into(), 1)));
        assert_eq!(wording_at(text, 12), Some(("fr".into(), 0)));
        assert_eq!(wording_at(text, 3), None);
    }
}
