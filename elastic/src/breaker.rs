//! Keeps from asking who does not answer.

use std::time::{Duration, Instant};

/// Whether the endpoint is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    Closed,
    /// It is not, for so long.
    Open(Duration),
    /// One question tries whether it is back.
    HalfOpen,
}

/// Closed, until so many calls have failed in a row; open for a while, and then closed again if the first
/// call that tries it succeeds.
#[derive(Debug)]
pub(crate) struct Breaker {
    limit: u32,
    pause: Duration,
    /// Failures in a row.
    failures: u32,
    /// The last one.
    last: String,
    position: Position,
}

#[derive(Debug)]
enum Position {
    Closed,
    Open {
        until: Instant,
    },
    /// A call that was let through at this time has not come back yet.
    Trying {
        since: Instant,
    },
}

/// A call that failed.
#[derive(Debug)]
pub(crate) struct Failed {
    pub(crate) why: String,
    /// How long the endpoint asks to be left alone.
    pub(crate) retry_after: Option<Duration>,
    /// Whether it refused this request, and is otherwise well.
    pub(crate) is_refusal: bool,
}

impl Failed {
    pub(crate) fn new(why: impl Into<String>) -> Failed {
        Failed { why: why.into(), retry_after: None, is_refusal: false }
    }
}

impl Breaker {
    pub(crate) fn new(limit: u32, pause: Duration) -> Breaker {
        let position = Position::Closed;
        Breaker { limit, pause, failures: 0, last: String::new(), position }
    }

    /// Whether a call may be made now; whoever makes it tells what came of it.
    ///
    /// # Errors
    ///
    /// Why not, for a trace.
    pub(crate) fn permit(&mut self, now: Instant) -> Result<(), String> {
        match self.position {
            Position::Closed => return Ok(()),
            Position::Open { until } if now >= until => {}
            // Who was to try it has not come back for longer than any call takes: another one tries.
            Position::Trying { since } if now >= since + self.pause + LONGEST => {}
            Position::Trying { .. } => {
                return Err(format!("another question tries whether it is back; {}", self.last));
            }
            Position::Open { until } => {
                let left = until.saturating_duration_since(now).as_secs_f32();
                return Err(format!("not asked for another {left:.1} s; {}", self.last));
            }
        }
        self.position = Position::Trying { since: now };
        Ok(())
    }

    pub(crate) fn succeeded(&mut self) {
        self.failures = 0;
        self.position = Position::Closed;
    }

    pub(crate) fn failed(&mut self, failed: &Failed, now: Instant) {
        self.failures = self.failures.saturating_add(1);
        self.last.clone_from(&failed.why);
        let was_a_try = matches!(self.position, Position::Trying { .. });
        let pause = failed.retry_after.map(|asked| asked.min(LONGEST).max(self.pause));
        if was_a_try || pause.is_some() || self.failures >= self.limit {
            self.position = Position::Open { until: now + pause.unwrap_or(self.pause) };
        }
    }

    pub(crate) fn state(&self, now: Instant) -> State {
        match self.position {
            Position::Closed => State::Closed,
            Position::Open { until } => State::Open(until.saturating_duration_since(now)),
            Position::Trying { .. } => State::HalfOpen,
        }
    }
}

/// The longest that an endpoint may ask to be left alone.
const LONGEST: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSE: Duration = Duration::from_secs(10);

    #[test]
    fn it_opens_after_failures_in_a_row_and_closes_after_one_success() {
        let (mut breaker, start) = (Breaker::new(3, PAUSE), Instant::now());
        let after = |seconds| start + Duration::from_secs(seconds);
        let failed = Failed::new("no answer");
        for _ in 0..2 {
            breaker.permit(start).expect("closed");
            breaker.failed(&failed, start);
        }
        breaker.succeeded();
        for _ in 0..3 {
            breaker.permit(start).expect("a success begins the count again");
            breaker.failed(&failed, start);
        }
        assert_eq!(breaker.state(start), State::Open(PAUSE));
        let why = breaker.permit(after(9)).expect_err("open");
        assert!(why.contains("another 1.0 s; no answer"), "{why}");

        // One tries, and the others do not.
        breaker.permit(after(10)).expect("the pause is over");
        assert_eq!(breaker.state(after(10)), State::HalfOpen);
        assert!(breaker.permit(after(10)).expect_err("one tries").contains("tries"));
        breaker.failed(&failed, after(11));
        assert_eq!(breaker.state(after(11)), State::Open(PAUSE));
        assert!(breaker.permit(after(20)).is_err());
        breaker.permit(after(21)).expect("the second pause is over");
        breaker.succeeded();
        assert_eq!(breaker.state(after(21)), State::Closed);
        breaker.permit(after(21)).expect("closed");
    }

    #[test]
    fn a_busy_endpoint_is_left_alone_for_as_long_as_it_asks_but_not_for_ever() {
        let (mut breaker, start) = (Breaker::new(3, PAUSE), Instant::now());
        let busy = |seconds| Failed {
            why: "429".to_owned(),
            retry_after: Some(Duration::from_secs(seconds)),
            is_refusal: false,
        };
        breaker.failed(&busy(30), start);
        assert_eq!(breaker.state(start), State::Open(Duration::from_secs(30)));
        breaker.failed(&busy(u64::MAX), start);
        assert_eq!(breaker.state(start), State::Open(LONGEST));
        breaker.failed(&busy(0), start);
        assert_eq!(breaker.state(start), State::Open(PAUSE));
    }

    #[test]
    fn a_try_that_never_comes_back_does_not_keep_it_open() {
        let (mut breaker, start) = (Breaker::new(1, PAUSE), Instant::now());
        breaker.failed(&Failed::new("no answer"), start);
        breaker.permit(start + PAUSE).expect("the pause is over");
        assert!(breaker.permit(start + PAUSE + LONGEST).is_err());
        breaker.permit(start + PAUSE + PAUSE + LONGEST).expect("another one tries");
    }
}
