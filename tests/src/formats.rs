use std::io;
use std::sync::LazyLock;

use depesha::Record;
use depesha::export::pretty::Language;
use depesha::export::{
    Network, brat, conllu, gdelt, gexf, graphml, jsonld, markdown, newsml, ninjs, ntriples,
    petrarch, plover, turtle, webanno,
};
use oxttl::{NTriplesParser, TurtleParser};
use quick_xml::events::Event;

static CONLLU: LazyLock<conllu::Writer> =
    LazyLock::new(|| conllu::Writer::new().expect("the dictionary is inside the program"));

/// Writes a record in every format and reads each again as far as its syntax goes.
///
/// # Panics
/// When something is not well-formed.
pub fn write_soundly(record: &Record) {
    let text = |write: &dyn Fn(&mut Vec<u8>) -> io::Result<()>| {
        let mut bytes = Vec::new();
        write(&mut bytes).expect("memory takes what is written");
        String::from_utf8(bytes).expect("formats are UTF-8")
    };
    let mut network = Network::default();
    network.add(record);
    check_xml(&text(&|out| gexf::write(&network, out)));
    check_xml(&text(&|out| graphml::write(&network, out)));
    let mut item = Vec::new();
    // A page without a day cannot be written.
    if newsml::write(record, &mut item).is_ok() {
        check_xml(&String::from_utf8(item).expect("formats are UTF-8"));
    }
    let turtle = text(&|out| turtle::write(record, out));
    let lines = text(&|out| ntriples::write(record, out));
    let turtle: Result<Vec<_>, _> = TurtleParser::new().for_slice(&turtle).collect();
    let lines: Result<Vec<_>, _> = NTriplesParser::new().for_slice(&lines).collect();
    assert_eq!(
        turtle.expect("this is Turtle"),
        lines.expect("these are N-Triples")
    );
    for json in [
        text(&|out| jsonld::write(record, out)),
        text(&|out| webanno::write(record, out)),
        text(&|out| ninjs::write(record, out)),
        text(&|out| gdelt::write(record, out)),
    ] {
        let values = json
            .split_terminator('\n')
            .map(serde_json::from_str::<serde_json::Value>);
        assert!(
            values.clone().count() <= 1 && values.into_iter().all(|v| v.is_ok()),
            "{json}"
        );
    }
    for line in text(&|out| plover::write(record, out)).split_terminator('\n') {
        let event: serde_json::Value = serde_json::from_str(line).expect("this is JSON");
        assert!(event["event"][0].is_string(), "{line}");
    }
    for line in text(&|out| petrarch::write(record, out)).split_terminator('\n') {
        assert_eq!(line.split('\t').count(), 6, "{line:?}");
    }
    for line in text(&|out| brat::write(record, out)).split_terminator('\n') {
        let fields = line.split('\t').count();
        assert!((2..=3).contains(&fields), "{line:?}");
    }
    for line in text(&|out| CONLLU.write(record, out)).split_terminator('\n') {
        let fields = line.split('\t').count();
        assert!(
            fields == 10 || line.is_empty() || line.starts_with("# "),
            "{line:?}"
        );
    }
    let digest = text(&|out| markdown::write(record, Language::English, out));
    assert!(digest.starts_with("# "));
}

fn check_xml(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0_i32;
    loop {
        match reader.read_event().expect("this is XML") {
            Event::Start(element) => {
                assert!(element.attributes().all(|attribute| attribute.is_ok()));
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{xml}");
}
