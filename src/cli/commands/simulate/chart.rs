//! The figures as a chart (SVG): scores over the days by way, and a month later with intervals.

use std::fmt::Write as _;

use crate::simulate::{Group, Report, WayFigures};

const WIDTH: f64 = 920.0;
const ROW: f64 = 300.0;
const TOP: f64 = 70.0;
const PLOT_HEIGHT: f64 = 200.0;
/// Left edge and width of the two plots.
const LINES: (f64, f64) = (60.0, 420.0);
const DOTS: (f64, f64) = (640.0, 250.0);

/// Readable on light and on dark ground, and told apart by those who see few colors (Okabe and Ito,
/// 2008); ways of one kind differ by their dashes.
const STYLE: &str = "\
text{font:13px system-ui,sans-serif;fill:#222}\
.t{font-weight:600;font-size:15px}.f{fill:#666}.e{text-anchor:end}.m{text-anchor:middle}\
.g{stroke:#ddd;stroke-width:1}.l{fill:none;stroke-width:2;stroke-linejoin:round}\
.b{fill:#fff}\
@media(prefers-color-scheme:dark){text{fill:#eee}.f{fill:#aaa}.g{stroke:#3a3a3a}.b{fill:#161616}}";

/// Color and dashes of the ways, the coach's first.
const INKS: [(&str, &str); 8] = [
    ("#d55e00", ""),
    ("#0072b2", ""),
    ("#8a8a8a", ""),
    ("#cc79a7", ""),
    ("#009e73", "2 3"),
    ("#009e73", "6 3"),
    ("#009e73", ""),
    ("#e69f00", ""),
];

pub fn draw(report: &Report) -> String {
    let height = TOP + ROW * report.groups.len() as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\">\n<title>Simulated learners by way of choosing</title>\n\
         <style>{STYLE}</style>\n<rect class=\"b\" width=\"{WIDTH}\" height=\"{height}\"/>\n"
    );
    let subtitle = format!(
        "{} learners a row, {} days of {} minutes, seed {}. Bars hold 95 %.",
        report.learners, report.days, report.minutes_a_day, report.seed
    );
    text(
        &mut svg,
        (20.0, 28.0),
        "t",
        "Expected score on unseen exercises",
    );
    text(&mut svg, (20.0, 48.0), "f", &subtitle);
    for (at, group) in report.groups.iter().enumerate() {
        draw_group(&mut svg, group, TOP + ROW * at as f64, report.days);
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw_group(svg: &mut String, group: &Group, top: f64, days: usize) {
    let name = format!("{}, {}", group.course, group.family.title());
    text(svg, (20.0, top + 22.0), "t", &name);
    let plot = top + 45.0;
    let bottom = plot + PLOT_HEIGHT;
    let y = |share: f64| bottom - share * PLOT_HEIGHT;
    for percent in [0, 25, 50, 75, 100] {
        let at = y(f64::from(percent) / 100.0);
        line(svg, "g", "", (LINES.0, at), (LINES.0 + LINES.1, at));
        text(
            svg,
            (LINES.0 - 8.0, at + 4.0),
            "f e",
            &format!("{percent} %"),
        );
    }
    for day in day_marks(days) {
        let x = LINES.0 + LINES.1 * day as f64 / days.max(1) as f64;
        text(svg, (x, bottom + 18.0), "f m", &format!("day {day}"));
    }
    for (at, way) in group.ways.iter().enumerate().rev() {
        draw_scores(svg, way, ink(at), y);
    }
    text(svg, (DOTS.0, plot - 6.0), "f", "30 days later");
    let step = PLOT_HEIGHT / group.ways.len().max(1) as f64;
    let x = |share: f64| DOTS.0 + share * DOTS.1;
    for percent in [0, 50, 100] {
        let at = x(f64::from(percent) / 100.0);
        line(svg, "g", "", (at, plot), (at, bottom));
        text(svg, (at, bottom + 18.0), "f m", &format!("{percent} %"));
    }
    for (at, way) in group.ways.iter().enumerate() {
        let middle = plot + step * (at as f64 + 0.5);
        let (color, dashes) = ink(at);
        text(svg, (DOTS.0 - 12.0, middle + 4.0), "e", &way.way);
        let stroke = format!("stroke=\"{color}\" stroke-width=\"3\" stroke-dasharray=\"{dashes}\"");
        line(
            svg,
            "",
            &stroke,
            (x(way.later.low), middle),
            (x(way.later.high), middle),
        );
        let _ = writeln!(
            svg,
            "<circle cx=\"{:.1}\" cy=\"{middle:.1}\" r=\"5\" fill=\"{color}\"/>",
            x(way.later.value)
        );
    }
}

fn draw_scores(
    svg: &mut String,
    way: &WayFigures,
    (color, dashes): (&str, &str),
    y: impl Fn(f64) -> f64,
) {
    let last = way.scores.len().saturating_sub(1).max(1) as f64;
    let points: Vec<String> = way
        .scores
        .iter()
        .enumerate()
        .map(|(day, score)| {
            format!(
                "{:.1},{:.1}",
                LINES.0 + LINES.1 * day as f64 / last,
                y(*score)
            )
        })
        .collect();
    let _ = writeln!(
        svg,
        "<polyline class=\"l\" stroke=\"{color}\" stroke-dasharray=\"{dashes}\" points=\"{}\"/>",
        points.join(" ")
    );
}

/// The first and last day, and two between.
fn day_marks(days: usize) -> Vec<usize> {
    let mut marks: Vec<usize> = (0..4).map(|it| it * days / 3).collect();
    marks.dedup();
    marks
}

fn ink(at: usize) -> (&'static str, &'static str) {
    INKS[at % INKS.len()]
}

fn line(svg: &mut String, class: &str, more: &str, from: (f64, f64), to: (f64, f64)) {
    let _ = writeln!(
        svg,
        "<line class=\"{class}\" {more} x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
        from.0, from.1, to.0, to.1
    );
}

fn text(svg: &mut String, (x, y): (f64, f64), class: &str, text: &str) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        svg,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>"
    );
}
