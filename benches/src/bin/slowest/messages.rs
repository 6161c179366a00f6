use relais::{KnowledgeBase, Message};
use relais_benches::{NOW, Random, Script};

/// What is said: one text, or what a recogniser has heard.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Said {
    Text(String),
    Heard(Vec<String>),
}

impl Said {
    pub(crate) fn message(&self) -> Message {
        match self {
            Said::Text(text) => Message::text(text.as_str()).at(NOW),
            Said::Heard(all) => Message::heard(all.iter().map(|text| (text.as_str(), 0.5))).at(NOW),
        }
    }

    pub(crate) fn texts(&self) -> &[String] {
        match self {
            Said::Text(text) => std::slice::from_ref(text),
            Said::Heard(all) => all,
        }
    }
}

/// Long messages of many kinds, each with a name for its kind.
pub(crate) fn seeds(base: &KnowledgeBase, random: &mut Random) -> Vec<(&'static str, Said)> {
    let words = words(base);
    let mut all = Vec::new();
    let mut add = |family, piece: &mut dyn FnMut() -> String| {
        let mut text = String::new();
        while text.len() < ROOM {
            text += &piece();
        }
        all.push((family, text));
    };
    let word = |random: &mut Random| random.pick(&words).to_owned();
    add("words", &mut || word(random) + " ");
    add("words with a letter too few", &mut || spoilt(&word(random), 1, random) + " ");
    add("words with two letters too few", &mut || spoilt(&word(random), 2, random) + " ");
    add("words run together", &mut || word(random));
    add("words, pairs run together", &mut || word(random) + &word(random) + " ");
    add("words with hyphens", &mut || word(random) + "-");
    add("words with apostrophes", &mut || "l'".to_owned() + &word(random) + " ");
    add("sentences", &mut || word(random) + " " + &word(random) + ". ");
    add("letters", &mut || letters(random, 1) + " ");
    add("random words of 7 letters", &mut || letters(random, 7) + " ");
    add("random words of 12 letters", &mut || letters(random, 12) + " ");
    add("random words of 30 letters", &mut || letters(random, 30) + " ");
    add("one random word", &mut || letters(random, 7));
    add("digits", &mut || random.below(10).to_string());
    add("numbers", &mut || random.below(1_000_000).to_string() + " ");
    let number =
        ["quatre", "vingt", "dix", "cent", "mille", "et", "un", "neuf", "virgule", "million"];
    add("numbers in words", &mut || random.pick(&number).to_owned() + " ");
    let figure =
        ["twenty", "four", "hundred", "and", "thousand", "double", "oh", "point", "million"];
    add("English numbers in words", &mut || random.pick(&figure).to_owned() + " ");
    let spelt =
        ["arobase", "point", "com", "tiret", "a", "b", "at", "dot", "jean", "gmail", "deux"];
    add("addresses, spelt", &mut || random.pick(&spelt).to_owned() + " ");
    add("addresses", &mut || letters(random, 3) + "@" + &letters(random, 3) + ".fr ");
    let day =
        ["lundi", "3", "mars", "demain", "le", "prochain", "à", "14h", "jours", "dans", "2026"];
    add("days", &mut || random.pick(&day).to_owned() + " ");
    let mark =
        ["?", "!", ".", ",", ";", ":", "'", "\"", "(", ")", "-", "_", "/", "@", "#", "+", "€"];
    add("marks", &mut || random.pick(&mark).to_owned());
    add("combining marks", &mut || "e\u{301}\u{302}\u{323} ".to_owned());
    add("one letter with marks", &mut || "\u{301}".to_owned());
    add("emoji", &mut || "👩‍👩‍👧‍👦 🇫🇷 ".to_owned());
    add("Han", &mut || "我的包裹在哪里".to_owned());
    add("ligatures", &mut || "ﷺ ﬃ Ⅷ ".to_owned());
    add("no", &mut || "non ne pas plus jamais ".to_owned());
    add("for a person", &mut || "un humain conseiller parler à quelqu'un ".to_owned());
    let names = [
        "06 12 34 56 78 ",
        "FR76 3000 6000 0112 3456 7890 189 ",
        "4970 1000 0000 0003 ",
        "1 84 12 76 451 089 46 ",
        "12 rue de la Paix 75002 Paris ",
    ];
    add("what is masked", &mut || random.pick(&names).to_owned());
    add("references", &mut || format!("OD-{} ", random.below(1_000_000)));
    let wordings = wordings(base);
    add("wordings", &mut || random.pick(&wordings).to_owned() + " ");
    let all: Vec<(&str, String)> =
        all.into_iter().map(|(family, text)| (family, cut(text))).collect();
    let heard = all.iter().map(|(family, text)| (*family, Said::Heard(vec![text.clone(); 5])));
    heard.chain(all.iter().map(|(family, text)| (*family, Said::Text(text.clone())))).collect()
}

/// A message that has something of both, or a part of one again, or another letter.
pub(crate) fn change(one: &Said, other: &Said, random: &mut Random) -> Said {
    let text = |said: &Said, random: &mut Random| {
        let texts = said.texts();
        texts[random.below(texts.len())].clone()
    };
    let mut made = || {
        let first: Vec<char> = text(one, random).chars().collect();
        let second: Vec<char> = text(other, random).chars().collect();
        let mut letters: Vec<char> = match random.below(4) {
            0 => [&first[..first.len() / 2], &second[..second.len() / 2]].concat(),
            1 => {
                let pairs = first.split(|c| *c == ' ').zip(second.split(|c| *c == ' '));
                pairs.flat_map(|(a, b)| [a, &[' '], b, &[' ']].concat()).collect()
            }
            2 => {
                let from = random.below(first.len().max(1));
                let part = &first[from..(from + 40).min(first.len())];
                part.iter().copied().cycle().take(ROOM).collect()
            }
            _ => first,
        };
        for _ in 0..random.below(20) {
            if !letters.is_empty() {
                let (at, from) = (random.below(letters.len()), random.below(letters.len()));
                letters[at] = letters[from];
            }
        }
        cut(letters.into_iter().collect())
    };
    match one {
        Said::Text(_) => Said::Text(made()),
        Said::Heard(_) => Said::Heard((0..5).map(|_| made()).collect()),
    }
}

/// The longest message that is read.
fn cut(text: String) -> String {
    text.chars().take(Message::MAX_CHARACTERS).collect()
}

/// What the dialogues begin with.
fn wordings(base: &KnowledgeBase) -> Vec<String> {
    let scripts = Script::dialogues(base);
    scripts.iter().filter_map(Script::first).map(|(_, text)| text).collect()
}

fn words(base: &KnowledgeBase) -> Vec<String> {
    let mut words: Vec<String> = wordings(base)
        .iter()
        .flat_map(|wording| wording.split(|letter: char| !letter.is_alphabetic()))
        .filter(|word| word.chars().count() > 3)
        .map(str::to_owned)
        .collect();
    words.sort();
    words.dedup();
    words
}

/// Without some of its letters.
fn spoilt(word: &str, letters: usize, random: &mut Random) -> String {
    let mut left: Vec<char> = word.chars().collect();
    for _ in 0..letters {
        if left.len() > 3 {
            left.remove(1 + random.below(left.len() - 1));
        }
    }
    left.into_iter().collect()
}

fn letters(random: &mut Random, count: usize) -> String {
    (0..count).map(|_| char::from(b'a' + random.below(26) as u8)).collect()
}

/// Bytes enough for the longest message.
const ROOM: usize = 4 * Message::MAX_CHARACTERS;
