//! 一级事项 to 三级事项: the names of a row.
use super::{Rows, flat};
use crate::{
    diagnostic::message,
    import::{
        cells::{Draft, fault, words},
        finding::Weight,
        table::{Row, role::Role},
    },
    model::{field::Field, wording},
};

impl Rows<'_, '_> {
    /// 一级事项 to 三级事项: the last is the name, the others are the categories.
    pub(super) fn items(&mut self, row: &Row, draft: &mut Draft) {
        let mut own: [Option<String>; 9] = Default::default();
        let mut columns: Vec<(usize, usize)> = self
            .table
            .columns
            .iter()
            .filter_map(|it| match it.role {
                Role::Item(level) => Some((usize::from(level), it.at)),
                _ => None,
            })
            .collect();
        columns.sort_unstable();
        let mut name_at = (row.at, columns.last().map_or(0, |it| it.1));
        let mut seen: Option<(usize, usize)> = None;
        for &(level, column) in &columns {
            let cell = self.grid.cell(row.at, column);
            let from = cell.and_then(|it| it.covered).map_or((row.at, column), |(up, left)| {
                (row.at - up as usize, column - left as usize)
            });
            // One cell over two columns says one thing.
            if seen == Some(from) {
                continue;
            }
            seen = Some(from);
            let text = self.text(row.at, column);
            let (mark, words) = heading(&text);
            if let Some(what) = fault::of(&text) {
                self.tell(Weight::Lost, "no-value", (row.at, column), what, &text);
                let cell = self.grid.address(row.at, column);
                draft.notes.push(format!("{cell} 原文：{}", flat(&text)));
            } else if wording::is_ditto(&words) {
                own[level] = Some(self.above.items[level].clone());
            } else if !words.is_empty() && !wording::is_nothing(&words) {
                own[level] = Some(words);
                name_at.1 = column;
                let is_last = columns.last().is_some_and(|it| it.1 == column);
                if is_last && draft.number.is_none() && !self.has(&Role::Number) {
                    draft.number = mark;
                }
            }
        }
        // A heading between the rows is the category of those that name none.
        let section = row.section.as_deref().map(|it| heading(it).1);
        if section != self.above.section {
            self.above.items = Default::default();
            self.above.items[1].clone_from(section.as_ref().unwrap_or(&String::new()));
            self.above.section.clone_from(&section);
        }
        if !self.has(&Role::Item(1)) {
            own[1] = own[1].take().or(section);
        }
        // A blank is as above unless something to its left is new.
        let mut is_new = false;
        for &(level, column) in &columns {
            if let Some(word) = &own[level] {
                is_new |= *word != self.above.items[level];
            } else if !is_new && level <= 2 && self.grid.text(row.at, column).trim().is_empty() {
                let above = self.above.items[level].clone();
                if !above.is_empty() {
                    let is_name =
                        level == 2 && !self.grid.is_from_above(row.at, column) && own[3].is_none();
                    if is_name {
                        let what = message!(
                            "事项名称空白，按同上处理",
                            "the name is blank; it was taken as above"
                        );
                        self.tell(Weight::Guessed, "blank-as-above", (row.at, column), what, "");
                        let cell = self.grid.address(row.at, column);
                        draft.notes.push(format!("事项名称（{cell}）原为空白，按同上处理"));
                    }
                    own[level] = Some(above);
                }
            }
        }
        for (level, word) in own.iter().enumerate() {
            self.above.items[level] = word.clone().unwrap_or_default();
        }
        let mut levels: Vec<String> = own.into_iter().flatten().collect();
        let Some(name) = levels.pop() else {
            let what = message!("这一行没有事项名称", "the row names no item");
            self.tell(Weight::Lost, "no-name", name_at, what, "");
            return;
        };
        draft.fields.insert(Field::Name, vec![name]);
        if !levels.is_empty() {
            draft.fields.insert(Field::Category, levels);
        }
    }
}

/// A heading without the number before it, and that number.
fn heading(text: &str) -> (Option<String>, String) {
    let line = words::one_line(text);
    let chars: Vec<char> = line.chars().collect();
    let is_mark = |c: char| words::is_counter(c) || "一二三四五六七八九十（）()、.．●■".contains(c);
    let end = chars.iter().take_while(|c| is_mark(**c)).count();
    let mark: String = chars[..end].iter().collect();
    let rest: String = chars[end..].iter().collect();
    let is_whole = mark.ends_with(['、', '.', '．', '）', ')', '●', '■'])
        || mark.chars().count() == 1 && mark.chars().all(|c| words::numeral(c).is_some());
    let is_open = mark.matches(['（', '(']).count() == mark.matches(['）', ')']).count()
        || mark.ends_with(['）', ')']) && !mark.contains(['（', '(']);
    if end == 0 || rest.trim().is_empty() || !is_whole || !is_open {
        return (None, line);
    }
    (words::number(&mark), rest.trim().to_owned())
}
