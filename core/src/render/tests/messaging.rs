use super::*;
use crate::render::{Button, Choices, Limits, List, Part, Row, Tap, sms_segments};

fn buttons(titles: &[&str]) -> Choices {
    let button = |(number, title): (usize, &&str)| Button {
        title: (*title).to_owned(),
        tap: Tap::Choose(number),
    };
    Choices::Buttons { buttons: titles.iter().enumerate().map(button).collect() }
}

fn texts(parts: &[Part]) -> Vec<&str> {
    parts.iter().map(|part| part.text.as_str()).collect()
}

#[test]
fn few_short_options_are_buttons() {
    let reply = reply(Locale::FR, clarify(&["Ma facture", "Mon colis"], "Rien de tout cela"));
    for limits in [Limits::WHATSAPP, Limits::MESSENGER, Limits::RCS] {
        let parts = reply.parts(&limits);
        assert_eq!(texts(&parts), ["Laquelle ?"]);
        assert_eq!(parts[0].choices, buttons(&["Ma facture", "Mon colis", "Rien de tout cela"]));
    }
}

#[test]
fn many_or_long_options_are_a_list_where_there_are_lists() {
    let options = ["Suivre ma commande en ligne", "Suivre ma commande en magasin"];
    let reply = reply(Locale::FR, clarify(&options, "Rien de tout cela"));
    let parts = reply.parts(&Limits::WHATSAPP);
    assert_eq!(texts(&parts), ["Laquelle ?"]);
    let row = |title: &str, description: Option<&str>, number| Row {
        title: title.into(),
        description: description.map(Into::into),
        tap: Tap::Choose(number),
    };
    let rows = vec![
        row("1. Suivre ma commande…", Some(options[0]), 0),
        row("2. Suivre ma commande…", Some(options[1]), 1),
        row("3. Rien de tout cela", Some("Rien de tout cela"), 2),
    ];
    assert_eq!(parts[0].choices, Choices::List(List { button: "Choisir".into(), rows }));

    let parts = reply.parts(&Limits::MESSENGER);
    assert_eq!(
        texts(&parts),
        ["Laquelle ?\n\n1. Suivre ma commande en ligne\n2. Suivre ma commande en magasin\n\
          3. Rien de tout cela"],
        "whole titles are in the text where buttons are shortened",
    );
    assert_eq!(
        parts[0].choices,
        buttons(&["1. Suivre ma…", "2. Suivre ma…", "3. Rien de tout cela"])
    );
}

#[test]
fn options_that_fit_nowhere_have_numbers() {
    let titles: Vec<String> = (1..=14).map(|number| format!("Sujet {number}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let reply = reply(Locale::FR, ask("choice", None, &titles));
    for limits in [Limits::WHATSAPP, Limits::MESSENGER, Limits::SMS] {
        let parts = reply.parts(&limits);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].choices, Choices::None);
        assert!(parts[0].text.starts_with("Lequel ?\n\n1. Sujet 1\n"), "{parts:?}");
        assert!(parts[0].text.ends_with("\n14. Sujet 14"), "{parts:?}");
    }
}

#[test]
fn a_long_answer_gives_way_to_its_summary() {
    let mut page = answer(paragraph(&"Une phrase de plus. ".repeat(60)));
    page.summary = Some("Payez sur l’appli.".into());
    page.links = vec![link("Le guide", "https://x.example")];
    page.helped = helped();
    let reply = reply(Locale::FR, Outcome::Answer(page));
    let parts = reply.parts(&Limits::SMS);
    assert_eq!(
        texts(&parts),
        ["Payez sur l'appli.\n\nLe guide: https://x.example\n\nCela vous aide ?\n\nOui / Non"]
    );
    let parts = reply.parts(&Limits::MESSENGER);
    let [part] = &parts[..] else { panic!("{parts:?}") };
    assert!(part.text.starts_with("Une phrase de plus."), "it fits");
    let say = |words: &str| Button { title: words.into(), tap: Tap::Say(words.into()) };
    assert_eq!(part.choices, Choices::Buttons { buttons: vec![say("Oui"), say("Non")] });
}

#[test]
fn a_long_text_is_cut_after_sentences() {
    let sentences: Vec<String> = (100..160).map(|n| format!("Phrase numéro {n}.")).collect();
    let reply = reply(Locale::FR, Outcome::Answer(answer(paragraph(&sentences.join(" ")))));
    let parts = reply.parts(&Limits::SMS);
    assert!(parts.len() > 1);
    for part in &parts {
        assert!(sms_segments(&part.text) <= 3 && part.text.ends_with('.'), "{part:?}");
    }
    assert_eq!(texts(&parts).join(" "), sentences.join(" "));
}

#[test]
fn a_knowledge_base_may_want_less() {
    let wanted = crate::knowledge::Messaging { max_characters: 100, max_options: 2 };
    let limits = Limits::MESSENGER.within(&wanted);
    let reply = reply(Locale::FR, clarify(&["Une", "Deux"], "Aucune"));
    assert_eq!(reply.parts(&limits)[0].choices, Choices::None);
}

#[test]
fn nothing_to_say_is_no_message() {
    assert!(reply(Locale::FR, Outcome::Silent).parts(&Limits::SMS).is_empty());
}
