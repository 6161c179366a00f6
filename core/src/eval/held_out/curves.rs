//! What probabilities are worth, on wordings held out.

use super::asked::Asked;
use super::{HeldOut, RiskCoverage};
use crate::bundle::Folds;
use crate::eval::metrics::Bin;

/// A question, as the curves see it.
#[derive(Clone, Copy, Debug)]
struct Point {
    probability: f64,
    right: bool,
    inside: bool,
    weight: f64,
}

/// Draws the curves, where there is a question to draw them from.
pub(super) fn draw<'a>(found: &mut HeldOut, asked: impl IntoIterator<Item = (bool, &'a Asked)>) {
    let sure = |(inside, asked): (bool, &Asked)| {
        asked.sure.map(|(probability, right)| Point { probability, right, inside, weight: 1.0 })
    };
    let mut points: Vec<Point> = asked.into_iter().filter_map(sure).collect();
    found.outside_share = weigh(&mut points);
    points.sort_by(|a, b| a.probability.total_cmp(&b.probability));
    found.risk_coverage = risk_coverage(&points);
    found.reliability = reliability(&points);
    let off = |bin: &Bin| (bin.predicted - bin.right).abs();
    let groups = found.reliability.len();
    found.calibration_error =
        (groups > 0).then(|| found.reliability.iter().map(off).sum::<f64>() / groups as f64);
}

/// Gives questions that nothing answers the share [`Folds::OUTSIDE_SHARE`] of all, where there are any of
/// either sort. Returns the share that they have.
fn weigh(points: &mut [Point]) -> Option<f64> {
    let all = points.len();
    let inside = points.iter().filter(|point| point.inside).count();
    if all == 0 {
        return None;
    }
    if inside == 0 || inside == all {
        return Some(if inside == 0 { 1.0 } else { 0.0 });
    }
    for point in points {
        point.weight = match point.inside {
            true => (1.0 - Folds::OUTSIDE_SHARE) * all as f64 / inside as f64,
            false => Folds::OUTSIDE_SHARE * all as f64 / (all - inside) as f64,
        };
    }
    Some(Folds::OUTSIDE_SHARE)
}

/// One point for each bar at which something is answered. The points rise in probability.
fn risk_coverage(points: &[Point]) -> Vec<RiskCoverage> {
    let sum = |points: &[Point], wanted: fn(&Point) -> bool| {
        points.iter().filter(|point| wanted(point)).map(|point| point.weight).sum::<f64>()
    };
    let whole = sum(points, |_| true);
    let inside = sum(points, |point| point.inside);
    let bars = (0..=BARS).map(|at| at as f64 / BARS as f64);
    let answered =
        bars.map(|bar| (bar, &points[points.partition_point(|p| p.probability < bar)..]));
    let answered = answered.filter(|(_, points)| !points.is_empty());
    answered
        .map(|(bar, points)| {
            let (answered, right) = (sum(points, |_| true), sum(points, |point| point.right));
            RiskCoverage {
                bar,
                coverage: answered / whole,
                risk: (answered - right) / answered,
                inside_answered: if inside > 0.0 { right / inside } else { 0.0 },
            }
        })
        .collect()
}

/// Groups of equal weight. The points rise in probability.
fn reliability(points: &[Point]) -> Vec<Bin> {
    let whole: f64 = points.iter().map(|point| point.weight).sum();
    let mut before = 0.0;
    let group = |point: &Point| {
        let group = (before / whole * GROUPS) as usize;
        before += point.weight;
        group.min(GROUPS as usize - 1)
    };
    let groups: Vec<usize> = points.iter().map(group).collect();
    let mut bins = Vec::new();
    let mut rest = points;
    for same in groups.chunk_by(|a, b| a == b) {
        let (own, others) = rest.split_at(same.len());
        rest = others;
        let weight: f64 = own.iter().map(|point| point.weight).sum();
        let mean = |value: &dyn Fn(&Point) -> f64| {
            own.iter().map(|point| point.weight * value(point)).sum::<f64>() / weight
        };
        bins.push(Bin {
            questions: own.len(),
            predicted: mean(&|point| point.probability),
            right: mean(&|point| f64::from(u8::from(point.right))),
        });
    }
    bins
}

/// Bars are tried at every twentieth.
const BARS: usize = 20;

const GROUPS: f64 = 10.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn point(probability: f64, right: bool, inside: bool) -> Point {
        Point { probability, right, inside, weight: 1.0 }
    }

    /// Three inside, one outside, by rising probability.
    fn points() -> Vec<Point> {
        vec![
            point(0.1, false, false),
            point(0.52, true, true),
            point(0.7, false, true),
            point(0.9, true, true),
        ]
    }

    #[test]
    fn what_nothing_answers_has_its_share() {
        let mut points = points();
        assert_eq!(weigh(&mut points), Some(Folds::OUTSIDE_SHARE));
        let outside: f64 = points.iter().filter(|p| !p.inside).map(|p| p.weight).sum();
        assert!((outside / 4.0 - Folds::OUTSIDE_SHARE).abs() < 1e-12, "{outside}");
        assert_eq!(weigh(&mut points[1..]), Some(0.0));
        assert_eq!(weigh(&mut points[..1]), Some(1.0));
        assert_eq!(weigh(&mut []), None);
    }

    #[test]
    fn a_higher_bar_answers_less() {
        let curve = risk_coverage(&points());
        let at = |bar: f64| curve.iter().find(|point| (point.bar - bar).abs() < 1e-9).copied();
        let all = at(0.0).expect("a point");
        assert_eq!((all.coverage, all.risk), (1.0, 0.5));
        let half = at(0.6).expect("a point");
        assert_eq!((half.coverage, half.risk, half.inside_answered), (0.5, 0.5, 1.0 / 3.0));
        let high = at(0.75).expect("a point");
        assert_eq!((high.coverage, high.risk), (0.25, 0.0));
        // Above the surest question nothing is answered, and nothing can be wrong.
        assert_eq!(at(0.95), None);
        assert!(curve.is_sorted_by(|a, b| a.coverage >= b.coverage));
    }

    #[test]
    fn groups_have_the_same_weight() {
        let points: Vec<Point> =
            (0..100).map(|at| point(f64::from(at) / 100.0, at % 2 == 0, true)).collect();
        let bins = reliability(&points);
        assert_eq!(bins.len(), 10);
        assert!(bins.iter().all(|bin| bin.questions == 10 && (bin.right - 0.5).abs() < 1e-12));
        assert!((bins[0].predicted - 0.045).abs() < 1e-12, "{:?}", bins[0]);
        assert_eq!(reliability(&[]), []);
    }
}
