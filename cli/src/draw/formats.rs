//! Problems for programs: JSON, the lines of GitHub's workflow commands, and SARIF.
//!
//! All three go to the output stream, with paths as a terminal can follow them. GitHub and SARIF take
//! paths from the top of the repository, so `relais check` is run from there.

use std::collections::BTreeMap;
use std::io::{self, Write};

use relais::{Diagnostic, Fix, Severity};
use serde_json::{Value, json};

use crate::source::Files;

/// One object: `problems`, and how many `errors` and `warnings` there are.
pub(crate) fn json(problems: &[Diagnostic], files: &Files) -> io::Result<()> {
    let all: Vec<Value> = problems.iter().map(|problem| object(problem, files)).collect();
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let report = json!({
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "problems": all,
    });
    writeln!(anstream::stdout(), "{report}")
}

fn object(problem: &Diagnostic, files: &Files) -> Value {
    let Diagnostic { severity, code, message, hint, span, fix } = problem;
    let fix = fix.as_ref().map(|fix| {
        let Fix { title, file, range, by } = fix;
        json!({
            "title": title,
            "file": files.path(file),
            "from_byte": range.start,
            "until_byte": range.end,
            "by": by,
        })
    });
    json!({
        "severity": severity.as_str(),
        "code": code,
        "message": message,
        "why": problem.why(),
        "hint": hint,
        "file": span.as_ref().map(|span| files.path(&span.file)),
        "line": span.as_ref().map(|span| span.line),
        "column": span.as_ref().map(|span| span.column),
        "fix": fix,
    })
}

/// One line for each problem: `::warning file=…,line=…,col=…,title=…::message`.
pub(crate) fn github(problems: &[Diagnostic], files: &Files) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    for problem in problems {
        let mut about = Vec::new();
        if let Some(span) = &problem.span {
            about.push(format!("file={}", property(&files.path(&span.file))));
            about.push(format!("line={}", span.line));
            about.push(format!("col={}", span.column));
        }
        about.push(format!("title={}", property(problem.code)));
        let hint = problem.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        let message = data(&format!("{}{hint}", problem.message));
        writeln!(out, "::{} {}::{message}", problem.severity.as_str(), about.join(","))?;
    }
    Ok(())
}

/// What follows the second `::` of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value among the properties of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// SARIF 2.1.0: one run, a rule for each code that is there, a result for each problem.
pub(crate) fn sarif(problems: &[Diagnostic], files: &Files) -> io::Result<()> {
    let codes: BTreeMap<&str, Option<&str>> =
        problems.iter().map(|problem| (problem.code, problem.why())).collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|(code, why)| match why {
            Some(why) => json!({"id": code, "fullDescription": {"text": format!("{why}.")}}),
            None => json!({"id": code}),
        })
        .collect();
    let numbers: BTreeMap<&str, usize> = (0..).zip(codes.keys()).map(|(n, c)| (*c, n)).collect();
    let results: Vec<Value> =
        problems.iter().map(|problem| result(problem, numbers[problem.code], files)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "relais check",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    writeln!(anstream::stdout(), "{log}")
}

fn result(problem: &Diagnostic, rule: usize, files: &Files) -> Value {
    let hint = problem.hint.as_ref().map(|hint| format!(". What to do: {hint}"));
    let mut result = json!({
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.as_str(),
        "message": {"text": format!("{}{}.", problem.message, hint.unwrap_or_default())},
    });
    if let Some(span) = &problem.span {
        result["locations"] = json!([{"physicalLocation": {
            "artifactLocation": {"uri": uri(&files.path(&span.file))},
            "region": {"startLine": span.line, "startColumn": span.column},
        }}]);
    }
    if let Some(Fix { title, file, range, by }) = &problem.fix {
        result["fixes"] = json!([{
            "description": {"text": title},
            "artifactChanges": [{
                "artifactLocation": {"uri": uri(&files.path(file))},
                "replacements": [{
                    "deletedRegion": {"byteOffset": range.start, "byteLength": range.len()},
                    "insertedContent": {"text": by},
                }],
            }],
        }]);
    }
    result
}

/// A path as a relative reference (RFC 3986): what is no letter, digit or sign of a path is written in
/// hexadecimal.
fn uri(path: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| match byte {
            b'\\' if cfg!(windows) => "/".to_owned(),
            _ if kept(byte) => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_and_addresses_are_escaped() {
        assert_eq!(property("a,b: 5%\nc"), "a%2Cb%3A 5%25%0Ac");
        assert_eq!(data("a, b: 5 %"), "a, b: 5 %25");
        assert_eq!(uri("base/été 1.yaml"), "base/%C3%A9t%C3%A9%201.yaml");
    }
}
