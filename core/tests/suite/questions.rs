//! Knowledge bases made in memory, of questions and answers alone.

use relais::knowledge::{Learnable, Questions};
use relais::{Engine, KnowledgeBase, Locale, Message, Outcome, Start};

fn labelled(label: &str, wordings: &[&str]) -> Questions {
    Questions {
        title: label.to_owned(),
        wordings: wordings.iter().map(|wording| (*wording).to_owned()).collect(),
        answer: label.to_owned(),
        learnable: Learnable::Nothing,
    }
}

/// The title and the text of the answer, where there is one.
fn answer(base: &KnowledgeBase, question: &str) -> Option<(String, String)> {
    let engine = Engine::new(base.build().expect("a bundle"));
    let reply = engine.session(Start::new(base.locales()[0])).reply(Message::text(question));
    match reply.outcome() {
        Outcome::Answer(answer) => {
            // After it comes the question whether it helped.
            let text = reply.text();
            let body = text.split("\n\n").next().expect("a text").to_owned();
            Some((answer.title.clone(), body))
        }
        _ => None,
    }
}

#[test]
fn any_text_makes_a_knowledge_base() {
    let questions = [
        labelled("{PARCEL}", &["where is my parcel", "track the parcel", "parcel {late}"]),
        labelled("*REFUND* <1>", &["money back please", "refund of a purchase", "hello"]),
    ];
    let base = KnowledgeBase::from_questions("Shop", Locale::EN, questions);
    let (title, text) = answer(&base, "where is my parcel").expect("an answer");
    assert_eq!((title.as_str(), text.as_str()), ("{PARCEL}", "{PARCEL}"));
    let (_, text) = answer(&base, "refund of a purchase").expect("an answer");
    assert_eq!(text, "*REFUND* <1>");
}

#[test]
fn the_ids_keep_the_order() {
    let questions = (0..12).map(|number| labelled(&number.to_string(), &["a question"]));
    let base = KnowledgeBase::from_questions("Shop", Locale::EN, questions);
    let articles = &base.texts(Locale::EN).expect("English").articles;
    let ids: Vec<&str> = articles.iter().map(|authored| authored.article.id.as_str()).collect();
    assert_eq!((ids[0], ids[9], ids[11]), ("questions/00", "questions/09", "questions/11"));
    assert!(ids.is_sorted());
    assert!(articles.iter().zip(0..).all(|(authored, n)| authored.article.title == n.to_string()));
}

#[test]
fn only_what_is_learnable_is_learned() {
    let questions = |learnable| {
        let parcel = Questions {
            title: "zebra".to_owned(),
            wordings: vec!["where is my parcel".to_owned(), "track a parcel".to_owned()],
            answer: "giraffe".to_owned(),
            learnable,
        };
        [parcel, labelled("REFUND", &["money back please", "return of a purchase"])]
    };
    let finds = |learnable, question: &str| {
        let base = KnowledgeBase::from_questions("Shop", Locale::EN, questions(learnable));
        let engine = Engine::new(base.build().expect("a bundle"));
        let reply = engine.session(Start::new(Locale::EN)).reply(Message::text(question));
        let found = reply.trace().candidates.iter().any(|candidate| candidate.retrieval > 0.0);
        let known = reply.trace().words.iter().any(|word| word.known);
        assert_eq!(found, known, "{learnable:?} {question}");
        found
    };
    for (learnable, title, answer) in [
        (Learnable::TitleAndAnswer, true, true),
        (Learnable::Answer, false, true),
        (Learnable::Nothing, false, false),
    ] {
        assert_eq!(finds(learnable, "zebra"), title, "{learnable:?}");
        assert_eq!(finds(learnable, "giraffe"), answer, "{learnable:?}");
    }
}

#[test]
fn languages_without_sentences_speak_english() {
    let german: Locale = "de".parse().expect("a locale");
    let questions = [
        labelled("PAKET", &["wo ist mein Paket", "Paket verfolgen"]),
        labelled("GELD", &["ich will mein Geld", "Geld erstatten"]),
    ];
    let base = KnowledgeBase::from_questions("Laden", german, questions);
    assert!(answer(&base, "wo ist mein Paket").is_some());
}
