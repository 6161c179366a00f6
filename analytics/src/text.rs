use std::fmt::Write;

use anstyle::Style;

use crate::figures::Figures;
use crate::sections::{Cell, Section, Table, sections, visible};
use crate::words::Lang;

/// The report as text for a terminal of so many columns, with ANSI codes.
pub fn text(figures: &Figures, lang: Lang, width: usize) -> String {
    let mut out = String::new();
    for section in sections(figures, lang) {
        // Writing to a string does not fail.
        let _ = write(&mut out, &section, lang, width);
    }
    out
}

fn write(out: &mut String, section: &Section, lang: Lang, width: usize) -> std::fmt::Result {
    if !out.is_empty() {
        out.push('\n');
    }
    writeln!(out, "{STRONG}{}{STRONG:#}\n", section.title)?;
    for says in &section.says {
        writeln!(out, "{}", wrapped(&visible(says), width))?;
    }
    let Some(table) = &section.table else { return Ok(()) };
    out.push('\n');
    rows(out, table, width)?;
    if table.more > 0 {
        let more = lang.number(table.more as u64);
        writeln!(
            out,
            "{DIM}{}{DIM:#}",
            lang.say("… and {} more", "… et {} autres").replace("{}", &more)
        )?;
    }
    Ok(())
}

/// Columns as wide as their cells; the first one gives way where the terminal is narrow.
fn rows(out: &mut String, table: &Table, width: usize) -> std::fmt::Result {
    let cells = |row: &Vec<Cell>| -> Vec<String> { row.iter().map(|cell| cell.text()).collect() };
    let rows: Vec<Vec<String>> = table.rows.iter().map(cells).collect();
    let longest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let mut widths: Vec<usize> = table.headings.iter().map(|each| each.chars().count()).collect();
    for (at, width) in widths.iter_mut().enumerate() {
        *width = longest(at).max(*width);
    }
    let others: usize = widths.iter().skip(1).map(|width| width + GAP).sum();
    if let Some(first) = widths.first_mut() {
        *first = (*first).min(width.saturating_sub(others).max(NARROWEST));
    }
    let headings: Vec<String> = table.headings.iter().map(|each| (*each).to_owned()).collect();
    write!(out, "{DIM}")?;
    line(out, &headings, &widths);
    write!(out, "{DIM:#}")?;
    for row in &rows {
        line(out, row, &widths);
    }
    Ok(())
}

fn line(out: &mut String, row: &[String], widths: &[usize]) {
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        let length = cell.chars().count();
        let fill = " ".repeat(width.saturating_sub(length));
        match at {
            0 if length > *width => {
                out.extend(cell.chars().take(width - 1));
                out.push('…');
            }
            0 => out.extend([cell.as_str(), &fill]),
            _ => out.extend(["  ", &fill, cell]),
        }
    }
    // What fills the last column is on its left, and a first column alone needs no filling.
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

fn wrapped(text: &str, width: usize) -> String {
    let (mut out, mut length) = (String::new(), 0);
    for word in text.split(' ') {
        let word_length = word.chars().count();
        if length > 0 && length + 1 + word_length > width {
            out.push('\n');
            length = 0;
        } else if length > 0 {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += word_length;
    }
    out
}

const STRONG: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GAP: usize = 2;
/// The first column is never narrower.
const NARROWEST: usize = 24;
