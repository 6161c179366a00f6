//! What customers asked in vain, and what would answer them.
//!
//! A host keeps [`Event`](crate::Event)s. [`Unanswered`] reads them, one after the other, and keeps the
//! questions that got no answer, with what became of each: the customer refused every choice, took one, or
//! went away.
//! [`suggest`] asks today's engine each of them again, puts those that ask for the same thing into one
//! group, and says for each group where it belongs: to an article that is there, which then learns the
//! wordings, or to one that nobody has written yet.
//!
//! Where it belongs is a share of the askers. Whoever took an article from a choice meant it, and
//! whoever refused it did not; for the others the engine's probability counts. An article that reaches
//! the bar of clarification of the knowledge base is suggested, the best one; where none does, a new one.
//!
//! Nothing is learned by itself: a person accepts or refuses each wording.

mod group;
mod phrase;
mod unanswered;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use self::group::Vectors;
use self::unanswered::Times;
pub use self::unanswered::Unanswered;
use crate::bundle::Pack;
use crate::engine::{Engine, Message, Start};
use crate::eval::{MONDAY_MORNING, Progress};
use crate::id::Id;
use crate::knowledge::{KnowledgeBase, LocaleTexts};
use crate::locale::Locale;
use crate::parallel::map;
use crate::reply::{Outcome, Reply};
use crate::text::Analysis;
use crate::time::Date;

/// How suggestions are made.
#[derive(Clone, Debug)]
pub struct Options {
    /// In how many conversations something must have been asked to be suggested, at least 1.
    pub at_least: usize,
    /// How many wordings are suggested for one group, at most.
    pub wordings: usize,
    /// Questions that nobody wants suggested again, however they are spelt.
    pub refused: Vec<(Locale, String)>,
}

/// What came of looking at the questions that were asked in vain.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Suggestions {
    /// The groups, the one that most customers asked for first.
    pub groups: Vec<Suggestion>,
    /// How many questions were asked in vain, counted once per conversation.
    pub missed: usize,
    /// How many of them today's engine answers.
    pub answered_by_now: usize,
    /// How many are among [`Options::refused`].
    pub refused: usize,
    /// How many are in groups that too few conversations have.
    pub rare: usize,
    /// How many were not looked at: they are in a language that the knowledge base does not have, or so
    /// many others were asked more often.
    pub left_out: usize,
}

/// Questions that ask for the same thing, and where they belong.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Suggestion {
    /// Their language.
    pub locale: Locale,
    /// How they were put, without personal data, the most frequent first.
    pub questions: Vec<Asked>,
    /// How many conversations have one of them.
    pub conversations: usize,
    /// In how many of these the customer refused every choice.
    pub refused: usize,
    /// The first and the last day on which one was asked.
    pub days: (Date, Date),
    /// Where they belong.
    pub belongs: Belongs,
    /// What an article of their own could be called: how it was asked most often.
    pub title: String,
    /// The topic that it would be in: that of most of its nearest neighbours.
    pub topic: Id,
    /// The articles and forms that it could be, the most probable first: at most five.
    pub candidates: Vec<Likely>,
    /// Those of the questions that teach most as wordings, the most frequent first.
    pub wordings: Vec<String>,
}

/// One way to put a question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Asked {
    /// In the customer's words, without personal data.
    pub text: String,
    /// How many conversations have it.
    pub conversations: usize,
}

/// Where questions belong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Belongs {
    /// To this article, or to the form after `forms/`.
    To(Id),
    /// To an article that is not there yet.
    Nowhere,
}

/// An article or a form that questions could belong to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Likely {
    /// The article, or `forms/` and the form.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The share of the askers who meant it, from 0 to 1, as far as can be told.
    pub share: f32,
    /// How many customers took it from a choice.
    pub chosen: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options { at_least: 2, wordings: 3, refused: Vec::new() }
    }
}

/// Says what would answer the questions that were asked in vain.
///
/// `engine` must be built from `base`. The same events and the same knowledge base give the same
/// suggestions. A language's 4,000 most frequent questions are looked at; on one core that takes some
/// seconds and 32 MB.
pub fn suggest(
    unanswered: &Unanswered,
    base: &KnowledgeBase,
    engine: &Engine,
    options: &Options,
    mut progress: impl FnMut(Progress),
) -> Suggestions {
    let mut all = Suggestions::default();
    let mut languages = Vec::new();
    for (locale, questions) in unanswered.by_locale() {
        all.missed += questions.values().map(|times| times.conversations.len()).sum::<usize>();
        let known = base.texts(locale).zip(engine.bundle().pack(locale));
        let count = |asked: &[Question]| asked.iter().map(Question::count).sum::<usize>();
        let Some((texts, pack)) = known else {
            all.left_out +=
                questions.values().map(|times| times.conversations.len()).sum::<usize>();
            continue;
        };
        let mut asked = distinct(pack, questions);
        all.left_out += count(asked.get(MOST..).unwrap_or_default());
        asked.truncate(MOST);
        languages.push((locale, texts, pack, asked));
    }
    let total = languages.iter().map(|(.., asked)| asked.len()).sum();
    let mut done = 0;
    let mut step = |more| {
        done += more;
        progress(Progress { done, total });
    };
    for (locale, texts, pack, asked) in languages {
        let today: Vec<Today> = map(&asked, |one| Today::of(engine, locale, &one.text), &mut step);
        let refused = options.refused.iter().filter(|(of, _)| *of == locale);
        let refused: BTreeSet<String> = refused
            .map(|(_, text)| key(&pack.analyzer.analyze_with(text, Some(&pack.speller))))
            .collect();
        let mut open = Vec::new();
        for (question, today) in asked.into_iter().zip(today) {
            if today.is_answered {
                all.answered_by_now += question.count();
            } else if refused.contains(&key(&question.analysis)) {
                all.refused += question.count();
            } else {
                open.push((question, today));
            }
        }
        let wordings: Vec<Analysis> = texts
            .asked()
            .flat_map(|(_, wordings)| wordings)
            .map(|wording| pack.analyzer.analyze(wording))
            .collect();
        // Two wordings of the same words are an error.
        let taught: BTreeSet<String> = wordings.iter().map(key).collect();
        let vectors = Vectors::new(
            open.iter().map(|(question, _)| terms(&question.analysis)),
            wordings.iter().map(terms),
        );
        for members in group::groups(&vectors, ALIKE) {
            let of_group: Vec<&(Question, Today)> = members.iter().map(|at| &open[*at]).collect();
            let group = Group {
                locale,
                texts,
                pack,
                taught: &taught,
                vectors: &vectors,
                members,
                of_group,
            };
            match group.conversations() >= options.at_least.max(1) {
                true => all.groups.push(group.suggestion(options)),
                false => {
                    all.rare += group.of_group.iter().map(|(one, _)| one.count()).sum::<usize>();
                }
            }
        }
    }
    all.groups.sort_by(|a, b| {
        b.conversations.cmp(&a.conversations).then_with(|| a.questions.cmp(&b.questions))
    });
    all
}

/// A question, however it was spelt.
struct Question {
    /// As it was written most often.
    text: String,
    analysis: Analysis,
    times: Times,
}

impl Question {
    fn count(&self) -> usize {
        self.times.conversations.len()
    }
}

/// The questions that differ in more than case, accents and spelling, the most frequent first.
fn distinct(pack: &Pack, questions: &BTreeMap<String, Times>) -> Vec<Question> {
    let mut by_words: BTreeMap<String, Question> = BTreeMap::new();
    let mut texts: Vec<(&String, &Times)> = questions.iter().collect();
    texts.sort_by_key(|(_, times)| std::cmp::Reverse(times.conversations.len()));
    for (text, times) in texts {
        let text = phrase::without_marks(text);
        let analysis = pack.analyzer.analyze_with(&text, Some(&pack.speller));
        if analysis.words.is_empty() {
            continue;
        }
        match by_words.entry(analysis.surfaces().collect::<Vec<_>>().join(" ")) {
            Entry::Occupied(mut known) => known.get_mut().times.add(times),
            Entry::Vacant(new) => {
                new.insert(Question { text, analysis, times: times.clone() });
            }
        }
    }
    let mut all: Vec<Question> = by_words.into_values().collect();
    all.sort_by_key(|question| std::cmp::Reverse(question.count()));
    all
}

fn key(analysis: &Analysis) -> String {
    analysis.words.iter().map(|word| word.term.as_str()).collect::<Vec<_>>().join(" ")
}

fn terms(analysis: &Analysis) -> Vec<&str> {
    analysis.content().map(|word| word.term.as_str()).collect()
}

/// What today's engine does with a question.
struct Today {
    is_answered: bool,
    candidates: Vec<(Id, f32)>,
    /// What it offers to choose from.
    options: BTreeSet<Id>,
}

impl Today {
    fn of(engine: &Engine, locale: Locale, text: &str) -> Today {
        let mut session = engine.session(Start::new(locale));
        let reply: Reply = session.reply(Message::text(text).at(MONDAY_MORNING));
        let is_answered = !matches!(reply.outcome(), Outcome::Clarify(_) | Outcome::NoMatch(_));
        let candidates = reply.trace().candidates.iter();
        let candidates = candidates.map(|one| (one.id.clone(), one.probability)).collect();
        let options = match reply.outcome() {
            Outcome::Clarify(clarify) => clarify.options.iter().map(|one| one.id.clone()).collect(),
            _ => BTreeSet::new(),
        };
        Today { is_answered, candidates, options }
    }
}

/// Questions that ask for the same thing.
struct Group<'g> {
    locale: Locale,
    texts: &'g LocaleTexts,
    pack: &'g Pack,
    taught: &'g BTreeSet<String>,
    vectors: &'g Vectors,
    /// The numbers of their vectors.
    members: Vec<usize>,
    of_group: Vec<&'g (Question, Today)>,
}

impl Group<'_> {
    fn conversations(&self) -> usize {
        self.distinct(|times| &times.conversations)
    }

    fn distinct(&self, of: impl Fn(&Times) -> &BTreeSet<u32>) -> usize {
        let all = self.of_group.iter().flat_map(|(question, _)| of(&question.times));
        all.collect::<BTreeSet<_>>().len()
    }

    fn suggestion(&self, options: &Options) -> Suggestion {
        let candidates = self.candidates();
        let bar = self.texts.settings.bars.clarify.value();
        let belongs = match candidates.first().filter(|best| best.share >= bar) {
            Some(best) => Belongs::To(best.id.clone()),
            None => Belongs::Nowhere,
        };
        let mut questions: Vec<Asked> = self
            .of_group
            .iter()
            .map(|(one, _)| Asked { text: one.text.clone(), conversations: one.count() })
            .collect();
        questions.sort_by(|a, b| {
            b.conversations.cmp(&a.conversations).then_with(|| a.text.cmp(&b.text))
        });
        let times = || self.of_group.iter().map(|(one, _)| one.times.at);
        let first = times().map(|(first, _)| first).min().unwrap_or_default();
        let last = times().map(|(_, last)| last).max().unwrap_or_default();
        Suggestion {
            locale: self.locale,
            questions,
            conversations: self.conversations(),
            refused: self.distinct(|times| &times.refused),
            days: (first.date(), last.date()),
            belongs,
            title: self.title(),
            topic: self.topic(&candidates),
            candidates: candidates.into_iter().take(SHOWN).collect(),
            wordings: self.wordings(options.wordings),
        }
    }

    /// What they could belong to, by the share of the askers who meant it.
    fn candidates(&self) -> Vec<Likely> {
        let mut sums: BTreeMap<&Id, (f32, BTreeSet<u32>)> = BTreeMap::new();
        let mut askers = 0;
        for (question, today) in &self.of_group {
            let times = &question.times;
            let took: usize = times.chosen.values().map(BTreeSet::len).sum();
            let unknown = times.conversations.len().saturating_sub(took + times.refused.len());
            askers += times.conversations.len();
            for (id, probability) in &today.candidates {
                // Whoever refused the choice did not mean what was in it, and may mean something else.
                let refused = if today.options.contains(id) { 0 } else { times.refused.len() };
                let (sum, _) = sums.entry(id).or_default();
                *sum += probability * (unknown + refused) as f32;
            }
            for (id, conversations) in &times.chosen {
                let (sum, chosen) = sums.entry(id).or_default();
                *sum += conversations.len() as f32;
                chosen.extend(conversations);
            }
        }
        let mut all: Vec<Likely> = sums
            .into_iter()
            .filter_map(|(id, (sum, chosen))| {
                let title = self.pack.content.choice(self.pack.content.find(id.as_str())?)?.title;
                let share = sum / askers.max(1) as f32;
                Some(Likely { id: id.clone(), title, share, chosen: chosen.len() })
            })
            .collect();
        all.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.id.cmp(&b.id)));
        all
    }

    /// The topic of the nearest articles, by how probable they are together.
    fn topic(&self, candidates: &[Likely]) -> Id {
        let topics = &self.texts.settings.topics;
        let share = |topic: &Id| -> f32 {
            let is_of = |id: &Id| id.as_str().split('/').next() == Some(topic.as_str());
            candidates.iter().filter(|one| is_of(&one.id)).map(|one| one.share).sum()
        };
        let best = topics.iter().max_by(|a, b| {
            // The first one of equals.
            share(&a.id).total_cmp(&share(&b.id)).then(std::cmp::Ordering::Greater)
        });
        best.map_or_else(|| Id::parse("questions").expect("an id"), |topic| topic.id.clone())
    }

    fn title(&self) -> String {
        let usable = self.of_group.iter().filter(|(one, _)| phrase::is_wording(&one.text));
        let best = usable.max_by_key(|(one, _)| (one.count(), std::cmp::Reverse(&one.text)));
        phrase::title(&best.unwrap_or(&self.of_group[0]).0.text)
    }

    /// The questions that teach most: the one asked most often, then each time the one least like those
    /// that are taken, by how often it is asked.
    fn wordings(&self, most: usize) -> Vec<String> {
        let mut left: Vec<(usize, &Question)> = self
            .members
            .iter()
            .copied()
            .zip(self.of_group.iter().map(|(question, _)| question))
            .filter(|(_, one)| phrase::is_wording(&one.text))
            .filter(|(_, one)| !self.taught.contains(&key(&one.analysis)))
            .collect();
        let mut taken: Vec<(usize, &Question)> = Vec::new();
        while taken.len() < most {
            let new = |(at, one): &(usize, &Question)| {
                let like = taken.iter().map(|(other, _)| self.vectors.similarity(*at, *other));
                (1.0 - like.fold(0.0, f32::max)) * one.count() as f32
            };
            let best = left.iter().enumerate().max_by(|(a_at, a), (b_at, b)| {
                // The first one of equals.
                new(a).total_cmp(&new(b)).then(b_at.cmp(a_at))
            });
            let Some((at, one)) = best.filter(|(_, one)| new(one) > TEACHES) else { break };
            let one = *one;
            left.remove(at);
            taken.push(one);
        }
        taken.sort_by_key(|(_, one)| std::cmp::Reverse(one.count()));
        taken.into_iter().map(|(_, one)| phrase::wording(&one.text)).collect()
    }
}

/// The most frequent questions of a language that are looked at. Each pair of them is compared.
const MOST: usize = 4_000;

/// How many candidates a suggestion shows.
const SHOWN: usize = 5;

/// Groups are joined while the questions of one are on average as similar as this to those of the other.
/// On the questions of six labelled sets, whose labels were not shown, 57 to 94 % of a question's group have
/// its label (benches/record, 2026-11-29).
const ALIKE: f32 = 0.2;

/// A wording that says nothing but what another one says teaches nothing.
const TEACHES: f32 = 1e-3;
