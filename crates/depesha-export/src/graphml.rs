//! GraphML 1.0 (<http://graphml.graphdrawing.org>), a network file that most tools read: the network of [`crate::gexf`].
//!
//! Loses all that is no statement with a named speaker, and of the statements their words.

use std::io;

use crate::network::{Edge, Network, Node};
use crate::xml::{Xml, document, element, empty, words};

/// What is known of nodes and edges: for which, the name, which is the key too, and the type.
const KEYS: [(&str, &str, &str); 7] = [
    ("node", "name", "string"),
    ("node", "kind", "string"),
    ("node", "wikidata", "string"),
    ("node", "statements", "int"),
    ("edge", "weight", "int"),
    ("edge", "first", "string"),
    ("edge", "last", "string"),
];

/// Writes the network as one document.
///
/// # Errors
/// The writer's own.
pub fn write(network: &Network, writer: impl io::Write) -> io::Result<()> {
    let namespace = [("xmlns", "http://graphml.graphdrawing.org/xmlns")];
    document(writer, |xml| {
        element(xml, "graphml", &namespace, |xml| {
            for (class, name, kind) in KEYS {
                let key = [
                    ("id", name),
                    ("for", class),
                    ("attr.name", name),
                    ("attr.type", kind),
                ];
                empty(xml, "key", &key)?;
            }
            element(xml, "graph", &[("edgedefault", "directed")], |xml| {
                let mut nodes = network.nodes().iter();
                nodes.try_for_each(|node| write_node(xml, node))?;
                let mut edges = network.edges();
                edges.try_for_each(|(ends, edge)| write_edge(xml, ends, edge))
            })
        })
    })
}

fn write_node(xml: &mut Xml<'_>, node: &Node) -> io::Result<()> {
    element(xml, "node", &[("id", &node.id)], |xml| {
        data(xml, "name", &node.name)?;
        data(xml, "kind", node.kind.as_str())?;
        if let Some(address) = &node.wikidata {
            data(xml, "wikidata", address)?;
        }
        data(xml, "statements", &node.statements.to_string())
    })
}

fn write_edge(xml: &mut Xml<'_>, [from, to]: [&Node; 2], edge: &Edge) -> io::Result<()> {
    let ends = [("source", from.id.as_str()), ("target", &to.id)];
    element(xml, "edge", &ends, |xml| {
        data(xml, "weight", &edge.statements.to_string())?;
        if let Some((first, last)) = &edge.days {
            data(xml, "first", first)?;
            data(xml, "last", last)?;
        }
        Ok(())
    })
}

fn data(xml: &mut Xml<'_>, key: &str, value: &str) -> io::Result<()> {
    words(xml, "data", &[("key", key)], value)
}
