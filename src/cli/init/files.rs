//! The files of a new workspace and of a new agency, as texts.
use std::fmt::Write as _;

use crate::{
    output::write::files::{Mode, NewFile},
    syntax::scalar::{self, Context},
};

use super::national;

/// Who the agency is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// Its folder.
    pub(super) agency: String,
    /// Its name.
    pub(super) name: String,
    /// Its division code.
    pub(super) code: Option<String>,
    /// Its level of government.
    pub(super) level: Option<String>,
    /// The agency below it.
    pub(super) extends: Option<String>,
    /// What becomes of what the layer below says.
    pub(super) inherit: Inherit,
}

/// What an agency's own files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inherit {
    /// What differs from the layer below.
    Overlay,
    /// Tables of their own, which the layer below is only compared with.
    Complete,
}

/// What a workspace has around its catalogs.
pub(super) fn workspace(who: &Identity) -> Vec<NewFile> {
    let name = format!("{}政务公开标准目录", who.name);
    let config = include_str!("govcat.toml").replace("{name}", &toml_text(&name));
    let national = if who.extends.as_deref() == Some("national") {
        "| `catalogs/national/` | 国家26个试点领域的标准目录，各级目录叠在它上面；照录原文，不在这里改 |\n"
    } else {
        ""
    };
    let next = match (&who.extends, who.inherit) {
        (Some(_), Inherit::Overlay) => {
            "上一层的事项已经全部继承。本地与上一层不同的，才在本机关的文件夹里写：同一个编号只写不同的字段，新编号就是增加的事项。"
        }
        _ => "把现有的 Excel、Word 表格用 `govcat import` 导入，或照“目录文件怎么写”新写。",
    };
    let readme = include_str!("README.md")
        .replace("{title}", &who.name)
        .replace("{agency}", &who.agency)
        .replace("{national}", national)
        .replace("{next}", next);
    let attributes =
        "* text=auto eol=lf\n*.xlsx binary\n*.docx binary\ncatalogs/**/*.yaml diff=govcat\n";
    vec![
        plain("govcat.toml", config),
        plain("README.md", readme),
        plain(".gitignore", "/dist\n/public\n/.govcat\n".to_owned()),
        plain(".gitattributes", attributes.to_owned()),
        plain(".github/workflows/govcat.yml", include_str!("github.yml").to_owned()),
        plain(".gitlab-ci.yml", include_str!("gitlab.yml").to_owned()),
        NewFile {
            path: ".githooks/pre-commit".to_owned(),
            text: include_str!("pre-commit").to_owned(),
            mode: Mode::Program,
        },
    ]
}

/// The copy of the national catalogs.
pub(super) fn national() -> impl Iterator<Item = NewFile> {
    national::FILES.iter().map(|(name, text)| {
        let kind = if *name == "agency.yaml" { "agency" } else { "catalog" };
        plain(&format!("catalogs/national/{name}"), format!("{}{text}", modeline(kind)))
    })
}

/// The agency's own file.
pub(super) fn agency(who: &Identity) -> NewFile {
    let mut text = modeline("agency");
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "{key}: {}", scalar::write(value, Context::Block));
    };
    line("agency", &who.agency);
    line("name", &who.name);
    for (key, value) in [("code", &who.code), ("level", &who.level), ("extends", &who.extends)] {
        if let Some(value) = value {
            line(key, value);
        }
    }
    let mut text = text.replacen("agency: ", "govcat: 1\nagency: ", 1);
    if who.inherit == Inherit::Complete {
        text.push_str("# 本机关的目录自成一套，只与上一层对照，不继承。\ninherit: false\n");
    }
    text.push_str(
        "# 各机构承担标准中的哪些角色；写了以后，目录里显示本机关机构的名称。例如：\n\
         # offices:\n\
         #   - name: 县民政局\n\
         #     acts_for: [县级人民政府民政部门]\n",
    );
    plain(&format!("catalogs/{}/agency.yaml", who.agency), text)
}

/// The first line, by which editors find the schema.
pub(super) fn modeline(kind: &str) -> String {
    format!("# yaml-language-server: $schema=../../schema/{kind}.json\n")
}

/// A text file.
pub(super) fn plain(path: &str, text: String) -> NewFile {
    NewFile { path: path.to_owned(), text, mode: Mode::Plain }
}

fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}
