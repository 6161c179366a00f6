use crate::knowledge::{Block, Inline, Prose};
use crate::reply::{Answer, Outcome, Reply};

/// A reply as plain text: paragraphs separated by blank lines, options numbered from 1.
pub(crate) fn plain(reply: &Reply) -> String {
    let mut parts: Vec<String> = reply.before.clone();
    parts.extend(outcome(&reply.outcome));
    if !matches!(reply.outcome, Outcome::Answer(_)) {
        parts.push(numbered(&reply.titles()));
    }
    parts.extend(reply.after.iter().cloned());
    parts.extend(reply.asks().map(str::to_owned));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// What an outcome says, without what may be chosen.
pub(super) fn outcome(outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Answer(answer) => vec![self::answer(answer)],
        Outcome::Clarify(clarify) => vec![clarify.question.clone()],
        Outcome::Ask(ask) => vec![ask.question.clone()],
        Outcome::Offer(offer) => vec![offer.text.clone()],
        Outcome::Act(act) => vec![act.text.clone()],
        Outcome::HandToHuman(handoff) => vec![handoff.text.join(" ")],
        Outcome::Say(said) | Outcome::NoMatch(said) => vec![said.text.clone()],
        Outcome::Close(close) => vec![close.text.clone(), close.satisfaction.clone()],
        Outcome::Silent => Vec::new(),
    }
}

/// An answer's text as plain paragraphs.
pub(crate) fn prose(prose: &Prose) -> String {
    let blocks: Vec<String> = prose
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(line) => words(line),
            Block::List { ordered, items } => {
                let item = |(index, item): (usize, &Vec<Inline>)| match ordered {
                    true => format!("{}. {}", index + 1, words(item)),
                    false => format!("- {}", words(item)),
                };
                items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
            }
        })
        .collect();
    blocks.join("\n\n")
}

fn answer(answer: &Answer) -> String {
    let mut parts = vec![prose(&answer.body)];
    for link in &answer.links {
        parts.push(format!("{}: {}", link.title, link.url));
    }
    for video in &answer.media {
        let (minutes, seconds) = (video.seconds / 60, video.seconds % 60);
        parts.push(format!("{} ({minutes}:{seconds:02}): {}", video.title, video.url));
    }
    parts.join("\n\n")
}

fn words(line: &[Inline]) -> String {
    let mut text = String::new();
    for inline in line {
        let words = inline.piece.words();
        text.push_str(words);
        if let Some(link) = &inline.link
            && link != words
        {
            text.push_str(" (");
            text.push_str(link);
            text.push(')');
        }
    }
    text
}

fn numbered(titles: &[&str]) -> String {
    let line = |(index, title): (usize, &&str)| format!("{}. {title}", index + 1);
    titles.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}
