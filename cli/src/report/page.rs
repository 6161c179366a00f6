use relais::KnowledgeBase;
use relais::eval::Report;

use super::words::{Words, escaped, html};
use super::{STYLE, articles, curves, sections};
use crate::args::Lang;
use crate::exit::Failure;

/// The language that the page is in unless another is asked for: that of the people who answer, or
/// else the first of the knowledge base; English where that is neither.
pub(crate) fn language(base: &KnowledgeBase) -> Lang {
    let locale = base.agents().or_else(|| base.locales().first().copied());
    match locale.map(|locale| locale.language() == "fr") {
        Some(true) => Lang::Fr,
        _ => Lang::En,
    }
}

/// The page of a report.
///
/// # Errors
///
/// Where a plot cannot be drawn.
pub(crate) fn write(base: &KnowledgeBase, report: &Report, lang: Lang) -> Result<String, Failure> {
    let words = Words(lang);
    let mut parts = Vec::new();
    let mut part = |id: &'static str, title: &'static str, body: String| {
        parts.push((id, title, body));
    };
    let write = |fill: &dyn Fn(&mut String)| {
        let mut body = String::new();
        fill(&mut body);
        body
    };
    if let Some(baseline) = &report.baseline {
        let title = words.say("What the change did", "Ce que le changement a fait");
        part("change", title, write(&|out| sections::baseline(out, baseline, words)));
    }
    let title = words.say("What is answered", "Ce qui reçoit une réponse");
    part("answered", title, write(&|out| sections::answered(out, base, report, words)));
    let title = words.say("What is handed over, and why", "Ce qui est transmis, et pourquoi");
    part("handed-over", title, write(&|out| sections::handed_over(out, report, words)));
    if let Some(held_out) = &report.held_out {
        let title = words.say("Articles to work on first", "Articles à travailler d’abord");
        part("work", title, write(&|out| articles::to_work_on(out, base, report, held_out, words)));
        let title = words.say("Articles taken for each other", "Articles pris l’un pour l’autre");
        part(
            "confusions",
            title,
            write(&|out| {
                articles::confusions(out, &held_out.confusions, words);
            }),
        );
        let title = words.say("How much may be answered", "Jusqu’où répondre");
        part("risk", title, curves::risk_coverage(base, held_out, words)?);
        let title = words.say(
            "Whether the engine knows when it is right",
            "Le moteur sait-il quand il a raison",
        );
        part("reliability", title, curves::reliability(held_out, words)?);
    }
    let title = words.say("What failed", "Ce qui a échoué");
    part("failed", title, write(&|out| sections::failed(out, report, words)));
    let title = words.say("How this was measured", "Comment cela a été mesuré");
    part("method", title, write(&|out| sections::method(out, report, words)));
    Ok(around(base, report, words, &parts))
}

/// The head of the page, its summary, and the parts with a list of them.
fn around(
    base: &KnowledgeBase,
    report: &Report,
    words: Words,
    parts: &[(&str, &str, String)],
) -> String {
    let texts = base.locales().first().and_then(|locale| base.texts(*locale));
    let name = texts.map(|texts| texts.settings.name.as_str()).unwrap_or_default();
    let title = format!("{name} – {}", words.say("test of the assistant", "test de l’assistant"));
    let title = escaped(&title);
    let mut out = String::new();
    html!(
        &mut out,
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title>\n<style>\n{STYLE}</style></head>\n<body><main>\n<h1>{title}</h1>\n",
        words.tag(),
    );
    sections::summary(&mut out, base, report, words);
    let contents = words.say("Contents", "Sommaire");
    html!(&mut out, "<nav aria-label=\"{contents}\"><ul>\n");
    for (id, title, _) in parts {
        html!(&mut out, "<li><a href=\"#{id}\">{title}</a></li>\n");
    }
    out.push_str("</ul></nav>\n");
    for (id, title, body) in parts {
        html!(
            &mut out,
            "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2>\n{body}</section>\n"
        );
    }
    out.push_str("</main></body></html>\n");
    out
}
