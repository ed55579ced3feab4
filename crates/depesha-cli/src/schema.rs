use crate::output::{self, Outcome};

/// `depesha schema`
pub fn run() -> Outcome {
    output::print_last(format!("{:#}\n", depesha::model::schema()).as_bytes())
}
