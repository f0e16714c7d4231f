//! The columns that an export adds: ids, and the fields that its cells do not say exactly.
use std::collections::BTreeMap;

use serde_json::Value;

use super::{Rows, flat};
use crate::{
    diagnostic::message,
    import::{
        cells::{Draft, words},
        finding::Weight,
        table::{own, role::Role},
    },
    model::{field::Field, names::is_safe_id},
};

/// Fields with their values, and 配合单位.
pub(super) type Exact = BTreeMap<Field, (Vec<String>, Vec<String>)>;

impl Rows<'_, '_> {
    /// Reads them; what is exact is given back.
    pub(super) fn own(&mut self, at: usize, draft: &mut Draft) -> Exact {
        if let Some(text) = self.own_cell(at, &Role::Id) {
            if is_safe_id(&text) {
                draft.id = Some(text);
            } else {
                let what = message!(
                    "“{text}”不能做编号，另编了一个",
                    "`{text}` cannot be an id; another was given"
                );
                self.tell(Weight::Lost, "bad-id", self.place(at, &Role::Id), what, &text);
                draft.notes.push(format!("{}：{}", own::ID, flat(&text)));
            }
        }
        if let Some(text) = self.own_cell(at, &Role::Was) {
            draft.was = text
                .split(own::BETWEEN)
                .map(str::trim)
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect();
        }
        let Some(text) = self.own_cell(at, &Role::Exact) else { return Exact::new() };
        if let Some(exact) = parse(&text) {
            return exact;
        }
        let what = message!(
            "精确值读不懂，照其他各栏读",
            "the exact values cannot be read; the other columns were taken"
        );
        self.tell(Weight::Lost, "bad-exact", self.place(at, &Role::Exact), what, &text);
        draft.notes.push(format!("{}：{}", own::EXACT, flat(&text)));
        Exact::new()
    }

    fn own_cell(&self, at: usize, role: &Role) -> Option<String> {
        let text = self.grid.text(at, self.place(at, role).1).trim();
        (self.has(role) && !text.is_empty()).then(|| text.to_owned())
    }

    fn place(&self, at: usize, role: &Role) -> (usize, usize) {
        (at, self.table.columns.iter().find(|it| it.role == *role).map_or(0, |it| it.at))
    }

    /// Takes a field as it is exactly. Where somebody changed the cell since, that is told, for it is
    /// not read.
    pub(super) fn exactly(&mut self, at: usize, field: Field, exact: &Exact, draft: &mut Draft) {
        let Some((values, with)) = exact.get(&field).cloned() else { return };
        if let Some((place, shown)) = self.changed(at, field, &values, &with) {
            let label = field.label();
            let what = message!(
                "{label}以“精确值”为准；表格里改过的话，请清空“精确值”再导入",
                "`{label}` was taken from 精确值; if the cell was changed, empty 精确值 and import again"
            );
            self.tell(Weight::Lost, "exact-differs", place, what, &shown);
            let cell = self.grid.address(place.0, place.1);
            draft.notes.push(format!("{label}（{cell}）原文：{}", flat(&shown)));
        }
        self.above.fields.insert(field, (values.clone(), with.clone()));
        draft.with.extend(with);
        draft.fields.remove(&field);
        if !values.is_empty() {
            draft.fields.insert(field, values);
        }
    }

    /// The cell of a field of texts whose letters are no longer those of its exact values.
    fn changed(
        &self,
        at: usize,
        field: Field,
        values: &[String],
        with: &[String],
    ) -> Option<((usize, usize), String)> {
        let letters = |text: &str| -> String {
            words::simplified(&words::one_line(text))
                .0
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect()
        };
        let is_texts = matches!(
            field,
            Field::Content
                | Field::Basis
                | Field::Deadline
                | Field::Owner
                | Field::Reason
                | Field::Link
        );
        let mut columns = self.table.columns.iter().filter(|it| it.role == Role::Words(field));
        let column = columns.next().filter(|_| is_texts && columns.next().is_none())?;
        let shown = self.grid.shown(at, column.at);
        let mut want = values.concat();
        if !with.is_empty() {
            want.push_str("配合");
            want.push_str(&with.concat());
        }
        (letters(shown) != letters(&want)).then(|| ((at, column.at), shown.to_owned()))
    }
}

/// `{"name":"…","content":["…"],"deadline":null}`, as [`crate::render::exchange`] writes it.
fn parse(text: &str) -> Option<Exact> {
    let Ok(Value::Object(map)) = serde_json::from_str(text) else { return None };
    map.into_iter()
        .map(|(key, value)| {
            let field = Field::find(&key)?;
            let mut with = Vec::new();
            let lead = match value {
                Value::Object(mut sides) if field == Field::Owner => {
                    with = texts(sides.remove("with").unwrap_or_default())?;
                    texts(sides.remove("lead").unwrap_or_default())?
                }
                other => texts(other)?,
            };
            Some((field, (lead, with)))
        })
        .collect()
}

fn texts(value: Value) -> Option<Vec<String>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::String(text) => Some(vec![text]),
        Value::Array(all) => all.into_iter().map(|it| it.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}
