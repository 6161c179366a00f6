use super::*;

#[test]
fn an_answer_is_blocks_with_links_and_classes() {
    let mut page = answer(Prose {
        blocks: vec![
            Block::Paragraph(vec![
                words("Ouvrez "),
                Inline { style: Style::Strong, ..linked("l'", "https://x.example/a?b=1&c=2") },
                Inline { style: Style::Strong, ..linked("appli", "https://x.example/a?b=1&c=2") },
                words(" ou "),
                linked("écrivez", "mailto:a@x.example"),
            ]),
            Block::List {
                ordered: true,
                items: vec![
                    vec![words("un\ndeux")],
                    vec![Inline {
                        style: Style::Emphasis,
                        ..linked("appelez", "tel:+33612345678")
                    }],
                ],
            },
        ],
    });
    page.links = vec![link("Le guide", "https://x.example/guide")];
    page.media = vec![video("Le film", "https://x.example/film")];
    page.next = choices(&["Ma facture"]);
    page.helped = helped();
    let mut reply = reply(Locale::FR, Outcome::Answer(page));
    reply.before.push("Bonjour.".into());
    reply.after.push("Source : le guide".into());
    let rel = "rel=\"noopener noreferrer\" target=\"_blank\"";
    let expected = [
        "<p>Bonjour.</p>".to_owned(),
        format!("<p>Ouvrez <a href=\"https://x.example/a?b=1&amp;c=2\" {rel}>"),
        "<strong>l&#39;</strong><strong>appli</strong></a> ou ".to_owned(),
        "<a href=\"mailto:a@x.example\">écrivez</a></p>".to_owned(),
        "<ol><li>un<br/>deux</li>".to_owned(),
        "<li><a href=\"tel:+33612345678\"><em>appelez</em></a></li></ol>".to_owned(),
        "<ul class=\"relais-links\"><li>".to_owned(),
        format!("<a href=\"https://x.example/guide\" {rel}>Le guide</a></li></ul>"),
        "<ul class=\"relais-videos\"><li>".to_owned(),
        format!("<a href=\"https://x.example/film\" {rel}>Le film</a> (1:30)</li></ul>"),
        "<ol class=\"relais-options\"><li data-option=\"0\">Ma facture</li></ol>".to_owned(),
        "<p class=\"relais-after\">Source : le guide</p>".to_owned(),
        "<p class=\"relais-helped\">Cela vous aide ?</p>".to_owned(),
        "<ul class=\"relais-yes-no\"><li>Oui</li><li>Non</li></ul>".to_owned(),
    ];
    assert_eq!(reply.html(), expected.concat());
}

#[test]
fn hostile_facts_stay_text() {
    let body = Prose {
        blocks: vec![Block::Paragraph(vec![
            words("<script>alert('x')</script>"),
            linked("\"onclick=\"", "javascript:alert(1)"),
            linked("b", " https://x.example"),
            linked("c", "https://x.example/\"onmouseover=\"alert(1)"),
            linked("d", "data:text/html,<script>"),
        ])],
    };
    let mut page = answer(body);
    page.links = vec![link("<img src=x onerror=alert(1)>", "JavaScript:alert(1)")];
    let html = reply(Locale::EN, Outcome::Answer(page)).html();
    assert_eq!(
        html,
        "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;onclick=&quot;b\
         <a href=\"https://x.example/%22onmouseover=%22alert(1)\" rel=\"noopener noreferrer\" \
         target=\"_blank\">c</a>d</p>\
         <ul class=\"relais-links\"><li>&lt;img src=x onerror=alert(1)&gt;</li></ul>",
    );
}

#[test]
fn the_last_option_of_a_choice_refuses_them_all() {
    let html = reply(Locale::FR, clarify(&["Une", "Deux"], "Aucune")).html();
    assert_eq!(
        html,
        "<p>Laquelle ?</p><ol class=\"relais-options\"><li data-option=\"0\">Une</li>\
         <li data-option=\"1\">Deux</li><li data-option=\"2\">Aucune</li></ol>",
    );
    assert_eq!(reply(Locale::FR, Outcome::Silent).html(), "");
}
