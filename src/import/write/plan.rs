//! Which files an import writes, and what stands in them. Nothing is written here.
use std::collections::BTreeMap;

use crate::{
    diagnostic::message,
    error::Error,
    import::{
        finding::{Finding, Weight},
        place::{Grounds, catalog::Catalog, ids},
        write::{
            below,
            state::{FOLDER, State, values},
            text, update,
        },
    },
    model::{catalog::Kind, lower},
    resolve::Resolution,
    span::FileId,
    syntax::{self, Reader},
};

/// The files of an import.
#[derive(Debug, Default)]
pub struct Plan {
    /// Names below the agency's folder, and texts. Files that stay as they are are not among them.
    pub files: BTreeMap<String, String>,
    /// The catalogs.
    pub catalogs: Vec<Written>,
    /// What is doubtful.
    pub findings: Vec<Finding>,
}

/// What becomes of a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its file's name below the agency's folder.
    pub file: String,
    /// How many entries the tables have for it.
    pub entries: usize,
    /// How many of them are new in the file.
    pub added: usize,
    /// How many changed there.
    pub changed: usize,
}

/// Plans the files. `read` gives a file below the agency's folder as it is.
///
/// # Errors
/// When a file that is there cannot be read or changed.
pub fn plan(
    catalogs: &[Catalog],
    grounds: Grounds<'_, '_>,
    reader: Reader,
    read: &dyn Fn(&str) -> Result<Option<String>, Error>,
) -> Result<Plan, Error> {
    let resolution = grounds.resolution;
    let domains = &resolution.registries.domains;
    let mut plan = Plan::default();
    for catalog in catalogs.iter().filter(|it| !it.drafts.is_empty()) {
        let ids = ids(catalog, grounds, reader, &mut plan.findings);
        let file =
            existing(catalog, grounds).unwrap_or_else(|| format!("{}.yaml", catalog.stem(domains)));
        let stem = file.rsplit_once('.').map_or(file.as_str(), |it| it.0);
        let side = format!("{FOLDER}/{stem}.json");
        let before = match read(&side)? {
            Some(text) => State::read(&side, &text)?,
            None => State::default(),
        };
        let old = read(&file)?;
        let mut written = Written { file: file.clone(), entries: ids.len(), added: 0, changed: 0 };
        let (new, state) = match &old {
            None => {
                written.added = ids.len();
                plan.findings.extend(catalog.bare.as_deref().map(|it| bare(it, &file)));
                let entries =
                    catalog.drafts.iter().zip(&ids).map(|(draft, id)| (id.clone(), values(draft)));
                let state = State { version: 1, entries: entries.collect() };
                (text::catalog(catalog, &ids, domains), state)
            }
            Some(source) => {
                whole(&file, source, resolution)?;
                let inherited = below::entries(resolution, grounds.inherited(catalog));
                let updated = update::update(
                    &file,
                    source,
                    &catalog.drafts,
                    &ids,
                    (&before, &inherited),
                    &mut plan.findings,
                )
                .ok_or_else(|| {
                    Error::new(message!(
                        "{file} 里没有 entries 列表",
                        "{file} has no list of entries"
                    ))
                })?;
                (written.added, written.changed) = (updated.added, updated.changed);
                (updated.text, updated.state)
            }
        };
        whole(&file, &new, resolution)?;
        if old.as_deref() != Some(&new) {
            plan.files.insert(file, new);
        }
        if before != state {
            plan.files.insert(side, state.text());
        }
        plan.catalogs.push(written);
    }
    if !plan.catalogs.is_empty() && read("agency.yaml")?.is_none() {
        let below = grounds.below.map(|it| resolution.agency(it).key.as_str());
        let name = agency_name(catalogs);
        plan.files.insert("agency.yaml".to_owned(), text::agency(grounds.agency, name, below));
    }
    Ok(plan)
}

/// The file that the agency has for a catalog already.
fn existing(catalog: &Catalog, grounds: Grounds<'_, '_>) -> Option<String> {
    let resolution = grounds.resolution;
    let agency = resolution.agency(resolution.find_agency(grounds.agency)?);
    let found = agency
        .catalogs
        .iter()
        .map(|it| resolution.catalog(*it))
        .find(|it| it.catalog.kind == catalog.kind && it.domain == catalog.domain)?;
    let path = &grounds.workspace.file(found.catalog.file).path;
    path.rsplit('/').next().map(str::to_owned)
}

/// A catalog must be readable before and after it is changed.
fn whole(file: &str, source: &str, resolution: &Resolution<'_>) -> Result<(), Error> {
    let id = FileId(0);
    let parsed = syntax::parse(id, source, Reader::Full);
    let mut found = parsed.diagnostics;
    found.extend(
        lower::catalog::catalog(id, &parsed.value.tree, &resolution.registries.vocabulary)
            .diagnostics,
    );
    let broken = ["syntax-error", "unsupported-yaml", "duplicate-key", "wrong-type"];
    match found.into_iter().find(|it| broken.contains(&it.code)) {
        None => Ok(()),
        Some(it) => {
            let (zh, en) = (it.message.zh, it.message.en);
            Err(Error::new(message!(
                "{file} 有错，不能改动：{zh}",
                "{file} has an error and cannot be changed: {en}"
            ))
            .with_help(message!(
                "先运行 govcat validate，改好它",
                "run govcat validate and mend it first"
            )))
        }
    }
}

/// A table that went out without its title comes back without it.
fn bare(from: &str, file: &str) -> Finding {
    Finding {
        weight: Weight::Told,
        code: "no-title",
        file: from.to_owned(),
        sheet: String::new(),
        cell: String::new(),
        message: message!(
            "导出的 CSV 不带标题、版本、施行日期和来源：请在 {file} 里核对标题，补上其余（导出成 xlsx、docx、html 就都带着）",
            "an exported CSV has no title, version, effective day or source: look at the title in {file} and add the rest (an export as xlsx, docx or html has them all)"
        ),
        original: String::new(),
    }
}

/// The agency's name, where titles begin with it: 岫岩满族自治县社会救助领域….
fn agency_name(catalogs: &[Catalog]) -> Option<&str> {
    const ENDS: [&str; 8] = ["自治县", "自治旗", "街道", "县", "区", "市", "旗", "镇"];
    let titles = catalogs.iter().filter(|it| it.kind == Kind::Standard);
    let mut titles = titles.filter_map(|it| it.title.as_deref());
    titles.find_map(|title| {
        let found = ENDS.iter().filter_map(|it| Some(title.find(it)? + it.len())).min()?;
        let name = &title[..found];
        let is_name = (3..=12).contains(&name.chars().count())
            && !["城市", "城乡", "社区", "领域", "农村"].iter().any(|it| name.contains(it));
        is_name.then_some(name)
    })
}
