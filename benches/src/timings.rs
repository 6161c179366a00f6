use std::time::Duration;

/// How long something took, many times.
#[derive(Clone, Default)]
pub(crate) struct Timings {
    nanoseconds: Vec<u64>,
}

impl Timings {
    pub(crate) fn add(&mut self, time: Duration) {
        self.nanoseconds.push(time.as_nanos() as u64);
    }

    pub(crate) fn extend(&mut self, others: &Timings) {
        self.nanoseconds.extend(&others.nanoseconds);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.nanoseconds.is_empty()
    }

    pub(crate) fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// The time that this share of all, in hundredths, did not exceed; nothing for none.
    pub(crate) fn percentile(&self, share: usize) -> Duration {
        let mut sorted = self.nanoseconds.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * share).div_ceil(100).saturating_sub(1);
        Duration::from_nanos(sorted.get(place).copied().unwrap_or_default())
    }
}
