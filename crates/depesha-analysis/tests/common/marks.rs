//! Parts of a text drawn into it.

use depesha_text::Span;

/// A part and the letters that open and close it.
pub type Mark = (Span, char, char);

/// The letters of `text` between `start` and `end`, with the marks that begin or end there.
pub fn draw(text: &str, (start, end): (usize, usize), marks: &[Mark]) -> String {
    let mut drawn = String::new();
    let letters = text[start..end].char_indices();
    let letters = letters.map(|(at, letter)| (start + at, Some(letter)));
    for (at, letter) in letters.chain([(end, None)]) {
        // What ends here closes first; of two parts that begin or end together the longer one is outside.
        let mut closing: Vec<_> = marks.iter().filter(|(span, ..)| span.end() == at).collect();
        closing.sort_by_key(|(span, ..)| std::cmp::Reverse(span.start()));
        drawn.extend(closing.iter().map(|(.., close)| close));
        let mut opening: Vec<_> = marks
            .iter()
            .filter(|(span, ..)| span.start() == at)
            .collect();
        opening.sort_by_key(|(span, ..)| std::cmp::Reverse(span.end()));
        drawn.extend(opening.iter().map(|(_, open, _)| open));
        drawn.extend(letter);
    }
    drawn
}
