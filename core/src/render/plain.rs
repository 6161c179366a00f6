use crate::knowledge::{Block, Choice, Inline, Piece, Prose};
use crate::reply::{Answer, Outcome, Reply};

/// A reply as plain text: paragraphs separated by blank lines, options numbered from 1.
pub(crate) fn plain(reply: &Reply) -> String {
    let mut parts: Vec<String> = reply.before.clone();
    match &reply.outcome {
        Outcome::Answer(answer) => parts.push(self::answer(answer)),
        Outcome::Clarify(clarify) => {
            parts.push(clarify.question.clone());
            let mut titles: Vec<&str> = titles(&clarify.options);
            titles.push(&clarify.none);
            parts.push(numbered(&titles));
        }
        Outcome::Ask(ask) => {
            parts.push(ask.question.clone());
            parts.push(numbered(&titles(&ask.options)));
        }
        Outcome::Offer(offer) => {
            parts.push(offer.text.clone());
            parts.push(numbered(&titles(&offer.options)));
        }
        Outcome::Act(act) => parts.push(act.text.clone()),
        Outcome::HandToHuman(handoff) => {
            parts.push(handoff.text.join(" "));
            parts.push(numbered(&titles(&handoff.options)));
        }
        Outcome::Say(said) | Outcome::NoMatch(said) => {
            parts.push(said.text.clone());
            parts.push(numbered(&titles(&said.options)));
        }
        Outcome::Close(close) => {
            parts.push(close.text.clone());
            parts.push(close.satisfaction.clone());
        }
        Outcome::Silent => {}
    }
    parts.extend(reply.after.iter().cloned());
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
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
        // A prose in a reply has its placeholders filled; one that is not says its fallback.
        let words = match &inline.piece {
            Piece::Text(words) => words,
            Piece::Fact { fallback, .. } => fallback,
            Piece::Slot(_) => continue,
        };
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

fn titles(options: &[Choice]) -> Vec<&str> {
    options.iter().map(|option| option.title.as_str()).collect()
}

fn numbered(titles: &[&str]) -> String {
    let line = |(index, title): (usize, &&str)| format!("{}. {title}", index + 1);
    titles.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}
