use relais::{Engine, Locale, Message, Outcome, Start};
use relais_exchange::{Format, Imported, Options, import};

use crate::{base, file, imported, loses, sample};

/// Asks what a bundle of the import answers.
#[track_caller]
fn answers(imported: &Imported, locale: Locale, question: &str, expected: &str) {
    let engine = Engine::new(base(imported).0.build().expect("a bundle"));
    let mut session = engine.session(Start::new(locale));
    let reply = session.reply(Message::text(question));
    match reply.outcome() {
        Outcome::Answer(answer) => assert_eq!(answer.article, expected),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_sample_is_of_its_format() {
    let samples = [
        ("qnabot.json", Format::QnaBot),
        ("faq.csv", Format::Csv),
        ("faq.fr.csv", Format::Csv),
        ("azure.tsv", Format::Azure),
        ("nlpjs", Format::NlpJs),
        ("nlpjs/corpus-en.json", Format::NlpJs),
        ("rasa", Format::Rasa),
        ("dialogflow", Format::Dialogflow),
        ("faq-page.html", Format::FaqPage),
        ("faq-page-microdata.html", Format::FaqPage),
    ];
    for (name, format) in samples {
        assert_eq!(Format::of(&sample(name)), Some(format), "{name}");
    }
}

#[test]
fn qnabot_comes_over() {
    let imported = imported(&sample("qnabot.json"));
    assert_eq!(imported.articles, 4);
    base(&imported);
    let track = file(&imported, "articles/delivery/parcel-track-001.yaml");
    assert_eq!(
        track,
        "\
# Imported (qnabot) from qnabot.json, line 3: Parcel.Track.001
en:
  title: Where is my parcel?
  questions:
  - Where is my parcel?
  - track my order
  - has my package been sent
  answer: |-
    The tracking is in **My account > Orders**:

    1. Sign in.
    2. Open the order.

    See [our help](https://www.shop.example/help/tracking).
  speech: You find the tracking in your account, under Orders.
next:
- delivery/parcel-late-001
"
    );
    answers(&imported, Locale::EN, "has my package been sent?", "delivery/parcel-track-001");
    let late = file(&imported, "articles/delivery/parcel-late-001.yaml");
    assert!(late.contains("in most cases.\\\n    If it does not"), "{late}");
    let greeting = file(&imported, "articles/questions/account-greeting.yaml");
    assert!(greeting.contains("enabled: false") && greeting.contains("Hello …"), "{greeting}");
    let label = file(&imported, "articles/returns/returns-label.yaml");
    assert!(label.contains("Print the label. **30 days** are left to you."), "{label}");
    let losses = [
        ("Parcel.Track.001", "`r`", "no cards"),
        ("Parcel.Track.001", "<break> in the SSML answer", "by itself"),
        (
            "Parcel.Track.001",
            "the plain answer `You find the tracking in your account, under Orders.`",
            "Markdown answer",
        ),
        ("Parcel.Late.001", "the question `Track my order!`", "also a wording of"),
        ("Parcel.Late.001", "`clientFilterValues`", "facts and audiences"),
        ("Account.Greeting", "the Lambda hook `QNA-customer-lookup`", "enabled: false"),
        ("Account.Greeting", "`{{UserInfo.FirstName}}`", "fills it in"),
        ("Account.Greeting", "`args`", "rules and forms"),
        ("Returns.Label", "<script>", "text, lists and links"),
        ("Returns.Label", "the question `talk to a human`", "asks for a person"),
        ("Slot.Colour", "the whole item", "of the type `slottype`"),
        ("Broken.Item", "`q`", "it is a number, and not a list of texts"),
        ("Broken.Item", "the whole item", "no answer"),
    ];
    for (item, what, why) in losses {
        loses(&imported, item, what, why);
    }
    assert_eq!(
        imported.losses.iter().find(|loss| loss.item == "Broken.Item").and_then(|l| l.line),
        Some(40)
    );
}

#[test]
fn a_table_comes_over() {
    let imported = imported(&sample("faq.csv"));
    let (base, _) = base(&imported);
    assert_eq!(base.locales(), [Locale::EN, Locale::FR]);
    let texts = base.texts(Locale::FR).expect("French");
    assert_eq!(texts.settings.topics[0].title, "Livraison");
    let track = file(&imported, "articles/delivery/track.yaml");
    for part in [
        "fr:\n  title: Suivre un colis\n",
        "keywords:\n  en:\n  - parcel\n  - tracking\n  fr:\n  - colis\n",
        "source: Delivery terms, art. 4\n",
        "reviewed: 2026-10-12\n",
    ] {
        assert!(track.contains(part), "{part} in {track}");
    }
    let label = file(&imported, "articles/returns/label.yaml");
    assert!(
        label.contains("- return slip\n  - send an item back\n") && label.contains("Hello there."),
        "{label}"
    );
    loses(&imported, "delivery/track", "`source` in `fr`", "another language");
    loses(&imported, "", "the column `views`", "the columns are id, topic");
    loses(&imported, "What does it cost?", "the whole item", "no answer");
    loses(&imported, "returns/label", "the fact `customer.name`", "facts.yaml");
}

#[test]
fn a_table_of_a_french_spreadsheet_comes_over() {
    let input = sample("faq.fr.csv");
    let options = Options { locale: Some(Locale::FR), ..Default::default() };
    let imported = import(&input, Format::Csv, &options).expect("an import");
    base(&imported);
    let bill = file(&imported, "articles/factures/ou-trouver-ma-facture.yaml");
    assert!(bill.contains("Dans l'espace client :\n\n    - ouvrez Factures ;"), "{bill}");
    assert_eq!(imported.losses, []);
}

#[test]
fn pages_of_questions_come_over() {
    let page = imported(&sample("faq-page.html"));
    let cancel = file(&page, "articles/questions/comment-resilier-mon-contrat.yaml");
    for part in [
        "fr:\n  title: Comment résilier mon contrat ?\n",
        "[le formulaire](https://www.shop.example/resilier)",
        "1. Écrivez.\n    2. Envoyez.",
    ] {
        assert!(cancel.contains(part), "{part} in {cancel}");
    }
    assert!(!cancel.contains("alert"), "{cancel}");
    answers(
        &page,
        Locale::FR,
        "délais de livraison ?",
        "questions/quels-sont-les-delais-de-livraison",
    );
    loses(&page, "Une question sans réponse ?", "the whole item", "no `acceptedAnswer`");
    loses(&page, "Comment r&eacute;silier mon contrat ?", "`upvoteCount`", "nothing of the kind");

    let micro = imported(&sample("faq-page-microdata.html"));
    base(&micro);
    let policy = file(&micro, "articles/questions/what-is-the-return-policy.yaml");
    assert!(policy.contains("**30 days**") && policy.contains("- France – 30"), "{policy}");
    loses(&micro, "How can I pay?", "`upvoteCount`", "nothing of the kind");
    loses(&micro, "How can I pay?", "the link to `javascript:pay()`", "https:");
}

#[test]
fn azure_comes_over() {
    let imported = imported(&sample("azure.tsv"));
    assert_eq!(imported.articles, 3);
    base(&imported);
    let track = file(&imported, "articles/questions/where-is-my-parcel.yaml");
    for part in [
        "  - track my order\n",
        "**Track it** in your account:\n\n    - sign in\n    - open the order\n",
        "next:\n- questions/how-do-i-change-the-delivery-address\n",
        "source:\n  en: Help pages\n",
    ] {
        assert!(track.contains(part), "{part} in {track}");
    }
    let address = file(&imported, "articles/questions/how-do-i-change-the-delivery-address.yaml");
    assert!(address.contains("\"My account\" has it"), "{address}");
    assert!(file(&imported, "articles/questions/it-is-late.yaml").contains("enabled: false"));
    let losses = [
        ("Where is my parcel?", "`Metadata`: `category:delivery|audience:home`", "labels"),
        ("Where is my parcel?", "what comes next: `3`", "it is off"),
        ("Where is my parcel?", "the words of the prompt `It is late`", "its title"),
        (
            "How do I change the delivery address?",
            "the image `https://www.shop.example/button.png`",
            "none",
        ),
        ("How do I change the delivery address?", "`Source`: `Editorial`", "look up"),
        ("It is late", "`IsContextOnly`", "after another answer"),
        ("Nobody answers this", "the whole item", "no answer"),
    ];
    for (item, what, why) in losses {
        loses(&imported, item, what, why);
    }
}

#[test]
fn nlpjs_comes_over_in_all_its_languages() {
    let imported = imported(&sample("nlpjs"));
    let (base, _) = base(&imported);
    assert_eq!(base.locales(), [Locale::EN, Locale::FR]);
    let track = file(&imported, "articles/delivery/track.yaml");
    assert!(track.contains("answer: The tracking is in your account.\nfr:\n"), "{track}");
    assert!(file(&imported, "articles/delivery/name.yaml").contains("enabled: false"));
    answers(&imported, Locale::FR, "où est mon colis ?", "delivery/track");
    let losses = [
        ("", "`entities`", "forms and rules"),
        ("delivery.track", "the question `is my order in %place% yet`", "entity"),
        ("delivery.track", "another answer: `Good news: it is out.`", "one answer"),
        ("delivery.track", "1 tests", "dialogues"),
        ("delivery.name", "`{{ courier }}`", "fills it in"),
        ("None", "the whole item", "no answer"),
        ("agent.hello", "the whole item", "no question of its own"),
    ];
    for (item, what, why) in losses {
        loses(&imported, item, what, why);
    }
}

#[test]
fn rasa_comes_over() {
    let imported = imported(&sample("rasa"));
    base(&imported);
    let track = file(&imported, "articles/questions/track_order.yaml");
    assert!(track.contains("- track my order to Lille\n  - has it arrived in Lyon yet"), "{track}");
    assert!(track.contains("account.\\\n    Open the order there."), "{track}");
    assert!(file(&imported, "articles/questions/opening_hours.yaml").contains("from 9 to 5"));
    assert!(file(&imported, "articles/faq/name.yaml").contains("You are …."));
    answers(&imported, Locale::EN, "how can I pay?", "faq/payment");
    let losses = [
        ("track_order", "the entities in 2 examples", "learns from the words"),
        ("utter_track_order", "another response: `Have a look at your account.`", "one answer"),
        ("utter_hours", "`buttons`", "`next`"),
        ("faq/name", "`{name}`", "fills it in"),
        ("call_me", "the whole item", "code: action_call_back"),
        ("Lille", "the synonym", "synonyms.yaml"),
        ("utter_unused", "the response", "no intent"),
        ("hours, then a parcel", "the story", "several steps"),
        ("", "`slots`", "facts"),
    ];
    for (item, what, why) in losses {
        loses(&imported, item, what, why);
    }
}

#[test]
fn dialogflow_comes_over_in_all_its_languages() {
    let imported = imported(&sample("dialogflow"));
    base(&imported);
    let track = file(&imported, "articles/questions/track-order.yaml");
    for part in [
        "  - is it in Lille\n",
        "    The tracking is in your account.\n\n    It can take a day to show.\n",
        "fr:\n  title: Où est mon colis\n  questions:\n  - où est mon colis\n",
    ] {
        assert!(track.contains(part), "{part} in {track}");
    }
    let late = file(&imported, "articles/questions/track-order-late.yaml");
    assert!(late.contains("Wait two days, ….") && late.contains("enabled: false"), "{late}");
    let losses = [
        ("Track order", "another response: `Look into your account.`", "one answer"),
        ("Track order", "a card", "text, lists"),
        ("Track order", "the message for `google`", "each channel"),
        ("Track order", "`parameters`", "form"),
        ("Track order", "the entities in 1 phrases", "learns from the words"),
        ("Track order", "the question `@city:city please`", "template"),
        ("Track order - late", "the context", "after another intent"),
        ("Default Fallback Intent", "the whole item", "messages.yaml"),
        ("Welcome", "the answer in `en`", "an event"),
        ("", "the entity", "forms"),
    ];
    for (item, what, why) in losses {
        loses(&imported, item, what, why);
    }
}
