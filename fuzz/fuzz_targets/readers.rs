//! Two readers, one tree: where the plain reader answers, values, structure and spans are the full reader's,
//! and the full reader finds nothing wrong. The bounded run of the same law is in `src/syntax/tests.rs`.
#![no_main]

use govcat::{
    span::FileId,
    syntax::{self, Reader, tree::NodeRef},
};
use libfuzzer_sys::fuzz_target;

/// Every node in the order of the text, with all that anybody can ask of it.
fn dump(node: NodeRef<'_, '_>, out: &mut Vec<String>) {
    out.push(format!("{:?} {:?} {} {:?}", node.kind(), node.span(), node.is_damaged(), node.text()));
    node.items().for_each(|item| dump(item, out));
    for (key, value) in node.pairs() {
        dump(key, out);
        dump(value, out);
    }
}

fn read(text: &str, reader: Reader) -> (Vec<String>, String) {
    let outcome = syntax::parse(FileId(0), text, reader);
    let mut nodes = Vec::new();
    if let Some(root) = outcome.value.tree.root() {
        dump(root, &mut nodes);
    }
    (nodes, format!("{:?} {:?}", outcome.diagnostics, outcome.value.allows))
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(read(text, Reader::Fast), read(text, Reader::Full));
    }
});
