//! Problems in a knowledge base, drawn with their source lines.

use std::collections::BTreeSet;
use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use relais::{Diagnostic, Fix, KnowledgeBase, Severity, Span};

use super::styles::{DIM, ERROR, GOOD, WARNING};
use crate::source::Files;

/// Prints problems on the error stream, each with the line that it is about, why it matters where that
/// has not been said before, and their number. Of a valid knowledge base it also says how hard it is
/// to read.
pub(crate) fn print(problems: &[Diagnostic], files: &Files, base: Option<&KnowledgeBase>) {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    let mut said = BTreeSet::new();
    for problem in problems {
        let why = problem.why().filter(|_| said.insert(problem.code));
        anstream::eprintln!("{}\n", drawn(problem, why, files, &renderer));
    }
    if let Some(base) = base {
        let level = |locale| Some(format!("{locale} {:.0}", base.reading_level(locale)?));
        let levels: Vec<String> = base.locales().iter().copied().filter_map(level).collect();
        if !levels.is_empty() {
            anstream::eprintln!(
                "{DIM}reading level (LIX): {}; 30 is easy, 40 a newspaper, 60 a law{DIM:#}",
                levels.join(", ")
            );
        }
    }
    let mendable = problems.iter().filter(|problem| problem.fix.is_some()).count();
    let fix = match mendable {
        0 => String::new(),
        _ => format!("; `relais check --fix` mends {mendable}"),
    };
    anstream::eprintln!("{}{fix}", summary(problems));
}

/// What was mended, in one line.
pub(crate) fn mended(problem: &Diagnostic, files: &Files) -> String {
    let place = problem.span.as_ref().map(|span| {
        let Span { file, line, .. } = span;
        format!("{}:{line}: ", files.path(file))
    });
    let title = problem.fix.as_ref().map(|Fix { title, .. }| title.as_str()).unwrap_or_default();
    let (place, message) = (place.unwrap_or_default(), &problem.message);
    format!("{GOOD}mended{GOOD:#} {place}{message}: {title}")
}

/// Prints problems one a line, as editors read them.
pub(crate) fn print_short(problems: &[Diagnostic], files: &Files) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    for problem in problems {
        let mut shown = problem.clone();
        if let Some(span) = &mut shown.span {
            span.file = files.path(&span.file);
        }
        writeln!(out, "{shown}")?;
    }
    Ok(())
}

/// How many errors and warnings there are, in words.
fn summary(problems: &[Diagnostic]) -> String {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let some = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    match (errors, warnings) {
        (0, 0) => format!("{GOOD}no problems{GOOD:#}"),
        (0, _) => format!("{WARNING}{}{WARNING:#}", some(warnings, "warning")),
        (_, 0) => format!("{ERROR}{}{ERROR:#}", some(errors, "error")),
        _ => {
            let warnings = some(warnings, "warning");
            format!("{ERROR}{}{ERROR:#}, {WARNING}{warnings}{WARNING:#}", some(errors, "error"))
        }
    }
}

fn drawn(problem: &Diagnostic, why: Option<&str>, files: &Files, renderer: &Renderer) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(problem.message.as_str())
        .id(problem.code)
        .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
    if let Some(span) = &problem.span {
        group = match files.text(&span.file).and_then(|text| Some((text, marked(text, span)?))) {
            Some((text, range)) => group.element(
                Snippet::source(text)
                    .path(files.path(&span.file))
                    .annotation(AnnotationKind::Primary.span(range)),
            ),
            None => group.element(Origin::path(files.path(&span.file)).line(span.line)),
        };
    }
    if let Some(why) = why {
        group = group.element(Level::NOTE.message(why));
    }
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// The bytes that a span points at: from its column to the end of the key or word there.
fn marked(text: &str, span: &Span) -> Option<std::ops::Range<usize>> {
    let line = text.split_inclusive('\n').nth(span.line.checked_sub(1)?)?;
    let start_of_line = line.as_ptr() as usize - text.as_ptr() as usize;
    let content = line.trim_end();
    let column = span.column.saturating_sub(1);
    let start = content.char_indices().nth(column).map_or(content.len(), |(at, _)| at);
    let rest = &content[start..];
    let end = match rest.find(": ").or_else(|| rest.strip_suffix(':').map(str::len)) {
        Some(colon) => start + colon,
        None => content.len(),
    };
    Some(start_of_line + start..start_of_line + end.max(start))
}
