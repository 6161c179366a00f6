use super::markup::{push_address, push_text};
use crate::knowledge::{Block, Inline, Link, Prose, Style, Video};
use crate::reply::{Outcome, Reply};

impl Reply {
    /// The reply as HTML for a web page: a sequence of blocks, without a style or a script.
    ///
    /// Every text is escaped, whoever wrote it, and a link leads to an `https:`, `mailto:` or `tel:`
    /// address or is no link; those to pages open beside and tell nothing to them. The elements are
    /// `p`, `ol`, `ul`, `li`, `strong`, `em`, `a` and `br`, well formed as XML too. These classes are stable:
    ///
    /// | class | of | what |
    /// |---|---|---|
    /// | `relais-links` | `ul` | pages to read |
    /// | `relais-videos` | `ul` | films, each with its length and a link to what is said in it |
    /// | `relais-options` | `ol` | what may be chosen; the attribute `data-option` of each `li` is the number for [`Message::choose`](crate::Message::choose) |
    /// | `relais-helped` | `p` | asks whether it helped |
    /// | `relais-yes-no` | `ul` | the words of a yes and of a no, each of which is the message to send |
    /// | `relais-after` | `p` | where the answer comes from |
    pub fn html(&self) -> String {
        let mut page = Page::default();
        for text in &self.before {
            page.paragraphs(text, None);
        }
        page.outcome(&self.outcome);
        page.options(&self.titles());
        for text in &self.after {
            page.paragraphs(text, Some("relais-after"));
        }
        if let Some(question) = &self.asks {
            page.paragraphs(question, None);
        } else if let Some(helped) = self.helped() {
            page.paragraphs(&helped.question, Some("relais-helped"));
            page.html.push_str("<ul class=\"relais-yes-no\">");
            for words in [&helped.yes, &helped.no] {
                page.styled("li", words);
            }
            page.html.push_str("</ul>");
        }
        page.html
    }
}

#[derive(Default)]
struct Page {
    html: String,
}

impl Page {
    fn outcome(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Answer(answer) => {
                self.prose(&answer.body);
                self.links(&answer.links);
                self.videos(&answer.media);
            }
            Outcome::Clarify(clarify) => self.paragraphs(&clarify.question, None),
            Outcome::Offer(offer) => self.paragraphs(&offer.text, None),
            Outcome::Ask(ask) => self.paragraphs(&ask.question, None),
            Outcome::Act(act) => self.paragraphs(&act.text, None),
            Outcome::HandToHuman(handoff) => self.paragraphs(&handoff.text.join(" "), None),
            Outcome::NoMatch(said) | Outcome::Say(said) => self.paragraphs(&said.text, None),
            Outcome::Close(close) => {
                self.paragraphs(&close.text, None);
                self.paragraphs(&close.satisfaction, None);
            }
            Outcome::Silent => {}
        }
    }

    fn prose(&mut self, prose: &Prose) {
        for block in &prose.blocks {
            match block {
                Block::Paragraph(line) => {
                    self.html.push_str("<p>");
                    self.line(line);
                    self.html.push_str("</p>");
                }
                Block::List { ordered, items } => {
                    let name = if *ordered { "ol" } else { "ul" };
                    self.html.push_str(&format!("<{name}>"));
                    for item in items {
                        self.html.push_str("<li>");
                        self.line(item);
                        self.html.push_str("</li>");
                    }
                    self.html.push_str(&format!("</{name}>"));
                }
            }
        }
    }

    /// A line, in which pieces of one link are one link.
    fn line(&mut self, line: &[Inline]) {
        for pieces in line.chunk_by(|one, next| one.link == next.link) {
            let opened = pieces[0].link.as_deref().is_some_and(|link| self.open_link(link));
            for inline in pieces {
                self.inline(inline);
            }
            if opened {
                self.html.push_str("</a>");
            }
        }
    }

    fn inline(&mut self, inline: &Inline) {
        let words = inline.piece.words();
        match inline.style {
            Style::Plain => self.lines(words),
            Style::Strong => self.styled("strong", words),
            Style::Emphasis => self.styled("em", words),
        }
    }

    /// Words inside an element.
    fn styled(&mut self, name: &str, words: &str) {
        self.html.push_str(&format!("<{name}>"));
        self.lines(words);
        self.html.push_str(&format!("</{name}>"));
    }

    fn links(&mut self, links: &[Link]) {
        if links.is_empty() {
            return;
        }
        self.html.push_str("<ul class=\"relais-links\">");
        for link in links {
            self.html.push_str("<li>");
            self.link(&link.title, &link.url);
            self.html.push_str("</li>");
        }
        self.html.push_str("</ul>");
    }

    fn videos(&mut self, videos: &[Video]) {
        if videos.is_empty() {
            return;
        }
        self.html.push_str("<ul class=\"relais-videos\">");
        for video in videos {
            self.html.push_str("<li>");
            self.link(&video.title, &video.url);
            let (minutes, seconds) = (video.seconds / 60, video.seconds % 60);
            self.html.push_str(&format!(" ({minutes}:{seconds:02})"));
            if !video.transcript.is_empty() {
                self.html.push(' ');
                self.link(&video.transcript, &video.transcript);
            }
            self.html.push_str("</li>");
        }
        self.html.push_str("</ul>");
    }

    fn options(&mut self, titles: &[&str]) {
        if titles.is_empty() {
            return;
        }
        self.html.push_str("<ol class=\"relais-options\">");
        for (number, title) in titles.iter().enumerate() {
            self.html.push_str(&format!("<li data-option=\"{number}\">"));
            self.lines(title);
            self.html.push_str("</li>");
        }
        self.html.push_str("</ol>");
    }

    fn link(&mut self, words: &str, address: &str) {
        let opened = self.open_link(address);
        self.lines(words);
        if opened {
            self.html.push_str("</a>");
        }
    }

    /// Starts a link, where the address is of a kind that may be followed.
    fn open_link(&mut self, address: &str) -> bool {
        let is_of = |scheme: &str| {
            address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        let is_page = is_of("https://");
        if !is_page && !is_of("mailto:") && !is_of("tel:") {
            return false;
        }
        self.html.push_str("<a href=\"");
        push_address(&mut self.html, address);
        self.html.push('"');
        if is_page {
            self.html.push_str(" rel=\"noopener noreferrer\" target=\"_blank\"");
        }
        self.html.push('>');
        true
    }

    /// A plain text: a paragraph for each run of lines.
    fn paragraphs(&mut self, text: &str, class: Option<&str>) {
        for paragraph in text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
            match class {
                Some(class) => self.html.push_str(&format!("<p class=\"{class}\">")),
                None => self.html.push_str("<p>"),
            }
            self.lines(paragraph);
            self.html.push_str("</p>");
        }
    }

    /// Words, with their line breaks.
    fn lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.html.push_str("<br/>");
            }
            push_text(&mut self.html, line);
        }
    }
}
