//! How much a knowledge base may hold. What is beyond is an error for its author, and not a build that
//! takes all the memory there is.

use super::document::{Place, Problems};
use crate::diagnostic::{Diagnostic, Severity};
use crate::knowledge::KnowledgeBase;

impl KnowledgeBase {
    /// The largest file that is read, in bytes.
    pub const MAX_FILE_BYTES: usize = 4 << 20;

    /// The most articles, and the most forms, of a language.
    pub const MAX_ARTICLES: usize = 1_000_000;

    /// The most wordings of a language, of all its articles and forms.
    pub const MAX_WORDINGS: usize = 5_000_000;

    /// The most wordings of one article or form.
    pub const MAX_WORDINGS_EACH: usize = 10_000;

    /// The most values of a form, choices of a value, and topics of a menu.
    pub const MAX_OPTIONS: usize = 100;
}

/// Whether a file is read; says so where it is not.
pub(super) fn is_readable(file: &str, text: &str, problems: &Problems) -> bool {
    let (bytes, most) = (text.len(), KnowledgeBase::MAX_FILE_BYTES);
    if bytes <= most {
        return true;
    }
    let message = format!("`{file}` has {bytes} bytes, and at most {most} are read");
    problems.push(of_the_whole("file-too-large", message, "make several files of it"));
    false
}

/// Says so where a list here is longer than one may be.
pub(super) fn list(place: &Place<'_>, problems: &Problems, count: usize, most: usize, what: &str) {
    if count > most {
        let message = format!("there are {count} {what} here, and at most {most} are possible");
        place.error(problems, "too-many", message, "leave some out");
    }
}

/// Says so where a language has more than it may have.
pub(super) fn languages(base: &KnowledgeBase, problems: &Problems) {
    for (locale, texts) in &base.by_locale {
        let of_articles = texts.articles.iter().map(|article| article.wordings.len());
        let of_forms = texts.forms.iter().map(|form| form.wordings.len());
        let counts = Counts {
            articles: texts.articles.len(),
            forms: texts.forms.len(),
            wordings: of_articles.chain(of_forms).sum(),
        };
        for message in counts.beyond() {
            let message = format!("in `{locale}` there are {message} are possible");
            problems.push(of_the_whole("too-many", message, "make several knowledge bases of it"));
        }
    }
}

/// How much a language has.
struct Counts {
    articles: usize,
    forms: usize,
    wordings: usize,
}

impl Counts {
    fn beyond(&self) -> impl Iterator<Item = String> {
        let limits = [
            (self.articles, KnowledgeBase::MAX_ARTICLES, "articles"),
            (self.forms, KnowledgeBase::MAX_ARTICLES, "forms"),
            (self.wordings, KnowledgeBase::MAX_WORDINGS, "wordings"),
        ];
        let beyond = limits.into_iter().filter(|(count, most, _)| count > most);
        beyond.map(|(count, most, what)| format!("{count} {what}, and at most {most}"))
    }
}

/// An error that has no line.
fn of_the_whole(code: &'static str, message: String, hint: &str) -> Diagnostic {
    let hint = Some(hint.to_owned());
    Diagnostic { severity: Severity::Error, code, message, hint, span: None, fix: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_room_for_so_much_and_no_more() {
        let most = Counts {
            articles: KnowledgeBase::MAX_ARTICLES,
            forms: KnowledgeBase::MAX_ARTICLES,
            wordings: KnowledgeBase::MAX_WORDINGS,
        };
        assert_eq!(most.beyond().count(), 0);
        let more = Counts { articles: most.articles + 1, forms: 0, wordings: most.wordings + 1 };
        let told: Vec<String> = more.beyond().collect();
        assert_eq!(
            told,
            ["1000001 articles, and at most 1000000", "5000001 wordings, and at most 5000000"]
        );
    }
}
