use std::fmt;
use std::ops::Range;

/// A range of bytes of one text, end exclusive; both ends lie on character boundaries of that text.
///
/// Texts are at most 4 GiB long, so that a span takes eight bytes.
///
/// ```
/// use depesha_text::Span;
/// let text = "МОСКВА, 14 ноя";
/// let place = Span::new(0, 12);
/// assert_eq!(place.of(text), "МОСКВА");
/// assert!(Span::new(0, 25).contains(place));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from byte `start` up to, not including, byte `end`.
    ///
    /// # Panics
    /// When `start > end` or `end` is over 4 GiB: a bug in the caller, not a property of a text.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span {start}..{end} runs backwards");
        let end = u32::try_from(end).expect("a text is at most 4 GiB long");
        Self {
            start: start as u32,
            end,
        }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte behind the last one.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words that the span covers.
    ///
    /// # Panics
    /// When the span is not one of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The words that the span covers, or `None` when it does not fit `text`.
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `other` lies inside (or is equal).
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span without white space at either end; an all-white span becomes empty at its start.
    pub fn trim(self, text: &str) -> Span {
        let words = self.of(text);
        let left = words.len() - words.trim_start().len();
        let kept = words.trim().len();
        if kept == 0 {
            return Span::new(self.start(), self.start());
        }
        Span::new(self.start() + left, self.start() + left + kept)
    }

    /// The same span `by` bytes further on.
    pub fn shift(self, by: usize) -> Span {
        Span::new(self.start() + by, self.end() + by)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trim_drops_white_space_on_both_sides() {
        let text = " \u{a0}да\n ";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "да");
        assert!(Span::new(0, 1).trim(text).is_empty());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }
}
