//! From a message to what it may mean: the wiring of analysis, retrieval, classifier and confidence.

use std::ops::Range;

use crate::bundle::Pack;
use crate::confidence::Judged;
use crate::dialogue::Understood;
use crate::id::Id;
use crate::intent::{Ranking, Reserved, Weighed};
use crate::knowledge::{Choice, Target};
use crate::reply::{Candidate, TellingWord, UnderstoodWord};
use crate::retrieval::{Query, Retrieval, Unavailable};
use crate::text::{Analysis, Cue, Role, pieces};

/// Understands a message in the language of a pack, with candidates from `other` in the place of the
/// pack's own index where one is given.
pub(crate) fn understand(pack: &Pack, other: Option<&dyn Retrieval>, text: &str) -> Understood {
    let understood = understand_all(pack, other, text);
    // Who did not answer is not asked again in the same turn.
    if understood.unsearched.is_some() {
        return understood;
    }
    let Some(meant) = affirmed(pack, text) else { return understood };
    // What is denied is still said, but the message is about what is affirmed.
    let Understood { is_vague, candidates, trace_candidates, unsearched, .. } =
        understand_all(pack, other, meant);
    Understood { is_vague, candidates, trace_candidates, unsearched, ..understood }
}

/// The clause that says what it is, where the one beside it says what it is not: "c'est pas mon mot de
/// passe, c'est le wifi".
fn affirmed<'t>(pack: &Pack, text: &'t str) -> Option<&'t str> {
    let spoken = &pack.content.core.spoken;
    let clauses: Vec<&str> =
        text.split([',', ';', '.']).filter(|clause| !clause.trim().is_empty()).collect();
    let [one, other] = clauses[..] else { return None };
    let denies = |clause: &str| pack.analyzer.analyze(clause).words.iter().any(|word| word.negated);
    let affirms = |clause: &str| {
        let is_short = clause.len() <= MAX_CLAUSE_BYTES;
        is_short && spoken.cue(Cue::Affirm, &pieces(clause), 0).is_some() && !denies(clause)
    };
    if affirms(other) && denies(one) {
        return Some(other);
    }
    (affirms(one) && denies(other)).then_some(one)
}

/// A longer clause is a story.
const MAX_CLAUSE_BYTES: usize = 200;

fn understand_all(pack: &Pack, other: Option<&dyn Retrieval>, text: &str) -> Understood {
    let analysis = pack.analyzer.analyze_with(text, Some(&pack.speller));
    let ends = analysis.ends();
    let Evidence { judged, traced, is_vague, unsearched } =
        evidence(pack, other, &ends).unwrap_or_else(Evidence::none);
    let mut reserved = pack.reserved.recognise(&analysis);
    if reserved.is_empty() {
        reserved.extend(reserved_by_likeness(pack, judged.first()));
    }
    if reserved.is_empty() && asks_in_the_end(pack, text) {
        reserved.push(Reserved::Human);
    }
    let targets = pack.retriever.len() as u32;
    let judged = judged.iter().filter(|judged| judged.class < targets);
    Understood {
        text: text.to_owned(),
        others: Vec::new(),
        leads: pack.reserved.leading(&analysis),
        is_empty: analysis.words.is_empty(),
        folded: analysis.surfaces().collect::<Vec<_>>().join(" "),
        reserved,
        is_vague,
        number: number(&analysis),
        says: pack.lexicons.lexicons_in(&analysis),
        candidates: judged.map(|judged| (target(pack, judged), judged.probability)).collect(),
        trace_candidates: traced,
        trace_words: trace_words(&ends),
        unsearched,
    }
}

/// What a message may be about.
struct Evidence {
    judged: Vec<Judged>,
    traced: Vec<Candidate>,
    is_vague: bool,
    unsearched: Option<Box<Unavailable>>,
}

impl Evidence {
    /// Where the search did not answer nothing is weighed: half the evidence makes wrong answers.
    fn none(why: Unavailable) -> Evidence {
        let unsearched = Some(Box::new(why));
        Evidence { judged: Vec::new(), traced: Vec::new(), is_vague: false, unsearched }
    }
}

fn evidence(
    pack: &Pack,
    other: Option<&dyn Retrieval>,
    analysis: &Analysis,
) -> Result<Evidence, Unavailable> {
    let number = |id: &str| pack.content.find(id).map(|target| pack.content.number(target));
    let query = Query::new(analysis, pack.retriever.is_large(), &number);
    let limit = pack.classifier.retrieved();
    let found = match other {
        Some(other) => other.search(&query, limit)?,
        None => pack.retriever.search(&query, limit)?,
    };
    let hits: Vec<(u32, f32)> = found.iter().map(|hit| (hit.document, hit.score)).collect();
    let weighed = pack.classifier.weigh(analysis);
    let ranking = pack.classifier.rank_weighed(analysis, &weighed, &hits);
    let judged = pack.calibration.judge(&ranking).candidates;
    let traced = trace_candidates(pack, analysis, &weighed, &ranking, &judged, &hits);
    let is_vague = is_vague(pack, other, analysis)?;
    Ok(Evidence { judged, traced, is_vague, unsearched: None })
}

/// Whether a message asks for a person in this language; that works whatever the conversation's is. A long
/// one in another language is known by its language before.
pub(crate) fn asks_for_a_person(pack: &Pack, text: &str) -> bool {
    if is_long(text) {
        return false;
    }
    let analysis = pack.analyzer.analyze(text);
    pack.reserved.recognise(&analysis).contains(&Reserved::Human)
}

/// Whether a message is so long that its language is certain by its start.
pub(crate) fn is_long(text: &str) -> bool {
    text.len() > CERTAIN_BYTES
}

/// So much of a text tells its language.
pub(crate) const CERTAIN_BYTES: usize = 600;

/// Whether the last clause of a message asks for a person and for nothing else: "ça ne sert à rien,
/// passez-moi un agent".
fn asks_in_the_end(pack: &Pack, text: &str) -> bool {
    let clauses = text.rsplit([',', '.', ';', ':', '!', '?', '\n']);
    let last = clauses.into_iter().map(str::trim).find(|clause| !clause.is_empty());
    let fits = |last: &&str| last.len() < text.trim().len() && last.len() <= MAX_CLAUSE_BYTES;
    last.filter(fits).is_some_and(|last| {
        let analysis = pack.analyzer.analyze(last);
        let is_short = analysis.words.len() <= WORDS_OF_A_CLAUSE;
        is_short && pack.reserved.recognise(&analysis).contains(&Reserved::Human)
    })
}

/// A longer clause says something else too.
const WORDS_OF_A_CLAUSE: usize = 8;

/// The words of a text, as a trace shows them.
pub(crate) fn words_of(pack: &Pack, text: &str) -> Vec<(UnderstoodWord, Range<u32>)> {
    trace_words(&pack.analyzer.analyze_with(text, Some(&pack.speller)).ends())
}

/// Whether a message is a word or two that many answers have in common: "box", "mon compte", "it's
/// broken". However much one answer stands out, the customer has not said yet what it is about.
fn is_vague(
    pack: &Pack,
    other: Option<&dyn Retrieval>,
    analysis: &Analysis,
) -> Result<bool, Unavailable> {
    let mut terms: Vec<&str> = analysis.content().map(|word| word.term.as_str()).collect();
    terms.sort_unstable();
    terms.dedup();
    if !(1..=VAGUE_WORDS).contains(&terms.len()) {
        return Ok(false);
    }
    let breadth = match other {
        // What the knowledge base does not use finds nothing, and is told to nobody.
        Some(_) if !analysis.content().all(|word| word.known) => 0,
        Some(other) => other.breadth(&terms)?,
        None => pack.retriever.breadth(&terms)?,
    };
    Ok(breadth >= VAGUE_BREADTH)
}

/// The number that a message is, where it says nothing else than perhaps what the number counts.
fn number(analysis: &Analysis) -> Option<usize> {
    let numbers: Vec<usize> =
        analysis.words.iter().filter_map(|word| word.surface.parse().ok()).collect();
    let others = analysis.content().filter(|word| word.surface.parse::<usize>().is_err()).count();
    let [number] = numbers[..] else { return None };
    (others == 0 || analysis.words.len() <= 2).then_some(number)
}

/// How many candidates a trace shows.
const TRACED: usize = 10;
/// How many of them with the words that spoke for them, and with how many. Finding these words costs
/// more than all the rest of a trace, and the first few candidates are those that people look at.
const EXPLAINED: usize = 5;
/// More words than this say something.
const VAGUE_WORDS: usize = 1;
/// So many answers have a word in common where it says little.
const VAGUE_BREADTH: usize = 3;
/// Asking for a person is understood more readily than anything else: a person can always help.
const HUMAN_BAR: f32 = 0.5;

/// The reserved intent that the best class of the classifier stands for, if it is one and sure enough.
fn reserved_by_likeness(pack: &Pack, best: Option<&Judged>) -> Option<Reserved> {
    let best = best?;
    let reserved = trained(pack, best)?;
    let answer = pack.content.core.settings.bars.answer.value();
    let bar = if reserved == Reserved::Human { HUMAN_BAR } else { answer };
    (best.probability >= bar).then_some(reserved)
}

/// The reserved intent that a class stands for: those come after the articles and the forms.
fn trained(pack: &Pack, judged: &Judged) -> Option<Reserved> {
    let number = (judged.class as usize).checked_sub(pack.retriever.len())?;
    Reserved::TRAINED.get(number).copied()
}

fn target(pack: &Pack, judged: &Judged) -> Target {
    pack.content.target(judged.class)
}

fn trace_candidates(
    pack: &Pack,
    analysis: &Analysis,
    weighed: &Weighed,
    ranking: &Ranking,
    judged: &[Judged],
    hits: &[(u32, f32)],
) -> Vec<Candidate> {
    let judged = &judged[..judged.len().min(TRACED)];
    let classes: Vec<u32> = judged.iter().take(EXPLAINED).map(|judged| judged.class).collect();
    let explained = pack.classifier.explain(analysis, weighed, &classes);
    let explained = explained.into_iter().chain(std::iter::repeat_with(Vec::new));
    let candidate = |(judged, telling): (&Judged, Vec<(usize, f32)>)| {
        let Choice { id, title } = match trained(pack, judged) {
            Some(reserved) => Choice {
                id: Id::parse(&format!("reserved/{}", reserved.as_str()))?,
                title: reserved.as_str().to_owned(),
            },
            None => pack.content.choice(target(pack, judged))?,
        };
        let ranked = ranking.candidates.iter().find(|ranked| ranked.class == judged.class)?;
        let hit = hits.iter().find(|(document, _)| *document == judged.class);
        let word = |(word, share): (usize, f32)| {
            Some(TellingWord { word: analysis.words.get(word)?.surface.clone(), share })
        };
        Some(Candidate {
            id,
            title,
            probability: judged.probability,
            retrieval: hit.map_or(0.0, |(_, score)| *score),
            margin: ranked.margin,
            words: telling.into_iter().take(EXPLAINED).filter_map(word).collect(),
        })
    };
    judged.iter().zip(explained).filter_map(candidate).collect()
}

fn trace_words(analysis: &Analysis) -> Vec<(UnderstoodWord, Range<u32>)> {
    let word = |word: &crate::text::Word| UnderstoodWord {
        read: word.surface.clone(),
        term: word.term.clone(),
        role: match word.role {
            Role::Content => "content",
            Role::Stop => "stop",
            Role::Filler => "filler",
        }
        .to_owned(),
        corrected: word.corrected,
        known: word.known,
        negated: word.negated,
    };
    analysis.words.iter().map(|read| (word(read), read.span.clone())).collect()
}
