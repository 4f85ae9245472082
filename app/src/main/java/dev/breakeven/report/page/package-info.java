/// The report as one HTML file: strings out, no input or output.
@NullMarked
package dev.breakeven.report.page;

import org.jspecify.annotations.NullMarked;
