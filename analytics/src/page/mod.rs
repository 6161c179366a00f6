//! The report as one page: its style is in it, its plots are inline SVG, and it has no script and
//! fetches nothing.

mod chart;

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use crate::error::Error;
use crate::figures::Figures;
use crate::sections::{Cell, Section, Table, sections, visible};
use crate::words::Lang;

/// The report as one page of HTML.
///
/// # Errors
///
/// Where a plot cannot be drawn.
pub fn page(figures: &Figures, lang: Lang) -> Result<String, Error> {
    let sections = sections(figures, lang);
    let title = lang.say("What conversations came to", "Ce que les conversations ont donné");
    let mut out = String::new();
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <title>{title}</title>\n<style>\n{STYLE}</style></head>\n<body><main>\n<h1>{title}</h1>\n{}",
        lang.tag(),
        chart::PATTERNS,
    )?;
    writeln!(out, "<nav aria-label=\"{}\"><ul>", lang.say("Contents", "Sommaire"))?;
    for Section { id, title, .. } in &sections {
        writeln!(out, "<li><a href=\"#{id}\">{title}</a></li>")?;
    }
    out.push_str("</ul></nav>\n");
    for section in &sections {
        self::section(&mut out, section, figures, lang)?;
    }
    out.push_str("</main></body></html>\n");
    Ok(out)
}

fn section(
    out: &mut String,
    section: &Section,
    figures: &Figures,
    lang: Lang,
) -> Result<(), Error> {
    let Section { id, title, says, table, chart } = section;
    writeln!(out, "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2>")?;
    let mut says = says.iter();
    if *id == "summary" {
        // What happened stands out, and what is to be known about the input comes after the figures.
        if let Some(first) = says.next() {
            writeln!(out, "<p class=\"lead\">{}</p>", escaped(first))?;
        }
        parts(out, figures, lang)?;
    }
    for each in says {
        writeln!(out, "<p>{}</p>", escaped(each))?;
    }
    if let Some(chart) = chart {
        out.push_str(&chart::figure(id, chart, lang)?);
    }
    if let Some(table) = table {
        // A long table is opened by those who want it; the plot before it has the gist.
        let is_long = chart.is_some() && table.rows.len() > LONG;
        if is_long {
            writeln!(out, "<details><summary>{}</summary>", escaped(&table.caption))?;
        }
        self::table(out, table, lang)?;
        if is_long {
            out.push_str("</details>\n");
        }
    }
    out.push_str("</section>\n");
    Ok(())
}

/// The four parts that make the whole.
fn parts(out: &mut String, figures: &Figures, lang: Lang) -> std::fmt::Result {
    let whole = figures.whole();
    if whole.conversations() == 0 {
        return Ok(());
    }
    let [resolved, unknown, unresolved, handed_over] = chart::parts(lang);
    let all = lang.number(whole.conversations());
    out.push_str("<dl class=\"figures\">\n");
    for (name, part) in [
        (resolved, whole.resolved),
        (handed_over, whole.handed_over),
        (unresolved, whole.unresolved),
        (unknown, whole.unknown),
    ] {
        let share = lang.percent(whole.share(part).value().unwrap_or_default());
        let part = lang.number(part);
        writeln!(
            out,
            "<div><dt>{name}</dt><dd><span class=\"number\">{}</span> {part} {} {all}</dd></div>",
            escaped(&share),
            lang.say("of", "sur"),
        )?;
    }
    out.push_str("</dl>\n");
    Ok(())
}

fn table(out: &mut String, table: &Table, lang: Lang) -> std::fmt::Result {
    let caption = escaped(&table.caption);
    // A table that is wider than a telephone scrolls by itself, with the keyboard too.
    write!(
        out,
        "<div class=\"wide\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\
         <table><caption>{caption}</caption><thead><tr>"
    )?;
    for heading in &table.headings {
        write!(out, "<th scope=\"col\">{}</th>", escaped(heading))?;
    }
    out.push_str("</tr></thead><tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let cell = match cell {
                Cell::Plain(text) => escaped(text),
                Cell::Share { share, interval: None } => escaped(share),
                Cell::Share { share, interval: Some(interval) } => {
                    let (share, interval) = (escaped(share), escaped(interval));
                    format!("{share} <span class=\"interval\">{interval}</span>")
                }
                Cell::Name(name) => format!("<code>{}</code>", escaped(name)),
                Cell::Said { locale, text } => {
                    format!("<q lang=\"{}\">{}</q>", escaped(locale), escaped(text))
                }
            };
            match at {
                0 => write!(out, "<th scope=\"row\">{cell}</th>")?,
                _ => write!(out, "<td>{cell}</td>")?,
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
    if table.more > 0 {
        let more = lang.say("and {} more", "et {} autres");
        let more = more.replace("{}", &lang.number(table.more as u64));
        writeln!(out, "<p class=\"soft\">{more}</p>")?;
    }
    Ok(())
}

/// Text as HTML.
fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut html = String::with_capacity(text.len());
    // Writing to a string does not fail.
    let _ = escape_html(&mut html, &text);
    html
}

const STYLE: &str = include_str!("page.css");
/// So many rows are read at a glance: the days of a month.
const LONG: usize = 31;
