//! A reply on the telephone.
//!
//! What is written is not what is said: addresses are left out and listed, numbers, days, amounts and
//! telephone numbers become words in French and in English, and of an answer at most so many
//! sentences are said as the knowledge base allows; the rest waits.

mod addresses;
mod counted;
mod days;
mod english;
mod expects;
mod french;
mod numerals;
mod spell;
mod spoken;
mod tongue;

use serde::Serialize;

use self::addresses::without_addresses;
pub use self::expects::{Expects, Keys, SpokenOption};
use self::spoken::spoken;
use super::markup::push_text;
use super::plain;
use super::sentences::sentences;
use crate::knowledge::{Block, Inline, Link, MessageKey, Prose};
use crate::locale::Locale;
use crate::reply::{Answer, Outcome, Reply};

/// A reply as it is said.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Speech {
    /// SSML 1.1 for a synthesiser that reads it; `<speak>` is its root.
    pub ssml: String,
    /// The same as words, for one that does not. Empty where nothing is said.
    pub text: String,
    /// The sentences that are left for when the caller wants to go on, as they are written. Joined by
    /// line breaks they are the text of the next reply.
    pub rest: Vec<String>,
    /// What the caller should get in writing, for it is not said: pages, films, addresses.
    pub links: Vec<Link>,
    /// What to listen for.
    pub expects: Expects,
    #[serde(skip)]
    locale: Locale,
    /// The SSML inside its root.
    #[serde(skip)]
    inside: String,
}

impl Reply {
    /// The reply for the telephone.
    ///
    /// An answer is said in its own words for the telephone where its author wrote them. What comes
    /// before it is said whole; of the answer itself, and of the rest of one
    /// ([`MessageKey::GoOn`]), the first sentences are said, then whether to go on is asked.
    /// Where it comes from is not said.
    pub fn speech(&self) -> Speech {
        let mut speech = Writer::default().write(self);
        if self.is_slow {
            speech.ssml = speech.slower();
        }
        speech
    }
}

impl Speech {
    /// The SSML, to be said slowly: for a caller who did not understand.
    pub fn slower(&self) -> String {
        let inside = format!("<prosody rate=\"slow\">{}</prosody>", self.inside);
        document(&inside, self.locale)
    }
}

fn document(inside: &str, locale: Locale) -> String {
    format!(
        "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" \
         xml:lang=\"{locale}\">{inside}</speak>"
    )
}

/// The options that a caller hears. What others ask next is not read out after every answer: whether
/// it helped is asked.
fn spoken_options(reply: &Reply) -> Vec<&str> {
    match reply.outcome {
        Outcome::Answer(_) => Vec::new(),
        _ => reply.titles(),
    }
}

#[derive(Default)]
struct Writer {
    inside: String,
    text: String,
    links: Vec<Link>,
}

impl Writer {
    fn write(mut self, reply: &Reply) -> Speech {
        let locale = reply.locale;
        for text in &reply.before {
            for sentence in self.sentences(text, locale) {
                self.say(&sentence, locale, None);
            }
        }
        let mut now = match &reply.outcome {
            Outcome::Answer(answer) => self.answer(answer, locale),
            other => self.sentences(&plain::outcome(other).join("\n"), locale),
        };
        let can_wait = match &reply.outcome {
            Outcome::Answer(_) => true,
            Outcome::Say(said) => said.message == MessageKey::GoOn && said.options.is_empty(),
            _ => false,
        };
        let most = usize::from(reply.phrases.voice.max_sentences.max(1));
        let rest = if can_wait && now.len() > most { now.split_off(most) } else { Vec::new() };
        for sentence in now {
            self.say(&sentence, locale, None);
        }
        let expects = if rest.is_empty() {
            self.close(reply);
            Expects::of(reply)
        } else {
            if !reply.phrases.go_on.is_empty() {
                self.say(&reply.phrases.go_on, locale, Some("400ms"));
            }
            Expects::yes_or_no()
        };
        let Writer { inside, text, links } = self;
        Speech { ssml: document(&inside, locale), text, rest, links, expects, locale, inside }
    }

    /// What comes when all is said: the options, and the questions after an answer.
    fn close(&mut self, reply: &Reply) {
        for (index, title) in spoken_options(reply).iter().enumerate() {
            let number = (index + 1).to_string();
            let (words, _) = without_addresses(title);
            let words = words.trim_end_matches(|c: char| c.is_whitespace() || ".?!:".contains(c));
            let option = if words.is_empty() { &number } else { words };
            let sentence = reply.phrases.press_or_say(option, &number);
            self.say(&sentence, reply.locale, Some("300ms"));
        }
        // After an answer comes where it is from, which is not said.
        if !matches!(reply.outcome, Outcome::Answer(_)) {
            for text in &reply.after {
                for sentence in self.sentences(text, reply.locale) {
                    self.say(&sentence, reply.locale, None);
                }
            }
        }
        if let Some(question) = reply.asks() {
            for sentence in self.sentences(question, reply.locale) {
                self.say(&sentence, reply.locale, Some("400ms"));
            }
        }
    }

    fn answer(&mut self, answer: &Answer, locale: Locale) -> Vec<String> {
        let sentences = match &answer.speech {
            Some(speech) => self.sentences(speech, locale),
            None => self.prose(&answer.body, locale),
        };
        for link in &answer.links {
            self.link(&link.title, &link.url);
        }
        for video in &answer.media {
            self.link(&video.title, &video.url);
        }
        sentences
    }

    fn prose(&mut self, prose: &Prose, locale: Locale) -> Vec<String> {
        let mut lines = Vec::new();
        for block in &prose.blocks {
            match block {
                Block::Paragraph(line) => lines.push(self.line(line)),
                Block::List { items, .. } => lines.extend(items.iter().map(|item| self.line(item))),
            }
        }
        self.sentences(&lines.join("\n"), locale)
    }

    fn line(&mut self, line: &[Inline]) -> String {
        let mut text = String::new();
        for inline in line {
            let words = inline.piece.words();
            text.push_str(words);
            if let Some(link) = inline.link.as_deref().filter(|link| !link.starts_with("tel:")) {
                self.link(words, link);
            }
        }
        text
    }

    /// The sentences of a text, each closed by a mark and without addresses, which are kept.
    fn sentences(&mut self, text: &str, locale: Locale) -> Vec<String> {
        let mut kept = Vec::new();
        for sentence in sentences(text, locale) {
            let (mut words, addresses) = without_addresses(&sentence);
            for (title, url) in addresses {
                self.link(&title, &url);
            }
            if !words.contains(char::is_alphanumeric) {
                continue;
            }
            if !words.ends_with([
                '.', '!', '?', '…', ':', ';', ',', '"', '»', '”', ')', '。', '！', '？',
            ]) {
                words.push('.');
            }
            kept.push(words);
        }
        kept
    }

    fn link(&mut self, title: &str, url: &str) {
        if !self.links.iter().any(|link| link.url == url) {
            self.links.push(Link { title: title.trim().to_owned(), url: url.to_owned() });
        }
    }

    /// Adds a sentence, after a pause.
    fn say(&mut self, sentence: &str, locale: Locale, pause: Option<&str>) {
        let words = spoken(sentence, locale);
        if let Some(pause) = pause.filter(|_| !self.text.is_empty()) {
            self.inside.push_str(&format!("<break time=\"{pause}\"/>"));
        }
        self.inside.push_str("<s>");
        push_text(&mut self.inside, &words);
        self.inside.push_str("</s>");
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&words);
    }
}
