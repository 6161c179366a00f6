use super::{HeldOut, Missed, Recall};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::knowledge::{KnowledgeBase, place_of_wording};
use crate::locale::Locale;

impl HeldOut {
    /// What an author should look at, as warnings at the lines in question: wordings that another
    /// article takes (`hijacked-wording`), and articles and forms that none of their own wordings
    /// reaches once it is unknown (`unreached-article`).
    ///
    /// `text` gives the text of a file of `base` by its path.
    pub fn findings<'t>(
        &self,
        base: &KnowledgeBase,
        text: impl Fn(&str) -> Option<&'t str>,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for one in &self.recall {
            let stem = match one.id.starts_with("forms/") {
                true => one.id.clone(),
                false => format!("articles/{}", one.id),
            };
            let files = ["yaml", "yml"].map(|ending| format!("{stem}.{ending}"));
            let file = files.into_iter().find_map(|file| Some((text(&file)?, file)));
            let Some((text, file)) = file else { continue };
            let span = |wording: Option<usize>| {
                let (line, column) = place_of_wording(text, one.locale, wording)?;
                Some(Span { file: file.clone(), line, column })
            };
            if unreached(one) {
                found.push(warning(
                    "unreached-article",
                    format!(
                        "none of its {} wordings in `{}` finds this, once it is unknown",
                        one.asked.total(),
                        one.locale
                    ),
                    "add wordings in other words, and words of the subject as `keywords`".into(),
                    span(None),
                ));
                continue;
            }
            for missed in one.missed.iter().filter(|missed| missed.answered) {
                let Some(taker) = &missed.taken_for else { continue };
                found.push(warning(
                    "hijacked-wording",
                    format!("if `{}` were unknown, `{taker}` would answer", missed.wording),
                    format!(
                        "add wordings like it here, and look for one of `{taker}` that should be here"
                    ),
                    span(index(base, one, missed)),
                ));
            }
        }
        found
    }
}

fn warning(code: &'static str, message: String, hint: String, span: Option<Span>) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, code, message, hint: Some(hint), span, fix: None }
}

/// Whether no wording found it. One alone says nothing: it is all that the engine has of its article.
fn unreached(one: &Recall) -> bool {
    let asked = one.asked;
    asked.right + asked.offered + asked.by_rule == 0 && asked.total() > 1
}

/// The place of a wording in the list of its article or form.
fn index(base: &KnowledgeBase, one: &Recall, missed: &Missed) -> Option<usize> {
    let Recall { id, locale, .. } = one;
    wordings(base, *locale, id)?.iter().position(|wording| *wording == missed.wording)
}

fn wordings<'b>(base: &'b KnowledgeBase, locale: Locale, id: &str) -> Option<&'b [String]> {
    let texts = base.texts(locale)?;
    match id.strip_prefix("forms/") {
        Some(form) => {
            let of = texts.forms.iter().find(|authored| authored.form.id == *form);
            of.map(|authored| &*authored.wordings)
        }
        None => {
            let of = texts.articles.iter().find(|authored| authored.article.id == *id);
            of.map(|authored| &*authored.wordings)
        }
    }
}
