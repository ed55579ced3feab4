use std::iter::Sum;
use std::ops::{AddAssign, ControlFlow};
use std::time::{Duration, Instant};

use depesha::Phase;

/// A part of the work of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Getting bytes from files and unpacking them.
    Fetch,
    /// Decoding a document and taking the text out of HTML.
    Decode,
    /// Reading the text, by [`Phase`].
    Read(Phase),
    /// What a document is compared with others by, and the comparing.
    Duplicates,
    /// Making rows and JSON.
    Render,
    /// Writing them.
    Write,
}

impl Step {
    /// All steps, in the order of the work.
    pub const ALL: [Self; 13] = [
        Self::Fetch,
        Self::Decode,
        Self::Read(Phase::Grammar),
        Self::Read(Phase::Morphology),
        Self::Read(Phase::Names),
        Self::Read(Phase::Statements),
        Self::Read(Phase::Metadata),
        Self::Read(Phase::Times),
        Self::Read(Phase::Events),
        Self::Read(Phase::Record),
        Self::Duplicates,
        Self::Render,
        Self::Write,
    ];

    /// Its name, in one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fetch => "fetch",
            Self::Decode => "decode",
            Self::Read(Phase::Grammar) => "grammar",
            Self::Read(Phase::Morphology) => "morphology",
            Self::Read(Phase::Names) => "names",
            Self::Read(Phase::Statements) => "statements",
            Self::Read(Phase::Metadata) => "metadata",
            Self::Read(Phase::Times) => "times",
            Self::Read(Phase::Events) => "events",
            Self::Read(Phase::Record) => "record",
            Self::Duplicates => "duplicates",
            Self::Render => "render",
            Self::Write => "write",
        }
    }

    fn index(self) -> usize {
        let at = Self::ALL.iter().position(|step| *step == self);
        at.unwrap_or_else(|| unreachable!("{self:?} is one of all"))
    }
}

/// How long the threads worked at each [`Step`], added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timings([Duration; Step::ALL.len()]);

impl Timings {
    /// Each step with its time.
    pub fn iter(&self) -> impl Iterator<Item = (Step, Duration)> {
        Step::ALL.into_iter().zip(self.0)
    }

    /// The time of all steps.
    pub fn total(&self) -> Duration {
        self.0.iter().sum()
    }

    /// Does some work and adds its time to `step`.
    pub(crate) fn time<T>(&mut self, step: Step, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0[step.index()] += start.elapsed();
        result
    }
}

impl AddAssign<&Timings> for Timings {
    fn add_assign(&mut self, other: &Self) {
        for (time, more) in self.0.iter_mut().zip(&other.0) {
            *time += *more;
        }
    }
}

impl<'t> Sum<&'t Timings> for Timings {
    fn sum<I: Iterator<Item = &'t Timings>>(all: I) -> Self {
        let mut sum = Self::default();
        all.for_each(|timings| sum += timings);
        sum
    }
}

/// The time that one document takes: by steps, and all in all no more than a limit.
pub(crate) struct Clock {
    start: Instant,
    limit: Duration,
    /// The step that is being done, and since when.
    now: (Step, Instant),
    timings: Timings,
}

impl Clock {
    /// Begins with a step.
    pub fn start(step: Step, limit: Duration) -> Self {
        let start = Instant::now();
        Self {
            start,
            limit,
            now: (step, start),
            timings: Timings::default(),
        }
    }

    /// Begins the next step, unless the time is over.
    pub fn enter(&mut self, step: Step) -> ControlFlow<()> {
        let (before, since) = self.now;
        let now = Instant::now();
        self.timings.0[before.index()] += now - since;
        self.now = (step, now);
        match now - self.start > self.limit {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    /// The time by steps; the step that is being done does not count.
    pub fn timings(self) -> Timings {
        self.timings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_is_told_by_its_name() {
        let names: std::collections::HashSet<&str> =
            Step::ALL.iter().map(|step| step.as_str()).collect();
        assert_eq!(names.len(), Step::ALL.len());
        assert!(
            Step::ALL
                .iter()
                .enumerate()
                .all(|(at, step)| step.index() == at)
        );
    }

    #[test]
    fn the_time_is_over_when_the_limit_has_passed() {
        let mut clock = Clock::start(Step::Decode, Duration::from_secs(3600));
        assert!(clock.enter(Step::Render).is_continue());
        let mut clock = Clock::start(Step::Decode, Duration::ZERO);
        std::thread::sleep(Duration::from_millis(2));
        assert!(clock.enter(Step::Render).is_break());
        let timings = clock.timings();
        assert!(timings.total() >= Duration::from_millis(2));
        assert_eq!(
            timings.iter().filter(|(_, time)| !time.is_zero()).count(),
            1
        );
    }
}
