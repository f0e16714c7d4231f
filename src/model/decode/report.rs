//! What does not fit a shape, in words.
use crate::{
    diagnostic::{Diagnostic, Message, message},
    model::{
        decode::Decoder,
        shape::{Key, Shape},
    },
    span::Span,
    syntax::tree::NodeRef,
};

impl Decoder {
    pub(in crate::model) fn not_a_text(&mut self, node: NodeRef<'_, '_>, field: &'static str) {
        if node.is_damaged() {
            return;
        }
        self.wrong(
            node.span(),
            field,
            message!("列表的这一项应当是一段文字", "this item of the list must be a text"),
            message!(
                "内容里有“: ”或方括号时，给整项加上双引号",
                "put an item that holds `: ` or brackets in double quotes"
            ),
        );
    }

    pub(in crate::model) fn not_a_list(&mut self, node: NodeRef<'_, '_>, field: &'static str) {
        self.wrong(
            node.span(),
            field,
            message!("“{field}”应当是文字或列表", "`{field}` must be a text or a list"),
            message!("写成 [甲, 乙]，或每行一个“- 甲”", "write [a, b], or one `- a` a line"),
        );
    }

    /// Reports a value of the wrong form.
    pub(crate) fn wrong(&mut self, span: Span, field: &'static str, what: Message, help: Message) {
        self.diagnostics
            .push(Diagnostic::new("wrong-type", span, what).with_help(help).in_field(field));
    }

    /// Reports a value that says nothing.
    pub(crate) fn empty(&mut self, span: Span, field: &'static str) {
        self.diagnostics.push(
            Diagnostic::new("empty-value", span, message!("“{field}”是空的", "`{field}` is empty"))
                .with_help(message!("写上内容，或删去这个键", "write a value, or delete the key"))
                .in_field(field),
        );
    }

    pub(in crate::model) fn missing(&mut self, key: &Key, span: Span, shape: &Shape) {
        let (name, zh, what) = (key.name, key.zh, shape.zh);
        let span = Span { end: span.start, ..span };
        self.diagnostics.push(
            Diagnostic::new(
                "missing-field",
                span,
                message!("{what}缺少“{name}”（{zh}）", "`{name}` is missing"),
            )
            .with_help(message!("补上“{name}: …”", "add `{name}: …`"))
            .in_field(key.name)
            .about(key.name),
        );
    }

    pub(in crate::model) fn duplicate_key(&mut self, key: &'static Key, span: Span, first: Span) {
        let name = key.name;
        self.diagnostics.push(
            Diagnostic::new(
                "duplicate-key",
                span,
                message!(
                    "“{name}”写了两次，第二次的内容没有用",
                    "`{name}` is written twice; the second value is not used"
                ),
            )
            .with_label(first, message!("第一次写在这里", "first written here"))
            .with_help(message!("合并成一个，删去另一个", "merge the two"))
            .in_field(key.name)
            .about(key.name),
        );
    }

    /// Reports a key that the shape does not have; gives the index of the one meant.
    pub(in crate::model) fn unknown_key(
        &mut self,
        name: &str,
        span: Span,
        shape: &'static Shape,
    ) -> Option<usize> {
        let nearest = nearest_key(name, shape);
        let help = if let Some(Key { name, zh, .. }) = nearest {
            message!("是不是“{name}”（{zh}）？", "did you mean `{name}`?")
        } else {
            let names: Vec<_> = shape.keys.iter().map(|key| key.name).collect();
            let names = names.join(" ");
            message!("这里可以写的键：{names}", "keys that may stand here: {names}")
        };
        let zh = shape.zh;
        let mut diagnostic = Diagnostic::new(
            "unknown-key",
            span,
            message!("{zh}没有“{name}”这个键", "unknown key `{name}`"),
        )
        .with_help(help)
        .about(name);
        diagnostic.field = nearest.map(|key| key.name);
        self.diagnostics.push(diagnostic);
        nearest.and_then(|key| shape.find(key.name))
    }
}

/// The key that was most likely meant: by its Chinese name, or by its letters.
fn nearest_key(name: &str, shape: &'static Shape) -> Option<&'static Key> {
    let by_name =
        shape.keys.iter().find(|key| name.eq_ignore_ascii_case(key.name) || key.zh == name);
    by_name.or_else(|| {
        shape
            .keys
            .iter()
            .map(|key| {
                let letters = strsim::jaro_winkler(&name.to_ascii_lowercase(), key.name);
                let chinese = strsim::normalized_levenshtein(name, key.zh);
                (letters.max(chinese), key)
            })
            .filter(|(likeness, _)| *likeness >= 0.7)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, key)| key)
    })
}
