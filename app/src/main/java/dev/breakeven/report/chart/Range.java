package dev.breakeven.report.chart;

/// From one value to another; `high` may be infinite, and is then drawn to the end of the axis.
///
/// @param low the lower end
/// @param high the upper end
public record Range(double low, double high) {}
