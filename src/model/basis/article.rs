//! 条款项目: which part of a document is cited, and its one canonical spelling.
use std::fmt;

use crate::model::basis::{
    numerals::{self, chinese},
    text::{Chars, half_width, is_blank},
};

/// One place in a document, or a run of places.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Article {
    /// The place, or the first of the run.
    pub from: Place,
    /// The last of the run: 第五条至第八条.
    pub to: Option<Place>,
}

/// A place: what is not said is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The numbers of 章, 节, 条, 款, 项, 目, in this order.
    levels: [Option<u32>; UNITS.len()],
    /// The 一 of 第二十条之一.
    inserted: Option<u32>,
}

const UNITS: [char; 6] = ['章', '节', '条', '款', '项', '目'];
const ARTICLE: usize = 2;
const ITEM: usize = 4;

impl Place {
    /// 条.
    #[must_use]
    pub fn article(&self) -> Option<u32> {
        self.levels[ARTICLE]
    }

    fn deepest(&self) -> usize {
        self.levels.iter().rposition(Option::is_some).unwrap_or(0)
    }

    /// The place numbered `n` at `level`, inside what holds this one.
    fn sibling(&self, level: usize, n: u32) -> Self {
        let mut place = self.clone();
        place.levels[level..].fill(None);
        place.levels[level] = Some(n);
        if level <= ARTICLE {
            place.inserted = None;
        }
        place
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, from: usize) -> fmt::Result {
        for (level, n) in self.levels.iter().enumerate().skip(from) {
            let Some(n) = n else { continue };
            write!(f, "第{}{}", chinese(*n), UNITS[level])?;
            if let Some(inserted) = self.inserted.filter(|_| level == ARTICLE) {
                write!(f, "之{}", chinese(inserted))?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.from.write(f, 0)?;
        if let Some(to) = &self.to {
            f.write_str("至")?;
            let same = |level: &usize| {
                self.from.levels[*level] == to.levels[*level]
                    && (*level != ARTICLE || self.from.inserted == to.inserted)
            };
            to.write(f, (0..to.deepest()).take_while(same).count())?;
        }
        Ok(())
    }
}

/// What stands between two numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Descend,
    And,
    Through,
}

/// Articles read at a place: what they are, where they end, and whether blanks stand in them.
pub(super) struct Read {
    pub(super) articles: Vec<Article>,
    pub(super) end: usize,
    pub(super) blank: bool,
}

/// Reads articles at `i`: 第二十六条第一款第（三）项, 第十九、二十条, 第5-8条. The first 第 may be missing if `bare`.
pub(super) fn read(chars: &Chars<'_>, i: usize, bare: bool) -> Option<Read> {
    let mut out = Read { articles: Vec::new(), end: i, blank: false };
    while let Some(group) = group(chars, &out, bare) {
        out.apply(&group);
        out.end = group.end;
        out.blank |= group.blank;
    }
    (!out.articles.is_empty()).then_some(out)
}

/// Numbers that share a unit: the 十九、二十 of 第十九、二十条.
struct Group {
    level: usize,
    numbers: Vec<(Joint, u32)>,
    inserted: Option<u32>,
    end: usize,
    blank: bool,
}

fn group(chars: &Chars<'_>, done: &Read, bare: bool) -> Option<Group> {
    /// More numbers without a unit are no list of articles; the bound keeps reading linear.
    const MOST: usize = 32;
    let first = done.articles.is_empty();
    let mut group =
        Group { level: 0, numbers: Vec::new(), inserted: None, end: done.end, blank: false };
    let mut ordinal = false;
    loop {
        let (joint, at) = if first && group.numbers.is_empty() {
            (Joint::Descend, group.end)
        } else {
            joint(chars, group.end)
        };
        let at = group.skip(chars, at);
        let has_di = chars.at(at) == '第';
        ordinal |= has_di;
        let at = if has_di { group.skip(chars, at + 1) } else { at };
        let (n, bracketed, after) = number(chars, at).filter(|it| (1..10_000).contains(&it.0))?;
        if !group.numbers.is_empty() && joint == Joint::Descend && !bracketed {
            return None;
        }
        group.numbers.push((
            if group.numbers.is_empty() || joint != Joint::Descend { joint } else { Joint::And },
            n,
        ));
        group.end = after;
        let unit = chars.skip_blanks(after);
        if let Some(level) = UNITS.iter().position(|it| *it == chars.at(unit)) {
            group.end = group.skip(chars, after) + 1;
            group.level = level;
            // 目 begins too many words, and a date's 节 is a feast: both need their 第.
            let alone = first && (!(ordinal || bare) || level > ARTICLE);
            if alone || (!ordinal && !bracketed && level <= 1) || is_word(chars, group.end, level) {
                return None;
            }
            if level == ARTICLE
                && chars.at(group.end) == '之'
                && let Some((n, after)) =
                    numerals::read(chars, group.end + 1).filter(|it| (1..100).contains(&it.0))
            {
                (group.inserted, group.end) = (Some(n), after);
            }
            return Some(group);
        }
        if bracketed && !first && unit_may_be_missing(chars, after) {
            // 第十条（三）: the law's own numbering, the 项 left out.
            group.level = ITEM;
            return Some(group);
        }
        if group.numbers.len() == MOST {
            return None;
        }
    }
}

impl Group {
    /// Steps over blanks and remembers that there were some.
    fn skip(&mut self, chars: &Chars<'_>, i: usize) -> usize {
        let end = chars.skip_blanks(i);
        self.blank |= end > i;
        end
    }
}

impl Read {
    fn apply(&mut self, group: &Group) {
        for (joint, n) in &group.numbers {
            let last = self.articles.last_mut().map(|it| it.to.as_mut().unwrap_or(&mut it.from));
            match (joint, last) {
                (Joint::Descend, Some(place)) if group.level > place.deepest() => {
                    place.levels[group.level] = Some(*n);
                }
                (Joint::Through, Some(place)) => {
                    let to = place.sibling(group.level, *n);
                    if let Some(article) = self.articles.last_mut() {
                        article.to = Some(to);
                    }
                }
                (_, place) => {
                    let from =
                        place.map_or_else(Place::default, |it| it.clone()).sibling(group.level, *n);
                    self.articles.push(Article { from, to: None });
                }
            }
        }
        if group.inserted.is_some()
            && let Some(last) = self.articles.last_mut()
        {
            last.to.as_mut().unwrap_or(&mut last.from).inserted = group.inserted;
        }
    }
}

fn joint(chars: &Chars<'_>, i: usize) -> (Joint, usize) {
    let at = chars.skip_blanks(i);
    match half_width(chars.at(at)) {
        '以' if chars.at(at + 1) == '及' => (Joint::And, at + 2),
        '、' | ',' | '和' | '及' | '与' | '或' => (Joint::And, at + 1),
        '至' | '到' | '-' | '~' | '–' | '—' | '―' | '─' | '〜' => {
            // A dash is often typed twice.
            let twice = chars.at(at) == chars.at(at + 1) && !matches!(chars.at(at), '至' | '到');
            (Joint::Through, at + 1 + usize::from(twice))
        }
        _ => (Joint::Descend, i),
    }
}

/// A number, bracketed or not: 三, 3, （三）.
fn number(chars: &Chars<'_>, i: usize) -> Option<(u32, bool, usize)> {
    if matches!(chars.at(i), '（' | '(' | '〔' | '[' | '【') {
        let (n, end) = numerals::read(chars, chars.skip_blanks(i + 1))?;
        let end = chars.skip_blanks(end);
        return matches!(chars.at(end), '）' | ')' | '〕' | ']' | '】').then_some((
            n,
            true,
            end + 1,
        ));
    }
    numerals::read(chars, i).map(|(n, end)| (n, false, end))
}

fn unit_may_be_missing(chars: &Chars<'_>, i: usize) -> bool {
    let next = chars.at(i);
    next == '\0'
        || is_blank(next)
        || matches!(next, '；' | ';' | '，' | ',' | '。' | '）' | ')' | '规' | '的')
}

/// 条例, 款项, 项目, 目录 and 节约 begin with a unit and are words.
fn is_word(chars: &Chars<'_>, after_unit: usize, level: usize) -> bool {
    let next = chars.at(after_unit);
    match UNITS[level] {
        '条' => matches!(next, '例' | '件' | '约' | '码'),
        '款' => next == '项',
        '项' => next == '目',
        '目' => matches!(next, '录' | '标' | '的' | '前'),
        '节' => matches!(next, '约' | '能' | '水' | '假'),
        _ => next == '程',
    }
}

#[cfg(test)]
mod tests {
    use super::{Chars, read};

    #[track_caller]
    fn check(text: &str, want: &str) {
        let chars = Chars::new(text);
        let got = read(&chars, 0, false)
            .filter(|it| it.end == chars.len())
            .map_or_else(String::new, |it| {
                it.articles.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")
            });
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn spellings() {
        check("第二十六条", "第二十六条");
        check("第26条第1款第（三）项", "第二十六条第一款第三项");
        check("第 26 条第1款第(3)项", "第二十六条第一款第三项");
        check("第二十六条一款三项", "第二十六条第一款第三项");
        check("第十九、二十、二十一条", "第十九条|第二十条|第二十一条");
        check("第十九条、第二十条和第二十一条", "第十九条|第二十条|第二十一条");
        check("第十九条、二十条", "第十九条|第二十条");
        check("第五条至第八条", "第五条至第八条");
        check("第5-8条", "第五条至第八条");
        check("第5条——第8条", "第五条至第八条");
        check("第二十条第一款至第三款", "第二十条第一款至第三款");
        check("第五条第一款至第六条第二款", "第五条第一款至第六条第二款");
        check("第二十条第一款、第三款", "第二十条第一款|第二十条第三款");
        check("第二十条第（一）、（二）项", "第二十条第一项|第二十条第二项");
        check("第二十条第（一）（二）（五）项", "第二十条第一项|第二十条第二项|第二十条第五项");
        check("第二十条第（一）至（三）项", "第二十条第一项至第三项");
        check("第十条（三）", "第十条第三项");
        check("第一百二十条之一第二款", "第一百二十条之一第二款");
        check("第三章第二节", "第三章第二节");
        check("第二十条第一款第一项第二目", "第二十条第一款第一项第二目");
        check("第２６条", "第二十六条");
        check("第九条、第十一条第一款", "第九条|第十一条第一款");
    }

    #[test]
    fn not_articles() {
        for text in [
            "第六批",
            "第一条例",
            "第三方",
            "第",
            "第条",
            "第〇条",
            "第一款",
            "第十、",
            "第99999条",
            "三条",
        ] {
            check(text, "");
        }
    }
}
