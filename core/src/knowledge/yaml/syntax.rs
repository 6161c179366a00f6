use crate::diagnostic::{Diagnostic, Severity, Span};

/// Says why a file is not YAML, and what usually helps.
pub(super) fn problem(file: &str, text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let whole = error.to_string();
    let message = whole.split(" at line ").next().unwrap_or(&whole);
    let (line, column) =
        error.location().map_or((1, 1), |location| (location.line(), location.column()));
    let told = |code, message: String, hint: &str, line, column| Diagnostic {
        severity: Severity::Error,
        code,
        message,
        hint: Some(hint.to_owned()),
        span: Some(Span { file: file.to_owned(), line, column }),
        fix: None,
    };
    if let Some((_, key)) = message.split_once("duplicate entry with key ") {
        let key = key.trim_matches('"');
        let line = second(text, key, line, column).unwrap_or(line);
        let message = format!("the key `{key}` is there twice");
        return told("duplicate-key", message, "keep one of them", line, column);
    }
    if let Some((line, column)) = opened(&whole) {
        let message = "a bracket or a brace that opens here is not closed".to_owned();
        let hint = "close it, or put the text in quotes if it is part of one";
        return told("yaml-syntax", message, hint, line, column);
    }
    // A few lines of aliases of aliases would be more than any memory holds.
    if message.contains("repetition limit exceeded") {
        let message = "aliases (`*name`) stand for more here than can be read".to_owned();
        return told("yaml-syntax", message, "write out what is meant", line, column);
    }
    if message.contains("recursion limit exceeded") {
        let message = "lists or mappings are within each other too often here".to_owned();
        return told("yaml-syntax", message, "nothing needs more than ten levels", line, column);
    }
    let source = text.lines().nth(line - 1).unwrap_or_default();
    let hint = if source.contains('\t') {
        "YAML is indented with spaces, and this line has a tab"
    } else {
        "check the indentation, and put text with `: `, `#` or braces in quotes"
    };
    told("yaml-syntax", format!("this is not YAML: {message}"), hint, line, column)
}

/// Where the list or mapping in brackets starts that the parser could not read to its end.
fn opened(message: &str) -> Option<(usize, usize)> {
    let (_, at) = message.split_once("while parsing a flow ")?.1.split_once(" at line ")?;
    let (line, column) = at.split_once(" column ")?;
    let digits =
        |text: &str| text.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok();
    Some((digits(line)?, digits(column)?))
}

/// The line on which a mapping that starts at this place has a key for the second time.
fn second(text: &str, key: &str, line: usize, column: usize) -> Option<usize> {
    let indent = " ".repeat(column - 1);
    let has_key = |source: &str| {
        let name = source.get(column - 1..).unwrap_or_default();
        name.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
    };
    let numbered = text.lines().enumerate().skip(line - 1);
    let of_mapping = numbered.take_while(|(index, source)| {
        // The first line may start with the dash of a list.
        *index == line - 1 || source.starts_with(&indent) || source.trim().is_empty()
    });
    of_mapping.filter(|(_, source)| has_key(source)).nth(1).map(|(index, _)| index + 1)
}
