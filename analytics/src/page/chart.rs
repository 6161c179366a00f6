//! The plots, as SVG that a screen reader can tell of.
//!
//! The library draws the axes and the columns. The size becomes that of the page, and each part of a
//! column gets a pattern by `page.css`, so that nothing is told by colour alone.

use plotters::prelude::{
    ChartBuilder, IntoDrawingArea, IntoFont, IntoSegmentedCoord, RGBColor, Rectangle, SVGBackend,
    SegmentValue,
};
use plotters::style::{Color, TextStyle};

use super::escaped;
use crate::error::Error;
use crate::sections::Chart;
use crate::words::Lang;

/// The parts of a column from below, as [`Column`](crate::sections::Column) has them.
pub(super) fn parts(lang: Lang) -> [&'static str; 4] {
    [
        lang.say("resolved", "résolues"),
        lang.say("unknown", "fin inconnue"),
        lang.say("unresolved", "sans solution"),
        lang.say("handed over", "transmises"),
    ]
}

/// A plot with its legend; `id` is unique on the page.
pub(super) fn figure(id: &str, chart: &Chart, lang: Lang) -> Result<String, Error> {
    let svg = draw(chart, lang).map_err(Error::page)?;
    let unread = || Error::page("what was drawn is no SVG");
    let start = svg.find("<svg ").ok_or_else(unread)?;
    let (_, drawn) = svg[start..].split_once('>').ok_or_else(unread)?;
    let (width, height) = SIZE;
    let mut legend = String::new();
    for (name, color) in parts(lang).iter().zip(PARTS) {
        let RGBColor(red, green, blue) = color;
        legend.push_str(&format!(
            "<li><svg viewBox=\"0 0 20 14\" aria-hidden=\"true\"><rect width=\"20\" height=\"14\" \
             fill=\"#{red:02X}{green:02X}{blue:02X}\" stroke=\"#1C2430\"/></svg> {name}</li>"
        ));
    }
    Ok(format!(
        "<figure><svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-text\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-text\">{}</desc>{drawn}\n\
         <figcaption><ul class=\"legend\">{legend}</ul></figcaption></figure>\n",
        escaped(chart.title),
        escaped(&description(chart, lang)),
    ))
}

/// What the plot shows, in words.
fn description(chart: &Chart, lang: Lang) -> String {
    let sum = |column: &&crate::sections::Column| column.parts.iter().sum::<u64>();
    let most = chart.columns.iter().max_by_key(sum);
    let (name, most) = most.map_or(("", 0), |most| (&most.name, sum(&most)));
    let most = lang.number(most);
    match lang {
        Lang::En => {
            format!("Most of them, {most}, in the column {name}. The table below has all figures.")
        }
        Lang::Fr => format!(
            "Le plus, {most}, dans la colonne {name}. Le tableau ci-dessous a tous les chiffres."
        ),
    }
}

fn draw(chart: &Chart, lang: Lang) -> Result<String, Box<dyn std::error::Error>> {
    let mut svg = String::new();
    let columns = &chart.columns;
    let highest =
        columns.iter().map(|column| column.parts.iter().sum::<u64>()).max().unwrap_or_default();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        let mut drawn = ChartBuilder::on(&area)
            .margin(8)
            .margin_right(16)
            .x_label_area_size(42)
            .y_label_area_size(58)
            .build_cartesian_2d((0..columns.len()).into_segmented(), 0..highest.max(1))?;
        let name = |at: &SegmentValue<usize>| match at {
            SegmentValue::CenterOf(at) | SegmentValue::Exact(at) => {
                columns.get(*at).map(|column| short(&column.name)).unwrap_or_default()
            }
            SegmentValue::Last => String::new(),
        };
        drawn
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(GRID.mix(0.0))
            .bold_line_style(GRID)
            .axis_style(SOFT)
            .x_labels(9)
            .y_labels(5)
            .x_label_formatter(&name)
            .y_label_formatter(&|count| lang.number(*count))
            .x_desc(&chart.axis)
            .label_style(font())
            .axis_desc_style(font())
            .draw()?;
        for (at, column) in columns.iter().enumerate() {
            let mut from = 0;
            for (part, color) in column.parts.iter().zip(PARTS) {
                let to = from + part;
                let ends = [(SegmentValue::Exact(at), from), (SegmentValue::Exact(at + 1), to)];
                // A part that there is none of would leave its line.
                if *part > 0 {
                    drawn.draw_series([
                        Rectangle::new(ends.clone(), color.filled()),
                        Rectangle::new(ends, INK.stroke_width(1)),
                    ])?;
                }
                from = to;
            }
        }
        area.present()?;
    }
    Ok(svg)
}

/// A day without its year, which all days have.
fn short(name: &str) -> String {
    name.get(5..).filter(|_| name.len() == 10).unwrap_or(name).to_owned()
}

fn font() -> TextStyle<'static> {
    ("sans-serif", 14).into_font().color(&INK)
}

/// In units of the drawing: on a telephone about a pixel each.
const SIZE: (u32, u32) = (400, 260);

/// The colours, which `page.css` names too.
const INK: RGBColor = RGBColor(0x1c, 0x24, 0x30);
const SOFT: RGBColor = RGBColor(0x55, 0x60, 0x6e);
const GRID: RGBColor = RGBColor(0xd5, 0xda, 0xe1);

/// What `page.css` makes patterns of: dark, empty, hatched, dotted.
const PARTS: [RGBColor; 4] = [
    RGBColor(0x1f, 0x5f, 0xbf),
    RGBColor(0xff, 0xff, 0xff),
    RGBColor(0xe0, 0xa0, 0x30),
    RGBColor(0x80, 0xb0, 0x80),
];

/// The patterns of the parts, once for the page.
pub(super) const PATTERNS: &str = "\
<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>
<pattern id=\"hatched\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
<rect class=\"ground\" width=\"5\" height=\"5\"/><rect class=\"mark\" width=\"2\" height=\"5\"/></pattern>
<pattern id=\"dotted\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
<rect class=\"ground\" width=\"5\" height=\"5\"/><circle class=\"mark\" cx=\"2\" cy=\"2\" r=\"1\"/></pattern>
</defs></svg>
";
