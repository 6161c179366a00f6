use std::fmt::Write;

use pulldown_cmark_escape::escape_html;
use relais::eval::Recalled;
use relais::{Locale, Reason};

use crate::args::Lang;

/// What the page says, in its language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) Lang);

impl Words {
    /// The one of two texts that is in the language of the page.
    pub(crate) fn say<'t>(self, en: &'t str, fr: &'t str) -> &'t str {
        match self.0 {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    /// The language, as HTML names it.
    pub(super) fn tag(self) -> &'static str {
        self.say("en", "fr")
    }

    /// A share, in whole percent; those below one in a hundred that are not nothing are said to be.
    pub(crate) fn percent(self, share: Option<f64>) -> String {
        let space = self.say("", "\u{a0}");
        match share {
            None => "–".to_owned(),
            Some(share) if share > 0.0 && share < 0.005 => format!("< 1{space}%"),
            Some(share) if share < 1.0 && share > 0.995 => format!("> 99{space}%"),
            Some(share) => format!("{:.0}{space}%", share * 100.0),
        }
    }

    /// A number with one of two nouns. One takes the singular, and nothing does in French.
    pub(super) fn count(self, number: usize, en: [&str; 2], fr: [&str; 2]) -> String {
        match self.0 {
            Lang::En => format!("{number} {}", en[usize::from(number != 1)]),
            Lang::Fr => format!("{number} {}", fr[usize::from(number > 1)]),
        }
    }

    /// What became of wordings, as a list without those that there are none of.
    pub(super) fn recalled(self, asked: &Recalled) -> String {
        let some = |count: usize, en: &str, fr: [&str; 2]| {
            (count > 0).then(|| self.count(count, [en, en], fr))
        };
        let same = |fr| [fr, fr];
        let offered = ["proposée dans un choix", "proposées dans un choix"];
        let by_rule = ["décidée par une règle", "décidées par une règle"];
        let all = [
            some(asked.right, "answered rightly", same("avec la bonne réponse")),
            some(asked.offered, "offered in a choice", offered),
            some(asked.by_rule, "decided by a rule", by_rule),
            some(asked.wrong, "answered wrongly", same("avec une mauvaise réponse")),
            some(asked.nothing, "not found", same("sans réponse")),
        ];
        all.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Why a person takes over.
    pub(crate) fn reason(self, name: &str) -> &'static str {
        let reason = Reason::ALL.into_iter().find(|reason| reason.as_str() == name);
        let (en, fr) = match reason {
            Some(Reason::AskedHuman) => {
                ("The customer asks for a person", "Le client demande une personne")
            }
            Some(Reason::NotUnderstood) => {
                ("The question is not understood", "La question n’est pas comprise")
            }
            Some(Reason::ClarificationRefused) => {
                ("None of the choices is right", "Aucun des choix ne convient")
            }
            Some(Reason::Sensitive) => ("A sensitive subject", "Un sujet sensible"),
            Some(Reason::Dispute) => ("A dispute", "Un litige"),
            Some(Reason::Distress) => ("Anger or distress", "Colère ou détresse"),
            Some(Reason::Vip) => ("A customer with a person of their own", "Un client prioritaire"),
            Some(Reason::ExpertAdvice) => ("Advice of an expert", "Un conseil d’expert"),
            Some(Reason::IdentityNeeded) => {
                ("The customer must be identified", "Le client doit être identifié")
            }
            Some(Reason::ActionNeeded) => {
                ("Only a person can do it", "Seule une personne peut le faire")
            }
            Some(Reason::ActionFailed) => ("An act failed", "Une action a échoué"),
            Some(Reason::Policy) => ("A rule of the house", "Une règle de la maison"),
            Some(Reason::ArticleSaysHuman) => {
                ("The article says that a person answers", "L’article renvoie à une personne")
            }
            Some(Reason::ExpiredArticle) => {
                ("The article no longer holds", "L’article n’est plus valable")
            }
            Some(Reason::EngineFault) => ("A fault of the engine", "Une panne du moteur"),
            _ => ("Another reason", "Une autre raison"),
        };
        match self.0 {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    /// A quotation, in the language that it is in.
    pub(super) fn quote(self, locale: Locale, text: &str) -> String {
        format!("<q lang=\"{}\">{}</q>", locale.as_str(), escaped(text))
    }
}

/// Text as HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a string does not fail.
    let _ = escape_html(&mut html, text);
    html
}

/// Appends formatted HTML.
macro_rules! html {
    ($out:expr, $($format:tt)*) => {
        // Writing to a string does not fail.
        { let _ = ::std::fmt::Write::write_fmt($out, format_args!($($format)*)); }
    };
}
pub(super) use html;

/// Writes a table: its caption, its headings, and its rows of HTML; a row may be the one that holds
/// now.
pub(super) fn table(
    out: &mut String,
    caption: &str,
    headings: &[&str],
    rows: impl IntoIterator<Item = (bool, Vec<String>)>,
) {
    let _ = write!(out, "<table><caption>{}</caption><thead><tr>", escaped(caption));
    for heading in headings {
        html!(out, "<th scope=\"col\">{}</th>", escaped(heading));
    }
    out.push_str("</tr></thead><tbody>\n");
    for (now, cells) in rows {
        out.push_str(if now { "<tr class=\"now\">" } else { "<tr>" });
        for (at, cell) in cells.iter().enumerate() {
            match at {
                0 => html!(out, "<th scope=\"row\">{cell}</th>"),
                _ => html!(out, "<td>{cell}</td>"),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}
