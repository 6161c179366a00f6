//! Breaking text into lines.

/// Breaks a text at spaces into lines of at most `width` characters, with this indent. A line that
/// is written as one stays one; the items of lists hang below their own text.
pub(crate) fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let hanging = " ".repeat(marker(line));
        let mut current = String::new();
        for word in line.split(is_break).filter(|word| !word.is_empty()) {
            let length = current.chars().count() + 1 + word.chars().count();
            if !current.trim().is_empty() && length + indent.len() > width {
                lines.push(current);
                current = hanging.clone();
            } else if !current.trim().is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    let indented = lines.iter().map(|line| format!("{indent}{line}"));
    indented.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Whether a line may be broken here. A no-break space is a space, and holds its words together.
fn is_break(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
}

/// The width of `- ` or `12. ` at the start of a line.
fn marker(line: &str) -> usize {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    match digits {
        0 if rest.starts_with("- ") => 2,
        1.. if rest.starts_with(". ") => digits + 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_items_hang() {
        assert_eq!(wrapped("one two three", 8, ""), "one two\nthree");
        assert_eq!(wrapped("1. one two three", 10, ""), "1. one two\n   three");
        assert_eq!(wrapped("a\n\nb", 8, "  "), "  a\n\n  b");
        assert_eq!(wrapped("averyverylongword x", 8, ""), "averyverylongword\nx");
    }
}
