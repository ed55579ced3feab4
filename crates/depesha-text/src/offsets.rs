use std::fmt;
use std::str::FromStr;

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OffsetUnit {
    /// Unicode code points, as Python counts them.
    #[default]
    Char,
    /// Bytes of UTF-8, as Rust and Go count them.
    Byte,
    /// UTF-16 code units, as JavaScript and Java count them.
    Utf16,
}

impl OffsetUnit {
    /// The unit's name: `char`, `byte` or `utf16`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Char => "char",
            Self::Byte => "byte",
            Self::Utf16 => "utf16",
        }
    }
}

impl fmt::Display for OffsetUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is none of `char`, `byte`, `utf16`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownUnit(pub String);

impl fmt::Display for UnknownUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown offset unit `{}`: use char, byte or utf16",
            self.0
        )
    }
}

impl std::error::Error for UnknownUnit {}

impl FromStr for OffsetUnit {
    type Err = UnknownUnit;

    fn from_str(name: &str) -> Result<Self, UnknownUnit> {
        match name {
            "char" => Ok(Self::Char),
            "byte" => Ok(Self::Byte),
            "utf16" => Ok(Self::Utf16),
            other => Err(UnknownUnit(other.to_owned())),
        }
    }
}

/// Bytes between two remembered positions: a look-up scans at most this many.
const STRIDE: usize = 256;

/// Converts byte offsets of one text to other units and back.
///
/// Building is linear in the text, a look-up constant.
///
/// ```
/// use depesha_text::{OffsetMap, OffsetUnit};
/// let map = OffsetMap::new("да 🙂!");
/// assert_eq!(map.to(OffsetUnit::Char, 9), 4);
/// assert_eq!(map.to(OffsetUnit::Utf16, 9), 5);
/// assert_eq!(map.from(OffsetUnit::Utf16, 5), Some(9));
/// assert_eq!(map.from(OffsetUnit::Char, 77), None);
/// ```
#[derive(Debug)]
pub struct OffsetMap<'t> {
    text: &'t str,
    /// Code points and UTF-16 units before each multiple of [`STRIDE`] bytes (rounded up to a boundary).
    marks: Vec<Mark>,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: usize,
    chars: usize,
    utf16: usize,
}

impl Mark {
    fn count(&self, unit: OffsetUnit) -> usize {
        match unit {
            OffsetUnit::Char => self.chars,
            OffsetUnit::Byte => self.byte,
            OffsetUnit::Utf16 => self.utf16,
        }
    }

    fn step(&mut self, c: char) {
        self.byte += c.len_utf8();
        self.chars += 1;
        self.utf16 += c.len_utf16();
    }
}

impl<'t> OffsetMap<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut here = Mark {
            byte: 0,
            chars: 0,
            utf16: 0,
        };
        let mut marks = vec![here];
        for c in text.chars() {
            here.step(c);
            if here.byte >= marks.len() * STRIDE {
                marks.push(here);
            }
        }
        Self { text, marks }
    }

    /// The offset in `unit` of the byte offset `byte`.
    ///
    /// # Panics
    /// When `byte` is no character boundary of the text.
    pub fn to(&self, unit: OffsetUnit, byte: usize) -> usize {
        assert!(
            self.text.is_char_boundary(byte),
            "byte {byte} is inside a character"
        );
        if unit == OffsetUnit::Byte {
            return byte;
        }
        let at = self.marks.partition_point(|m| m.byte <= byte) - 1;
        self.walk(at, |m| m.byte >= byte).count(unit)
    }

    /// The byte offset of an offset in `unit`, or `None` when it is behind the end or inside a character.
    pub fn from(&self, unit: OffsetUnit, offset: usize) -> Option<usize> {
        let at = self.marks.partition_point(|m| m.count(unit) <= offset) - 1;
        let found = self.walk(at, |m| m.count(unit) >= offset);
        (found.count(unit) == offset).then_some(found.byte)
    }

    fn walk(&self, mark: usize, reached: impl Fn(&Mark) -> bool) -> Mark {
        let mut here = self.marks[mark];
        for c in self.text[here.byte..].chars() {
            if reached(&here) {
                break;
            }
            here.step(c);
        }
        here
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_converts_and_comes_back() {
        let text = "Ёж, 🙂 и é\u{301}\n".repeat(200);
        let map = OffsetMap::new(&text);
        for unit in [OffsetUnit::Char, OffsetUnit::Byte, OffsetUnit::Utf16] {
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(
                    map.from(unit, map.to(unit, byte)),
                    Some(byte),
                    "{unit} at {byte}"
                );
            }
        }
        assert_eq!(map.to(OffsetUnit::Char, text.len()), text.chars().count());
        assert_eq!(
            map.to(OffsetUnit::Utf16, text.len()),
            text.encode_utf16().count()
        );
    }

    #[test]
    fn an_offset_inside_a_surrogate_pair_is_refused() {
        assert_eq!(OffsetMap::new("🙂").from(OffsetUnit::Utf16, 1), None);
        assert_eq!(OffsetMap::new("д").from(OffsetUnit::Byte, 1), None);
    }
}
