/// Charts as SVG: numbers in, text out.
///
/// A chart is drawn for a panel about as wide as a phone, so that several stand side by side on a
/// wide screen and below each other on a narrow one. It names no colour: classes such as `c1` are
/// coloured by the page's style sheet, which knows light from dark and screen from paper. What a
/// mark stands for is told by its `title`, and the whole by the table of numbers beside it.
@NullMarked
package dev.breakeven.report.chart;

import org.jspecify.annotations.NullMarked;
