use super::*;

fn markdown_of(html: &str) -> (String, Vec<String>) {
    let mut notes = Notes::default();
    let prose = super::html(html, &mut notes);
    let written = as_markdown(&prose, &mut notes);
    (written, notes.lost.into_iter().map(|(what, _)| what).collect())
}

#[test]
fn html_becomes_what_an_answer_has() {
    let cases = [
        ("<p>Open <b>Bills</b>,<br>then <i>look</i>.</p>", "Open **Bills**,\\\nthen *look*."),
        ("a<ul><li>one</li><li><p>two</p></li></ul>b", "a\n\n- one\n- two\n\nb"),
        ("<ol><li>x<li>y</ol><ol><li>z</ol>", "1. x\n2. y\n\n1) z"),
        (
            "<a href='https://x.example/a(b)?c&amp;d'>here</a>",
            "[here](<https://x.example/a(b)?c&amp;d>)",
        ),
        ("1. no list, 2 * 3 * 4 &lt;b&gt;", "1\\. no list, 2 \\* 3 \\* 4 \\<b>"),
        ("<b> spaces </b>outside", "**spaces** outside"),
        ("a <b>b</b> <b>c</b><br><b>d</b>", "a **b c\\\nd**"),
    ];
    for (html, expected) in cases {
        assert_eq!(markdown_of(html), (expected.to_owned(), Vec::new()), "{html}");
    }
}

#[test]
fn what_an_answer_has_not_is_noted() {
    let cases = [
        ("<h2>T</h2>x", "**T**\n\nx", "a heading"),
        ("x<script>alert(1)</script>", "x", "<script>"),
        ("<img src=a.png alt='A map'>", "A map", "the image `a.png`"),
        ("<a href='javascript:alert(1)'>go</a>", "go", "the link to `javascript:alert(1)`"),
        ("<a href='http://x.example'>go</a>", "go", "the link to `http://x.example`"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n- b\n- c", "a list within a list"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "- a – b\n- c – d", "a table"),
        ("was <del>9</del> 5", "was 5", "text that is struck through"),
    ];
    for (html, expected, lost) in cases {
        assert_eq!(markdown_of(html), (expected.to_owned(), vec![lost.to_owned()]), "{html}");
    }
}

#[test]
fn a_plain_text_is_what_it_is() {
    let read = |text: &str| {
        let prose = plain(text, &mut Notes::default());
        as_markdown(&prose, &mut Notes::default())
    };
    assert_eq!(read("a\nb\n\n* c & d < e"), "a\\\nb\n\n\\* c & d \\< e");
    assert_eq!(
        read("see <a href=\"https://x.example\">x</a>\nnow"),
        "see [x](https://x.example)\\\nnow"
    );
}

#[test]
fn what_another_bot_fills_in_is_not_said() {
    let fill = |text: &str, variables| {
        let mut notes = Notes::default();
        let (prose, any) = fill(verbatim(text), variables, &|_| false, &mut notes);
        (as_text(&prose), any, notes.lost.len())
    };
    let cases = [
        ("Hi {{name}}, {{{b}}}!", Variables::Handlebars, "Hi …, …!", true, 2),
        ("Hi {name} {a b}", Variables::Braces, "Hi … (a b)", true, 2),
        ("To $city, $5, #ctx.date, #1.", Variables::Dollar, "To …, $5, …, #1.", true, 2),
        ("{fact.a.b|you} {x}", Variables::Facts, "you (x)", false, 2),
        ("{\"a\": 1}", Variables::None, "(\"a\": 1)", false, 1),
    ];
    for (text, variables, expected, any, lost) in cases {
        assert_eq!(fill(text, variables), (expected.to_owned(), any, lost), "{text}");
    }
}

#[test]
fn html_that_is_hostile_ends() {
    let (written, lost) = markdown_of(&"<div>".repeat(100_000));
    assert_eq!((written.as_str(), lost.len()), ("", 1));
    assert_eq!(markdown_of("<b><i><a href=").0, "");
}
