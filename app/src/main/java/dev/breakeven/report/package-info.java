/// Results as text, CSV and JSON: strings out, no input or output.
@NullMarked
package dev.breakeven.report;

import org.jspecify.annotations.NullMarked;
