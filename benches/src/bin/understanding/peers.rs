//! What others reach on public sets.
//!
//! The figures of platforms on HINT3 are reckoned from the predictions that its authors published
//! (Arora et al., "HINT3: Raising the bar for Intent Detection in the Wild", 2020), against the labels
//! of its second version. NLP.js 4.27 and the reference were run to compare: the reference is
//! scikit-learn's TF-IDF (words 1–2, letters 2–5) with a linear SVM, and as its confidence a logistic
//! regression on margins and cosines.

use crate::figure::Figure::{self, Accuracy, Auroc, CoverageAt10, Mrr, RAt1, RAt3, WrongShare};

/// What someone else reaches on a figure of a set.
pub(crate) struct Peer {
    set: &'static str,
    figure: Figure,
    pub(crate) name: &'static str,
    pub(crate) value: f64,
}

/// What others reach on a figure of a set.
pub(crate) fn peers(set: &str, figure: Figure) -> impl Iterator<Item = &'static Peer> {
    PEERS.iter().filter(move |peer| peer.set == set && peer.figure == figure)
}

const fn peer(set: &'static str, figure: Figure, name: &'static str, value: f64) -> Peer {
    Peer { set, figure, name, value }
}

/// Wrong shares are at a score of .5, not at the bar of this engine.
const PEERS: &[Peer] = &[
    peer("hint3-curekart", Accuracy, "Dialogflow", 0.793),
    peer("hint3-curekart", Accuracy, "LUIS", 0.765),
    peer("hint3-curekart", Accuracy, "Rasa", 0.856),
    peer("hint3-curekart", Accuracy, "Haptik", 0.841),
    peer("hint3-curekart", Accuracy, "BERT", 0.852),
    peer("hint3-curekart", Accuracy, "NLP.js", 0.745),
    peer("hint3-curekart", Accuracy, REFERENCE, 0.861),
    peer("hint3-curekart", Auroc, "Dialogflow", 0.866),
    peer("hint3-curekart", Auroc, "LUIS", 0.841),
    peer("hint3-curekart", Auroc, "Rasa", 0.802),
    peer("hint3-curekart", Auroc, "Haptik", 0.850),
    peer("hint3-curekart", Auroc, "BERT", 0.823),
    peer("hint3-curekart", Auroc, "NLP.js", 0.722),
    peer("hint3-curekart", Auroc, REFERENCE, 0.896),
    peer("hint3-curekart", CoverageAt10, "Dialogflow", 0.34),
    peer("hint3-curekart", CoverageAt10, "LUIS", 0.22),
    peer("hint3-curekart", CoverageAt10, "Rasa", 0.34),
    peer("hint3-curekart", CoverageAt10, "Haptik", 0.34),
    peer("hint3-curekart", CoverageAt10, "BERT", 0.17),
    peer("hint3-curekart", CoverageAt10, "NLP.js", 0.0),
    peer("hint3-curekart", CoverageAt10, REFERENCE, 0.52),
    peer("hint3-curekart", WrongShare, "Dialogflow", 0.34),
    peer("hint3-curekart", WrongShare, "LUIS", 0.33),
    peer("hint3-curekart", WrongShare, "Rasa", 0.54),
    peer("hint3-curekart", WrongShare, "Haptik", 0.29),
    peer("hint3-curekart", WrongShare, "BERT", 0.54),
    peer("hint3-powerplay11", Accuracy, "Dialogflow", 0.657),
    peer("hint3-powerplay11", Accuracy, "LUIS", 0.502),
    peer("hint3-powerplay11", Accuracy, "Rasa", 0.495),
    peer("hint3-powerplay11", Accuracy, "Haptik", 0.683),
    peer("hint3-powerplay11", Accuracy, "BERT", 0.592),
    peer("hint3-powerplay11", Accuracy, "NLP.js", 0.534),
    peer("hint3-powerplay11", Accuracy, REFERENCE, 0.641),
    peer("hint3-powerplay11", Auroc, "Dialogflow", 0.743),
    peer("hint3-powerplay11", Auroc, "LUIS", 0.752),
    peer("hint3-powerplay11", Auroc, "Rasa", 0.701),
    peer("hint3-powerplay11", Auroc, "Haptik", 0.759),
    peer("hint3-powerplay11", Auroc, "BERT", 0.692),
    peer("hint3-powerplay11", Auroc, "NLP.js", 0.609),
    peer("hint3-powerplay11", Auroc, REFERENCE, 0.780),
    peer("hint3-powerplay11", WrongShare, "Dialogflow", 0.68),
    peer("hint3-powerplay11", WrongShare, "LUIS", 0.57),
    peer("hint3-powerplay11", WrongShare, "Rasa", 0.71),
    peer("hint3-powerplay11", WrongShare, "Haptik", 0.56),
    peer("hint3-powerplay11", WrongShare, "BERT", 0.73),
    peer("botpress-telecom-fr", Accuracy, "NLP.js", 0.792),
    peer("botpress-telecom-fr", Accuracy, REFERENCE, 0.733),
    peer("botpress-telecom-fr", Auroc, "NLP.js", 0.686),
    peer("botpress-telecom-fr", Auroc, REFERENCE, 0.791),
    peer("msss-covid-fr", Accuracy, REFERENCE, 0.823),
    peer("msss-covid-fr", CoverageAt10, REFERENCE, 0.75),
    peer("banking77-oos", Accuracy, REFERENCE, 0.856),
    peer("banking77-oos", Auroc, REFERENCE, 0.893),
    // Larson et al., "An Evaluation Dataset for Intent Classification and Out-of-Scope Prediction",
    // 2019, table 2.
    peer("clinc150-small", Accuracy, "FastText", 0.848),
    peer("clinc150-small", Accuracy, "SVM", 0.856),
    peer("clinc150-small", Accuracy, "CNN", 0.889),
    peer("clinc150-small", Accuracy, "Dialogflow", 0.892),
    peer("clinc150-small", Accuracy, "Rasa", 0.896),
    peer("clinc150-small", Accuracy, "MLP on USE", 0.913),
    peer("clinc150-small", Accuracy, "BERT", 0.962),
    // Published lists of results of the search in production, July 2021, over a base that was not
    // exactly this one.
    peer("cnil-fr", RAt1, "Eptica", 0.321),
    peer("cnil-fr", RAt3, "Eptica", 0.470),
    peer("cnil-fr", Mrr, "Eptica", 0.409),
    peer("cnil-fr", RAt1, "BM25", 0.449),
    peer("cnil-fr", RAt3, "BM25", 0.671),
    peer("stackfaq", RAt1, "BM25", 0.713),
    peer("stackfaq", RAt3, "BM25", 0.872),
];

const REFERENCE: &str = "reference";
