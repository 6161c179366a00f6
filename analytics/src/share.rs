use serde::Serialize;

/// A part of a whole, as a share that says how far it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// How many are meant.
    pub part: u64,
    /// Out of how many.
    pub whole: u64,
}

impl Share {
    /// The share, from 0 to 1; nothing where there is no whole.
    pub fn value(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Where the share of all such conversations is likely to be, of which these are a sample: the
    /// interval of 95 % after Wilson, "Probable inference, the law of succession, and statistical
    /// inference" (1927). Unlike the usual one it holds for few and for shares near 0 and 1.
    pub fn interval(self) -> Option<[f64; 2]> {
        let share = self.value()?;
        let whole = self.whole as f64;
        let square = Z * Z;
        let middle = share + square / (2.0 * whole);
        let half = Z * (share * (1.0 - share) / whole + square / (4.0 * whole * whole)).sqrt();
        let around = 1.0 + square / whole;
        let bound = |end: f64| (end / around).clamp(0.0, 1.0);
        Some([bound(middle - half), bound(middle + half)])
    }
}

/// How many standard deviations on either side hold 95 % of a normal distribution.
const Z: f64 = 1.959_964;
