//! The search of an endpoint in the place of the bundle's own index.

mod server;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use relais::knowledge::Input;
use relais::reply::Decision;
use relais::{Bundle, Engine, KnowledgeBase, Locale, Message, Outcome, Reason, Reply, Start};
use relais::{Timestamp, retrieval::Retrieval};
use relais_elastic::{Elastic, Endpoint, State};
use relais_exchange::{ElasticIndex, to_elastic};

use server::{Behaviour, Server};

/// A Monday at ten, in Paris.
const NOW: Timestamp = Timestamp(1_795_424_400);

/// The starter knowledge base, its bundle, and the one without an index; made once.
fn starter() -> &'static (KnowledgeBase, Bundle, Bundle) {
    static STARTER: OnceLock<(KnowledgeBase, Bundle, Bundle)> = OnceLock::new();
    STARTER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../knowledge-base");
        let (base, _) = KnowledgeBase::load(folder).expect("the starter base is valid");
        let whole = base.build().expect("it can be built");
        let bytes = base.to_bytes_without_index().expect("it can be built");
        let without = Bundle::from_bytes(bytes).expect("it can be opened");
        (base, whole, without)
    })
}

fn index(locale: Locale) -> ElasticIndex {
    to_elastic(&starter().0, locale)
}

/// An engine whose questions in this language go to the server.
fn engine(locale: Locale, endpoint: Endpoint) -> (Engine, Arc<Elastic>) {
    let search = Arc::new(Elastic::new(endpoint).expect("an endpoint"));
    (Engine::new(starter().2.clone()).searching(locale, search.clone()), search)
}

/// Fast, as an endpoint should be, and with a breaker that a test can wait for.
fn endpoint(server: &Server, locale: &str) -> Endpoint {
    Endpoint::new(&server.url, format!("relais-{locale}"))
        .deadline(Duration::from_millis(250))
        .breaker(3, Duration::from_millis(600))
}

fn reply(engine: &Engine, locale: Locale, text: &str) -> Reply {
    engine.session(Start::new(locale)).reply(Message::text(text).at(NOW))
}

fn reason(reply: &Reply) -> Option<Reason> {
    match reply.outcome() {
        Outcome::HandToHuman(handoff) => Some(handoff.reason),
        _ => None,
    }
}

fn unsearched(reply: &Reply) -> &str {
    match &reply.trace().decision {
        Decision::Unsearched(why) => why,
        other => panic!("{other:?}: {}", reply.text()),
    }
}

#[test]
fn the_same_questions_end_in_the_same_way() {
    let (base, whole, _) = starter();
    let own = Engine::new(whole.clone());
    // Every question, and some of them where only the form of the answer is another.
    for (behaviour, every) in [(Behaviour::Answers, 1), (Behaviour::AnswersAsQuickwit, 10)] {
        let (mut asked, mut same, mut first) = (0, 0, 0);
        for locale in [Locale::FR, Locale::EN] {
            let server = Server::start(&index(locale));
            server.behave(behaviour);
            // Nothing is to be missed because this machine has other work.
            let patient = endpoint(&server, locale.as_str()).deadline(Duration::from_secs(30));
            let (other, search) = engine(locale, patient);
            // What people say in the dialogues, which no engine has learned.
            let dialogues = base.dialogues().iter().filter(|dialogue| dialogue.locale == locale);
            let said = dialogues.flat_map(|dialogue| &dialogue.turns).filter_map(|turn| {
                if let Input::Says(text) = &turn.input { Some(text.as_str()) } else { None }
            });
            let questions: Vec<&str> = said.step_by(every).collect();
            let results: Vec<(bool, bool)> = each(&questions, |text| {
                let (here, there) = (reply(&own, locale, text), reply(&other, locale, text));
                let best =
                    |reply: &Reply| reply.trace().candidates.first().map(|best| best.id.clone());
                (end(&here) == end(&there), best(&here) == best(&there))
            });
            asked += results.len();
            same += results.iter().filter(|(end, _)| *end).count();
            first += results.iter().filter(|(_, best)| *best).count();
            assert_eq!(search.state(), State::Closed);
        }
        let share = |count: usize| 100.0 * count as f64 / asked as f64;
        eprintln!(
            "{behaviour:?}: {asked} questions, {:.2} % end in the same way, {:.2} % have the same best",
            share(same),
            share(first)
        );
        assert!(asked > 1_500 / every, "{asked}");
        assert!(share(same) > 99.0, "{:.2} %", share(same));
    }
}

/// How a turn ended, and with what.
fn end(reply: &Reply) -> String {
    match reply.outcome() {
        Outcome::Answer(answer) => format!("answer {}", answer.article),
        Outcome::Clarify(clarify) => {
            let ids: Vec<&str> = clarify.options.iter().map(|option| option.id.as_str()).collect();
            format!("clarify {ids:?}")
        }
        Outcome::HandToHuman(handoff) => format!("human {:?}", handoff.reason),
        other => other.name().to_owned(),
    }
}

/// Does something with each of these, in four threads.
fn each<T: Send>(all: &[&str], make: impl Fn(&str) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let work = || {
            let mut made = Vec::new();
            while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                made.push(make(one));
            }
            made
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    })
}

#[test]
fn whatever_the_endpoint_does_a_person_takes_over_in_time_and_nothing_is_answered() {
    let server = Server::start(&index(Locale::FR));
    let question = "où est mon colis ?";
    for (behaviour, says) in [
        (Behaviour::Silent, "no answer within 250 ms"),
        (Behaviour::Drips, "no answer within 250 ms"),
        (Behaviour::Breaks, "relais-fr: "),
        (Behaviour::Page, "no search answer"),
        (Behaviour::Huge, "relais-fr: "),
        (Behaviour::Partial, "not whole"),
        (Behaviour::Status(429, None), "status 429"),
        (Behaviour::Status(503, None), "status 503"),
        (Behaviour::Status(404, None), "status 404"),
        (Behaviour::Status(401, None), "status 401"),
        (Behaviour::Status(302, None), "status 302"),
    ] {
        // Only what never ends has to be cut off by the clock.
        let is_endless = matches!(behaviour, Behaviour::Silent | Behaviour::Drips);
        let endpoint = endpoint(&server, "fr");
        let endpoint = if is_endless { endpoint } else { endpoint.deadline(LONG) };
        let (engine, _) = engine(Locale::FR, endpoint.clone());
        server.behave(behaviour);
        let (began, failed) = (Instant::now(), reply(&engine, Locale::FR, question));
        // The deadline, and what a busy machine adds.
        assert!(began.elapsed() < Duration::from_secs(4), "{behaviour:?}: {:?}", began.elapsed());
        assert_eq!(reason(&failed), Some(Reason::EngineFault), "{behaviour:?}: {}", failed.text());
        assert!(unsearched(&failed).contains(says), "{behaviour:?}: {}", unsearched(&failed));
        assert!(failed.trace().candidates.is_empty());

        // What needs no evidence goes on.
        let person = reply(&engine, Locale::FR, "je veux parler à quelqu'un");
        assert_eq!(reason(&person), Some(Reason::AskedHuman), "{behaviour:?}");
        assert_eq!(reply(&engine, Locale::FR, "bonjour").outcome().name(), "say");

        server.behave(Behaviour::Answers);
        let (engine, _) = self::engine(Locale::FR, endpoint.deadline(LONG));
        assert_eq!(reply(&engine, Locale::FR, question).outcome().name(), "answer");
    }
    // Nobody is there at all.
    let (engine, _) = engine(Locale::FR, Endpoint::new("http://127.0.0.1:1", "relais-fr"));
    assert_eq!(reason(&reply(&engine, Locale::FR, question)), Some(Reason::EngineFault));
    // The other language still has no search, and the bundle no index.
    let nothing = reply(&engine, Locale::EN, "where is my parcel?");
    assert!(unsearched(&nothing).contains("without an index"), "{}", unsearched(&nothing));
}

/// A deadline that no test reaches.
const LONG: Duration = Duration::from_secs(30);

#[test]
fn the_breaker_opens_tries_and_closes() {
    let server = Server::start(&index(Locale::FR));
    let (engine, search) = engine(Locale::FR, endpoint(&server, "fr").deadline(LONG));
    let ask = || reply(&engine, Locale::FR, "où est mon colis ?");
    server.behave(Behaviour::Status(503, None));
    for _ in 0..3 {
        assert!(unsearched(&ask()).contains("status 503"));
    }
    let asked = server.asked().len();
    assert_eq!(asked, 3, "who does not answer is asked once a turn");
    assert!(matches!(search.state(), State::Open(_)), "{:?}", search.state());
    let why = ask();
    assert!(unsearched(&why).contains("not asked for another"), "{}", unsearched(&why));
    assert!(unsearched(&why).contains("status 503"), "{}", unsearched(&why));
    assert_eq!(server.asked().len(), asked);

    // One tries it, and fails.
    thread::sleep(Duration::from_millis(650));
    assert!(unsearched(&ask()).contains("status 503"));
    assert_eq!(server.asked().len(), asked + 1);
    assert!(unsearched(&ask()).contains("not asked for another"));

    // One tries it, and the endpoint is back.
    server.behave(Behaviour::Answers);
    thread::sleep(Duration::from_millis(650));
    assert_eq!(ask().outcome().name(), "answer");
    assert_eq!(search.state(), State::Closed);

    // One that refuses a question is there, and may be asked the next one.
    server.behave(Behaviour::Status(400, None));
    for _ in 0..4 {
        assert!(unsearched(&ask()).contains("status 400"));
    }
    assert_eq!(search.state(), State::Closed);

    // A busy endpoint says when to come back, and is believed at once.
    server.behave(Behaviour::Status(429, Some(40)));
    assert!(unsearched(&ask()).contains("status 429"));
    let State::Open(left) = search.state() else { panic!("{:?}", search.state()) };
    assert!(left > Duration::from_secs(30), "{left:?}");
}

#[test]
fn only_what_the_knowledge_base_says_itself_is_sent() {
    let server = Server::start(&index(Locale::FR));
    let (engine, _) = engine(Locale::FR, endpoint(&server, "fr").deadline(LONG));
    let text = "où est mon colis ? Zbigniew Qwertzowski, 06 39 98 12 34, zq@exemple.fr, OD-482913";
    reply(&engine, Locale::FR, text);
    // A word by itself is counted only where the knowledge base has it.
    reply(&engine, Locale::FR, "qwertzowski");
    let asked = server.asked();
    assert!(!asked.is_empty());
    for body in asked {
        for personal in ["zbigniew", "qwertz", "0639981234", "exemple", "482913"] {
            assert!(!body.to_lowercase().contains(personal), "{personal}: {body}");
        }
    }
}

#[test]
fn a_long_message_is_no_query_that_is_refused() {
    let server = Server::start(&index(Locale::FR));
    let (engine, search) = engine(Locale::FR, endpoint(&server, "fr").deadline(LONG));
    let words: Vec<String> = server.words().into_iter().filter(|word| word.len() < 8).collect();
    let text: String = words.join(" ").chars().take(3_900).collect();
    let answered = reply(&engine, Locale::FR, &text);
    assert_ne!(reason(&answered), Some(Reason::EngineFault), "{}", answered.text());
    let longest = server.asked().iter().map(|body| body.matches("\"term\"").count()).max();
    // 64 words in four fields are the most, of 1,024 that are allowed.
    assert!(longest.is_some_and(|clauses| (100..=256).contains(&clauses)), "{longest:?}");
    assert_eq!(search.state(), State::Closed);
}

#[test]
fn an_article_that_the_bundle_does_not_have_is_passed_over() {
    let mut index = index(Locale::FR);
    for (_, text) in &mut index.files {
        *text = text.replace("\"delivery/track-order\"", "\"delivery/gone\"");
    }
    let server = Server::start(&index);
    let (engine, search) = engine(Locale::FR, endpoint(&server, "fr").deadline(LONG));
    let reply = reply(&engine, Locale::FR, "où est mon colis ?");
    assert!(!reply.to_json().contains("delivery/gone"));
    assert_eq!(search.state(), State::Closed);
    let _: &dyn Retrieval = &*search;
}
