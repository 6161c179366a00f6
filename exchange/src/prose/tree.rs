use std::cell::Cell;
use std::iter;

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::Tracer;
use html5ever::{ParseOpts, Parser, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, RcDom};

/// The tree of a page; none where elements are within each other deeper than anything that people
/// write. So a walk through a tree may call itself: it ends long before the stack does.
pub(crate) fn document(html: &str) -> Option<RcDom> {
    shallow(parse_document(RcDom::default(), ParseOpts::default()), html)
}

/// The tree of a piece of a page, likewise.
pub(super) fn fragment(html: &str) -> Option<RcDom> {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    shallow(parse_fragment(RcDom::default(), ParseOpts::default(), body, vec![], false), html)
}

/// Parses piece by piece, so that what is too deep is left before the parser has gone far into it: for
/// each tag it looks through all elements that are open, which takes quadratic time.
///
/// The elements that are open are those of the parser, and not of the text: only it knows which end by
/// themselves. A tree that is let go is no danger, for rcdom drops its nodes one by one.
fn shallow(mut parser: Parser<RcDom>, html: &str) -> Option<RcDom> {
    for piece in pieces(html) {
        parser.process(piece.into());
        let open = Open::default();
        parser.tokenizer.sink.trace_handles(&open);
        if open.0.get() > DEEPEST {
            return None;
        }
    }
    let dom = parser.finish();
    // What a piece opens it may close too.
    (depth(&dom.document) <= DEEPEST).then_some(dom)
}

/// Counts what a parser holds: the elements that are open, and those whose style is.
#[derive(Default)]
struct Open(Cell<usize>);

impl Tracer for Open {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    iter::from_fn(move || {
        let end = (PIECE..rest.len()).find(|end| rest.is_char_boundary(*end));
        let (piece, left) = rest.split_at(end.unwrap_or(rest.len()));
        rest = left;
        (!piece.is_empty()).then_some(piece)
    })
}

/// How many nodes are within each other, measured with a list of our own in the place of the stack.
fn depth(root: &Handle) -> usize {
    let mut deepest = 0;
    let mut left = vec![(root.clone(), 0)];
    while let Some((node, depth)) = left.pop() {
        deepest = deepest.max(depth);
        left.extend(node.children.borrow().iter().map(|child| (child.clone(), depth + 1)));
    }
    deepest
}

const DEEPEST: usize = 400;

/// Small enough that a piece of nothing but tags takes no time.
const PIECE: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nested_by_the_hundred_is_refused_however_it_is_written() {
        let nested = [
            "<b>",
            "<div><p>",
            "<rt>",
            "<rp>",
            "<optgroup>",
            "<div></i>",
            "<font></p>",
            "<svg>",
            "<table><tr><td>",
            "<ul><li>",
            "<select><optgroup>",
            "<math><mi>",
        ];
        for tags in nested {
            assert!(fragment(&tags.repeat(60_000)).is_none(), "{tags}");
            assert!(document(&tags.repeat(60_000)).is_none(), "{tags}");
        }
        // Within one piece.
        assert!(fragment(&format!("{}{}", "<i>".repeat(450), "</i>".repeat(450))).is_none());
    }

    #[test]
    fn what_is_long_is_no_deeper_for_it() {
        let flat = [
            "<li><p>x<br>",
            "a < b ",
            "<option>x",
            "<div>é</div>",
            "<td>x",
            "<b>x</b>",
            "<a><p>",
            "</p>",
        ];
        for part in flat {
            let text = part.repeat(20_000);
            assert!(fragment(&text).is_some(), "{part}");
            assert!(document(&text).is_some(), "{part}");
        }
    }

    #[test]
    fn pieces_are_the_text() {
        for text in [String::new(), "é".repeat(PIECE), format!("x{}", "注".repeat(5_000))] {
            assert_eq!(pieces(&text).collect::<String>(), text);
        }
    }
}
