//! The questions that `tests/load.c` asks on one thread, asked of the Rust engine: what C costs is the difference.
//!
//! ```sh
//! cargo run --release -p relais-ffi --example turns kb.relais questions.txt
//! ```

use std::error::Error;
use std::time::{Duration, Instant};
use std::{env, fs};

use relais::{Bundle, Channel, Engine, Locale, Message, Start, Timestamp};

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = env::args().skip(1).collect();
    let [bundle, questions] = &files[..] else {
        return Err("turns kb.relais questions.txt".into());
    };
    let engine = Engine::new(Bundle::from_bytes(fs::read(bundle)?)?);
    let questions = fs::read_to_string(questions)?;
    let now = Timestamp(1_795_424_400);

    // Of each question the best of ten rounds, as in C.
    let mut best = vec![Duration::MAX; questions.lines().count()];
    for _round in 0..10 {
        for (line, best) in questions.lines().zip(&mut best) {
            let (locale, question) = line.split_once('\t').ok_or("a line has no tab")?;
            let locale: Locale = locale.parse().map_err(|_| "a line has no locale")?;
            let mut session = engine.session(Start::new(locale).channel(Channel::Voice));
            session.open(now);
            let begun = Instant::now();
            let reply = session.reply(Message::text(question).at(now));
            *best = begun.elapsed().min(*best);
            drop(reply);
        }
    }
    best.sort();
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    let (p50, p99) = (best[best.len() / 2], best[best.len() * 99 / 100]);
    let (p50, p99) = (micros(p50), micros(p99));
    // Printing is what this program is for.
    #[allow(clippy::print_stdout)]
    {
        println!(
            "{:<42} {:>8} steps, p50 {p50:7.1} us, p99 {p99:7.1} us",
            "Rust, one thread, best of ten",
            best.len()
        );
    }
    Ok(())
}
