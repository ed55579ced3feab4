//! GraphML 1.0 (<http://graphml.graphdrawing.org>), a network file that most tools read: the network of [`crate::gexf`].
//!
//! Loses all that is no statement with a named speaker, and of the statements their words.

use std::io;

use quick_xml::Writer;

use crate::network::{Edge, Network, Node};
use crate::xml::{allowed, document, text};

type Xml<'w> = Writer<&'w mut dyn io::Write>;

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
    document(writer, |xml| {
        let root = xml.create_element("graphml");
        let root = root.with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
        root.write_inner_content(|xml| {
            KEYS.iter().try_for_each(|(class, name, kind)| {
                let key = xml.create_element("key").with_attributes([
                    ("id", *name),
                    ("for", class),
                    ("attr.name", name),
                    ("attr.type", kind),
                ]);
                key.write_empty().map(drop)
            })?;
            graph(xml, network)
        })?;
        Ok(())
    })
}

fn graph(xml: &mut Xml<'_>, network: &Network) -> io::Result<()> {
    let graph = xml.create_element("graph");
    let graph = graph.with_attribute(("edgedefault", "directed"));
    graph.write_inner_content(|xml| {
        for node in network.nodes() {
            write_node(xml, node)?;
        }
        for (from, to, edge) in network.edges() {
            let ends = [from, to].map(|at| network.nodes()[at].id.as_str());
            write_edge(xml, ends, edge)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_node(xml: &mut Xml<'_>, node: &Node) -> io::Result<()> {
    let id = allowed(&node.id);
    let element = xml
        .create_element("node")
        .with_attribute(("id", id.as_str()));
    element.write_inner_content(|xml| {
        data(xml, "name", &node.name)?;
        data(xml, "kind", node.kind.as_str())?;
        if let Some(address) = &node.wikidata {
            data(xml, "wikidata", address)?;
        }
        data(xml, "statements", &node.statements.to_string())
    })?;
    Ok(())
}

fn write_edge(xml: &mut Xml<'_>, ends: [&str; 2], edge: &Edge) -> io::Result<()> {
    let [from, to] = ends.map(allowed);
    let ends = [("source", from.as_str()), ("target", to.as_str())];
    let element = xml.create_element("edge").with_attributes(ends);
    element.write_inner_content(|xml| {
        data(xml, "weight", &edge.statements.to_string())?;
        if let Some((first, last)) = &edge.days {
            data(xml, "first", first)?;
            data(xml, "last", last)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn data(xml: &mut Xml<'_>, key: &str, value: &str) -> io::Result<()> {
    let element = xml.create_element("data").with_attribute(("key", key));
    element.write_text_content(text(value)).map(drop)
}
