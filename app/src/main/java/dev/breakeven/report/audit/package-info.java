/// What the sessions of a period cost, as text, CSV and JSON.
@NullMarked
package dev.breakeven.report.audit;

import org.jspecify.annotations.NullMarked;
