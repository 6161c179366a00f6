//! The service as it is deployed: several processes, many clients, and a Redis that goes and comes back.
//!
//! Every conversation is played again by one engine in this process, without a network and without Redis.
//! Each reply must be the same byte for byte, in the same order, and so must the session that is kept.
//!
//! `scripts/service` runs these tests; they need `redis-server`.

mod figures;
mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use relais::{Facts, Locale};
use serde_json::{Value, json};

use support::client::{Client, Met, Said, agent, get, is_of_use_to_a_customer, post, text};
use support::conversations::{Held, Script, Step, scripts};
use support::{Place, engine, in_english, starter, wait_until};

/// How many clients talk at the same time.
const CLIENTS: usize = 64;

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn no_conversation_is_lost_while_redis_and_the_processes_end_and_come_back() {
    let mut place = Place::new();
    let mut services = [0, 1].map(|_| place.service(&["--patience", "400"]));
    let addresses = services.each_ref().map(|service| service.address.clone());
    let scripts = scripts();
    let steps: usize = scripts.iter().map(|script| script.steps.len()).sum();
    assert!(scripts.len() >= 2 * CLIENTS && steps > 1_000, "{} of {steps}", scripts.len());

    let (met, next, made) = (Met::default(), AtomicUsize::new(0), AtomicUsize::new(0));
    let began = Instant::now();
    let conversations: Vec<Held> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|number| {
                let (scripts, addresses, met) = (&scripts, &addresses, &met);
                let (next, made) = (&next, &made);
                scope.spawn(move || {
                    let mut client = Client::new(addresses, number, met);
                    let mut held = Vec::new();
                    while let Some(script) = scripts.get(next.fetch_add(1, Ordering::Relaxed)) {
                        held.push(hold(&mut client, script, made));
                    }
                    held
                })
            })
            .collect();

        let reached = |share: f64| {
            wait_until("the conversations go on", || {
                made.load(Ordering::Relaxed) as f64 >= share * steps as f64
            });
        };
        reached(0.1);
        services[0].reload("read again");
        // Redis is killed, and is away until clients have noticed.
        reached(0.2);
        place.redis.kill();
        wait_until("clients are told", || met.away.load(Ordering::Relaxed) >= CLIENTS / 2);
        place.redis.restart();
        // A process of the service is killed, in the middle of requests.
        reached(0.4);
        services[1].kill();
        services[1].restart();
        // An operator restarts Redis, and then the other process.
        reached(0.6);
        place.redis.stop();
        place.redis.restart();
        reached(0.8);
        services[0].signal("TERM");
        assert!(services[0].ended(), "{:?}", services[0].said());
        services[0].restart();

        clients.into_iter().flat_map(|client| client.join().expect("no client fails")).collect()
    });

    let engine = engine();
    for held in &conversations {
        let id = &held.opened.conversation;
        let key = format!("relais:{{{id}}}");
        let (version, kept): (usize, Vec<u8>) =
            place.redis.ask(redis::cmd("HMGET").arg(key).arg(&["version", "session"]));
        assert_eq!(version, 1 + held.turns.len(), "conversation {id}: a turn was lost or doubled");
        held.is_as_by(&engine, Some(&kept));
    }
    assert_eq!(conversations.len(), scripts.len());
    let turns: usize = conversations.iter().map(|held| held.turns.len()).sum();
    eprintln!(
        "{} conversations of {turns} turns by {CLIENTS} clients in {:.1} s: {met:?}",
        conversations.len(),
        began.elapsed().as_secs_f64(),
    );
    assert!(met.broken.load(Ordering::Relaxed) > 0, "no process was missed");
}

/// Holds a conversation. Every seventh request is sent twice at the same time, to two processes, and the
/// first connection is broken before the answer comes.
fn hold(client: &mut Client<'_>, script: &Script, made: &AtomicUsize) -> Held {
    let opened = client.begin(&json!({ "locale": script.locale, "facts": script.facts }));
    let id = opened.conversation.clone();
    let (locale, facts) = (script.locale, script.facts.clone());
    let mut held = Held { locale, facts, opened, turns: Vec::new() };
    let mut take = |held: &mut Held, step: Step| {
        let number = held.turns.len();
        let (path, body) = step.request();
        let key = format!("{number}");
        if number % 7 == 6 {
            client.send_and_leave(&id, path, &key, &body);
        }
        let answer = client.turn(&id, path, &key, &body);
        let with_human = answer.with_human;
        held.turns.push((step, answer));
        with_human
    };
    for step in &script.steps {
        let with_human = take(&mut held, step.clone());
        // A person who takes over ends it, so that the assistant answers again.
        if with_human {
            take(&mut held, Step::Handoff(relais::HandoffEvent::Accepted));
            take(&mut held, Step::Handoff(relais::HandoffEvent::Completed));
        }
        made.fetch_add(1, Ordering::Relaxed);
    }
    held
}

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn messages_at_the_same_time_are_answered_one_after_the_other() {
    let place = Place::new();
    let services = [0, 1].map(|_| place.service(&[]));
    let addresses = services.each_ref().map(|service| service.address.clone());
    let met = Met::default();
    let opened = Client::new(&addresses, 0, &met).begin(&json!({ "locale": "en" }));
    let questions =
        ["where is my parcel?", "hello", "1", "I lost my password", "no", "2", "what is the PUK?"];

    let mut turns: Vec<(Step, _)> = thread::scope(|scope| {
        let at_once = questions.iter().cycle().take(16).enumerate().map(|(number, question)| {
            let (addresses, met, id) = (&addresses, &met, &opened.conversation);
            scope.spawn(move || {
                let mut client = Client::new(addresses, number, met);
                let answer = client.turn(id, "messages", &number.to_string(), &text(question));
                (Step::Text((*question).to_owned()), answer)
            })
        });
        let at_once: Vec<_> = at_once.collect();
        at_once.into_iter().map(|client| client.join().expect("an answer")).collect()
    });

    turns.sort_by_key(|(_, answer)| answer.turn());
    let numbers: Vec<u64> = turns.iter().map(|(_, answer)| answer.turn()).collect();
    assert_eq!(numbers, (1..=16).collect::<Vec<_>>());
    Held { locale: Locale::EN, facts: Facts::new(), opened, turns }.is_as_by(&engine(), None);
}

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn a_request_that_is_sent_again_is_one_turn() {
    let place = Place::new();
    let services = [0, 1].map(|_| place.service(&[]));
    let id = begin(&services[0].address, "fr");
    let url = |service: usize| {
        format!("http://{}/conversations/{id}/messages", services[service].address)
    };
    let ask = |service, key, words| post(&agent(), &url(service), key, &text(words)).expect("sent");

    let answers: Vec<String> = thread::scope(|scope| {
        let ask = &ask;
        let at_once = (0..12).map(|n| scope.spawn(move || ask(n % 2, "a", "bonjour").body));
        let at_once: Vec<_> = at_once.collect();
        at_once.into_iter().map(|client| client.join().expect("an answer")).collect()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(serde_json::from_str::<Value>(&answers[0]).expect("JSON")["reply"]["turn"], 1);
    wait_until("the events of two turns", || {
        services.iter().map(|service| service.events().len()).sum::<usize>() == 2
    });

    // The key of one request is not that of another.
    let other = ask(1, "a", "je veux parler à quelqu'un");
    assert_eq!(other.status, 422, "{}", other.body);
    assert_eq!(ask(0, "b", "bonjour").status, 200);
}

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn while_redis_hangs_the_customer_is_told_how_to_reach_a_person() {
    let place = Place::new();
    let service = place.service(&["--patience", "300"]);
    let id = begin(&service.address, "fr");
    let url = format!("http://{}/conversations/{id}/messages", service.address);
    let ask = || post(&agent(), &url, "1", &text("où est mon colis ?")).expect("an answer");

    place.redis.signal("STOP");
    let (began, away) = (Instant::now(), ask());
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!((away.status, away.retry_after), (503, Some(1)), "{}", away.body);
    is_of_use_to_a_customer(&away.body);
    assert_eq!(get(&agent(), &format!("http://{}/ready", service.address)).status, 503);
    assert_eq!(get(&agent(), &format!("http://{}/health", service.address)).status, 200);

    place.redis.signal("CONT");
    wait_until("Redis is back", || ask().status == 200);
    assert_eq!(get(&agent(), &format!("http://{}/ready", service.address)).status, 200);
    let answer: Value = serde_json::from_str(&ask().body).expect("JSON");
    assert_eq!(answer["reply"]["turn"], 1);
}

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn a_service_that_is_stopped_answers_the_requests_that_it_has() {
    let place = Place::new();
    let mut service = place.service(&[]);
    let id = begin(&service.address, "en");
    let url = format!("http://{}/conversations/{id}/messages", service.address);
    // Redis takes its time, so that the request is there when the service is told to stop.
    let _: () = place.redis.ask(redis::cmd("CLIENT").arg(&["PAUSE", "400"]));
    let asked = thread::spawn(move || post(&agent(), &url, "1", &text("hello")).expect("sent"));
    thread::sleep(Duration::from_millis(100));
    service.signal("TERM");
    assert_eq!(asked.join().expect("an answer").status, 200);
    assert!(service.ended());
}

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn a_conversation_goes_on_with_another_bundle() {
    let place = Place::new();
    let service = place.service(&[]);
    let id = begin(&service.address, "fr");
    let url = format!("http://{}/conversations/{id}/messages", service.address);
    let ask = |key: &str, words: &str| -> Value {
        let said = post(&agent(), &url, key, &text(words)).expect("sent");
        serde_json::from_str(&said.body).expect("JSON")
    };
    assert_eq!(ask("1", "où est mon colis ?")["reply"]["locale"], "fr");

    // A file that is no bundle changes nothing.
    std::fs::write(&place.bundle, &starter().1[..1_000]).expect("written");
    service.reload("the old bundle stays");
    assert_eq!(ask("2", "bonjour")["renewed"], Value::Null);

    // The language of the conversation is gone: it goes on from its memo, in the one that is left.
    std::fs::write(&place.bundle, in_english()).expect("written");
    service.reload("read again");
    let renewed = ask("3", "where is my parcel?");
    assert_eq!(renewed["renewed"], true, "{renewed}");
    assert_eq!(renewed["reply"]["locale"], "en");
    assert_eq!(ask("4", "hello")["renewed"], Value::Null);
}

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn what_the_next_contact_should_know_is_in_the_memo() {
    let place = Place::new();
    let service = place.service(&[]);
    let (agent, id) = (agent(), begin(&service.address, "en"));
    let at = |path: &str| format!("http://{}/conversations{path}", service.address);
    let send = |path: &str, key: &str, body: Value| -> Value {
        let said = post(&agent, &at(&format!("/{id}/{path}")), key, &body).expect("sent");
        assert_eq!(said.status, 200, "{}", said.body);
        serde_json::from_str(&said.body).expect("JSON")
    };
    // A form, the act of the host, and its result.
    send("messages", "1", text("look up my order please"));
    let act = send("messages", "2", text("OD-123456"));
    assert_eq!(act["reply"]["outcome"]["type"], "act", "{act}");
    let acted = send("events", "3", json!({ "acted": { "order.status": "on its way" } }));
    assert_eq!(acted["resolution"], "resolved", "{acted}");
    // A person, and what became of it.
    let nobody = json!({ "text": "I want to talk to a person", "availability": {} });
    assert_eq!(send("messages", "4", nobody)["with_human"], false);
    let somebody = json!({ "queues": { "general": { "open": true } } });
    let queue = send("messages", "5", text("a person please"));
    let queue = queue["reply"]["outcome"]["queue"].as_str().unwrap_or("general").to_owned();
    let somebody = json!({ "queues": { queue: somebody["queues"]["general"] } });
    let person = json!({ "text": "I want to talk to a person", "availability": somebody });
    assert_eq!(send("messages", "6", person)["with_human"], true);
    let standing: Value = serde_json::from_str(&get(&agent, &at(&format!("/{id}"))).body).unwrap();
    assert_eq!(standing["with_human"], true, "{standing}");
    assert_eq!(send("events", "7", json!({ "handoff": "completed" }))["with_human"], false);

    // The end, twice: one turn.
    let ended = send("end", "8", Value::Null);
    assert_eq!(ended, send("end", "8", Value::Null));
    assert_eq!(ended["reply"], Value::Null);
    let memo: Value = serde_json::from_str(&get(&agent, &at(&format!("/{id}/memo"))).body).unwrap();
    let sealed = memo["memo"].as_str().expect("a text");
    assert!(sealed.contains("OD-123456"), "{sealed}");

    // The next contact has it; nobody else can write one.
    let begun = |memo: &str| {
        post(&agent, &at(""), "", &json!({ "locale": "en", "memo": memo })).expect("sent")
    };
    assert_eq!(begun(sealed).status, 201);
    assert_eq!(begun(&sealed.replace("OD-123456", "OD-123457")).status, 400);
}

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn what_is_not_understood_is_refused_and_said() {
    let place = Place::new();
    let service = place.service(&["--keep", "1"]);
    let (agent, id) = (agent(), begin(&service.address, "en"));
    let send = |path: &str, key: &str, body: &str| -> Said {
        let url = format!("http://{}/conversations{path}", service.address);
        let mut request = agent.post(&url);
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        let mut said = request.send(body.as_bytes()).expect("an answer");
        let body = said.body_mut().read_to_string().expect("text");
        Said { status: said.status().as_u16(), retry_after: None, body }
    };
    let messages = format!("/{id}/messages");
    let many = format!("{{\"text\": \"{}\"}}", "a".repeat(100_000));
    let cases: [(&str, &str, &str, u16, &str); 9] = [
        (&messages, "", r#"{"text": "hello"}"#, 400, "Idempotency-Key"),
        (&messages, "1", "hello", 400, "not what is expected"),
        (&messages, "1", r#"{"texts": "hello"}"#, 400, "unknown variant `texts`"),
        (&messages, "1", r#"{"text": "hello", "choose": 1}"#, 400, "single key"),
        (&messages, "1", &many, 400, "length limit"),
        ("", "", r#"{"locale": "klingon"}"#, 400, "klingon"),
        ("", "", r#"{"locale": "en", "facts": {"a b": 1}}"#, 400, "a b"),
        ("/no-such/messages", "1", r#"{"text": "hello"}"#, 404, "unknown-conversation"),
        ("/0123456789abcdef0123456789abcdef/messages", "1", r#"{"text": "a"}"#, 404, "begin one"),
    ];
    for (path, key, body, status, says) in cases {
        let said = send(path, key, body);
        assert_eq!(said.status, status, "{path} {body}: {}", said.body);
        assert!(said.body.contains(says), "{path} {body}: {}", said.body);
    }
    // A second after its last turn the conversation is gone.
    assert_eq!(send(&messages, "2", r#"{"text": "hello"}"#).status, 200);
    thread::sleep(Duration::from_millis(1_500));
    assert_eq!(send(&messages, "3", r#"{"text": "hello"}"#).status, 404);
}

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn what_was_changed_in_redis_is_not_believed_and_keys_can_change() {
    let place = Place::new();
    let mut service = place.service(&[]);
    let id = begin(&service.address, "fr");
    let ask = |service: &support::processes::Service, key: &str| {
        let url = format!("http://{}/conversations/{id}/messages", service.address);
        post(&agent(), &url, key, &text("bonjour")).expect("an answer")
    };
    // A new key in front; the old one still opens.
    std::fs::write(&place.keys, format!("another secret, of 32 bytes too\n{}\n", support::KEY))
        .expect("written");
    service.kill();
    service.restart();
    assert_eq!(ask(&service, "1").status, 200);
    let key = format!("relais:{{{id}}}");
    let session: Vec<u8> = place.redis.ask(redis::cmd("HGET").arg(&key).arg("session"));
    assert!(engine().resume_sealed(&session, &support::seal_key()).is_err(), "the new key seals");

    let mut changed = session;
    *changed.last_mut().expect("bytes") ^= 1;
    let _: usize = place.redis.ask(redis::cmd("HSET").arg(&key).arg("session").arg(changed));
    let refused = ask(&service, "2");
    assert_eq!(refused.status, 500, "{}", refused.body);
    assert!(refused.body.contains("tampered"), "{}", refused.body);
    is_of_use_to_a_customer(&refused.body);
}

#[test]
#[ignore = "needs redis-server: scripts/service"]
fn a_redis_that_forgets_is_told() {
    let mut place = Place::new();
    place.redis = support::redis_server::Redis::with(&["--appendonly", "no"]);
    let service = place.service(&[]);
    wait_until("the warning", || {
        service.said().iter().any(|line| line.contains("appendfsync always"))
    });
}

/// Begins a conversation in this language, and returns its id.
fn begin(address: &str, locale: &str) -> String {
    let url = format!("http://{address}/conversations");
    let begun = post(&agent(), &url, "", &json!({ "locale": locale })).expect("an answer");
    assert_eq!(begun.status, 201, "{}", begun.body);
    let begun: Value = serde_json::from_str(&begun.body).expect("JSON");
    begun["conversation"].as_str().expect("an id").to_owned()
}
