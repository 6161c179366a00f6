//! Which articles to work on, and why, in words.

use relais::KnowledgeBase;
use relais::eval::{Confusion, FailureKind, HeldOut, Missed, Recall, Report};

use super::words::{Words, escaped, html};
use crate::args::Lang;

/// The articles to work on first, ten at most.
pub(super) fn to_work_on(
    out: &mut String,
    base: &KnowledgeBase,
    report: &Report,
    held_out: &HeldOut,
    words: Words,
) {
    let worst = held_out.worst(MOST);
    if worst.is_empty() {
        html!(
            out,
            "<p>{}</p>",
            words.say("There is none: all was found.", "Il n’y en a pas : tout a été trouvé.")
        );
        return;
    }
    html!(
        out,
        "<p>{}</p>\n<ol class=\"work\">\n",
        words.say(
            "Those whose customers are served worst. A wrong answer weighs more than none, and \
             that more than a choice with the right article in it.",
            "Ceux dont les clients sont le moins bien servis. Une mauvaise réponse pèse plus \
             qu’une absence de réponse, et celle-ci plus qu’un choix qui contient le bon article."
        )
    );
    for one in worst {
        article(out, base, report, one, words);
    }
    out.push_str("</ol>\n");
}

fn article(out: &mut String, base: &KnowledgeBase, report: &Report, one: &Recall, words: Words) {
    let locale = one.locale;
    html!(
        out,
        "<li><h3 lang=\"{locale}\">{}</h3><p class=\"soft\"><code>{}</code> · {locale} · {}{} \
         {}</p>\n",
        escaped(&one.title),
        escaped(&one.id),
        words.count(one.asked.total(), ["question", "questions"], ["question", "questions"]),
        words.say(":", "\u{a0}:"),
        words.recalled(&one.asked),
    );
    for sentence in reasons(base, report, one, words) {
        html!(out, "<p>{sentence}</p>\n");
    }
    // The worst first: what got something else, then what got nothing, then what got a choice.
    let mut missed: Vec<&Missed> = one.missed.iter().collect();
    missed.sort_by_key(|missed| (missed.offered, missed.taken_for.is_none()));
    html!(out, "<ul>\n");
    for missed in missed.iter().take(WORDINGS) {
        html!(
            out,
            "<li>{} – {}</li>\n",
            words.quote(locale, &missed.wording),
            became(one, missed, words)
        );
    }
    out.push_str("</ul>\n");
    if let Some(rest) = missed.len().checked_sub(WORDINGS).filter(|rest| *rest > 0) {
        let more = words.count(rest, ["more", "more"], ["autre", "autres"]);
        html!(out, "<p class=\"soft\">{} {more}</p>\n", words.say("and", "et"));
    }
    out.push_str("</li>\n");
}

/// What became of a wording.
fn became(one: &Recall, missed: &Missed, words: Words) -> String {
    let taken = missed.taken_for.as_ref();
    let title = taken.map(|id| {
        let known = one.taken_by.iter().find(|taken| taken.id == *id);
        let title = known.map_or(id.as_str(), |taken| taken.title.as_str());
        words.quote(one.locale, title)
    });
    match (title, missed.offered) {
        (Some(title), true) => {
            format!("{} {title}", words.say("offered, after", "proposé, après"))
        }
        (Some(title), false) => format!("{} {title}", words.say("taken for", "pris pour")),
        (None, true) => words.say("offered in a choice", "proposé dans un choix").to_owned(),
        (None, false) => words.say("not understood", "non compris").to_owned(),
    }
}

/// Why an article is on the list, and what to do.
fn reasons(base: &KnowledgeBase, report: &Report, one: &Recall, words: Words) -> Vec<String> {
    let mut reasons = Vec::new();
    let stored = report.failures.iter().filter(|failure| {
        failure.kind == FailureKind::Wording
            && failure.subject == one.id
            && failure.locale == one.locale
    });
    let stored = stored.count();
    if stored > 0 {
        let lost = words.count(
            stored,
            [
                "of its own stored wordings does not find it",
                "of its own stored wordings do not find it",
            ],
            [
                "de ses propres formulations enregistrées ne le trouve pas",
                "de ses propres formulations enregistrées ne le trouvent pas",
            ],
        );
        let first = words.say("Mend that first.", "C’est à réparer en premier.");
        reasons.push(format!("{lost}. {first}"));
    }
    let missed = one.missed.len();
    if let Some(taken) = one.taken_by.first().filter(|taken| taken.wordings * 3 >= missed) {
        let title = words.quote(one.locale, &taken.title);
        let lost = match (words.0, missed) {
            (Lang::En, 1) => "The one that was missed was taken".to_owned(),
            (Lang::Fr, 1) => "La question manquée a été prise".to_owned(),
            _ => words.count(
                taken.wordings,
                [
                    &format!("of the {missed} that were missed was taken"),
                    &format!("of the {missed} that were missed were taken"),
                ],
                [
                    &format!("des {missed} questions manquées a été prise"),
                    &format!("des {missed} questions manquées ont été prises"),
                ],
            ),
        };
        reasons.push(match words.0 {
            Lang::En => format!(
                "{lost} for {title}. Give each of the two wordings with the words that only it \
                 has, or make one article of both."
            ),
            Lang::Fr => format!(
                "{lost} pour {title}. Donnez à chacun des deux des formulations avec les mots que \
                 lui seul possède, ou faites-en un seul article."
            ),
        });
    } else if one.taken_by.len() >= SEVERAL {
        let several = one.taken_by.len();
        reasons.push(match words.0 {
            Lang::En => format!(
                "It is taken for {several} others: its wordings use words that many articles \
                 share. Say in its wordings and its title what is particular to it."
            ),
            Lang::Fr => format!(
                "Il est pris pour {several} autres : ses formulations emploient des mots que \
                 beaucoup d’articles partagent. Dites dans ses formulations et son titre ce qui \
                 lui est propre."
            ),
        });
    }
    if one.asked.nothing * 2 > missed {
        reasons.push(
            words
                .say(
                    "Most of what was missed was not found at all: its wordings have few words in \
                     common. Write more of them, each in the other words that customers use.",
                    "La plupart des questions manquées n’ont rien trouvé : ses formulations ont \
                     peu de mots en commun. Écrivez-en d’autres, avec les mots que les clients \
                     emploient.",
                )
                .to_owned(),
        );
    }
    let written = wordings(base, one);
    if written < FEW {
        let few = words.count(written, ["wording", "wordings"], ["formulation", "formulations"]);
        reasons.push(match words.0 {
            Lang::En => {
                format!("It has only {few} in this language; eight or more serve better.")
            }
            Lang::Fr => {
                format!("Il n’a que {few} dans cette langue ; huit ou plus servent mieux.")
            }
        });
    }
    if reasons.is_empty() {
        reasons.push(
            words
                .say(
                    "Its own article is offered, and not surely enough to be the answer. More \
                     wordings make it surer.",
                    "L’article est proposé, mais pas assez sûrement pour être la réponse. \
                     D’autres formulations le rendront plus sûr.",
                )
                .to_owned(),
        );
    }
    reasons
}

/// How many wordings an article or form has.
fn wordings(base: &KnowledgeBase, one: &Recall) -> usize {
    let Some(texts) = base.texts(one.locale) else { return 0 };
    let written = match one.id.strip_prefix("forms/") {
        Some(id) => texts.forms.iter().find(|f| f.form.id == *id).map(|f| f.wordings.len()),
        None => texts.articles.iter().find(|a| a.article.id == *one.id).map(|a| a.wordings.len()),
    };
    written.unwrap_or_default()
}

/// Articles that are taken for each other.
pub(super) fn confusions(out: &mut String, pairs: &[Confusion], words: Words) {
    if pairs.is_empty() {
        html!(out, "<p>{}</p>", words.say("None.", "Aucun."));
        return;
    }
    out.push_str("<ul>\n");
    for pair in pairs.iter().take(MOST) {
        let [first, second] = &pair.titles;
        let total = pair.wordings[0] + pair.wordings[1];
        html!(
            out,
            "<li><p>{} / {} <span class=\"soft\">· {}, {}</span></p><ul>\n",
            words.quote(pair.locale, first),
            words.quote(pair.locale, second),
            pair.locale,
            words.count(total, ["question", "questions"], ["question", "questions"]),
        );
        for example in &pair.examples {
            let of = if example.of == pair.ids[0] { first } else { second };
            html!(
                out,
                "<li>{} <span class=\"soft\">– {} {}</span></li>\n",
                words.quote(pair.locale, &example.wording),
                words.say("belongs to", "appartient à"),
                words.quote(pair.locale, of),
            );
        }
        out.push_str("</ul></li>\n");
    }
    out.push_str("</ul>\n");
}

/// How many articles and pairs are shown.
const MOST: usize = 10;
/// How many wordings of each.
const WORDINGS: usize = 5;
/// Fewer wordings than this are few.
const FEW: usize = 6;
/// Taken for so many others, an article has no profile.
const SEVERAL: usize = 3;
