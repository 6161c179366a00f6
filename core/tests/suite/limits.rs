//! What is beyond a limit of SECURITY.md is refused or left out, and what is within it is not.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use relais::{
    Availability, Bundle, ErrorKind, Fact, Facts, Id, KnowledgeBase, Locale, Memo, Message,
    Outcome, Session, Start, Value,
};

use relais::reply::Decision;

use crate::broken;
use crate::starter::{ENGINE, MONDAY_MORNING, english, french};

/// Every row of the table, with the numbers that it gives, as they are written there.
fn rows() -> BTreeMap<&'static str, Vec<String>> {
    let megabytes = |bytes: usize| format!("{} MB", bytes >> 20);
    BTreeMap::from([
        ("a message", vec![grouped(Message::MAX_CHARACTERS)]),
        ("what a message stands for", vec![grouped(Message::MAX_CHARACTERS)]),
        ("words of a message", vec![grouped(700), grouped(64), grouped(12)]),
        ("the keys of one message", vec![grouped(64)]),
        ("hypotheses of a recogniser", vec![grouped(5), grouped(Message::MAX_HEARD_CHARACTERS)]),
        ("facts about a customer", vec![grouped(Facts::MAX), grouped(Facts::MAX_FACT_BYTES)]),
        ("the text that a form collects", vec![grouped(500)]),
        ("the transcript of a conversation", vec![grouped(40), grouped(600)]),
        ("each list of an availability", vec![grouped(Availability::MAX)]),
        ("a memo", vec![grouped(Memo::MAX_READ_BYTES), grouped(Memo::MAX_BYTES)]),
        ("a saved session", vec![megabytes(Session::MAX_SAVED_BYTES)]),
        ("the options of a reply", vec!["2 to 4".to_owned(), grouped(12)]),
        ("articles, and forms, of a language", vec![grouped(KnowledgeBase::MAX_ARTICLES)]),
        (
            "wordings",
            vec![grouped(KnowledgeBase::MAX_WORDINGS), grouped(KnowledgeBase::MAX_WORDINGS_EACH)],
        ),
        ("topics, values of a form, choices of a value", vec![grouped(KnowledgeBase::MAX_OPTIONS)]),
        ("a YAML file", vec![megabytes(KnowledgeBase::MAX_FILE_BYTES)]),
        ("nesting in a YAML file", vec!["128 levels".to_owned()]),
        ("aliases in a YAML file", vec!["a hundred times".to_owned()]),
        ("a bundle", vec!["4 GiB".to_owned()]),
        ("the sections of a bundle", vec![grouped(4_096)]),
    ])
}

#[test]
fn the_table_says_what_holds_and_which_test_shows_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("SECURITY.md")).expect("SECURITY.md");
    let (_, table) = page.split_once("## Limits").expect("the section");
    let lines = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    let mut rows = rows();
    for line in lines.filter(|line| !line.starts_with("|---")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [what, limit, _, test] = cells[..] else { panic!("{line}") };
        let numbers = rows.remove(what).unwrap_or_else(|| panic!("`{what}` has no limit here"));
        for number in numbers {
            assert!(limit.contains(&number), "{what}: {number} is not in `{limit}`");
        }
        let (name, file) = test
            .strip_prefix("[`")
            .and_then(|link| link.strip_suffix(')')?.split_once("`]("))
            .unwrap_or_else(|| panic!("{what}: `{test}` is no test"));
        let source = fs::read_to_string(root.join(file)).expect("the file of a test");
        assert!(
            source.contains(&format!("    fn {name}()"))
                || source.contains(&format!("\nfn {name}()")),
            "{name}"
        );
    }
    assert!(rows.is_empty(), "not in SECURITY.md: {:?}", rows.keys());
    assert_eq!(Bundle::MAX_BYTES, (4 << 30) - 1);
}

#[test]
fn a_message_is_read_up_to_its_limit() {
    let mut within = "où est mon colis ? ".repeat(210);
    let missing = Message::MAX_CHARACTERS - within.chars().count();
    within.extend(std::iter::repeat_n('?', missing));
    let ask = |text: String| french().reply(Message::text(text).at(MONDAY_MORNING));
    assert!(matches!(ask(within.clone()).outcome(), Outcome::Answer(_) | Outcome::Clarify(_)));
    let beyond = ask(within + "?");
    assert!(matches!(beyond.outcome(), Outcome::NoMatch(_)), "{:?}", beyond.outcome());
    assert!(beyond.to_json().contains(r#""message":"too_long""#), "{}", beyond.to_json());
}

#[test]
fn a_ligature_counts_as_what_it_stands_for() {
    // Each is eighteen letters.
    let is_too_long = |count: usize| {
        let reply = french().reply(Message::text("ﷺ".repeat(count)).at(MONDAY_MORNING));
        reply.to_json().contains(r#""message":"too_long""#)
    };
    assert!(!is_too_long(Message::MAX_CHARACTERS / 18));
    assert!(is_too_long(Message::MAX_CHARACTERS / 18 + 1));
}

#[test]
fn of_a_long_message_all_is_read_and_the_ends_are_weighed() {
    let story = |words: usize| "puis le matin après le soir ".repeat(words / 6);
    let ask = |text: String| french().reply(Message::text(text).at(MONDAY_MORNING));
    let decided = |reply: &relais::Reply| reply.trace().decision.clone();

    // A rule finds its words wherever they are, up to where words are read.
    let threat = Id::parse("legal-threat").expect("an id");
    let amid = |before, after| ask(story(before) + "je vais prendre un avocat " + &story(after));
    for (before, after) in [(0, 300), (150, 150), (300, 0), (342, 342)] {
        let reply = amid(before, after);
        assert_eq!(decided(&reply), Decision::Rule(threat.clone()), "{before} {after}");
    }

    // A question at either end is found; the trace has what was weighed.
    let puk = "où trouver mon code PUK ";
    for long in [puk.to_owned() + &story(300), story(300) + puk] {
        let reply = ask(long);
        let trace = reply.trace();
        assert_eq!(trace.words.len(), 64);
        assert!(trace.words.iter().any(|word| word.read == "puk"), "{:?}", trace.words);
        assert!(trace.candidates[0].words.iter().any(|telling| telling.word == "puk"));
    }

    // Twelve words are put right, and the others of a short message and of a long one are not.
    for count in [12, 13, 30, 100] {
        let reply = ask("factuer ".repeat(count));
        let corrected = reply.trace().words.iter().filter(|word| word.corrected).count();
        assert_eq!(corrected, 12, "{count}");
    }
}

#[test]
fn a_long_message_is_in_the_language_that_it_starts_in() {
    let story =
        "then I waited for the man who was to come in the morning and he did not. ".repeat(10);
    let text = story + "Let me speak to a human.";
    for message in [Message::text(text.clone()), Message::heard([(text, 0.9)])] {
        let mut session = french();
        let reply = session.reply(message.at(MONDAY_MORNING));
        assert_eq!(session.locale(), Locale::EN);
        assert!(matches!(reply.outcome(), Outcome::HandToHuman(_)), "{:?}", reply.outcome());
    }
}

#[test]
fn what_is_masked_is_not_in_the_trace_of_a_long_message() {
    let story = "puis le matin après le soir ".repeat(30);
    let text =
        format!("mon numéro 06 12 34 56 78 {story} carte 4970 1000 0000 0003 et mon code PUK");
    let reply = french().reply(Message::text(text).at(MONDAY_MORNING));
    let trace = serde_json::to_string(reply.trace()).expect("JSON");
    for digits in ["06", "12", "34", "56", "78", "4970", "1000", "0003"] {
        assert!(!trace.contains(&format!("\"{digits}\"")), "{digits}: {trace}");
    }
    assert!(trace.contains("\"puk\"") && trace.contains("\"matin\""), "{trace}");
}

#[test]
fn long_hypotheses_leave_no_room_for_others() {
    let best = "où trouver mon code PUK";
    let said_after = |characters: usize| {
        let brouhaha = "brouhaha ".repeat(characters);
        let brouhaha = brouhaha.chars().take(characters).collect::<String>();
        let heard = [(brouhaha.as_str(), 0.1), (best, 0.9)];
        let reply = french().reply(Message::heard(heard).at(MONDAY_MORNING));
        matches!(reply.outcome(), Outcome::Answer(_))
    };
    let room = Message::MAX_HEARD_CHARACTERS - best.chars().count();
    assert!(said_after(room));
    assert!(!said_after(room + 1));
    // The first is read however long it is.
    let story = "puis le matin après le soir ".repeat(100) + "je vais prendre un avocat";
    let reply = french().reply(Message::heard([(story, 0.9)]).at(MONDAY_MORNING));
    assert!(matches!(reply.outcome(), Outcome::HandToHuman(_)), "{:?}", reply.outcome());
}

#[test]
fn keys_are_read_up_to_their_limit() {
    let ask = |count: usize| {
        let mut session = french();
        session.open(MONDAY_MORNING);
        session.reply(Message::keys("9".repeat(count)).at(MONDAY_MORNING)).text()
    };
    let too_long = french().reply(Message::text("x ".repeat(3_000)).at(MONDAY_MORNING)).text();
    assert_ne!(ask(64), too_long);
    assert_eq!(ask(65), too_long);
}

#[test]
fn five_hypotheses_are_read() {
    let said_at = |place: usize| {
        let mut heard = vec![("brouhaha", 0.1); place];
        heard.push(("où trouver mon code PUK", 0.9));
        french().reply(Message::heard(heard).at(MONDAY_MORNING))
    };
    assert!(matches!(said_at(4).outcome(), Outcome::Answer(_)), "{:?}", said_at(4).outcome());
    assert!(!matches!(said_at(5).outcome(), Outcome::Answer(_)), "{:?}", said_at(5).outcome());
}

#[test]
fn facts_have_a_number_and_a_size() {
    let many = |count: usize| {
        let facts = (0..count).map(|number| format!(r#""f.n{number}": {number}"#));
        Facts::from_json(&format!("{{{}}}", facts.collect::<Vec<_>>().join(",")))
    };
    assert_eq!(many(Facts::MAX).expect("room").len(), Facts::MAX);
    let refused = many(Facts::MAX + 1).expect_err("one too many");
    assert_eq!(refused.kind(), ErrorKind::TooLarge);

    let long =
        |bytes: usize| Fact { value: Value::from("x".repeat(bytes)), at: None, origin: None };
    let mut facts = Facts::new();
    facts.set("a", long(Facts::MAX_FACT_BYTES)).expect("room");
    let refused = facts.set("b", long(Facts::MAX_FACT_BYTES + 1)).expect_err("too long");
    assert_eq!(refused.kind(), ErrorKind::TooLarge);
    assert_eq!(facts.len(), 1);
    let list = vec![Value::Truth(true); Facts::MAX_FACT_BYTES];
    let list = Fact { value: Value::List(list), at: None, origin: None };
    assert_eq!(facts.set("c", list).expect_err("too long").kind(), ErrorKind::TooLarge);
}

#[test]
fn a_form_keeps_the_start_of_a_long_text() {
    let mut files = broken::base();
    let form = files.get_mut("forms/find-order.yaml").expect("the form");
    let free =
        "  - id: story\n    type: text\n    ask: {en: Tell us., fr: Racontez.}\n  - id: order";
    *form = form.replace("  - id: order", free);
    let (base, _) = KnowledgeBase::from_files(files).expect("a valid base");
    let engine = relais::Engine::new(base.build().expect("a bundle"));
    let mut session = engine.session(Start::new(Locale::EN));
    session.reply(Message::text("look up an order").at(MONDAY_MORNING));
    session.reply(Message::text("é".repeat(501)).at(MONDAY_MORNING));
    let handed = session.reply(Message::text("I want to talk to a person").at(MONDAY_MORNING));
    let Outcome::HandToHuman(handoff) = handed.outcome() else { panic!("{:?}", handed.outcome()) };
    let values: Vec<String> = handoff.packet.values.values().map(ToString::to_string).collect();
    assert_eq!(values, ["é".repeat(500)]);
}

#[test]
fn a_transcript_keeps_the_latest_lines_and_their_starts() {
    let mut session = english();
    session.open(MONDAY_MORNING);
    // Thanks do not annoy anybody into a hand-over.
    for number in 0..40 {
        let text = format!("thank you {} {number}", "very much ".repeat(70));
        session.reply(Message::text(text).at(MONDAY_MORNING));
        session.reply(Message::text("where is my parcel?").at(MONDAY_MORNING));
    }
    let reply = session.reply(Message::text("I want to talk to a person").at(MONDAY_MORNING));
    let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    let lines = &handoff.packet.transcript;
    assert_eq!(lines.len(), 40);
    let longest = lines.iter().map(|line| line.text.chars().count()).max();
    assert!(longest.is_some_and(|longest| (590..=601).contains(&longest)), "{longest:?}");
    assert!(lines.iter().any(|line| line.text.contains("I want to talk to a person")));
}

#[test]
fn an_availability_has_a_hundred_entries() {
    let channels = |count: usize| {
        let one = |number| format!(r#"{{"id": "c{number}", "title": "t", "address": "a"}}"#);
        let all: Vec<String> = (0..count).map(one).collect();
        Availability::from_json(&format!(r#"{{"channels": [{}]}}"#, all.join(",")))
    };
    assert!(channels(Availability::MAX).is_ok());
    let refused = channels(Availability::MAX + 1).expect_err("one too many");
    assert_eq!(refused.kind(), ErrorKind::TooLarge);
}

#[test]
fn a_memo_is_short_whatever_was_said() {
    let padded = |bytes: usize| {
        let json = r#"{"version": 1}"#;
        Memo::from_json(&format!("{json}{}", " ".repeat(bytes - json.len())))
    };
    assert!(padded(Memo::MAX_READ_BYTES).is_ok());
    let refused = padded(Memo::MAX_READ_BYTES + 1).expect_err("too long");
    assert_eq!(refused.kind(), ErrorKind::TooLarge);

    let mut memo = Memo::new();
    for contact in 0..30 {
        let start = Start::new(Locale::EN).id(format!("contact-{contact}")).memo(memo);
        let mut session = ENGINE.session(start);
        session.open(MONDAY_MORNING);
        for question in
            ["where is my parcel", "how do I pay my bill", "cancel my contract", "a person"]
        {
            let text = format!("{question}? {}", "and again ".repeat(100));
            session.reply(Message::text(text).at(MONDAY_MORNING));
        }
        memo = session.memo(MONDAY_MORNING);
    }
    let written = memo.to_json().len();
    assert!(written <= Memo::MAX_BYTES, "{written} bytes");
}

#[test]
fn the_largest_conversation_is_saved_and_read_and_no_larger_one_is() {
    let text = "x".repeat(Facts::MAX_FACT_BYTES);
    let facts = (0..Facts::MAX).fold(Facts::new(), |facts, number| {
        facts.with(&format!("fact.number-{number}"), text.as_str())
    });
    assert_eq!(facts.len(), Facts::MAX);
    let mut session = ENGINE.session(Start::new(Locale::EN).facts(facts));
    session.open(MONDAY_MORNING);
    let reply = session.reply(Message::text("I want to talk to a person").at(MONDAY_MORNING));
    assert!(matches!(reply.outcome(), Outcome::HandToHuman(_)), "{:?}", reply.outcome());
    let mut saved = session.save();
    assert!(saved.len() > Facts::MAX * Facts::MAX_FACT_BYTES);
    ENGINE.resume(&saved).expect("it is within the limit");
    saved.resize(Session::MAX_SAVED_BYTES + 1, 0);
    assert_eq!(ENGINE.resume(&saved).expect_err("too large").kind(), ErrorKind::TooLarge);
}

#[test]
fn a_reply_has_few_options() {
    let (mut clarified, mut listed) = (0, 0);
    for text in ["colis", "facture", "code", "contrat", "box", "livraison", "annuler", "payer"] {
        let reply = french().reply(Message::text(text).at(MONDAY_MORNING));
        if let Outcome::Clarify(_) = reply.outcome() {
            clarified += 1;
            // And "none of these".
            let options = reply.options().len();
            assert!((3..=5).contains(&options), "{text}: {options}");
        }
    }
    for topic in 0..17 {
        let mut session = french();
        let menu = session.reply(Message::text("menu").at(MONDAY_MORNING));
        assert_eq!(menu.options().len(), 17);
        let reply = session.reply(Message::choose(topic).at(MONDAY_MORNING));
        listed = listed.max(reply.options().len());
    }
    assert!(clarified > 0);
    assert_eq!(listed, 12);
}

#[test]
fn lists_of_a_knowledge_base_have_an_end() {
    let most = KnowledgeBase::MAX_OPTIONS;
    let choices = |count: usize| {
        let mut choices = String::from("    choices:\n");
        for number in 0..count {
            let title = format!("choice {number}");
            let _ =
                writeln!(choices, "      - {{id: c{number}, title: {{en: {title}, fr: {title}}}}}");
        }
        changed("forms/find-order.yaml", |form| {
            let (before, after) = form.split_once("    choices:\n").expect("choices");
            format!("{before}{choices}{}", &after[after.find("confirm:").expect("confirm")..])
        })
    };
    assert_eq!(choices(most), [] as [&str; 0]);
    assert_eq!(choices(most + 1), ["too-many"]);
    let wordings = |count: usize| {
        let mut article = String::from("en:\n  title: Find it\n  answer: Here.\n  questions:\n");
        for number in 0..count {
            let _ = writeln!(article, "    - where is number {number}");
        }
        article += "fr:\n  title: Trouver\n  answer: Ici.\n  questions: [où est mon colis vert]\n";
        changed("articles/delivery/find.yaml", |_| article)
    };
    assert_eq!(wordings(KnowledgeBase::MAX_WORDINGS_EACH), [] as [&str; 0]);
    assert_eq!(wordings(KnowledgeBase::MAX_WORDINGS_EACH + 1), ["too-many"]);
}

#[test]
fn a_file_is_read_up_to_its_limit() {
    let padded = |bytes: usize| {
        changed("synonyms.yaml", |text| {
            let comment = "#".repeat(bytes - text.len() - 1);
            format!("{text}{comment}\n")
        })
    };
    assert_eq!(padded(KnowledgeBase::MAX_FILE_BYTES), [] as [&str; 0]);
    assert_eq!(padded(KnowledgeBase::MAX_FILE_BYTES + 1), ["file-too-large"]);
}

#[test]
fn aliases_and_levels_have_an_end() {
    let deep = |levels: usize| {
        changed("synonyms.yaml", |_| format!("en: {}{}\n", "[".repeat(levels), "]".repeat(levels)))
    };
    assert!(deep(200).contains(&"yaml-syntax".to_owned()), "{:?}", deep(200));
    assert!(!deep(20).contains(&"yaml-syntax".to_owned()), "{:?}", deep(20));
    let laughs = changed("synonyms.yaml", |_| {
        let mut text = String::from("a0: &a0 [ha, ha]\n");
        for level in 1..40 {
            let before = level - 1;
            let _ = writeln!(text, "a{level}: &a{level} [*a{before}, *a{before}]");
        }
        text
    });
    assert_eq!(laughs, ["yaml-syntax"]);
}

/// The codes of the errors of the base of `tests/broken` with one file changed.
fn changed(file: &str, change: impl FnOnce(String) -> String) -> Vec<String> {
    let mut files = broken::base();
    let text = files.remove(file).unwrap_or_default();
    files.insert(file.to_owned(), change(text));
    match KnowledgeBase::from_files(files) {
        Ok(_) => Vec::new(),
        Err(problems) => {
            let errors = problems.iter().filter(|p| p.severity == relais::Severity::Error);
            errors.map(|problem| problem.code.to_owned()).collect()
        }
    }
}

/// 4000 as `4,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
