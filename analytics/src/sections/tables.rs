use super::{Cell, Section, Table, groups, share};
use crate::figures::Figures;
use crate::words::Lang;

/// The sections that are tables, in the order of the report.
pub(super) fn all(figures: &Figures, lang: Lang) -> Vec<Section> {
    vec![
        hand_overs(figures, lang),
        answered_then_no(figures, lang),
        unanswered(figures, lang),
        by_article(figures, lang),
        groups::by_channel(figures, lang),
        groups::by_hour(figures, lang),
        groups::by_day(figures, lang),
        durations(figures, lang),
    ]
}

pub(super) fn plain(text: impl Into<String>) -> Cell {
    Cell::Plain(text.into())
}

/// A table that shows the first rows and says how many more there are.
pub(super) fn table(
    caption: String,
    headings: Vec<&'static str>,
    mut rows: Vec<Vec<Cell>>,
    most: usize,
) -> Option<Table> {
    let more = rows.len().saturating_sub(most);
    rows.truncate(most);
    (!rows.is_empty()).then_some(Table { caption, headings, rows, more })
}

fn hand_overs(figures: &Figures, lang: Lang) -> Section {
    let handed_over = figures.whole().handed_over;
    let number = lang.number(handed_over);
    let rows = figures.hand_overs.iter().map(|each| {
        vec![
            plain(lang.reason(each.reason.as_deref())),
            plain(lang.number(each.conversations)),
            Cell::share(share(each.conversations, handed_over), lang),
            Cell::share(share(each.at_once, each.conversations), lang),
        ]
    });
    let says = match (lang, handed_over) {
        (Lang::En, 0) => "No conversation was handed over.".to_owned(),
        (Lang::Fr, 0) => "Aucune conversation n’a été transmise.".to_owned(),
        (Lang::En, _) => format!(
            "Out of {number} conversations that were handed over. One that was handed over for two reasons \
             counts for both. “At once” means that a person was there; the others were promised a callback, \
             another channel or the opening, or were given the contact."
        ),
        (Lang::Fr, _) => format!(
            "Sur {number} conversations transmises. Une conversation transmise pour deux raisons compte pour \
             les deux. «\u{a0}Aussitôt\u{a0}»\u{a0}: une personne était là\u{a0}; aux autres on a promis un rappel, un autre canal \
             ou l’ouverture, ou donné les coordonnées."
        ),
    };
    Section {
        id: "hand-overs",
        title: lang.say("Why a person took over", "Pourquoi une personne a pris le relais"),
        says: vec![says],
        table: table(
            lang.say("Hand-overs by reason", "Transmissions par raison").to_owned(),
            vec![
                lang.say("reason", "raison"),
                "conversations",
                lang.say("share", "part"),
                lang.say("at once", "aussitôt"),
            ],
            rows.collect(),
            ALL,
        ),
        chart: None,
    }
}

fn answered_then_no(figures: &Figures, lang: Lang) -> Section {
    let sum =
        |of: fn(&crate::figures::Answered) -> u64| figures.answered_then_no.iter().map(of).sum();
    let (answers, no, yes): (u64, u64, u64) =
        (sum(|each| each.answers), sum(|each| each.said_no), sum(|each| each.said_yes));
    let numbers = [answers, no, yes, answers - no - yes].map(|each| lang.number(each));
    let [all, no, yes, silent] = numbers;
    let says = match lang {
        Lang::En if answers == 0 => "Nothing was answered.".to_owned(),
        Lang::Fr if answers == 0 => "Il n’y a eu aucune réponse.".to_owned(),
        Lang::En => format!(
            "Out of {all} answers: {yes} times the customer said “yes, that helped”, {no} times “no”, and {silent} \
             times nothing. Shares are of those who said yes or no."
        ),
        Lang::Fr => format!(
            "Sur {all} réponses\u{a0}: {yes} fois le client a dit «\u{a0}oui\u{a0}», {no} fois «\u{a0}non\u{a0}», et {silent} fois rien. \
             Les parts sont celles de qui a dit oui ou non."
        ),
    };
    let refused = figures.answered_then_no.iter().filter(|each| each.said_no > 0);
    let rows = refused.map(|each| {
        vec![
            Cell::Name(each.article.clone()),
            plain(lang.number(each.said_no)),
            Cell::share(share(each.said_no, each.said_no + each.said_yes), lang),
            plain(lang.number(each.said_nothing)),
            plain(lang.number(each.answers)),
        ]
    });
    Section {
        id: "no",
        title: lang.say("Answered, and then “no”", "Répondu, et puis «\u{a0}non\u{a0}»"),
        says: vec![says],
        table: table(
            lang.say(
                "Answers that did not help, by article",
                "Réponses qui n’ont pas aidé, par article",
            )
            .to_owned(),
            vec![
                "article",
                lang.say("“no”", "«\u{a0}non\u{a0}»"),
                lang.say("share of “no”", "part de «\u{a0}non\u{a0}»"),
                lang.say("nothing said", "rien dit"),
                lang.say("answers", "réponses"),
            ],
            rows.collect(),
            MOST,
        ),
        chart: None,
    }
}

fn unanswered(figures: &Figures, lang: Lang) -> Section {
    let read = &figures.read;
    let [all, wordless] =
        [read.unanswered, read.unanswered_without_words].map(|each| lang.number(each));
    let says = match lang {
        Lang::En if read.unanswered == 0 => {
            "Everything found an answer, a choice or a form.".to_owned()
        }
        Lang::Fr if read.unanswered == 0 => {
            "Tout a trouvé une réponse, un choix ou un formulaire.".to_owned()
        }
        Lang::En => format!(
            "{all} messages found no answer, of which {wordless} had no words. Those that differ only in \
             capitals, accents or punctuation count as one; the most frequent are shown. Personal data is \
             masked."
        ),
        Lang::Fr => format!(
            "{all} messages sont restés sans réponse, dont {wordless} sans paroles. Ceux qui ne diffèrent que par \
             les majuscules, les accents ou la ponctuation comptent pour un\u{a0}; les plus fréquents sont montrés. Les données \
             personnelles sont masquées."
        ),
    };
    let rows = figures.unanswered.iter().take(MOST).map(|each| {
        vec![
            Cell::Said { locale: each.locale.clone(), text: shortened(&each.question) },
            plain(&each.locale),
            plain(lang.number(each.times)),
            plain(lang.number(each.handed_over)),
        ]
    });
    Section {
        id: "unanswered",
        title: lang.say("What nothing answered", "Ce qui est resté sans réponse"),
        says: vec![says],
        table: table(
            lang.say(
                "Unanswered questions, the most frequent first",
                "Questions sans réponse, les plus fréquentes d’abord",
            )
            .to_owned(),
            vec![
                "question",
                lang.say("language", "langue"),
                lang.say("times", "fois"),
                lang.say("then handed over", "puis transmise"),
            ],
            rows.collect(),
            MOST,
        ),
        chart: None,
    }
}

fn by_article(figures: &Figures, lang: Lang) -> Section {
    let rows = figures.satisfaction_by_article.iter().map(|each| {
        vec![
            Cell::Name(each.article.clone()),
            plain(lang.number(each.scored)),
            Cell::share(share(each.scored, each.conversations), lang),
            plain(lang.mean(each.mean_score)),
            Cell::share(share(each.satisfied, each.scored), lang),
            Cell::share(share(each.dissatisfied, each.scored), lang),
        ]
    });
    let says = match figures.satisfaction_by_article.is_empty() {
        true => lang.say("No customer gave a score after an answer.", "Aucun client n’a donné de note après une réponse."),
        false => lang.say(
            "Scores go from 1 to 5 and are of whole conversations: each counts for every article that answered in \
             it. “Answered” is the share of the customers who gave one; of the others nothing is known.",
            "Les notes vont de 1 à 5 et portent sur toute la conversation\u{a0}: chacune compte pour chaque article \
             qui y a répondu. «\u{a0}Ont noté\u{a0}» est la part des clients qui en ont donné une\u{a0}; des autres on ne sait rien.",
        ),
    };
    Section {
        id: "by-article",
        title: lang.say("Satisfaction by article", "Satisfaction par article"),
        says: vec![says.to_owned()],
        table: table(
            lang.say(
                "Scores by article, the most scored first",
                "Notes par article, les plus notés d’abord",
            )
            .to_owned(),
            vec![
                "article",
                lang.say("scores", "notes"),
                lang.say("answered", "ont noté"),
                lang.say("mean", "moyenne"),
                lang.say("4 or 5", "4 ou 5"),
                lang.say("1 or 2", "1 ou 2"),
            ],
            rows.collect(),
            MOST,
        ),
        chart: None,
    }
}

fn durations(figures: &Figures, lang: Lang) -> Section {
    let measured: u64 = figures.durations.iter().map(|each| each.measured).sum();
    let [measured, all] = [measured, figures.read.events].map(|each| lang.number(each));
    let says = match lang {
        Lang::En if figures.durations.is_empty() => "The host has measured no reply.".to_owned(),
        Lang::Fr if figures.durations.is_empty() => "L’hôte n’a mesuré aucune réponse.".to_owned(),
        Lang::En => format!(
            "Out of {all} replies the host has measured {measured}: from the message to the reply, without the network."
        ),
        Lang::Fr => format!(
            "Sur {all} réponses, l’hôte en a mesuré {measured}\u{a0}: du message à la réponse, sans le réseau."
        ),
    };
    let rows = figures.durations.iter().map(|each| {
        let mut row = vec![plain(lang.channel(&each.channel)), plain(lang.number(each.measured))];
        let times = [each.median, each.percentile_95, each.percentile_99, each.longest];
        row.extend(times.map(|time| plain(lang.milliseconds(time))));
        row
    });
    Section {
        id: "durations",
        title: lang.say("How long replies took", "Combien de temps ont pris les réponses"),
        says: vec![says],
        table: table(
            lang.say("Time of a reply by channel", "Temps de réponse par canal").to_owned(),
            vec![
                lang.say("channel", "canal"),
                lang.say("measured", "mesurées"),
                lang.say("median", "médiane"),
                lang.say("95 in 100 within", "95 sur 100 en"),
                lang.say("99 in 100 within", "99 sur 100 en"),
                lang.say("longest", "maximum"),
            ],
            rows.collect(),
            ALL,
        ),
        chart: None,
    }
}

/// The start of a long message.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// How many rows of a ranking are shown; `--json` has more.
const MOST: usize = 30;
pub(super) const ALL: usize = usize::MAX;
/// How much of a message is shown.
const LONG: usize = 160;
