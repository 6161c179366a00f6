//! The sections of the page, but for the articles to work on and the curves.

use std::collections::BTreeMap;

use relais::Folds;
use relais::KnowledgeBase;
use relais::eval::{Change, Comparison, FailureKind, Outside, Recalled, Report, metrics};

use super::words::{Words, escaped, html, table};
use crate::args::Lang;

/// Whether it passed, and four figures.
pub(super) fn summary(out: &mut String, base: &KnowledgeBase, report: &Report, words: Words) {
    let (failed, broken) = (report.failures.len(), report.broken());
    let verdict = match (failed, broken) {
        (0, 0) => words.say("✓ Passed", "✓ Réussi").to_owned(),
        _ => {
            let failed = words.count(failed, ["failure", "failures"], ["échec", "échecs"]);
            let broken = words.count(
                broken,
                [
                    "question that was answered better before",
                    "questions that were answered better before",
                ],
                ["question mieux traitée avant", "questions mieux traitées avant"],
            );
            let broken =
                report.baseline.as_ref().map(|_| format!(", {broken}")).unwrap_or_default();
            format!("{} – {failed}{broken}", words.say("✗ Not passed", "✗ Non réussi"))
        }
    };
    let good = if failed + broken == 0 { "good" } else { "bad" };
    html!(out, "<p class=\"verdict {good}\">{verdict}</p>\n<dl class=\"figures\">\n");
    let articles: usize = base
        .locales()
        .iter()
        .filter_map(|l| base.texts(*l))
        .map(|texts| texts.articles.len())
        .sum();
    let size = format!(
        "{}, {}",
        words.count(articles, ["article", "articles"], ["article", "articles"]),
        words.count(base.locales().len(), ["language", "languages"], ["langue", "langues"]),
    );
    let totals = &report.totals;
    figure(
        out,
        words.say(
            "Known questions that find their article",
            "Questions connues qui trouvent leur article",
        ),
        &words.percent(share(totals.wordings.right, totals.wordings.total())),
        &format!(
            "{}, {size}",
            words.count(
                totals.wordings.total(),
                ["question", "questions"],
                ["question", "questions"]
            )
        ),
    );
    if let Some(held_out) = &report.held_out {
        let Recalled { right, offered, wrong, .. } = held_out.inside;
        let all = held_out.inside.total();
        figure(
            out,
            words.say(
                "Unseen questions: answered or offered rightly",
                "Questions nouvelles : bonne réponse ou bon choix",
            ),
            &words.percent(share(right + offered, all)),
            &format!(
                "{} {}, {} {}",
                words.percent(share(right, all)),
                words.say("answered at once", "répondues tout de suite"),
                words.percent(share(offered, all)),
                words.say("in a choice", "dans un choix"),
            ),
        );
        let Outside { answered, .. } = held_out.outside;
        let outside = held_out.outside.total();
        figure(
            out,
            words.say("Wrong answers", "Mauvaises réponses"),
            &words.percent(share(wrong, all)),
            &format!(
                "{}; {} {}",
                words.say("of unseen questions", "des questions nouvelles"),
                words.percent(share(answered, outside)),
                words.say("of those that nothing answers", "de celles sans réponse possible"),
            ),
        );
    }
    figure(
        out,
        words.say("Dialogues that go as written", "Dialogues qui se passent comme prévu"),
        &words.percent(share(totals.dialogues - totals.failed_dialogues, totals.dialogues)),
        &words.count(totals.dialogues, ["dialogue", "dialogues"], ["dialogue", "dialogues"]),
    );
    out.push_str("</dl>\n");
}

fn figure(out: &mut String, name: &str, number: &str, about: &str) {
    html!(
        out,
        "<div><dt>{name}</dt><dd><span class=\"number\">{number}</span> <span \
         class=\"soft\">{about}</span></dd></div>\n"
    );
}

/// By subject of the menu: how unseen questions fare.
pub(super) fn answered(out: &mut String, base: &KnowledgeBase, report: &Report, words: Words) {
    let Some(held_out) = &report.held_out else { return };
    paragraph(out, words.say(
        "Each question below was asked of an engine that had never seen it, as those of customers \
         are. Offered means that the right article was in a choice that the customer is asked to \
         make.",
        "Chaque question ci-dessous a été posée à un moteur qui ne l’avait jamais vue, comme \
         celles des clients. Proposée veut dire que le bon article figure dans un choix que l’on \
         soumet au client.",
    ));
    let mut topics: BTreeMap<&str, Recalled> = BTreeMap::new();
    for one in &held_out.recall {
        let topic = one.id.split('/').next().unwrap_or_default();
        let all = topics.entry(topic).or_default();
        all.right += one.asked.right;
        all.offered += one.asked.offered;
        all.by_rule += one.asked.by_rule;
        all.wrong += one.asked.wrong;
        all.nothing += one.asked.nothing;
    }
    let mut rows: Vec<(&str, Recalled)> = topics.into_iter().collect();
    let found = |asked: &Recalled| share(asked.right + asked.offered, asked.total());
    rows.sort_by(|a, b| found(&b.1).partial_cmp(&found(&a.1)).unwrap_or(std::cmp::Ordering::Equal));
    let locale = base
        .locales()
        .iter()
        .find(|locale| locale.language() == words.tag())
        .or_else(|| base.locales().first());
    let settings = locale.and_then(|locale| base.texts(*locale)).map(|texts| &texts.settings);
    let title = |id: &str| match id {
        "forms" => words.say("Forms", "Formulaires").to_owned(),
        _ => {
            let topic = settings.and_then(|all| all.topics.iter().find(|t| t.id == *id));
            escaped(topic.map_or(id, |topic| topic.title.as_str()))
        }
    };
    let part = |asked: &Recalled, count: usize| words.percent(share(count, asked.total()));
    table(
        out,
        words.say("By subject, best first", "Par sujet, le meilleur d’abord"),
        &[
            words.say("subject", "sujet"),
            words.say("right", "justes"),
            words.say("offered", "propo\u{ad}sées"),
            words.say("wrong", "fausses"),
            words.say("none", "sans"),
        ],
        rows.iter().map(|(id, asked)| {
            (
                false,
                vec![
                    format!("{} <span class=\"soft\">({})</span>", title(id), asked.total()),
                    part(asked, asked.right),
                    part(asked, asked.offered),
                    part(asked, asked.wrong),
                    part(asked, asked.nothing),
                ],
            )
        }),
    );
}

/// The hand-overs of the dialogues, by reason.
pub(super) fn handed_over(out: &mut String, report: &Report, words: Words) {
    let turns: usize = report.handed_over.values().map(|one| one.turns).sum();
    if turns == 0 {
        paragraph(out, words.say("No dialogue hands over.", "Aucun dialogue n’est transmis."));
    } else {
        paragraph(out, words.say(
            "Where the dialogues of the knowledge base hand over to a person. They are what its \
             authors wrote to test it, so the numbers say what is covered and not how often \
             customers do it.",
            "Là où les dialogues de la base transmettent à une personne. Ils ont été écrits pour \
             la tester : les nombres disent ce qui est couvert, et non la fréquence chez les \
             clients.",
        ));
        let mut rows: Vec<_> = report.handed_over.iter().collect();
        rows.sort_by_key(|(_, one)| std::cmp::Reverse(one.turns));
        table(
            out,
            words.say("Hand-overs, by reason", "Transmissions, par raison"),
            &[words.say("reason", "raison"), words.say("times", "fois")],
            rows.into_iter().map(|(reason, one)| {
                let reason = words.reason(reason);
                let such_as = words.say("such as", "par exemple");
                let example = one.examples.first().map_or_else(String::new, |example| {
                    let said = escaped(&example.said);
                    format!(" <span class=\"soft\">{such_as} <q>{said}</q></span>")
                });
                (false, vec![format!("{reason}{example}"), one.turns.to_string()])
            }),
        );
    }
    if let Some(held_out) = &report.held_out {
        let Outside { answered, offered, refused, .. } = held_out.outside;
        let all = held_out.outside.total();
        let sentence = match words.0 {
            Lang::En => format!(
                "Of the questions that nothing answers, {} are not answered (that is right), {} \
                 get a choice, and {} get an answer, which is wrong.",
                words.percent(share(refused, all)),
                words.percent(share(offered, all)),
                words.percent(share(answered, all)),
            ),
            Lang::Fr => format!(
                "Parmi les questions auxquelles rien ne répond, {} restent sans réponse (c’est ce \
                 qu’il faut), {} reçoivent un choix et {} une réponse, qui est fausse.",
                words.percent(share(refused, all)),
                words.percent(share(offered, all)),
                words.percent(share(answered, all)),
            ),
        };
        paragraph(out, &sentence);
    }
}

/// What another bundle did better, worse, or otherwise.
pub(super) fn baseline(out: &mut String, found: &Comparison, words: Words) {
    table(
        out,
        words.say("Against the earlier bundle", "Par rapport à la version précédente"),
        &[words.say("questions and dialogues", "questions et dialogues"), ""],
        [
            (words.say("broke", "cassé"), found.broke.len()),
            (words.say("mended", "réparé"), found.mended.len()),
            (words.say("changed otherwise", "changé autrement"), found.changed.len()),
            (words.say("the same", "identique"), found.same),
        ]
        .map(|(name, count)| (false, vec![name.to_owned(), count.to_string()])),
    );
    changes(out, words.say("What broke", "Ce qui est cassé"), &found.broke, words);
    changes(out, words.say("What was mended", "Ce qui est réparé"), &found.mended, words);
    changes(
        out,
        words.say("What changed otherwise", "Ce qui a changé autrement"),
        &found.changed,
        words,
    );
}

fn changes(out: &mut String, title: &str, changes: &[Change], words: Words) {
    if changes.is_empty() {
        return;
    }
    html!(out, "<h3>{title}</h3>\n<ul>\n");
    for change in changes.iter().take(MOST) {
        html!(
            out,
            "<li>{} <code>{}</code>{}<br>{} {}<br>{} {}</li>\n",
            words.quote(change.locale, &change.said),
            escaped(&change.subject),
            dialogue(&change.kind),
            words.say("before:", "avant :"),
            escaped(&change.before),
            words.say("now:", "maintenant :"),
            escaped(&change.now),
        );
    }
    out.push_str("</ul>\n");
    more(out, changes.len(), words);
}

/// What did not come back as it should.
pub(super) fn failed(out: &mut String, report: &Report, words: Words) {
    if report.failures.is_empty() {
        paragraph(out, words.say(
            "Nothing: every stored question finds its article, and every dialogue goes as written.",
            "Rien : chaque question enregistrée trouve son article, et chaque dialogue se passe \
             comme prévu.",
        ));
        return;
    }
    out.push_str("<ul>\n");
    for failure in report.failures.iter().take(MOST) {
        html!(
            out,
            "<li>{} <code>{}</code>{}<br>{} {}<br>{} {}</li>\n",
            words.quote(failure.locale, &failure.said),
            escaped(&failure.place.file),
            dialogue(&failure.kind),
            words.say("expected:", "attendu :"),
            escaped(&failure.expected),
            words.say("came:", "obtenu :"),
            escaped(&failure.came),
        );
    }
    out.push_str("</ul>\n");
    more(out, report.failures.len(), words);
}

/// What the figures are, and are not.
pub(super) fn method(out: &mut String, report: &Report, words: Words) {
    paragraph(out, words.say(
        "Every stored question was asked of the finished engine, alone, and every dialogue was \
         played.",
        "Chaque question enregistrée a été posée au moteur complet, seule, et chaque dialogue a \
         été joué.",
    ));
    let Some(held_out) = &report.held_out else { return };
    let (inside, outside) = (held_out.inside.total(), held_out.outside.total());
    let asked = words.count(inside, ["question", "questions"], ["question", "questions"]);
    let times = Folds::COUNT;
    // Of a large knowledge base some are asked.
    let is_part = inside.min(outside) < report.totals.wordings.total();
    let chosen = match is_part {
        true => words.say(
            " These are not all that are stored: they were chosen evenly among them.",
            " Ce ne sont pas toutes celles de la base : elles y ont été choisies régulièrement.",
        ),
        false => "",
    };
    paragraph(
        out,
        &match words.0 {
            Lang::En => format!(
                "For unseen questions the engine was built {times} times, each time without a part of \
             the questions, and asked those: {asked} with the article still there, and {outside} \
             with the article taken away, as questions that nothing answers.{chosen} These \
             engines know less than the finished one, so customers fare a little better; \
             customers also write less tidily than authors, so they fare a little worse."
            ),
            Lang::Fr => format!(
                "Pour les questions nouvelles, le moteur a été construit {times} fois, chaque fois \
             sans une partie des questions, puis interrogé sur celles-ci : {asked} avec l’article \
             en place, et {outside} sans l’article, comme questions sans réponse possible.{chosen} \
             Ces moteurs en savent moins que le moteur complet : les clients seront un peu mieux \
             servis ; mais ils écrivent moins bien que les auteurs, et le seront un peu moins."
            ),
        },
    );
    let Some(share) = held_out.outside_share else { return };
    let share = words.percent(Some(share));
    paragraph(
        out,
        &match words.0 {
            Lang::En => format!(
                "Both curves assume that {share} of the questions are ones that nothing answers. They \
             use the probabilities that were fitted to the whole knowledge base."
            ),
            Lang::Fr => format!(
                "Les deux courbes supposent que {share} des questions sont sans réponse possible. \
             Elles emploient les probabilités ajustées sur toute la base."
            ),
        },
    );
}

fn dialogue(kind: &FailureKind) -> String {
    match kind {
        FailureKind::Turn(name) => format!(" <span class=\"soft\">{}</span>", escaped(name)),
        _ => String::new(),
    }
}

fn more(out: &mut String, all: usize, words: Words) {
    if let Some(rest) = all.checked_sub(MOST).filter(|rest| *rest > 0) {
        let rest = words.count(rest, ["more", "more"], ["autre", "autres"]);
        html!(out, "<p class=\"soft\">{} {rest}</p>\n", words.say("and", "et"));
    }
}

pub(super) fn paragraph(out: &mut String, text: &str) {
    html!(out, "<p>{text}</p>\n");
}

fn share(part: usize, whole: usize) -> Option<f64> {
    metrics::share(part, whole)
}

/// How many changes and failures are listed.
const MOST: usize = 50;
