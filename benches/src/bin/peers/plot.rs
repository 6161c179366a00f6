//! The picture of the README: for each peer, right and wrong answers, and the time of a question.
//!
//! It is written as text, because the colours follow the reader's dark or light setting by a style sheet, and a screen
//! reader is told what is to be seen; libraries that draw plots do neither.

use std::fmt::Write;

use crate::figures::{Figures, Run, SetFigures, Who};
use crate::report::{by_right, microseconds};

/// What the picture shows.
pub(crate) const TITLE: &str =
    "Right and wrong answers, and the time of a question, of Relais and its peers";

/// The picture of a run's first set.
pub(crate) fn svg(run: &Run) -> String {
    let Some(set) = run.sets.first() else { return String::new() };
    let rows = by_right(run, set);
    let height = TOP + ROW * rows.len() as f64 + BOTTOM;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"title desc\">\n<title id=\"title\">{TITLE}</title>\n<desc id=\"desc\">{}</desc>\n\
         <style>{STYLE}</style>\n<rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\" rx=\"8\"/>\n",
        escaped(&described(set, &rows))
    );
    let end = height - BOTTOM;
    answers(&mut svg, set, &rows, end);
    times(&mut svg, &rows, end);
    for (row, (who, _)) in rows.iter().enumerate() {
        let class = if who.id.starts_with("relais") { "us" } else { "ink" };
        text(&mut svg, NAMES, middle(row), &format!("{class} end"), &who.name);
    }
    svg + "</svg>\n"
}

/// Bars to the left for wrong answers and to the right for right ones.
fn answers(svg: &mut String, set: &SetFigures, rows: &[(&Who, &Figures)], end: f64) {
    let most = |value: fn(&Figures) -> usize| rows.iter().map(|(_, one)| value(one)).max();
    let wrong = most(|one| one.plain.wrong).unwrap_or(0) as f64;
    let right = most(|one| one.plain.right).unwrap_or(0).max(1) as f64;
    let scale = (ANSWERS.1 - ANSWERS.0) / (wrong + right);
    let zero = ANSWERS.0 + wrong * scale;
    let all = set.in_scope + set.out_of_scope;
    let heading = format!("Answers to {all} questions, {} of them off topic", set.out_of_scope);
    text(svg, ANSWERS.0, 30.0, "ink head", &heading);
    text(svg, zero - 8.0, 56.0, "muted end", "wrong");
    text(svg, zero + 8.0, 56.0, "muted", "right");
    let step = if wrong + right > 500.0 { 200 } else { 100 };
    for count in (0..).step_by(step).take_while(|count| *count as f64 <= wrong.max(right)) {
        for (side, most) in [(-1.0, wrong), (1.0, right)] {
            let far = count as f64;
            if far <= most && (side > 0.0 || count > 0) {
                let x = zero + side * far * scale;
                line(svg, (x, TOP - 6.0), (x, end), if count == 0 { "axis" } else { "grid" });
                text(svg, x, end + 18.0, "muted small centre", &count.to_string());
            }
        }
    }
    for (row, (_, one)) in rows.iter().enumerate() {
        let y = middle(row);
        let at_bar = one.at_bar.map(|ends| (ends.wrong, ends.right));
        for (counts, half, pale) in
            [(Some((one.plain.wrong, one.plain.right)), 9.0, " pale"), (at_bar, 6.0, "")]
        {
            let Some((wrong, right)) = counts else { continue };
            let (wrong, right) = (wrong as f64 * scale, right as f64 * scale);
            bar(svg, (zero - wrong, y - half), (wrong, 2.0 * half), &format!("wrong{pale}"));
            bar(svg, (zero, y - half), (right, 2.0 * half), &format!("right{pale}"));
        }
        match at_bar {
            Some((wrong, right)) => {
                let (to_wrong, to_right) = (wrong as f64 * scale, right as f64 * scale);
                text(svg, zero - to_wrong - 5.0, y, "ink small end", &wrong.to_string());
                text(svg, zero + to_right + 5.0, y, "ink small", &right.to_string());
            }
            None => text(svg, zero + 5.0, y, "ink small", "no bar will do"),
        }
    }
    let y = end + 42.0;
    for (x, class, words) in
        [(0.0, "right", "at a bar for the risk of Relais"), (248.0, "right pale", "as it comes")]
    {
        bar(svg, (ANSWERS.0 + x, y - 6.0), (16.0, 12.0), class);
        text(svg, ANSWERS.0 + x + 22.0, y, "muted", words);
    }
}

/// The median and the 99th percentile of a question's time, on a logarithmic scale.
fn times(svg: &mut String, rows: &[(&Who, &Figures)], end: f64) {
    let least = rows.iter().map(|(_, one)| one.p50_us).fold(f64::MAX, f64::min).log10().floor();
    let most = rows.iter().map(|(_, one)| one.p99_us).fold(1.0, f64::max).log10().ceil();
    let scale = (TIMES.1 - TIMES.0) / (most - least);
    let x = |us: f64| TIMES.0 + (us.log10() - least) * scale;
    text(svg, TIMES.0, 30.0, "ink head", "Time of a question");
    text(svg, TIMES.0, 56.0, "muted", "median and 99th percentile");
    for power in least as i32..=most as i32 {
        let us = 10f64.powi(power);
        line(svg, (x(us), TOP - 6.0), (x(us), end), "grid");
        let label = if us < 1e6 { microseconds(us).replace(".0", "") } else { "1 s".to_owned() };
        text(svg, x(us), end + 18.0, "muted small centre", &label);
    }
    for (row, (_, one)) in rows.iter().enumerate() {
        let y = middle(row);
        line(svg, (x(one.p50_us), y), (x(one.p99_us), y), "range");
        circle(svg, x(one.p50_us), y, "median");
        circle(svg, x(one.p99_us), y, "high");
    }
    let y = end + 42.0;
    circle(svg, TIMES.0 + 6.0, y, "median");
    text(svg, TIMES.0 + 18.0, y, "muted", "median");
    circle(svg, TIMES.0 + 92.0, y, "high");
    text(svg, TIMES.0 + 104.0, y, "muted", "99th percentile");
}

/// The picture in words.
fn described(set: &SetFigures, rows: &[(&Who, &Figures)]) -> String {
    let mut words = format!(
        "{}: {} questions in scope, {} off topic.",
        set.name, set.in_scope, set.out_of_scope
    );
    for (who, one) in rows {
        let at_bar = one.at_bar.map_or("no bar will do".to_owned(), |ends| {
            format!("{} right and {} wrong", ends.right, ends.wrong)
        });
        let _ = write!(
            words,
            " {}: {at_bar}; as it comes {} right and {} wrong; median {}, 99th percentile {}.",
            who.name,
            one.plain.right,
            one.plain.wrong,
            microseconds(one.p50_us),
            microseconds(one.p99_us)
        );
    }
    words
}

fn middle(row: usize) -> f64 {
    TOP + ROW * (row as f64 + 0.5)
}

// Writing to a string cannot fail.

fn text(svg: &mut String, x: f64, y: f64, class: &str, words: &str) {
    let words = escaped(words);
    let _ = writeln!(svg, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{words}</text>");
}

fn line(svg: &mut String, (x1, y1): (f64, f64), (x2, y2): (f64, f64), class: &str) {
    let _ = writeln!(
        svg,
        "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>"
    );
}

fn bar(svg: &mut String, (x, y): (f64, f64), (width, height): (f64, f64), class: &str) {
    let _ = writeln!(
        svg,
        "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
    );
}

fn circle(svg: &mut String, x: f64, y: f64, class: &str) {
    let _ = writeln!(svg, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>");
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const WIDTH: f64 = 960.0;
const TOP: f64 = 76.0;
const ROW: f64 = 30.0;
const BOTTOM: f64 = 62.0;
/// Where names end, and where the two plots begin and end.
const NAMES: f64 = 164.0;
const ANSWERS: (f64, f64) = (180.0, 600.0);
const TIMES: (f64, f64) = (650.0, 925.0);

/// Blue and orange are told apart by those who see colours otherwise, and stand out on both grounds.
const STYLE: &str = "
text { font: 14px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; dominant-baseline: central }
.head { font-weight: 600; font-size: 15px } .us { font-weight: 700 } .small { font-size: 12px }
.end { text-anchor: end } .centre { text-anchor: middle }
.ground { fill: #fff } .ink, .us { fill: #1f2328 } .muted { fill: #59636e }
.grid { stroke: #d9dee3 } .axis { stroke: #59636e } .range { stroke: #59636e; stroke-width: 2 }
.right { fill: #3b82d9 } .wrong { fill: #e0752d } .pale { opacity: .32 }
.median { fill: #1f2328 } .high { fill: #fff; stroke: #59636e; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
.ground { fill: #0d1117 } .ink, .us { fill: #e6edf3 } .muted { fill: #9aa4af }
.grid { stroke: #2b323a } .axis { stroke: #9aa4af } .range { stroke: #9aa4af }
.right { fill: #4a90e2 } .wrong { fill: #e8833a } .pale { opacity: .38 }
.median { fill: #e6edf3 } .high { fill: #0d1117; stroke: #9aa4af } }
";
