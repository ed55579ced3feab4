//! GEXF 1.3 (<https://gexf.net>), the network file of Gephi: who spoke about whom. Nodes have kind, Wikidata address and
//! number of statements; edges the number of statements as their weight, and the days of the first and the last page that
//! reports one.
//!
//! Loses all that is no statement with a named speaker, and of the statements their words.

use std::io;

use quick_xml::Writer;

use crate::network::{Edge, Network, Node};
use crate::xml::{allowed, document};

type Xml<'w> = Writer<&'w mut dyn io::Write>;

/// Writes the network as one document.
///
/// # Errors
/// The writer's own.
pub fn write(network: &Network, writer: impl io::Write) -> io::Result<()> {
    document(writer, |xml| {
        let root = xml
            .create_element("gexf")
            .with_attributes([("xmlns", "http://gexf.net/1.3"), ("version", "1.3")]);
        root.write_inner_content(|xml| graph(xml, network))?;
        Ok(())
    })
}

fn graph(xml: &mut Xml<'_>, network: &Network) -> io::Result<()> {
    let graph = xml.create_element("graph").with_attributes([
        ("defaultedgetype", "directed"),
        ("mode", "dynamic"),
        ("timeformat", "date"),
    ]);
    graph.write_inner_content(|xml| {
        let columns = [
            ("kind", "string"),
            ("wikidata", "string"),
            ("statements", "integer"),
        ];
        attributes(xml, "node", &columns)?;
        let nodes = xml.create_element("nodes");
        nodes.write_inner_content(|xml| {
            let mut nodes = network.nodes().iter();
            nodes.try_for_each(|node| write_node(xml, node))
        })?;
        let edges = xml.create_element("edges");
        edges.write_inner_content(|xml| {
            let mut edges = network.edges().enumerate();
            edges.try_for_each(|(id, (from, to, edge))| {
                let ends = [from, to].map(|at| network.nodes()[at].id.as_str());
                write_edge(xml, id, ends, edge)
            })
        })?;
        Ok(())
    })?;
    Ok(())
}

/// Declares the attributes; each is its own id.
fn attributes(xml: &mut Xml<'_>, class: &str, columns: &[(&str, &str)]) -> io::Result<()> {
    let list = xml
        .create_element("attributes")
        .with_attributes([("class", class), ("mode", "static")]);
    list.write_inner_content(|xml| {
        columns.iter().try_for_each(|(name, kind)| {
            let column = xml.create_element("attribute");
            let column = column.with_attributes([("id", *name), ("title", name), ("type", kind)]);
            column.write_empty().map(drop)
        })
    })?;
    Ok(())
}

fn write_node(xml: &mut Xml<'_>, node: &Node) -> io::Result<()> {
    let (id, label) = (allowed(&node.id), allowed(&node.name));
    let element = xml
        .create_element("node")
        .with_attributes([("id", id.as_str()), ("label", label.as_str())]);
    element.write_inner_content(|xml| {
        let values = xml.create_element("attvalues");
        values.write_inner_content(|xml| {
            let mut value = |name: &str, value: &str| {
                let value = [("for", name), ("value", value)];
                let element = xml.create_element("attvalue").with_attributes(value);
                element.write_empty().map(drop)
            };
            value("kind", node.kind.as_str())?;
            if let Some(address) = &node.wikidata {
                value("wikidata", address)?;
            }
            value("statements", &node.statements.to_string())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn write_edge(xml: &mut Xml<'_>, id: usize, ends: [&str; 2], edge: &Edge) -> io::Result<()> {
    let (id, weight) = (id.to_string(), edge.statements.to_string());
    let [from, to] = ends.map(allowed);
    let mut element = xml.create_element("edge").with_attributes([
        ("id", id.as_str()),
        ("source", from.as_str()),
        ("target", to.as_str()),
        ("weight", weight.as_str()),
    ]);
    if let Some((first, last)) = &edge.days {
        let days = [("start", first.as_str()), ("end", last.as_str())];
        element = element.with_attributes(days);
    }
    element.write_empty().map(drop)
}
