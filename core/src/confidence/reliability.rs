use serde::{Deserialize, Serialize};

#[cfg(feature = "author")]
use super::{calibration::Calibration, fit::Observation};

/// Questions of about the same probability, and how often the best candidate was right: one point of
/// the curve that a knowledge base was found to follow when its bundle was built, on questions that
/// were held out ([`Bundle::reliability`](crate::Bundle::reliability)).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reliability {
    /// How many questions.
    pub questions: u32,
    /// The mean of their probabilities, 0 to 1.
    pub predicted: f32,
    /// The share that was right, 0 to 1; questions that nothing answers make up the same share of
    /// all as in the fit.
    pub right: f32,
}

/// Fifteen groups of equal weight, by rising probability.
#[cfg(feature = "author")]
pub(super) fn reliability(
    calibration: &Calibration,
    observations: &[Observation],
    weight: impl Fn(&Observation) -> f64,
) -> Vec<Reliability> {
    let mut judged: Vec<(f32, bool, f64)> = observations
        .iter()
        .filter_map(|observation| {
            let best = *calibration.judge(&observation.ranking).candidates.first()?;
            let right = observation.right == Some(best.class);
            Some((best.probability, right, weight(observation)))
        })
        .collect();
    judged.sort_by(|a, b| a.0.total_cmp(&b.0));
    let whole: f64 = judged.iter().map(|(.., weight)| weight).sum();
    let mut groups = vec![Group::default(); GROUPS];
    let mut before = 0.0;
    for (probability, right, weight) in judged {
        let group = &mut groups[((before / whole * GROUPS as f64) as usize).min(GROUPS - 1)];
        before += weight;
        group.questions += 1;
        group.weight += weight;
        group.predicted += weight * f64::from(probability);
        group.right += weight * f64::from(u8::from(right));
    }
    groups.iter().filter(|group| group.questions > 0).map(Group::finish).collect()
}

#[cfg(feature = "author")]
#[derive(Clone, Debug, Default)]
struct Group {
    questions: u32,
    weight: f64,
    predicted: f64,
    right: f64,
}

#[cfg(feature = "author")]
impl Group {
    fn finish(&self) -> Reliability {
        Reliability {
            questions: self.questions,
            predicted: (self.predicted / self.weight) as f32,
            right: (self.right / self.weight) as f32,
        }
    }
}

#[cfg(feature = "author")]
const GROUPS: usize = 15;
