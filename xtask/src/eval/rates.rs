//! Shares that do not divide by nothing.

/// `part` of `whole`; 0 when there is no whole.
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The harmonic mean of precision and recall, from what is right, what the gold has and what was found.
pub fn f1(right: usize, gold: usize, predicted: usize) -> f64 {
    share(2 * right, gold + predicted)
}

/// The harmonic mean of precision and recall.
pub fn f1_of(precision: f64, recall: f64) -> f64 {
    let sum = precision + recall;
    if sum == 0.0 {
        0.0
    } else {
        2.0 * precision * recall / sum
    }
}
