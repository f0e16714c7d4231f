//! What looks up: rows that go on with the entry above, 同上, and blanks.
use super::{Rows, flat};
use crate::{
    diagnostic::message,
    import::{
        cells::{Draft, field::Parsed},
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
    /// A row that has nothing but content goes on with the entry above: a page broke it.
    pub(super) fn goes_on(&mut self, at: usize) -> bool {
        let own: Vec<&Column> = self
            .table
            .columns
            .iter()
            .filter(|it| !self.grid.shown(at, it.at).trim().is_empty())
            .filter(|it| !self.grid.is_from_above(at, it.at))
            .collect();
        let [column] = own.as_slice() else { return false };
        let (Role::Words(Field::Content), column) = (&column.role, column.at) else { return false };
        if self.drafts.is_empty() {
            return false;
        }
        let text = self.text(at, column);
        let parsed = self.parse(Field::Content, &text);
        let Some(draft) = self.drafts.last_mut() else { return false };
        let content = draft.fields.entry(Field::Content).or_default();
        content.extend(parsed.values);
        let values = content.clone();
        self.above.fields.insert(Field::Content, (values, Vec::new()));
        let is_merged = self
            .table
            .columns
            .iter()
            .any(|it| it.role == Role::Item(2) && self.grid.is_from_above(at, it.at));
        if !is_merged {
            let what = message!(
                "这一行只有公开内容，接在上一条后面",
                "the row has content only; it was added to the entry above"
            );
            self.tell(Weight::Guessed, "row-continued", (at, column), what, &text);
            self.note(Field::Content.label(), (at, column), &text);
        }
        true
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
