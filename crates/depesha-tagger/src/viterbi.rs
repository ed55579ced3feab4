use crate::label::{LABELS, Label, WIDTH};

/// Scores of the step from one label to the next: a row for each label, and one for the start of a sentence.
///
/// Forbidden steps cost so much that no path takes one.
#[derive(Clone, Debug)]
pub struct Transitions {
    rows: [[i32; WIDTH]; LABELS],
    start: [i32; WIDTH],
}

/// Row of the start of a sentence in the tables that [`Transitions::new`] takes.
pub const START: usize = LABELS;

/// Out of reach for all sums of weights, and four of it still fit.
const FORBIDDEN: i32 = -(1 << 28);

impl Transitions {
    /// From a table of scores: `scores[from][to]`, with the row [`START`] for the start of a sentence.
    pub fn new(scores: &[[i32; LABELS]; LABELS + 1]) -> Self {
        let mut rows = [[FORBIDDEN; WIDTH]; LABELS];
        let mut start = [FORBIDDEN; WIDTH];
        for to in Label::all() {
            let to_index = to.index();
            for from in Label::all().filter(|from| from.allows(to)) {
                rows[from.index()][to_index] = scores[from.index()][to_index];
            }
            if to.may_start() {
                start[to_index] = scores[START][to_index];
            }
        }
        Self { rows, start }
    }
}

/// Room for [`best_labels`], used again from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    from: Vec<[u8; WIDTH]>,
}

/// Appends the best legal row of labels of a sentence with these `scores` to `labels`.
pub fn best_labels(
    scores: &[[i32; WIDTH]],
    transitions: &Transitions,
    lattice: &mut Lattice,
    labels: &mut Vec<Label>,
) {
    let Some((first, rest)) = scores.split_first() else {
        return;
    };
    lattice.from.clear();
    let mut here = transitions.start;
    for (sum, score) in here.iter_mut().zip(first) {
        *sum += score;
    }
    for score in rest {
        // All columns at once: the compiler makes vector instructions of the inner loop.
        let mut best = [i32::MIN; WIDTH];
        let mut from = [0i32; WIDTH];
        for (index, row) in transitions.rows.iter().enumerate() {
            for to in 0..WIDTH {
                let sum = here[index] + row[to];
                let better = sum > best[to];
                best[to] = if better { sum } else { best[to] };
                from[to] = if better { index as i32 } else { from[to] };
            }
        }
        for to in 0..WIDTH {
            here[to] = best[to] + score[to];
        }
        lattice.from.push(from.map(|index| index as u8));
    }
    let last = Label::all()
        .filter(|label| label.may_end())
        .max_by_key(|label| (here[label.index()], std::cmp::Reverse(label.index())))
        .unwrap_or(Label::OUTSIDE);
    let start = labels.len();
    labels.push(last);
    let mut at = last.index();
    for from in lattice.from.iter().rev() {
        at = usize::from(from[at]);
        labels.extend(Label::all().nth(at));
    }
    labels[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    fn best(scores: &[[i32; WIDTH]]) -> Vec<Label> {
        let transitions = Transitions::new(&[[0; LABELS]; LABELS + 1]);
        let mut labels = Vec::new();
        best_labels(scores, &transitions, &mut Lattice::default(), &mut labels);
        labels
    }

    #[test]
    fn the_best_row_is_legal_whatever_the_scores_say() {
        let last = Label::within(Kind::Location, 1, 2);
        let mut wants_last = [0; WIDTH];
        wants_last[last.index()] = 100;
        // `last` everywhere cannot be: it needs a beginning in front.
        let labels = best(&[wants_last; 4]);
        assert_eq!(labels.len(), 4);
        assert!(labels[0].may_start() && labels[3].may_end());
        assert!(
            labels.windows(2).all(|pair| pair[0].allows(pair[1])),
            "{labels:?}"
        );
        assert_eq!(labels[1], last);
    }

    #[test]
    fn a_sentence_without_evidence_has_no_names_and_an_empty_one_no_labels() {
        assert_eq!(best(&[[0; WIDTH]; 3]), [Label::OUTSIDE; 3]);
        assert_eq!(best(&[]), []);
    }
}
