//! The numbers that Word counts itself: lists with their levels, where they begin and how they are written.
use rustc_hash::{FxHashMap, FxHashSet};

use crate::import::{
    cells::words,
    read::{relations::tags, xml::attribute},
};

/// What `word/numbering.xml` and `word/styles.xml` say, and how far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Which definition a list has; several lists may share one, and then count on together.
    lists: FxHashMap<String, String>,
    /// Where a list begins anew, by level.
    starts: FxHashMap<(String, u32), u32>,
    levels: FxHashMap<(String, u32), Level>,
    /// The list and level of a paragraph style.
    styles: FxHashMap<String, (String, u32)>,
    counts: FxHashMap<(String, u32), u32>,
    begun: FxHashSet<(String, u32)>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `%1.`, `（%1）`, `%1.%2`
    text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new() }
    }
}

impl Numbering {
    /// Reads both parts; a document may have neither.
    pub(super) fn new(numbering: &str, styles: &str) -> Self {
        let mut read = Self::default();
        let (mut definition, mut list, mut level) = (String::new(), String::new(), 0);
        let number = |text: Option<String>| -> Option<u32> { text?.parse().ok() };
        tags(numbering, |tag| {
            let value = || attribute(tag, "val").unwrap_or_default();
            let key = (definition.clone(), level);
            match tag.local_name().as_ref() {
                "abstractNum" => {
                    definition = attribute(tag, "abstractNumId").unwrap_or_default();
                    list.clear();
                }
                "num" => list = attribute(tag, "numId").unwrap_or_default(),
                "abstractNumId" => {
                    read.lists.insert(list.clone(), value());
                }
                "lvl" | "lvlOverride" => level = number(attribute(tag, "ilvl")).unwrap_or(0),
                "startOverride" => {
                    let start = number(attribute(tag, "val")).unwrap_or(1);
                    read.starts.insert((list.clone(), level), start);
                }
                "start" if list.is_empty() => {
                    read.levels.entry(key).or_default().start =
                        number(attribute(tag, "val")).unwrap_or(1);
                }
                "numFmt" if list.is_empty() => read.levels.entry(key).or_default().format = value(),
                "lvlText" if list.is_empty() => read.levels.entry(key).or_default().text = value(),
                _ => {}
            }
        });
        let mut style = String::new();
        tags(styles, |tag| {
            let value = || attribute(tag, "val").unwrap_or_default();
            match tag.local_name().as_ref() {
                "style" => style = attribute(tag, "styleId").unwrap_or_default(),
                "numId" => read.styles.entry(style.clone()).or_default().0 = value(),
                "ilvl" => {
                    let level = number(attribute(tag, "val")).unwrap_or(0);
                    read.styles.entry(style.clone()).or_default().1 = level;
                }
                _ => {}
            }
        });
        read
    }

    /// The list and the level of a paragraph style that has one.
    pub(super) fn of_style(&self, style: &str) -> Option<(String, u32)> {
        self.styles.get(style).filter(|it| !it.0.is_empty()).cloned()
    }

    /// Counts one more paragraph of a list; what stands before it, nothing for a bullet.
    pub(super) fn next(&mut self, list: &str, level: u32) -> Option<String> {
        // List 0 is none.
        if list.is_empty() || list == "0" {
            return None;
        }
        let definition = self.lists.get(list).cloned().unwrap_or_else(|| format!("list {list}"));
        self.counts.retain(|(own, deep), _| *own != definition || *deep <= level);
        let own = self.level(&definition, level);
        let begins = self.starts.get(&(list.to_owned(), level)).copied();
        let begins = begins.filter(|_| self.begun.insert((list.to_owned(), level)));
        let count =
            self.counts.entry((definition.clone(), level)).or_insert(own.start.wrapping_sub(1));
        *count = begins.unwrap_or_else(|| count.wrapping_add(1));
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut text = if own.text.is_empty() { format!("%{}", level + 1) } else { own.text };
        for above in (0..=level).rev() {
            let Level { start, format, .. } = self.level(&definition, above);
            let count = self.counts.get(&(definition.clone(), above)).copied().unwrap_or(start);
            text = text.replace(&format!("%{}", above + 1), &written(&format, count));
        }
        Some(text.trim().to_owned())
    }

    fn level(&self, definition: &str, level: u32) -> Level {
        self.levels.get(&(definition.to_owned(), level)).cloned().unwrap_or_default()
    }
}

/// A number as a list writes it.
fn written(format: &str, number: u32) -> String {
    let letter = |first: u8| {
        let at = u8::try_from(number.wrapping_sub(1) % 26).unwrap_or(0);
        char::from(first + at).to_string()
    };
    match format {
        "decimalZero" => format!("{number:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            words::circle(number).map_or_else(|| number.to_string(), String::from)
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographTraditional"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => words::in_han(number),
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn lists_count_as_word_counts_them() {
        let level = |level: u32, start: u32, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl='{level}'><w:start w:val='{start}'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
            )
        };
        let xml = format!(
            "<w:numbering><w:abstractNum w:abstractNumId='7'>{}{}</w:abstractNum><w:abstractNum w:abstractNumId='8'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num><w:num w:numId='4'><w:abstractNumId w:val='8'/></w:num></w:numbering>",
            level(0, 3, "chineseCounting", "（%1）"),
            level(1, 1, "decimal", "%1.%2"),
            level(0, 1, "bullet", "●"),
        );
        let mut numbering = Numbering::new(
            &xml,
            "<w:styles><w:style w:styleId='a'><w:numId w:val='1'/></w:style></w:styles>",
        );
        let mut next = |list: &str, level: u32| numbering.next(list, level).unwrap_or_default();
        // Two lists of one definition count on together; one that begins anew does not.
        assert_eq!([next("1", 0), next("2", 0), next("1", 1)], ["（三）", "（四）", "四.1"]);
        assert_eq!([next("1", 0), next("1", 1), next("3", 0)], ["（五）", "五.1", "（一）"]);
        assert_eq!([next("3", 0), next("4", 0), next("9", 0)], ["（二）", "", "1"]);
        assert_eq!(numbering.of_style("a"), Some(("1".to_owned(), 0)));
    }
}
