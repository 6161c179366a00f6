use super::classifier::LARGE;
use super::lexicon::{Lexicon, Vector};
use super::sample::{Sample, Source};
use super::separate::{LEAN, Trainer};

/// Trains a classifier on samples whose classes are below `classes`, in the form that
/// [`Classifier::open`](super::Classifier::open) reads. The same samples in the same order give the
/// same bytes.
///
/// One linear separator a class is found by dual coordinate descent on the squared hinge (Hsieh et
/// al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008), without a learned
/// intercept: see the module's documentation. Above [`LARGE`] classes the mean of a class's
/// own texts replaces its separator, which takes time linear in the content.
pub(crate) fn train(samples: &[Sample], classes: usize) -> Vec<u8> {
    let wholes = wholes(samples, classes);
    let questions = samples.iter().filter(|sample| sample.source != Source::Answer);
    let samples: &[Sample] = &questions.copied().collect::<Vec<_>>();
    let lexicon = Lexicon::new(samples, &wholes);
    let vectors: Vec<Vector> = samples.iter().map(|sample| lexicon.vector(sample)).collect();
    let mut members = vec![Vec::new(); classes];
    for (at, sample) in samples.iter().enumerate() {
        members[sample.class as usize].push(at);
    }
    let mut trainer = Trainer::new(samples, &vectors, lexicon.features.len());
    let mut weights = vec![Vec::new(); lexicon.features.len()];
    let mut scales = vec![0.0; classes];
    let mut starts = vec![-1.0; classes];
    for (class, members) in members.iter().enumerate() {
        let separator = if classes > LARGE {
            trainer.mean(members)
        } else {
            trainer.separate(class as u32, members)
        };
        starts[class] += trainer.lean * LEAN;
        scales[class] = quantise(class as u32, &separator, &mut weights);
    }
    lexicon.draft(samples, &members, &wholes, weights, scales, starts).write()
}

/// All that is said of each class, its title and what it answers, word by word; nothing where it has
/// no answer, or more than [`FEW`] wordings. There the wordings say more, and the answer would be read
/// at every turn for nothing.
fn wholes<'a>(samples: &[Sample<'a>], classes: usize) -> Vec<Vec<&'a str>> {
    let mut wordings = vec![0; classes];
    for sample in samples.iter().filter(|sample| sample.source == Source::Wording) {
        wordings[sample.class as usize] += 1;
    }
    let mut wholes = vec![Vec::new(); classes];
    for answer in samples.iter().filter(|sample| sample.source == Source::Answer) {
        if wordings[answer.class as usize] <= FEW {
            wholes[answer.class as usize].extend(answer.text.surfaces());
        }
    }
    for title in samples.iter().filter(|sample| sample.source == Source::Title) {
        let whole = &mut wholes[title.class as usize];
        if !whole.is_empty() {
            whole.extend(title.text.surfaces());
        }
    }
    wholes
}

/// Adds the weights of a class, in 127ths of the largest, to the lists of the features; those that
/// round to nothing are dropped. Returns what the unit is worth.
fn quantise(class: u32, separator: &Vector, weights: &mut [Vec<(u32, i8)>]) -> f32 {
    let largest = separator.iter().fold(0.0_f32, |largest, (_, weight)| largest.max(weight.abs()));
    let unit = largest / 127.0;
    for (feature, weight) in separator {
        let units = (weight / unit).round();
        if units >= LEAST_FOR || units <= -LEAST_AGAINST {
            weights[*feature as usize].push((class, units as i8));
        }
    }
    unit
}

/// With so many wordings at most, a class is compared by its answer too.
const FEW: usize = 3;

/// Weights that speak for a class are dropped below this many 127ths of its largest weight, and
/// those that speak against it below so many more: half of the table. Small weights against a class
/// are what its rivals happen to say; without them .005 more are right (2026-11).
const LEAST_FOR: f32 = 4.0;
const LEAST_AGAINST: f32 = 20.0;
