//! The JSON Schema that editors use, made from the shapes that the decoder reads by.
//!
//! Draft 7, for that is what the YAML language server speaks. Titles are the Chinese names,
//! descriptions English; the standard terms of the vocabulary are offered for completion.
use serde_json::{Map, Value, json};

use crate::{
    model::{
        catalog::Kind,
        choice::Review,
        field::Field,
        lower::FORMAT_VERSION,
        registry::Registries,
        shape::{self, Form, Key, Need, Shape},
        vocabulary::Terms,
    },
    source::paths::Role,
};

/// The words that a document's status may be.
const STATUSES: [&str; 4] = ["现行", "修订", "废止", "失效"];
/// What an id looks like.
const ID: &str = "^[A-Za-z0-9][A-Za-z0-9._-]*$";

/// The shapes that are files of their own.
pub fn files() -> impl Iterator<Item = &'static Shape> {
    shape::ALL.iter().copied().filter(|shape| shape.find("govcat").is_some())
}

/// The shape of a file that is for something; `None` for settings, ledgers and strays.
#[must_use]
pub fn of_role(role: &Role) -> Option<&'static Shape> {
    match role {
        Role::Domains => Some(&shape::DOMAINS),
        Role::Vocabulary => Some(&shape::VOCABULARY),
        Role::Basis => Some(&shape::BASIS),
        Role::Calendar => Some(&shape::CALENDAR),
        Role::Agency(_) => Some(&shape::AGENCY),
        Role::Catalog(_) => Some(&shape::CATALOG),
        Role::Config | Role::Ledger(_) | Role::Stray => None,
    }
}

/// Where such files lie.
#[must_use]
pub fn place(shape: &Shape) -> &'static str {
    match shape.name {
        "catalog" => "catalogs/<agency>/*.yaml",
        "agency" => "catalogs/<agency>/agency.yaml",
        "domains" => "catalogs/domains.yaml",
        "vocabulary" => "catalogs/vocabulary.yaml",
        "basis" => "catalogs/basis.yaml",
        "calendar" => "catalogs/calendar.yaml",
        _ => "",
    }
}

/// The schema of a file.
#[must_use]
pub fn schema(file: &'static Shape, registries: &Registries) -> Value {
    let mut definitions = Map::new();
    let mut schema = Map::new();
    schema.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".into(), file.zh.into());
    schema.insert("description".into(), place(file).into());
    schema.append(&mut record(file, registries, &mut definitions));
    if !definitions.is_empty() {
        schema.insert("definitions".into(), definitions.into());
    }
    schema.into()
}

/// A mapping with its keys. The shapes that it refers to are added to `definitions`.
fn record(
    shape: &'static Shape,
    registries: &Registries,
    definitions: &mut Map<String, Value>,
) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in shape.keys {
        let mut property = Map::new();
        property.insert("title".into(), key.zh.into());
        property.insert("description".into(), key.en.into());
        property.append(&mut form(shape, key, registries, definitions));
        properties.insert(key.name.into(), property.into());
    }
    let required = shape.keys.iter().filter(|key| key.need == Need::Required);
    let required: Vec<&str> = required.map(|key| key.name).collect();
    let mut schema = Map::new();
    schema.insert("type".into(), "object".into());
    schema.insert("properties".into(), properties.into());
    if !required.is_empty() {
        schema.insert("required".into(), required.into());
    }
    schema.insert("additionalProperties".into(), false.into());
    schema
}

/// What may stand behind a key.
fn form(
    shape: &'static Shape,
    key: &Key,
    registries: &Registries,
    definitions: &mut Map<String, Value>,
) -> Map<String, Value> {
    let text = || text(shape, key, registries);
    let schema = match key.form {
        Form::Text => text(),
        Form::Texts => one_or_more(&text()),
        Form::Date => {
            json!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
        }
        Form::Number if key.name == "govcat" => json!({ "enum": [FORMAT_VERSION] }),
        Form::Number => json!({ "type": "integer", "minimum": 0 }),
        Form::Flag => json!({ "type": "boolean" }),
        Form::Owner => {
            let parties = reference(&shape::OWNER, registries, definitions);
            json!({ "anyOf": [text(), list(&text()), parties] })
        }
        Form::Record(inner) => json!({ "allOf": [reference(inner, registries, definitions)] }),
        Form::Records(inner) => {
            let inner = reference(inner, registries, definitions);
            let all = json!({ "type": "array", "items": inner });
            // A catalog's entries are always a list.
            if key.name == "entries" { all } else { json!({ "anyOf": [all, inner] }) }
        }
    };
    match schema {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn reference(
    shape: &'static Shape,
    registries: &Registries,
    definitions: &mut Map<String, Value>,
) -> Value {
    if !definitions.contains_key(shape.name) {
        // The place is taken first: a shape may come to hold itself.
        definitions.insert(shape.name.into(), Value::Null);
        let mut schema = record(shape, registries, definitions);
        schema.insert("title".into(), shape.zh.into());
        definitions.insert(shape.name.into(), schema.into());
    }
    json!({ "$ref": format!("#/definitions/{}", shape.name) })
}

fn one_or_more(item: &Value) -> Value {
    json!({ "anyOf": [item, list(item)] })
}

fn list(item: &Value) -> Value {
    json!({ "type": "array", "items": item, "minItems": 1 })
}

/// One text. Numbers are texts as well, kept as written.
fn text(shape: &Shape, key: &Key, registries: &Registries) -> Value {
    let words = &registries.vocabulary;
    match (shape.name, key.name) {
        ("catalog", "kind") => json!({ "enum": (Kind::ALL.map(Kind::name)) }),
        (_, "review") => {
            let words = [Review::Verified, Review::Published, Review::Reconstructed];
            json!({ "enum": (words.map(Review::name)) })
        }
        ("waiver", "field") | (_, "reconstructed") => {
            json!({ "enum": (Field::ALL.map(Field::name)) })
        }
        ("document", "status") => json!({ "enum": STATUSES }),
        ("entry" | "exclude", "id" | "was" | "covers" | "disclosed_by") | ("waiver", "entry") => {
            json!({ "type": ["string", "number"], "pattern": ID })
        }
        (_, "method") => closed(&words.methods),
        ("entry" | "defaults" | "agency", "level") => closed(&words.levels),
        (_, "stage") => closed(&words.stages),
        (_, "channel") => open(words.channels.list().iter().map(|it| it.term.as_str())),
        (_, "audience") => open(words.audiences.list().iter().map(|it| it.term.as_str())),
        ("entry" | "defaults" | "exclude", "reason") => {
            open(words.reasons.list().iter().map(|it| it.term.as_str()))
        }
        ("catalog" | "not-applicable", "domain") | ("document", "domains") => {
            open(registries.domains.list.iter().map(|it| it.code.as_str()))
        }
        _ => json!({ "type": ["string", "number"], "minLength": 1 }),
    }
}

/// One of the standard terms. Synonyms pass, but are not offered.
fn closed(terms: &Terms) -> Value {
    let standard: Vec<&str> = terms.list().iter().map(|it| it.term.as_str()).collect();
    let synonyms: Vec<String> =
        terms.list().iter().flat_map(|it| &it.synonyms).map(|it| escape(it)).collect();
    if synonyms.is_empty() {
        return json!({ "enum": standard });
    }
    let pattern = format!("^({})$", synonyms.join("|"));
    json!({ "anyOf": [{ "enum": standard }, { "type": "string", "pattern": pattern }] })
}

/// Words that are offered; any other text passes, for the rules know more about it.
fn open<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    let words: Vec<&str> = words.collect();
    json!({ "anyOf": [{ "enum": words }, { "type": "string", "minLength": 1 }] })
}

/// A word as a regular expression.
fn escape(word: &str) -> String {
    let mut pattern = String::new();
    for c in word.chars() {
        if c.is_ascii_punctuation() {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
