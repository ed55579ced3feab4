//! What nom reads when it does not read characters: a slice of tokens, or of anything else that is small.

use std::iter::{Copied, Enumerate};
use std::slice::Iter;

use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Input, Needed, Offset};

/// The items of a slice that are still to be read.
#[derive(Debug)]
pub(crate) struct Cursor<'a, T>(pub(crate) &'a [T]);

// Derived, they would ask the same of `T`.
impl<T> Clone for Cursor<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Cursor<'_, T> {}

impl<'a, T: Copy> Cursor<'a, T> {
    /// The first item.
    pub(crate) fn first(self) -> Option<T> {
        self.0.first().copied()
    }

    /// The items that have been read since `self`, when `rest` is what is left of it.
    pub(crate) fn until(self, rest: Self) -> &'a [T] {
        &self.0[..self.0.len() - rest.0.len()]
    }
}

impl<'a, T: Copy> Input for Cursor<'a, T> {
    type Item = T;
    type Iter = Copied<Iter<'a, T>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Self(&self.0[..index])
    }

    fn take_from(&self, index: usize) -> Self {
        Self(&self.0[index..])
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        let (taken, rest) = self.0.split_at(index);
        (Self(rest), Self(taken))
    }

    fn position<P: Fn(T) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(|item| predicate(*item))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match self.0.len().checked_sub(count) {
            Some(_) => Ok(count),
            None => Err(Needed::new(count - self.0.len())),
        }
    }
}

impl<T: Copy> Offset for Cursor<'_, T> {
    fn offset(&self, second: &Self) -> usize {
        self.0.len() - second.0.len()
    }
}

/// One item for which `wanted` gives a value.
pub(crate) fn item<'a, T: Copy, O>(
    wanted: impl Fn(T) -> Option<O>,
) -> impl Fn(Cursor<'a, T>) -> IResult<Cursor<'a, T>, O> {
    move |input| match input.first().and_then(&wanted) {
        Some(value) => Ok((input.take_from(1), value)),
        None => Err(no_match(input)),
    }
}

/// One item that is as `wanted` says.
pub(crate) fn one<'a, T: Copy>(
    wanted: impl Fn(T) -> bool,
) -> impl Fn(Cursor<'a, T>) -> IResult<Cursor<'a, T>, T> {
    item(move |found| wanted(found).then_some(found))
}

/// The error of a production that does not stand here.
pub(crate) fn no_match<T>(input: Cursor<'_, T>) -> nom::Err<nom::error::Error<Cursor<'_, T>>> {
    nom::Err::Error(nom::error::Error::from_error_kind(input, ErrorKind::Tag))
}

#[cfg(test)]
mod tests {
    use nom::Parser;
    use nom::bytes::complete::take_while;
    use nom::multi::many1;

    use super::*;

    #[test]
    fn noms_own_parsers_read_slices() {
        let even = || one(|n: i32| n % 2 == 0);
        let input = Cursor(&[2, 4, 5, 7][..]);
        let (rest, found) = (many1(even()), take_while(|n| n == 5))
            .parse(input)
            .unwrap();
        assert_eq!(
            (found.0, found.1.0, rest.0),
            (vec![2, 4], &[5][..], &[7][..])
        );
        assert_eq!(input.until(rest), [2, 4, 5]);
        assert!(even()(rest).is_err() && even()(Cursor(&[])).is_err());
    }
}
