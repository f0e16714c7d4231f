//! What looks up: rows that go on with the entry above, 同上, and blanks.
use super::{Rows, flat};
use crate::{
    diagnostic::message,
    import::{
        cells::{Draft, field::Parsed, marks},
        finding::Weight,
        table::{header::Column, role::Role},
    },
    model::field::Field,
};

/// The fields of which a blank cell says that they are as above.
const FROM_ABOVE: &[Field] = &[
    Field::Basis,
    Field::Deadline,
    Field::Owner,
    Field::Channel,
    Field::Audience,
    Field::Method,
    Field::Level,
];

impl Rows<'_, '_> {
    /// A row that has no number and no name of its own and nothing but lists goes on with the entry above: a
    /// page broke it, or the number and the name are merged over both.
    pub(super) fn goes_on(&mut self, at: usize) -> bool {
        let table = self.table;
        let is_own = |column: &&Column| {
            let shown = self.grid.shown(at, column.at);
            !shown.trim().is_empty() && !self.grid.is_from_above(at, column.at)
        };
        let own: Vec<&Column> = table.columns.iter().filter(is_own).collect();
        let fields: Option<Vec<Field>> = own.iter().map(|it| list(&it.role)).collect();
        let Some(fields) = fields.filter(|it| self.above.is_open && !it.is_empty()) else {
            return false;
        };
        let is_merged = |wanted: &dyn Fn(&Role) -> bool| {
            let mut all = table.columns.iter().filter(|it| wanted(&it.role));
            all.any(|it| self.grid.is_from_above(at, it.at))
        };
        let is_named = is_merged(&|it| matches!(it, Role::Item(2..)));
        let is_one = is_named && is_merged(&|it| *it == Role::Number);
        if !is_one && fields != [Field::Content] {
            return false;
        }
        for (column, field) in own.into_iter().zip(fields) {
            self.add(at, column.at, field, is_named);
        }
        true
    }

    /// Adds the words of a list to the entry above.
    fn add(&mut self, at: usize, column: usize, field: Field, is_merged: bool) {
        let text = self.text(at, column);
        // Marks count on, and a title may have been cut in two.
        let mut before = self.above.texts.get(&field).cloned().unwrap_or_default();
        let whole = format!("{before}\n{text}");
        if field == Field::Content && marks::numbered(&whole).is_none() {
            before.clear();
        }
        let parsed = self.parse(field, if before.is_empty() { &text } else { &whole });
        let Some(draft) = self.drafts.last_mut() else { return };
        let values = draft.fields.entry(field).or_default();
        if !before.is_empty() {
            values.clear();
            self.above.texts.insert(field, whole);
        }
        values.extend(parsed.values);
        let values = values.clone();
        self.above.fields.insert(field, (values, Vec::new()));
        if !is_merged {
            let what = message!(
                "这一行只有公开内容，接在上一条后面",
                "the row has content only; it was added to the entry above"
            );
            self.tell(Weight::Guessed, "row-continued", (at, column), what, &text);
            self.note(field.label(), (at, column), &text);
        }
    }

    /// Keeps an original in the last draft's comments.
    pub(super) fn note(&mut self, label: &str, (row, column): (usize, usize), text: &str) {
        let cell = self.grid.address(row, column);
        let note = format!("{label}（{cell}）原文：{}", flat(text));
        if let Some(draft) = self.drafts.last_mut() {
            draft.notes.push(note);
        }
    }

    /// What 同上 stands for.
    pub(super) fn ditto(
        &mut self,
        field: Field,
        place: (usize, usize),
        text: &str,
        draft: &mut Draft,
    ) -> Parsed {
        let Some((values, with)) = self.above.fields.get(&field).cloned() else {
            let mut parsed = Parsed::default();
            let what = message!(
                "写的是“同上”，上面却没有内容",
                "it says “as above”, and there is nothing above"
            );
            parsed.doubt(Weight::Lost, "same-as-nothing", what);
            return parsed;
        };
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if bare.trim_matches(['。', '（', '）', '(', ')']).chars().count() > 2 {
            let what = message!("“{bare}”按同上处理", "`{bare}` was taken as above");
            self.tell(Weight::Guessed, "same-as-above", place, what, text);
            let cell = self.grid.address(place.0, place.1);
            draft.notes.push(format!("{}（{cell}）原文：{}", field.label(), flat(text)));
        }
        Parsed { values, with, doubts: Vec::new() }
    }

    /// What a blank cell stands for.
    pub(super) fn blank(
        &mut self,
        at: usize,
        column: usize,
        field: Field,
        has_ticks: bool,
        draft: &mut Draft,
        whole: &mut Parsed,
    ) {
        let label = field.label();
        if has_ticks {
            let weight = match field {
                Field::Level | Field::Stage => Weight::Told,
                _ => Weight::Lost,
            };
            let what = message!("{label}一项都没有勾选", "nothing is ticked for {label}");
            self.tell(weight, "no-tick", (at, column), what, "");
            return;
        }
        let above = self.above.fields.get(&field).filter(|_| FROM_ABOVE.contains(&field));
        let Some((values, with)) = above.cloned() else { return };
        let cell = self.grid.address(at, column);
        let what = message!("{label}空白，按同上处理", "{label} is blank; it was taken as above");
        self.tell(Weight::Guessed, "blank-as-above", (at, column), what, "");
        draft.notes.push(format!("{label}（{cell}）原为空白，按同上处理"));
        (whole.values, whole.with) = (values, with);
    }
}

/// The field of a column that holds a list of texts.
fn list(role: &Role) -> Option<Field> {
    match role {
        Role::Words(field @ (Field::Content | Field::Basis | Field::Channel)) => Some(*field),
        _ => None,
    }
}
