//! The labels of the chain: outside a name, or begin, inside, last, unit (the only token) of a name of some kind.

use crate::Kind;

/// Number of labels.
pub const LABELS: usize = 1 + 4 * Kind::ALL.len();

/// A row of scores: the labels, filled up to a power of two so that rows stay aligned and sums vectorise.
pub const WIDTH: usize = 16;

/// One label: 0 is outside, then begin, inside, last, unit for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Label(u8);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Begin,
    Inside,
    Last,
    Unit,
}

impl Label {
    /// Outside any name.
    pub const OUTSIDE: Label = Label(0);

    /// All labels in order.
    pub fn all() -> impl Iterator<Item = Label> {
        (0..LABELS as u8).map(Label)
    }

    /// The label's number, below [`LABELS`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The kind of the name that the token is in.
    pub fn kind(self) -> Option<Kind> {
        self.0.checked_sub(1).map(|n| Kind::ALL[usize::from(n / 4)])
    }

    fn place(self) -> Option<Place> {
        let places = [Place::Begin, Place::Inside, Place::Last, Place::Unit];
        self.0.checked_sub(1).map(|n| places[usize::from(n % 4)])
    }

    fn new(kind: Kind, place: Place) -> Self {
        Label(1 + 4 * kind as u8 + place as u8)
    }

    /// The label of the `at`th of `len` tokens of a name.
    pub fn within(kind: Kind, at: usize, len: usize) -> Self {
        let place = match (at == 0, at + 1 == len) {
            (true, true) => Place::Unit,
            (true, false) => Place::Begin,
            (false, true) => Place::Last,
            (false, false) => Place::Inside,
        };
        Self::new(kind, place)
    }

    /// Whether a name goes on behind the token.
    fn open(self) -> bool {
        matches!(self.place(), Some(Place::Begin | Place::Inside))
    }

    /// Whether a name goes on in front of the token.
    fn continues(self) -> bool {
        matches!(self.place(), Some(Place::Inside | Place::Last))
    }

    /// Whether `next` may follow.
    pub fn allows(self, next: Label) -> bool {
        self.open() == next.continues() && (!self.open() || self.kind() == next.kind())
    }

    /// Whether a sentence may begin with the label.
    pub fn may_start(self) -> bool {
        !self.continues()
    }

    /// Whether a sentence may end with the label.
    pub fn may_end(self) -> bool {
        !self.open()
    }
}

/// The names that a legal row of labels spells: kind, first and last token.
pub fn names(labels: &[Label]) -> impl Iterator<Item = (Kind, usize, usize)> + '_ {
    let mut first = 0;
    labels.iter().enumerate().filter_map(move |(at, label)| {
        if !label.continues() {
            first = at;
        }
        match label.kind() {
            Some(kind) if !label.open() => Some((kind, first, at)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_and_read_back() {
        let mut labels = vec![Label::OUTSIDE; 6];
        for at in 0..3 {
            labels[1 + at] = Label::within(Kind::Organization, at, 3);
        }
        labels[4] = Label::within(Kind::Person, 0, 1);
        let found: Vec<_> = names(&labels).collect();
        assert_eq!(found, [(Kind::Organization, 1, 3), (Kind::Person, 4, 4)]);
        assert!(labels.windows(2).all(|pair| pair[0].allows(pair[1])));
    }

    #[test]
    fn a_name_is_not_left_open_nor_changes_its_kind() {
        let begin = Label::within(Kind::Person, 0, 2);
        let last = Label::within(Kind::Person, 1, 2);
        assert!(begin.allows(last) && !begin.allows(Label::OUTSIDE) && !begin.may_end());
        assert!(!begin.allows(Label::within(Kind::Location, 1, 2)));
        assert!(!last.may_start() && last.allows(begin));
    }

    #[test]
    fn labels_are_numbered_without_gaps() {
        let numbers: Vec<usize> = Label::all().map(Label::index).collect();
        assert_eq!(numbers, (0..LABELS).collect::<Vec<_>>());
        const { assert!(LABELS <= WIDTH) };
        for label in Label::all().skip(1) {
            let place = label.place().unwrap();
            assert_eq!(Label::new(label.kind().unwrap(), place), label);
        }
    }
}
