//! Columns that say where on a site something is found: `首页>政务公开>社会救助`. Their headings (栏目, 链接路径)
//! sound like categories or links; the cells tell.
use crate::{
    import::{
        cells::words,
        grid::Grid,
        table::{header::Column, role::Role},
    },
    model::{field::Field, vocabulary::Vocabulary},
};

/// So many rows tell.
const ENOUGH: usize = 30;
/// Longer parts are sentences.
const LONGEST: usize = 20;
/// What a path begins with.
const HOMES: &[&str] = &["首页", "主页", "网站", "门户", "平台", "专栏", "公开", "位置"];
/// What leads from one part of a path to the next.
const ARROWS: &[char] = &['>', '＞', '→', '›', '»', '➔', '⇒', '➡'];
/// What may do so where the first part can be nothing else.
const DASHES: &[char] = &['-', '－', '—', '–', '/', '／', '\\', '_', '·', '|', '｜', '：', ':'];

/// Finds them, and what 路径 stands for where its cells say something else: a link or channels.
pub(super) fn settle(grid: &Grid, from: usize, columns: &mut [Column], vocabulary: &Vocabulary) {
    let is_item = |it: &Column| matches!(it.role, Role::Item(_));
    for at in 0..columns.len() {
        let is_way = columns[at].label.contains("路径");
        // Where nothing else names the items, their paths do.
        let may = match columns[at].role {
            Role::Item(_) => columns.iter().filter(|it| is_item(it)).count() > 1,
            Role::Words(Field::Link) | Role::Extra => true,
            _ => false,
        };
        if !may {
            continue;
        }
        let rows = from..grid.height().min(from + ENOUGH);
        let texts = rows.map(|row| words::one_line(grid.shown(row, columns[at].at)));
        let texts: Vec<String> = texts.filter(|it| !it.is_empty()).collect();
        let most =
            |is: &dyn Fn(&str) -> bool| texts.iter().filter(|it| is(it)).count() * 2 > texts.len();
        let channels = || vocabulary.channels.list().iter();
        if most(&is_path) {
            columns[at].role = Role::Path;
        } else if is_way && most(&|it| it.contains("://") || it.starts_with("www.")) {
            columns[at].role = Role::Words(Field::Link);
        } else if is_way && most(&|it| channels().any(|channel| it.contains(&channel.term))) {
            columns[at].role = Role::Words(Field::Channel);
        }
    }
}

/// Whether a text is a path through a site.
fn is_path(text: &str) -> bool {
    let parts = |signs: &[char]| -> Vec<&str> {
        text.split(signs).map(str::trim).filter(|it| !it.is_empty()).collect()
    };
    let has_home = |first: &str| HOMES.iter().any(|it| first.contains(it));
    let are = |parts: &[&str]| {
        let is_part = |it: &&str| it.chars().count() <= LONGEST && !it.contains(['。', '；', '《']);
        parts.len() > 1 && parts.iter().all(is_part)
    };
    let (steps, dashed) = (parts(ARROWS), parts(DASHES));
    let is_stepped = are(&steps) && has_home(steps[0]);
    is_stepped || (are(&dashed) && (dashed[0].ends_with("首页") || dashed[0].ends_with("主页")))
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn paths() {
        for text in [
            "首页>政务公开>社会救助",
            "网站首页 → 信息公开 → 重点领域",
            "政府信息公开 >> 法定主动公开内容 >> 社会救助",
            "当前位置：首页＞政策文件",
            "首页-政务公开-养老服务",
            "首页/政务公开/养老服务",
        ] {
            assert!(is_path(text), "{text}");
        }
        for text in [
            "",
            "综合业务",
            "行政许可>办理",
            "首页",
            "收入/支出",
            "2019-2020年度",
            "政策→解读",
            "《甲法》>第三条",
        ] {
            assert!(!is_path(text), "{text}");
        }
    }
}
