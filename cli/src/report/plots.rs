//! The plots, as SVG that a screen reader can tell of.
//!
//! The library draws with sizes and colours of its own. Here the size becomes that of the page, the
//! colours are those that `page.css` knows and changes, and a title and a description are added.
//! What must be told apart has another shape, not only another colour.

use std::fmt::Display;

use plotters::element::{Circle, EmptyElement, Text, TriangleMarker};
use plotters::prelude::{
    ChartBuilder, DashedLineSeries, IntoDrawingArea, IntoFont, LineSeries, RGBColor, SVGBackend,
    ShapeStyle,
};
use plotters::style::Color;
use relais::eval::RiskCoverage;
use relais::eval::metrics::Bin;

use super::words::{Words, escaped};
use crate::exit::Failure;

/// What a plot is called, and what it shows in words.
pub(super) struct About<'t> {
    /// Unique on the page.
    pub(super) id: &'t str,
    pub(super) title: &'t str,
    pub(super) description: &'t str,
}

/// Wrong answers against answers; `now` is the point that holds, or is next to what holds, with its label.
pub(super) fn risk_coverage(
    points: &[RiskCoverage],
    now: Option<(RiskCoverage, &'static str)>,
    about: &About<'_>,
    words: Words,
) -> Result<String, Failure> {
    let highest = points.iter().fold(0.1_f64, |highest, point| highest.max(point.risk));
    let top = ((highest * 10.0).ceil() / 10.0).min(1.0);
    let axes = [
        words.say("questions answered", "questions qui reçoivent une réponse"),
        words.say("wrong among the answers", "mauvaises parmi les réponses"),
    ];
    draw(about, axes, top, words, |chart| {
        let curve = points.iter().map(|point| (point.coverage, point.risk));
        chart.draw_series(LineSeries::new(curve.clone(), LINE.stroke_width(2)))?;
        chart.draw_series(curve.map(|at| Circle::new(at, 3, LINE.filled())))?;
        chart.draw_series(now.map(|(now, label)| {
            EmptyElement::at((now.coverage, now.risk))
                + TriangleMarker::new((0, 0), 9, INK.filled())
                + Text::new(label, (12, -6), font(14))
        }))?;
        Ok(())
    })
}

/// The share that was right against what was predicted.
pub(super) fn reliability(
    bins: &[Bin],
    about: &About<'_>,
    words: Words,
) -> Result<String, Failure> {
    let axes = [
        words.say("what the engine says", "ce que dit le moteur"),
        words.say("what is right", "ce qui est juste"),
    ];
    draw(about, axes, 1.0, words, |chart| {
        chart.draw_series(DashedLineSeries::new(
            [(0.0, 0.0), (1.0, 1.0)],
            6,
            4,
            ShapeStyle::from(&SOFT).stroke_width(1),
        ))?;
        let curve = bins.iter().map(|bin| (bin.predicted, bin.right));
        chart.draw_series(LineSeries::new(curve.clone(), LINE.stroke_width(2)))?;
        chart.draw_series(curve.map(|at| Circle::new(at, 4, LINE.filled())))?;
        Ok(())
    })
}

type Chart<'a, 'b> = plotters::chart::ChartContext<
    'a,
    SVGBackend<'b>,
    plotters::coord::cartesian::Cartesian2d<
        plotters::coord::types::RangedCoordf64,
        plotters::coord::types::RangedCoordf64,
    >,
>;

type Problem = Box<dyn std::error::Error>;

/// Draws shares against shares.
fn draw(
    about: &About<'_>,
    [x, y]: [&str; 2],
    top: f64,
    words: Words,
    content: impl FnOnce(&mut Chart<'_, '_>) -> Result<(), Problem>,
) -> Result<String, Failure> {
    let mut svg = String::new();
    let try_draw = || -> Result<(), Problem> {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        let mut chart = ChartBuilder::on(&area)
            .margin(12)
            // Half of the last label stands beyond the axis.
            .margin_right(32)
            .x_label_area_size(44)
            .y_label_area_size(62)
            .build_cartesian_2d(0.0..1.0, 0.0..top)?;
        let percent = |share: &f64| words.percent(Some(*share));
        chart
            .configure_mesh()
            .light_line_style(RGBColor(0xd5, 0xda, 0xe1).mix(0.0))
            .bold_line_style(GRID)
            .axis_style(SOFT)
            .x_labels(6)
            .y_labels(6)
            .x_label_formatter(&percent)
            .y_label_formatter(&percent)
            .x_desc(x)
            .y_desc(y)
            .label_style(font(14))
            .axis_desc_style(font(14))
            .draw()?;
        content(&mut chart)?;
        area.present()?;
        Ok(())
    };
    try_draw().map_err(|error| Failure::io("a plot", error))?;
    accessible(&svg, about).ok_or_else(|| Failure::io("a plot", Unread))
}

/// Gives the drawing its name and lets the page decide how wide it is.
fn accessible(svg: &str, about: &About<'_>) -> Option<String> {
    let start = svg.find("<svg ")?;
    let (_, drawn) = svg[start..].split_once('>')?;
    let About { id, title, description } = about;
    let (width, height) = SIZE;
    Some(format!(
        "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title \
         {id}-text\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-text\">{}</desc>{drawn}",
        escaped(title),
        escaped(description),
    ))
}

struct Unread;

impl Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("what was drawn is no SVG")
    }
}

fn font(size: u32) -> plotters::style::TextStyle<'static> {
    ("sans-serif", size).into_font().color(&INK)
}

/// In units of the drawing: on a telephone about a pixel each.
const SIZE: (u32, u32) = (400, 300);

/// The colours, which `page.css` names too.
const INK: RGBColor = RGBColor(0x1c, 0x24, 0x30);
const SOFT: RGBColor = RGBColor(0x55, 0x60, 0x6e);
const GRID: RGBColor = RGBColor(0xd5, 0xda, 0xe1);
const LINE: RGBColor = RGBColor(0x1f, 0x5f, 0xbf);
