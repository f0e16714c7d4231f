//! JUnit XML, for whatever counts tests: a suite for each file, a passing test for a clean one.
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::cli::{
    finding::Finding,
    formats::{Checked, severity_word},
};

/// The report.
pub(super) fn text(checked: &Checked<'_>) -> String {
    let mut report = Report::new("govcat");
    let mut findings = checked.findings.iter().peekable();
    let unread = checked.findings.iter().map(|it| it.place.file).filter(|it| !it.was_read);
    let mut files: Vec<&str> =
        checked.files.iter().copied().chain(unread).map(|it| it.path.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        let mut suite = TestSuite::new(file);
        // Findings and files are in the same order.
        while let Some(finding) = findings.next_if(|it| it.place.file.path == file) {
            suite.add_test_case(case(finding, checked));
        }
        if suite.test_cases.is_empty() {
            let mut case = TestCase::new("govcat", TestCaseStatus::success());
            case.set_classname(file);
            suite.add_test_case(case);
        }
        report.add_test_suite(suite);
    }
    let mut text = report.to_string().unwrap_or_default();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// What fails the run fails the test; the rest is told in a test that passes.
fn case(finding: &Finding<'_>, checked: &Checked<'_>) -> TestCase {
    let place = &finding.place;
    let (file, start) = (&place.file.path, place.start);
    let word = severity_word(finding.severity, checked.lang);
    let mut text = format!(
        "{file}:{}:{}: {word}[{}] {}",
        start.line, start.column, finding.code, finding.message
    );
    if let Some(help) = &finding.help {
        text.push('\n');
        text.push_str(help);
    }
    let fails = checked.fail_on.fails(finding.severity);
    let status = if fails {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(finding.message.as_ref()).set_type(finding.code).set_description(&text);
        status
    } else {
        TestCaseStatus::success()
    };
    let mut case =
        TestCase::new(format!("{}:{}:{}", finding.code, start.line, start.column), status);
    case.set_classname(file.as_str());
    if !fails {
        case.set_system_out(&text);
    }
    case
}
