use std::time::Duration;

/// How long something took, many times.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    nanoseconds: Vec<u64>,
}

impl Timings {
    /// One time more.
    pub fn add(&mut self, time: Duration) {
        self.nanoseconds.push(time.as_nanos() as u64);
    }

    /// All of these times more.
    pub fn extend(&mut self, others: &Timings) {
        self.nanoseconds.extend(&others.nanoseconds);
    }

    /// Whether it was never timed.
    pub fn is_empty(&self) -> bool {
        self.nanoseconds.is_empty()
    }

    /// The time that half of all did not exceed; nothing for none.
    pub fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// The time that this share of all, in hundredths, did not exceed; nothing for none.
    pub fn percentile(&self, share: usize) -> Duration {
        let mut sorted = self.nanoseconds.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * share).div_ceil(100).saturating_sub(1);
        Duration::from_nanos(sorted.get(place).copied().unwrap_or_default())
    }
}
