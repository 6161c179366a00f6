use std::collections::HashSet;

use crate::questions::{ASKED, STATED, fill};
use crate::random::Random;
use crate::vocabulary::Vocabulary;

/// A generated knowledge base in one language, and questions to ask it.
///
/// It is the same for the same number of articles. Articles come in groups of a dozen that share
/// the words of their subject, as articles about the same product do; each has a few words that are its
/// own, a title, 8 to 10 wordings of different lengths, and an answer of 60 to 120 words.
#[derive(Debug)]
pub struct Corpus {
    vocabulary: Vocabulary,
    topics: usize,
    articles: Vec<Article>,
}

#[derive(Debug)]
struct Article {
    id: String,
    /// The words of the subject, which its neighbours have too.
    subject: Vec<String>,
    /// The words that tell it from its neighbours.
    own: Vec<String>,
    wordings: Vec<String>,
    answer: String,
}

impl Corpus {
    /// A knowledge base of so many articles.
    pub fn new(articles: usize) -> Corpus {
        let mut random = Random::new(articles as u64);
        let vocabulary = Vocabulary::new(articles, &mut random);
        // A menu has some dozens of topics at most, however large the knowledge base is.
        let topics = (articles / 20).clamp(4, 40);
        let mut corpus = Corpus { vocabulary, topics, articles: Vec::with_capacity(articles) };
        let mut taken = HashSet::new();
        let mut subject = Vec::new();
        for number in 0..articles {
            if number % GROUP == 0 {
                subject = corpus.rare_words(SUBJECT_WORDS, &mut random);
            }
            let article = corpus.article(number, subject.clone(), &mut taken, &mut random);
            corpus.articles.push(article);
        }
        corpus
    }

    /// How many wordings the articles have together.
    pub fn wordings(&self) -> usize {
        self.articles.iter().map(|article| article.wordings.len()).sum()
    }

    /// The files that `KnowledgeBase::from_files` reads.
    pub fn files(&self) -> impl Iterator<Item = (String, String)> {
        let articles = self.articles.iter();
        std::iter::once(("relais.yaml".to_owned(), self.settings())).chain(
            articles.map(|article| (format!("articles/{}.yaml", article.id), article.yaml())),
        )
    }

    /// Questions that no article has as a wording, in the mix in which customers ask: most of them
    /// name what an article is about, some only a subject, some are misspelt, some have nothing to
    /// do with it, and some ask for a person.
    pub fn questions(&self, count: usize) -> Vec<String> {
        let mut random = Random::new(!(self.articles.len() as u64));
        (0..count).map(|_| self.question(&mut random)).collect()
    }

    fn question(&self, random: &mut Random) -> String {
        let article = &self.articles[random.below(self.articles.len())];
        let clear = |random: &mut Random| fill(random.pick(&ASKED), article.words(), random);
        match random.below(20) {
            0..8 => clear(random),
            8..13 => misspelt(&clear(random), random),
            13..16 => fill(random.pick(&STATED), (&article.subject, &article.subject), random),
            16..19 => random.pick(&OFF_TOPIC).to_owned(),
            _ => random.pick(&FOR_A_PERSON).to_owned(),
        }
    }

    fn article(
        &self,
        number: usize,
        subject: Vec<String>,
        taken: &mut HashSet<String>,
        random: &mut Random,
    ) -> Article {
        let own = self.rare_words(OWN_WORDS, random);
        let mut wordings = Vec::new();
        while wordings.len() < 8 + number % 3 {
            let mut wording = fill(random.pick(&ASKED), (&own, &subject), random);
            // A wording belongs to one article; a rare clash is told apart by one more word.
            while !taken.insert(wording.clone()) {
                wording = format!("{wording} {}", self.vocabulary.rare_word(random));
            }
            wordings.push(wording);
        }
        let answer = self.answer((&own, &subject), random);
        let topic = number / GROUP % self.topics;
        Article { id: format!("topic-{topic}/article-{number}"), subject, own, wordings, answer }
    }

    fn answer(&self, (own, subject): (&[String], &[String]), random: &mut Random) -> String {
        let length = 60 + random.below(61);
        let mut words: Vec<&str> = Vec::with_capacity(length);
        while words.len() < length {
            words.push(match random.below(20) {
                0..9 => random.pick(&FUNCTION_WORDS),
                9..12 => random.pick(own),
                12..15 => random.pick(subject),
                _ => self.vocabulary.word(random),
            });
        }
        let sentences: Vec<String> = words.chunks(15).map(|words| words.join(" ")).collect();
        sentences.join(". ") + "."
    }

    fn rare_words(&self, count: usize, random: &mut Random) -> Vec<String> {
        (0..count).map(|_| self.vocabulary.rare_word(random).to_owned()).collect()
    }

    fn settings(&self) -> String {
        let topics: String = (0..self.topics)
            .map(|topic| format!("  - {{id: topic-{topic}, title: Subject {topic}}}\n"))
            .collect();
        format!(
            "name: Generated\n\
             locales: [en]\n\
             disclosure: I am an automatic assistant.\n\
             topics:\n{topics}\
             time_zone: Europe/Paris\n\
             queues:\n  \
               - {{id: service, title: Customer service, hours: {{mon-sun: \"00:00-24:00\"}}}}\n\
             contact:\n  email: service@generated.example\n"
        )
    }
}

impl Article {
    fn words(&self) -> (&[String], &[String]) {
        (&self.own, &self.subject)
    }

    fn yaml(&self) -> String {
        let questions: String =
            self.wordings.iter().map(|wording| format!("    - \"{wording}\"\n")).collect();
        format!(
            "en:\n  title: \"The {} of the {} {}\"\n  questions:\n{questions}  answer: \"{}\"\n\
             keywords: [{}, {}]\nreviewed: 2026-11-02\n",
            self.own[0], self.own[1], self.subject[0], self.answer, self.own[0], self.subject[0],
        )
    }
}

/// The same with one mistake in its longest word: two letters in the wrong order, or one missing.
fn misspelt(question: &str, random: &mut Random) -> String {
    let longest = question.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
    let mut letters: Vec<char> = longest.chars().collect();
    let at = 1 + random.below(letters.len().saturating_sub(2).max(1));
    if random.below(2) == 0 && at + 1 < letters.len() {
        letters.swap(at, at + 1);
    } else if at < letters.len() {
        letters.remove(at);
    }
    question.replacen(longest, &String::from_iter(letters), 1)
}

/// How many articles share a subject.
const GROUP: usize = 12;
const SUBJECT_WORDS: usize = 10;
const OWN_WORDS: usize = 4;

const FUNCTION_WORDS: [&str; 24] = [
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "on", "with", "as", "you",
    "your", "at", "this", "from", "or", "by", "are", "be", "can", "then",
];

const FOR_A_PERSON: [&str; 4] = [
    "I want to talk to a real person",
    "can I speak to someone please",
    "get me a human",
    "connect me to an agent",
];

const OFF_TOPIC: [&str; 12] = [
    "what will the weather be like in Lisbon tomorrow",
    "who won the football match last night",
    "can you recommend a good book about the Romans",
    "how long do I have to boil an egg",
    "what is the capital of Mongolia",
    "write me a poem about autumn leaves",
    "how many calories does a banana have",
    "translate good morning into Japanese",
    "what should I give my brother for his birthday",
    "which film is on at the cinema tonight",
    "my cat does not eat any more",
    "how do I remove red wine from a carpet",
];
