//! 序号: the number of a row.
use super::{Rows, flat};
use crate::{
    diagnostic::message,
    import::{
        cells::{Draft, fault, words},
        finding::Weight,
        table::role::Role,
    },
};

impl Rows<'_, '_> {
    /// Reads the number of a row. One that nobody can use is kept in a comment.
    pub(super) fn number(&mut self, at: usize, draft: &mut Draft) {
        let column = self.table.columns.iter().find(|it| it.role == Role::Number);
        let Some(column) = column.map(|it| it.at) else { return };
        // A number that is merged over rows is the number of none of them but the first.
        if self.grid.is_from_above(at, column) {
            return;
        }
        let text = self.text(at, column);
        draft.number = words::number(&text).filter(|it| !is_day(it));
        let said = fault::of(&text).map(|it| (Weight::Lost, "no-value", it)).or_else(|| {
            let what = message!(
                "序号存成了日期，没有用作编号；原来写的多半是 1-4 一类，请把这一栏设成文本再填",
                "the number became a date and was not used; it was probably like 1-4: make the column one of texts and fill it in again"
            );
            is_day(text.trim()).then_some((Weight::Guessed, "number-is-day", what))
        });
        if let Some((weight, code, what)) = said {
            self.tell(weight, code, (at, column), what, &text);
        }
        if draft.number.is_none() && !text.trim().is_empty() {
            draft.notes.push(format!("序号：{}", flat(&text)));
        }
    }
}

/// `2024-01-04`
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_digits = |it: &&str| it.chars().all(|c| c.is_ascii_digit());
    parts.iter().map(|it| it.len()).eq([4, 2, 2]) && parts.iter().all(is_digits)
}
