/// OpenTelemetry spans of the GenAI conventions as traces. What they hold is in
/// docs/formats/other-tools.md.
@NullMarked
package dev.breakeven.importer.otel;

import org.jspecify.annotations.NullMarked;
