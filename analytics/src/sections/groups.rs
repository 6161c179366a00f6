//! The same figures by channel, by hour and by day.

use chrono::{Days, NaiveDate};

use super::tables::{ALL, plain, table};
use super::{Cell, Chart, Column, Section, share};
use crate::figures::{Figures, Group};
use crate::words::Lang;

pub(super) fn by_channel(figures: &Figures, lang: Lang) -> Section {
    grouped(
        ("by-channel", lang.say("By channel", "Par canal"), lang.say("channel", "canal")),
        lang.say("Endings and scores by channel", "Fins et notes par canal").to_owned(),
        &figures.by_channel,
        |group| lang.channel(&group.group).to_owned(),
        None,
        lang,
    )
}

pub(super) fn by_hour(figures: &Figures, lang: Lang) -> Section {
    let hour = |group: &Group| lang.say("{}:00", "{}\u{a0}h").replace("{}", &group.group);
    // An hour without conversations is a column too.
    let columns = (0..24).map(|hour: u64| {
        let name = hour.to_string();
        let found = figures.by_hour.iter().find(|group| group.group == name);
        Column { parts: found.map_or([0; 4], parts), name }
    });
    grouped(
        ("by-hour", lang.say("By hour of the day", "Par heure du jour"), lang.say("from", "dès")),
        match lang {
            Lang::En => {
                format!("By the hour at which they started, in the time of {}", figures.time_zone)
            }
            Lang::Fr => format!("Selon l’heure de leur début, à l’heure de {}", figures.time_zone),
        },
        &figures.by_hour,
        hour,
        Some(Chart {
            title: lang.say("Conversations by hour of the day", "Conversations par heure du jour"),
            axis: lang.say("hour", "heure").to_owned(),
            columns: columns.collect(),
        }),
        lang,
    )
}

pub(super) fn by_day(figures: &Figures, lang: Lang) -> Section {
    let (columns, days) = columns(&figures.by_day);
    let axis = match days {
        1 => lang.say("day", "jour").to_owned(),
        days => lang.say("{} days from", "{} jours à partir du").replace("{}", &days.to_string()),
    };
    grouped(
        ("by-day", lang.say("By day", "Par jour"), lang.say("day", "jour")),
        match lang {
            Lang::En => {
                format!("By the day on which they started, in the time of {}", figures.time_zone)
            }
            Lang::Fr => format!("Selon le jour de leur début, à l’heure de {}", figures.time_zone),
        },
        &figures.by_day,
        |group| group.group.clone(),
        Some(Chart {
            title: lang.say("Conversations by day", "Conversations par jour"),
            axis,
            columns,
        }),
        lang,
    )
}

/// The columns of a plot of days, and how many days each has: a day without conversations is one too, and
/// there are no more columns than can be told apart.
fn columns(groups: &[Group]) -> (Vec<Column>, usize) {
    let day = |group: &Group| group.group.parse::<NaiveDate>().ok();
    let (Some(first), Some(last)) = (groups.first().and_then(day), groups.last().and_then(day))
    else {
        return (Vec::new(), 1);
    };
    let number = |day: NaiveDate| (day - first).num_days().unsigned_abs() as usize;
    let all = number(last) + 1;
    let days = match all.div_ceil(MOST) {
        2..7 => 7,
        days => days,
    };
    let name = |at: usize| (first + Days::new((at * days) as u64)).to_string();
    let mut columns: Vec<Column> =
        (0..all.div_ceil(days)).map(|at| Column { name: name(at), parts: [0; 4] }).collect();
    for group in groups {
        if let Some(column) = day(group).and_then(|day| columns.get_mut(number(day) / days)) {
            for (sum, part) in column.parts.iter_mut().zip(parts(group)) {
                *sum += part;
            }
        }
    }
    (columns, days)
}

/// Endings and scores of groups of conversations.
fn grouped(
    (id, title, what): (&'static str, &'static str, &'static str),
    caption: String,
    groups: &[Group],
    name: impl Fn(&Group) -> String,
    chart: Option<Chart>,
    lang: Lang,
) -> Section {
    let rows = groups.iter().map(|group| {
        let part = |part| Cell::share(share(part, group.conversations), lang);
        vec![
            plain(name(group)),
            plain(lang.number(group.conversations)),
            part(group.resolved),
            part(group.handed_over),
            part(group.unresolved),
            part(group.unknown),
            plain(lang.mean(group.mean_score)),
            plain(lang.number(group.scored)),
        ]
    });
    let all = lang.number(groups.iter().map(|group| group.conversations).sum());
    let scored = lang.number(groups.iter().map(|group| group.scored).sum());
    let says = match lang {
        Lang::En => {
            format!("Out of {all} conversations, {scored} of which have a score from 1 to 5.")
        }
        Lang::Fr => format!("Sur {all} conversations, dont {scored} avec une note de 1 à 5."),
    };
    Section {
        id,
        title,
        says: vec![says],
        table: table(
            caption,
            vec![
                what,
                lang.say("all", "toutes"),
                lang.say("resolved", "résolues"),
                lang.say("handed over", "transmises"),
                lang.say("unresolved", "sans solution"),
                lang.say("unknown", "inconnu"),
                lang.say("mean", "moyenne"),
                lang.say("scores", "notes"),
            ],
            rows.collect(),
            ALL,
        ),
        chart: chart.filter(|chart| chart.columns.len() > 1),
    }
}

fn parts(group: &Group) -> [u64; 4] {
    [group.resolved, group.unknown, group.unresolved, group.handed_over]
}

/// How many columns a plot has at most.
const MOST: usize = 62;
