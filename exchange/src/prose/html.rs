use markup5ever_rcdom::{Handle, NodeData};
use relais::knowledge::Prose;

use super::compose::Composer;
use super::text::clean;
use super::{Notes, tree};

/// Reads a piece of HTML.
pub(super) fn read(html: &str, notes: &mut Notes) -> Prose {
    let Some(dom) = tree::fragment(&clean(html)) else {
        notes.lost("the answer", "its HTML has elements within elements by the hundred");
        return Prose::default();
    };
    of_nodes(&dom.document, notes)
}

/// The prose of what is below a node.
pub(crate) fn of_nodes(node: &Handle, notes: &mut Notes) -> Prose {
    let mut walk = Walk { composer: Composer::default(), notes, keeps_lines: false };
    walk.children(node);
    walk.composer.finish()
}

struct Walk<'n> {
    composer: Composer,
    notes: &'n mut Notes,
    /// Within `pre`.
    keeps_lines: bool,
}

impl Walk<'_> {
    fn children(&mut self, node: &Handle) {
        for child in node.children.borrow().iter() {
            match &child.data {
                NodeData::Text { contents } => self.text(&contents.borrow()),
                NodeData::Element { name, .. } => self.element(&name.local, child),
                _ => self.children(child),
            }
        }
    }

    fn text(&mut self, text: &str) {
        if !self.keeps_lines {
            return self.composer.words(text);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.composer.break_line();
            }
            self.composer.words(line);
        }
    }

    fn element(&mut self, name: &str, node: &Handle) {
        match name {
            "br" => self.composer.break_line(),
            "b" | "strong" => self.styled(node, Composer::strong_on, Composer::strong_off),
            "i" | "em" | "cite" | "dfn" | "var" => {
                self.styled(node, Composer::emphasis_on, Composer::emphasis_off);
            }
            "a" => self.link(node),
            "ul" | "ol" | "menu" => self.list(name == "ol", node),
            "li" => {
                self.children(node);
                self.composer.end_item();
            }
            "img" => self.image(node),
            "table" => self.table(node),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.notes.lost("a heading", "an answer has none: it is a paragraph in bold");
                self.composer.end_block();
                self.styled(node, Composer::strong_on, Composer::strong_off);
                self.composer.end_block();
            }
            "pre" => {
                self.notes.lost("a block of code", "an answer has none: its lines are text");
                let outer = std::mem::replace(&mut self.keeps_lines, true);
                self.block(node);
                self.keeps_lines = outer;
            }
            "blockquote" => {
                self.notes.lost("a quotation", "an answer has none: it is a paragraph");
                self.block(node);
            }
            "hr" => {
                self.notes.lost("a line across the page", "an answer has none");
                self.composer.end_block();
            }
            "del" | "s" | "strike" => {
                self.notes.lost("text that is struck through", "it is said not to hold");
            }
            "q" => {
                self.composer.words("“");
                self.children(node);
                self.composer.words("”");
            }
            _ if NOT_TEXT.contains(&name) => {
                self.notes.lost(format!("<{name}>"), "an answer is text, lists and links");
            }
            _ if BLOCKS.contains(&name) => self.block(node),
            _ if LOOKS.contains(&name) => {
                let why = "an answer has bold and emphasis only: the words stay";
                self.notes.lost(format!("the look of <{name}>"), why);
                self.children(node);
            }
            _ => self.children(node),
        }
    }

    fn block(&mut self, node: &Handle) {
        self.composer.end_block();
        self.children(node);
        self.composer.end_block();
    }

    fn styled(&mut self, node: &Handle, on: fn(&mut Composer), off: fn(&mut Composer)) {
        on(&mut self.composer);
        self.children(node);
        off(&mut self.composer);
    }

    fn link(&mut self, node: &Handle) {
        let url = attribute(node, "href").unwrap_or_default();
        let Some(url) = address(&url) else {
            if !url.trim().is_empty() {
                let what = format!("the link to `{}`", crate::loss::shortened(&url, 120));
                let why = "a link starts with https:, mailto: or tel:, and its words stay";
                self.notes.lost(what, why);
            }
            return self.children(node);
        };
        let outer = self.composer.replace_link(Some(url));
        self.children(node);
        self.composer.replace_link(outer);
    }

    fn list(&mut self, ordered: bool, node: &Handle) {
        if self.composer.start_list(ordered) {
            self.notes.lost("a list within a list", "a telephone cannot say two levels: it is one");
        }
        self.children(node);
        self.composer.end_list();
    }

    fn image(&mut self, node: &Handle) {
        let source = attribute(node, "src").unwrap_or_default();
        let what = format!("the image `{}`", crate::loss::shortened(&source, 120));
        self.notes.lost(what, "an answer has none: the words that stand for it stay");
        self.composer.words(&attribute(node, "alt").unwrap_or_default());
    }

    /// A row is an item of a list, with a dash between its cells.
    fn table(&mut self, node: &Handle) {
        self.notes.lost("a table", "an answer has none: each row is an item of a list");
        self.composer.start_list(false);
        self.rows(node);
        self.composer.end_list();
    }

    fn rows(&mut self, node: &Handle) {
        for child in node.children.borrow().iter() {
            match &child.data {
                NodeData::Element { name, .. } if &*name.local == "tr" => {
                    for (index, cell) in elements(child).iter().enumerate() {
                        if index > 0 {
                            self.composer.words(" – ");
                        }
                        self.children(cell);
                    }
                    self.composer.end_item();
                }
                NodeData::Element { name, .. } if &*name.local == "caption" => {
                    self.children(child);
                    self.composer.end_item();
                }
                _ => self.rows(child),
            }
        }
    }
}

fn elements(node: &Handle) -> Vec<Handle> {
    let children = node.children.borrow();
    let is_element = |child: &&Handle| matches!(child.data, NodeData::Element { .. });
    children.iter().filter(is_element).cloned().collect()
}

/// The value of an attribute.
pub(crate) fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    let found = attrs.iter().find(|attribute| &*attribute.name.local == name)?;
    Some(found.value.to_string())
}

/// The address of a link as a knowledge base takes it.
pub(crate) fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url.split(':').next()?.to_ascii_lowercase();
    let rest = url.get(scheme.len() + 1..)?;
    let known = match scheme.as_str() {
        "https" => rest.starts_with("//") && rest.len() > 2,
        "mailto" | "tel" => !rest.is_empty(),
        _ => false,
    };
    if !known {
        return None;
    }
    let mut written = format!("{scheme}:");
    for letter in rest.chars() {
        match letter {
            ' ' | '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                written.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            _ if letter.is_control() || letter.is_whitespace() => {}
            _ => written.push(letter),
        }
    }
    Some(written)
}

const BLOCKS: [&str; 21] = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "address",
    "figure",
    "figcaption",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "center",
    "fieldset",
    "aside",
    "nav",
    "form",
    "legend",
];

/// What has no words, or none that were written for readers.
const NOT_TEXT: [&str; 22] = [
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math",
    "canvas", "video", "audio", "input", "select", "textarea", "button", "head", "title", "frame",
    "frameset", "map", "applet",
];

const LOOKS: [&str; 12] =
    ["u", "ins", "mark", "sub", "sup", "font", "code", "kbd", "samp", "tt", "small", "big"];
