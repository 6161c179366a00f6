//! Whether a wording may stay is not for this crate to say: the checker of Relais is asked, what it refuses
//! is taken out, and it is asked again.
//!
//! It compares wordings as the engine does, so `order status` and `Orders, status?` are one. Of two new ones
//! the one that comes later in the input has to go, and what existed before always stays, on or off.

use std::collections::{BTreeMap, BTreeSet};

use relais::{Diagnostic, KnowledgeBase, Locale};

use super::article::{Article, Articles, WHOLE};
use super::existing::{Existing, turned_on};
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

/// Takes out the wordings that may not stay.
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
    let written = |articles: &Articles| -> Texts {
        let file =
            |article: &Article| (path(&article.id), write::article(article, of_base, format));
        settings.iter().cloned().chain(articles.all.iter().map(file)).collect()
    };
    if existing.is_there() {
        leave_what_is_off(&mut articles, &options.existing, written, losses);
    }
    loop {
        let files = written(&articles);
        let asked = options.existing.iter().cloned().chain(files.clone()).collect();
        let problems = check(&asked);
        if let Some(problem) = problems.iter().find(|problem| problem.code == "missing-message") {
            return Err(no_sentences(problem, &locales));
        }
        let refused = refused(&articles, &asked, &problems);
        if refused.is_empty() {
            let count = articles.all.len();
            let files = files.into_iter().collect();
            return Ok(Settled { files, articles: count, problems, locales });
        }
        let refused = refused.into_iter().map(|(place, refusal)| (place, refusal.why));
        take_out(&mut articles, refused.collect(), losses);
    }
}

/// Files by their paths.
type Texts = BTreeMap<String, String>;

fn check(asked: &Texts) -> Vec<Diagnostic> {
    match KnowledgeBase::from_files(asked.clone()) {
        Ok((_, problems)) | Err(problems) => problems,
    }
}

/// Takes out what an article that was there has already, where one of the two is off: that was decided for
/// a reason, and importing once more must not undo it. A knowledge base does not keep what is off, so the
/// checker is asked as if everything were on.
fn leave_what_is_off(
    articles: &mut Articles,
    existing: &[(String, String)],
    written: impl Fn(&Articles) -> Texts,
    losses: &mut Losses,
) {
    loop {
        let mut asked: Texts = existing.iter().cloned().chain(written(articles)).collect();
        let off: Texts = asked
            .iter()
            .filter_map(|(path, text)| Some((path.clone(), turned_on(path, text)?)))
            .collect();
        if off.is_empty() {
            return;
        }
        let off_ids: BTreeSet<&str> = off.keys().map(|path| subject(path)).collect();
        asked.extend(off.clone());
        let mut found: BTreeMap<Place, String> = BTreeMap::new();
        for (place, refusal) in refused(articles, &asked, &check(&asked)) {
            let Some(owner) = refusal.owner else { continue };
            let is_off = match off_ids.contains(owner.as_str()) {
                true => "; that article is off (`enabled: false`)",
                false => "",
            };
            found.entry(place).or_insert_with(|| format!("{}{is_off}", refusal.why));
        }
        if found.is_empty() {
            return;
        }
        take_out(articles, found, losses);
    }
}

/// Where a wording is: the number of its article, its language, and its number there.
type Place = (usize, Locale, usize);

/// Why a wording may not stay.
struct Refusal {
    why: String,
    /// What was there before and has it.
    owner: Option<String>,
}

fn refused(articles: &Articles, asked: &Texts, problems: &[Diagnostic]) -> Vec<(Place, Refusal)> {
    let ids = articles.all.iter().enumerate().map(|(index, article)| (article.id.as_str(), index));
    let by_id: BTreeMap<&str, usize> = ids.collect();
    let mut refused = Vec::new();
    for problem in problems {
        let Some(span) = &problem.span else { continue };
        if !matches!(problem.code, "ambiguous-wording" | "reserved-wording") {
            continue;
        }
        let text = asked.get(&span.file).map(String::as_str).unwrap_or_default();
        let locale = locale_at(text, span.line);
        let subject = subject(&span.file);
        let here = by_id.get(subject).and_then(|index| {
            let number = wording_at(text, span.line)?;
            Some((*index, locale?, number))
        });
        let named = Ambiguous::read(&problem.message);
        let there = named.as_ref().and_then(|named| {
            let index = *by_id.get(named.owner)?;
            let (locale, number) = place_of(&articles.all[index], locale, named.same)?;
            Some((index, locale, number))
        });
        let (why, owner) = match named {
            Some(named) if !by_id.contains_key(subject) => (named.turned(subject), Some(subject)),
            Some(Ambiguous { owner, .. }) if !by_id.contains_key(owner) => {
                (problem.message.clone(), Some(owner))
            }
            _ => (problem.message.clone(), None),
        };
        // What existed stays, and of two new ones the one that comes first in the input.
        let refusal = Refusal { why, owner: owner.map(str::to_owned) };
        refused.extend(here.max(there).map(|place| (place, refusal)));
    }
    refused
}

/// The language of the text that a line of an article belongs to: the key at the margin above it.
fn locale_at(text: &str, line: usize) -> Option<Locale> {
    let above: Vec<&str> = text.lines().take(line).collect();
    let key = above.iter().rev().find(|line| !line.is_empty() && !line.starts_with([' ', '#']))?;
    key.split(':').next()?.trim_matches(['\'', '"']).parse().ok()
}

/// The number of the wording at a line of an article that [`write`] wrote.
fn wording_at(text: &str, line: usize) -> Option<usize> {
    let above: Vec<&str> = text.lines().take(line).collect();
    // A wording is on one line, and every line of the list is one.
    let number = above.iter().rev().take_while(|line| line.starts_with("  - ")).count();
    number.checked_sub(1)
}

/// What the checker says of two wordings that are one.
struct Ambiguous<'m> {
    wording: &'m str,
    owner: &'m str,
    same: &'m str,
}

impl<'m> Ambiguous<'m> {
    /// Reads `a` is also a wording of `topic/id` (`b`).
    fn read(message: &'m str) -> Option<Ambiguous<'m>> {
        let (wording, named) = message.rsplit_once("` is also a wording of `")?;
        let (owner, same) = named.split_once("` (`")?;
        let (wording, same) = (wording.strip_prefix('`')?, same.strip_suffix("`)")?);
        Some(Ambiguous { wording, owner, same })
    }

    /// The same, said of the other one.
    fn turned(&self, subject: &str) -> String {
        format!("`{}` is also a wording of `{subject}` (`{}`)", self.same, self.wording)
    }
}

/// Where an article has a wording, in this language or, where it is not known, in one of its own.
fn place_of(article: &Article, locale: Option<Locale>, wording: &str) -> Option<(Locale, usize)> {
    article.texts.iter().filter(|(own, _)| locale.is_none_or(|locale| **own == locale)).find_map(
        |(own, text)| Some((*own, text.questions.iter().position(|known| known == wording)?)),
    )
}

fn take_out(articles: &mut Articles, refused: BTreeMap<Place, String>, losses: &mut Losses) {
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

/// The id of the article of a file; of a form, with its folder.
fn subject(path: &str) -> &str {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.strip_prefix("articles/").unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_traced_to_its_wording() {
        let text = "# from x\nen:\n  title: T\n  questions:\n  - a\n  - b\n  answer: |-\n    - x\nfr:\n  \
                    title: T\n  questions:\n  - c\n";
        let at = |line| (locale_at(text, line), wording_at(text, line));
        assert_eq!(at(5), (Some(Locale::EN), Some(0)));
        assert_eq!(at(6), (Some(Locale::EN), Some(1)));
        assert_eq!(at(12), (Some(Locale::FR), Some(0)));
        assert_eq!(at(3), (Some(Locale::EN), None));
        assert_eq!(locale_at("# x\n\"fr-CA\":\n\n  title: T\n", 4), "fr-CA".parse().ok());
    }
}
