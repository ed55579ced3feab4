//! What was odd, left out or inferred, beside the text.

use depesha_model::Severity;
use maud::{Markup, html};

use crate::view::View;

/// The diagnostics.
pub fn panel(view: &View<'_>) -> Option<Markup> {
    let remarks = &view.record.diagnostics;
    if remarks.is_empty() {
        return None;
    }
    Some(html! {
        ul.remarks {
            @for (index, remark) in remarks.iter().enumerate() {
                @let severity = severity(remark.severity);
                li.fact.{ (severity) } id=(view.fact("g", index)) {
                    span.severity { (view.name("severity", severity)) } " "
                    // Messages are in English in every record.
                    span lang="en" { (remark.message) } " "
                    @if let Some(span) = remark.span {
                        (view.quoted(span, &view.place("g", index))) " "
                    }
                    code.rule { (remark.code) }
                }
            }
        }
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
