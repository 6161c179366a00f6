//! From a message to what it may mean: the wiring of analysis, retrieval, classifier and confidence.

use crate::bundle::Pack;
use crate::dialogue::Understood;
use crate::id::Id;
use crate::knowledge::Target;
use crate::reply::{Candidate, Choice, UnderstoodWord};
use crate::text::{Analysis, Role};

/// Understands a message in the language of a pack.
pub(crate) fn understand(pack: &Pack, text: &str) -> Understood {
    let analysis = pack.analyzer.analyze_with(text, Some(&pack.speller));
    let hits: Vec<(u32, f32)> = pack
        .retriever
        .search(&analysis, RETRIEVED)
        .into_iter()
        .map(|hit| (hit.document, hit.score))
        .collect();
    let ranking = pack.classifier.rank(&analysis, &hits);
    let judgement = pack.calibration.judge(&ranking);
    let candidates: Vec<(Target, f32)> = judgement
        .candidates
        .iter()
        .map(|judged| (pack.content.target(judged.class), judged.probability))
        .collect();
    let trace_candidates = judgement
        .candidates
        .iter()
        .take(TRACED)
        .filter_map(|judged| {
            let Choice { id, title } = pack.content.choice(pack.content.target(judged.class))?;
            let ranked = ranking.candidates.iter().find(|ranked| ranked.class == judged.class)?;
            Some(Candidate {
                id,
                title,
                probability: judged.probability,
                retrieval: retrieved(&hits, judged.class),
                margin: ranked.margin,
                words: telling_words(pack, &analysis, judged.class),
            })
        })
        .collect();
    let wanted = pack.content.core.settings.bars.answer.value();
    Understood {
        text: text.to_owned(),
        is_empty: analysis.words.is_empty(),
        folded: analysis.surfaces().collect::<Vec<_>>().join(" "),
        reserved: pack.reserved.recognise(&analysis),
        says: pack.lexicons.lexicons_in(&analysis),
        shortlist: judgement.options(wanted).map_or(SHORTLIST, <[_]>::len),
        candidates,
        trace_candidates,
        trace_words: trace_words(&analysis),
    }
}

/// Whether a message asks for a person in this language; that works whatever the conversation's is.
pub(crate) fn asks_for_a_person(pack: &Pack, text: &str) -> bool {
    let analysis = pack.analyzer.analyze(text);
    pack.reserved.recognise(&analysis) == Some(crate::intent::Reserved::Human)
}

/// The candidate as the wire and the trace name it.
pub(crate) fn name_of(pack: &Pack, target: Target) -> Option<Id> {
    pack.content.choice(target).map(|choice| choice.id)
}

/// How many documents retrieval brings for the classifier to look at.
const RETRIEVED: usize = 8;
/// How many candidates a trace shows.
const TRACED: usize = 5;
/// How many options are shown where no number of them is likely to hold the right one.
const SHORTLIST: usize = 4;

fn retrieved(hits: &[(u32, f32)], class: u32) -> f32 {
    hits.iter().find(|(document, _)| *document == class).map_or(0.0, |(_, score)| *score)
}

fn telling_words(pack: &Pack, analysis: &Analysis, class: u32) -> Vec<(String, f32)> {
    pack.classifier
        .explain(analysis, class)
        .into_iter()
        .take(TRACED)
        .filter_map(|(word, share)| Some((analysis.words.get(word)?.surface.clone(), share)))
        .collect()
}

fn trace_words(analysis: &Analysis) -> Vec<UnderstoodWord> {
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
    };
    analysis.words.iter().map(word).collect()
}
