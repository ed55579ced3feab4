//! RDF 1.1 in N-Triples (<https://www.w3.org/TR/n-triples/>): the triples of [`crate::turtle`], one a line, for loading in
//! bulk.

use std::io;

use depesha_model::Record;
use oxttl::NTriplesSerializer;

use crate::rdf::triples;

/// Writes one page. Pages that follow each other are one N-Triples document.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, writer: impl io::Write) -> io::Result<()> {
    let mut lines = NTriplesSerializer::new().for_writer(writer);
    for triple in triples(record) {
        lines.serialize_triple(&triple)?;
    }
    lines.finish();
    Ok(())
}
