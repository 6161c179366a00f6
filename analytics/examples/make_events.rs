//! Makes events to measure with: always the same ones, as many as one likes.
//!
//! ```sh
//! cargo run --release -p relais-report --example make_events -- 1000000 events.ndjson
//! cargo run --release -p relais-report --example make_events -- 50000000 events.parquet
//! ```
//!
//! They are no model of any operator's customers. What matters for measuring is like theirs: some four
//! turns in a conversation, several channels and two languages, busy hours, a few hundred articles, few
//! verdicts and fewer scores, and questions that nothing answers, some of which nobody else asks.

use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};

use datafusion::arrow::json::ReaderBuilder;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(count), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: make_events COUNT FILE.ndjson|FILE.parquet".into());
    };
    let mut events = Events::new(count.parse()?);
    if file.ends_with(".parquet") {
        parquet(&mut events, &file)
    } else {
        ndjson(&mut events, &file)
    }
}

fn ndjson(events: &mut Events, file: &str) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(file)?);
    while let Some(lines) = events.next() {
        file.write_all(lines.as_bytes())?;
    }
    Ok(file.flush()?)
}

fn parquet(events: &mut Events, file: &str) -> Result<(), Box<dyn Error>> {
    let schema = relais_report::events::schema();
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(File::create(file)?, schema.clone(), Some(properties))?;
    let mut decoder = ReaderBuilder::new(schema).build_decoder()?;
    while let Some(lines) = events.next() {
        let mut rest = lines.as_bytes();
        while !rest.is_empty() {
            let read = decoder.decode(rest)?;
            rest = &rest[read..];
            if let Some(batch) = decoder.flush()? {
                writer.write(&batch)?;
            }
        }
    }
    writer.close()?;
    Ok(())
}

/// Conversations, one after the other.
struct Events {
    random: Random,
    left: u64,
    conversation: u64,
}

/// What all events of a conversation share, and what they remember.
struct Conversation {
    id: String,
    at: u64,
    turn: u64,
    channel: &'static str,
    locale: &'static str,
    resolution: &'static str,
    satisfaction: Option<u64>,
}

/// What an event says of itself.
#[derive(Default)]
struct Turn {
    outcome: &'static str,
    article: Option<u64>,
    reason: Option<&'static str>,
    message: Option<String>,
    helped: Option<bool>,
}

impl Events {
    fn new(count: u64) -> Events {
        Events { random: Random(7), left: count, conversation: 0 }
    }

    /// The lines of the next conversation, or of as much of it as is wanted.
    fn next(&mut self) -> Option<String> {
        if self.left == 0 {
            return None;
        }
        self.conversation += 1;
        let random = &mut self.random;
        // What starts before midnight ends in November too.
        let day = random.below(29);
        let hour =
            random.of(&[8, 9, 9, 10, 10, 11, 12, 14, 14, 15, 16, 17, 18, 18, 19, 20, 21, 23, 3]);
        let mut conversation = Conversation {
            id: format!("{:016x}", self.conversation.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            at: FIRST_DAY + day * 86_400 + hour * 3_600 + random.below(3_600),
            turn: 0,
            channel: random.of(&[
                "web",
                "web",
                "web",
                "web",
                "voice",
                "voice",
                "messaging",
                "text",
            ]),
            locale: random.of(&["fr-FR", "fr-FR", "en-GB"]),
            resolution: "unknown",
            satisfaction: None,
        };
        let mut lines = String::new();
        let mut write = |conversation: &mut Conversation, turn: Turn, random: &mut Random| {
            if self.left > 0 {
                self.left -= 1;
                line(&mut lines, conversation, &turn, random);
            }
        };
        let start = Turn { outcome: "say", ..Turn::default() };
        write(&mut conversation, start, random);
        if random.percent(8) {
            return Some(lines);
        }
        let mut answered = None;
        for _ in 0..=random.below(5) {
            conversation.turn += 1;
            conversation.at += 5 + random.below(60);
            let turn = turn(&mut conversation, &mut answered, random);
            let is_over = turn.outcome == "hand_to_human";
            write(&mut conversation, turn, random);
            if is_over {
                break;
            }
        }
        if random.percent(12) {
            for outcome in ["close", "say"] {
                conversation.turn += 1;
                conversation.at += 10;
                if outcome == "say" {
                    conversation.satisfaction = Some(random.of(&[1, 2, 3, 4, 4, 5, 5, 5]));
                }
                write(&mut conversation, Turn { outcome, ..Turn::default() }, random);
            }
        }
        Some(lines)
    }
}

fn turn(conversation: &mut Conversation, answered: &mut Option<u64>, random: &mut Random) -> Turn {
    if answered.take().is_some() && random.percent(35) {
        let helped = random.percent(70);
        conversation.resolution = if helped { "resolved" } else { "not_resolved" };
        let message = Some(if helped { "oui" } else { "non" }.to_owned());
        return Turn { outcome: "say", helped: Some(helped), message, ..Turn::default() };
    }
    let mut turn = Turn { message: Some(message(random)), ..Turn::default() };
    turn.outcome = random.of(&[
        "answer",
        "answer",
        "answer",
        "answer",
        "answer",
        "answer",
        "clarify",
        "ask",
        "no_match",
        "hand_to_human",
    ]);
    match turn.outcome {
        "answer" => {
            // Few articles answer most questions.
            let (one, other) = (random.below(300), random.below(300));
            turn.article = Some(one.min(other));
            *answered = turn.article;
            conversation.resolution = "unknown";
        }
        "hand_to_human" => {
            conversation.resolution = "handed_over";
            turn.reason = Some(random.of(&[
                "asked_human",
                "asked_human",
                "asked_human",
                "not_understood",
                "not_understood",
                "clarification_refused",
                "dispute",
                "action_failed",
                "vip",
                "policy",
            ]));
        }
        _ => {}
    }
    turn
}

fn message(random: &mut Random) -> String {
    let start = random.of(&[
        "Où en est",
        "ou en est",
        "Je voudrais changer",
        "where is",
        "How do I cancel",
    ]);
    let what = random.of(&["ma commande", "mon forfait", "ma facture", "my parcel", "my contract"]);
    let end = random.of(&["", "?", " ?", " s'il vous plaît", " please"]);
    match random.percent(30) {
        true => format!("{start} {what} {}{end}", random.below(5_000_000)),
        false => format!("{start} {what}{end}"),
    }
}

fn line(out: &mut String, conversation: &Conversation, turn: &Turn, random: &mut Random) {
    let text = |text: Option<&str>| serde_json::to_string(&text).expect("text can be written");
    let article = turn.article.map(|article| format!("topic-{}/article-{article}", article % 12));
    let content =
        article.as_ref().map(|article| format!("{:016x}", article.len() * 0x1234_5678_9abc));
    let words = turn.message.as_ref().map(|message| message.split(' ').count());
    let promise = turn.reason.map(|_| random.of(&["now", "now", "callback", "opens"]));
    let duration = random.percent(90).then(|| 1 + random.below(9) * random.below(9));
    let (day, second) = (conversation.at / 86_400, conversation.at % 86_400);
    // The days are of one November.
    let date = format!("2026-11-{:02}", 1 + day - FIRST_DAY / 86_400);
    let time = format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60);
    let number =
        |number: Option<u64>| number.map_or("null".to_owned(), |number| number.to_string());
    let helped = turn.helped.map_or("null".to_owned(), |helped| helped.to_string());
    let probability = 200 + random.below(800);
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "{{\"version\":1,\"conversation\":\"{}\",\"turn\":{},\"at\":\"{date}T{time}Z\",\
         \"channel\":\"{}\",\"locale\":\"{}\",\"outcome\":\"{}\",\"article\":{},\"content\":{},\
         \"form\":null,\"action\":null,\"rule\":null,\"decision\":{{\"by\":\"evidence\"}},\
         \"probability\":0.{probability},\
         \"bar\":{{\"answer\":0.75,\"clarify\":0.35,\"best\":0.{probability}}},\"reason\":{},\
         \"queue\":{},\"priority\":{},\"promise\":{},\"message\":{},\"message_length\":{},\
         \"words\":{},\"barge_in\":false,\"duration_ms\":{},\"satisfaction\":{},\"helped\":{helped},\
         \"resolution\":\"{}\"}}",
        conversation.id,
        conversation.turn,
        conversation.channel,
        conversation.locale,
        turn.outcome,
        text(article.as_deref()),
        text(content.as_deref()),
        text(turn.reason),
        text(turn.reason.map(|_| "service")),
        text(turn.reason.map(|_| "normal")),
        text(promise),
        text(turn.message.as_deref()),
        number(turn.message.as_ref().map(|message| message.chars().count() as u64)),
        number(words.map(|words| words as u64)),
        number(duration),
        number(conversation.satisfaction),
        conversation.resolution,
    );
}

/// SplitMix64: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }
}

/// Midnight of 2026-11-01, in seconds since 1970.
const FIRST_DAY: u64 = 1_793_491_200;
