//! What the report says, section by section, whether in a terminal or on a page.

mod groups;
mod tables;

use crate::figures::Figures;
use crate::input::Place;
use crate::share::Share;
use crate::words::Lang;

/// A part of the report.
#[derive(Debug)]
pub(crate) struct Section {
    /// Unique in the report.
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    /// What is to be known before the table is read: out of how many, and what is unknown.
    pub(crate) says: Vec<String>,
    pub(crate) table: Option<Table>,
    /// The columns of a chart.
    pub(crate) chart: Option<Chart>,
}

/// Rows of cells; the first cell of each names the row.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) headings: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// How many rows are left out at the end.
    pub(crate) more: usize,
}

/// What is in a cell.
#[derive(Debug)]
pub(crate) enum Cell {
    /// Words or figures of the report.
    Plain(String),
    /// A share, and the interval beside it.
    Share { share: String, interval: Option<String> },
    /// A name that is typed as it is: an article.
    Name(String),
    /// A customer's words, in their language.
    Said { locale: String, text: String },
}

/// A column for each hour or day: how many conversations, in their four parts.
#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) title: &'static str,
    pub(crate) axis: String,
    pub(crate) columns: Vec<Column>,
}

/// The conversations of an hour or a day.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Resolved, unknown, unresolved, handed over.
    pub(crate) parts: [u64; 4],
}

impl Cell {
    fn share(share: Share, lang: Lang) -> Cell {
        Cell::Share { share: lang.share(share), interval: lang.interval(share) }
    }

    /// What is in it, without a form.
    pub(crate) fn text(&self) -> String {
        match self {
            Cell::Plain(text) | Cell::Name(text) | Cell::Said { text, .. } => visible(text),
            Cell::Share { share, interval: None } => share.clone(),
            Cell::Share { share, interval: Some(interval) } => format!("{share} {interval}"),
        }
    }
}

/// Text on one line and without control characters, which a terminal would obey and a page cannot hold.
pub(crate) fn visible(text: &str) -> String {
    let on_one_line =
        text.chars().map(|each| if matches!(each, '\t' | '\n' | '\r') { ' ' } else { each });
    on_one_line.filter(|each| !each.is_control()).collect()
}

/// Every section, the summary first.
pub(crate) fn sections(figures: &Figures, lang: Lang) -> Vec<Section> {
    let mut sections = vec![summary(figures, lang)];
    if figures.read.events > 0 {
        sections.extend(tables::all(figures, lang));
    }
    sections.push(method(lang));
    sections
}

/// What happened, in a paragraph with figures.
fn summary(figures: &Figures, lang: Lang) -> Section {
    let section = |says, table| Section {
        id: "summary",
        title: lang.say("What happened", "Ce qui s’est passé"),
        says,
        table,
        chart: None,
    };
    let mut says = notes(figures, lang);
    let whole = figures.whole();
    if whole.conversations() == 0 {
        says.insert(
            0,
            match figures.read.events {
                0 => lang.say("There are no events.", "Il n’y a aucun événement.").to_owned(),
                _ => lang
                    .say(
                        "There is no conversation in which the customer said something.",
                        "Il n’y a aucune conversation où le client ait dit quelque chose.",
                    )
                    .to_owned(),
            },
        );
        return section(says, None);
    }
    says.insert(0, in_words(figures, lang));
    section(says, Some(endings(figures, lang)))
}

fn in_words(figures: &Figures, lang: Lang) -> String {
    let whole = figures.whole();
    let percent = |part| lang.percent(whole.share(part).value().unwrap_or_default());
    let [least, most] =
        whole.contained().map(|share| lang.percent(share.value().unwrap_or_default()));
    let many = lang.count(
        whole.conversations(),
        ["conversation", "conversations"],
        ["conversation", "conversations"],
    );
    let day = |at: &Option<String>| {
        at.as_deref().unwrap_or_default().chars().take(10).collect::<String>()
    };
    let (from, to) = (day(&figures.read.first_at), day(&figures.read.last_at));
    let zone = &figures.time_zone;
    let (resolved, handed_over) = (percent(whole.resolved), percent(whole.handed_over));
    let (unresolved, unknown) = (percent(whole.unresolved), percent(whole.unknown));
    match lang {
        Lang::En => format!(
            "{many} from {from} to {to}, in the time of {zone}. {resolved} were resolved by the assistant, \
             {handed_over} were handed over to a person, {unresolved} stayed unresolved, and of {unknown} \
             nobody knows: the customer said nothing more, which is neither a success nor a failure. So the \
             assistant settled between {least} and {most} by itself."
        ),
        Lang::Fr => format!(
            "{many} du {from} au {to}, à l’heure de {zone}. {resolved} ont été résolues par l’assistant, \
             {handed_over} transmises à une personne, {unresolved} sont restées sans solution, et pour \
             {unknown} nul ne sait\u{a0}: le client n’a plus rien dit, ce qui n’est ni un succès ni un échec. \
             L’assistant a donc réglé seul entre {least} et {most} des demandes."
        ),
    }
}

fn endings(figures: &Figures, lang: Lang) -> Table {
    let whole = figures.whole();
    let row = |name: &str, part: u64| {
        vec![
            Cell::Plain(name.to_owned()),
            Cell::Plain(lang.number(part)),
            Cell::share(whole.share(part), lang),
        ]
    };
    Table {
        caption: lang
            .say("How conversations ended", "Comment les conversations se sont terminées")
            .to_owned(),
        headings: vec![
            lang.say("ending", "fin"),
            lang.say("conversations", "conversations"),
            lang.say("share", "part"),
        ],
        rows: vec![
            row(
                lang.say(
                    "resolved: the customer said so, or the act was done",
                    "résolue\u{a0}: le client l’a dit, ou l’action a été faite",
                ),
                whole.resolved,
            ),
            row(lang.say("handed over to a person", "transmise à une personne"), whole.handed_over),
            row(
                lang.say(
                    "unresolved: the customer said “no”",
                    "sans solution\u{a0}: le client a dit «\u{a0}non\u{a0}»",
                ),
                figures.ended("not_resolved"),
            ),
            row(
                lang.say(
                    "unresolved: left in the middle of a form or a choice",
                    "sans solution\u{a0}: parti au milieu d’un formulaire ou d’un choix",
                ),
                figures.ended("abandoned"),
            ),
            row(
                lang.say("unknown: nobody said anything", "inconnue\u{a0}: personne n’a rien dit"),
                whole.unknown,
            ),
        ],
        more: 0,
    }
}

/// What is to be known about the input before its figures are believed.
fn notes(figures: &Figures, lang: Lang) -> Vec<String> {
    let mut told = Vec::new();
    let mut tell = |en: String, fr: String| {
        told.push(match lang {
            Lang::En => en,
            Lang::Fr => fr,
        });
    };
    let silent = figures.ended("nothing_said");
    if silent > 0 {
        let number = lang.number(silent);
        tell(
            format!(
                "Not counted: {number} in which the customer said nothing at all, such as a window that was \
                 only opened."
            ),
            format!(
                "Non comptées\u{a0}: {number} où le client n’a rien dit du tout, comme une fenêtre seulement \
                 ouverte."
            ),
        );
    }
    if figures.read.unnamed > 0 {
        let number = lang.number(figures.read.unnamed);
        let of = lang.number(figures.read.events);
        tell(
            format!("Of {of} events, those that name no conversation are in none: {number}."),
            format!(
                "Sur {of} événements, ceux qui ne nomment pas de conversation ne sont dans aucune\u{a0}: {number}."
            ),
        );
    }
    for Place { file, line } in &figures.notes.torn {
        let place = format!("{}:{line}", file.display());
        tell(
            format!("{place}: the last line lacks its end, as after a crash, and is not counted."),
            format!(
                "{place}\u{a0}: la dernière ligne est incomplète, comme après une panne, et n’est pas comptée."
            ),
        );
    }
    if figures.notes.skipped > 0 {
        let number = lang.number(figures.notes.skipped);
        let places = figures.notes.skipped_at.iter();
        let places: Vec<_> =
            places.map(|each| format!("{}:{}", each.file.display(), each.line)).collect();
        let places = places.join(", ");
        tell(
            format!(
                "Left out, as asked: {number} lines that are no events, the first at {places}."
            ),
            format!(
                "Laissées de côté, comme demandé\u{a0}: {number} lignes qui ne sont pas des événements, d’abord {places}."
            ),
        );
    }
    for (version, events) in &figures.notes.other_versions {
        let number = lang.number(*events);
        tell(
            format!(
                "Not counted: {number} events of version {version}, which this program does not know."
            ),
            format!(
                "Non comptés\u{a0}: {number} événements de version {version}, que ce programme ne connaît pas."
            ),
        );
    }
    for missing in &figures.notes.missing_columns {
        let (file, columns) = (missing.file.display(), missing.columns.join(", "));
        tell(
            format!("{file} has no column {columns}: what that says is unknown for its events."),
            format!(
                "{file} n’a pas de colonne {columns}\u{a0}: ce qu’elle dit est inconnu pour ses événements."
            ),
        );
    }
    told
}

/// What the figures are, and are not.
fn method(lang: Lang) -> Section {
    let says = [
        lang.say(
            "A conversation counts as resolved only where the customer said so or an act was done. Silence is \
             unknown: some of these customers were content, and nobody knows how many.",
            "Une conversation n’est résolue que si le client l’a dit ou qu’une action a été faite. Le silence \
             est inconnu\u{a0}: certains de ces clients étaient satisfaits, et nul ne sait combien.",
        ),
        lang.say(
            "One that was handed over at any time counts as handed over. What still goes on counts as it stood \
             at its last event; where the customer asked something else after “yes, that helped”, the last question \
             counts.",
            "Une conversation transmise à un moment quelconque compte comme transmise. Celles qui durent encore \
             comptent telles qu’à leur dernier événement\u{a0}; si le client a posé une autre question après «\u{a0}oui\u{a0}», \
             c’est la dernière qui compte.",
        ),
        lang.say(
            "Out of fewer than 1,000, the numbers in brackets are the interval in which the share of all such \
             conversations is likely to be (95%, after Wilson).",
            "Sur moins de 1 000, les nombres entre parenthèses sont l’intervalle où se trouve sans doute la part \
             de toutes les conversations semblables (95\u{a0}%, selon Wilson).",
        ),
        lang.say(
            "Scores and verdicts come from those who chose to give one, who are not like those who did not.",
            "Les notes et les verdicts viennent de ceux qui ont choisi d’en donner, et qui ne ressemblent pas \
             aux autres.",
        ),
    ];
    Section {
        id: "method",
        title: lang.say("How this was counted", "Comment cela a été compté"),
        says: says.map(str::to_owned).to_vec(),
        table: None,
        chart: None,
    }
}

/// A part of a whole.
pub(crate) fn share(part: u64, whole: u64) -> Share {
    Share { part, whole }
}
