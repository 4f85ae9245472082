/// Sessions of pi and of the tools that grew out of it as traces. What they hold is in
/// docs/formats/pi.md.
@NullMarked
package dev.breakeven.importer.pi;

import org.jspecify.annotations.NullMarked;
