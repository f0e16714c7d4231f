//! A catalog, an entry and an agency as new text.
use crate::{
    import::{
        cells::Draft,
        place::catalog::Catalog,
        write::yaml::{Look, list, text},
    },
    model::{catalog::Kind, field::Field, registry::Domains},
    syntax::scalar,
};

/// A whole catalog file.
#[must_use]
pub fn catalog(catalog: &Catalog, ids: &[String], domains: &Domains) -> String {
    let domain = catalog.domain.map(|it| domains.get(it));
    let mut lines = Vec::new();
    if !catalog.files.is_empty() {
        lines.push(format!(
            "# 由 govcat import 从{}导入",
            catalog.files.join("、").replace(['\n', '\r'], " ")
        ));
    }
    lines.push("govcat: 1".to_owned());
    if catalog.kind != Kind::Standard {
        lines.push(text(0, "kind", catalog.kind.name(), Look::Text));
    }
    if let Some(domain) = domain {
        lines.push(text(0, "domain", &domain.code, Look::Text));
    }
    let title = catalog.title.clone().or_else(|| {
        domain.map(|it| format!("{}领域基层政务公开标准目录", it.name.trim_end_matches("领域")))
    });
    if let Some(title) = title {
        lines.push(text(0, "title", &title, Look::Text));
    }
    let look = |key: &str| if key == "version" { Look::Id } else { Look::Text };
    let facts = catalog.facts.iter().map(|(key, value)| match *key {
        // A day is no text.
        "effective" => format!("{key}: {value}"),
        key => text(0, key, value, look(key)),
    });
    lines.extend(facts);
    lines.push("entries:".to_owned());
    let entries = catalog.drafts.iter().zip(ids).map(|(draft, id)| entry(draft, id));
    lines.extend(entries);
    lines.join("\n") + "\n"
}

/// One entry, without a line break at its end.
#[must_use]
pub fn entry(draft: &Draft, id: &str) -> String {
    // An id is always quoted: 20-001 is a text, whatever it looks like.
    let mut lines = vec![format!("  - id: {}", scalar::quoted(id))];
    let number = draft.number.as_deref().filter(|it| *it != id && !id.ends_with(&format!("-{it}")));
    if let Some(number) = number {
        lines[0] += "  # 原序号 ";
        lines[0] += number;
    }
    if !draft.was.is_empty() {
        lines.push(list(4, "was", &draft.was, Look::Id));
    }
    for field in Field::ALL {
        lines.extend(self::field(4, field, draft));
    }
    lines.extend(draft.notes.iter().map(|it| comment(it)));
    lines.join("\n")
}

/// A line of comment inside an entry.
#[must_use]
pub fn comment(note: &str) -> String {
    format!("    # {note}")
}

/// One field of an entry; nothing where the row has none.
#[must_use]
pub fn field(indent: usize, field: Field, draft: &Draft) -> Option<String> {
    let key = field.name();
    let values = draft.fields.get(&field).filter(|it| !it.is_empty());
    if field == Field::Owner && !draft.with.is_empty() {
        let lead =
            values.map(|it| list(indent + 2, "lead", it, Look::Text) + "\n").unwrap_or_default();
        let with = list(indent + 2, "with", &draft.with, Look::Text);
        return Some(format!("{:indent$}owner:\n{lead}{with}", ""));
    }
    let values = values?;
    let takes_one = matches!(
        field,
        Field::Name | Field::Deadline | Field::Link | Field::Reason | Field::Review
    );
    let is_one =
        values.len() == 1 && matches!(field, Field::Category | Field::Method | Field::Audience);
    let look = match field {
        Field::Explains | Field::Covers | Field::DisclosedBy => Look::Id,
        _ => Look::Text,
    };
    Some(match values.first() {
        Some(value) if takes_one || is_one => text(indent, key, value, look),
        _ => list(indent, key, values, look),
    })
}

/// An `agency.yaml` with what is known.
#[must_use]
pub fn agency(key: &str, name: Option<&str>, below: Option<&str>) -> String {
    let mut lines = vec![
        "# 由 govcat import 创建，请补全：name 机关全称，code 行政区划代码，level 层级，offices 各机构承担的角色。".to_owned(),
        "# inherit: false 表示这里的目录是完整的表，只与上一层对照；改成 true，就叠加在上一层之上。".to_owned(),
        "govcat: 1".to_owned(),
        text(0, "agency", key, Look::Text),
        text(0, "name", name.unwrap_or(key), Look::Text),
    ];
    if let Some(below) = below {
        lines.push(text(0, "extends", below, Look::Text));
        lines.push("inherit: false".to_owned());
    }
    lines.join("\n") + "\n"
}
