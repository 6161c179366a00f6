use super::{HeldOut, Recall};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::knowledge::{KnowledgeBase, LocaleTexts, is_allowed, place_of};

impl HeldOut {
    /// What an author should look at, as warnings at the lines in question: wordings that another
    /// article takes (`hijacked-wording`), and articles and forms that none of their own wordings
    /// reaches once it is unknown (`unreached-article`).
    ///
    /// `text` gives the text of a file of `base` by its path. What its author allows is not told.
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
            let locale = one.locale.as_str();
            let span = |path: &[&str]| {
                let (line, column) = place_of(text, &[&[locale, "questions"], path].concat())?;
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
                    span(&[]),
                ));
                continue;
            }
            for missed in one.missed.iter().filter(|missed| missed.answered) {
                let Some(taker) = &missed.taken_for else { continue };
                let asked = base.texts(one.locale).into_iter().flat_map(LocaleTexts::asked);
                let mut wordings = asked.filter(|(id, _)| *id == one.id).flat_map(|(_, all)| all);
                let number = wordings.position(|wording| *wording == missed.wording);
                found.push(warning(
                    "hijacked-wording",
                    format!("if `{}` were unknown, `{taker}` would answer", missed.wording),
                    format!(
                        "add wordings like it here, and look for one of `{taker}` that should be here"
                    ),
                    number.and_then(|number| span(&[&number.to_string()])),
                ));
            }
        }
        found.retain(|problem| {
            let text = problem.span.as_ref().and_then(|span| text(&span.file));
            text.is_none_or(|text| !is_allowed(text, problem))
        });
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
