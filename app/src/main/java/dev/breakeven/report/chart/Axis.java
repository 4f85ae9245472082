package dev.breakeven.report.chart;

import java.util.function.DoubleFunction;

/// What stands along an axis.
///
/// @param title what it measures, with its unit
/// @param least a value the axis must hold
/// @param most a value the axis must hold
/// @param label how a value is written
public record Axis(String title, double least, double most, DoubleFunction<String> label) {}
