//! GEXF 1.3 (<https://gexf.net>), the network file of Gephi: who spoke about whom. Nodes have kind, Wikidata address and
//! number of statements; edges the number of statements as their weight, and the days of the first and the last page that
//! reports one.
//!
//! Loses all that is no statement with a named speaker, and of the statements their words.

use std::io;

use crate::network::{Edge, Network, Node};
use crate::xml::{Xml, document, element, empty};

/// What is known of a node: the name, which is the id too, and the type.
const ATTRIBUTES: [(&str, &str); 3] = [
    ("kind", "string"),
    ("wikidata", "string"),
    ("statements", "integer"),
];

/// Writes the network as one document.
///
/// # Errors
/// The writer's own.
pub fn write(network: &Network, writer: impl io::Write) -> io::Result<()> {
    let root = [("xmlns", "http://gexf.net/1.3"), ("version", "1.3")];
    document(writer, |xml| {
        element(xml, "gexf", &root, |xml| graph(xml, network))
    })
}

fn graph(xml: &mut Xml<'_>, network: &Network) -> io::Result<()> {
    let kind = [
        ("defaultedgetype", "directed"),
        ("mode", "dynamic"),
        ("timeformat", "date"),
    ];
    element(xml, "graph", &kind, |xml| {
        let class = [("class", "node"), ("mode", "static")];
        element(xml, "attributes", &class, |xml| {
            ATTRIBUTES.iter().try_for_each(|(name, kind)| {
                let attribute = [("id", *name), ("title", name), ("type", kind)];
                empty(xml, "attribute", &attribute)
            })
        })?;
        element(xml, "nodes", &[], |xml| {
            let mut nodes = network.nodes().iter();
            nodes.try_for_each(|node| write_node(xml, node))
        })?;
        element(xml, "edges", &[], |xml| {
            let mut edges = network.edges().enumerate();
            edges.try_for_each(|(id, (ends, edge))| write_edge(xml, id, ends, edge))
        })
    })
}

fn write_node(xml: &mut Xml<'_>, node: &Node) -> io::Result<()> {
    let names = [("id", node.id.as_str()), ("label", &node.name)];
    element(xml, "node", &names, |xml| {
        element(xml, "attvalues", &[], |xml| {
            let mut value =
                |name, value| empty(xml, "attvalue", &[("for", name), ("value", value)]);
            value("kind", node.kind.as_str())?;
            if let Some(address) = &node.wikidata {
                value("wikidata", address)?;
            }
            value("statements", &node.statements.to_string())
        })
    })
}

fn write_edge(xml: &mut Xml<'_>, id: usize, [from, to]: [&Node; 2], edge: &Edge) -> io::Result<()> {
    let (id, weight) = (id.to_string(), edge.statements.to_string());
    let mut attributes = vec![
        ("id", id.as_str()),
        ("source", &from.id),
        ("target", &to.id),
        ("weight", &weight),
    ];
    if let Some((first, last)) = &edge.days {
        attributes.extend([("start", first.as_str()), ("end", last)]);
    }
    empty(xml, "edge", &attributes)
}
