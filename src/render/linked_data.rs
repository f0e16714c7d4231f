//! Tables as linked data: `schema.org` on their pages, DCAT in the catalogue of the whole site.
use std::fmt::Write as _;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::{
    render::{
        address,
        domain::Issue,
        edition::Edition,
        sheet::Sheet,
        site::{self, Download},
    },
    resolve::Agency,
    source::config::Config,
};

/// A table as a `schema.org` dataset, for the head of its page.
#[must_use]
pub fn dataset(sheet: &Sheet<'_, '_, '_>, downloads: &[Download]) -> String {
    let path = sheet.path();
    let address = |file: &str| whole(&sheet.edition.workspace.config, &path, file);
    let issue = Issue::of(sheet);
    let day = issue.day();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": sheet.title(),
        "description": description(sheet),
        "inLanguage": "zh-CN",
        "url": address("index.html"),
        "creator": organization(sheet.agency()),
        "distribution": files(downloads, address),
    });
    for (key, value) in [
        ("version", issue.version),
        ("isBasedOn", issue.source),
        ("datePublished", day.map(|it| it.to_string())),
    ] {
        if let Some(value) = value {
            data[key] = Value::String(value);
        }
    }
    script(&data)
}

/// An agency's tables as a `schema.org` data catalog, for the head of its page. `tables` are their
/// names and pages, seen from it.
#[must_use]
pub fn data_catalog<'a>(
    config: &Config,
    agency: &Agency<'_>,
    tables: impl Iterator<Item = (&'a str, &'a str)>,
    downloads: &[Download],
) -> String {
    let address = |file: &str| whole(config, &agency.key, file);
    let name = format!("{}基层政务公开标准目录", agency.name());
    let all = json!({
        "@type": "Dataset",
        "name": format!("{name}（全部）"),
        "distribution": files(downloads, address),
    });
    let table = |(name, href): (&str, &str)| json!({"@type": "Dataset", "name": name, "url": address(href)});
    script(&json!({
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": name,
        "inLanguage": "zh-CN",
        "url": address("index.html"),
        "publisher": organization(agency),
        "dataset": std::iter::once(all).chain(tables.map(table)).collect::<Vec<_>>(),
    }))
}

/// The address of a file, given as an href in its folder; that href where no address is configured.
fn whole(config: &Config, folder: &str, href: &str) -> String {
    match config.site.base_url.get() {
        Some(_) => site::permalink(config, &format!("{}/{href}", address::href(folder))),
        None => href.to_owned(),
    }
}

fn organization(agency: &Agency<'_>) -> Value {
    let mut data = json!({"@type": "GovernmentOrganization", "name": agency.name()});
    if let Some(code) = agency.file.as_ref().and_then(|it| it.code.as_ref()) {
        data["identifier"] = Value::String(code.value.clone().into_owned());
    }
    data
}

fn files(downloads: &[Download], address: impl Fn(&str) -> String) -> Vec<Value> {
    let file = |it: &Download| {
        json!({
            "@type": "DataDownload",
            "encodingFormat": it.mime,
            "contentUrl": address(&it.href),
        })
    };
    downloads.iter().map(file).collect()
}

/// What is in a script: nothing may look like its end.
fn script(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

fn description(sheet: &Sheet<'_, '_, '_>) -> String {
    let counts = sheet.counts();
    let mut text = format!("{}，共{}条事项", sheet.full_title(), counts.entries);
    if counts.reconstructed > 0 {
        let _ = write!(text, "，其中{}条为复原文本，未经核对", counts.reconstructed);
    }
    text
}

/// All tables as a DCAT catalogue in JSON-LD. Its addresses are full ones where one is configured, else
/// relative to the file, which lies in the site's top folder.
#[must_use]
pub fn catalogue(edition: &Edition<'_, '_>, media: &[(&str, &str)]) -> String {
    let config = &edition.workspace.config;
    let tables: Vec<_> = edition.agencies.iter().flat_map(|it| &it.tables).collect();
    let datasets: Vec<Value> = tables
        .par_iter()
        .map(|id| {
            let sheet = edition.sheet(**id);
            let (path, name) = (sheet.path(), sheet.folder());
            let at = |path: &str| site::permalink(config, &address::href(path));
            let files: Vec<Value> = media
                .iter()
                .map(|(ending, media)| {
                    json!({
                        "@type": "dcat:Distribution",
                        "dcat:downloadURL": {"@id": at(&format!("{path}/{name}.{ending}"))},
                        "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{media}")},
                    })
                })
                .collect();
            let mut data = json!({
                "@type": "dcat:Dataset",
                "@id": at(&format!("{path}/index.html")),
                "dct:title": {"@value": sheet.title(), "@language": "zh-CN"},
                "dct:description": {"@value": description(&sheet), "@language": "zh-CN"},
                "dct:identifier": path,
                "dct:publisher": {"@type": "foaf:Organization", "foaf:name": sheet.agency().name()},
                "dcat:landingPage": {"@id": at(&format!("{path}/index.html"))},
                "dcat:distribution": files,
            });
            let issue = Issue::of(&sheet);
            if let Some(date) = issue.day() {
                data["dct:issued"] = json!({"@value": date.to_string(), "@type": "xsd:date"});
            }
            if let Some(version) = issue.version {
                data["dcat:version"] = Value::String(version);
            }
            data
        })
        .collect();
    let all = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Catalog",
        "@id": site::permalink(config, "catalog.jsonld"),
        "dct:title": {"@value": site::name(config), "@language": "zh-CN"},
        "dct:language": "zh-CN",
        "dcat:dataset": datasets,
    });
    format!("{all:#}\n")
}
