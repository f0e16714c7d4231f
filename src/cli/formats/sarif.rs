//! SARIF 2.1.0, for code scanning. Columns count characters, and the log says so.
use serde_sarif::sarif::{
    ArtifactLocation, Invocation, Location, Message, MultiformatMessageString, Notification,
    PhysicalLocation, Region, ReportingConfiguration, ReportingDescriptor, Result as SarifResult,
    ResultLevel, Run, Sarif, Tool, ToolComponent,
};

use crate::{
    check::Rule,
    cli::{
        finding::{Finding, Place},
        formats::{Checked, pretty},
    },
    diagnostic::{Lang, Severity},
    render::rule_page::Page,
    rules,
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The root that all addresses are relative to; code scanning takes it for the repository's.
const ROOT: &str = "%SRCROOT%";

/// The report.
pub(super) fn text(checked: &Checked<'_>) -> String {
    let driver = ToolComponent::builder()
        .name("govcat")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .language(language(checked.lang))
        .rules(rules::ALL.iter().map(|rule| descriptor(rule, checked.lang)).collect::<Vec<_>>())
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .invocations(vec![invocation(checked)])
        .language(language(checked.lang))
        .column_kind("unicodeCodePoints")
        .results(checked.findings.iter().map(result).collect::<Vec<_>>())
        .build();
    pretty(&Sarif::builder().schema(SCHEMA).version("2.1.0").runs(vec![run]).build())
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    }
}

/// Whether the run could look at everything.
fn invocation(checked: &Checked<'_>) -> Invocation {
    let unread = &checked.unread;
    let notes: Vec<Notification> = unread
        .iter()
        .map(|path| {
            let what = match checked.lang {
                Lang::Zh => format!("没能读取 {path}"),
                Lang::En => format!("could not read {path}"),
            };
            Notification::builder().level("error").message(Message::from(&what)).build()
        })
        .collect();
    Invocation::builder()
        .execution_successful(unread.is_empty())
        .tool_execution_notifications(notes)
        .build()
}

fn descriptor(rule: &Rule, lang: Lang) -> ReportingDescriptor {
    let page = Page::of(rule, lang);
    let summary = page.summary.to_owned();
    let level = level(rule.severity).to_string();
    ReportingDescriptor::builder()
        .id(rule.code)
        .short_description(&summary)
        .full_description(&page.what)
        .help(
            MultiformatMessageString::builder()
                .text(page.plain())
                .markdown(page.markdown())
                .build(),
        )
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .build()
}

fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Info => ResultLevel::Note,
    }
}

fn result(finding: &Finding<'_>) -> SarifResult {
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.to_string(),
    };
    let print = [("govcat/v1".to_owned(), format!("{:016x}", finding.fingerprint))];
    let result = SarifResult::builder()
        .rule_id(finding.code)
        .level(level(finding.severity))
        .message(&message)
        .locations(vec![Location::builder().physical_location(physical(&finding.place)).build()])
        .partial_fingerprints(std::collections::BTreeMap::from(print));
    let mut result = result.build();
    result.rule_index = rules::ALL
        .iter()
        .position(|rule| rule.code == finding.code)
        .and_then(|it| i64::try_from(it).ok());
    if !finding.related.is_empty() {
        let related = (1..).zip(&finding.related).map(|(id, related)| {
            Location::builder()
                .id(id)
                .physical_location(physical(&related.place))
                .message(related.message)
                .build()
        });
        result.related_locations = Some(related.collect());
    }
    result
}

fn physical(place: &Place<'_>) -> PhysicalLocation {
    let number = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
    let region = Region::builder()
        .start_line(number(place.start.line))
        .start_column(number(place.start.column))
        .end_line(number(place.end.line))
        .end_column(number(place.end.column))
        .build();
    let artifact = ArtifactLocation::builder().uri(uri(&place.file.path)).uri_base_id(ROOT).build();
    PhysicalLocation::builder().artifact_location(artifact).region(region).build()
}

/// A path as a relative address.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
