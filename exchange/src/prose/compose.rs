use relais::knowledge::{Block, Inline, Piece, Prose, Style};

/// Builds a [`Prose`] from a walk through something richer.
///
/// White space is as in HTML: a run of it is one space, and none stands at the ends of a line.
#[derive(Debug, Default)]
pub(super) struct Composer {
    blocks: Vec<Block>,
    /// The paragraph or item being written.
    line: Vec<Inline>,
    /// The list being written, and its items.
    list: Option<(bool, Vec<Vec<Inline>>)>,
    /// How many lists within each other; one is kept.
    depth: usize,
    strong: usize,
    emphasis: usize,
    link: Option<String>,
    /// Whether a space is due before the next word.
    space: bool,
}

impl Composer {
    /// Adds words, their white space as in HTML.
    pub(super) fn words(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let blank = rest.len() - rest.trim_start_matches(is_space).len();
            if blank > 0 {
                self.space = !self.at_start();
                rest = &rest[blank..];
                continue;
            }
            let end = rest.find(is_space).unwrap_or(rest.len());
            if std::mem::take(&mut self.space) {
                self.push(" ");
            }
            self.push(&rest[..end]);
            rest = &rest[end..];
        }
    }

    /// Ends a line within its paragraph.
    pub(super) fn break_line(&mut self) {
        self.space = false;
        if !self.line.is_empty() {
            self.push("\n");
        }
    }

    /// Ends a paragraph; within an item, a line.
    pub(super) fn end_block(&mut self) {
        self.space = false;
        if self.list.is_some() {
            if !self.at_start() {
                self.push("\n");
            }
            return;
        }
        let line = trimmed(std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    /// Begins a list. Returns whether it is within another one, of which it becomes a part.
    pub(super) fn start_list(&mut self, ordered: bool) -> bool {
        self.depth += 1;
        if self.depth > 1 {
            self.end_item();
            return true;
        }
        self.end_block();
        self.list = Some((ordered, Vec::new()));
        false
    }

    /// Ends the item that is being written, if there is one.
    pub(super) fn end_item(&mut self) {
        self.space = false;
        let line = trimmed(std::mem::take(&mut self.line));
        match &mut self.list {
            Some((_, items)) if !line.is_empty() => items.push(line),
            _ => {}
        }
    }

    pub(super) fn end_list(&mut self) {
        self.end_item();
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0
            && let Some((ordered, items)) = self.list.take()
            && !items.is_empty()
        {
            self.blocks.push(Block::List { ordered, items });
        }
    }

    pub(super) fn strong_on(&mut self) {
        self.strong += 1;
    }

    pub(super) fn strong_off(&mut self) {
        self.strong -= 1;
    }

    pub(super) fn emphasis_on(&mut self) {
        self.emphasis += 1;
    }

    pub(super) fn emphasis_off(&mut self) {
        self.emphasis -= 1;
    }

    /// Makes the words from here on lead somewhere; gives where they led before.
    pub(super) fn replace_link(&mut self, url: Option<String>) -> Option<String> {
        std::mem::replace(&mut self.link, url)
    }

    pub(super) fn finish(mut self) -> Prose {
        while self.depth > 0 {
            self.end_list();
        }
        self.end_block();
        Prose { blocks: self.blocks }
    }

    /// Whether nothing stands on this line yet.
    fn at_start(&self) -> bool {
        match self.line.last() {
            Some(Inline { piece: Piece::Text(text), .. }) => text.ends_with('\n'),
            Some(_) => false,
            None => true,
        }
    }

    fn push(&mut self, text: &str) {
        let style = match (self.strong, self.emphasis) {
            (0, 0) => Style::Plain,
            (0, _) => Style::Emphasis,
            _ => Style::Strong,
        };
        // A space or a break between two styles belongs to neither.
        let (style, link) = match text {
            " " | "\n" if self.changes(style) => (Style::Plain, None),
            _ => (style, self.link.clone()),
        };
        match self.line.last_mut() {
            Some(Inline { piece: Piece::Text(before), style: same, link: also })
                if *same == style && *also == link =>
            {
                before.push_str(text);
            }
            _ => self.line.push(Inline { piece: Piece::Text(text.to_owned()), style, link }),
        }
    }

    /// Whether what is written now looks or leads otherwise than what stands before it.
    fn changes(&self, now: Style) -> bool {
        let before = self.line.last();
        before.is_none_or(|inline| inline.style != now || inline.link != self.link)
    }
}

/// A line without breaks and spaces at its ends.
fn trimmed(mut line: Vec<Inline>) -> Vec<Inline> {
    while let Some(Inline { piece: Piece::Text(text), .. }) = line.last_mut() {
        text.truncate(text.trim_end_matches([' ', '\n']).len());
        if !text.is_empty() {
            break;
        }
        line.pop();
    }
    line
}

/// White space as HTML has it: a no-break space is a character like others.
fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
